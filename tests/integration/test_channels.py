"""A coordinator adds a channel by one link; nobody else can; a channel that takes the bot away is told of."""

from __future__ import annotations

from pathlib import Path

from cli.life import CHANNEL, NUMBER, SAMPLE
from cli.stage import Stage, stage
from domain.people import RoleName
from jobs import channels
from sandbox.people import Person
from tests.integration.desk import office_time

NEW = -1001000000077


async def _publish(place: Stage, coordinator: Person) -> None:
    """The sample's task, accepted and announced on 8 October."""
    await place.send(coordinator, "notice.txt", SAMPLE.read_bytes(), "text/plain")
    await place.tap(coordinator, "ledger_apply")
    liaison = await place.join(2001, RoleName.LIAISON, "示范省水利厅")
    await place.say(liaison, f"/task {NUMBER}")
    await place.tap(liaison, "accept_apply")
    await place.say(liaison, "措施全部完成,申请验收。")
    await place.tap(liaison, "f", "submit")
    await place.tap(coordinator, "accept_pass")
    await place.tap(coordinator, "f", "none")
    await place.tap(coordinator, "pub_new")
    await place.say(coordinator, "10月8日至10月28日")
    await place.tap(coordinator, "f", "office")
    await place.tap(coordinator, "f", "office")
    await place.tap(coordinator, "f", "confirm")
    await place.run_to(office_time(2024, 10, 8, 9, 5))


async def test_a_channel_added_by_its_link_is_published_in(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 9, 26, 9, 30)) as place:
        place.sandbox.channel(CHANNEL, "公示频道", "gongshi")
        added = place.sandbox.channel(NEW, "整改公开", joined=False)
        coordinator = await place.join(1001, RoleName.COORDINATOR)
        await place.say(coordinator, "/publicity")
        assert coordinator.last is not None
        links = [button["url"] for row in coordinator.last.buttons for button in row if "url" in button]
        assert links == ["https://t.me/xiaohao_sandbox_bot?startchannel&admin=post_messages+edit_messages"]

        await added.add_bot(by=coordinator)
        await place.settle()
        assert "已接通频道“整改公开”" in coordinator.received[-1].text
        await _publish(place, coordinator)
        assert any("公示" in seen.text for seen in added.received)
        assert added.pinned

        await added.remove_bot(by=coordinator)
        await place.settle()
        assert "不再允许机器人发布" in coordinator.received[-1].text
        assert await place.app.units.read(channels.of) == [str(CHANNEL)]


async def test_a_strangers_channel_is_not_taken(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 9, 26, 9, 30)) as place:
        added = place.sandbox.channel(NEW, "别人的频道", joined=False)
        coordinator = await place.join(1001, RoleName.COORDINATOR)
        before = len(coordinator.received)
        await added.add_bot(by=place.sandbox.person(9001, "路人"))
        await place.settle()
        assert await place.app.units.read(channels.of) == [str(CHANNEL)]
        assert len(coordinator.received) == before
        assert not added.received


async def test_a_channel_of_the_settings_is_not_added_twice(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 9, 26, 9, 30)) as place:
        coordinator = await place.join(1001, RoleName.COORDINATOR)
        await place.sandbox.channel(CHANNEL, "公示频道", joined=False).add_bot(by=coordinator)
        await place.settle()
        assert await place.app.units.read(channels.of) == [str(CHANNEL)]
