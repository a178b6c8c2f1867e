"""Does the sandbox say no where Telegram does, and in its words?"""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from tests.integration.sandbox.caller import Bot, Refusal

HERE, BLOCKED, GONE, STRANGER = 1, 2, 3, 4
CHANNEL, CLOSED_CHANNEL, GROUP, OLD_GROUP = -1001, -1002, -1003, -5
BUTTON = {"text": "填报", "callback_data": "1.1"}


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "填报", **button}]]}


TABLE: list[tuple[str, dict[str, Any], int, str]] = [
    ("sendMessage", {"chat_id": HERE}, 400, "Bad Request: message text is empty"),
    ("sendMessage", {"chat_id": HERE, "text": ""}, 400, "Bad Request: message text is empty"),
    ("sendMessage", {"chat_id": HERE, "text": " \n "}, 400, "Bad Request: message text is empty"),
    ("sendMessage", {"chat_id": HERE, "text": "<b></b>", "parse_mode": "HTML"}, 400, "Bad Request: message text is empty"),
    ("sendMessage", {"chat_id": HERE, "text": "水" * 4097}, 400, "Bad Request: message is too long"),
    ("sendMessage", {"chat_id": HERE, "text": "😀" * 2049}, 400, "Bad Request: message is too long"),
    ("sendMessage", {"chat_id": HERE, "text": "水" * 10923}, 400, "Bad Request: text is too long"),
    ("sendMessage", {"chat_id": HERE, "text": "x", "parse_mode": "RTF"}, 400, "Bad Request: unsupported parse_mode"),
    ("sendMessage", {"chat_id": HERE, "text": "<b>x", "parse_mode": "html"}, 400,
     "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ("sendMessage", {"text": "x"}, 400, "Bad Request: chat_id is empty"),
    ("sendMessage", {"chat_id": STRANGER, "text": "x"}, 400, "Bad Request: chat not found"),
    ("sendMessage", {"chat_id": "@nowhere", "text": "x"}, 400, "Bad Request: chat not found"),
    ("sendMessage", {"chat_id": BLOCKED, "text": "x"}, 403, "Forbidden: bot was blocked by the user"),
    ("sendMessage", {"chat_id": GONE, "text": "x"}, 403, "Forbidden: user is deactivated"),
    ("sendMessage", {"chat_id": OLD_GROUP, "text": "x"}, 400, "Bad Request: group chat was upgraded to a supergroup chat"),
    ("sendMessage", {"chat_id": CLOSED_CHANNEL, "text": "x"}, 400, "Bad Request: need administrator rights in the channel chat"),
    ("sendMessage", {"chat_id": HERE, "text": "x", "reply_parameters": {"message_id": 999}}, 400,
     "Bad Request: message to be replied not found"),
    ("sendMessage", {"chat_id": HERE, "text": "x", "reply_markup": keyboard(callback_data="一" * 22)}, 400,
     "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", {"chat_id": HERE, "text": "x", "reply_markup": keyboard(callback_data="")}, 400,
     "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ("sendMessage", {"chat_id": HERE, "text": "x", "reply_markup": keyboard(copy_text={"text": "x" * 257})}, 400,
     "Bad Request: BUTTON_COPY_TEXT_INVALID"),
    ("sendMessage", {"chat_id": HERE, "text": "x", "reply_markup": keyboard(url="not an address")}, 400,
     "Bad Request: inline keyboard button URL 'not an address' is invalid: Wrong HTTP URL"),
    ("sendMessage", {"chat_id": HERE, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": " ", "callback_data": "1"}]]}},
     400, "Bad Request: inline keyboard button text must be non-empty"),
    ("sendMessage", {"chat_id": HERE, "text": "x", "reply_markup": {"inline_keyboard": [[BUTTON] * 8] * 13}}, 400,
     "Bad Request: reply markup is too long"),
    ("sendMessage", {"chat_id": HERE, "text": "x", "reply_markup": "{"}, 400,
     "Bad Request: can't parse reply keyboard markup JSON object"),
    ("sendMessage", {"chat_id": HERE, "text": "x", "reply_markup": []}, 400, "Bad Request: object expected as reply markup"),
    ("sendDocument", {"chat_id": HERE}, 400, "Bad Request: there is no document in the request"),
    ("sendDocument", {"chat_id": HERE, "document": "BQACAgIAAxnothing"}, 400,
     "Bad Request: wrong file identifier/HTTP URL specified"),
    ("sendMediaGroup", {"chat_id": HERE, "media": [{"type": "photo", "media": "x"}]}, 400,
     "Bad Request: too few messages to send as an album"),
    ("editMessageText", {"chat_id": HERE, "message_id": 2, "text": "卡片", "reply_markup": {"inline_keyboard": [[BUTTON]]}}, 400,
     ("Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
      "as a current content and reply markup of the message")),
    ("editMessageText", {"chat_id": HERE, "message_id": 999, "text": "x"}, 400, "Bad Request: message to edit not found"),
    ("editMessageText", {"chat_id": HERE, "message_id": 1, "text": "x"}, 400, "Bad Request: message can't be edited"),
    ("editMessageText", {"chat_id": HERE, "message_id": 3, "text": "x"}, 400, "Bad Request: there is no text in the message to edit"),
    ("editMessageText", {"chat_id": HERE, "message_id": 4, "text": "x"}, 400, "Bad Request: message can't be edited"),
    ("editMessageCaption", {"chat_id": HERE, "message_id": 2, "caption": "x"}, 400,
     "Bad Request: there is no caption in the message to edit"),
    ("editMessageCaption", {"chat_id": HERE, "message_id": 3, "caption": "水" * 1025}, 400, "Bad Request: message caption is too long"),
    ("deleteMessage", {"chat_id": HERE, "message_id": 999}, 400, "Bad Request: message to delete not found"),
    ("pinChatMessage", {"chat_id": GROUP, "message_id": 1}, 400,
     "Bad Request: not enough rights to manage pinned messages in the chat"),
    ("copyMessage", {"chat_id": HERE, "from_chat_id": HERE, "message_id": 999}, 400, "Bad Request: message to copy not found"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, 400,
     "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    ("getFile", {"file_id": "x"}, 400, "Bad Request: invalid file_id"),
    ("getFile", {"file_id": "BQACAgIAAxAAAAAAAAAAAAAAAAAAAA"}, 400,
     "Bad Request: wrong file_id or the file is temporarily unavailable"),
    ("setMyCommands", {"commands": [{"command": "Board", "description": "看板"}]}, 400, "Bad Request: BOT_COMMAND_INVALID"),
    ("setWebhook", {"url": "ftp://x"}, 400, "Bad Request: invalid webhook URL specified"),
    ("setWebhook", {"url": "https://x.example/", "secret_token": "a b"}, 400,
     "Bad Request: secret token contains unallowed characters"),
    ("sendSomething", {}, 404, "Not Found"),
]  # fmt: skip


@pytest.fixture
async def scene(sandbox: Sandbox, bot: Bot) -> None:
    """Message 2 in the chat is a card with a button, 3 a document, 4 carries a reply keyboard; 1 is the person's own."""
    for user_id in (HERE, BLOCKED, GONE):
        await sandbox.person(user_id, name="联络员").start()
    sandbox.person(STRANGER)
    await sandbox.person(BLOCKED).block()
    await sandbox.person(GONE).deactivate()
    await bot("sendMessage", chat_id=HERE, text="卡片", reply_markup={"inline_keyboard": [[BUTTON]]})
    await bot.form("sendDocument", {"document": ("公示.docx", b"PK", "application/zip")}, chat_id=HERE)
    await bot("sendMessage", chat_id=HERE, text="选一个人", reply_markup={"keyboard": [["是"]]})
    sandbox.channel(CHANNEL, "公示频道")
    sandbox.channel(CLOSED_CHANNEL, "别处的频道").rights.post = False
    group = sandbox.group(GROUP, "工作群")
    await group.say(sandbox.person(HERE), "大家好")
    await sandbox.group(OLD_GROUP, "旧群").migrate(-1009)


@pytest.mark.parametrize(
    ("method", "params", "status", "description"), TABLE, ids=[f"{row[0]}-{row[3][-40:]}" for row in TABLE]
)
@pytest.mark.usefixtures("scene")
async def test_telegrams_words(bot: Bot, method: str, params: dict[str, Any], status: int, description: str) -> None:
    with pytest.raises(Refusal) as refused:
        await bot(method, **params)
    assert (refused.value.status, refused.value.description) == (status, description)


@pytest.mark.usefixtures("scene")
async def test_a_moved_group_names_its_new_id(bot: Bot) -> None:
    with pytest.raises(Refusal, match="upgraded") as refused:
        await bot("sendMessage", chat_id=OLD_GROUP, text="x")
    assert refused.value.parameters == {"migrate_to_chat_id": -1009}
    assert (await bot("sendMessage", chat_id=-1009, text="x"))["chat"]["type"] == "supergroup"


@pytest.mark.usefixtures("scene")
async def test_the_longest_that_fit_are_taken(bot: Bot) -> None:
    sent = await bot("sendMessage", chat_id=HERE, text=f"<b>{'😀' * 2048}</b>", parse_mode="HTML",
                     reply_markup=keyboard(callback_data="x" * 64, style="danger"))  # fmt: skip
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
    assert sent["reply_markup"] == keyboard(callback_data="x" * 64, style="danger")


@pytest.mark.parametrize("token", ["x", "123:short", "abc:AAsandbox-token_1"])
async def test_a_token_of_the_wrong_shape_is_unauthorised(
    sandbox: Sandbox, session: aiohttp.ClientSession, token: str
) -> None:
    async with session.get(f"{sandbox.url}/bot{token}/getMe") as answer:
        assert (answer.status, await answer.json()) == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized"},
        )


async def test_where_one_token_was_given_no_other_opens(session: aiohttp.ClientSession) -> None:
    async with Sandbox(token="42:AAthe-right-token", smtp_port=None) as sandbox:
        async with session.get(f"{sandbox.url}/bot42:AAanother-token/getMe") as answer:
            assert answer.status == 401
        async with session.get(f"{sandbox.url}/bot42:AAthe-right-token/getMe") as answer:
            assert (await answer.json())["result"]["id"] == 42
