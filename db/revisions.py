"""Which revision is a database at, and which one does this release need? Asked at every start, so without Alembic."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect

MIGRATIONS = Path(__file__).parent / "migrations"


def current_revision(conn: Connection) -> str | None:
    """None: nothing has been made yet, or all of it was taken back."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    revision: str | None = conn.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return revision


def head_revision() -> str:
    """Files are named for their revisions, which are numbers in a row (a test compares)."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("*.py"))
