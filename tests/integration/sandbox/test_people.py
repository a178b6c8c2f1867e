"""Can a test play a person: press by label, see the answer, wait, leave and come back?"""

from __future__ import annotations

import asyncio

import pytest

from sandbox import Sandbox
from sandbox.people import NoSuchButtonError
from tests.integration.sandbox.caller import Bot, Refusal

ROW = {
    "inline_keyboard": [
        [{"text": "填报 序号21", "callback_data": "7.1"}],
        [
            {"text": "复制", "copy_text": {"text": "K7M4"}},
            {"text": "去提异议", "url": "https://t.me/xiaohao_sandbox_bot?start=o_7"},
        ],
    ]
}


async def test_nothing_can_be_sent_before_the_first_word(sandbox: Sandbox, bot: Bot) -> None:
    person = sandbox.person(1)
    with pytest.raises(Refusal, match="chat not found"):
        await bot("sendMessage", chat_id=1, text="x")
    await person.start()
    await bot("sendMessage", chat_id=1, text="x")
    assert person.last.text == "x"


async def test_a_press_is_made_by_label_and_answered_once(sandbox: Sandbox, bot: Bot) -> None:
    person = sandbox.person(1)
    await person.start()
    card = await bot("sendMessage", chat_id=1, text="卡", reply_markup=ROW)
    await person.tap_text("序号21")
    query = (await bot.updates(-1))[0]["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("7.1", card["message_id"])
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="已记下")
    assert await person.wait_for_toast("记下") == "已记下"
    with pytest.raises(Refusal, match="query ID is invalid"):
        await bot("answerCallbackQuery", callback_query_id=query["id"])


async def test_copy_buttons_fill_the_clipboard_and_start_links_start(sandbox: Sandbox, bot: Bot) -> None:
    person = sandbox.person(1)
    await person.start()
    await bot("sendMessage", chat_id=1, text="卡", reply_markup=ROW)
    await person.tap_text("复制")
    assert person.clipboard == "K7M4"
    await person.tap_text("异议")
    assert (await bot.updates(-1))[0]["message"]["text"] == "/start o_7"


async def test_a_button_that_is_not_there_is_named_with_those_that_are(sandbox: Sandbox, bot: Bot) -> None:
    person = sandbox.person(1)
    await person.start()
    await bot("sendMessage", chat_id=1, text="卡", reply_markup=ROW)
    with pytest.raises(NoSuchButtonError, match=r"no button has '销号'.*填报 序号21"):
        await person.tap_text("销号")


async def test_waiting_ends_when_it_comes_or_says_what_came_instead(sandbox: Sandbox, bot: Bot) -> None:
    person = sandbox.person(1)
    await person.start()
    waiting = asyncio.create_task(person.wait_for(lambda seen: seen.text.endswith("项"), 5))
    await bot("sendMessage", chat_id=1, text="待报2项")
    assert (await waiting).text == "待报2项"
    with pytest.raises(TimeoutError, match=r"'退回' did not come within 0.05 s; seen: .*待报2项"):
        await person.wait_for("退回", 0.05)
    with pytest.raises(TimeoutError):
        await person.wait_for("待报", 0.05, after=person.position)


async def test_a_block_is_told_and_holds_until_it_is_lifted(sandbox: Sandbox, bot: Bot) -> None:
    person = sandbox.person(1)
    await person.start()
    await person.block()
    change = (await bot.updates(-1))[0]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    with pytest.raises(Refusal, match="bot was blocked by the user"):
        await bot("sendMessage", chat_id=1, text="x")
    with pytest.raises(ValueError, match="unblock the bot first"):
        await person.say("x")
    await person.unblock()
    await bot("sendMessage", chat_id=1, text="回来了")
    assert person.last.text == "回来了"


async def test_a_group_with_privacy_tells_of_commands_and_replies_only(sandbox: Sandbox, bot: Bot) -> None:
    group, person = sandbox.group(-7, "工作群"), sandbox.person(1)
    sent = await bot("sendMessage", chat_id=-7, text="请报")
    await group.say(person, "闲话")
    await group.say(person, "/board")
    await group.say(person, "好的", reply_to=sent["message_id"])
    texts = [one["message"]["text"] for one in await bot.updates(-9) if "message" in one]
    assert texts == ["/board", "好的"]
