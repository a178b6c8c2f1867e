"""`xiaohao report` for the public's side: closing records, the register of objections, one objection's sheet."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.context import current_settings, database, fail
from cli.report_parts import Out, ending, read, report_app, write
from db.queries import objection_sheet, register
from db.queries.register import Asked
from domain.objection_states import OPEN
from domain.registering import Source
from domain.states import ObjectionState
from jobs.documents.closing_record import closing_record_docx, closing_record_name
from jobs.documents.objection_register import register_name, register_xlsx
from jobs.documents.objection_sheet import objection_sheet_docx, objection_sheet_name
from jobs.documents.year_summary import year_summary_docx, year_summary_name
from jobs.reports import closing as papers
from jobs.reports import year as years


class State(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


Programme = Annotated[str | None, typer.Option("--programme", help="Needed where several have such a task.")]


@report_app.command()
def closing(
    task: Annotated[str, typer.Argument(help="The task's number, such as 21.")],
    programme: Programme = None,
    out: Out = None,
) -> None:
    """The closing record (销号记录) of a task: acceptance, periods, objections or that there were none. Word."""
    settings = current_settings()
    with database(settings) as units:
        record = read(units, settings, papers.record, task.strip(), programme)
        made_on = units.look(papers.today)
    to = ending(out, ".docx") or Path(closing_record_name(record, settings))
    write(to, closing_record_docx(record, made_on, settings))


@report_app.command()
def letter(
    number: Annotated[str, typer.Argument(help="The register number, such as 2025-0021.")], out: Out = None
) -> None:
    """An objection for the file: its words, the letters it was routed by, the answer; nobody's identity. Word."""
    settings = current_settings()
    with database(settings) as units:
        sheet = read(units, settings, objection_sheet.sheet, number)
        made_on = units.look(papers.today)
    to = ending(out, ".docx") or Path(objection_sheet_name(sheet, settings))
    write(to, objection_sheet_docx(sheet, made_on, settings))


@report_app.command()
def year(
    which: Annotated[
        int | None,
        typer.Argument(metavar="[YEAR]", min=2000, max=2999, help="Without it this year; in January the last."),
    ] = None,
    programme: Annotated[str | None, typer.Option("--programme", help="Needed where there are several.")] = None,
    out: Out = None,
) -> None:
    """The yearly summary: tasks, reporting, indicators, changes, objections, acts of supervision, with charts. Word."""
    settings = current_settings()
    with database(settings) as units:
        paper = read(units, settings, years.paper, which, programme)
    to = ending(out, ".docx") or Path(year_summary_name(paper, settings))
    write(to, year_summary_docx(paper, settings))


@report_app.command()
def objections(
    programme: Annotated[str | None, typer.Option("--programme", help="Only of this programme's tasks.")] = None,
    task: Annotated[str | None, typer.Option("--task", help="Only those that name this task.")] = None,
    source: Annotated[Source | None, typer.Option("--source", help="How they came.")] = None,
    state: Annotated[State | None, typer.Option("--state", help="How far they are.")] = None,
    late: Annotated[bool | None, typer.Option("--late/--in-time", help="Only late ones, or only the others.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Received on this day or later, such as 2025-05-21.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Received on this day or earlier.")] = None,
    out: Out = None,
) -> None:
    """The register of objections, a line each, without anyone's identity. Excel."""
    settings = current_settings()
    asked = Asked(
        programme=programme,
        task=task.strip() if task else None,
        source=source,
        states=_states(state),
        late=late,
        since=_day(since),
        until=_day(until),
    )
    with database(settings) as units:
        entries = read(units, settings, register.entries, asked)
        made_on = units.look(papers.today)
    write(ending(out, ".xlsx") or Path(register_name(made_on, settings)), register_xlsx(entries, made_on, settings))


def _states(state: State | None) -> tuple[ObjectionState, ...]:
    if state is None:
        return ()
    return OPEN if state is State.OPEN else (ObjectionState(state),)


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        fail(f"{given} is no day; write it as 2025-05-21")
