"""Which acts are kept, and what is one of them? The list of /documents, an act's card, its document once more."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from db.queries import acts, archive
from db.tables import Act, ActTask, Audit
from db.units import Reading, Unit
from domain.collection import number_order
from domain.errors import Moved
from domain.messages.base import Message, Note
from domain.messages.supervision import ActCard, ActFile, ActList
from domain.people import Account
from domain.supervision import ActKind
from jobs import audit, outbox, rights
from jobs.supervision import receivers

CARD = "documents"
PAGE = 8  # acts a card
SENT = "act.send"


def show_list(unit: Unit, who: Account, occasion: str, page: int = 0, *, ring: bool = False) -> None:
    """/documents, and another page of it."""
    show(unit, who, _list(unit, page), occasion, ring=ring)


def show_act(unit: Unit, who: Account, act_id: int, occasion: str) -> None:
    show(unit, who, card(unit, _act(unit, act_id)), occasion)


def send_file(unit: Unit, who: Account, act_id: int, occasion: str) -> None:
    """[ 下载 ]: the document as it was made."""
    person = rights.coordinator(unit, who)
    act = _act(unit, act_id)
    if act.file is None:
        raise Moved
    outbox.say(unit, file_of(act), to=outbox.to_person(person.id), thing=thing(act), occasion=occasion)


def hand_over(unit: Unit, who: Account, act: Act, occasion: str) -> Note:
    """An act that was just made: its card, and its document into the chat of whoever made it."""
    show(unit, who, card(unit, act), occasion)
    send_file(unit, who, act.id, occasion)
    return Note("act-made", {"number": act.number})


def show(unit: Unit, who: Account, message: Message, occasion: str, *, ring: bool = False) -> None:
    """Everything of /documents stands on one card of a coordinator."""
    person = rights.coordinator(unit, who)
    outbox.show(unit, message, to=outbox.to_person(person.id), card=CARD, occasion=occasion, ring=ring)


# -- keeping ------------------------------------------------------------------------------------------------------


def keep(
    unit: Unit,
    person_id: int | None,
    kind: ActKind,
    content: dict[str, Any],
    *,
    tasks: list[int],
    number: int,
    year: int,
    cycle_id: int | None = None,
    department_id: int | None = None,
    note: str | None = None,
    held_on: date | None = None,
    file_id: int | None = None,
) -> Act:
    """An act is put on record, under the number that its document carries, and on that of its tasks."""
    act = Act(
        kind=kind,
        year=year,
        number=number,
        cycle_id=cycle_id,
        department_id=department_id,
        content=content,
        note=note,
        held_on=held_on,
        file_id=file_id,
        made_by=person_id,
        made_at=unit.now,
    )
    unit.session.add(act)
    unit.session.flush()
    unit.session.add_all(ActTask(act_id=act.id, task_id=task_id) for task_id in dict.fromkeys(tasks))
    unit.session.flush()
    who = audit.person(person_id) if person_id is not None else audit.SHELL
    audit.note(unit, who, f"act.{kind}", thing(act), {"department": department_id, "tasks": tasks})
    return act


def refuse_taken(reading: Reading, who: Account, kind: ActKind, number: int, occasion: str) -> None:
    """Raises `Moved` with the act that has the number by now: pressed twice, or another coordinator was faster."""
    year = reading.today.year
    if number == acts.next_number(reading, kind, year):
        return
    taken = reading.session.scalar(select(Act).where(Act.kind == kind, Act.year == year, Act.number == number))
    if taken is None:
        raise Moved
    act_id = taken.id
    raise Moved("act-made-already", then=lambda unit: show_act(unit, who, act_id, occasion), number=number)


def thing(act: Act) -> str:
    return f"act:{act.id}"


# -- facts --------------------------------------------------------------------------------------------------------


def card(reading: Reading, act: Act, *, asks: bool = False, note: Note | None = None) -> ActCard:
    """An act as it stands: what it is about, and whom it was sent to."""
    sent = reading.conn.execute(
        select(Audit.at, Audit.detail).where(Audit.thing == thing(act), Audit.action == SENT).order_by(Audit.id)
    ).first()
    answer_by = act.content.get("answer_by")
    return ActCard(
        act=act.id,
        rev=act.rev,
        act_kind=act.kind,
        year=act.year,
        number=act.number,
        department=act.department.name if act.department is not None else None,
        key=act.cycle.key if act.cycle is not None else None,
        on=acts.day_of(reading, act),
        tasks=tuple(sorted((row.task.number for row in act.tasks), key=number_order)),
        text=act.note,
        has_file=act.file_id is not None,
        answer_by=date.fromisoformat(answer_by) if answer_by else None,
        receivers=len(receivers.of(reading, act)),
        sent_at=sent.at if sent is not None else None,
        sent_to=sent.detail["people"] if sent is not None else 0,
        asks=asks,
        note=note,
    )


def file_of(act: Act) -> ActFile:
    assert act.file is not None
    return ActFile(
        act_kind=act.kind,
        year=act.year,
        number=act.number,
        department=act.department.name if act.department is not None else None,
        key=act.cycle.key if act.cycle is not None else None,
        name=act.content["file"],
        sha256=act.file.sha256,
    )


def _list(reading: Reading, page: int) -> ActList:
    year = reading.today.year
    count = acts.counts(reading, year)
    pages = max(1, -(-acts.total(reading) // PAGE))
    page = min(max(page, 0), pages - 1)
    return ActList(
        year=year,
        letters=count.get(ActKind.LETTER, 0),
        bulletins=count.get(ActKind.BULLETIN, 0),
        talks=count.get(ActKind.TALK, 0),
        lines=tuple(acts.line(reading, act) for act in acts.newest(reading, limit=PAGE, offset=page * PAGE)),
        page=page,
        pages=pages,
        archived=archive.count(reading),
    )


def _act(reading: Reading, act_id: int) -> Act:
    act = reading.session.get(Act, act_id)
    if act is None:
        raise Moved
    return act
