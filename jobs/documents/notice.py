"""What does the notice say? Title, text and the table's five rows from the ledger, in the office's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from config.texts import Texts
from db.tables import Meta, Publicity, Report, Request, Task
from db.units import Reading
from domain.closing import Step
from domain.messages.publicity import Contacts, Period
from domain.states import ReportState, TaskState, UnitRole


@dataclass(frozen=True)
class Item:
    """A task's five rows, as they are frozen with the notice (`Publicity.table`)."""

    number: str
    problem: str
    departments: str
    target: str
    measures: str
    completion: str
    as_of: str  # an ISO date, or empty

    def to_json(self) -> dict[str, str]:
        return dict(vars(self))

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Item:
        return cls(**stored)


@dataclass(frozen=True)
class Paper:
    """Everything that stands on a notice. `period` is None while no dates are set."""

    title: str
    text: str
    issuer: str
    issued_on: date | None
    period: Period | None
    contacts: Contacts
    items: tuple[Item, ...]
    link: str = ""


def item_of(reading: Reading, task: Task) -> Item:
    """The five rows from the ledger as it is now; completion is the task's, else the last accepted report's."""
    leads = [entry.department.name for entry in task.units if entry.role == UnitRole.LEAD]
    others = [entry.department.name for entry in task.units if entry.role == UnitRole.RESPONSIBLE]
    completion, as_of = task.completion or "", task.completion_as_of
    if not completion:
        completion, as_of = _last_accepted(reading, task.id)
    texts = [measure.text for measure in task.measures]
    numbered = [f"{number}. {text}" for number, text in enumerate(texts, 1)] if len(texts) > 1 else texts
    return Item(
        number=task.number,
        problem=task.problem,
        departments="、".join(dict.fromkeys([*leads, *others])),
        target=task.target or "",
        measures="\n".join(numbered),
        completion=completion,
        as_of=as_of.isoformat() if as_of is not None else "",
    )


def _last_accepted(reading: Reading, task_id: int) -> tuple[str, date | None]:
    """The latest accepted words of each unit that reported, and the office's day of the last of them."""
    reports = reading.session.scalars(
        select(Report)
        .join(Request, Request.id == Report.request_id)
        .where(Request.task_id == task_id, Report.state == ReportState.ACCEPTED, Report.text.is_not(None))
        .order_by(Report.submitted_at, Report.id)
    )
    latest = {report.request.department_id: report for report in reports if (report.text or "").strip()}
    if not latest:
        return "", None
    said = [
        f"{report.request.department.name}:{report.text}" if len(latest) > 1 else str(report.text)
        for report in latest.values()
    ]
    sent = max(report.submitted_at for report in latest.values() if report.submitted_at is not None)
    return "\n".join(said), sent.astimezone(reading.settings.office.zone).date()


def composed(reading: Reading, tasks: Sequence[Task]) -> tuple[str, str]:
    """Title and text of a notice about `tasks` of one programme, as the ledger stands."""
    settings = reading.settings
    texts, language = Texts.of(settings), settings.office.language
    first = tasks[0]
    numbers = "、".join(task.number for task in tasks)
    accepted = all(task.state in (TaskState.ACCEPTED, TaskState.CLOSED) for task in tasks)
    closing = [str(step) for step in first.programme.closing]
    last = accepted or Step.ACCEPTANCE not in closing
    facts = {"programme": first.programme.name, "number": numbers, "count": len(tasks)}
    title = texts.say(language, "notice-title", **facts)
    if len(tasks) == 1:
        facts |= {"problem": _quotable(first.problem)}
    key = "notice-text" if len(tasks) == 1 else "notice-text-several"
    text = texts.say(language, key, **facts, stage="close" if last else "accept", accepted="yes" if accepted else "no")
    return title, text


def _quotable(problem: str) -> str:
    """A sentence as it stands inside quotation marks: without its full stop, its own marks single."""
    return problem.strip().removesuffix("。").removesuffix(".").replace("“", "‘").replace("”", "’").replace("\n", "")


def paper_of(publicity: Publicity, period: Period, contacts: Contacts, reading: Reading) -> Paper:
    """The notice as it was frozen."""
    return Paper(
        title=publicity.title or "",
        text=publicity.notice_text or "",
        issuer=publicity.issuer,
        issued_on=publicity.starts_on,
        period=period,
        contacts=contacts,
        items=tuple(Item.from_json(stored) for stored in publicity.table),
        link=objection_link(reading, publicity.id),
    )


def paper_without_period(reading: Reading, task: Task) -> Paper:
    """The notice of a task that has no publicity period yet: its dates are left blank."""
    office = reading.settings.office
    title, text = composed(reading, [task])
    contacts = Contacts(tuple(office.phones), (office.email,) if office.email else ())
    return Paper(title, text, office.name, None, None, contacts, (item_of(reading, task),))


def objection_link(reading: Reading, publicity_id: int) -> str:
    """Where the QR code leads; empty while the bot's name is not known."""
    name = reading.conn.scalar(select(Meta.value).where(Meta.name == "bot_name"))
    return f"https://t.me/{name}?start=o_{publicity_id}" if name else ""
