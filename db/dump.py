"""How does the whole database travel? As one archive of plain rows: taken while running, restored into SQLite or PostgreSQL.

The archive is a zip: `about.json`, a JSON-lines member a table, and the content store's files. It holds no keys: what
is sealed in the database stays sealed in it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, LargeBinary, Numeric, Table, func, select, text
from sqlalchemy.types import TypeEngine

from db.revisions import current_revision, head_revision
from db.tables import Base, StoredFile
from db.tables.base import UtcDateTime
from db.units import Reading

FORMAT = 1
ROWS_AT_ONCE = 1_000


class CannotRestore(RuntimeError):
    """The archive or the database is not what a restore needs; nothing was changed."""


def write(reading: Reading, archive: Path, files: Path) -> tuple[int, list[str]]:
    """Write everything this moment holds to `archive` (whole, or not there): the number of rows, and the files it lacks.

    A file that should be in the content store and is not must not keep the rest from being saved: it is named.
    """
    part = archive.with_name(archive.name + ".part")
    rows, lacking = 0, []
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as out:
        about = {"format": FORMAT, "revision": current_revision(reading.conn), "taken_at": reading.now.isoformat()}
        out.writestr("about.json", json.dumps(about))
        for table in Base.metadata.sorted_tables:
            with out.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as member:
                # in the order of the key: PostgreSQL hands changed rows out last, and a row may name an earlier one
                in_order = select(table).order_by(*table.primary_key).execution_options(yield_per=ROWS_AT_ONCE)
                for row in reading.conn.execute(in_order).mappings():
                    member.write(
                        json.dumps({k: _packed(v) for k, v in row.items()}, ensure_ascii=False).encode() + b"\n"
                    )
                    rows += 1
        for sha256 in reading.conn.scalars(select(StoredFile.sha256).order_by(StoredFile.sha256)):
            path = files / sha256[:2] / sha256[2:]
            if path.exists():
                out.write(path, f"files/{sha256}")
            else:
                lacking.append(sha256)
    part.replace(archive)
    return rows, lacking


def read(conn: Connection, archive: Path, files: Path) -> int:
    """Put an archive into an empty database at the same revision. Raises `CannotRestore`. The number of rows."""
    with zipfile.ZipFile(archive) as source:
        try:
            about = json.loads(source.read("about.json"))
        except (KeyError, json.JSONDecodeError):
            raise CannotRestore(f"{archive} is not a back-up of xiaohao") from None
        if about.get("format") != FORMAT or about.get("revision") != head_revision():
            raise CannotRestore(
                f"{archive} was taken by another release (revision {about.get('revision')}, this one has "
                f"{head_revision()}): restore it with that release, then upgrade"
            )
        for table in Base.metadata.sorted_tables:
            if table.name != "meta" and conn.execute(select(table).limit(1)).first() is not None:
                raise CannotRestore("the database is not empty: restore into a new data folder or a new database")
        conn.execute(Base.metadata.tables["meta"].delete())
        rows = sum(_fill(conn, table, source) for table in Base.metadata.sorted_tables)
        for member in source.namelist():
            if member.startswith("files/"):
                _put_file(files, member.removeprefix("files/"), source.read(member))
    return rows


def _fill(conn: Connection, table: Table, source: zipfile.ZipFile) -> int:
    rows = 0
    # a row may name another of its own table (an outbox edit its target): always an earlier one, and they come in order
    for batch in _batches(source, table):
        conn.execute(table.insert(), batch)
        rows += len(batch)
    if rows and conn.dialect.name == "postgresql" and "id" in table.c:
        top = conn.scalar(select(func.max(table.c.id)))
        conn.execute(text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :top)"), {"name": table.name, "top": top})
    return rows


def _batches(source: zipfile.ZipFile, table: Table) -> Iterator[list[dict[str, Any]]]:
    batch = []
    with source.open(f"tables/{table.name}.jsonl") as member:
        for line in member:
            row = json.loads(line)
            batch.append({name: _unpacked(table.c[name].type, value) for name, value in row.items()})
            if len(batch) == ROWS_AT_ONCE:
                yield batch
                batch = []
    if batch:
        yield batch


def _packed(value: Any) -> Any:
    match value:
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value


def _unpacked(kind: TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case LargeBinary():
            return base64.b64decode(value)
        case UtcDateTime():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case Numeric():
            return Decimal(value)
        case _:
            return value


def _put_file(files: Path, sha256: str, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise CannotRestore(f"the file {sha256[:16]} in the back-up is not what it was when it was stored")
    path = files / sha256[:2] / sha256[2:]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
