"""A period is announced on its day, reminded of, ended by itself; each thing once, whatever happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.render import Renderer
from config.settings import Settings
from config.texts import Texts
from db.queries import publicity as periods
from db.tables import Dialogue, Lane, Publicity, Subscription, Task
from db.units import Unit, Units
from domain.messages.publicity import (
    NoticeDocument,
    PinAnnouncement,
    PublicityAnnouncement,
    PublicityCard,
    PublicityEnded,
    PublicityMissed,
    PublicityReminder,
)
from jobs import documents
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.publicity import clockwork, spreading
from tests.conftest import SHANGHAI, Office, settings_in
from tests.integration.closing_road import CHANNEL, Road


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path, XIAOHAO_TELEGRAM__CHANNELS="[-100111]")


@pytest.fixture
def road(units: Units, clock: VirtualClock, office: Office) -> Road:
    return Road(units, clock, office)


@pytest.fixture
def accepted(road: Road) -> Road:
    road.accept()
    return road


def renderer(road: Road) -> Renderer:
    return Renderer(Texts.shipped(), SHANGHAI, road.clock.now, "xiaohao_bot")


def test_the_whole_life_of_a_period(accepted: Road) -> None:
    accepted.publish()
    moments = []
    while (due := accepted.due()) is not None:
        moments.append(due)
        accepted.step_until(f"2024-{due[:5]}", due[6:])
    assert moments == ["10-09 09:00", "10-13 09:00", "10-18 09:00", "10-19 00:00", "10-21 09:00"]
    reminders = accepted.sent(PublicityReminder, CHANNEL)
    assert [(one.last_day, one.days_left) for one in reminders] == [(False, 6), (True, 1)]
    assert accepted.last(PublicityAnnouncement, CHANNEL).ended
    result = accepted.last(PublicityEnded)
    assert (result.objections, result.open_numbers, [task.number for task in result.closable]) == (0, (), ["21"])


def test_the_channel_gets_the_notice_its_pin_and_the_document_as_a_reply(accepted: Road, settings: Settings) -> None:
    accepted.publish()
    accepted.step_until("2024-10-09", "10:00")
    (notice,) = accepted.rows(PublicityAnnouncement)
    (pin,) = accepted.rows(PinAnnouncement)
    (document,) = accepted.rows(NoticeDocument)
    assert (pin.op, pin.target_id, document.op, document.target_id) == ("pin", notice.id, "send", notice.id)
    kept = Store(settings.data_dir).get(accepted.last(NoticeDocument).sha256)
    assert kept.startswith(b"PK")


def test_running_the_routine_again_puts_nothing_twice(accepted: Road, second: Engine) -> None:
    accepted.publish()
    accepted.step_until("2024-10-13", "10:00")

    def everything() -> int:
        with second.connect() as conn:
            return int(conn.scalar(text("SELECT count(*) FROM outbox")) or 0)

    before = everything()
    accepted.run()
    accepted.change(clockwork.remind, accepted.period().id, clockwork.Event.HALFWAY)
    accepted.change(clockwork.end, 999)
    assert everything() == before


def test_after_days_of_downtime_each_due_thing_happens_once(accepted: Road) -> None:
    accepted.publish()
    accepted.at("2024-10-16", "03:00")  # asleep over the start and the middle
    accepted.run()
    assert accepted.sent(PublicityAnnouncement) == []  # not at night
    accepted.step_until("2024-10-16", "12:00")
    assert len(accepted.sent(PublicityAnnouncement, CHANNEL)) == 1
    assert accepted.sent(PublicityReminder) == []  # the middle has passed: it never existed
    assert accepted.last(PublicityCard).announced_on.isoformat() == "2024-10-16"
    accepted.at("2024-10-23", "11:00")  # asleep over the end and the result
    accepted.run()
    assert accepted.period().state == "ended"
    assert len(accepted.sent(PublicityEnded)) == 1
    assert accepted.due() is None


def test_a_period_that_nobody_could_see_does_not_count(accepted: Road) -> None:
    accepted.publish()
    accepted.at("2024-10-25", "09:00")
    accepted.run()
    assert accepted.sent(PublicityAnnouncement) == []
    assert len(accepted.sent(PublicityMissed)) == 1
    assert accepted.period().state == "withdrawn"
    assert accepted.due() is None
    accepted.publish("10月28日至11月8日")


def test_confirmed_on_its_first_day_it_is_announced_at_once(accepted: Road) -> None:
    accepted.at("2024-10-09", "15:00")
    accepted.publish("今天起10个工作日")
    accepted.run()
    assert len(accepted.sent(PublicityAnnouncement, CHANNEL)) == 1


def test_reminders_expire_with_their_day(accepted: Road) -> None:
    accepted.publish()
    accepted.step_until("2024-10-13", "10:00")
    (row,) = accepted.rows(PublicityReminder)
    assert row.expires_at is not None
    assert row.expires_at.astimezone(SHANGHAI).isoformat() == "2024-10-14T00:00:00+08:00"


def test_what_is_announced_does_not_follow_the_ledger(accepted: Road) -> None:
    accepted.publish()
    accepted.step_until("2024-10-09", "10:00")
    before = accepted.last(PublicityAnnouncement, CHANNEL)
    accepted.change(_rewrite, accepted.task)
    accepted.step_until("2024-10-19", "10:00")
    after = accepted.last(PublicityAnnouncement, CHANNEL)
    assert (after.title, after.text, after.contacts) == (before.title, before.text, before.contacts)


def test_subscribers_hear_of_it_in_batches_that_resume(accepted: Road, second: Engine) -> None:
    accepted.change(_subscribe, 5)
    accepted.publish()
    period = accepted.period()
    accepted.at("2024-10-09")
    paper = accepted.units.look(clockwork._paper, period.id)
    file = documents.stored_notice(paper, accepted.units.settings)
    accepted.change(clockwork.announce, period.id, file)
    (announcement,) = accepted.units.look(spreading.unfinished)
    assert accepted.change(spreading.go_on, announcement, 2)  # and here the program is killed
    assert accepted.due() == "10-09 09:00"
    accepted.run()
    with second.connect() as conn:
        told = conn.execute(
            text("SELECT count(*), count(DISTINCT recipient), max(lane) FROM outbox WHERE recipient LIKE 'dialogue:%'")
        ).one()
        total = conn.scalar(text("SELECT total FROM announcement WHERE occasion = 'announce'"))
    assert tuple(told) == (5, 5, Lane.ANNOUNCEMENT)
    assert total == 5


def test_a_period_runs_from_its_announcement_to_midnight(accepted: Road) -> None:
    def runs() -> bool:
        return accepted.units.look(
            lambda reading: (
                periods.is_running(reading, reading.session.get_one(Publicity, 1))
                and len(periods.running(reading)) == 1
            )
        )

    accepted.publish()
    assert not runs()
    accepted.step_until("2024-10-09", "09:00")
    assert runs()
    accepted.at("2024-10-18", "23:59")
    assert runs()
    accepted.at("2024-10-19", "00:00")
    assert not runs()  # before the routine has come round


def test_one_period_that_fails_does_not_hold_up_the_others(accepted: Road) -> None:
    accepted.publish()
    broken = accepted.period().id
    second_task = accepted.office.task("33")
    accepted.task = second_task
    accepted.accept()
    accepted.publish()
    accepted.change(_break_table, broken)
    accepted.at("2024-10-09")
    with pytest.raises(ExceptionGroup):
        accepted.run()
    assert len(accepted.sent(PublicityAnnouncement, CHANNEL)) == 1


def _rewrite(unit: Unit, task_id: int) -> None:
    task = unit.session.get_one(Task, task_id)
    task.completion = task.problem = "后来改写的内容"


def _break_table(unit: Unit, publicity_id: int) -> None:
    unit.session.get_one(Publicity, publicity_id).table = [{"unknown": "row"}]


def _subscribe(unit: Unit, count: int) -> None:
    for number in range(count):
        dialogue = Dialogue(
            mark=unit.vault.mark("account", 5_000 + number),
            account_sealed=unit.vault.seal(str(5_000 + number)),
            touched_at=unit.now,
        )
        unit.session.add(dialogue)
        unit.session.flush()
        unit.session.add(Subscription(dialogue_id=dialogue.id, since=unit.now))
