"""What does a closing record (销号记录) say? The task, acceptance, periods, every objection or that there was none, who decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from config.settings import Settings
from config.texts import Texts
from db.queries.closing_record import AcceptedOnce, ClosingRecord, HeldPeriod
from db.queries.register import Entry
from domain.answers import ReceivedFile
from domain.states import Edge, ObjectionState
from domain.wording import full_date
from jobs.files import Store, label

if TYPE_CHECKING:
    from jobs.documents.official import Paper

Say = Callable[..., str]
ANSWER = 120  # characters of an answer in the table; the register has them whole


def stored_closing_record(record: ClosingRecord, made_on: date, settings: Settings) -> ReceivedFile:
    """Compose it and keep it in the content store. Blocks: call it on a thread."""
    content = closing_record_docx(record, made_on, settings)
    return Store(settings.data_dir).receive(content, closing_record_name(record, settings))


def closing_record_name(record: ClosingRecord, settings: Settings) -> str:
    key = "closing-record-file" if record.closed_on else "closing-record-file-draft"
    return label(Texts.of(settings).say(settings.office.language, key, number=record.number))


def closing_record_docx(record: ClosingRecord, made_on: date, settings: Settings) -> bytes:
    """The record as a Word file, in the office's language."""
    from jobs.documents.official import Paper  # noqa: PLC0415 - on this thread, when first used

    texts, language = Texts.of(settings), settings.office.language

    def say(key: str, **facts: str | int) -> str:
        return texts.say(language, key, **facts)

    def day(when: date | None) -> str:
        return full_date(when, language) if when is not None else say("closing-record-unknown")

    sheet = Paper(
        say("closing-record-title", number=record.number),
        record.programme if record.closed_on else say("closing-record-not-closed", programme=record.programme),
    )
    rows = [
        ("problem", record.problem),
        ("lead", "、".join(record.lead)),
        ("responsible", "、".join(record.responsible)),
        ("target", record.target),
        ("deadline", record.deadline_text or (day(record.deadline) if record.deadline else "")),
        ("completion", record.completion),
    ]
    sheet.table(
        [say("closing-record-item"), say("closing-record-content")],
        [(say(f"closing-record-{name}"), text) for name, text in rows if text],
        (30, 126),
        long=1,
    )
    sheet.heading(say("closing-record-acceptance"))
    for accepted in record.acceptances:
        sheet.text(_accepted(accepted, say, day))
    if not record.acceptances:
        asked = "acceptance" in record.asks
        sheet.text(say("closing-record-no-acceptance" if asked else "closing-record-acceptance-unasked"))
    sheet.heading(say("closing-record-publicity"))
    for number, held in enumerate(record.periods, 1):
        sheet.text(_period(number, held, say, day))
    if not record.periods:
        sheet.text(
            say("closing-record-no-publicity" if "publicity" in record.asks else "closing-record-publicity-unasked")
        )
    sheet.heading(say("closing-record-objections"))
    _objections(sheet, record, say)
    sheet.heading(say("closing-record-turns"))
    for turn in record.turns:
        sheet.text(
            say(
                "closing-record-turn",
                day=day(turn.on),
                what=say(f"task-turn-{turn.edge}"),
                by=turn.by or "none",
                reason=turn.reason or "none",
            )
        )
    sheet.heading(say("closing-record-result"))
    if record.closed_on:
        sheet.text(say("closing-record-closed", day=day(record.closed_on), by=record.closed_by or "none"))
    else:
        reopened = bool(record.turns) and record.turns[-1].edge == Edge.LOOK_BACK
        sheet.text(say("closing-record-reopened" if reopened else "closing-record-open", day=day(made_on)))
    sheet.signature(settings.office.name or "", full_date(made_on, language))
    return sheet.saved()


def _accepted(accepted: AcceptedOnce, say: Say, day: Callable[[date | None], str]) -> str:
    return say(
        "closing-record-passed" if accepted.passed else "closing-record-failed",
        applied=day(accepted.applied_on),
        decided=day(accepted.decided_on),
        by=accepted.by or "none",
        opinion=_sentence(accepted.opinion) or "none",
        files=accepted.files,
    )


def _period(number: int, held: HeldPeriod, say: Say, day: Callable[[date | None], str]) -> str:
    return say(
        "closing-record-period",
        at=number,
        title=held.title,
        issuer=held.issuer,
        starts=day(held.period.starts_on),
        ends=day(held.period.ends_on),
        days=held.period.calendar_days,
        working=held.period.working_days,
        announced=day(held.announced_on),
        objections=len(held.objections),
        counts="yes" if held.counts else "withdrawn" if held.withdrawn else "no",
    )


def _objections(sheet: Paper, record: ClosingRecord, say: Say) -> None:
    found = record.objections
    if not found:
        if record.periods:
            sheet.text(say("closing-record-none", wait=record.post_wait_days))
        else:
            sheet.text(say("closing-record-none-published"))
        return
    answered = [one for one in found if one.state == ObjectionState.ANSWERED]
    sheet.text(
        say(
            "closing-record-count",
            count=len(found),
            upheld=sum(one.upheld is True for one in answered),
            refused=sum(one.upheld is False for one in answered),
            withdrawn=sum(one.state == ObjectionState.WITHDRAWN for one in found),
            open=sum(one.is_open for one in found),
            late=sum(one.late for one in found),
        )
    )
    columns = ("number", "came", "about", "verdict", "answer", "letters")
    sheet.table(
        [say(f"closing-record-column-{name}") for name in columns],
        [_row(one, say) for one in found],
        (30, 30, 14, 28, 38, 16),
        long=4,
    )
    parked = [one.number for one in found if one.delivery == "parked"]
    if parked:
        sheet.text(say("closing-record-parked", numbers="、".join(parked)))


def _row(one: Entry, say: Say) -> tuple[str, ...]:
    came = [say(f"register-source-{one.source}"), _short(one.received_on)]
    if one.posted_on:
        came.append(say("closing-record-posted", day=_short(one.posted_on)))
    if one.late or one.decision:
        came.append(say(f"register-late-{one.decision or 'yes'}"))
    verdict = [verdict_of(one, say)]
    if one.answered_on:
        verdict.append(_short(one.answered_on))
    answer = one.answer if len(one.answer) <= ANSWER else f"{one.answer[: ANSWER - 1]}…"
    letters = say(f"register-delivery-{one.delivery}")
    return one.number, "\n".join(came), "、".join(one.tasks), "\n".join(verdict), answer, letters


def _short(day: date) -> str:
    """In a narrow column: `2024.10.9`."""
    return f"{day.year}.{day.month}.{day.day}"


def verdict_of(one: Entry, say: Say) -> str:
    """`成立`, `不成立`, `提出人撤回`, or how far it is."""
    if one.state == ObjectionState.ANSWERED:
        return say("register-upheld" if one.upheld else "register-refused")
    return say(f"register-state-{one.state}")


def _sentence(text: str) -> str:
    """Without the full stop it may end with: the sentence around it has its own."""
    return text.strip().rstrip("。.")
