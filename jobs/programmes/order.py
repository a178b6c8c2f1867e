"""In which order does a programme accept and publish before it strikes off? Chosen by a coordinator, for all its tasks.

It holds at once: what a task has behind it stays, and what is asked of it next is read from the order as it is now.
"""

from __future__ import annotations

from sqlalchemy import func, select

from db.tables import Programme, Publicity, PublicityTask, Task
from db.units import Reading, Unit
from domain.closing import ORDERS, order_named
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.programmes import ClosingOrder
from domain.people import Account
from domain.states import PublicityState, TaskState
from jobs import archived, audit, outbox, rights


def show(unit: Unit, who: Account, programme_id: int, occasion: str) -> None:
    """[销号程序] on a programme's card."""
    person = rights.coordinator(unit, who)
    _show(unit, outbox.to_person(person.id), _known(unit, programme_id), occasion, ring=True)


def choose(unit: Unit, who: Account, programme_id: int, chosen: str, occasion: str) -> Note:
    person = rights.coordinator(unit, who)
    programme = _known(unit, programme_id)
    if chosen not in ORDERS:
        raise Moved
    wanted = [str(step) for step in ORDERS[chosen]]
    if wanted != list(programme.closing):
        detail = {"from": list(programme.closing), "to": wanted}
        programme.closing = wanted
        audit.note(unit, audit.person(person.id), "programme.closing", f"programme:{programme.id}", detail)
        unit.session.flush()
    _show(unit, outbox.to_person(person.id), programme, occasion)
    return Note("order-set", {})


def _show(unit: Unit, to: str, programme: Programme, occasion: str, *, ring: bool = False) -> None:
    message = ClosingOrder(
        programme=programme.id,
        name=programme.name,
        steps=tuple(programme.closing),
        order=order_named(programme.closing),
        open_tasks=_open_tasks(unit, programme.id),
        published=_published(unit, programme.id),
    )
    outbox.show(unit, message, to=to, card=f"order:programme:{programme.id}", occasion=occasion, ring=ring)


def _open_tasks(reading: Reading, programme_id: int) -> int:
    open_ = select(func.count(Task.id)).where(Task.programme_id == programme_id, Task.state != TaskState.CLOSED)
    return reading.conn.scalar(open_) or 0


def _published(reading: Reading, programme_id: int) -> int:
    """Notices of the programme that are scheduled or run: they go on as they are."""
    notices = (
        select(func.count(func.distinct(Publicity.id)))
        .join(PublicityTask, PublicityTask.publicity_id == Publicity.id)
        .join(Task, Task.id == PublicityTask.task_id)
        .where(
            Task.programme_id == programme_id,
            Publicity.state.in_((PublicityState.SCHEDULED, PublicityState.RUNNING)),
        )
    )
    return reading.conn.scalar(notices) or 0


def _known(unit: Unit, programme_id: int) -> Programme:
    programme = unit.session.get(Programme, programme_id, with_for_update=True)
    if programme is None:
        raise Moved
    archived.refuse(unit, programme.id)
    return programme
