"""What does the office supervise? Programmes, their tasks, who is responsible, the measures and their figures."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Numeric, UniqueConstraint, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.tables.base import Base, Id, Word, spelled
from domain.states import TaskState

STILL_ASKED = text("state != 'closed' OR deadline_text LIKE '%长期坚持%'")  # what is kept up for good has no end


class Programme(Base):
    """The inspection that found the tasks. `closing` lists what striking off asks for, in the order the programme uses.

    `rhythm` is quarterly, monthly or weekly; `rhythm_since`: when it was last changed, None where it never was.
    """

    __tablename__ = "programme"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    closing: Mapped[list[str]] = mapped_column(JSON)
    rhythm: Mapped[Word] = mapped_column(default="quarterly")
    rhythm_since: Mapped[datetime | None]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Department(Base):
    """A unit named in a task. `email` is where a prompt goes while nobody is bound."""

    __tablename__ = "department"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None]


class Task(Base):
    """One rectification task. Its identity is (programme, number). `state` moves in jobs/transition.py and nowhere else.

    `rhythm`: where it differs from the programme's; `rhythm_since`: when that was last changed.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        # A programme keeps what is struck off; which rounds it needs is asked of the others.
        Index("ix_task_still_asked", "programme_id", sqlite_where=STILL_ASKED, postgresql_where=STILL_ASKED),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    number: Mapped[str]
    problem: Mapped[str]
    target: Mapped[str | None]
    deadline: Mapped[date | None]
    deadline_text: Mapped[str | None]
    completion: Mapped[str | None]
    completion_as_of: Mapped[date | None]
    rhythm: Mapped[Word | None]
    rhythm_since: Mapped[datetime | None]
    state: Mapped[Word] = mapped_column(default="in_progress", index=True)
    rev: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    programme: Mapped[Programme] = relationship()
    units: Mapped[list[TaskUnit]] = relationship(back_populates="task", order_by="TaskUnit.id")
    measures: Mapped[list[Measure]] = relationship(
        back_populates="task",
        order_by="Measure.number",
        primaryjoin="and_(Measure.task_id == Task.id, Measure.number > 0)",
    )


IS_STILL_ASKED = (Task.state != spelled((TaskState.CLOSED,))[0]) | Task.deadline_text.like(
    literal_column("'%长期坚持%'")
)


class TaskUnit(Base):
    """A department's role in a task: lead, responsible, cooperating, supervising or accepting."""

    __tablename__ = "task_unit"
    __table_args__ = (UniqueConstraint("task_id", "department_id", "role"),)

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    role: Mapped[Word]

    task: Mapped[Task] = relationship(back_populates="units")
    department: Mapped[Department] = relationship()


class Measure(Base):
    """One numbered item of the measures. Its text is frozen once approved (jobs/measures.py).

    A dropped one keeps its row under a number below zero: reports and its own history still refer to it.
    """

    __tablename__ = "measure"
    __table_args__ = (UniqueConstraint("task_id", "number"),)

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    number: Mapped[int]
    text: Mapped[str]

    task: Mapped[Task] = relationship(back_populates="measures")
    owners: Mapped[list[MeasureOwner]] = relationship()


class MeasureChange(Base):
    """A frozen measure that was changed all the same: what it said, why, and who did it. `text` is the old one."""

    __tablename__ = "measure_change"

    id: Mapped[Id]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    text: Mapped[str]
    reason: Mapped[str]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class MeasureOwner(Base):
    __tablename__ = "measure_owner"
    __table_args__ = (UniqueConstraint("measure_id", "department_id"),)

    id: Mapped[Id]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)

    department: Mapped[Department] = relationship()


class Indicator(Base):
    """A yearly figure of a task's measure: what is counted and in which unit."""

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("task_id", "name"),)

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    name: Mapped[str]
    unit: Mapped[str]

    targets: Mapped[list[IndicatorTarget]] = relationship(order_by="IndicatorTarget.year")


class IndicatorTarget(Base):
    """What is to be reached in a year, cumulative to its end."""

    __tablename__ = "indicator_target"
    __table_args__ = (UniqueConstraint("indicator_id", "year"),)

    id: Mapped[Id]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    year: Mapped[int]
    target: Mapped[Decimal | None] = mapped_column(Numeric(20, 4))


class Plan(Base):
    """The plan of a year (工作要点): measures and targets, drawn up in January, reviewed, then in force."""

    __tablename__ = "plan"

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    year: Mapped[int]
    state: Mapped[Word] = mapped_column(default="draft")
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    drafted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    comment: Mapped[str | None]
    rev: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    programme: Mapped[Programme] = relationship()


class LedgerProposal(Base):
    """A ledger somebody sent, read and compared, waiting for a yes. Applied whole or not at all."""

    __tablename__ = "ledger_proposal"

    id: Mapped[Id]
    programme_name: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[Word] = mapped_column(default="open")
    rev: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
