"""`xiaohao report`: which documents does the office take away? Each written from the data as it is now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select

import cli.report_papers  # noqa: F401 - its commands belong to the group
from cli.context import current_settings, database, fail
from cli.report_parts import Out, ending, read, report_app, write
from config.settings import Settings
from config.texts import Texts
from db.tables import Department
from db.units import Reading
from domain.supervision import DEFAULT_DAYS
from domain.wording import quarter_label
from jobs.documents.bulletin import BulletinPaper, bulletin_docx, bulletin_name, stored_bulletin
from jobs.documents.quarter import QuarterPaper, quarter_xlsx
from jobs.documents.supervision_letter import LetterPaper, letter_docx, letter_name, stored_letter
from jobs.files import label
from jobs.reports import evidence as evidence_pack
from jobs.reports import quarter as quarter_table
from jobs.reports.rounds import NoOneRoundError, one
from jobs.supervision import bulletin as bulletins
from jobs.supervision import letter as letters

__all__ = ["report_app"]
Round = Annotated[str | None, typer.Argument(help="The round, such as 2024Q3; without it the newest.")]
ProgrammeName = Annotated[str | None, typer.Option("--programme", help="Needed where several have such a round.")]
Keep = Annotated[
    bool, typer.Option("--keep", help="Number it and keep it on record, as in chat; without it, a draft without one.")
]


@report_app.command()
def supervision(
    department: Annotated[str, typer.Argument(help="The department's name, or a part of it.")],
    days: Annotated[int, typer.Option(min=1, max=60, help="Working days to answer in.")] = DEFAULT_DAYS,
    keep: Keep = False,
    out: Out = None,
) -> None:
    """A supervision letter (督办单) to a department: what is overdue and by when it is demanded. Word."""
    settings = current_settings()
    with database(settings) as units:
        paper = read(units, settings, _letter, department, days)
        if not keep:
            paper = replace(paper, number=0)
        content, to = letter_docx(paper, settings), ending(out, ".docx") or Path(letter_name(paper, settings))
        if keep:
            units.call(letters.keep, None, paper, stored_letter(paper, settings))
    write(to, content)


@report_app.command()
def bulletin(round_: Round = None, programme: ProgrammeName = None, keep: Keep = False, out: Out = None) -> None:
    """A bulletin (通报) on a round: every department by completion and punctuality. Word."""
    settings = current_settings()
    with database(settings) as units:
        paper = read(units, settings, _bulletin, round_, programme)
        if not keep:
            paper = replace(paper, number=0)
        content, to = bulletin_docx(paper, settings), ending(out, ".docx") or Path(bulletin_name(paper, settings))
        if keep:
            units.call(bulletins.keep, None, paper, stored_bulletin(paper, settings))
    write(to, content)


@report_app.command()
def quarter(round_: Round = None, programme: ProgrammeName = None, out: Out = None) -> None:
    """The quarterly table: what every department said of every task, in time or not. Excel."""
    settings = current_settings()
    with database(settings) as units:
        paper = read(units, settings, _quarter, round_, programme)
    to = ending(out, ".xlsx") or Path(_name(settings, "quarter-file", paper.key))
    write(to, quarter_xlsx(paper, settings))


@report_app.command()
def evidence(
    round_: Round = None,
    programme: ProgrammeName = None,
    task: Annotated[str | None, typer.Option("--task", help="Only this task's.")] = None,
    out: Out = None,
) -> None:
    """The evidence of a round by task and department, with a manifest of hashes. Zip."""
    settings = current_settings()
    with database(settings) as units:
        key, files = read(units, settings, _evidence, round_, programme, task)
    if not files:
        fail(f"no evidence was sent in {key}{f' for task {task}' if task else ''}")
    to = ending(out, ".zip") or Path(_name(settings, "evidence-pack-file", key))
    try:
        bad = evidence_pack.pack(files, to, settings)
    except OSError as error:
        fail(f"{to} can't be written: {error.strerror or error}")
    print(to)
    if bad:
        named = "\n".join(f"  {file.path}" for file in bad)
        fail(f"{len(bad)} of {len(files)} files are gone from the store or altered, and not in the pack:\n{named}")


# -- what is read -------------------------------------------------------------------------------------------------


def _letter(reading: Reading, department: str, days: int) -> LetterPaper:
    found = reading.conn.execute(
        select(Department.id, Department.name).where(Department.name.contains(department.strip(), autoescape=True))
    ).all()
    exact = [row for row in found if row.name == department.strip()] or found
    if not exact:
        raise NoOneRoundError(f"no department is called {department}")
    if len(exact) > 1:
        raise NoOneRoundError(f"several departments are called so: {', '.join(row.name for row in exact)}")
    return letters.paper_for(reading, exact[0].id, days)


def _bulletin(reading: Reading, key: str | None, programme: str | None) -> BulletinPaper:
    return bulletins.paper_for(reading, one(reading, key, programme).id)


def _quarter(reading: Reading, key: str | None, programme: str | None) -> QuarterPaper:
    return quarter_table.paper(reading, one(reading, key, programme))


def _evidence(
    reading: Reading, key: str | None, programme: str | None, number: str | None
) -> tuple[str, list[evidence_pack.Packed]]:
    cycle = one(reading, key, programme)
    return cycle.key, evidence_pack.contents(reading, cycle, number.strip() if number else None)


def _name(settings: Settings, key: str, round_key: str) -> str:
    language = settings.office.language
    return label(Texts.of(settings).say(language, key, period=quarter_label(round_key, language)))
