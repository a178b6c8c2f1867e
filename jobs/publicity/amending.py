"""How does a coordinator correct, extend or withdraw a notice that runs? A short form, the preview, the confirmation.

Confirming is refused when the notice or the draft has changed since the preview was shown.
"""

from __future__ import annotations

from typing import Any

from db.queries import amendments
from db.queries import publicity as periods
from db.tables import Amendment, Dialogue, Publicity
from db.units import Unit
from domain import amending as rules
from domain import publicity as notices
from domain.amending import AmendmentKind, AmendmentState, Field
from domain.answers import Answer, Chosen, Files, Typed
from domain.errors import Moved, Rejected
from domain.messages.amending import AmendmentForm, AmendmentPreview
from domain.messages.base import Note
from domain.messages.publicity import Period
from domain.people import Account
from jobs import dialogues, outbox, rights
from jobs.publicity.amended import compose, notice_of, take_effect
from jobs.publicity.cards import known, show_card
from jobs.publicity.draft import receiver_of
from jobs.publicity.facts import calendar_of, period_of
from jobs.publicity.screens import RECEIVER

FORM = "amend"
FIRST_STEP = {AmendmentKind.CORRECTION: "field", AmendmentKind.EXTENSION: "end", AmendmentKind.WITHDRAWAL: "reason"}


def begin(unit: Unit, who: Account, publicity_id: int, rev: int, kind: str, occasion: str) -> None:
    """[更正], [延长], [撤回公示] on the card of a notice that runs."""
    coordinator = rights.coordinator(unit, who)
    publicity = known(unit, publicity_id)
    if kind not in FIRST_STEP:
        raise Moved
    if publicity.rev != rev or not periods.is_running(unit, publicity):
        to = outbox.to_person(coordinator.id)
        raise Moved(then=lambda unit: show_card(unit, known(unit, publicity_id), to, occasion))
    amendment = Amendment(
        publicity_id=publicity.id,
        kind=kind,
        state=AmendmentState.DRAFT,
        changes={},
        drafted_by=coordinator.id,
        created_at=unit.now,
    )
    unit.session.add(amendment)
    unit.session.flush()
    dialogues.open_form(unit, who, FORM, amendment.id, FIRST_STEP[AmendmentKind(kind)])
    _show(unit, who, None, occasion)


def show(unit: Unit, who: Account, note: Note | None) -> None:
    _show(unit, who, note, "form")


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    amendment = unit.session.get_one(Amendment, dialogue.subject, with_for_update=True)
    publicity = known(unit, amendment.publicity_id)
    if isinstance(answer, Chosen) and answer.value == "drop":
        return _drop(unit, who, dialogue, amendment)
    if amendment.state != AmendmentState.DRAFT or not periods.is_running(unit, publicity):
        raise Moved("amend-period-over", then=lambda unit: _over(unit, who))
    match answer:
        case Chosen(value="confirm"):
            if dialogue.step != "preview" or dialogue.fields.get("seen") != [amendment.rev, publicity.rev]:
                raise Moved(then=lambda unit: show(unit, who, None))
            take_effect(unit, amendment, coordinator.id, occasion)
            _end(unit, who, dialogue, amendment, "done")
            return Note("amend-confirmed", {})
        case Chosen(value=value) if value in ("field", "reason", "end") and _leads_to(amendment, value):
            dialogues.move(dialogue, value)
        case Chosen(value=value) if dialogue.step == "field" and value in tuple(Field):
            dialogues.move(dialogue, value)
        case Chosen(value="suggested") if dialogue.step == "end":
            _fill(unit, dialogue, amendment, "end", str(_suggested(unit, publicity).ends_on))
        case Typed(edited=False):
            _fill(unit, dialogue, amendment, dialogue.step or "", answer.text)
        case Typed() | Files():
            raise Rejected("amend-words-only")
        case _:
            raise Moved(then=lambda unit: show(unit, who, None))
    _show(unit, who, None, occasion)
    return None


def _leads_to(amendment: Amendment, step: str) -> bool:
    first = FIRST_STEP[AmendmentKind(amendment.kind)]
    return step == first or (step == "reason" and (amendment.ends_on is not None or bool(amendment.changes)))


def _fill(unit: Unit, dialogue: Dialogue, amendment: Amendment, step: str, text: str) -> None:
    publicity, changes = amendment.publicity, dict(amendment.changes)
    match step:
        case Field.PHONES:
            changes[Field.PHONES] = _changed(publicity.phones, list(notices.read_phones(text)))
        case Field.EMAILS:
            changes[Field.EMAILS] = _changed(publicity.emails, list(notices.read_emails(text)))
        case Field.RECEIVER:
            now = publicity.receiver or {}
            changes[Field.RECEIVER] = _changed({name: now[name] for name in RECEIVER if name in now}, receiver_of(text))
        case Field.TEXT:
            changes[Field.TEXT] = [*changes.get(Field.TEXT, ()), list(_words(publicity, changes, text))]
        case "end":
            amendment.ends_on = rules.read_end(text, period_of(unit, publicity), calendar_of(unit)).ends_on
        case "reason":
            amendment.reason = rules.read_reason(text)
        case _:
            raise Rejected("amend-press-to-go-on")
    amendment.changes = changes
    amendment.rev += 1
    body = rules.split_text(compose(unit, amendment))[1]
    if len(body.encode("utf-16-le")) // 2 > rules.LONGEST_BODY:
        raise Rejected("amend-too-much")
    dialogues.move(dialogue, "preview" if amendment.reason else "reason")


