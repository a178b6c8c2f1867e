"""How does an objection get into the register, however it came? One number, one receipt code, its letters: in one unit.

The form in chat (lodge), the coordinator who registers a call or a letter, and mail that came in all end here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import Table, bindparam, insert, select
from sqlalchemy.orm.attributes import set_committed_value

from db.crypto import new_receipt_code, plain_receipt_code
from db.prepared import Prepared
from db.session import PreparedRow
from db.tables import Objection, ObjectionFile, ObjectionTask, Publicity, Task
from db.units import Unit
from domain import objections as rules
from domain.answers import ReceivedFile
from domain.enclosures import file_names
from domain.messages.objections import ReceiptCode
from domain.people import Account
from domain.registering import Source, is_late
from domain.states import ObjectionState
from jobs import audit, files, letters, outbox
from jobs.objections import due, late, state


@dataclass(frozen=True)
class Registered:
    """What stands in the register now.

    `code` is the receipt code, kept as a mark only: an account in chat has been sent it; whoever registers for somebody
    else says it once, in a message of its own.
    """

    objection: Objection
    code: str
    letters: int


_named = cast("Table", ObjectionTask.__table__)
_NAME = Prepared(insert(_named).values(objection_id=bindparam("objection"), task_id=bindparam("task")))
_NAMED = PreparedRow(
    select(ObjectionTask, Task)
    .join(Task, Task.id == ObjectionTask.task_id)
    .where(ObjectionTask.objection_id == bindparam("objection"))
    .order_by(ObjectionTask.id)
)
_ROW = PreparedRow(select(Objection).where(Objection.id == bindparam("id")))
_NEWEST = Prepared(
    select(Objection.register_number)
    .where(Objection.register_number.like(bindparam("year")))
    .order_by(Objection.id.desc())
    .limit(1)
)


def register(
    unit: Unit,
    *,
    source: Source,
    publicity: Publicity,
    tasks: Sequence[int],
    text: str,
    identity: dict[str, str] | None,
    received_on: date | None = None,
    posted_on: date | None = None,
    files: Sequence[ReceivedFile] = (),
    by: int | None = None,
    back: Account | None = None,
    language: str | None = None,
) -> Registered:
    """Register an objection to `publicity`: the row, its letters to every contact address, the coordinators' cards.

    `tasks` empty: all of the notice's. `identity` is `{"name", "contact"}` of who gave them, None of an anonymous one.
    `received_on` (today where not given) and `posted_on` are office days; from them follows whether it is late, which
    one in chat never is. `by`: the coordinator who registers it for another, and has read it thereby. `back`: the
    account in chat that is answered. Whether the period runs is the caller's to ask.
    """
    received = received_on or unit.today
    code = new_receipt_code()
    objection = _insert(
        unit,
        publicity_id=publicity.id,
        receipt_mark=unit.vault.mark("receipt", plain_receipt_code(code)),
        source=source,
        anonymous=identity is None,
        state=ObjectionState.REGISTERED,
        text_sealed=unit.vault.seal(text),
        identity_sealed=None if identity is None else unit.vault.seal_json(identity),
        return_sealed=None if back is None else unit.vault.seal(str(back.id)),
        language=language or unit.settings.office.language,
        late=_late(source, publicity, received, posted_on),
        received_on=received,
        posted_on=posted_on,
        registered_by=by,
        seen_at=None if by is None else unit.now,
        rev=1,
        created_at=unit.now,
    )
    named = tasks or [row.task_id for row in publicity.tasks]
    _NAME.run_each(unit, ({"objection": objection.id, "task": task_id} for task_id in named))
    entries = _NAMED.all(unit, objection=objection.id)
    for entry, task in entries:
        set_committed_value(entry, "task", task)
    set_committed_value(objection, "tasks", [entry for entry, _ in entries])
    set_committed_value(objection, "files", [])
    if keep_files(unit, objection, files):
        unit.session.flush()
        unit.session.expire(objection, ["files"])
    due.count(unit, objection)
    written = letters.write(unit, objection)
    if back is not None:
        to = f"objection:{objection.id}"
        outbox.say(unit, ReceiptCode(code), to=to, thing=to, occasion="receipt")
        state.show_objector(unit, objection)
    state.show_coordinators(unit, objection, ring="lodged")
    if objection.late:
        late.show_coordinators(unit, objection)
    audit.note(
        unit,
        audit.OBJECTOR if by is None else audit.person(by),
        "objection.lodged" if by is None else "objection.registered",
        state.thing(objection),
        {
            "publicity": publicity.id,
            "source": source,
            "anonymous": objection.anonymous,
            "late": objection.late,
            "letters": len(written),
        },
    )
    return Registered(objection, code, len(written))


def keep_files(unit: Unit, objection: Objection, received: Sequence[ReceivedFile]) -> list[letters.Enclosed]:
    """The objection's files under the names the office will see; what it has already is not added twice."""
    held = {file.file.sha256 for file in objection.files}
    fresh = [file for file in received if file.sha256 not in held]
    names = file_names(fresh, anonymous=objection.anonymous, before=len(held))
    for file, name in zip(fresh, names, strict=True):
        unit.session.add(
            ObjectionFile(
                objection_id=objection.id, file_id=files.remember(unit, file), name=name, cleaned=file.cleaned
            )
        )
    return [
        letters.Enclosed(file.sha256, name, file.media_type, file.size) for file, name in zip(fresh, names, strict=True)
    ]


def _late(source: Source, publicity: Publicity, received_on: date, posted_on: date | None) -> bool:
    if source == Source.CHAT or publicity.ends_on is None:
        return False
    return is_late(publicity.ends_on, received_on, posted_on)


def _insert(unit: Unit, **values: object) -> Objection:
    """The row, under the next free number of the year: another process may take one at the same moment."""
    year, serial = unit.today.year, _last_serial(unit, unit.today.year)
    while True:
        serial += 1
        number = rules.register_number(year, serial)
        objection_id = unit.put_new(Objection, register_number=number, **values)
        if objection_id is not None:
            objection: Objection = _ROW.one(unit, id=objection_id)
            return objection


def _last_serial(unit: Unit, year: int) -> int:
    """The newest row's, which the primary key finds at once; that it is the highest is proved by inserting."""
    newest = _NEWEST.scalar(unit, year=f"{year}-%")
    return rules.serial_of(newest) if newest is not None else 0
