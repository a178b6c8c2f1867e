"""What the papers read stands on both databases alike."""

from __future__ import annotations

from datetime import date

from config.settings import Settings
from db.database import open_database
from db.queries import objection_sheet, register
from db.queries.register import Asked
from db.tables import Objection
from db.units import Unit
from domain.states import ObjectionState
from jobs.clock import VirtualClock
from jobs.objections import entry
from jobs.reports import closing as papers
from jobs.reports import year as years
from tests.conftest import Office
from tests.integration.closing_road import Road, occasion


def test_register_record_sheet_and_year_are_read_on_both_databases(both: Settings, clock: VirtualClock) -> None:
    units = open_database(both, now=clock.now)
    try:
        road = Road(units, clock, Office(units))
        road.accept()
        road.publish()
        road.step_until("2024-10-09", "10:00")
        road.change(entry.begin, road.coordinator, 0, occasion())
        form = road.last(entry.EntryForm)
        road.press(entry.answer, road.coordinator, form, "letter")
        road.type(entry.answer, road.coordinator, "10月8日\n来信群众 0311-55509999\n水质未达标")
        road.type(entry.answer, road.coordinator, "登记")

        asked = Asked(
            programme="第二轮省级生态环境保护督察",
            task="21",
            source="letter",
            states=(ObjectionState.REGISTERED,),
            late=False,
            since=date(2024, 10, 9),
            until=date(2024, 10, 9),
        )
        [line] = units.look(register.entries, asked)
        assert (line.number, line.posted_on, line.delivery) == ("2024-0001", date(2024, 10, 8), "underway")
        assert units.look(objection_sheet.sheet, "2024-0001").text == "水质未达标"
        units.call(_answer)
        road.step_until("2024-10-21", "10:00")
        road.strike_off()
        record = units.look(papers.record, "21", None)
        assert [one.number for one in record.objections] == ["2024-0001"]
        paper = units.look(years.paper, 2024, None)
        assert (paper.count("closed"), len(paper.objections)) == (1, 1)
    finally:
        units.close()


def _answer(unit: Unit) -> None:
    row = unit.session.get_one(Objection, 1)
    row.state, row.upheld, row.answer, row.answered_at = "answered", False, "不成立。", unit.now
