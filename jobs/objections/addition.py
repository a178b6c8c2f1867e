"""How does an objector add to an objection? Text and files, then one press: a further letter under the same rules.

Which objection it is stands in the sealed draft alone.
"""

from __future__ import annotations

from dataclasses import replace

from db.tables import Dialogue, Objection
from db.units import Unit
from domain import objections as rules
from domain.answers import Answer, Chosen, Files, Typed
from domain.enclosures import file_names
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objections import AdditionForm
from domain.objections import Draft
from domain.people import Account
from domain.traces import SAID, WISHES, Wish, as_sent, every_copy, left_behind
from jobs import audit, dialogues, letters, outbox
from jobs.objections import exchange, form, limits, question, receipt, state, traces
from jobs.objections.registering import keep_files

NAME = "objection_addition"
_SAID = {"发送补充": "send", "发送": "send", "send": "send", "不提了": "leave", "不补充了": "leave", "leave": "leave"}


def begin(unit: Unit, who: Account, objection_id: int, rev: int, occasion: str) -> None:
    """[补充材料] on the state card."""
    objection = receipt.theirs(unit, who, objection_id, rev)
    if not state.is_open(objection):
        raise Moved(then=lambda unit: receipt.show_state(unit, who, receipt.theirs(unit, who, objection_id)))
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        dialogue = dialogues.open_form(unit, who, NAME, 0, "matter", **receipt.kept(dialogue))
        _keep(unit, dialogue, objection_id, _begun(objection))
    elif _objection_id(unit, dialogue) != objection_id:
        _keep(unit, dialogue, objection_id, _begun(objection))
        dialogues.move(dialogue)
    show(unit, who, None, ring=occasion)


def begin_reply(unit: Unit, who: Account, objection_id: int, occasion: str) -> None:
    """[回答] under the office's question: whatever moved meanwhile, it is the question that counts."""
    objection = receipt.theirs(unit, who, objection_id)
    if not exchange.asked(unit, objection):
        raise Moved(then=lambda unit: receipt.show_state(unit, who, receipt.theirs(unit, who, objection_id)))
    begin(unit, who, objection_id, objection.rev, occasion)


def answer(unit: Unit, who: Account, answer: Answer, _occasion: str) -> Note | None:
    dialogue = dialogues.current(unit, who)
    try:
        dialogues.expect(dialogue, NAME, answer)
    except Moved as moved:
        raise Moved(moved.key, then=lambda unit: show(unit, who, None)) from None
    draft = _draft(unit, dialogue)
    value = answer.value if isinstance(answer, Chosen) else None
    if isinstance(answer, Typed) and not answer.edited:
        value = (_SAID | SAID).get(answer.text.strip().lower())
    if value == "leave":
        traces.let_go(unit, every_copy(draft.files))
        return _leave(unit, dialogue, "addition-left")
    if value == "send":
        return _send(unit, who, dialogue, draft)
    if value in WISHES and draft.files:
        _keep(unit, dialogue, _objection_id(unit, dialogue), replace(draft, wish=WISHES[value]))
        dialogues.move(dialogue)
        show(unit, who, None)
        return None
    limits = form.limits_of(unit)
    if isinstance(answer, Files):
        draft, note = rules.with_files(draft, answer, limits)
    elif isinstance(answer, Typed):
        if answer.edited and answer.message_id not in dict(draft.texts):
            raise Rejected("objection-edit-unknown")
        draft = rules.with_text(draft, answer.message_id, answer.text, limits)
        note = Note("objection-edited" if answer.edited else "objection-added", {"given": len(draft.text)})
    else:
        raise Moved(then=lambda unit: show(unit, who, None))
    _keep(unit, dialogue, _objection_id(unit, dialogue), draft)
    show(unit, who, note, below=answer.message_id if isinstance(answer, Files) else None)
    return None


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "", below: int | None = None) -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        return
    objection = unit.session.get_one(Objection, _objection_id(unit, dialogue))
    draft, before = _draft(unit, dialogue), len(objection.files)
    card = AdditionForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        register_number=objection.register_number,
        anonymous=objection.anonymous,
        text=draft.text,
        files=tuple(file_names(form.shown_files(draft), anonymous=objection.anonymous, before=before)),
        note=note,
        question=exchange.question_text(exchange.asked(unit, objection)),
        traces=traces.told(draft.files, draft.wish, anonymous=objection.anonymous, before=before),
    )
    to, occasion = f"dialogue:{dialogue.id}", ring or f"form {dialogue.rev}"
    if below is not None:
        outbox.show_below(unit, card, to=to, card=_card(dialogue), sent=below)
    else:
        outbox.show(unit, card, to=to, card=_card(dialogue), occasion=occasion, ring=bool(ring))


