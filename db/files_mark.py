"""Is this the folder of files that the other processes of this database use? A mark in it, the same as in the database.

Replicas that keep their files apart would each miss half of them, and would notice weeks later, at a letter that lacks
its evidence. On PostgreSQL only: SQLite lies in the same folder as its files, and one process uses both.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from sqlalchemy import delete, insert, select

from db.reading import Reading, Unit
from db.tables import Meta
from db.units import Units

NAME = "files_mark"


class NotShared(RuntimeError):
    """This process's `data_dir/files` is not the folder that belongs to its database."""


def check(units: Units, files: Path) -> None:
    """The first process on a database marks its folder; every later one must find that mark. Raises `NotShared`."""
    if units.sqlite:
        return
    known = units.look(_known)
    here = read(files)  # after it: what is on record was in its folder before, also when another starts beside this one
    if known is None:  # the file first: a mark that only the database knew would shut everybody out
        known = units.call(_first, here or _made(files))
        here = read(files)
    if here != known:
        lacks = "has no .mark" if here is None else "has the .mark of another database"
        raise NotShared(
            f"{files} {lacks}: every process of one database needs the same data_dir/files, so mount or link the folder "
            "the others use (docs/deploy/README.md)"
        )


def belongs_here(unit: Unit, files: Path) -> None:
    """After a restore: the database belongs to this folder from now on, whatever mark the archive brought."""
    unit.conn.execute(delete(Meta).where(Meta.name == NAME))
    here = read(files)
    if unit.conn.dialect.name == "postgresql" and here is not None:
        unit.conn.execute(insert(Meta).values(name=NAME, value=here))


def read(files: Path) -> str | None:
    with contextlib.suppress(FileNotFoundError):
        return _file(files).read_text(encoding="ascii", errors="replace").strip()
    return None


def _known(reading: Reading) -> str | None:
    return reading.conn.scalar(select(Meta.value).where(Meta.name == NAME))


def _first(unit: Unit, mark: str) -> str | None:
    """What is on record: this mark, or that of a process that was first."""
    unit.conn.execute(unit.insert_new(Meta).values(name=NAME, value=mark))
    return _known(unit)


def _made(files: Path) -> str:
    """A fresh mark, whole or not there; that of a process that was first in the same folder."""
    files.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=files, prefix=".mark-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(f"{secrets.token_hex(16)}\n")
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, _file(files))
    finally:
        Path(draft).unlink(missing_ok=True)
    made = read(files)
    assert made is not None
    return made


def _file(files: Path) -> Path:
    return files / ".mark"
