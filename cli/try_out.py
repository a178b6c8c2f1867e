"""Does a token belong to a bot, does a mail server let us in? Found out by using them; the answer is a sentence."""

from __future__ import annotations

import asyncio

import aiosmtplib
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.transport import AiohttpRequest
from config.settings import Settings

NETWORK_SECONDS = 15.0


async def who_is(api_url: str, token: str) -> tuple[bool, str]:
    """True and the bot's name, or False and why not."""
    transport = AiohttpRequest()
    bot = Bot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=transport,
        get_updates_request=transport,
    )
    try:
        async with asyncio.timeout(NETWORK_SECONDS), bot:
            return True, bot.username
    except InvalidToken:
        return False, "Telegram does not know this token: copy it anew from @BotFather, with the colon in it."
    except TelegramError as error:
        return False, f"Telegram does not answer at {api_url} ({error.message}): check the network, or --api-url."
    except TimeoutError:
        return False, f"Telegram does not answer at {api_url} within {NETWORK_SECONDS:.0f} s: check the network."


async def log_in(settings: Settings) -> tuple[bool, str]:
    """True and what was tried, or False and why not. Logs in and names the sender; nothing is sent."""
    mail = settings.mail
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
        return False, (
            f"{where} refuses the login ({error.code}): check name and password; many servers want a code of their own "
            "for programs (授权码) in place of the password."
        )
    except aiosmtplib.SMTPSenderRefused as error:
        return False, f"{where} does not let this login send as {mail.sender} ({error.code})."
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        return False, f"{where} can't be used ({error}): check host, port (465 or 587) and --mail-tls."
    finally:
        server.close()
    return True, f"{where} lets us in{f' as {mail.username}' if mail.username else ''}"
