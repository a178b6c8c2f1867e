"""Can a script outside the process play the people, over HTTP, as the contract says?"""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from tests.integration.sandbox.caller import Bot, HandClock, Refusal
from tests.schema import check_answer, check_update

Answer = tuple[int, Any]


class Script:
    """`await ctl("say", user=1, text="x")`, `await ctl.get("log", chat=1)`."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._session = session

    async def __call__(self, act: str, **body: Any) -> Answer:
        async with self._session.post(f"{self._url}/ctl/{act}", json=body) as answer:
            return answer.status, await answer.json()

    async def get(self, what: str, **query: Any) -> Any:
        async with self._session.get(f"{self._url}/ctl/{what}", params=query) as answer:
            return await answer.json()


@pytest.fixture
def ctl(sandbox: Sandbox, session: aiohttp.ClientSession) -> Script:
    return Script(sandbox.url, session)


async def test_a_file_s_name_does_not_become_its_sender_s(sandbox: Sandbox, ctl: Script) -> None:
    await ctl("say", user=1, text="你好", name="公众")
    await ctl("file", user=1, name="a.txt", mime="text/plain", b64="YQ==", kind="document")
    assert [chat["first_name"] for chat in (await ctl.get("state"))["chats"]] == ["公众"]


async def test_every_act_of_the_contract_reaches_the_bot(bot: Bot, ctl: Script) -> None:
    assert await ctl("say", user=1, text="你好", name="公众") == (200, {"ok": True, "message_id": 1})
    await ctl("say", user=1, text="回", reply_to=1)
    await ctl("tap", user=1, message_id=1, data="7.1")
    pdf = {"name": "a.pdf", "mime": "application/pdf", "b64": base64.b64encode(b"%PDF-").decode(), "kind": "document"}
    await ctl("file", user=1, **pdf, caption="说明", group="g1")
    await ctl("edit", user=1, message_id=1, text="改")
    await ctl("channel", id=-1001, title="频道", username="notices")
    await ctl("block", user=1)
    updates = await bot.updates(-50)
    assert [next(key for key in one if key != "update_id") for one in updates] == [
        "message", "message", "callback_query", "message", "edited_message", "my_chat_member", "my_chat_member"
    ]  # fmt: skip
    assert updates[1]["message"]["reply_to_message"]["text"] == "你好"
    assert updates[3]["message"]["media_group_id"] == "g1"
    with pytest.raises(Refusal, match="blocked"):
        await bot("sendMessage", chat_id=1, text="x")
    await ctl("unblock", user=1)
    await bot("sendMessage", chat_id=1, text="x")


async def test_the_log_tells_what_the_bot_did_and_since_narrows_it(bot: Bot, ctl: Script, clock: HandClock) -> None:
    await ctl("say", user=1, text="你好")
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}
    card = await bot("sendMessage", chat_id=1, text="卡", reply_markup=markup)
    clock.pass_by(10)
    await bot("editMessageText", chat_id=1, message_id=card["message_id"], text="改")
    await bot("pinChatMessage", chat_id=1, message_id=card["message_id"])
    await bot("deleteMessage", chat_id=1, message_id=card["message_id"])
    log = await ctl.get("log")
    assert [(one["kind"], one["text"], one["message_id"]) for one in log] == [
        ("send", "卡", 2), ("edit", "改", 2), ("pin", "改", 2), ("delete", "改", 2)
    ]  # fmt: skip
    assert log[0]["markup"] == markup
    assert isinstance(log[0]["t"], float)
    assert [one["kind"] for one in await ctl.get("log", since=log[0]["t"])] == ["edit", "pin", "delete"]
    assert await ctl.get("log", chat=2) == []


async def test_rights_are_taken_away_and_the_bot_hears_of_it(bot: Bot, ctl: Script) -> None:
    await ctl("channel", id=-1001, title="公示频道", username="gongshi")
    post = await bot("sendMessage", chat_id="@gongshi", text="公示")
    await ctl("rights", chat=-1001, edit=False)
    with pytest.raises(Refusal, match="not enough rights to manage pinned messages"):
        await bot("pinChatMessage", chat_id=-1001, message_id=post["message_id"])
    await bot("editMessageText", chat_id=-1001, message_id=post["message_id"], text="公示(更正)")
    await ctl("rights", chat=-1001, post=False)
    with pytest.raises(Refusal, match="need administrator rights in the channel chat"):
        await bot("sendMessage", chat_id=-1001, text="又一条")
    with pytest.raises(Refusal, match="message can't be edited"):
        await bot("editMessageText", chat_id=-1001, message_id=post["message_id"], text="再改")
    me = (await bot("getMe"))["id"]
    member = check_answer("getChatMember", await bot("getChatMember", chat_id=-1001, user_id=me))
    assert (member.can_post_messages, member.can_edit_messages, member.can_delete_messages) == (False, False, True)
    await ctl("rights", chat=-1001, status="left")
    updates = [check_update(one) for one in await bot("getUpdates")]
    told = [one.my_chat_member for one in updates if one.my_chat_member is not None]
    assert [(one.old_chat_member.status, one.new_chat_member.status) for one in told] == [
        ("left", "administrator"), ("administrator", "administrator"), ("administrator", "administrator"),
        ("administrator", "left"),
    ]  # fmt: skip
    assert (told[1].old_chat_member.can_edit_messages, told[1].new_chat_member.can_edit_messages) == (True, False)


async def test_a_fault_and_a_reset(bot: Bot, ctl: Script) -> None:
    await ctl("say", user=1, text="你好")
    await ctl("fault", method="sendMessage", status=429, times=1, retry_after=5)
    with pytest.raises(Refusal, match="retry after 5"):
        await bot("sendMessage", chat_id=1, text="x")
    await bot("sendMessage", chat_id=1, text="x")
    stats = await ctl.get("stats")
    assert (stats["messages"], stats["statuses"]["429"], stats["methods"]["sendMessage"]) == (1, 1, 2)
    await ctl("reset")
    assert await ctl.get("log") == []
    with pytest.raises(Refusal, match="chat not found"):
        await bot("sendMessage", chat_id=1, text="x")


@pytest.mark.parametrize(
    ("act", "body", "status", "words"),
    [
        ("dance", {}, 404, "no such act"),
        ("say", {"user": 1}, 400, "missing or unknown: text"),
        ("say", {"user": "someone", "text": "x"}, 400, "invalid literal"),
        ("fault", {"method": "*", "colour": "red"}, 400, "missing or unknown: colour"),
        ("tap", {"user": 1, "label": "销号"}, 400, "no button has '销号'"),
        ("file", {"user": 1, "name": "x", "b64": "***"}, 400, "base64"),
        ("advance", {}, 400, "real clock"),
    ],
)
async def test_a_wrong_act_gets_a_sentence(
    ctl: Script, act: str, body: dict[str, Any], status: int, words: str
) -> None:
    answer = await ctl(act, **body)
    assert answer[0] == status
    assert words in answer[1]["error"]


async def test_what_people_upload_is_never_served_as_a_page(
    sandbox: Sandbox, ctl: Script, session: aiohttp.ClientSession
) -> None:
    page = base64.b64encode(b"<script>x</script>").decode()
    await ctl("file", user=1, name="x.html", mime="text/html", b64=page, kind="document")
    (message,) = (await ctl.get("chat/1"))["messages"]
    async with session.get(f"{sandbox.url}/ctl/media/{message['file']['path']}") as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_virtual_time_is_shown_and_advanced(clock: HandClock, session: aiohttp.ClientSession) -> None:
    async def advance() -> None:
        clock.pass_by(3600)

    def next_event() -> datetime:
        return clock.now() + timedelta(hours=1)

    async with Sandbox(now=clock.now, next_event=next_event, advance=advance, smtp_port=None) as sandbox:
        ctl = Script(sandbox.url, session)
        before = await ctl.get("state")
        assert (await ctl("advance"))[1]["now"] == before["next_event"]
        assert before["can_advance"]
