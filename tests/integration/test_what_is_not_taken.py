"""What can't be taken is told where nobody can miss it, whatever else is sent in the same breath."""

from __future__ import annotations

import asyncio
from pathlib import Path

from cli.stage import stage
from domain.people import RoleName
from sandbox.people import Attachment
from tests.conftest import Office
from tests.integration.desk import office_time

WATER = "示范省水利厅"
SAID = "录像是同一取水口整改前后的对比,拍摄于今年九月底。"
PHOTO = b"\x89PNG\r\n\x1a\n" + b"0" * 64


async def test_a_file_too_big_among_others_is_named_in_a_message_of_its_own(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
        await asyncio.to_thread(Office(place.app.units).task, "21", department=WATER)
        await place.run_to(office_time(2024, 10, 8, 9))
        await place.tap(liaison, "report_open")
        await place.tap(liaison, "f", "on_track")
        await place.say(liaison, "取水口改造完成两处,其余年内完工。")
        await liaison.send_file("现场.mp4", b"", "video/mp4", caption=SAID, size=23_000_000)
        await liaison.send_album([Attachment(f"{name}.png", PHOTO + name.encode(), "image/png") for name in "ab"])
        await liaison.send_file("台账.mp4", b"", "video/mp4", size=21_500_000)
        await liaison.send_file("c.png", PHOTO, "image/png")
        await place.settle()
        told = [seen.text for seen in liaison.received if "没有收下" in seen.text]
        assert [text.partition(",")[0] for text in told] == ["“现场.mp4”有23 MB", "“台账.mp4”有21.5 MB"]
        assert place.app.settings.office.email in told[0]
        await place.tap(liaison, "f", "next")
        card = next(seen.text for seen in liaison.received if "核对" in seen.text)
        assert "佐证 3 份" in card
        assert SAID in card  # what was said of it stands


async def test_changing_what_was_said_changes_nothing_and_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        citizen = place.sandbox.person(73, name="某市民")
        said = await place.say(citizen, "你们怎么还不答复")
        await citizen.edit(said.id, "请尽快答复")
        await place.settle()
        first, second = (seen.text for seen in citizen.received)
        assert "已提异议的进度在 /receipt" in first
        assert "不会改变已经提交的内容" in second
