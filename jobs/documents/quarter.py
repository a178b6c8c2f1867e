"""How does the quarterly table look? One sheet by task, one by department, ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from config.settings import Settings
from config.texts import Texts
from domain.punctuality import Kept
from domain.wording import full_date, quarter_label
from jobs.documents.columns import Column, Kind


@dataclass(frozen=True)
class QuarterLine:
    """What one department said of one task. `figures`: (name, value, yearly target), in words."""

    number: str
    problem: str
    department: str
    state: str
    kept: Kept
    status: str | None
    text: str
    figures: tuple[tuple[str, str, str], ...]
    due_on: date
    sent_on: date | None
    evidence: int
    help_wanted: str


@dataclass(frozen=True)
class UnitLine:
    place: int | None
    department: str
    owed: int
    answered: int
    on_time: int
    late: int
    missing: int
    percent_done: int | None
    percent_on_time: int | None


@dataclass(frozen=True)
class QuarterPaper:
    key: str
    programme: str
    office: str
    made_on: date
    opened_on: date
    due_on: date
    lines: tuple[QuarterLine, ...]
    units: tuple[UnitLine, ...]


def quarter_xlsx(paper: QuarterPaper, settings: Settings) -> bytes:
    """The workbook, in the office's language. Blocks: call it on a thread."""
    from jobs.documents.sheets import Book  # noqa: PLC0415 - on this thread, when first used

    texts, language = Texts.of(settings), settings.office.language

    def say(key: str, **facts: str | int) -> str:
        return texts.say(language, key, **facts)

    def columns(*them: tuple[str, float, Kind]) -> list[Column]:
        return [Column(say(f"quarter-column-{name}"), width, kind) for name, width, kind in them]

    period = quarter_label(paper.key, language)
    book = Book(language)
    note = say(
        "quarter-note",
        programme=paper.programme,
        office=paper.office,
        opened=full_date(paper.opened_on, language),
        due=full_date(paper.due_on, language),
        made=full_date(paper.made_on, language),
    )
    tasks = book.page(
        say("quarter-sheet-tasks"),
        title=say("quarter-title", period=period),
        notes=[note],
        columns=columns(
            ("number", 8, Kind.LABEL),
            ("problem", 30, Kind.TEXT),
            ("department", 18, Kind.TEXT),
            ("status", 12, Kind.LABEL),
            ("text", 48, Kind.TEXT),
            ("figures", 26, Kind.TEXT),
            ("help", 18, Kind.TEXT),
            ("evidence", 7, Kind.NUMBER),
            ("due", 13, Kind.DATE),
            ("sent", 13, Kind.DATE),
            ("kept", 9, Kind.LABEL),
            ("state", 9, Kind.LABEL),
        ),
    )
    for line in paper.lines:
        tasks.block(
            [
                (
                    line.number,
                    line.problem,
                    line.department,
                    say(f"status-{line.status}") if line.status else "",
                    line.text,
                    "\n".join(
                        say("quarter-figure", name=name, value=value, target=target or "none")
                        for name, value, target in line.figures
                    ),
                    line.help_wanted,
                    line.evidence,
                    line.due_on,
                    line.sent_on,
                    say(f"quarter-kept-{line.kept}"),
                    say(f"board-request-{line.state}"),
                )
            ]
        )
    units = book.page(
        say("quarter-sheet-units"),
        title=say("quarter-title-units", period=period),
        notes=[note],
        columns=columns(
            ("place", 8, Kind.NUMBER),
            ("department", 34, Kind.TEXT),
            *((name, 10, Kind.NUMBER) for name in ("owed", "answered", "on-time", "late", "missing")),
            *((name, 12, Kind.LABEL) for name in ("done", "punctual")),
        ),
    )
    for unit in paper.units:
        counts = (unit.owed, unit.answered, unit.on_time, unit.late, unit.missing)
        shares = [f"{part}%" if part is not None else "" for part in (unit.percent_done, unit.percent_on_time)]
        units.block([(unit.place, unit.department, *counts, *shares)])
    return book.saved()
