"""Find what is open: the dialogues with a form, the updates set aside"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    _index("ix_dialogue_open", "dialogue", "touched_at", "form IS NOT NULL")
    _index("ix_inbox_parked", "inbox", "update_id", "state = 2")


def downgrade() -> None:
    op.drop_index("ix_inbox_parked", table_name="inbox")
    op.drop_index("ix_dialogue_open", table_name="dialogue")


def _index(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))
