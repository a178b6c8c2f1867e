"""Do updates come as Telegram brings them: in order, until confirmed, to one poller, and not for ever?"""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from sandbox import Attachment, Sandbox
from tests.integration.sandbox.caller import Bot, HandClock, Refusal
from tests.schema import check_update


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(sandbox: Sandbox, bot: Bot) -> None:
    person = sandbox.person(1)
    await person.say("一")
    await person.say("二")
    first = await bot.updates(-10)
    assert [one["message"]["text"] for one in first] == ["一", "二"]
    assert first[0]["update_id"] < first[1]["update_id"]
    assert await bot.updates(first[0]["update_id"]) == first
    assert await bot.updates(first[1]["update_id"], limit=5) == first[1:]
    assert (await bot("getWebhookInfo"))["pending_update_count"] == 1


async def test_a_long_poll_answers_at_once_when_something_comes(sandbox: Sandbox, bot: Bot) -> None:
    poll = asyncio.create_task(bot.updates(timeout=30))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await sandbox.person(1).say("好")
    assert [one["message"]["text"] for one in await asyncio.wait_for(poll, 5)] == ["好"]


async def test_of_two_pollers_the_older_is_turned_away(sandbox: Sandbox, bot: Bot) -> None:
    older = asyncio.create_task(bot.updates(timeout=30))
    await asyncio.sleep(0.05)
    younger = asyncio.create_task(bot.updates(timeout=30))
    with pytest.raises(Refusal) as refused:
        await asyncio.wait_for(older, 5)
    assert refused.value.status == 409
    assert refused.value.description == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await sandbox.person(1).say("好")
    assert len(await younger) == 1


async def test_the_same_offset_within_half_a_second_gets_one(sandbox: Sandbox, bot: Bot, clock: HandClock) -> None:
    for text in "一二三":
        await sandbox.person(1).say(text)
    assert [len(await bot.updates()), len(await bot.updates())] == [3, 1]
    clock.pass_by(0.5)
    assert len(await bot.updates()) == 3


async def test_only_what_was_asked_for_comes_and_that_is_remembered(sandbox: Sandbox, bot: Bot) -> None:
    await bot.updates(allowed_updates=["callback_query"])
    person = sandbox.person(1)
    await person.say("听不见")
    await person.tap(1, "x")
    assert [list(one) for one in await bot.updates(-9)] == [["update_id", "callback_query"]]
    assert (await bot("getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    await bot.updates(allowed_updates=[])
    await person.say("又听见")
    assert "message" in (await bot.updates(-1))[0]


async def test_a_press_is_dropped_after_150_seconds_and_the_rest_after_a_day(
    sandbox: Sandbox, bot: Bot, clock: HandClock
) -> None:
    person = sandbox.person(1)
    await person.say("在")
    press = await person.tap(1, "x")
    clock.pass_by(149)
    assert len(await bot.updates(-9)) == 2
    clock.pass_by(1)
    assert ["message" in one for one in await bot.updates(-8)] == [True]
    with pytest.raises(Refusal, match="query is too old"):
        await bot("answerCallbackQuery", callback_query_id=press.id)
    clock.pass_by(86_400 - 150)
    assert await bot.updates(-7, timeout=0) == []
    assert sandbox.stats()["expired_updates"] == 2


async def test_the_dates_of_messages_follow_the_clock_handed_in(sandbox: Sandbox, bot: Bot, clock: HandClock) -> None:
    await sandbox.person(1).start()
    clock.pass_by(86_400)
    assert (await bot("sendMessage", chat_id=1, text="x"))["date"] == int(clock.now().timestamp())


async def test_every_kind_of_update_reads_in_another_library(sandbox: Sandbox, bot: Bot) -> None:
    person = sandbox.person(1, "省水利厅联络员", "liaison", "zh-hans")
    await person.start("i_x")
    card = await bot(
        "sendMessage", chat_id=1, text="卡", reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}
    )
    await person.tap_text("a")
    await person.reply(card["message_id"], "回复")
    await person.edit(1, "改")
    await person.delete(card["message_id"])
    await person.tap(card["message_id"], "1")  # of a message that is gone
    await person.send_file("佐证.pdf", b"%PDF-", "application/pdf", caption="说明")
    await person.send_album([Attachment("1.jpg", b"\xff\xd8\xff", "image/jpeg", "photo")] * 2)
    await person.share_users(1, [7])
    await person.block()
    await person.unblock()
    channel = sandbox.channel(-1001, "公示", "notices")
    await channel.post("帖子")
    await channel.kick_bot()
    group = sandbox.group(-7, "群")
    await group.say(person, "/board")
    await group.migrate(-1007)
    sent = await bot("sendMessage", chat_id=1, text="置顶")
    await bot("pinChatMessage", chat_id=1, message_id=sent["message_id"])
    kinds = [check_update(one).event_type for one in await bot.updates(-50)]
    assert kinds == ["message", "callback_query", "message", "edited_message", "callback_query", "message", "message", "message",
                     "message", "my_chat_member", "my_chat_member", "my_chat_member", "channel_post", "my_chat_member",
                     "my_chat_member", "message", "message", "message", "message"]  # fmt: skip


async def test_album_items_are_separate_messages_of_one_group(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.person(1).send_album([Attachment(f"{n}.pdf", b"%PDF-", "application/pdf") for n in range(3)])
    messages = [one["message"] for one in await bot.updates()]
    assert len({one["media_group_id"] for one in messages}) == 1
    assert [one["document"]["file_name"] for one in messages] == ["0.pdf", "1.pdf", "2.pdf"]


async def test_a_file_is_fetched_by_its_path_and_one_over_20_mb_is_not(
    sandbox: Sandbox, bot: Bot, session: aiohttp.ClientSession
) -> None:
    person = sandbox.person(1)
    await person.send_file("佐证.pdf", b"%PDF-1.7 x", "application/pdf")
    await person.send_file("大.zip", b"PK", "application/zip", size=(20 << 20) + 1)
    small, large = (one["message"]["document"] for one in await bot.updates())
    file = await bot("getFile", file_id=small["file_id"])
    async with session.get(f"{sandbox.url}/file/bot123456789:AAsandbox-token_1/{file['file_path']}") as answer:
        assert await answer.read() == b"%PDF-1.7 x"
    with pytest.raises(Refusal, match="Bad Request: file is too big"):
        await bot("getFile", file_id=large["file_id"])
