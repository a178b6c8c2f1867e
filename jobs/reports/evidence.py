"""The evidence pack: every file of a round's reports by task and department, with a manifest of hashes.

The manifest is made of what was read back from the store, not of what the database says: a content that is gone or was
altered is named, and nothing is packed in its place.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from config.settings import Settings
from config.texts import Texts
from db.queries import reports
from db.tables import Cycle, Request
from db.units import Reading
from domain.collection import number_order
from jobs.documents.archives import STANDING_STILL
from jobs.files import Store, label

SUMS = "SHA256SUMS.txt"  # as `sha256sum -c` reads it


@dataclass(frozen=True)
class Packed:
    """A file of the pack. `path` inside the archive; `sent_at` when its report was sent, office time."""

    path: str
    sha256: str
    size: int
    media_type: str
    number: str
    department: str
    key: str
    name: str
    state: str
    sent_at: datetime | None


def contents(reading: Reading, cycle: Cycle, number: str | None = None) -> list[Packed]:
    """What belongs into the pack: the evidence of the newest report that was sent, for each request of the round."""
    zone = reading.settings.office.zone
    word = Texts.of(reading.settings).say(reading.settings.office.language, "evidence-pack-number")
    requests = reading.session.scalars(select(Request).where(Request.cycle_id == cycle.id))
    found = []
    for request in sorted(requests, key=lambda one: (number_order(one.task.number), one.department.name)):
        if number is not None and request.task.number != number:
            continue
        report = reports.sent_of(reading, request.id)
        folder = f"{cycle.key}/{word}{_part(request.task.number)}/{_part(request.department.name)}"
        for at, evidence in enumerate(report.evidence if report is not None else (), start=1):
            found.append(
                Packed(
                    path=f"{folder}/{at:02} {_part(evidence.name)}",
                    sha256=evidence.file.sha256,
                    size=evidence.file.size,
                    media_type=evidence.file.media_type,
                    number=request.task.number,
                    department=request.department.name,
                    key=cycle.key,
                    name=evidence.name,
                    state=request.state,
                    sent_at=report.submitted_at.astimezone(zone)
                    if report is not None and report.submitted_at
                    else None,
                )
            )
    return found


def pack(files: list[Packed], to: Path, settings: Settings) -> list[Packed]:
    """Write the archive; those whose content is gone or was altered are returned. Blocks: for a shell or a thread."""
    store, bad = Store(settings.data_dir), []
    with zipfile.ZipFile(to, "w") as archive:
        packed = []
        for file in files:
            content = _read(store, file.sha256)
            if content is None:
                bad.append(file)
                continue
            _write(archive, file.path, content)
            packed.append(file)
        missing = {file.path for file in bad}
        _write(archive, _say(settings, "evidence-pack-manifest"), _manifest(files, missing, settings))
        sums = "".join(f"{file.sha256}  {file.path}\n" for file in packed)
        _write(archive, SUMS, sums.encode())
    return bad


def _read(store: Store, sha256: str) -> bytes | None:
    try:
        content = store.get(sha256)
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def _write(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(path, STANDING_STILL)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def _manifest(files: list[Packed], missing: set[str], settings: Settings) -> bytes:
    """A .csv that a spreadsheet opens: what a person wrote is text there too."""
    out = io.StringIO()
    rows = csv.writer(out)
    columns = ("path", "sha256", "size", "type", "number", "department", "round", "name", "sent", "state", "there")
    rows.writerow([_say(settings, f"evidence-pack-{column}") for column in columns])
    for file in files:
        gone = file.path in missing
        rows.writerow(
            [
                *(_safe(text) for text in (file.path, file.sha256)),
                file.size,
                *(_safe(text) for text in (file.media_type, file.number, file.department, file.key, file.name)),
                f"{file.sent_at:%Y-%m-%d %H:%M}" if file.sent_at is not None else "",
                _say(settings, f"board-request-{file.state}"),
                _say(settings, "evidence-pack-gone" if gone else "evidence-pack-here"),
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def _say(settings: Settings, key: str) -> str:
    return Texts.of(settings).say(settings.office.language, key)


def _part(name: str) -> str:
    """A name as one part of a path, in any file system."""
    clean = "".join("_" if ch in '<>:"|?*/\\' else ch for ch in label(name))
    return clean.strip(". ") or "_"


def _safe(text: str) -> str:
    """Never a formula, whoever opens it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
