"""What is kept of an objector, and what may they do about it? See it, take a copy, have their identity erased.

For the account that lodged it and whoever holds the receipt code. The name and contact themselves are said only to the
account that gave them: a code may have been read over somebody's shoulder.
"""

from __future__ import annotations

from db.queries import retention
from db.tables import Objection
from db.units import Unit
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objections import FileLine
from domain.messages.personal import DataCopy, IdentityGone, Kept, OwnFile, SaidLine
from domain.people import Account
from jobs import audit, dialogues, erasing, letters, outbox
from jobs.objections import exchange, limits, receipt, state
from jobs.objections.exchange import Kind

_SAID = {Kind.QUESTION: "office", Kind.REPLY: "objector", Kind.UNSETTLED: "objector"}


def show(unit: Unit, who: Account, objection_id: int, rev: int, *, asking: bool = False) -> None:
    """[个人信息] on the state card, which it takes the place of; `asking`: whether to erase, once more."""
    objection = receipt.theirs(unit, who, objection_id, rev)
    if asking and not _kept(objection):
        raise Moved(then=lambda unit: show(unit, who, objection_id, rev))
    card = Kept(
        id=objection.id,
        rev=objection.rev,
        register_number=objection.register_number,
        identity=objection.identity_sealed is not None,
        way_back=objection.return_sealed is not None,
        days=retention.days(unit),
        files=len(objection.files),
        is_open=state.is_open(objection),
        asking=asking,
    )
    to, name = receipt.place(unit, who, objection)
    outbox.show(unit, card, to=to, card=name, occasion=f"kept {objection.rev}")


def export(unit: Unit, who: Account, objection_id: int, rev: int, occasion: str) -> Note:
    """A copy of all that is kept, and of every file, into this chat."""
    objection = receipt.theirs(unit, who, objection_id, rev)
    limits.check_export(unit, who)
    limits.count(unit, who, "export")
    to, name = receipt.place(unit, who, objection)
    once = receipt.unlinked(unit, occasion)
    outbox.say(unit, _copy(unit, who, objection), to=to, thing=name, occasion=once)
    for number, file in enumerate(objection.files, 1):
        message = OwnFile(objection.register_number, file.name, file.file.sha256)
        outbox.say(unit, message, to=to, thing=name, occasion=f"{once}.{number}")
    audit.note(unit, audit.OBJECTOR, "objection.exported", state.thing(objection))
    return Note("mine-exported", {})


def erase(unit: Unit, who: Account, objection_id: int, rev: int) -> Note:
    """Identity and way back go at once; the objection is looked into as before. Its code still opens it."""
    objection = receipt.theirs(unit, who, objection_id, rev)
    if not _kept(objection):
        raise Moved(then=lambda unit: show(unit, who, objection_id, rev))
    is_open = state.is_open(objection)
    if is_open:
        erasing.take_identity(unit, objection)
        audit.note(unit, audit.OBJECTOR, "objection.identity_erased", state.thing(objection))
    else:
        erasing.erase(unit, objection.id)
    objection.rev += 1
    unit.session.flush()
    state.show_coordinators(unit, objection)
    for to in outbox.coordinators(unit):
        message = IdentityGone(objection.register_number, is_open)
        outbox.put(unit, message, to=to, thing=state.case(objection), occasion="identity gone")
    dialogue = dialogues.current(unit, who)
    outbox.show(
        unit,
        Sentence("mine-erased", {"number": objection.register_number}),
        to=f"dialogue:{dialogue.id}",
        card=f"followed:{dialogue.id}",
        occasion=receipt.unlinked(unit, f"erased {objection.id}"),
        ring=True,
    )
    return Note("mine-erased-toast", {})


def _kept(objection: Objection) -> bool:
    return objection.identity_sealed is not None or objection.return_sealed is not None


def _copy(unit: Unit, who: Account, objection: Objection) -> DataCopy:
    identity = {"name": "", "contact": ""}
    if objection.identity_sealed is not None and receipt.is_owner(unit, who, objection):
        identity = unit.vault.open_json(objection.identity_sealed)
    said = [line for line in exchange.of(unit, objection.id, *_SAID) if line.text]
    return DataCopy(
        register_number=objection.register_number,
        title=objection.publicity.title or "",
        numbers=tuple(row.task.number for row in objection.tasks),
        anonymous=objection.anonymous,
        name=identity["name"],
        contact=identity["contact"],
        identity=objection.identity_sealed is not None,
        way_back=objection.return_sealed is not None,
        lodged_at=objection.created_at,
        state=objection.state,
        text=state.text_of(unit, objection),
        files=tuple(FileLine(file.name, file.file.size, file.file.sha256) for file in objection.files),
        addresses=tuple(letters.addresses_of(unit, objection)),
        said=tuple(SaidLine(_SAID[line.kind], line.at, line.text) for line in said),
        answer=objection.answer or "",
        answered_at=objection.answered_at,
        days=retention.days(unit),
    )
