"""Announcing to many: the facts once, pause, when its progress was last shown; its rows found by what they are about"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WAITING = sa.text("state = 0 AND lane = 2")


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    columns = (
        ("facts_sealed", "BLOB" if sqlite else "BYTEA"),
        ("paused", "BOOLEAN NOT NULL DEFAULT FALSE"),
        ("shown_at", "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE"),
    )
    for column, kind in columns:
        op.execute(f"ALTER TABLE announcement ADD COLUMN {column} {kind}")
    op.create_index("ix_outbox_announced", "outbox", ["thing", "id"], sqlite_where=WAITING, postgresql_where=WAITING)


def downgrade() -> None:
    op.drop_index("ix_outbox_announced", "outbox")
    for column in ("shown_at", "paused", "facts_sealed"):
        op.execute(f"ALTER TABLE announcement DROP COLUMN {column}")
