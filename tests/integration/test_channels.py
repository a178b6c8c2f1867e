"""A coordinator adds a channel or group by one link; nobody else can; one that takes the bot away is told of.

What the bot may not do there is said before a notice is confirmed; a pin that is refused fails nothing.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from cli import doctor_notices
from cli.checks import Level
from cli.life import CHANNEL
from cli.stage import stage
from domain.people import RoleName
from jobs import channels
from tests.integration.desk import office_time
from tests.integration.publishing import accepted, drawn_up, newest, published

NEW = -1001000000077


async def test_a_channel_added_by_its_link_is_published_in(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 9, 26, 9, 30)) as place:
        added = place.sandbox.channel(NEW, "整改公开", joined=False)
        coordinator = await accepted(place)
        await place.say(coordinator, "/publicity")
        assert coordinator.last is not None
        links = [button["url"] for row in coordinator.last.buttons for button in row if "url" in button]
        assert links == [
            "https://t.me/xiaohao_sandbox_bot?startchannel&admin=post_messages+edit_messages",
            "https://t.me/xiaohao_sandbox_bot?startgroup&admin=pin_messages",
        ]

        await added.add_bot(by=coordinator)
        await place.settle()
        assert "已接通频道“整改公开”" in coordinator.received[-1].text
        await place.say(coordinator, "/health")
        assert "频道 整改公开 " in coordinator.received[-1].text, "by its title, not its number"
        await published(place, coordinator)
        assert any("公示" in seen.text for seen in added.received)
        assert added.pinned

        # withdrawn, it is taken from the top; where the bot may not, people are asked to
        added.rights.pin = added.rights.edit = False
        [channel] = [one for one in place.sandbox.channels.values() if one.id == CHANNEL]
        await place.tap(coordinator, "amend_new", "withdrawal")
        await place.say(coordinator, "整改情况需进一步核实")
        await place.tap(coordinator, "f", "confirm")
        assert not channel.pinned
        told = [seen.text for seen in coordinator.received if "手动取消置顶" in seen.text]
        assert len(told) == 1
        assert str(NEW) in told[0]
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


GROUP, SUPER = -77, -1001000000078


async def test_a_group_is_written_and_pinned_in_also_once_it_has_become_a_supergroup(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 9, 26, 9, 30)) as place:
        group = place.sandbox.group(GROUP, "整改联络群", joined=False)
        coordinator = await accepted(place)
        await group.add_bot(by=coordinator)
        await place.settle()
        assert "已接通群组“整改联络群”" in coordinator.received[-1].text
        await group.demote_bot(by=coordinator)  # it may still write there
        await place.settle()
        assert await place.app.units.read(channels.of) == [str(CHANNEL), str(GROUP)]
        await group.add_bot(by=coordinator)
        new = await group.migrate(SUPER)
        await place.settle()
        await published(place, coordinator)
        assert any("公示期" in seen.text for seen in new.received)
        assert new.pinned
        assert await place.app.units.read(channels.of) == [str(CHANNEL), str(SUPER)]


async def test_what_the_bot_may_not_do_is_warned_about_and_a_failed_pin_fails_nothing(tmp_path: Path) -> None:
    async with stage(
        tmp_path, office_time(2024, 9, 26, 9, 30), XIAOHAO_TELEGRAM__CHANNELS=f"[{CHANNEL}, -999]"
    ) as place:
        coordinator = await accepted(place)
        channel = place.sandbox.channel(CHANNEL, "公示频道", "gongshi")
        channel.rights.edit = False
        said = await drawn_up(place, coordinator)
        assert "机器人在“公示频道”不能编辑消息" in said
        assert "机器人不在“-999”里" in said
        await place.tap(coordinator, "f", "confirm")
        await place.run_to(office_time(2024, 10, 8, 9, 5))
        assert any("公示期" in seen.text for seen in channel.received)
        assert not channel.pinned
        assert "正在公示" in newest(coordinator, "正在公示")
        checks = await asyncio.to_thread(doctor_notices.rights, place.settings, [str(CHANNEL), "-999"])
        says = [check.says for check in checks]
        assert says == [
            "公示频道: the bot may not edit what it posted",
            "-999: the bot is not in it, or it is not there",
        ]
        channel.rights.edit = True
        (well,) = await asyncio.to_thread(doctor_notices.rights, place.settings, [str(CHANNEL)])
        assert (well.level, well.says) == (Level.OK, "公示频道")
