"""How does a coordinator decide? With an opinion, once: the row is locked, and who comes second sees the first's decision."""

from __future__ import annotations

from sqlalchemy import select

from db.queries import asked
from db.tables import Acceptance, Dialogue, Person, Role, Task, TaskUnit
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.acceptance import AcceptanceDecided, AcceptanceFileSent, OpinionForm
from domain.messages.base import Note
from domain.people import Account
from domain.states import AcceptanceState, Edge
from jobs import audit, dialogues, outbox, rights, transition
from jobs.acceptance.card import LONGEST, OWING, card_of

FORM = "opinion"


def decide(unit: Unit, who: Account, acceptance_id: int, rev: int, passing: bool, occasion: str) -> None:
    """A coordinator is about to pass it or not: the opinion is asked for."""
    rights.coordinator(unit, who)
    acceptance = _waiting(unit, who, acceptance_id, rev)
    dialogues.open_form(unit, who, FORM, acceptance.id, "opinion", passing=passing)
    _show_opinion(unit, who, None, occasion)


def show_opinion(unit: Unit, who: Account, note: Note | None) -> None:
    _show_opinion(unit, who, note, "form")


def _show_opinion(unit: Unit, who: Account, note: Note | None, occasion: str) -> None:
    dialogue = dialogues.current(unit, who)
    acceptance = unit.session.get(Acceptance, dialogue.subject) if dialogue.form == FORM else None
    if acceptance is None:
        return
    message = OpinionForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        number=acceptance.task.number,
        problem=acceptance.task.problem,
        passing=dialogue.fields["passing"],
        note=note,
    )
    to = outbox.to_account(unit, who)
    outbox.show(unit, message, to=to, card=f"acceptance:{acceptance.id}", occasion=occasion)


def answer_opinion(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    dialogue = _expected(unit, who, answer)
    coordinator = rights.coordinator(unit, who)
    acceptance = _waiting(unit, who, dialogue.subject or 0, None)
    passing = bool(dialogue.fields["passing"])
    match answer:
        case Typed(edited=False) if answer.text.strip():  # a sticker or a place says nothing, and decides nothing
            opinion = answer.text.strip()
        case Chosen(value="none") if passing:
            opinion = ""
        case Chosen(value="back"):
            dialogues.close(unit, dialogue)
            _show_card(unit, who, acceptance)
            return None
        case _:
            raise Rejected("accept-opinion-in-words")
    if len(opinion) > LONGEST:
        raise Rejected("accept-too-long", most=LONGEST, now=len(opinion))
    if not opinion and not passing:
        raise Rejected("accept-opinion-in-words")
    dialogues.close(unit, dialogue)
    return _decide(unit, coordinator, acceptance, passing, opinion, occasion)


def _decide(
    unit: Unit, coordinator: Person, acceptance: Acceptance, passing: bool, opinion: str, occasion: str
) -> Note:
    acceptance.state = AcceptanceState.PASSED if passing else AcceptanceState.FAILED
    acceptance.decided_by, acceptance.decided_at = coordinator.id, unit.now
    acceptance.opinion = opinion or None
    acceptance.rev += 1
    edge = Edge.PASS if passing else Edge.FAIL
    task = transition.move(
        unit, acceptance.task_id, edge, who=audit.person(coordinator.id), reason=opinion[:500] or None
    )
    outbox.edit_shown(unit, card_of(unit, acceptance), card=f"acceptance:{acceptance.id}")
    decided = AcceptanceDecided(task.id, task.rev, task.number, task.problem, passing, opinion)
    for to in _told(unit, task):
        outbox.put(unit, decided, to=to, thing=f"acceptance:{acceptance.id}", occasion=occasion)
    return Note("accept-passed" if passing else "accept-failed", {"number": task.number})


def send_files(unit: Unit, who: Account, acceptance_id: int, occasion: str) -> Note:
    """The application's files, one message each, to the coordinator who asks."""
    coordinator = rights.coordinator(unit, who)
    acceptance = unit.session.get(Acceptance, acceptance_id)
    if acceptance is None or not acceptance.files:
        raise Rejected("accept-no-files")
    for position, kept in enumerate(acceptance.files, 1):
        message = AcceptanceFileSent(
            acceptance.task.number, position, len(acceptance.files), kept.file.sha256, kept.name
        )
        outbox.say(
            unit,
            message,
            to=outbox.to_person(coordinator.id),
            thing=f"acceptance:{acceptance.id}.{kept.id}",
            occasion=occasion,
        )
    return Note("accept-files-sent", {"count": len(acceptance.files)})


def _show_card(unit: Unit, who: Account, acceptance: Acceptance) -> None:
    to = outbox.to_account(unit, who)
    card = card_of(unit, acceptance)
    outbox.show(unit, card, to=to, card=f"acceptance:{acceptance.id}", occasion=f"shown {acceptance.rev}")


def _waiting(unit: Unit, who: Account, acceptance_id: int, rev: int | None) -> Acceptance:
    """The application, locked, while nobody has decided. Raises `Moved`, which shows what became of it."""
    acceptance = unit.session.get(Acceptance, acceptance_id, with_for_update=True)
    if acceptance is None or acceptance.applied_at is None:
        raise Moved
    if acceptance.state == AcceptanceState.APPLIED and rev in (None, acceptance.rev):
        return acceptance
    decided = acceptance_id

    def current(unit: Unit) -> None:
        dialogue = dialogues.current(unit, who)
        if (dialogue.form, dialogue.subject) == (FORM, decided):
            dialogues.close(unit, dialogue)
        _show_card(unit, who, unit.session.get_one(Acceptance, decided))

    raise Moved("accept-decided-already" if acceptance.decided_at is not None else "moved-on", then=current)


def _told(unit: Reading, task: Task) -> list[str]:
    """The liaisons of the units that owe the task."""
    people = (
        select(Role.person_id)
        .join(TaskUnit, TaskUnit.department_id == Role.department_id)
        .where(
            TaskUnit.task_id == task.id,
            TaskUnit.role.in_(OWING),
            asked.may_answer(unit.today),
        )
    )
    return [outbox.to_person(person_id) for person_id in unit.conn.scalars(people.distinct().order_by(Role.person_id))]


def _expected(unit: Unit, who: Account, answer: Answer) -> Dialogue:
    return dialogues.answering(unit, who, FORM, answer, show_opinion)
