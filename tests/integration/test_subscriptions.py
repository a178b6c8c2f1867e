"""Anyone may have every notice in their own chat, and stop again; a command that is not there says so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select

from cli.stage import stage
from db.tables import Department, Subscription, Task
from db.units import Units
from domain.messages.publicity import PublicityAnnouncement
from domain.people import Account
from jobs import subscriptions
from jobs.clock import VirtualClock
from tests.conftest import Office
from tests.integration import publishing
from tests.integration.closing_road import Road

START = datetime(2024, 10, 8, 1, 0, tzinfo=UTC)


def rows(second: Engine) -> list[tuple[str, bool]]:
    with second.connect() as conn:
        found = conn.execute(select(Subscription.scope, Subscription.ended_at))
        return [(row.scope, row.ended_at is None) for row in found]


def test_subscribing_twice_is_once_and_it_can_end_and_begin_again(units: Units, office: Office, second: Engine) -> None:
    who: Account = office.account()
    for number in range(2):
        units.call(subscriptions.subscribe, who, f"update {number}")
    assert rows(second) == [("all", True)]
    units.call(subscriptions.unsubscribe, who, "update 3")
    assert rows(second) == [("all", False)]
    units.call(subscriptions.unsubscribe, who, "update 4")
    units.call(subscriptions.subscribe, who, "update 5")
    assert rows(second) == [("all", True)]


async def test_a_stranger_subscribes_reads_what_is_kept_and_hears_whose_a_command_is(tmp_path: Path) -> None:
    async with stage(tmp_path, START) as place:
        stranger = place.sandbox.person(77, "路人")
        for said, expected in (
            ("/subscribe", "已订阅"),
            ("/privacy", "180天后"),
            ("/unsubscribe", "已取消订阅"),
            ("/unsubscribe", "没有订阅"),
            ("/documents", "这一步只有经办人可以做"),
        ):
            await place.say(stranger, said)
            assert stranger.last is not None
            assert expected in stranger.last.text


async def test_some_notices_are_chosen_by_buttons(tmp_path: Path) -> None:
    async with stage(tmp_path, publishing.START) as place:
        await publishing.accepted(place)
        stranger = place.sandbox.person(77, "路人")
        await place.say(stranger, "/subscribe")
        await place.tap(stranger, "sub_look", "department")
        card = stranger.last
        assert card is not None
        labels = [button["text"] for row in card.buttons for button in row]
        assert "示范省水利厅" in labels
        await place.tap(stranger, "sub_pick", "department")
        assert "✓" in [button["text"][0] for row in stranger.last.buttons for button in row]  # type: ignore[union-attr]
        await place.tap(stranger, "sub_look")
        assert "已订阅:" in stranger.last.text  # type: ignore[union-attr]
        await place.tap(stranger, "sub_none")
        assert "现在没有订阅" in stranger.last.text  # type: ignore[union-attr]


async def test_a_subscriber_takes_the_document_of_a_notice_that_is_public_and_of_no_other(tmp_path: Path) -> None:
    async with stage(tmp_path, publishing.START) as place:
        coordinator = await publishing.accepted(place)
        subscriber = place.sandbox.person(77, "路人")
        await place.say(subscriber, "/subscribe")
        await publishing.drawn_up(place, coordinator)
        card = subscriber.last
        assert card is not None
        await subscriber.tap(card.id, "pub_file:1.0")
        await place.settle()
        assert not [seen for seen in subscriber.received if seen.file], "a draft is the office's"
        await place.tap(coordinator, "f", "confirm")
        await place.run_to(publishing.office_time(2024, 10, 8, 9, 5))
        await place.tap(subscriber, "pub_file")
        (document,) = (seen.file for seen in subscriber.received if seen.file is not None)
        assert document.name.endswith(".docx")


def test_a_notice_reaches_those_who_chose_its_programme_or_department_once(
    units: Units, clock: VirtualClock, office: Office
) -> None:
    road = Road(units, clock, office)
    other = office.task("33", department="示范省林业和草原局")
    rows = units.look(lambda reading: reading.conn.execute(select(Department.id, Department.name)).all())
    ids = {row.name: row.id for row in rows}
    programme = units.look(lambda reading: reading.session.get_one(Task, other).programme_id)
    wanted = {
        "both": [("programme", programme), ("department", ids["示范省水利厅"])],
        "department": [("department", ids["示范省水利厅"])],
        "another": [("department", ids["示范省林业和草原局"])],
        "ended": [("programme", programme), ("programme", programme)],
    }
    for choices in wanted.values():
        who = office.account()
        for number, (by, which) in enumerate(choices):
            units.call(subscriptions.pick, who, by, which, 0, f"press {who.id} {number}")
    road.accept()
    road.publish()
    road.step_until("2024-10-09", "10:00")
    told = [row.recipient for row in road.rows(PublicityAnnouncement) if row.recipient.startswith("dialogue:")]
    assert len(told) == len(set(told)) == 2
