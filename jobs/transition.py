"""How does a task's state move? Here, and nowhere else: one audited call with who, when and why."""

from __future__ import annotations

from sqlalchemy import select

from db.tables import Task
from db.units import Unit
from domain.errors import Moved
from domain.states import EDGES, Edge, TaskState
from jobs import archived, audit


def move(unit: Unit, task_id: int, edge: Edge, *, who: str, reason: str | None = None) -> Task:
    """Take `edge` from the task's state as it is now, the row locked.

    Raises `Moved` where no such edge leaves it, `Rejected` where its programme is archived. `who` as in jobs/audit.py. The task's `rev` grows, so every button drawn before is stale.
    """
    task = unit.session.scalars(select(Task).where(Task.id == task_id).with_for_update()).one()
    archived.refuse(unit, task.programme_id)
    sources, to = EDGES[edge]
    if TaskState(task.state) not in sources:
        raise Moved("task-moved-on", number=task.number)
    before, task.state = task.state, to
    task.rev += 1
    audit.note(unit, who, f"task.{edge}", f"task:{task.id}", {"from": before, "to": to}, reason=reason)
    return task