def _send(unit: Unit, who: Account, dialogue: Dialogue, draft: Draft) -> Note:
    objection = receipt.theirs(unit, who, _objection_id(unit, dialogue))
    if not state.is_open(objection):
        raise Rejected("addition-too-late")
    if not draft.text and not draft.files:
        raise Rejected("addition-empty")
    if draft.asks:
        raise Rejected(f"objection-{draft.asks}-first")
    before = len(objection.files)
    enclosed = keep_files(unit, objection, as_sent(draft.files, draft.wish))
    traces.let_go(unit, left_behind(draft.files, draft.wish))
    if before + len(enclosed) > unit.settings.objections.limits.files:
        raise Rejected("objection-files-too-many", most=unit.settings.objections.limits.files)
    asked = bool(exchange.asked(unit, objection))
    if asked:  # whatever the objector sends now is the answer that the office waits for
        unit.session.flush()
        unit.session.refresh(objection)
        question.replied(unit, objection, draft.text, enclosed)
    else:
        limits.check_addition(unit, who, objection.publicity)
        limits.count(unit, who, "add")
        _add(unit, objection, draft.text, enclosed)
    if not receipt.is_owner(unit, who, objection):
        receipt.show_state(unit, who, objection)
    return _leave(unit, dialogue, "question-replied" if asked else "addition-sent")


def _add(unit: Unit, objection: Objection, text: str, enclosed: list[letters.Enclosed]) -> None:
    number = state.additions_of(unit, objection) + 1
    if text:
        # A mark that needs no language: the office reads the whole as it grew.
        grown = f"{state.text_of(unit, objection)}\n\n———— {number} ————\n{text}"
        objection.text_sealed = unit.vault.seal(grown)
    objection.seen_at = None  # what was added has not been seen
    unit.session.flush()
    unit.session.refresh(objection)
    letters.write_addition(unit, objection, number, text, enclosed)
    audit.note(
        unit,
        audit.OBJECTOR,
        "objection.added",
        state.thing(objection),
        {"addition": number, "files": len(enclosed)},
    )
    state.changed(unit, objection, ring=f"addition {number}")


def _begun(objection: Objection) -> Draft:
    """What was said of the objection's files holds for those that follow."""
    clean = any(file.cleaned for file in objection.files) or None
    return Draft(anonymous=objection.anonymous, wish=Wish(clean))


def _leave(unit: Unit, dialogue: Dialogue, key: str) -> Note:
    to, occasion = f"dialogue:{dialogue.id}", f"{key} {dialogue.rev}"
    outbox.show(unit, Sentence(key), to=to, card=_card(dialogue), occasion=occasion)
    receipt.close(unit, dialogue)
    return Note(key, {})


def _objection_id(unit: Unit, dialogue: Dialogue) -> int:
    return int(dialogues.draft(unit, dialogue)["objection"])


def _draft(unit: Unit, dialogue: Dialogue) -> Draft:
    return Draft.of(dialogues.draft(unit, dialogue)["draft"])


def _keep(unit: Unit, dialogue: Dialogue, objection_id: int, draft: Draft) -> None:
    dialogues.keep(unit, dialogue, {"objection": objection_id, "draft": draft.as_json()})


def _card(dialogue: Dialogue) -> str:
    return state.draft_card(NAME, dialogue)
