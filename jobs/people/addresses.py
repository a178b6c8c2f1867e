"""Where can a department be written to? Typed by a coordinator, once, for when nobody of it can be reached in chat."""

from __future__ import annotations

from db.tables import Department
from db.units import Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.roster import AskEmail
from domain.people import Account, read_email
from jobs import audit, dialogues, outbox, rights
from jobs.people import unbound

FORM = "department_email"


def ask(unit: Unit, who: Account, department_id: int, occasion: str) -> None:
    """[ 填写邮箱 ]: the card waits for the address."""
    rights.coordinator(unit, who)
    if unit.session.get(Department, department_id) is None:
        raise Moved
    dialogues.open_form(unit, who, FORM, department_id, "email")
    _show(unit, who, None, ring=occasion)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:  # noqa: ARG001 - a form's signature
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    coordinator = rights.coordinator(unit, who)
    department = unit.session.get_one(Department, dialogue.subject, with_for_update=True)
    card, to = _card(department.id), outbox.to_person(coordinator.id)
    if isinstance(answer, Chosen):
        dialogues.close(unit, dialogue)
        outbox.show(unit, _said("department-email-kept", department), to=to, card=card, occasion="left")
        return None
    if not isinstance(answer, Typed):
        raise Rejected("department-email-unclear", given="")
    address = read_email(answer.text)
    if address != department.email:
        department.email = address
        unit.session.flush()
        detail = {"department": department.id}
        audit.note(unit, audit.person(coordinator.id), "department.email", f"department:{department.id}", detail)
        unbound.bring_up_to_date(unit, department.id)
    dialogues.close(unit, dialogue)
    outbox.show(
        unit, _said("department-email-set", department), to=to, card=card, occasion=f"set {dialogue.rev}", ring=True
    )
    return None


def show(unit: Unit, who: Account, note: Note | None) -> None:
    _show(unit, who, note)


def _said(key: str, department: Department) -> Sentence:
    return Sentence(key, {"department": department.name, "email": department.email or "none"})


def _show(unit: Unit, who: Account, note: Note | None, *, ring: str | None = None) -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM or dialogue.subject is None:
        return
    department = unit.session.get_one(Department, dialogue.subject)
    outbox.show(
        unit,
        AskEmail(dialogue.id, dialogue.rev, department.name, department.email, note),
        to=outbox.to_account(unit, who),
        card=_card(department.id),
        occasion=ring or f"form {dialogue.rev}",
        ring=ring is not None,
    )


def _card(department_id: int) -> str:
    return f"email:{department_id}"
