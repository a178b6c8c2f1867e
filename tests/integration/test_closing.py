"""A task is struck off when all that its programme asks for is there, and not a moment earlier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from bot.render import Renderer
from bot.screen import Screen
from config.settings import Settings
from config.texts import Texts
from db.database import open_database
from db.tables import Letter, Objection, Outbox, OutboxState, Task
from db.units import Unit, Units
from domain.errors import Moved, Rejected
from domain.messages.acceptance import AcceptanceCard
from domain.messages.closing import AskClose, TaskClosed
from domain.messages.ledger import TaskCard
from domain.messages.publicity import PublicityEnded, PublicityOutcome
from domain.states import Edge
from jobs import closing, transition
from jobs.clock import VirtualClock
from jobs.ledger import tasks
from tests.conftest import SHANGHAI, Office, settings_in
from tests.integration.closing_road import CHANNEL, Road, occasion


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    extra: dict[str, str] = getattr(request, "param", {})
    return settings_in(tmp_path, XIAOHAO_TELEGRAM__CHANNELS="[-100111]", **extra)


@pytest.fixture
def road(units: Units, clock: VirtualClock, office: Office) -> Road:
    return Road(units, clock, office)


def task_card(road: Road) -> Screen:
    road.change(tasks.show, road.coordinator, road.task, occasion())
    return Renderer(Texts.shipped(), SHANGHAI, road.clock.now, "xiaohao_bot").screen(road.last(TaskCard), "zh-CN")


def presses(shown: Screen) -> list[str]:
    return [button.press.verb for row in shown.rows for button in row if button.press is not None]


def missing(road: Road) -> list[str]:
    return [note.key for note in road.units.look(closing.missing, road.task)]


def programme(road: Road, *steps: str) -> None:
    def change(unit: Unit) -> None:
        unit.session.get_one(Task, road.task).programme.closing = list(steps)

    road.change(change)


def update(road: Road, objection: int, **values: Any) -> None:
    def change(unit: Unit) -> None:
        row = unit.session.get_one(Objection, objection)
        for name, value in values.items():
            setattr(row, name, value)

    road.change(change)


def test_everything_in_order_and_everyone_concerned_is_told(road: Road, second: Engine) -> None:
    leader = road.office.leader()
    other = road.office.coordinator("另一位经办人")
    assert missing(road) == ["closing-missing-acceptance", "closing-missing-publicity"]
    road.accept()
    road.publish()
    assert missing(road) == ["closing-missing-publicity", "closing-missing-running"]
    road.step_until("2024-10-21", "10:00")
    assert missing(road) == []
    road.change(closing.ask, road.coordinator, road.task, occasion())
    asked = road.last(AskClose)
    assert (asked.missing, asked.people) == ((), 4)
    road.strike_off()
    with second.connect() as conn:
        assert conn.scalar(text("SELECT state FROM task")) == "closed"
        assert conn.scalar(text("SELECT count(*) FROM audit WHERE action = 'task.close'")) == 1
    for who in (road.coordinator, other, leader, road.liaison):
        assert len(road.sent(TaskClosed, road.to(who))) == 1


def test_the_whole_road_on_both_databases(both: Settings, clock: VirtualClock) -> None:
    units = open_database(both, now=clock.now)
    try:
        road = Road(units, clock, Office(units))
        road.accept()
        road.publish()
        road.step_until("2024-10-09", "10:00")
        objection = road.object_()
        road.step_until("2024-10-21", "10:00")
        assert missing(road) == ["closing-missing-answer"]
        update(road, objection, state="answered", upheld=False)
        road.strike_off()
        assert road.state() == "closed"
    finally:
        units.close()


def test_pressed_twice_it_is_closed_once(road: Road) -> None:
    programme(road, "acceptance")
    road.accept()
    rev = road.rev()
    road.change(closing.close, road.coordinator, road.task, rev, occasion())
    with pytest.raises(Moved, match="closing-closed-already"):
        road.change(closing.close, road.coordinator, road.task, rev, occasion())
    with pytest.raises(Moved, match="closing-closed-already"):
        road.change(closing.ask, road.coordinator, road.task, occasion())


def test_only_a_coordinator_strikes_off(road: Road) -> None:
    programme(road, "acceptance")
    road.accept()
    for who in (road.liaison, road.office.leader()):
        with pytest.raises(Rejected, match="only-coordinator"):
            road.change(closing.close, who, road.task, road.rev(), occasion())
    assert road.state() == "accepted"


def test_an_open_objection_blocks_it_and_an_answered_or_withdrawn_one_does_not(road: Road) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-09", "10:00")
    objection = road.object_("2024-0007")
    assert "closing-missing-answer" in missing(road), "said while the period runs, too"
    road.step_until("2024-10-21", "10:00")
    assert road.last(PublicityEnded).open_numbers == ("2024-0007",)
    road.change(closing.ask, road.coordinator, road.task, occasion())
    assert [note.facts["number"] for note in road.last(AskClose).missing] == ["2024-0007"]
    # nor does the task's own card offer it: it says what stands in the way and leads there
    shown = task_card(road)
    assert ("close_ask" in presses(shown), presses(shown)[0]) == (False, "obj_open")
    assert "还不能销号" in shown.text
    assert "异议 2024-0007 还没有答复" in shown.text
    with pytest.raises(Rejected, match="closing-not-yet") as refusal:
        road.strike_off()
    assert refusal.value.then is not None
    update(road, objection, state="answered", upheld=False)
    assert missing(road) == []
    update(road, objection, state="withdrawn", upheld=None)
    assert missing(road) == []
    assert presses(task_card(road))[0] == "close_ask"


def test_what_is_asked_is_asked_again_when_it_is_pressed(road: Road) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-21", "10:00")
    road.change(closing.ask, road.coordinator, road.task, occasion())
    assert road.last(AskClose).missing == ()
    road.object_()  # a letter that was under way
    with pytest.raises(Rejected, match="closing-not-yet"):
        road.strike_off()
    assert road.state() == "accepted"


def test_an_objection_about_another_task_of_the_notice_does_not_block(road: Road) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-09", "10:00")
    elsewhere = road.office.task("33")
    mine, road.task = road.task, elsewhere
    road.object_()
    road.task = mine
    road.step_until("2024-10-21", "10:00")
    assert missing(road) == []


def test_an_objections_letter_that_did_not_arrive_blocks_it(road: Road) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-09", "10:00")
    objection = road.object_(state="answered")
    letter = road.change(_letter, objection)
    road.step_until("2024-10-21", "10:00")
    assert missing(road) == []
    road.change(_park, letter)
    assert missing(road) == ["closing-missing-letter"]


@pytest.mark.parametrize("settings", [{"XIAOHAO_PUBLICITY__POST_WAIT_DAYS": "3"}], indirect=True)
def test_the_wait_for_the_post_is_waited_out(road: Road) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-21", "10:00")  # ended on the 18th: the 21st is the third day
    assert missing(road) == ["closing-missing-post"]
    road.at("2024-10-22", "00:00")
    assert missing(road) == []


def test_a_programme_may_ask_for_two_periods_and_publish_before_acceptance(road: Road) -> None:
    programme(road, "publicity", "acceptance", "publicity")
    road.publish()
    road.step_until("2024-10-21", "10:00")
    road.accept()
    card = road.last(AcceptanceCard)
    assert card.next_step == "publicity"
    assert missing(road) == ["closing-missing-publicity"]
    road.publish("10月22日至10月31日")
    road.step_until("2024-11-01", "10:00")
    assert [task.number for task in road.last(PublicityEnded).closable] == ["21"]
    road.strike_off()
    assert road.state() == "closed"


def test_an_upheld_objection_voids_what_was_accepted_and_published_before(road: Road) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-09", "10:00")
    objection = road.object_()
    road.at("2024-10-12")
    update(road, objection, state="answered", upheld=True, answered_at=road.clock.now())
    road.change(lambda unit: transition.move(unit, road.task, Edge.UPHELD, who="person:1") and None)
    road.step_until("2024-10-21", "10:00")
    assert missing(road) == ["closing-missing-acceptance", "closing-missing-publicity"]
    assert road.last(PublicityEnded).closable == ()
    road.accept()
    road.publish("10月22日至10月31日")
    road.step_until("2024-11-01", "10:00")
    assert missing(road) == []


def test_a_closed_task_that_is_reopened_walks_the_road_again(road: Road) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-21", "10:00")
    road.strike_off()
    road.at("2024-12-02")
    road.change(lambda unit: transition.move(unit, road.task, Edge.LOOK_BACK, who="person:1") and None)
    assert missing(road) == ["closing-missing-acceptance", "closing-missing-publicity"]


@pytest.mark.parametrize("settings", [{"XIAOHAO_PUBLICITY__PUBLISH_OUTCOME": "true"}], indirect=True)
def test_the_outcome_is_published_where_the_notice_was_if_switched_on(road: Road) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-09", "10:00")
    road.object_(state="answered", upheld=False)
    road.step_until("2024-10-21", "10:00")
    road.strike_off()
    assert road.last(PublicityOutcome, CHANNEL).objections == 1


def test_the_outcome_stays_inside_if_it_is_not(road: Road) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-21", "10:00")
    road.strike_off()
    assert road.sent(PublicityOutcome) == []


def _letter(unit: Unit, objection_id: int) -> int:
    letter = Letter(
        kind="objections.letter",
        thing=f"objection:{objection_id}",
        occasion="lodged",
        message_id="<a@example.org>",
        objection_id=objection_id,
        facts_sealed=unit.vault.seal("{}"),
        created_at=unit.now,
    )
    unit.session.add(letter)
    unit.session.flush()
    row = Outbox(
        channel="mail",
        kind="objections.letter",
        thing=f"letter:{letter.id}",
        occasion="lodged.1",
        recipient="mail:objections@example.org",
        state=OutboxState.SENT,
        not_before=unit.now,
        created_at=unit.now,
    )
    unit.session.add(row)
    unit.session.flush()
    return row.id


def _park(unit: Unit, row: int) -> None:
    unit.session.get_one(Outbox, row).state = OutboxState.DEAD
