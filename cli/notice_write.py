"""`xiaohao notice write TASK`: what would the notice say? Composed from the ledger; frozen text where there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select

from cli.context import current_settings, database, fail
from db.queries import publicity as periods
from db.tables import Programme, Task
from db.units import Reading
from domain.states import PublicityState
from jobs import documents
from jobs.publicity.facts import contacts_of, period_of

CONFIRMED = (PublicityState.SCHEDULED, PublicityState.RUNNING, PublicityState.ENDED)


class NoOneTaskError(LookupError):
    """No task has the number, or tasks of several programmes do."""


def write(
    task: Annotated[str, typer.Argument(help="the task's number, such as 21 or 47-5")],
    out: Annotated[Path | None, typer.Option("--out", help="write a .docx; without it the text is printed")] = None,
    programme: Annotated[str | None, typer.Option(help="needed where several programmes have the number")] = None,
) -> None:
    """Compose the notice of a task and its table from the ledger."""
    if out is not None and out.suffix.lower() != ".docx":
        fail(f"{out} must end in .docx: a notice is written as a Word document")
    settings = current_settings()
    with database(settings) as units:
        try:
            paper = units.look(paper_of_task, task, programme)
        except NoOneTaskError as error:
            fail(error)
    if out is None:
        print("\n".join(documents.notice_lines(paper, settings)))
        return
    try:
        out.write_bytes(documents.notice_docx(paper, settings))
    except OSError as error:
        fail(f"{out} can't be written: {error.strerror or error}")
    print(out)


def paper_of_task(reading: Reading, number: str, programme: str | None) -> documents.Paper:
    """The task's latest confirmed notice; else one composed now, its dates blank. Raises `NoOneTaskError`."""
    task = _one_task(reading, number, programme)
    confirmed = periods.of_task(reading, task.id, *CONFIRMED)
    if not confirmed:
        return documents.paper_without_period(reading, task)
    latest = confirmed[-1]
    return documents.paper_of(latest, period_of(reading, latest), contacts_of(latest), reading)


def _one_task(reading: Reading, number: str, programme: str | None) -> Task:
    query = select(Task).join(Programme).where(Task.number == number.strip()).order_by(Programme.id)
    if programme is not None:
        query = query.where(Programme.name == programme)
    found = list(reading.session.scalars(query))
    if not found:
        raise NoOneTaskError(f"there is no task {number} in the ledger{f' of {programme}' if programme else ''}")
    if len(found) > 1:
        names = ", ".join(task.programme.name for task in found)
        raise NoOneTaskError(f"several programmes have a task {number}: name one with --programme ({names})")
    return found[0]
