"""How does a database get to another revision? Through Alembic, which is loaded where there is something to change only."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from db.revisions import MIGRATIONS


def upgrade(conn: Connection, revision: str) -> None:
    command.upgrade(alembic_config(conn), revision)
    conn.commit()


def alembic_config(conn: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = conn
    return config
