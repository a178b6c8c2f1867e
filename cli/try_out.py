"""Does a token belong to a bot, does a mail server let us in? Found out by using them; a refusal says what to do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiosmtplib
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.transport import AiohttpRequest
from config.schema import Mail, Telegram

NETWORK_SECONDS = 15.0


class Unusable(Exception):
    """What did not work, in `says`, and what to do about it, in `todo`: halves of one sentence, or two lines."""

    def __init__(self, says: str, todo: str) -> None:
        super().__init__(f"{says}: {todo}.")
        self.says = says
        self.todo = todo


@asynccontextmanager
async def asked(telegram: Telegram, token: str) -> AsyncIterator[Bot]:
    """The bot, for a few questions within `NETWORK_SECONDS`; its own name is asked first. Raises `Unusable`."""
    transport = AiohttpRequest()
    api = telegram.api_url
    try:
        bot = Bot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=transport,
            get_updates_request=transport,
        )
        async with asyncio.timeout(NETWORK_SECONDS), bot:
            yield bot
    except InvalidToken:
        raise Unusable(
            "Telegram does not know this token", "copy it anew from @BotFather, with the colon in it"
        ) from None
    except TelegramError as error:
        raise Unusable(
            f"Telegram does not answer at {api} ({error.message})", "check the network and telegram.api_url"
        ) from None
    except TimeoutError:
        raise Unusable(
            f"Telegram does not answer at {api} within {NETWORK_SECONDS:.0f} s", "check the network"
        ) from None
    finally:
        await transport.shutdown()


async def log_in(mail: Mail) -> str:
    """What was tried: logs in and names the sender; nothing is sent. Raises `Unusable`."""
    server = aiosmtplib.SMTP(
        hostname=mail.host,
        port=mail.port,
        use_tls=mail.tls == "implicit",
        start_tls=mail.tls == "starttls",
        timeout=NETWORK_SECONDS,
    )
    where = f"{mail.host}:{mail.port}"
    try:
        await server.connect()
        if mail.username:
            await server.login(mail.username, mail.password.get_secret_value() if mail.password else "")
        if mail.sender:
            await server.mail(mail.sender)
            await server.rset()
        await server.quit()
    except aiosmtplib.SMTPAuthenticationError as error:
        raise Unusable(
            f"{where} refuses the login ({error.code})",
            "check mail.username and mail.password; many servers want a code of their own for programs (授权码) in place"
            " of the password",
        ) from None
    except aiosmtplib.SMTPSenderRefused as error:
        raise Unusable(
            f"{where} does not let this login send as {mail.sender} ({error.code})", "check mail.sender"
        ) from None
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        raise Unusable(
            f"{where} can't be used ({error})", "check mail.host, mail.port (465 or 587) and mail.tls"
        ) from None
    finally:
        server.close()
    return f"{where} lets us in{f' as {mail.username}' if mail.username else ''}"
