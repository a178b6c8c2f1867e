"""Does a person see what the bot sends, however it is sent, and may the bot change it afterwards as on Telegram?"""

from __future__ import annotations

import json
import struct
import zlib

import aiohttp
import pytest

from sandbox import Sandbox
from tests.integration.sandbox.caller import TOKEN, Bot, HandClock, Refusal
from tests.schema import check_answer, check_requests

ROW = {
    "inline_keyboard": [
        [{"text": "填报 序号21", "callback_data": "7.1"}, {"text": "复制", "copy_text": {"text": "K7M4"}}]
    ]
}


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))


@pytest.fixture(autouse=True)
async def started(sandbox: Sandbox) -> None:
    await sandbox.person(1, "省水利厅联络员").start()


async def test_a_call_says_the_same_as_json_form_multipart_and_query(
    sandbox: Sandbox, bot: Bot, session: aiohttp.ClientSession
) -> None:
    params = {"chat_id": "1", "text": "<b>一样</b>", "parse_mode": "HTML", "reply_markup": json.dumps(ROW)}
    await bot("sendMessage", chat_id=1, text="<b>一样</b>", parse_mode="HTML", reply_markup=ROW)
    await bot.send("sendMessage", data=params)
    await bot.form("sendMessage", {"unused": ("x", b"x", "text/plain")}, **params)
    async with session.get(f"{sandbox.url}/bot{TOKEN}/sendmessage", params=params) as answer:
        assert (await answer.json())["ok"]
    seen = sandbox.person(1).received
    assert [(one.html, one.markup) for one in seen] == [("<b>一样</b>", ROW)] * 4


