"""A file is kept by its content, once, as long as somebody refers to it; a name is a label and nothing more."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from config.settings import Settings
from db.tables import Cycle, Evidence, Letter, Report, Request, SeenFile, StoredFile
from db.units import Unit, Units
from domain.answers import ReceivedFile
from domain.enclosures import file_names
from jobs import dialogues, files, housekeeping
from jobs.clock import VirtualClock
from tests.conftest import Office


def receive(settings: Settings, units: Units, clock: VirtualClock, content: bytes) -> ReceivedFile:
    """A file that came at this moment of the clock."""
    store = files.Store(settings.data_dir)
    received = store.receive(content, "a.txt")
    units.call(files.mark_seen, content.decode(), received)
    moment = clock.now().timestamp()
    os.utime(store.path(received.sha256), (moment, moment))
    return received


async def test_a_file_nobody_refers_to_goes_after_a_day_and_what_is_in_use_stays(
    settings: Settings, units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    store = files.Store(settings.data_dir)
    abandoned, evidence, in_letter, in_draft = (
        receive(settings, units, clock, name.encode()) for name in ("abandoned", "evidence", "letter", "draft")
    )
    who = office.account()

    def refer(unit: Unit) -> None:
        _evidence(unit, evidence)
        unit.session.add(
            Letter(
                kind="k",
                thing="t",
                occasion="o",
                message_id="<1@example.org>",
                facts_sealed=unit.vault.seal("{}"),
                files=[{"sha256": in_letter.sha256, "name": "a", "media_type": "text/plain"}],
                created_at=unit.now,
            )
        )
        dialogue = dialogues.open_form(unit, who, "objection", 1, "matter")
        dialogues.keep(unit, dialogue, {"files": [in_draft.sha256]})
        dialogues.open_form(unit, who, "receipt", 1, "code")  # and set aside: still in use

    office.task()
    units.call(refer)
    clock.advance_to(clock.now() + timedelta(hours=20))
    fresh = receive(settings, units, clock, b"fresh")
    clock.advance_to(clock.now() + timedelta(hours=10))
    await housekeeping.SWEEP.run(units, clock)
    kept = {file.sha256 for file in (evidence, in_letter, in_draft, fresh)}
    assert not store.path(abandoned.sha256).exists()
    assert all(store.path(sha256).exists() for sha256 in kept)
    with second.connect() as conn:
        assert set(conn.scalars(select(StoredFile.sha256))) == kept
        assert conn.scalar(select(func.count()).select_from(SeenFile)) == len(kept)


def test_a_phones_recording_is_no_program() -> None:
    assert files.sniffed(b"#!AMR\n" + bytes(40)) == "audio/amr"
    assert files.sniffed(b"#!/bin/sh\n") == "application/x-executable"


async def test_a_file_that_came_again_meanwhile_is_not_removed(
    settings: Settings, units: Units, clock: VirtualClock
) -> None:
    file = receive(settings, units, clock, b"again")
    clock.advance_to(clock.now() + timedelta(days=2))
    store = files.Store(settings.data_dir)
    os.utime(store.path(file.sha256), (clock.now().timestamp(),) * 2)
    assert not store.forget(file.sha256, files.UNREFERRED, clock.now())
    assert store.path(file.sha256).exists()


def _evidence(unit: Unit, file: ReceivedFile) -> None:
    cycle = Cycle(programme_id=1, key="2024Q3", opens_on=unit.today, due_on=unit.today, created_at=unit.now)
    unit.session.add(cycle)
    unit.session.flush()
    request = Request(cycle_id=cycle.id, task_id=1, department_id=1, due_on=unit.today, created_at=unit.now)
    unit.session.add(request)
    unit.session.flush()
    report = Report(request_id=request.id, revision=1, created_at=unit.now, touched_at=unit.now)
    unit.session.add(report)
    unit.session.flush()
    unit.session.add(Evidence(report_id=report.id, file_id=files.remember(unit, file), name=file.name))


@given(st.text())
def test_a_label_is_never_a_path_and_never_empty(name: str) -> None:
    label = files.label(name)
    assert label
    assert "/" not in label
    assert "\\" not in label
    assert label not in (".", "..")
    assert len(label) <= files.LONGEST_NAME


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image/png"),
        ("调度情况".encode(), "text/plain"),
        (b"", "text/plain"),
        (bytes(range(256)), files.UNKNOWN),
    ],
)
def test_a_type_is_sniffed(content: bytes, media_type: str) -> None:
    assert files.sniffed(content) == media_type


def test_a_content_is_stored_once_whatever_its_names(tmp_path: Path) -> None:
    store = files.Store(tmp_path)
    assert store.receive(b"x", "a.txt").sha256 == store.receive(b"x", "b.txt").sha256
    assert sum(path.is_file() for path in store.root.rglob("*")) == 1


@pytest.mark.parametrize(
    ("parts", "ending"),
    [
        (("[Content_Types].xml", "word/document.xml"), ".docx"),
        (("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
        (("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
        (("mimetype", "content.xml"), ".odt"),
        (("照片/1.jpg",), ".zip"),
    ],
)
def test_a_zip_is_named_by_the_document_it_is(parts: tuple[str, ...], ending: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(part, "application/vnd.oasis.opendocument.text" if part == "mimetype" else "x")
    content = packed.getvalue()
    file = ReceivedFile("0" * 64, len(content), files.sniffed(content), "带名字的文件", photo=False)
    assert file_names([file], anonymous=True) == [f"材料1{ending}"]


def test_a_torn_zip_is_a_zip() -> None:
    assert files.sniffed(b"PK\x03\x04" + bytes(60)) == "application/zip"
