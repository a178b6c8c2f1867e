"""The public's side made whole: amendments, proven addresses, mail that comes in, what an objection went through"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# (table, column, type, the table it refers to)
COLUMNS: tuple[tuple[str, str, str, str | None], ...] = (
    ("objection", "late", "BOOLEAN NOT NULL DEFAULT FALSE", None),
    ("objection", "received_on", "DATE", None),
    ("objection", "posted_on", "DATE", None),
    ("objection", "registered_by", "BIGINT", "person"),
    ("objection", "answer_due_on", "DATE", None),
    ("objection", "answered_way", "VARCHAR(64)", None),
    ("objection", "settled", "BOOLEAN", None),
    ("objection", "grouped_with", "BIGINT", "objection"),
    ("objection_file", "cleaned", "BOOLEAN NOT NULL DEFAULT FALSE", None),
)


def upgrade() -> None:
    op.create_table(
        "amendment",
        _id(),
        _number("publicity_id"),
        _word("kind"),
        _word("state"),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _number("drafted_by"),
        _instant("confirmed_at", nullable=True),
        _number("rev"),
        _instant("created_at"),
        *_keys("amendment", publicity_id="publicity", drafted_by="person"),
    )
    op.create_index("ix_amendment_publicity_id", "amendment", ["publicity_id"])
    op.create_table(
        "contact_address",
        _id(),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("code_mark", sa.String(length=32), nullable=True),
        _instant("code_sent_at", nullable=True),
        _number("wrong"),
        _instant("proven_at", nullable=True),
        _number("proven_by", nullable=True),
        _instant("created_at"),
        *_keys("contact_address", proven_by="person"),
        sa.UniqueConstraint("address", name=op.f("uq_contact_address_address")),
    )
    op.create_table(
        "mailbox",
        _word("name"),
        _word("purpose"),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=True),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        _instant("checked_at", nullable=True),
        _instant("failing_since", nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_mailbox")),
    )
    op.create_table(
        "mail",
        _id(),
        sa.Column("mark", sa.String(length=32), nullable=False),
        _word("mailbox"),
        _word("kind"),
        _word("state"),
        _number("objection_id", nullable=True),
        _number("letter_id", nullable=True),
        _number("publicity_id", nullable=True),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("hints", sa.JSON(), nullable=False),
        _number("decided_by", nullable=True),
        _instant("decided_at", nullable=True),
        _number("rev"),
        _instant("received_at"),
        *_keys("mail", objection_id="objection", letter_id="letter", publicity_id="publicity", decided_by="person"),
        sa.UniqueConstraint("mark", name=op.f("uq_mail_mark")),
    )
    for column in ("state", "objection_id", "publicity_id"):
        op.create_index(f"ix_mail_{column}", "mail", [column])
    op.create_table(
        "mail_file",
        _id(),
        _number("mail_id"),
        _number("file_id"),
        sa.Column("name", sa.Text(), nullable=False),
        *_keys("mail_file", mail_id="mail", file_id="stored_file"),
        sa.UniqueConstraint("mail_id", "file_id", name=op.f("uq_mail_file_mail_id_file_id")),
    )
    op.create_index("ix_mail_file_file_id", "mail_file", ["file_id"])
    op.create_table(
        "exchange",
        _id(),
        _number("objection_id"),
        _word("kind"),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        _number("person_id", nullable=True),
        _number("mail_id", nullable=True),
        _instant("at"),
        *_keys("exchange", objection_id="objection", person_id="person", mail_id="mail"),
    )
    op.create_index("ix_exchange_objection_id", "exchange", ["objection_id"])
    for table, column, kind, refers_to in COLUMNS:
        _add(table, column, kind, refers_to)
    op.create_index("ix_objection_grouped_with", "objection", ["grouped_with"])


def downgrade() -> None:
    op.drop_index("ix_objection_grouped_with", "objection")
    for table, column, _, _ in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in ("exchange", "mail_file", "mail", "mailbox", "contact_address", "amendment"):
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", BIG, autoincrement=True, nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, BIG, nullable=nullable)


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=64), nullable=False)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _keys(table: str, **refers: str) -> list[sa.Constraint]:
    """The primary key, and what each column refers to."""
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
            for column, to in refers.items()
        ),
    ]


def _add(table: str, column: str, kind: str, refers_to: str | None) -> None:
    """Without copying the table, as Alembic's batches would: SQLite can add a column that refers to another table."""
    named = {"BIGINT": "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"}
    refers = f" CONSTRAINT fk_{table}_{column}_{refers_to} REFERENCES {refers_to} (id)" if refers_to else ""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {named.get(kind, kind)}{refers}")
