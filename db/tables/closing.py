"""How does a task end? Acceptance, publicity periods, objections and the letters that carry them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.tables.base import Base, Id, Mark, Word
from db.tables.collection import StoredFile
from db.tables.ledger import Task


class Acceptance(Base):
    """One application for acceptance and what became of it. `result` is None while it waits."""

    __tablename__ = "acceptance"

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    state: Mapped[Word] = mapped_column(default="draft")
    statement: Mapped[str | None]
    applied_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    applied_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    opinion: Mapped[str | None]
    rev: Mapped[int] = mapped_column(default=1)

    task: Mapped[Task] = relationship()
    files: Mapped[list[AcceptanceFile]] = relationship(order_by="AcceptanceFile.id")


class AcceptanceFile(Base):
    __tablename__ = "acceptance_file"
    __table_args__ = (UniqueConstraint("acceptance_id", "file_id"),)

    id: Mapped[Id]
    acceptance_id: Mapped[int] = mapped_column(ForeignKey("acceptance.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    name: Mapped[str]

    file: Mapped[StoredFile] = relationship()


class Publicity(Base):
    """A publicity period (公示). Dates are the office's, both inclusive. Text and table are frozen when it is confirmed.

    Issuer and receiver of objections are separate fields: they are often not the same unit. Phones stand as written.
    """

    __tablename__ = "publicity"

    id: Mapped[Id]
    state: Mapped[Word] = mapped_column(default="draft", index=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    issuer: Mapped[str]
    receiver: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    phones: Mapped[list[str]] = mapped_column(JSON, default=list)
    emails: Mapped[list[str]] = mapped_column(JSON, default=list)
    title: Mapped[str | None]
    notice_text: Mapped[str | None]
    table: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    drafted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    announced_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    tasks: Mapped[list[PublicityTask]] = relationship(back_populates="publicity", order_by="PublicityTask.id")


class PublicityTask(Base):
    __tablename__ = "publicity_task"
    __table_args__ = (UniqueConstraint("publicity_id", "task_id"),)

    id: Mapped[Id]
    publicity_id: Mapped[int] = mapped_column(ForeignKey("publicity.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)

    publicity: Mapped[Publicity] = relationship(back_populates="tasks")
    task: Mapped[Task] = relationship()


class Objection(Base):
    """An objection (异议). What a person could be known by is sealed; the receipt code is kept as a keyed hash only.

    `return_sealed` is the way back to an account, opened by the sender alone. `text_sealed`: what was approved.
    """

    __tablename__ = "objection"

    id: Mapped[Id]
    publicity_id: Mapped[int] = mapped_column(ForeignKey("publicity.id"), index=True)
    register_number: Mapped[str] = mapped_column(unique=True)
    receipt_mark: Mapped[Mark] = mapped_column(unique=True)
    source: Mapped[Word] = mapped_column(default="chat")
    anonymous: Mapped[bool]
    state: Mapped[Word] = mapped_column(default="registered", index=True)
    text_sealed: Mapped[bytes | None]
    identity_sealed: Mapped[bytes | None]
    return_sealed: Mapped[bytes | None]
    language: Mapped[Word] = mapped_column(default="zh-CN")
    upheld: Mapped[bool | None]
    answer: Mapped[str | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    publicity: Mapped[Publicity] = relationship()
    files: Mapped[list[ObjectionFile]] = relationship(order_by="ObjectionFile.id")
    tasks: Mapped[list[ObjectionTask]] = relationship(order_by="ObjectionTask.id")


class ObjectionTask(Base):
    """Which of a notice's tasks the objection names: if it is upheld only those go back."""

    __tablename__ = "objection_task"
    __table_args__ = (UniqueConstraint("objection_id", "task_id"),)

    id: Mapped[Id]
    objection_id: Mapped[int] = mapped_column(ForeignKey("objection.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)

    task: Mapped[Task] = relationship()


class ObjectionFile(Base):
    __tablename__ = "objection_file"
    __table_args__ = (UniqueConstraint("objection_id", "file_id"),)

    id: Mapped[Id]
    objection_id: Mapped[int] = mapped_column(ForeignKey("objection.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    name: Mapped[str]

    file: Mapped[StoredFile] = relationship()
