"""Where is a file kept? By its content: `data_dir/files/ab/cdef…`; a name is a label, never a path."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

import puremagic
from sqlalchemy import delete, exists, select

from db.tables import (
    AcceptanceFile,
    Act,
    Dialogue,
    Evidence,
    Letter,
    MailFile,
    ObjectionFile,
    SeenFile,
    StoredFile,
    WorkbookReturn,
)
from db.units import Reading, Unit
from domain.answers import ReceivedFile
from domain.enclosures import EXECUTABLE

UNKNOWN = "application/octet-stream"
LONGEST_NAME = 120
# Windows, Linux, macOS (four forms), Java, a script that names what runs it
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_DOCUMENTS = (
    ("word/", f"{_OPEN_XML}.wordprocessingml.document"),
    ("xl/", f"{_OPEN_XML}.spreadsheetml.sheet"),
    ("ppt/", f"{_OPEN_XML}.presentationml.presentation"),
)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Store:
    """The folder of contents. Its functions block: call them on a thread."""

    def __init__(self, data_dir: Path) -> None:
        self.root = data_dir / "files"

    def path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:]

    def put(self, content: bytes) -> str:
        """Store it durably and return its SHA-256. Putting it again changes nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if self.keep(sha256):
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as part:
                part.write(content)
                part.flush()
                os.fsync(part.fileno())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(name).unlink()
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # else a power cut can lose the name though the content is on disk
        finally:
            os.close(folder)
        return sha256

    def keep(self, sha256: str) -> bool:
        """Somebody has just sent it again: it is as fresh as today (see `forget`). False where it is not there."""
        try:
            os.utime(self.path(sha256))
        except FileNotFoundError:
            return False
        return True

    def forget(self, sha256: str, older_than: timedelta, now: datetime) -> bool:
        """Remove a content that nobody refers to, unless it came again meanwhile."""
        path = self.path(sha256)
        with contextlib.suppress(FileNotFoundError):
            if now.timestamp() - path.stat().st_mtime < older_than.total_seconds():
                return False
            path.unlink()
        return True

    def get(self, sha256: str) -> bytes:
        return self.path(sha256).read_bytes()

    def receive(self, content: bytes, name: str, *, photo: bool = False) -> ReceivedFile:
        """Store a file somebody sent; its type is sniffed, not believed."""
        return ReceivedFile(self.put(content), len(content), sniffed(content), label(name), photo)


def sniffed(content: bytes) -> str:
    """The media type by the content itself."""
    if content.startswith(b"#!AMR"):
        return "audio/amr"  # a phone's recording begins as a script would
    if content[4:11] == b"ftypM4A":
        return "audio/mp4"
    if content.startswith(_PROGRAMS):
        return EXECUTABLE
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    try:
        found = puremagic.from_string(content, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found:
        return str(found)
    try:
        content[:4096].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < min(len(content), 4096) - 4:
            return UNKNOWN
    return "text/plain" if b"\0" not in content[:4096] else UNKNOWN


def _zipped(content: bytes) -> str:
    """Of all that is a zip: which kind of document, by the folder its parts lie in. Only the directory is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            says_itself = names[:1] == ["mimetype"] and archive.infolist()[0].file_size < LONGEST_NAME
            declared = archive.read("mimetype").decode("ascii", "replace") if says_itself else ""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return "application/zip"
    if declared.startswith("application/vnd.oasis.opendocument."):
        return declared.strip()
    return next(
        (kind for folder, kind in _DOCUMENTS if any(name.startswith(folder) for name in names)), "application/zip"
    )


def label(name: str) -> str:
    """A sender's name for a file as a label: no folders, no control or direction marks, not endless."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(ch for ch in last if ch.isprintable() and not 0x200B <= ord(ch) <= 0x206F).strip(". ")
    if len(clean) > LONGEST_NAME:
        stem, dot, ending = clean.rpartition(".")
        clean = f"{stem[: LONGEST_NAME - 12]}…{dot}{ending[:10]}" if dot else clean[:LONGEST_NAME]
    return clean or "file"


def remember(unit: Unit, file: ReceivedFile) -> int:
    """The id of the file's row, made if need be."""
    unit.conn.execute(
        unit.insert_new(StoredFile).values(
            sha256=file.sha256, size=file.size, media_type=file.media_type, created_at=unit.now
        )
    )
    file_id = unit.conn.scalar(select(StoredFile.id).where(StoredFile.sha256 == file.sha256))
    assert file_id is not None
    return file_id


def mark_seen(unit: Unit, telegram_id: str, file: ReceivedFile) -> None:
    """Note that this Telegram file (`file_unique_id`) is in the store."""
    unit.conn.execute(unit.insert_new(SeenFile).values(telegram_id=telegram_id, file_id=remember(unit, file)))


def seen(reading: Reading, telegram_id: str) -> tuple[str, int, str] | None:
    """(sha256, size, media type) of a Telegram file that was fetched before."""
    row = reading.conn.execute(
        select(StoredFile.sha256, StoredFile.size, StoredFile.media_type)
        .join(SeenFile, SeenFile.file_id == StoredFile.id)
        .where(SeenFile.telegram_id == telegram_id)
    ).one_or_none()
    return (row.sha256, row.size, row.media_type) if row is not None else None


UNREFERRED = timedelta(hours=25)  # an abandoned draft's files go with it, a day after the last touch


def unreferred(reading: Reading, among: Collection[str] | None = None) -> list[str]:
    """Contents that no report, workbook, acceptance, act, objection, mail, letter or open draft refers to.

    `among` these; else among all that are more than a day old.
    """
    kept = (
        Evidence.file_id,
        AcceptanceFile.file_id,
        ObjectionFile.file_id,
        MailFile.file_id,
        WorkbookReturn.file_id,
        Act.file_id,
    )
    rows = reading.conn.scalars(
        select(StoredFile.sha256)
        .where(StoredFile.created_at < reading.now - UNREFERRED if among is None else StoredFile.sha256.in_(among))
        .where(*(~exists().where(column == StoredFile.id) for column in kept))
        .order_by(StoredFile.id)
    ).all()
    if not rows:
        return []
    in_use = _in_letters_and_drafts(reading)
    return [sha256 for sha256 in rows if sha256 not in in_use]


def forgotten(unit: Unit, gone: list[str]) -> None:
    """Drop the rows of contents that were removed, where still nobody refers to them."""
    ids = list(unit.conn.scalars(select(StoredFile.id).where(StoredFile.sha256.in_(unreferred(unit, gone)))))
    unit.conn.execute(delete(SeenFile).where(SeenFile.file_id.in_(ids)))
    unit.conn.execute(delete(StoredFile).where(StoredFile.id.in_(ids)))


def _in_letters_and_drafts(reading: Reading) -> set[str]:
    found = {file["sha256"] for files in reading.conn.scalars(select(Letter.files)) for file in files}
    drafts = reading.conn.execute(select(Dialogue.draft_sealed, Dialogue.parked))
    for draft, parked in drafts:
        sealed = [draft, *(aside["draft"].encode() for aside in parked if aside["draft"] is not None)]
        for each in sealed:
            if each is not None:
                found.update(_SHA256.findall(reading.vault.open(each)))
    return found
