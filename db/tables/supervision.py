"""What does the office do above a reminder? Supervision letters (督办单), bulletins (通报), talks (约谈): real acts, kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.tables.base import Base, Id, Word
from db.tables.collection import Cycle, StoredFile
from db.tables.ledger import Department, Task


class Act(Base):
    """One act: `kind` is letter, bulletin or talk. A bulletin names every department and so has none of its own.

    `content` is what it was made from, frozen; `number` counts a year's acts of a kind; `held_on` is a talk's office date.
    """

    __tablename__ = "act"
    __table_args__ = (UniqueConstraint("kind", "year", "number"),)

    id: Mapped[Id]
    kind: Mapped[Word]
    year: Mapped[int]
    number: Mapped[int]
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str | None]
    held_on: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    rev: Mapped[int] = mapped_column(default=1)

    cycle: Mapped[Cycle | None] = relationship()
    department: Mapped[Department | None] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    tasks: Mapped[list[ActTask]] = relationship(order_by="ActTask.id")


class ActTask(Base):
    """On whose record the act is kept."""

    __tablename__ = "act_task"
    __table_args__ = (UniqueConstraint("act_id", "task_id"),)

    id: Mapped[Id]
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)

    task: Mapped[Task] = relationship()
