"""Which mails came in, and what became of each? A mail is filed once, whoever reads the mailbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.tables.base import Base, Id, Mark, Word
from db.tables.collection import StoredFile


class Mailbox(Base):
    """How far a mailbox of `mail.inboxes` has been read. `name` is a mark of host, user and purpose; UIDs as IMAP counts them."""

    __tablename__ = "mailbox"

    name: Mapped[Word] = mapped_column(primary_key=True)
    purpose: Mapped[Word]
    uidvalidity: Mapped[int | None] = mapped_column(BigInteger)
    last_uid: Mapped[int] = mapped_column(BigInteger, default=0)
    checked_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    last_error: Mapped[str | None]


class Mail(Base):
    """A mail that came in. `mark` is a keyed hash of what makes it this mail: two readers file it once.

    `kind` is `reply`, `new`, `bounce`, `auto_reply`, `workbook` or `unknown`; `state` is `waiting` (for a person), `filed`
    or `dismissed`. `content_sealed`: JSON of who wrote, to whom, subject, date and text. `hints`: the register numbers it
    may be about, and why it waits. The mail's files are in the content store.
    """

    __tablename__ = "mail"

    id: Mapped[Id]
    mark: Mapped[Mark] = mapped_column(unique=True)
    mailbox: Mapped[Word]
    kind: Mapped[Word]
    state: Mapped[Word] = mapped_column(default="waiting", index=True)
    objection_id: Mapped[int | None] = mapped_column(ForeignKey("objection.id"), index=True)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    publicity_id: Mapped[int | None] = mapped_column(ForeignKey("publicity.id"), index=True)
    content_sealed: Mapped[bytes | None]
    hints: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
    received_at: Mapped[datetime]

    files: Mapped[list[MailFile]] = relationship(order_by="MailFile.id")


class MailFile(Base):
    __tablename__ = "mail_file"
    __table_args__ = (UniqueConstraint("mail_id", "file_id"),)

    id: Mapped[Id]
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    name: Mapped[str]

    file: Mapped[StoredFile] = relationship()
