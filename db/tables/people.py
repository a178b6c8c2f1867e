"""Who is who? People with a role, the invites that made them so, and everybody's place in a conversation.

Nobody's account id stands in the clear: `mark` is a keyed hash to look up by, `account_sealed` the encrypted id that
the sender alone opens.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.tables.base import Base, Id, Mark, Word
from db.tables.ledger import Department


class Person(Base):
    """A Telegram account with at least one role. `reachable` is false once it blocked the bot or was deleted.

    `snoozed_until`: [明早提醒] was pressed; that office day the person is reminded again, and not before.
    """

    __tablename__ = "person"

    id: Mapped[Id]
    mark: Mapped[Mark] = mapped_column(unique=True)
    account_sealed: Mapped[bytes]
    name_sealed: Mapped[bytes | None]
    language: Mapped[Word] = mapped_column(default="zh-CN")
    reachable: Mapped[bool] = mapped_column(default=True)
    snoozed_until: Mapped[date | None]
    created_at: Mapped[datetime]

    roles: Mapped[list[Role]] = relationship(back_populates="person")


class Role(Base):
    """coordinator or leader of the office; liaison (a binding) or leader of a department. Ended, never deleted.

    `away_from` to `away_until` (office days, both inclusive): somebody else is asked. A deputy is a role of its own that
    `stands_in_for` the one who is away, and counts while they are.
    """

    __tablename__ = "role"
    __table_args__ = (
        # One live role of a kind a person and department; COALESCE because NULLs are all different to both databases.
        Index(
            "uq_role_live",
            "person_id",
            "role",
            text("coalesce(department_id, 0)"),
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Word]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    stands_in_for: Mapped[int | None] = mapped_column(ForeignKey("role.id"))
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="roles")
    department: Mapped[Department | None] = relationship()
    stands_in: Mapped[Role | None] = relationship(remote_side="Role.id", foreign_keys="Role.stands_in_for")


class Invite(Base):
    """A single-use deep link to a role; only the token's keyed hash is kept.

    `stands_in_for` makes a deputy of that role, `succeeds` hands that role over (交接), `rebinds` binds a person whose
    account was lost to the account that uses the link.
    """

    __tablename__ = "invite"

    id: Mapped[Id]
    token_mark: Mapped[Mark] = mapped_column(unique=True)
    role: Mapped[Word]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    stands_in_for: Mapped[int | None] = mapped_column(ForeignKey("role.id"))
    succeeds: Mapped[int | None] = mapped_column(ForeignKey("role.id"))
    rebinds: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    used_at: Mapped[datetime | None]


class Dialogue(Base):
    """One account's place in a conversation: which form, about what, at which step, and which message is which field.

    `parked` holds the form that a deep link pushed aside. `draft_sealed` holds what belongs to nobody else yet (an
    objection's draft); a report's answers are in the report itself.
    """

    __tablename__ = "dialogue"
    __table_args__ = (
        # Accounts speak once and are kept for years; few have a form open, and only with one is a draft kept.
        Index(
            "ix_dialogue_open",
            "touched_at",
            sqlite_where=text("form IS NOT NULL"),
            postgresql_where=text("form IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    mark: Mapped[Mark] = mapped_column(unique=True)
    account_sealed: Mapped[bytes]
    language: Mapped[Word | None]
    form: Mapped[Word | None]
    subject: Mapped[int | None]
    step: Mapped[Word | None]
    rev: Mapped[int] = mapped_column(default=1)
    draft_sealed: Mapped[bytes | None]
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    parked: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    touched_at: Mapped[datetime] = mapped_column(index=True)


class Subscription(Base):
    """An account that wants every announcement (of one programme, where given)."""

    __tablename__ = "subscription"
    __table_args__ = (UniqueConstraint("dialogue_id", "scope"),)

    id: Mapped[Id]
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"))
    scope: Mapped[Word] = mapped_column(default="all")
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]
