"""Find what is due: the requests nobody has decided on, what rang, the objections that are open, the announcements under way"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

INDEXES = (
    (
        "ix_request_undecided",
        "request",
        ["department_id", "cycle_id", "due_on", "state"],
        "state IN ('open', 'submitted', 'returned')",
    ),
    (
        "ix_outbox_rang",
        "outbox",
        ["recipient", "not_before"],
        "op = 'send' AND kind IN ('collection.prompt', 'collection.reminder', 'nudging.nudge')",
    ),
    ("ix_task_still_asked", "task", ["programme_id"], "state != 'closed' OR deadline_text LIKE '%长期坚持%'"),
    ("ix_publicity_coming", "publicity", ["id"], "state IN ('scheduled', 'running')"),
    ("ix_objection_open", "objection", ["id"], "state IN ('registered', 'under_review', 'asked')"),
    ("ix_objection_kept", "objection", ["state", "answered_at"], "erased_at IS NULL"),
    ("ix_announcement_unmade", "announcement", ["id"], "state IN ('running', 'ending')"),
    ("ix_announcement_leaving", "announcement", ["id"], "total > sent + failed"),
)


NARROWER = (  # of the outbox, which had them over every row
    ("ix_outbox_card", ["card", "recipient"], "card IS NOT NULL"),
    ("ix_outbox_target", ["target_id"], "target_id IS NOT NULL"),
)


def upgrade() -> None:
    for name, table, columns, where in INDEXES:
        op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    op.create_index("ix_publicity_state_ends_on", "publicity", ["state", "ends_on"])
    op.drop_index("ix_publicity_state", table_name="publicity")
    for name, columns, where in NARROWER:
        op.drop_index(name, table_name="outbox")
        op.create_index(name, "outbox", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    for name, columns, _ in NARROWER:
        op.drop_index(name, table_name="outbox")
        op.create_index(name, "outbox", columns)
    op.create_index("ix_publicity_state", "publicity", ["state"])
    op.drop_index("ix_publicity_state_ends_on", table_name="publicity")
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table_name=table)
