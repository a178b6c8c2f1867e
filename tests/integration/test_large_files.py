"""Does a file that no mail can carry reach a coordinator in chat, whole?"""

from __future__ import annotations

import random

from telegram import Bot

from bot.transport import AiohttpRequest
from sandbox import Sandbox

TOKEN = "123456789:AAsandbox-token_1"


async def test_nine_megabytes_arrive_byte_for_byte_and_nothing_is_warned_of() -> None:
    content = random.Random(9).randbytes(9_000_000)
    async with Sandbox() as sandbox:
        person = sandbox.person(1, "经办人")
        await person.start()
        bot = Bot(TOKEN, base_url=f"{sandbox.url}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
        async with bot:
            await bot.send_document(1, content, filename="材料6.jpg")
        (seen,) = person.received
        assert seen.file is not None
        assert (seen.file.name, bytes(seen.file.data) == content) == ("材料6.jpg", True)
