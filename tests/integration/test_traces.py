"""An objector's files lose place, device and author where the objector says so; what was given first is forgotten."""

from __future__ import annotations

import asyncio
import io
import os
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import Engine, select

from config.settings import Settings
from db.tables import Meta, ObjectionFile, StoredFile
from db.units import Units
from domain.answers import Files, ReceivedFile
from domain.errors import Rejected
from domain.messages.objections import AdditionForm, ObjectionForm
from jobs import files, letters, objections
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.objections import addition, traces
from tests.conftest import Office
from tests.integration.desk import labels
from tests.objecting import Chat, Speaker, delivering, newest, publish, rows

NEEDLE = b"needle-38.04,114.51"
RAR = b"Rar!\x1a\x07\x01\x00" + bytes(40)


def photo(colour: str = "teal") -> bytes:
    held, told = io.BytesIO(), Image.Exif()
    told[0x013B] = NEEDLE.decode()
    Image.new("RGB", (40, 30), colour).save(held, "JPEG", exif=told.tobytes())
    return held.getvalue()


class Objector(Speaker):
    """Its files come as the handler hands them over: fetched, noted, with their copies."""

    def give(self, *contents: bytes, name: str = "IMG_2024.jpg") -> tuple[ReceivedFile, ...]:
        store = Store(self.units.settings.data_dir)
        received = tuple(store.receive(content, name) for content in contents)
        for file in received:
            self.units.call(files.mark_seen, file.sha256[:20], file)
        answer = Files(received, message_id=next(self.messages))
        prepared = asyncio.run(traces.with_clean_copies(self.units, answer))
        self.answer(prepared)
        assert isinstance(prepared, Files)
        return prepared.files


@pytest.fixture
def objecting(units: Units, office: Office) -> Objector:
    """Anonymous, with a text, about to send files."""
    speaker = Objector(units, office.account())
    speaker.open(publish(units, office.task()))
    speaker.press("anonymous")
    speaker.type("河道下游没有恢复补水")
    return speaker


def drawn(units: Units, clock: VirtualClock, chat: Chat, kind: type) -> tuple[object, list[list[str]], str]:
    """The newest form: its facts, its buttons, its text."""

    async def leave() -> None:
        async with delivering(units, clock, chat):
            pass

    asyncio.run(leave())
    parcel = next(parcel for parcel in reversed(chat.parcels) if isinstance(parcel.message, kind))
    screen = chat.screen(parcel)
    return parcel.message, labels(screen), screen.text


def letter_contents(units: Units, settings: Settings) -> list[bytes]:
    store = Store(settings.data_dir)
    lodged = newest(units)

    def look(reading: object) -> list[str]:
        merged = reading.session.merge(lodged, load=True)  # type: ignore[attr-defined]
        return [file.sha256 for file in letters.enclosed(merged)]

    return [store.get(sha256) for sha256 in units.look(look)]


def test_an_anonymous_objector_says_it_once_and_what_is_sent_is_clean(
    units: Units, clock: VirtualClock, settings: Settings, objecting: Objector, chat: Chat, second: Engine
) -> None:
    (original,) = objecting.give(photo())
    _, buttons, text = drawn(units, clock, chat, ObjectionForm)
    assert buttons == [["去掉后再送", "按原样送"], ["上一步", "不提了"]]
    assert "拍摄位置" in text
    with pytest.raises(Rejected, match="objection-traces-first"):
        objecting.type("核对")
    objecting.press("clean")
    objecting.give(photo("navy"))
    _, buttons, text = drawn(units, clock, chat, ObjectionForm)
    assert buttons == [["核对"], ["按原样送"], ["上一步", "不提了"]]
    assert "已去掉拍摄位置" in text
    objecting.press("check")
    objecting.press("confirm")
    assert rows(second, select(ObjectionFile.name, ObjectionFile.cleaned)) == [
        ("材料1.jpg", True),
        ("材料2.jpg", True),
    ]
    sent = letter_contents(units, settings)
    assert len(sent) == 2
    assert not any(NEEDLE in content for content in sent)
    assert original.sha256 in {row[0] for row in rows(second, select(StoredFile.sha256))}


async def test_the_original_is_forgotten_within_minutes_unless_it_is_somebodys(
    units: Units, clock: VirtualClock, settings: Settings, office: Office, second: Engine
) -> None:
    store, notice = Store(settings.data_dir), publish(units, office.task())

    async def lodges(content: bytes, wish: str) -> str:
        speaker = Objector(units, office.account())
        speaker.open(notice)
        speaker.press("anonymous")
        speaker.type("河道下游没有恢复补水")
        (file,) = await asyncio.to_thread(speaker.give, content)
        moment = clock.now().timestamp()
        os.utime(store.path(file.sha256), (moment, moment))
        speaker.press(wish)
        speaker.press("check")
        speaker.press("confirm")
        return file.sha256

    alone = await lodges(photo(), "clean")
    await lodges(photo("navy"), "as_is")
    shared = await lodges(photo("navy"), "clean")
    assert units.look(objections.FORGET_ORIGINALS.next_due) == clock.now() + timedelta(minutes=2)
    clock.advance_to(clock.now() + timedelta(minutes=3))
    await objections.FORGET_ORIGINALS.run(units, clock)
    assert not store.path(alone).exists()
    assert store.path(shared).exists()
    kept = {row[0] for row in rows(second, select(StoredFile.sha256))}
    assert alone not in kept
    assert shared in kept
    assert not rows(second, select(Meta.name).where(Meta.name.startswith("let go:")))
    assert units.look(objections.FORGET_ORIGINALS.next_due) is None
    told = [path for path in store.root.rglob("*") if path.is_file() and NEEDLE in path.read_bytes()]
    assert {path.parent.name + path.name for path in told} == {shared}


