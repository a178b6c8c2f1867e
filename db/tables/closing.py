"""How does a task end? Acceptance, publicity periods, objections and the letters that carry them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.tables.base import Base, Id, Mark, Word, spelled
from db.tables.collection import StoredFile
from db.tables.ledger import Task
from domain.states import PublicityState

OPEN_OBJECTION = text("state IN ('registered', 'under_review', 'asked')")
COMING = text("state IN ('scheduled', 'running')")
IDENTITY_KEPT = text("erased_at IS NULL")


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
    __table_args__ = (
        Index("ix_publicity_state_ends_on", "state", "ends_on"),
        Index("ix_publicity_coming", "id", sqlite_where=COMING, postgresql_where=COMING),
    )

    id: Mapped[Id]
    state: Mapped[Word] = mapped_column(default="draft")
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


IS_COMING = Publicity.state.in_(spelled((PublicityState.SCHEDULED, PublicityState.RUNNING)))


class Amendment(Base):
    """A correction (更正), extension or withdrawal of a notice: a notice of its own that names the first one.

    `kind` is `correction`, `extension` or `withdrawal`; `state` is `draft`, `confirmed` or `dropped`. `changes`: what
    stood before and what stands now, field by field. `text` is what was approved, and goes to all who were sent the first.
    """

    __tablename__ = "amendment"

    id: Mapped[Id]
    publicity_id: Mapped[int] = mapped_column(ForeignKey("publicity.id"), index=True)
    kind: Mapped[Word]
    state: Mapped[Word] = mapped_column(default="draft")
    reason: Mapped[str | None]
    text: Mapped[str | None]
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    ends_on: Mapped[date | None]
    drafted_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    publicity: Mapped[Publicity] = relationship()


class ContactAddress(Base):
    """An e-mail address that objections are routed to, and whether it was proven: a code mailed to it came back in chat.

    `address` is lower-case. The code is kept as a keyed hash; `wrong` counts the wrong ones since it was sent.
    """

    __tablename__ = "contact_address"

    id: Mapped[Id]
    address: Mapped[str] = mapped_column(unique=True)
    code_mark: Mapped[Mark | None]
    code_sent_at: Mapped[datetime | None]
    wrong: Mapped[int] = mapped_column(default=0)
    proven_at: Mapped[datetime | None]
    proven_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


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
    `source` is `chat`, `mail`, `phone` or `letter`; the last three are registered by a coordinator (`registered_by`), with
    the office's day they came in (`received_on`) and of the postmark (`posted_on`); `late`: neither was in time.
    `answered_way`: how the answer was given, `chat`, `mail`, `phone` or `letter`. `settled`: what the objector said of it.
    `grouped_with`: the first of the same objections from several people.
    """

    __tablename__ = "objection"
    __table_args__ = (
        # Both are few, however many objections there have been: what is open, and whose objector is still known.
        Index("ix_objection_open", "id", sqlite_where=OPEN_OBJECTION, postgresql_where=OPEN_OBJECTION),
        Index("ix_objection_kept", "state", "answered_at", sqlite_where=IDENTITY_KEPT, postgresql_where=IDENTITY_KEPT),
    )

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
    late: Mapped[bool] = mapped_column(default=False, server_default=false())
    received_on: Mapped[date | None]
    posted_on: Mapped[date | None]
    registered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answer_due_on: Mapped[date | None]
    answered_way: Mapped[Word | None]
    settled: Mapped[bool | None]
    grouped_with: Mapped[int | None] = mapped_column(ForeignKey("objection.id"), index=True)
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


class Exchange(Base):
    """What was said of an objection after it was lodged, sealed: it may name people.

    `kind` is `question` (the office asks), `reply` (the objector answers), `unsettled` (what the answer left open),
    `draft` (an answer that came by mail and waits for a coordinator) or `note`. `mail_id`: the mail that brought it.
    """

    __tablename__ = "exchange"

    id: Mapped[Id]
    objection_id: Mapped[int] = mapped_column(ForeignKey("objection.id"), index=True)
    kind: Mapped[Word]
    text_sealed: Mapped[bytes | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    at: Mapped[datetime]


class ObjectionFile(Base):
    """`cleaned`: the objector had what tells of place, device and author taken out before it was kept."""

    __tablename__ = "objection_file"
    __table_args__ = (UniqueConstraint("objection_id", "file_id"),)

    id: Mapped[Id]
    objection_id: Mapped[int] = mapped_column(ForeignKey("objection.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    name: Mapped[str]
    cleaned: Mapped[bool] = mapped_column(default=False, server_default=false())

    file: Mapped[StoredFile] = relationship()
