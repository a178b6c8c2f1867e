"""Each migration goes up, down and up again; the tables that come out are the models'."""

from __future__ import annotations

import threading
import warnings
from datetime import UTC, datetime

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from config.settings import Settings
from db.database import database_url, migrate, open_database
from db.engine import open_engines
from db.revisions import MIGRATIONS, current_revision, head_revision
from db.tables import Base
from db.upgrading import alembic_config


def test_up_down_up(both: Settings) -> None:
    engines = open_engines(database_url(both))
    revisions = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    for revision in reversed(revisions):
        migrate(engines, both.data_dir, revision)
        with engines.writer.connect() as conn:
            command.downgrade(alembic_config(conn), "-1")
            conn.commit()
            assert current_revision(conn) == MigrationContext.configure(conn).get_current_revision() != revision
        migrate(engines, both.data_dir, revision)
    assert revision == head_revision()
    with engines.writer.connect() as conn:
        assert set(inspect(conn).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
        command.downgrade(alembic_config(conn), "base")
        conn.commit()
        assert set(inspect(conn).get_table_names()) == {"alembic_version"}
    engines.dispose()


def test_the_models_equal_the_migrations(both: Settings) -> None:
    engines = open_engines(database_url(both))
    migrate(engines, both.data_dir)
    with engines.writer.connect() as conn, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an index over an expression can't be compared; see below
        difference = compare_metadata(MigrationContext.configure(conn, opts={"compare_type": True}), Base.metadata)
        assert difference == []
    engines.dispose()


def test_the_index_that_autogenerate_cannot_see_is_there(both: Settings) -> None:
    engines = open_engines(database_url(both))
    migrate(engines, both.data_dir)
    with engines.writer.connect() as conn:
        catalogue = "sqlite_master" if engines.sqlite else "pg_indexes"
        column = "name" if engines.sqlite else "indexname"
        assert conn.exec_driver_sql(f"SELECT count(*) FROM {catalogue} WHERE {column} = 'uq_role_live'").scalar() == 1
    engines.dispose()


def test_two_programs_that_start_together_wait_for_each_other(both: Settings) -> None:
    faults: list[Exception] = []

    def start() -> None:
        try:
            open_database(both, now=lambda: datetime.now(UTC)).close()
        except Exception as error:  # noqa: BLE001 - any fault of any of them
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