async def test_documents_and_photos_arrive_whole(sandbox: Sandbox, bot: Bot) -> None:
    person = sandbox.person(1)
    sent = await bot.form(
        "sendDocument", {"document": ("公示.docx", b"PK\x03", "application/zip")}, chat_id=1, caption="附件"
    )
    assert (person.last.text, person.last.file_name, person.last.media) == ("附件", "公示.docx", b"PK\x03")
    again = await bot("sendDocument", chat_id=1, document=sent["document"]["file_id"])
    assert again["document"]["file_unique_id"] == sent["document"]["file_unique_id"]
    photo = await bot.form("sendPhoto", {"x": ("看板.png", png(900, 300), "image/png")}, chat_id=1, photo="attach://x")
    assert [(one["width"], one["height"]) for one in photo["photo"]] == [(90, 30), (900, 300)]
    with pytest.raises(Refusal, match="can't use file of type Document as Photo"):
        await bot("sendPhoto", chat_id=1, photo=sent["document"]["file_id"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (png(9000, 2000), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (b"\xff\xd8\xff" + bytes(10 << 20), "is too big for a photo; the maximum size is 10485760 bytes"),
    ],
    ids=["no image", "too wide and high", "too flat", "too large"],
)
async def test_what_is_no_photo_is_refused(bot: Bot, data: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        await bot.form("sendPhoto", {"photo": ("x.png", data, "image/png")}, chat_id=1)


async def test_an_upload_over_50_mb_is_too_large(bot: Bot) -> None:
    with pytest.raises(Refusal, match="Request Entity Too Large") as refused:
        await bot.form("sendDocument", {"document": ("x", bytes((50 << 20) + 1), "text/plain")}, chat_id=1)
    assert refused.value.status == 413


async def test_an_album_is_one_group_of_messages(sandbox: Sandbox, bot: Bot) -> None:
    media = [
        {"type": "document", "media": f"attach://f{n}", "caption": f"<i>第{n}份</i>", "parse_mode": "HTML"}
        for n in range(3)
    ]
    files = {f"f{n}": (f"{n}.pdf", b"%PDF-", "application/pdf") for n in range(3)}
    sent = await bot.form("sendMediaGroup", files, chat_id=1, media=media)
    assert len(check_answer("sendMediaGroup", sent)) == 3
    seen = sandbox.person(1).received
    assert {one.album for one in seen} == {sent[0]["media_group_id"]}
    assert [one.html for one in seen] == ["<i>第0份</i>", "<i>第1份</i>", "<i>第2份</i>"]


async def test_an_edit_changes_the_card_in_place_and_only_the_card(sandbox: Sandbox, bot: Bot) -> None:
    person = sandbox.person(1)
    card = await bot("sendMessage", chat_id=1, text="第1步", reply_markup=ROW)
    before = person.position
    edited = await bot("editMessageText", chat_id=1, message_id=card["message_id"], text="第2步")
    assert check_answer("editMessageText", edited).edit_date is not None
    seen = await person.wait_for("第2步", after=before)
    assert (seen.id, seen.buttons, seen.edited, len(person.received)) == (card["message_id"], [], True, 1)
    await bot("editMessageReplyMarkup", chat_id=1, message_id=card["message_id"], reply_markup=ROW)
    assert person.last.labels == ["填报 序号21", "复制"]


async def test_a_card_the_person_deleted_can_not_be_edited(sandbox: Sandbox, bot: Bot) -> None:
    card = await bot("sendMessage", chat_id=1, text="x")
    await sandbox.person(1).delete(card["message_id"])
    with pytest.raises(Refusal, match="Bad Request: message to edit not found"):
        await bot("editMessageText", chat_id=1, message_id=card["message_id"], text="y")


async def test_editing_knows_no_age_and_deleting_does(sandbox: Sandbox, bot: Bot, clock: HandClock) -> None:
    old, new = [await bot("sendMessage", chat_id=1, text=text) for text in ("旧", "新")]
    await bot("deleteMessage", chat_id=1, message_id=new["message_id"])
    clock.pass_by(48 * 3600 + 1)
    await bot("editMessageText", chat_id=1, message_id=old["message_id"], text="仍可改")
    with pytest.raises(Refusal, match="message can't be deleted for everyone"):
        await bot("deleteMessage", chat_id=1, message_id=old["message_id"])
    assert [one.text for one in sandbox.person(1).received] == ["仍可改"]


async def test_pins_come_back_as_a_message_and_can_be_taken_off(sandbox: Sandbox, bot: Bot) -> None:
    card = await bot("sendMessage", chat_id=1, text="重要")
    await bot("pinChatMessage", chat_id=1, message_id=card["message_id"])
    notice = (await bot.updates(-1))[0]["message"]
    assert notice["pinned_message"]["text"] == "重要"
    await bot("deleteMessage", chat_id=1, message_id=notice["message_id"])
    assert [one.text for one in sandbox.person(1).pinned] == ["重要"]
    assert (await bot("getChat", chat_id=1))["pinned_message"]["message_id"] == card["message_id"]
    await bot("unpinChatMessage", chat_id=1)
    assert sandbox.person(1).pinned == []


async def test_a_channel_is_found_by_name_and_its_posts_have_no_sender(sandbox: Sandbox, bot: Bot) -> None:
    channel = sandbox.channel(-1001, "公示频道", "@notices")
    sent = await bot("sendMessage", chat_id="@Notices", text="公示")
    assert "from" not in sent
    assert check_answer("sendMessage", sent).sender_chat.id == -1001
    await bot("pinChatMessage", chat_id=-1001, message_id=sent["message_id"], disable_notification=True)
    assert [one.text for one in channel.pinned] == ["公示"]
    channel.rights.edit = False
    with pytest.raises(Refusal, match="not enough rights to manage pinned messages in the chat"):
        await bot("unpinChatMessage", chat_id=-1001)
    await channel.kick_bot()
    with pytest.raises(Refusal, match="Forbidden: bot was kicked from the channel chat"):
        await bot("sendMessage", chat_id=-1001, text="x")


async def test_the_bots_own_standing_is_told(sandbox: Sandbox, bot: Bot) -> None:
    me = check_answer("getMe", await bot("getMe"))
    sandbox.channel(-1001, "公示频道")
    member = check_answer("getChatMember", await bot("getChatMember", chat_id=-1001, user_id=me.id))
    assert (member.status, member.can_post_messages, member.can_edit_messages) == ("administrator", True, True)
    check_answer("getChat", await bot("getChat", chat_id=-1001))


async def test_commands_are_kept_by_scope_and_language(bot: Bot) -> None:
    await bot("setMyCommands", commands=[{"command": "todo", "description": "待办"}])
    chat = {"type": "chat", "chat_id": 1}
    await bot("setMyCommands", commands=[{"command": "board", "description": "Board"}], scope=chat, language_code="en")
    assert await bot("getMyCommands") == [{"command": "todo", "description": "待办"}]
    assert (await bot("getMyCommands", scope=chat, language_code="en"))[0]["command"] == "board"
    await bot("deleteMyCommands", scope=chat, language_code="en")
    assert await bot("getMyCommands", scope=chat, language_code="en") == []
    assert await bot("getMyCommands", scope=chat) == []


async def test_every_call_of_a_run_can_be_checked_against_another_library(sandbox: Sandbox, bot: Bot) -> None:
    await bot.form("sendDocument", {"document": ("x.docx", b"PK", "application/zip")}, chat_id=1, reply_markup=ROW)
    await bot("sendMessage", chat_id=1, text="[x]", protect_content=True, reply_parameters={"message_id": 1})
    assert check_requests(sandbox.requests) == 2
    await bot("sendMessage", chat_id=1, text="x", loudly=True)
    with pytest.raises(AssertionError, match="sendMessage has no parameter loudly"):
        check_requests(sandbox.requests)
    sandbox.requests.pop()
    await bot("sendMessage", chat_id=1, text="x", disable_notification="perhaps")
    with pytest.raises(AssertionError, match="disable_notification"):
        check_requests(sandbox.requests)
