"""What does a supervision letter (督办单) say? What is overdue, when it was reminded of, and by when it is demanded."""

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
class OverdueTask:
    """A task that was not reported. `days_over` in working days; `returned`: it was, and came back."""

    task_id: int
    number: str
    problem: str
    key: str
    due_on: date
    days_over: int
    returned: bool


@dataclass(frozen=True)
class LetterPaper:
    """Everything that stands on the letter, frozen with it. Office dates; `number` 0 is a draft without one."""

    year: int
    number: int
    department_id: int
    department: str
    office: str
    made_on: date
    answer_by: date
    days: int
    tasks: tuple[OverdueTask, ...]
    reminded_on: tuple[date, ...]
    nudged_on: tuple[date, ...]
    earlier: int
    phones: tuple[str, ...]
    email: str

    def to_json(self) -> dict[str, Any]:
        stored: dict[str, Any] = _STORED.dump_python(self, mode="json")
        return stored

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> LetterPaper:
        return _STORED.validate_python(stored)


_STORED = TypeAdapter(LetterPaper)


def stored_letter(paper: LetterPaper, settings: Settings) -> ReceivedFile:
    """Compose it and keep it in the content store. Blocks: call it on a thread."""
    return Store(settings.data_dir).receive(letter_docx(paper, settings), letter_name(paper, settings))


def letter_name(paper: LetterPaper, settings: Settings) -> str:
    """What its file is called."""
    key = "supervision-file" if paper.number else "supervision-file-draft"
    facts = {"department": paper.department[:40], "year": str(paper.year), "number": paper.number}
    return label(Texts.of(settings).say(settings.office.language, key, **facts))


def letter_docx(paper: LetterPaper, settings: Settings) -> bytes:
    """The letter as a Word file, in the office's language."""
    from jobs.documents.official import Paper  # noqa: PLC0415 - on this thread, when first used

    texts, language = Texts.of(settings), settings.office.language

    def say(key: str, **facts: str | int) -> str:
        return texts.say(language, key, **facts)

    def days(them: tuple[date, ...]) -> str:
        return say("supervision-comma").join(_dates(them, language))

    number = (
        say("supervision-number", year=str(paper.year), number=paper.number)
        if paper.number
        else say("supervision-draft")
    )
    sheet = Paper(say("supervision-title"), number)
    sheet.addressee(say("supervision-to", department=paper.department))
    sheet.text(say("supervision-found", day=full_date(paper.made_on, language), count=len(paper.tasks)))
    sheet.table(
        [say(f"supervision-column-{name}") for name in ("number", "problem", "period", "due", "over")],
        [
            (
                task.number,
                task.problem,
                quarter_label(task.key, language),
                full_date(task.due_on, language),
                say("supervision-over-returned" if task.returned else "supervision-over", days=task.days_over),
            )
            for task in paper.tasks
        ],
        (13, 46, 34, 40, 24),
        long=1,
    )
    if paper.reminded_on:
        sheet.text(say("supervision-reminded", days=days(paper.reminded_on), count=len(paper.reminded_on)))
    if paper.nudged_on:
        sheet.text(say("supervision-nudged", days=days(paper.nudged_on), count=len(paper.nudged_on)))
    if paper.earlier:
        sheet.text(say("supervision-earlier", count=paper.earlier))
    sheet.text(say("supervision-demand", day=full_date(paper.answer_by, language), days=paper.days))
    contact = [say("supervision-phones", phones=say("supervision-comma").join(paper.phones))] if paper.phones else []
    contact += [say("supervision-email", email=paper.email)] if paper.email else []
    if contact:
        sheet.text(say("supervision-contact", contact=say("supervision-comma").join(contact)))
    sheet.signature(paper.office, full_date(paper.made_on, language))
    return sheet.saved()


def _dates(days: tuple[date, ...], language: str) -> list[str]:
    """`2024年10月15日`, then `10月17日`: a year that was just said is not said again."""
    named, year = [], 0
    for day in days:
        said = full_date(day, language)
        named.append(said.removeprefix(f"{day.year}年") if day.year == year else said)
        year = day.year
    return named
