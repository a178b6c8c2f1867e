"""Counted again: what moves with a round's due day, what keeps its own, and who is told; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from config.holidays import overrides_file
from config.settings import Settings
from db.database import open_database
from db.tables import Audit, Cycle, Outbox, Programme, Report, Request, Task
from db.units import Reading, Unit, Units
from domain.messages.calendar import Recounted
from domain.states import RequestState
from jobs import calendar, rights
from jobs.calendar import recount
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, special, special_form
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, office_time, worded


@pytest.fixture
def anywhere(both: Settings, clock: VirtualClock) -> Iterator[Units]:
    opened = open_database(both, now=clock.now)
    yield opened
    opened.close()


def publish(units: Units, *days: str) -> None:
    file = overrides_file(units.settings.data_dir)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"[2024]\nholidays = {list(days)}\n", encoding="utf-8")


def dates(units: Units) -> dict[str, date]:
    def look(reading: Reading) -> dict[str, date]:
        rows = reading.conn.execute(select(Task.number, Request.due_on).join(Task, Task.id == Request.task_id))
        return {row.number: row.due_on for row in rows}

    return units.look(look)


async def test_an_extension_keeps_its_day_unless_the_round_passes_it(anywhere: Units, clock: VirtualClock) -> None:
    office = Office(anywhere)
    for number in ("21", "33", "36"):
        office.task(number)
    await OPEN_CYCLES.run(anywhere, clock)

    def extend(unit: Unit) -> None:
        for number, until in (("33", date(2024, 10, 25)), ("36", date(2024, 10, 19))):
            task = select(Task.id).where(Task.number == number).scalar_subquery()
            unit.conn.execute(update(Request).where(Request.task_id == task).values(due_on=until))

    anywhere.call(extend)
    publish(anywhere, "2024-10-15")
    await calendar.RECOUNT.run(anywhere, clock)
    assert dates(anywhere) == {"21": date(2024, 10, 21), "33": date(2024, 10, 25), "36": date(2024, 10, 21)}
    assert anywhere.look(recount.next_due) is None
    await calendar.RECOUNT.run(anywhere, clock)
    noted = select(Audit.id).where(Audit.action == "cycle.recount")
    assert len(anywhere.look(lambda reading: reading.conn.scalars(noted).all())) == 1


async def test_what_was_late_by_the_old_day_is_not_by_the_new(anywhere: Units, clock: VirtualClock) -> None:
    office = Office(anywhere)
    office.task("21")
    await OPEN_CYCLES.run(anywhere, clock)
    clock.advance_to(office_time(2024, 10, 19, 11))

    def sent(unit: Unit) -> None:
        report = Report(
            request_id=1, revision=1, rev=1, state="submitted", text="已完成。", messages={}, late=True,
            created_at=unit.now, touched_at=unit.now, submitted_at=unit.now,
        )  # fmt: skip
        unit.session.add(report)
        unit.conn.execute(update(Request).values(state=RequestState.SUBMITTED))

    anywhere.call(sent)
    publish(anywhere, "2024-10-18")  # decreed afterwards
    await calendar.RECOUNT.run(anywhere, clock)
    assert dates(anywhere) == {"21": date(2024, 10, 21)}
    assert anywhere.look(lambda reading: reading.conn.scalars(select(Report.late)).all()) == [False]


async def test_a_round_that_is_over_stays_as_it_was(anywhere: Units, clock: VirtualClock) -> None:
    Office(anywhere).task("21")
    await OPEN_CYCLES.run(anywhere, clock)
    clock.advance_to(office_time(2024, 10, 25, 11))
    publish(anywhere, "2024-10-15")
    assert anywhere.look(recount.changes) == []
    assert dates(anywhere) == {"21": date(2024, 10, 18)}


async def test_several_rounds_are_told_in_one_message_and_each_hears_of_their_own(
    units: Units, clock: VirtualClock, office: Any
) -> None:
    office.task("21")
    office.task("33", department="示范省林业局")
    coordinator, water, forest = (
        Desk(units, office.coordinator()),
        Desk(units, office.liaison()),
        Desk(units, office.liaison("示范省林业局", "林业局联络员")),
    )

    def by_hand(unit: Unit) -> None:
        wanted = special.Round(1, "排查", "请报。", (1,), (1,), 8, asks_figures=False)
        special.open_round(unit, rights.coordinator(unit, coordinator.who), wanted)

    await OPEN_CYCLES.run(units, clock)
    units.call(by_hand)
    await OPEN_CYCLES.run(units, clock)
    everything_sent(units)
    publish(units, "2024-10-15")
    await calendar.RECOUNT.run(units, clock)
    for desk, keys in ((coordinator, ["2024Q3", "2024S01"]), (water, ["2024Q3", "2024S01"]), (forest, ["2024Q3"])):
        [told] = desk.told(Recounted)
        assert isinstance(told, Recounted)
        assert [one.key for one in told.moved] == keys
        text = worded(told, clock.now()).text
        assert "2024年前三季度:原定10月18日(周五)" in text
    assert (
        "2024年第1次专项调度“排查”:原定10月16日(周三),现为<b>10月17日(周四)</b>"
        in worded(water.told(Recounted)[0], clock.now()).text
    )


async def test_with_two_programmes_a_special_round_asks_first_whose_tasks(
    units: Units, clock: VirtualClock, office: Any
) -> None:
    office.task("21")
    coordinator = Desk(units, office.coordinator())

    def another(unit: Unit) -> None:
        programme = Programme(name="第三轮省级督察", closing=[], created_at=unit.now)
        unit.session.add(programme)
        unit.session.flush()
        unit.session.add(Task(programme_id=programme.id, number="21", problem="扬尘", created_at=unit.now))

    units.call(another)
    coordinator.do(special_form.begin, coordinator.occasion)
    form = special_form.answer
    card = f"round:1.{coordinator.dialogue.fields['drawn']}"
    assert "请选择是哪一个督察" in worded(coordinator.card(card), clock.now()).text
    coordinator.type(form, "第二轮")
    coordinator.type(form, "请报一份。")
    coordinator.tap(form, "all")
    coordinator.tap(form, "all")
    coordinator.tap(form, "n-3")
    coordinator.tap(form, "send")
    told = units.look(lambda reading: reading.conn.execute(select(Cycle.key, Cycle.programme_id)).all())
    assert [tuple(row) for row in told] == [("2024S01", 1)]
    assert units.look(lambda reading: reading.conn.scalar(select(Outbox.id).where(Outbox.kind == "rounds.opened")))