def _changed(before: Any, after: Any) -> list[Any]:
    if before == after:
        raise Rejected("amend-same")
    return [before, after]


def _words(publicity: Publicity, changes: dict[str, Any], text: str) -> tuple[str, str]:
    """Words that stand in the notice, as it would read after the corrections so far."""
    wrong, right = rules.read_words(text)
    title, body, table = publicity.title or "", publicity.notice_text or "", publicity.table
    for before, after in (*changes.get(Field.TEXT, ()), (wrong, right)):
        title, body, table, _ = rules.replaced(title, body, table, before, after)
    return wrong, right


def _suggested(unit: Unit, publicity: Publicity) -> Any:
    return rules.suggested_end(period_of(unit, publicity), calendar_of(unit))


def _longer(unit: Unit, amendment: Amendment) -> Period | None:
    """The period as the extension makes it, once it has a last day."""
    if amendment.ends_on is None:
        return None
    return notices.period(period_of(unit, amendment.publicity).starts_on, amendment.ends_on, calendar_of(unit))


# -- the screens --------------------------------------------------------------------------------------------------


def _show(unit: Unit, who: Account, note: Note | None, occasion: str) -> None:
    dialogue = dialogues.current(unit, who)
    amendment = unit.session.get(Amendment, dialogue.subject) if dialogue.form == FORM else None
    if amendment is None:
        return
    if amendment.state != AmendmentState.DRAFT or not periods.is_running(unit, amendment.publicity):
        _over(unit, who)
        return
    screen = (
        _preview(unit, dialogue, amendment, note)
        if dialogue.step == "preview"
        else _form(unit, dialogue, amendment, dialogue.step or "", note)
    )
    outbox.show(unit, screen, to=outbox.to_account(unit, who), card=f"amendment:{amendment.id}", occasion=occasion)


def _form(unit: Unit, dialogue: Dialogue, amendment: Amendment, step: str, note: Note | None = None) -> AmendmentForm:
    publicity = amendment.publicity
    kept = {
        Field.PHONES: "、".join(publicity.phones),
        Field.EMAILS: "、".join(publicity.emails),
        Field.RECEIVER: rules.said_receiver(publicity.receiver or {}),
    }
    return AmendmentForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        amends=amendment.kind,
        step=step,
        title=publicity.title or "",
        period=period_of(unit, publicity),
        suggested=_suggested(unit, publicity) if step == "end" else _longer(unit, amendment),
        kept=kept.get(Field(step), "") if step in tuple(Field) else "",
        changed=tuple(amendment.changes),
        note=note,
    )


def _preview(unit: Unit, dialogue: Dialogue, amendment: Amendment, note: Note | None) -> AmendmentPreview:
    text = compose(unit, amendment)
    if text != amendment.text:
        amendment.text = text
        amendment.rev += 1
    publicity = amendment.publicity
    dialogue.fields = dialogue.fields | {"seen": [amendment.rev, publicity.rev]}
    return AmendmentPreview(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        notice=notice_of(amendment),
        language=unit.settings.office.language,
        warnings=tuple(_warnings(unit, amendment)),
        subscribers=amendments.subscribers_told(unit, publicity.id),
        channels=len(amendments.channels_told(unit, publicity.id)),
        note=note,
    )


def _warnings(unit: Unit, amendment: Amendment) -> list[Note]:
    publicity = amendment.publicity
    lodged = periods.objections(unit, publicity.id)
    waiting = sum(periods.is_open(objection) for objection in lodged)
    found = []
    if amendment.kind == AmendmentKind.EXTENSION and amendment.ends_on is not None:
        calendar = calendar_of(unit)
        longer = _longer(unit, amendment)
        assert longer is not None
        found += notices.warnings(longer, unit.today, calendar, minimum=None, running=True)
    if Field.EMAILS in amendment.changes and lodged:
        found.append(Note("amend-warn-routed", {"count": len(lodged)}))
    if amendment.kind == AmendmentKind.WITHDRAWAL and waiting:
        found.append(Note("amend-warn-open", {"count": waiting}))
    return found


# -- the end ------------------------------------------------------------------------------------------------------


def _drop(unit: Unit, who: Account, dialogue: Dialogue, amendment: Amendment) -> Note:
    if amendment.state == AmendmentState.DRAFT:
        amendment.state = AmendmentState.DROPPED
        amendment.rev += 1
    _end(unit, who, dialogue, amendment, "dropped")
    return Note("amend-dropped", {})


def _over(unit: Unit, who: Account) -> None:
    """The period ended, or another coordinator withdrew it, while this one was writing."""
    dialogue = dialogues.current(unit, who)
    if dialogue.form == FORM:
        _drop(unit, who, dialogue, unit.session.get_one(Amendment, dialogue.subject))


def _end(unit: Unit, who: Account, dialogue: Dialogue, amendment: Amendment, step: str) -> None:
    screen = _form(unit, dialogue, amendment, step)
    outbox.show(unit, screen, to=outbox.to_account(unit, who), card=f"amendment:{amendment.id}", occasion=step)
    dialogues.close(unit, dialogue)
