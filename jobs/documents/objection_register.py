"""How does the register of objections look as a workbook? A line each, nobody's identity, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from config.settings import Settings
from config.texts import Texts
from db.queries.register import Entry
from domain.answers import ReceivedFile
from domain.wording import full_date
from jobs.documents.closing_record import verdict_of
from jobs.documents.columns import Column, Kind
from jobs.files import Store, label

ANSWER = 200  # characters of an answer; whole answers stand in each objection's own document
_COLUMNS: tuple[tuple[str, float, Kind], ...] = (
    ("number", 11, Kind.LABEL),
    ("source", 8, Kind.LABEL),
    ("received", 12, Kind.DATE),
    ("posted", 12, Kind.DATE),
    ("late", 12, Kind.LABEL),
    ("notice", 28, Kind.TEXT),
    ("tasks", 10, Kind.LABEL),
    ("who", 7, Kind.LABEL),
    ("state", 10, Kind.LABEL),
    ("days", 6, Kind.NUMBER),
    ("due", 12, Kind.DATE),
    ("verdict", 9, Kind.LABEL),
    ("answer", 34, Kind.TEXT),
    ("answered", 12, Kind.DATE),
    ("settled", 9, Kind.LABEL),
    ("group", 11, Kind.LABEL),
    ("seen", 16, Kind.LABEL),
    ("letters", 9, Kind.LABEL),
)


def stored_register(entries: Sequence[Entry], made_on: date, settings: Settings) -> ReceivedFile:
    """Compose it and keep it in the content store. Blocks: call it on a thread."""
    return Store(settings.data_dir).receive(register_xlsx(entries, made_on, settings), register_name(made_on, settings))


def register_name(made_on: date, settings: Settings) -> str:
    return label(Texts.of(settings).say(settings.office.language, "register-file", day=made_on.isoformat()))


def register_xlsx(entries: Sequence[Entry], made_on: date, settings: Settings) -> bytes:
    """The workbook, in the office's language. Whatever people wrote is text, never a formula."""
    from jobs.documents.sheets import Book  # noqa: PLC0415 - on this thread, when first used

    texts, language, zone = Texts.of(settings), settings.office.language, settings.office.zone

    def say(key: str, **facts: str | int) -> str:
        return texts.say(language, key, **facts)

    book = Book(language)
    page = book.page(
        say("register-sheet"),
        title=say("register-title"),
        notes=[
            say(
                "register-note",
                office=settings.office.name or "",
                made=full_date(made_on, language),
                count=len(entries),
                open=sum(one.is_open for one in entries),
                late=sum(one.late for one in entries),
                parked=sum(one.delivery == "parked" for one in entries),
            )
        ],
        columns=[Column(say(f"register-column-{name}"), width, kind) for name, width, kind in _COLUMNS],
    )
    for one in entries:
        page.block(
            [
                (
                    one.number,
                    say(f"register-source-{one.source}"),
                    one.received_on,
                    one.posted_on,
                    say(f"register-late-{one.decision or 'yes'}") if one.late or one.decision else "",
                    one.notice,
                    "、".join(one.tasks),
                    say("register-anonymous" if one.anonymous else "register-named"),
                    say(f"register-state-{one.state}"),
                    one.days,
                    one.due_on,
                    verdict_of(one, say) if one.answered_on else "",
                    one.answer if len(one.answer) <= ANSWER else f"{one.answer[: ANSWER - 1]}…",
                    one.answered_on,
                    "" if one.settled is None else say("register-settled" if one.settled else "register-unsettled"),
                    one.group,
                    f"{one.seen_at.astimezone(zone):%Y-%m-%d %H:%M}" if one.seen_at else "",
                    say(f"register-delivery-{one.delivery}"),
                )
            ]
        )
    return book.saved()
