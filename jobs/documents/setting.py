"""What does a notice look like? Set in a Word file the office may edit, or as lines for a shell.

`data_dir/overrides/templates/notice.docx` wins over ours. The same facts always make the same bytes: a document
carries no instant of its own. Composing takes a tenth of a second: call it on a thread, never in a unit.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import structlog

import config
from config.settings import Settings
from config.texts import Texts
from domain.answers import ReceivedFile
from domain.messages.publicity import Period
from domain.wording import full_date
from jobs.documents.notice import Item, Paper
from jobs.files import Store, label

log = structlog.get_logger("documents")

SHIPPED = Path(config.__file__).parent / "templates"
TEMPLATE = "notice.docx"
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
)  # what XML can't hold, wherever it was pasted from


def stored_notice(paper: Paper, settings: Settings) -> ReceivedFile:
    """Compose it and keep it in the content store. Blocks: call it on a thread."""
    return Store(settings.data_dir).receive(notice_docx(paper, settings), f"{label(paper.title)[:80]}.docx")


def notice_docx(paper: Paper, settings: Settings) -> bytes:
    """The notice as a Word file. An office's template that can't be used gives way to ours, and is logged."""
    from jobs.documents.template import UNUSABLE, filled  # noqa: PLC0415 - on this thread, when first used

    facts = _facts(paper, Texts.of(settings), settings.office.language)
    own = settings.data_dir / "overrides" / "templates" / TEMPLATE
    if own.exists():
        try:
            return filled(own, facts, paper.link)
        except UNUSABLE as fault:
            log.warning("the office's template can't be used, ours is", file=str(own), reason=str(fault)[:300])
    return filled(SHIPPED / TEMPLATE, facts, paper.link)


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
