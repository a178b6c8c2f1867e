"""What does the notice say, and what does it look like on paper? Composed from the ledger, set in the office's template.

The text is Fluent's, in the office's language; the layout is a Word file the office may edit
(`data_dir/overrides/templates/notice.docx` wins over ours). The same facts always make the same bytes: a document
carries no instant of its own. Composing takes a tenth of a second: call it on a thread, never in a unit.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import segno
import structlog
from docx.opc.exceptions import OpcError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError
from sqlalchemy import select

from config.settings import Settings
from config.texts import Texts
from db.tables import Meta, Publicity, Report, Request, Task
from db.units import Reading
from domain.answers import ReceivedFile
from domain.closing import Step
from domain.messages.publicity import Contacts, Period
from domain.states import ReportState, TaskState, UnitRole
from domain.wording import full_date
from jobs.files import Store, label

log = structlog.get_logger("documents")

SHIPPED = Path(__file__).parent.parent / "config" / "templates"
TEMPLATE = "notice.docx"
# What a Word file that somebody edited may raise: no archive, a part missing, broken XML, a marker that says nothing.
UNUSABLE = (
    *(OSError, zipfile.BadZipFile, OpcError, XMLSyntaxError, TemplateError),
    *(LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError),
)
QR_SIDE = Mm(32)
STANDING_STILL = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold: no file in it has an instant of its own
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
)  # what XML can't hold, wherever it was pasted from


# -- what is said -------------------------------------------------------------------------------------------------


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


# -- on paper -----------------------------------------------------------------------------------------------------


def stored_notice(paper: Paper, settings: Settings) -> ReceivedFile:
    """Compose it and keep it in the content store. Blocks: call it on a thread."""
    return Store(settings.data_dir).receive(notice_docx(paper, settings), f"{label(paper.title)[:80]}.docx")


def notice_docx(paper: Paper, settings: Settings) -> bytes:
    """The notice as a Word file. An office's template that can't be used gives way to ours, and is logged."""
    facts = _facts(paper, Texts.of(settings), settings.office.language)
    own = settings.data_dir / "overrides" / "templates" / TEMPLATE
    if own.exists():
        try:
            return _set(own, facts, paper.link)
        except UNUSABLE as fault:
            log.warning("the office's template can't be used, ours is", file=str(own), reason=str(fault)[:300])
    return _set(SHIPPED / TEMPLATE, facts, paper.link)


def notice_lines(paper: Paper, settings: Settings) -> list[str]:
    """The notice as plain text, for a shell."""
    facts = _facts(paper, Texts.of(settings), settings.office.language)
    lines = [
        facts["title"],
        "",
        facts["text"],
        facts["period"],
        "",
        *facts["lines"],
        "",
        facts["issuer"],
        facts["date"],
    ]
    for item in facts["items"]:
        lines += ["", item["heading"], *(f"{row['label']}:{row['text']}" for row in item["rows"])]
    return [line.replace("\a", "\n") for line in lines]


def _facts(paper: Paper, texts: Texts, language: str) -> dict[str, Any]:
    """What the template names: title, text, period, lines (contacts), issuer, date, items (heading, rows), scan."""

    def say(key: str, **facts: str | int) -> str:
        return texts.say(language, key, **facts)

    contacts = paper.contacts
    lines = [
        say(f"notice-{name}", given=given)
        for name, given in (
            ("receiver", contacts.unit),
            ("person", contacts.person),
            ("phones", "、".join(contacts.phones)),
            ("emails", "、".join(contacts.emails)),
            ("postal", contacts.postal),
        )
        if given
    ]
    heading = say("notice-table")
    several = len(paper.items) > 1
    items = [
        {
            "heading": say("notice-table-number", number=item.number) if several else heading,
            "rows": [{"label": label_, "text": text} for label_, text in table_rows(item, texts, language)],
        }
        for item in paper.items
    ]
    facts = {
        "title": paper.title,
        "text": paper.text,
        "period": _period_sentence(paper.period, texts, language),
        "lines": lines,
        "attachment": say("notice-attachment"),
        "annex": say("notice-annex"),
        "issuer": paper.issuer,
        "date": full_date(paper.issued_on, language) if paper.issued_on else say("notice-date-blank"),
        "items": items,
        "scan": say("notice-scan") if paper.link else "",
        "link": paper.link,
    }
    cleaned: dict[str, Any] = _clean(facts)
    return cleaned


def table_rows(item: Item, texts: Texts, language: str) -> list[tuple[str, str]]:
    """The five rows of the table: label and text."""
    completion = "notice-row-completion"
    as_of = full_date(date.fromisoformat(item.as_of), language) if item.as_of else ""
    return [
        (texts.say(language, "notice-row-task"), item.problem),
        (texts.say(language, "notice-row-departments"), item.departments),
        (texts.say(language, "notice-row-target"), item.target),
        (texts.say(language, "notice-row-measures"), item.measures),
        (texts.say(language, f"{completion}-as-of" if as_of else completion, day=as_of), item.completion),
    ]


def _period_sentence(period: Period | None, texts: Texts, language: str) -> str:
    if period is None:
        return texts.say(language, "notice-period-blank")
    return texts.say(
        language,
        "notice-period",
        start=full_date(period.starts_on, language),
        end=full_date(period.ends_on, language),
        days=period.calendar_days,
        working=period.working_days,
    )


def _clean(value: Any) -> Any:
    """Without what XML can't hold; a line break in the ledger becomes a paragraph."""
    if isinstance(value, dict):
        return {name: _clean(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return _UNPRINTABLE.sub("", str(value)).replace("\r\n", "\n").replace("\t", " ").replace("\n", "\a")


def _set(template: Path, facts: dict[str, Any], link: str) -> bytes:
    document = DocxTemplate(template)
    image = ""
    if link:
        code = io.BytesIO()
        segno.make(link, error="m").save(code, kind="png", scale=10, border=2)
        code.seek(0)
        image = InlineImage(document, code, width=QR_SIDE)
    document.render(facts | {"qr": image}, SandboxedEnvironment(), autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return _standing_still(made.getvalue())


def _standing_still(docx: bytes) -> bytes:
    """The same archive with every file dated alike."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(made, "w") as after:
        for info in before.infolist():
            entry = zipfile.ZipInfo(info.filename, STANDING_STILL)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, before.read(info))
    return made.getvalue()
