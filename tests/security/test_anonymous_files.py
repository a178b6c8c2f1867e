"""Whose photo was it? Nothing of an anonymous objector is left in any file of the house once it is cleaned and sent.

Through the whole program: fetched from Telegram, cleaned, lodged, mailed, shown to a coordinator, added to, exported. The
needles stand in the account, the files' names and in the files; the haystack is every byte of the data folder (the
database's files too), every mail with its attachments unpacked, every line of the log, every message to somebody else.
"""

from __future__ import annotations

import io
import logging
import os
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pytest
from PIL import Image

from cli.stage import Stage, stage
from config.logs import configure_logging
from domain.people import RoleName
from sandbox.people import Person
from tests.conftest import SHANGHAI, Office
from tests.objecting import publish

ID, NAME, HANDLE, CAMERA = 7_351_902_846, "柳暗花明", "liuan_huaming", "needle-38.04-114.51"
NEEDLES = [text.encode(code) for text in (NAME, HANDLE, CAMERA) for code in ("utf-8", "utf-16-le")] + [str(ID).encode()]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def photo() -> bytes:
    held, told = io.BytesIO(), Image.Exif()
    told[0x010F], told[0x013B], told[0x8825] = CAMERA, HANDLE, {29: CAMERA}
    Image.linear_gradient("L").convert("RGB").save(held, "JPEG", exif=told.tobytes(), comment=CAMERA.encode())
    return held.getvalue()


def document() -> bytes:
    held, made = io.BytesIO(), docx.Document()
    made.core_properties.author = made.core_properties.last_modified_by = NAME
    made.add_paragraph("三号排口每天傍晚放水。")
    made.save(held)
    return held.getvalue()


PHOTO, DOCUMENT = photo(), document()  # made here: Pillow tells the log what it writes


def needles_in(content: bytes) -> list[bytes]:
    """Also within a package, unpacked."""
    found = [needle for needle in NEEDLES if needle in content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for info in parts.infolist():
                found += needles_in(parts.read(info))
    return found


def mails(place: Stage) -> Iterator[bytes]:
    """Every letter as it came, and each of its parts as a reader has it."""
    assert place.sandbox.mailbox is not None
    for letter in place.sandbox.mailbox.letters:
        yield letter.raw
        for part in message_from_bytes(letter.raw, policy=policy.default).walk():
            yield (part.get_filename() or "").encode()
            yield "\n".join(f"{name}: {value}" for name, value in part.items()).encode()
            if not part.is_multipart():
                content = part.get_content()
                yield content if isinstance(content, bytes) else str(content).encode()


@pytest.fixture
def quiet_afterwards() -> Iterator[None]:
    yield
    logging.getLogger().handlers.clear()


@pytest.mark.usefixtures("quiet_afterwards")
async def test_nothing_of_an_anonymous_objector_is_left_in_any_file(tmp_path: Path) -> None:
    log, data = io.StringIO(), tmp_path / "var"
    async with stage(data, datetime(2024, 10, 9, 10, 0, tzinfo=SHANGHAI)) as place:
        configure_logging(place.settings, stream=log, level="DEBUG", now=place.clock.now)
        coordinator = await place.join(1, RoleName.COORDINATOR)
        notice = publish(place.app.units, Office(place.app.units).task())
        objector = place.sandbox.person(ID, NAME, HANDLE)
        await _objects(place, objector, notice)
        await place.tap(coordinator, "obj_files")
        await place.tap(objector, "obj_mine")
        await place.tap(objector, "obj_export")
        moment = place.clock.now().timestamp()
        for path in (data / "files").rglob("*"):  # as old as they are in this run's time
            os.utime(path, (moment, moment))
        await place.run_to(place.clock.now() + timedelta(minutes=5))

        assert place.sandbox.mailbox is not None
        assert len(place.sandbox.mailbox.letters) == 2
        for content in mails(place):
            assert not needles_in(content), content[:200]
        for seen in coordinator.received:
            assert not needles_in(f"{seen.text} {seen.file_name}".encode())
    for path in data.rglob("*"):
        if path.is_file():
            assert not needles_in(path.read_bytes()), path.relative_to(data)
    lines = [line for line in log.getvalue().splitlines() if needles_in(line.encode())]
    assert lines == []
    assert "file not cleaned" not in log.getvalue()


async def _objects(place: Stage, objector: Person, notice: int) -> None:
    await place.say(objector, f"/start o_{notice}")
    await place.tap(objector, "f", "anonymous")
    await place.say(objector, "三号排口附近仍有漂浮物")
    await place.send(objector, f"{HANDLE} 的照片.jpg", PHOTO, "image/jpeg")
    await place.tap(objector, "f", "clean")
    await place.send(objector, f"{NAME}.docx", DOCUMENT, DOCX)
    await place.tap(objector, "f", "check")
    await place.tap(objector, "f", "confirm")
    await place.tap(objector, "obj_add")
    await place.send(objector, "IMG_0001.jpg", PHOTO + b"more", "image/jpeg", photo=True)
    await place.tap(objector, "f", "send")
