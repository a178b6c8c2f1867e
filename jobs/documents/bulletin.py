"""What does a bulletin (通报) say? How every department kept the due days of a round, ranked, and how it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from config.settings import Settings
from config.texts import Texts
from domain.answers import ReceivedFile
from domain.wording import full_date, quarter_label
from jobs.files import Store, label


@dataclass(frozen=True)
class Standing:
    """A department's row. `place` is shared by equals, None where nothing of it is due yet; percentages are whole."""

    place: int | None
    department_id: int
    department: str
    owed: int
    answered: int
    on_time: int
    late: int
    missing: int
    returned: int
    percent_done: int | None
    percent_on_time: int | None


@dataclass(frozen=True)
class Missing:
    """What a department has not answered, though its day is past: the tasks' numbers."""

    department: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class BulletinPaper:
    """Everything that stands on the bulletin, frozen with it. `number` 0 is a draft without one."""

    year: int
    number: int
    cycle_id: int
    key: str
    programme: str
    office: str
    made_on: date
    opened_on: date
    due_on: date
    standings: tuple[Standing, ...]
    missing: tuple[Missing, ...]
    tasks: tuple[int, ...]

    def total(self, name: str) -> int:
        """`owed`, `answered`, `on_time`, `late`, `missing` or `returned`, over all departments."""
        return sum(getattr(standing, name) for standing in self.standings)

    def to_json(self) -> dict[str, Any]:
        stored: dict[str, Any] = _STORED.dump_python(self, mode="json")
        return stored

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> BulletinPaper:
        return _STORED.validate_python(stored)


_STORED = TypeAdapter(BulletinPaper)


def stored_bulletin(paper: BulletinPaper, settings: Settings) -> ReceivedFile:
    """Compose it and keep it in the content store. Blocks: call it on a thread."""
    return Store(settings.data_dir).receive(bulletin_docx(paper, settings), bulletin_name(paper, settings))


def bulletin_name(paper: BulletinPaper, settings: Settings) -> str:
    """What its file is called."""
    language = settings.office.language
    key = "bulletin-file" if paper.number else "bulletin-file-draft"
    facts = {"period": quarter_label(paper.key, language), "year": str(paper.year), "number": paper.number}
    return label(Texts.of(settings).say(language, key, **facts))


def bulletin_docx(paper: BulletinPaper, settings: Settings) -> bytes:
    """The bulletin as a Word file, in the office's language."""
    from jobs.documents.official import Paper  # noqa: PLC0415 - on this thread, when first used

    texts, language = Texts.of(settings), settings.office.language

    def say(key: str, **facts: str | int) -> str:
        return texts.say(language, key, **facts)

    period = quarter_label(paper.key, language)
    number = (
        say("bulletin-number", year=str(paper.year), number=paper.number) if paper.number else say("supervision-draft")
    )
    sheet = Paper(say("bulletin-title", period=period), number)
    sheet.addressee(say("bulletin-to"))
    sheet.text(
        say(
            "bulletin-opened",
            programme=paper.programme,
            period=period,
            opened=full_date(paper.opened_on, language),
            due=full_date(paper.due_on, language),
        )
    )
    sheet.text(
        say(
            "bulletin-counts",
            day=full_date(paper.made_on, language),
            departments=len(paper.standings),
            **{name: paper.total(name) for name in ("owed", "answered", "on_time", "late", "missing")},
        )
    )
    columns = ("place", "department", "owed", "answered", "on-time", "late", "missing", "done", "punctual")
    sheet.table(
        [say(f"bulletin-column-{name}") for name in columns],
        [_row(standing, say("bulletin-none")) for standing in paper.standings],
        (15, 46, 15, 15, 15, 15, 17, 18, 18),
        long=1,
    )
    if paper.missing:
        sheet.heading(say("bulletin-missing"))
        for one in paper.missing:
            numbers = say("supervision-comma").join(one.numbers)
            line = say("bulletin-missing-line", department=one.department, count=len(one.numbers), numbers=numbers)
            sheet.numbers(line)
        sheet.text(say("bulletin-demand"))
    sheet.note(say("bulletin-method"))
    sheet.signature(paper.office, full_date(paper.made_on, language))
    return sheet.saved()


def _row(standing: Standing, none: str) -> tuple[str, ...]:
    def percent(value: int | None) -> str:
        return f"{value}%" if value is not None else none

    return (
        str(standing.place) if standing.place is not None else none,
        standing.department,
        str(standing.owed),
        str(standing.answered),
        str(standing.on_time),
        str(standing.late),
        str(standing.missing),
        percent(standing.percent_done),
        percent(standing.percent_on_time),
    )
