"""For which department is the invite, typed? Some letters of its name are enough; a new department is asked about once."""

from __future__ import annotations

from sqlalchemy import select

from db.tables import Department, Dialogue
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.people import AskDepartment
from domain.people import Account, RoleName, finds
from domain.presses import row_number
from jobs import dialogues, outbox, rights
from jobs.people import invites

FORM = "invite"
MOST_FOUND = 8


def ask(unit: Unit, who: Account, role: str, occasion: str) -> None:
    """[ 输入单位 ]: the card waits for a name."""
    rights.coordinator(unit, who)
    if role not in invites.OF_DEPARTMENT:
        raise Moved
    dialogues.open_form(unit, who, FORM, 0, "name", role=role)
    _show(unit, who, None, ring=occasion)


def invite_named(unit: Unit, who: Account, text: str, occasion: str) -> Note | None:
    """`/invite 水利厅`: the link where one department is meant, else the question."""
    rights.coordinator(unit, who)
    if not text.strip():
        invites.choose_department(unit, who, occasion)
        return None
    dialogues.open_form(unit, who, FORM, 0, "name", role=str(RoleName.LIAISON))
    return _take(unit, who, text, occasion)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    rights.coordinator(unit, who)
    if isinstance(answer, Chosen):
        return _press(unit, who, dialogue, answer.value, occasion)
    if not isinstance(answer, Typed):
        raise Rejected("invite-name-expected")
    return _take(unit, who, answer.text, occasion)


def show(unit: Unit, who: Account, note: Note | None) -> None:
    _show(unit, who, note)


def _press(unit: Unit, who: Account, dialogue: Dialogue, value: str, occasion: str) -> Note | None:
    role = dialogue.fields["role"]
    if value == "leave":
        dialogues.close(unit, dialogue)
        invites.choose_department(unit, who, occasion, role=RoleName(role))
        return None
    if value == "new" and dialogue.fields.get("unknown"):
        name = invites.department_name(dialogue.fields["unknown"])
        dialogues.close(unit, dialogue)
        return _invite(unit, who, name, role, occasion)
    department = unit.session.get(Department, row_number(value) or 0)
    if department is not None:
        dialogues.close(unit, dialogue)
        return _invite(unit, who, department.name, role, occasion)
    raise Moved(then=lambda later: show(later, who, None))


def _take(unit: Unit, who: Account, text: str, occasion: str) -> Note | None:
    """One department is meant: its link. Several: which? None: a new one?"""
    name = invites.department_name(text)
    dialogue = dialogues.current(unit, who)
    found = _found(unit, name)
    exact = [known for _, known in found if known == name]
    if exact or len(found) == 1:
        role = dialogue.fields["role"]
        dialogues.close(unit, dialogue)
        return _invite(unit, who, exact[0] if exact else found[0][1], role, occasion)
    asked = {"asked": name} if found else {"unknown": name}
    dialogues.move(dialogue, **({"asked": "", "unknown": ""} | asked))
    _show(unit, who, None, ring=occasion)
    return None


def _invite(unit: Unit, who: Account, name: str, role: str, occasion: str) -> Note:
    coordinator = rights.coordinator(unit, who)
    token, invite = invites.create_invite(unit, RoleName(role), department=name, invited_by=coordinator.id)
    invites.send_link(unit, outbox.to_person(coordinator.id), token, invite, occasion)
    return Note("invite-made", {"department": name})


def _found(reading: Reading, asked: str) -> list[tuple[int, str]]:
    rows = reading.conn.execute(select(Department.id, Department.name).order_by(Department.id))
    return [(row.id, row.name) for row in rows if asked and finds(asked, row.name)]


def _show(unit: Unit, who: Account, note: Note | None, *, ring: str | None = None) -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM:
        return
    card = AskDepartment(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        role=dialogue.fields["role"],
        found=tuple(_found(unit, dialogue.fields.get("asked", "")))[:MOST_FOUND],
        unknown=dialogue.fields.get("unknown", ""),
        note=note,
    )
    # A press edits the card; what was typed stands below it, so the next question rings there.
    typed = ring is not None and not ring.startswith("press")
    occasion = ring or f"form {dialogue.rev}"
    outbox.show(unit, card, to=outbox.to_account(unit, who), card=invites.CARD, occasion=occasion, ring=typed)
