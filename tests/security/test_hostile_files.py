"""What may a file do to us? Programs, bombs, false endings, names that are paths: refused with a sentence, or kept as a label.

The whole program on a stage: files come as people send them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from cli.stage import Stage, stage
from db.database import database_url
from db.tables import Evidence, Inbox, StoredFile, Task
from domain.people import RoleName
from sandbox.people import Person
from tests import workbooks
from tests.conftest import SHANGHAI, Office
from tests.faults.rounds import department, requests_of

START = datetime(2024, 10, 9, 10, 0, tzinfo=SHANGHAI)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 60
MZ = b"MZ\x90\x00\x03" + b"\0" * 200


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path / "var", START) as place:
        yield place


async def at_evidence(place: Stage) -> Person:
    """A liaison whose form waits for files."""
    task = Office(place.app.units).task(department=department(0))
    (request,) = await place.app.units.run(requests_of, [task])
    liaison = await place.join(2, RoleName.LIAISON, department(0))
    await place.say(liaison, f"/start r_{request}")
    await place.tap(liaison, "f", "on_track")
    await place.say(liaison, "第三季度补水0.21亿立方米,管护协议全部签订。")
    return liaison


def evidence(place: Stage) -> list[tuple[str, str]]:
    engine = create_engine(database_url(place.settings))
    with engine.connect() as conn:
        rows = conn.execute(select(Evidence.name, StoredFile.media_type).join(StoredFile).order_by(Evidence.id))
        found = [(row.name, row.media_type) for row in rows]
        assert conn.scalar(select(func.count()).where(Inbox.attempts > 0)) == 0, "a file broke the handler"
    engine.dispose()
    return found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("验收单.exe", MZ),
        ("验收单.pdf", MZ),
        ("验收单.jpg", ELF),
        ("验收单", b"\xcf\xfa\xed\xfe" + b"\0" * 64),
        ("验收单.pdf.bat", b"@echo off\r\n"),
        ("说明.txt", b"#!/bin/sh\nrm -rf /\n"),
        ("验收单\u202efdp.exe", PDF),
        ("x.LNK", b"L\0\0\0"),
    ],
)
async def test_a_program_is_no_evidence_whatever_it_is_called(place: Stage, name: str, content: bytes) -> None:
    liaison = await at_evidence(place)
    await place.send(liaison, name, content, "application/pdf")
    assert "没有收下" in "".join(seen.text for seen in liaison.received)
    await place.send(liaison, "验收单.pdf", PDF, "application/pdf")  # the form stands where it stood
    assert [found for found, _ in evidence(place)] == ["验收单.pdf"]


async def test_a_name_is_a_label_and_never_a_path(place: Stage, tmp_path: Path) -> None:
    liaison = await at_evidence(place)
    before = files_in(tmp_path)
    for name in (
        "../../../etc/passwd",
        "/etc/cron.d/x",
        "..\\..\\boot.ini",
        "a\0b.pdf",
        "C:\\x.pdf",
        ".",
        "\u202e" * 9,
    ):
        await place.send(liaison, name, PDF + name.encode(), "application/pdf")
    await place.send(liaison, "长" * 400 + ".pdf", PDF, "application/pdf")
    names = [name for name, _ in evidence(place)]
    assert len(names) == 8
    for name in names:
        assert not set(name) & set("/\\\0\u202e")
        assert name.strip(". ")
        assert len(name) <= 130
    new = files_in(tmp_path) - before
    kept = place.settings.data_dir / "files"
    assert {path for path in new if kept in path.parents} == new - {path for path in new if "xiaohao.db" in path.name}


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


async def test_what_a_file_is_is_sniffed_and_not_believed(place: Stage) -> None:
    liaison = await at_evidence(place)
    await place.send(liaison, "照片.jpg", PDF, "image/jpeg")
    assert evidence(place) == [("照片.jpg", "application/pdf")]


@cache
def bomb(name: str) -> bytes:
    """300 MB of nothing in a small file, made when it is first thrown: collecting the tests would make it in each worker."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as entry:
        for _ in range(300):
            entry.write(b"\0" * 2**20)
    return held.getvalue()


def thrown(content: bytes | Callable[[], bytes]) -> bytes:
    return content if isinstance(content, bytes) else content()


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">%s]><d>&z;</d>""" % b"".join(
    b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(24)
).replace(b"<!ENTITY {", b"<!ENTITY z")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ledger.docx", partial(bomb, "word/document.xml")),
        ("ledger.txt", partial(bomb, "word/document.xml")),
        ("ledger.docx", b"PK\x03\x04" + b"\0" * 4000),
        ("ledger.docx", MZ),
        ("ledger.txt", ELF),
        ("ledger.html", b"<html>" + b"<div>" * 200_000),
        ("ledger.html", ENTITIES),
        ("ledger.txt", b"\xff\xfe" + b"\xd8\x00" * 1000),
        ("ledger.txt", b""),
        ("ledger.csv", b"=cmd|' /C calc'!A0"),
    ],
    ids=["bomb", "bomb as text", "torn", "program", "elf", "deep page", "entities", "torn utf-16", "empty", "formula"],
)
async def test_a_ledger_that_is_none_is_refused_with_a_sentence_in_time(
    place: Stage, name: str, content: bytes | Callable[[], bytes]
) -> None:
    coordinator = await place.join(1, RoleName.COORDINATOR)
    said = len(coordinator.received)
    await place.send(coordinator, name, thrown(content), "text/plain")
    assert len(coordinator.received) == said + 1
    assert "Traceback" not in coordinator.received[-1].text
    engine = create_engine(database_url(place.settings))
    with engine.connect() as conn:
        assert conn.scalar(select(func.count()).select_from(Task)) == 0
        assert conn.scalar(select(func.count()).where(Inbox.attempts > 0)) == 0
    engine.dispose()
    await place.say(coordinator, "/help")
    assert "/board" in coordinator.received[-1].text


@pytest.mark.parametrize(
    "content",
    [
        partial(bomb, "xl/worksheets/sheet1.xml"),
        b"PK\x03\x04" + b"\0" * 4000,
        b"\xd0\xcf\x11\xe0" + b"\0" * 4000,
        MZ,
        b"",
    ],
    ids=["bomb", "torn", "old excel", "program", "empty"],
)
async def test_a_workbook_that_is_none_is_refused_with_a_sentence_in_time(
    place: Stage, content: bytes | Callable[[], bytes]
) -> None:
    Office(place.app.units).task(department=department(0))
    liaison = await place.join(2, RoleName.LIAISON, department(0))
    said = len(liaison.received)
    await place.send(liaison, "填报表.xlsx", thrown(content), "application/octet-stream")
    assert len(liaison.received) == said + 1
    assert liaison.received[-1].text
    assert evidence(place) == []
    await place.say(liaison, "/todo")
    assert "Traceback" not in liaison.received[-1].text


async def test_cells_of_a_workbook_are_text_whatever_they_begin_with(place: Stage) -> None:
    """What people wrote goes into a file that others open: no cell of it is a formula."""
    task = Office(place.app.units).task(department=department(0), problem="=cmd|' /C calc'!A0")
    await place.app.units.run(requests_of, [task])
    liaison = await place.join(2, RoleName.LIAISON, department(0))
    await place.say(liaison, "/workbook")
    file = liaison.received[-1].file
    assert file is not None
    cells = [cell for rows in workbooks.opened(bytes(file.data)) for row in rows for cell in row]
    assert "=cmd|' /C calc'!A0" in [cell.value for cell in cells]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
