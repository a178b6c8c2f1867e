"""A prepared statement says what SQLAlchemy would say, and a unit's rows are written as the ORM would: on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

import pytest
from sqlalchemy import Table, bindparam, insert, inspect, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from config.settings import Settings
from db.database import open_database
from db.prepared import Prepared
from db.session import PreparedRow
from db.tables import (
    Cycle,
    Department,
    Indicator,
    IndicatorTarget,
    Meta,
    Person,
    Programme,
    Report,
    ReportValue,
    Request,
    Task,
)
from db.units import Unit, Units
from domain.states import ReportState

NOW = datetime(2024, 10, 8, 1, 0, 0, 250_000, tzinfo=UTC)
FORM = {"一": {"text": "已完成", "measure": None}, "二": [1, 2.5, True]}


@pytest.fixture
def units(both: Settings) -> Iterator[Units]:
    opened = open_database(both, now=lambda: NOW)
    opened.call(_fill)
    yield opened
    opened.close()


def _fill(unit: Unit) -> None:
    programme = Programme(name="示范", closing=[], created_at=NOW)
    department = Department(name="水利厅")
    person = Person(mark="m", account_sealed=b"\x00\xff", name_sealed=None, language="zh-CN", created_at=NOW)
    unit.session.add_all([programme, department, person])
    unit.session.flush()
    task = Task(programme_id=programme.id, number="21", problem="断流", target="恢复", created_at=NOW)
    cycle = Cycle(
        programme_id=programme.id, key="2024Q4", opens_on=date(2024, 10, 1), due_on=date(2024, 10, 20), created_at=NOW
    )
    unit.session.add_all([task, cycle])
    unit.session.flush()
    request = Request(
        cycle_id=cycle.id, task_id=task.id, department_id=department.id, due_on=date(2024, 10, 20), created_at=NOW
    )
    indicator = Indicator(task_id=task.id, name="补水", unit="亿立方米")
    unit.session.add_all([request, indicator])
    unit.session.flush()
    for revision, state in ((1, ReportState.RETURNED), (2, ReportState.DRAFT)):
        report = Report(
            request_id=request.id, revision=revision, rev=1, state=state, messages=FORM, writer_id=person.id, late=True
        )
        report.created_at = report.touched_at = NOW
        unit.session.add(report)
        unit.session.flush()
        unit.session.add_all(
            [
                ReportValue(report_id=report.id, indicator_id=indicator.id, value=Decimal("0.20") * revision),
            ]
        )
    unit.session.add(IndicatorTarget(indicator_id=indicator.id, year=2024, target=Decimal("1.5")))


DRAFTS = select(Report).where(Report.request_id == bindparam("request")).order_by(Report.revision)


@pytest.mark.parametrize(
    "table", [Report, ReportValue, Request, Cycle, Task, Person, Programme, IndicatorTarget, Department]
)
def test_every_kind_of_column_comes_out_as_sqlalchemy_gives_it(units: Units, table: Any) -> None:
    def ask(unit: Unit) -> tuple[list[Any], list[Any]]:
        statement = select(table.__table__).order_by(*table.__table__.primary_key)
        return [tuple(row) for row in Prepared(statement).all(unit)], [
            tuple(row) for row in unit.conn.execute(statement)
        ]

    prepared, executed = units.call(ask)
    assert prepared == executed
    assert prepared
    assert [[type(value) for value in row] for row in prepared] == [[type(value) for value in row] for row in executed]


def test_values_go_in_as_sqlalchemy_puts_them(units: Units) -> None:
    columns = ("touched_at", "messages", "late", "text", "submitted_at")
    change = Prepared(
        update(cast("Table", Report.__table__))
        .where(Report.id == bindparam("row"))
        .values({name: bindparam(name) for name in columns})
    )
    later = NOW + timedelta(hours=3)

    def write(unit: Unit) -> tuple[int, int]:
        new = {"touched_at": later, "messages": {"新": None}, "late": False, "text": "'; --", "submitted_at": None}
        return change.run(unit, row=2, **new), change.run(unit, row=99, **new)

    assert units.call(write) == (1, 0)
    report = units.look(lambda reading: reading.session.get_one(Report, 2))
    assert (report.touched_at, report.messages, report.late, report.text) == (later, {"新": None}, False, "'; --")
    naive = dict.fromkeys(columns) | {"touched_at": NOW.replace(tzinfo=None)}
    with pytest.raises(ValueError, match="naive"):
        units.call(lambda unit: change.run(unit, row=2, **naive))


def test_many_sets_of_values_in_one_go(units: Units) -> None:
    put = Prepared(insert(cast("Table", Meta.__table__)).values(name=bindparam("name"), value=bindparam("value")))
    units.call(lambda unit: put.run_each(unit, ({"name": f"n{n}", "value": str(n)} for n in range(3))))
    named = Prepared(select(Meta.value).where(Meta.name == bindparam("name")))
    assert units.look(lambda reading: [named.scalar(reading, name=f"n{n}") for n in range(4)]) == ["0", "1", "2", None]


def test_a_statement_that_can_not_be_prepared_is_refused(units: Units) -> None:
    for statement, why in (
        (select(Report.id).where(Report.id.in_([1, 2])), "grows"),
        (insert(Report).values(request_id=bindparam("request")), "names every column"),
    ):
        with pytest.raises(ValueError, match=why):
            units.call(lambda unit, statement=statement: Prepared(statement).all(unit, request=1))


def test_the_drivers_error_is_sqlalchemys_and_quotes_no_row(units: Units) -> None:
    put = Prepared(insert(cast("Table", Department.__table__)).values(name=bindparam("name")).returning(Department.id))
    with pytest.raises(IntegrityError) as raised:
        units.call(lambda unit: put.scalar(unit, name="水利厅"))
    assert "水利厅" not in str(raised.value).splitlines()[0]
    assert units.call(lambda unit: put.scalar(unit, name="林草局")) is not None


def test_a_prepared_statement_sees_what_the_orm_holds_back(units: Units) -> None:
    rev = Prepared(select(Report.rev).where(Report.id == bindparam("row")))

    def change(unit: Unit) -> int:
        unit.session.get_one(Report, 2).rev = 7
        return int(rev.scalar(unit, row=2))

    assert units.call(change) == 7


# -- what a unit knows already ------------------------------------------------------------------------------------


def test_the_same_question_is_asked_once_a_unit_until_what_it_is_about_is_written(units: Units) -> None:
    named = Prepared(select(Department.name).where(Department.id == bindparam("row")))
    rename = Prepared(
        update(cast("Table", Department.__table__)).where(Department.id == 1).values(name=bindparam("name"))
    )
    remark = Prepared(update(cast("Table", Person.__table__)).where(Person.id == 1).values(mark=bindparam("mark")))
    asked: list[str] = []

    def name(unit: Unit) -> str:
        before = len(asked)
        found = str(named.scalar(unit, row=1))
        return f"{found}{'' if len(asked) > before else '*'}"

    def ask(unit: Unit) -> list[str]:
        said = [name(unit), name(unit)]
        remark.run(unit, mark="another")
        said.append(name(unit))
        rename.run(unit, name="二")
        said.append(name(unit))
        unit.session.get_one(Department, 1).name = "三"
        said += [name(unit), name(unit)]
        unit.conn.execute(update(Department).where(Department.id == 1).values(name="四"))
        said.append(name(unit))
        unit.session.execute(update(Department).where(Department.id == 1).values(name="五"))
        said += [name(unit), name(unit)]
        return said

    real = Prepared._execute

    def noted(self: Prepared, conn: Any, values: dict[str, Any]) -> Any:
        asked.extend([self._compiled[conn.dialect.name].sql] if self is named and self._compiled else ["first"])
        return real(self, conn, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Prepared, "_execute", noted)
        said = units.call(ask)
    assert said == ["水利厅", "水利厅*", "水利厅*", "二", "三", "三*", "四", "五", "五*"]


def test_what_a_lock_has_waited_for_is_asked_again(units: Units) -> None:
    text = Prepared(select(Report.text).where(Report.id == bindparam("row")))
    lock = Prepared(select(Task.id).where(Task.id == bindparam("row")).with_for_update())

    def ask(unit: Unit) -> tuple[str | None, str | None]:
        before = text.scalar(unit, row=2)
        # as another process does while this one waits: nothing tells the unit of it
        unit._conn.execute(update(Report).where(Report.id == 2).values(text="新"))
        assert text.scalar(unit, row=2) == before
        lock.scalar(unit, row=1)
        return before, text.scalar(unit, row=2)

    assert units.call(ask) == (None, "新")


def test_what_the_orm_holds_back_of_other_tables_need_not_be_written_first(units: Units) -> None:
    mark = Prepared(select(Person.mark).where(Person.id == bindparam("row")))
    writers = Prepared(select(Person.mark).join(Report, Report.writer_id == Person.id).where(Report.rev == 7))

    def ask(unit: Unit) -> None:
        report = unit.session.get_one(Report, 2)
        report.rev = 7
        assert mark.scalar(unit, row=1) == "m"
        assert report in unit.session.dirty
        assert writers.scalar(unit) == "m"
        assert report not in unit.session.dirty
        unit.session.add(Department(name="林草局"))
        assert mark.scalar(unit, row=1) == "m"
        assert unit.session.new
        assert Prepared(select(Department.id).where(Department.name == "林草局")).scalar(unit) is not None

    units.call(ask)


# -- rows of the ORM ----------------------------------------------------------------------------------------------

REQUEST = PreparedRow(
    select(Request, Task, Cycle)
    .join(Task, Task.id == Request.task_id)
    .join(Cycle, Cycle.id == Request.cycle_id)
    .where(Request.id == bindparam("request"))
)
DRAFT = PreparedRow(DRAFTS.where(Report.state == ReportState.DRAFT))
LOCKED = PreparedRow(select(Report).where(Report.id == bindparam("row")).with_for_update(of=Report))


def test_rows_are_the_sessions_own(units: Units) -> None:
    def ask(unit: Unit) -> None:
        request, task, cycle = REQUEST.first(unit, request=1) or (None, None, None)
        assert request is unit.session.get_one(Request, 1)
        assert (task.number, cycle.key, request.due_on) == ("21", "2024Q4", date(2024, 10, 20))
        draft = DRAFT.one(unit, request=1)
        assert [report.revision for report in request.reports] == [1, 2]
        assert request.reports[1] is draft
        assert draft.request is request
        assert not unit.session.dirty
        assert DRAFT.one(unit, request=99) is None

    units.call(ask)


def test_a_changed_row_is_written_and_only_what_changed(units: Units) -> None:
    def change(unit: Unit) -> None:
        draft = DRAFT.one(unit, request=1)
        draft.text, draft.rev, draft.late = "已完成", draft.rev + 1, draft.late
        draft.messages = {"一": "已完成"}
        unit.session.flush()
        assert not {"text", "rev", "messages"} & set(inspect(draft).committed_state)
        draft.text = "已完成二"  # a second time in the same unit

    units.call(change)
    report = units.look(lambda reading: reading.session.get_one(Report, 2))
    assert (report.text, report.rev, report.messages, report.late) == ("已完成二", 2, {"一": "已完成"}, True)


def test_nothing_is_written_where_a_value_is_as_it_was(units: Units) -> None:
    def change(unit: Unit) -> None:
        draft = DRAFT.one(unit, request=1)
        unit.conn.execute(update(Report).where(Report.id == draft.id).values(rev=9, text="别处写的"))
        draft.rev = 5
        draft.rev = 1

    units.call(change)
    assert units.look(lambda reading: reading.session.get_one(Report, 2).rev) == 9


def test_a_row_that_has_gone_is_not_written_in_silence(units: Units) -> None:
    def change(unit: Unit) -> None:
        department = unit.session.get_one(Department, 1)
        unit.conn.exec_driver_sql("DELETE FROM report_value")
        unit.conn.exec_driver_sql("DELETE FROM report")
        unit.conn.exec_driver_sql("DELETE FROM request")
        unit.conn.exec_driver_sql("DELETE FROM department")
        department.name = "水利局"

    with pytest.raises(StaleDataError):
        units.call(change)
    assert units.look(lambda reading: reading.session.get_one(Department, 1).name) == "水利厅"


def test_what_is_locked_is_read_anew(units: Units) -> None:
    def ask(unit: Unit) -> str | None:
        before = DRAFT.one(unit, request=1)
        unit.conn.execute(
            update(Report).where(Report.id == 2).values(text="新").execution_options(synchronize_session=False)
        )
        assert before.text is None
        assert DRAFT.one(unit, request=1).text is None  # held already
        before.rev = 3  # written first, not read over
        locked = LOCKED.one(unit, row=2)
        assert locked is before
        assert locked.rev == 3
        text: str | None = locked.text
        return text

    assert units.call(ask) == "新"


async def test_a_flush_that_fails_undoes_its_own_unit_alone(units: Units) -> None:
    def good(unit: Unit, name: str) -> str:
        unit.session.add(Department(name=name))
        unit.put_new(Meta, name=name, value="1")
        return name

    def bad(unit: Unit) -> None:
        unit.put_new(Meta, name="bad", value="1")
        unit.session.add(Department(name="水利厅"))  # there is one

    async def failing() -> None:
        with pytest.raises(DBAPIError):
            await units.run(bad)

    done = await asyncio.gather(units.run(good, "一局"), failing(), units.run(good, "二局"), failing())
    assert (done[0], done[2]) == ("一局", "二局")
    kept = units.look(lambda reading: set(reading.conn.scalars(select(Department.name))))
    assert kept == {"水利厅", "一局", "二局"}
    noted = units.look(lambda reading: set(reading.conn.scalars(select(Meta.name).where(Meta.value == "1"))))
    assert noted == {"一局", "二局"}
