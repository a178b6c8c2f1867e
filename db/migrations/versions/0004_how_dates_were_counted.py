"""How dates were counted: a round's working days, since when a rhythm holds, whether a special round asks for figures"""

from collections.abc import Sequence

from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("cycle", "working_days", "BIGINT"),
    ("cycle", "asks_figures", "BOOLEAN"),
    ("programme", "rhythm_since", "INSTANT"),
    ("task", "rhythm_since", "INSTANT"),
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    named = {
        "INSTANT": "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE",
        "BIGINT": "INTEGER" if sqlite else "BIGINT",
    }
    for table, column, kind in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {named.get(kind, kind)}")


def downgrade() -> None:
    for table, column, _ in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