@pytest.mark.parametrize(("wish", "names"), [("rest_send", ["材料1.jpg", "材料2.rar"]), ("rest_drop", ["材料1.jpg"])])
def test_what_can_not_be_cleaned_is_named_and_the_objector_decides(
    units: Units,
    clock: VirtualClock,
    objecting: Objector,
    chat: Chat,
    second: Engine,
    wish: str,
    names: list[str],
) -> None:
    objecting.give(photo())
    objecting.give(RAR, name="资料.rar")
    objecting.press("clean")
    _, buttons, text = drawn(units, clock, chat, ObjectionForm)
    assert buttons == [["不送这几份", "照样送"], ["上一步", "不提了"]]
    assert "材料2.rar 不能保证去干净" in text
    with pytest.raises(Rejected, match="objection-rest-first"):
        objecting.press("check")
    objecting.press(wish)
    objecting.press("check")
    objecting.press("confirm")
    assert [row[0] for row in rows(second, select(ObjectionFile.name))] == names


def test_as_it_is_means_every_byte(units: Units, settings: Settings, objecting: Objector, second: Engine) -> None:
    content = photo()
    objecting.give(content)
    objecting.type("原样")
    objecting.press("check")
    objecting.press("confirm")
    assert letter_contents(units, settings) == [content]
    assert rows(second, select(ObjectionFile.cleaned)) == [(False,)]


def test_two_originals_that_are_one_picture_are_sent_once(units: Units, objecting: Objector, second: Engine) -> None:
    objecting.give(photo(), photo().replace(NEEDLE, NEEDLE[::-1]))
    objecting.press("clean")
    objecting.press("check")
    objecting.press("confirm")
    assert rows(second, select(ObjectionFile.name)) == [("材料1.jpg",)]


def test_a_named_objector_is_told_and_not_held_up(
    units: Units, clock: VirtualClock, settings: Settings, office: Office, chat: Chat
) -> None:
    speaker = Objector(units, office.account())
    speaker.open(publish(units, office.task()))
    speaker.press("named")
    speaker.type("某市民")
    speaker.type("name@example.org")
    speaker.type("河道下游没有恢复补水")
    speaker.give(photo())
    _, buttons, text = drawn(units, clock, chat, ObjectionForm)
    assert buttons == [["核对"], ["去掉后再送"], ["上一步", "不提了"]]
    assert "需要的话可以去掉" in text
    speaker.press("clean")
    speaker.press("check")
    speaker.press("confirm")
    (sent,) = letter_contents(units, settings)
    assert NEEDLE not in sent


def test_files_that_come_at_the_preview_are_asked_about_before_confirming(
    units: Units, clock: VirtualClock, objecting: Objector, chat: Chat
) -> None:
    objecting.press("check")
    objecting.give(photo())
    _, buttons, _ = drawn(units, clock, chat, ObjectionForm)
    assert buttons[0] == ["去掉后再送", "按原样送"]
    with pytest.raises(Rejected, match="objection-traces-first"):
        objecting.type("确认提交")
    objecting.press("clean")
    objecting.press("confirm")
    assert newest(units).register_number == "2024-0001"


def test_what_was_said_holds_for_what_is_added_later(
    units: Units, clock: VirtualClock, settings: Settings, objecting: Objector, chat: Chat, second: Engine
) -> None:
    objecting.give(photo())
    objecting.press("clean")
    objecting.press("check")
    objecting.press("confirm")
    lodged = newest(units)
    objecting.run(addition.begin, lodged.id, lodged.rev, objecting.occasion())
    objecting.give(photo("navy"))
    _, buttons, text = drawn(units, clock, chat, AdditionForm)
    assert buttons == [["发送补充"], ["按原样送"], ["不补充了"]]
    assert "材料2.jpg" in text
    objecting.press("send")
    assert [row[0] for row in rows(second, select(ObjectionFile.cleaned))] == [True, True]


def test_left_the_files_are_forgotten_too(units: Units, objecting: Objector, second: Engine) -> None:
    (file,) = objecting.give(photo())
    objecting.press("leave")
    watched = {str(row[0]).rpartition(" ")[2] for row in rows(second, select(Meta.value)) if row[0]}
    assert {file.sha256, file.clean_sha256} <= watched
