"""Alembic's way in: runs on the connection that `db.database.migrate` hands over."""

from typing import Any, Literal

from alembic import context

from db.tables import Base
from db.tables.base import UtcDateTime


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """A migration stands by itself: it names the database's types, not ours, which may change after it."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite can't alter a table in place
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
