"""How does a program get its database? Opened, migrated under a lock, keys and files proven to be its own: `open_database`."""

from __future__ import annotations

import contextlib
import fcntl
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from config.keys import keys_now, load_keys
from config.settings import Settings
from db import files_mark
from db.crypto import CannotOpen, Vault
from db.engine import Engines, open_engines
from db.revisions import current_revision, head_revision
from db.tables import Meta
from db.units import Unit, Units

_LOCK_ID = 0x7869616F  # PostgreSQL advisory lock: "xiao"


def open_database(settings: Settings, *, now: Callable[[], datetime]) -> Units:
    """Create or migrate the database, under a lock, and open its units.

    Raises `CannotOpen` when `secrets.keys` are not the ones this database was sealed with, `NotShared` when
    `data_dir/files` is not the folder its other processes use.
    """
    url = database_url(settings)
    engines = open_engines(url)
    migrate(engines, settings.data_dir)
    vault = Vault(load_keys(settings), reread=lambda: keys_now(settings))
    units = Units(engines, vault=vault, settings=settings, now=now)
    try:
        units.vault = vault.with_mark_key(units.call(_mark_key))
        files_mark.check(units, settings.data_dir / "files")
    except CannotOpen:
        units.close()
        raise CannotOpen(
            "the database was sealed with other keys than secrets.keys: restore data_dir/secrets.keys"
        ) from None
    except (files_mark.NotShared, OSError):
        units.close()
        raise
    return units


def database_url(settings: Settings) -> str:
    return settings.database.url or f"sqlite:///{settings.data_dir / 'xiaohao.db'}"


def migrate(engines: Engines, data_dir: Path, revision: str = "head") -> None:
    """Bring the database to `revision`. Two processes that start together wait for each other."""
    with _one_at_a_time(engines, data_dir), engines.writer.connect() as conn:
        if current_revision(conn) != head_revision() or revision != "head":
            from db.upgrading import upgrade  # noqa: PLC0415 - once a release, and a tenth of what a command loads

            upgrade(conn, revision)


@contextlib.contextmanager
def _one_at_a_time(engines: Engines, data_dir: Path) -> Iterator[None]:
    if engines.sqlite:
        data_dir.mkdir(parents=True, exist_ok=True)
        with (data_dir / "migrate.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        return
    with engines.writer.connect() as conn:
        conn.exec_driver_sql(f"SELECT pg_advisory_lock({_LOCK_ID})")
        try:
            yield
        finally:
            conn.exec_driver_sql(f"SELECT pg_advisory_unlock({_LOCK_ID})")
            conn.commit()


def _mark_key(unit: Unit) -> bytes:
    sealed = unit.conn.scalar(select(Meta.value_sealed).where(Meta.name == "mark_key"))
    if sealed is None:
        fresh = unit.vault.seal(secrets.token_bytes(32))
        with contextlib.suppress(IntegrityError), unit.conn.begin_nested():  # another process may be first
            unit.conn.execute(insert(Meta).values(name="mark_key", value_sealed=fresh))
        sealed = unit.conn.scalar(select(Meta.value_sealed).where(Meta.name == "mark_key"))
    assert sealed is not None
    return unit.vault.open_bytes(sealed)
