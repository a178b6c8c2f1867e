"""How does the answer reach whoever objected, and what does it do? Upheld sends the tasks that are named back, and no others.

In chat where there is a way back; else by mail to the address they left, or told by phone, letter or mail and noted so.
"""

from __future__ import annotations

from collections.abc import Sequence

from db.queries.correspondence import thread_with
from db.queries.objection_groups import members
from db.tables import Letter, Objection, Task
from db.units import Reading, Unit
from domain.errors import Rejected
from domain.messages.objection_cases import AnswerLetter, TaskBack
from domain.messages.objections import Answered
from domain.objection_replies import Reply, Way
from domain.objection_states import Move, moved
from domain.objections import is_email
from domain.states import Edge, UnitRole
from jobs import audit, letters, outbox, transition
from jobs.objections import exchange, question, state

OWING = (UnitRole.LEAD, UnitRole.RESPONSIBLE)  # the units whose task comes back
_ANSWERED_WAY = {Way.MAIL: "mail", Way.MAILED: "mail", Way.PHONE: "phone", Way.LETTER: "letter"}


def ways(reading: Reading, group: Sequence[Objection]) -> tuple[Way, ...]:
    """How an answer can be given: in chat where all of the group can be reached there."""
    others = [row for row in group if row.return_sealed is None]
    if not others:
        return (Way.CHAT,)
    told = (Way.PHONE, Way.LETTER, Way.MAILED)
    return (Way.MAIL, *told) if all(_address(reading, row) for row in others) else told


def send(unit: Unit, person_id: int, objection: Objection, reply: Reply) -> None:
    """The answer to an objection and its group: each its own, each on its own card."""
    if reply.upheld is None or not reply.text:
        raise Rejected("reply-verdict-first")
    group = [state.locked(unit, row.id) for row in members(unit, objection)]
    for row in group:
        _answer(unit, person_id, row, reply)
    if reply.upheld:
        _send_back(unit, person_id, group)


def _answer(unit: Unit, person_id: int, objection: Objection, reply: Reply) -> None:
    asked = exchange.asked(unit, objection)
    objection.state = moved(objection.state, Move.ANSWER)
    objection.upheld, objection.answer = reply.upheld, reply.text
    objection.answered_by, objection.answered_at = person_id, unit.now
    objection.seen_at = objection.seen_at or unit.now
    in_chat = objection.return_sealed is not None
    objection.answered_way = "chat" if in_chat else _ANSWERED_WAY[Way(reply.way)]
    audit.note(
        unit,
        audit.person(person_id),
        "objection.answered",
        state.thing(objection),
        {"upheld": reply.upheld, "way": objection.answered_way},
    )
    state.changed(unit, objection)
    question.close_cards(unit, objection, asked)
    if in_chat:
        show_answer(unit, objection, ring="answered")
    elif reply.way == Way.MAIL:
        _write(unit, objection)


# -- the tasks ----------------------------------------------------------------------------------------------------


def _send_back(unit: Unit, person_id: int, group: Sequence[Objection]) -> None:
    """Each task that is named once, with the register numbers as the reason; the units that owe it are told."""
    named: dict[int, list[str]] = {}
    for objection in group:
        for row in objection.tasks:
            named.setdefault(row.task_id, []).append(objection.register_number)
    for task_id, numbers in sorted(named.items()):
        reason = "、".join(numbers)
        task = transition.move(unit, task_id, Edge.UPHELD, who=audit.person(person_id), reason=reason)
        _tell(unit, task, numbers)


def _tell(unit: Unit, task: Task, numbers: list[str]) -> None:
    """Neither who objected nor a word of it: the objection may be about them."""
    message = TaskBack(task.number, task.problem, tuple(numbers), tuple(unit.settings.office.phones))
    departments = {entry.department_id for entry in task.units if entry.role in OWING}
    people = {to for department_id in departments for to in outbox.liaisons(unit, department_id)}
    for to in sorted(people):
        outbox.put(unit, message, to=to, thing=f"task:{task.id}", occasion=f"back {task.rev}")


# -- to whoever objected ------------------------------------------------------------------------------------------


def show_answer(unit: Unit, objection: Objection, *, ring: str = "") -> None:
    """To the objector: the office's words, and the question whether they settle it."""
    if objection.return_sealed is None:  # no account here: told by phone or mail
        return
    outbox.show(
        unit,
        answered(unit, objection),
        to=f"objection:{objection.id}",
        card=f"answer:{objection.id}",
        occasion=ring or "settled",
        ring=bool(ring),
    )


def answered(reading: Reading, objection: Objection) -> Answered:
    return Answered(
        id=objection.id,
        rev=objection.rev,
        register_number=objection.register_number,
        upheld=bool(objection.upheld),
        answer=objection.answer or "",
        numbers=tuple(row.task.number for row in objection.tasks),
        settled=state.settled(reading, objection),
    )


def _write(unit: Unit, objection: Objection) -> None:
    """The answer as a letter to the address they left, which stays sealed: the sender alone opens it."""
    message = AnswerLetter(
        register_number=objection.register_number,
        title=objection.publicity.title or "",
        upheld=bool(objection.upheld),
        answer=objection.answer or "",
        office=unit.settings.office.name,
        phones=tuple(objection.publicity.phones),
        answers=thread_with(unit, objection.id, _address(unit, objection) or ""),
    )
    letter = Letter(
        kind=message.KIND,
        thing=f"objection:{objection.id}",
        occasion="answer",
        message_id=letters.new_message_id(unit.settings),
        objection_id=objection.id,
        facts_sealed=outbox.sealed(unit, message),
        created_at=unit.now,
    )
    unit.session.add(letter)
    unit.session.flush()
    outbox.put(unit, message, to=f"contact:{objection.id}", thing=f"letter:{letter.id}", occasion="answer")


def _address(reading: Reading, objection: Objection) -> str | None:
    if objection.identity_sealed is None:
        return None
    contact: str = reading.vault.open_json(objection.identity_sealed)["contact"]
    return contact if is_email(contact) else None
