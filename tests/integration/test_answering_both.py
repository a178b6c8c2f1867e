"""The liaison's ways beside the five steps, on both databases: one walk past every query of theirs."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, select

from config.settings import Settings
from db.database import database_url, open_database
from db.queries import board
from db.tables import Evidence, Extension, Measure, Report, ReportPart, Request
from db.units import Unit
from domain.answers import Typed
from domain.errors import Moved
from domain.messages.answering import BeingWritten, TakenOver
from domain.messages.history import History
from jobs import review
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, additions, edits, extensions, form, granting, help_wanted, history, sending
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, office_time


async def test_a_quarter_is_answered_on_both_databases(both: Settings, clock: VirtualClock) -> None:
    units = open_database(both, now=clock.now)
    try:
        office = Office(units)
        task = office.task("21", indicator="完成营造林")
        units.call(lambda unit: _measure(unit, task))
        one, other = Desk(units, office.liaison()), Desk(units, office.liaison(name="第二联络员"))
        coordinator = Desk(units, office.coordinator())
        await OPEN_CYCLES.run(units, clock)
        one.do(form.open_request, 1, one.occasion)
        one.tap(form.answer, "on_track")
        one.tap(form.answer, "parts")
        one.type(form.answer, "补水0.21亿立方米。", 101)
        one.do(extensions.begin, 1, one.occasion)
        one.tap(extensions.answer, "d3")
        one.type(extensions.answer, "等验收")
        coordinator.do(granting.grant, 1, 1)
        other.do(form.open_request, 1, other.occasion)
        assert isinstance(other.card("request:1"), BeingWritten)
        other.do(form.open_request, 1, other.occasion, takes_over=True)
        assert isinstance(one.card("request:1"), TakenOver)
        assert units.look(edits.is_of_left_draft, one.who, 101)
        one.do(edits.edit_left, Typed("补水0.22亿立方米。", 101, edited=True))
        with pytest.raises(Moved, match="report-someone-else") as moved:
            other.type(form.answer, "600")
        assert moved.value.then is not None
        units.call(moved.value.then)
        other.type(form.answer, "600")
        other.send(form.answer, "验收单.pdf")
        other.tap(form.answer, "next")
        other.tap(form.answer, "help")
        other.type(form.answer, "请协调用地。")
        other.tap(form.answer, "send")
        engine = create_engine(database_url(both))
        with engine.connect() as conn:
            report = conn.execute(select(Report.id, Report.rev, Report.text)).one()
            assert report.text == "1. 补水0.22亿立方米。"
            assert conn.scalars(select(ReportPart.text)).all() == ["补水0.22亿立方米。"]
            assert conn.scalars(select(Extension.state)).all() == ["granted"]
        coordinator.do(help_wanted.see, report.id, report.rev)
        other.do(additions.begin, report.id, report.rev)
        other.type(additions.answer, "验收会已开。")
        other.tap(additions.answer, "send")
        other.do(sending.take_back, report.id, report.rev + 1)
        other.tap(form.answer, "send")
        with engine.connect() as conn:
            report = conn.execute(select(Report.id, Report.rev)).one()
        coordinator.do(review.accept, report.id, report.rev)
        everything_sent(units)
        clock.advance_to(office_time(2025, 1, 2, 9))
        await OPEN_CYCLES.run(units, clock)
        with engine.connect() as conn:
            second = conn.scalars(select(Request.id).order_by(Request.id.desc())).first()
        one.do(form.open_request, second, one.occasion)
        one.tap(form.answer, "on_track")
        one.tap(form.answer, "last")
        one.tap(form.answer, "next")
        one.type(form.answer, "640")
        one.tap(form.answer, "shelf")
        one.type(form.answer, "1")
        one.do(history.show_list, one.occasion)
        listed = one.card(f"history:{one.person}")
        assert isinstance(listed, History)
        assert listed.total == 1
        one.do(history.show_report, listed.lines[0].report, 0, one.occasion)
        with engine.connect() as conn:
            assert len(conn.scalars(select(Evidence.id)).all()) == 2
            assert len(conn.scalars(select(Report.based_on).where(Report.based_on.is_not(None))).all()) == 1
        engine.dispose()
        [asked] = units.look(board.asked)
        assert (asked.opened, asked.drafted, asked.state) == (True, True, "open")
    finally:
        units.close()


def _measure(unit: Unit, task: int) -> None:
    unit.session.add(Measure(task_id=task, number=2, text="封堵取水口"))
