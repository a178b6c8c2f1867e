"""When is an objection lodged? When its row, its register number, its letters and its receipt stand in one transaction.

Whoever holds a receipt has an objection on disk that will reach every contact address, or a person is told.
"""

from __future__ import annotations

from sqlalchemy import select

from db.crypto import new_receipt_code, plain_receipt_code
from db.tables import Dialogue, Objection, ObjectionFile, ObjectionTask, Publicity
from db.units import Unit
from domain import objections as rules
from domain.answers import ReceivedFile
from domain.enclosures import file_names
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objections import ReceiptCode
from domain.objections import Draft
from domain.people import Account
from domain.states import ObjectionState
from jobs import audit, dialogues, files, letters, outbox
from jobs.objections import form, limits, state


def lodge(
    unit: Unit, who: Account, dialogue: Dialogue, publicity: Publicity, draft: Draft, occasion: str
) -> Note | None:
    """Register what was confirmed. After 24:00 of the last day it gets the kind refusal, and the draft stays."""
    if not form.is_open(unit, publicity):
        outbox.say(
            unit, form.closed(publicity, kept=True), to=form.objector(unit, who), thing="notices", occasion=occasion
        )
        return Note("objection-period-closed", {})
    limits.check_lodge(unit, who)
    limits.count(unit, who, "lodge")
    code = new_receipt_code()
    objection = _register(unit, who, dialogue, publicity, draft, code)
    named = draft.tasks or tuple(row.task_id for row in publicity.tasks)
    unit.session.add_all(ObjectionTask(objection_id=objection.id, task_id=task_id) for task_id in named)
    keep_files(unit, objection, draft.files)
    unit.session.flush()
    unit.session.refresh(objection)
    written = letters.write(unit, objection)
    back = f"objection:{objection.id}"
    outbox.say(unit, ReceiptCode(code), to=back, thing=back, occasion="receipt")
    state.show_objector(unit, objection)
    state.show_coordinators(unit, objection, ring="lodged")
    audit.note(
        unit,
        audit.OBJECTOR,
        "objection.lodged",
        state.thing(objection),
        {"publicity": publicity.id, "anonymous": objection.anonymous, "letters": len(written)},
    )
    outbox.show(
        unit,
        Sentence("objection-lodged"),
        to=f"dialogue:{dialogue.id}",
        card=form.card_of(dialogue),
        occasion=f"lodged {dialogue.rev}",
    )
    dialogues.close(unit, dialogue)
    return Note("objection-lodged-toast", {})


def keep_files(unit: Unit, objection: Objection, received: tuple[ReceivedFile, ...]) -> list[letters.Enclosed]:
    """The objection's files under the names the office will see; what it has already is not added twice."""
    held = {file.file.sha256 for file in objection.files}
    fresh = [file for file in received if file.sha256 not in held]
    names = file_names(fresh, anonymous=objection.anonymous, before=len(held))
    for file, name in zip(fresh, names, strict=True):
        unit.session.add(ObjectionFile(objection_id=objection.id, file_id=files.remember(unit, file), name=name))
    return [
        letters.Enclosed(file.sha256, name, file.media_type, file.size) for file, name in zip(fresh, names, strict=True)
    ]


def _register(unit: Unit, who: Account, dialogue: Dialogue, publicity: Publicity, draft: Draft, code: str) -> Objection:
    """The row, under the next free number of the year: another process may take one at the same moment."""
    anonymous = draft.anonymous is not False
    identity = None if anonymous else unit.vault.seal_json({"name": draft.name, "contact": draft.contact})
    year, serial = unit.today.year, _last_serial(unit, unit.today.year)
    while True:
        serial += 1
        objection_id = unit.conn.scalar(
            unit.insert_new(Objection)
            .values(
                publicity_id=publicity.id,
                register_number=rules.register_number(year, serial),
                receipt_mark=unit.vault.mark("receipt", plain_receipt_code(code)),
                source="chat",
                anonymous=anonymous,
                state=ObjectionState.REGISTERED,
                text_sealed=unit.vault.seal(draft.text),
                identity_sealed=identity,
                return_sealed=unit.vault.seal(str(who.id)),
                language=dialogue.language or unit.settings.office.language,
                rev=1,
                created_at=unit.now,
            )
            .returning(Objection.id)
        )
        if objection_id is not None:
            return unit.session.get_one(Objection, objection_id)


def _last_serial(unit: Unit, year: int) -> int:
    """The newest row's, which the primary key finds at once; that it is the highest is proved by inserting."""
    newest = unit.conn.scalar(
        select(Objection.register_number)
        .where(Objection.register_number.startswith(f"{year}-", autoescape=True))
        .order_by(Objection.id.desc())
        .limit(1)
    )
    return rules.serial_of(newest) if newest is not None else 0
