"""How does a row reach the mail server? One try; and what the server's refusal means for the row or the channel.

login, sender, TLS refused          ChannelDown, fatal: a person must act; no row loses an attempt
no connection                       ChannelDown
4xx, a timeout, the line cut        Later, under the same Message-ID: a copy is possible, a second id never
5xx for the recipient or content    Refused: this row is parked and people are told
"""

from __future__ import annotations

import asyncio
import ssl
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

import aiosmtplib
import structlog
from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from config.settings import Settings
from config.texts import Texts
from domain.messages.base import Message
from domain.messages.objection_cases import AnswerLetter
from domain.parcels import ChannelDown, Later, LetterHead, Parcel, Receipt, Refused, TooLarge
from jobs.mail.compose import Enclosure, From, compose, lightened, mailbox
from jobs.mail.wording import MailWords, worded

log = structlog.get_logger("mail")

TIMEOUT = 60.0  # s: greylisting servers think for half a minute before they answer
KEPT = 5.0  # s a connection is kept for the next letter: servers drop idle ones, and count the connections they are asked for
TOO_LARGE = 552
AHEAD = 64  # letters that are composed before their turn


class Contents(Protocol):
    """Where files are kept: `jobs.files.Store`."""

    def get(self, sha256: str) -> bytes: ...


class MailChannel:
    """`domain.parcels.Channel` over aiosmtplib. One connection at a time; letters wait their turn for it."""

    name = "mail"

    def __init__(self, settings: Settings, texts: Texts, store: Contents, *, timeout: float = TIMEOUT) -> None:
        self._settings = settings
        self._texts = texts
        self._store = store
        self._timeout = timeout
        self._turn = asyncio.Lock()
        self._client: aiosmtplib.SMTP | None = None
        self._closing: asyncio.TimerHandle | None = None
        self._composing = ThreadPoolExecutor(1, thread_name_prefix="mail-compose")
        self._ahead: OrderedDict[int, tuple[Parcel, Future[bytes]]] = OrderedDict()

    def prepare(self, parcels: Sequence[Parcel]) -> None:
        """Compose letters while others leave. Those with files, which may be large, are composed when their turn has come."""
        try:
            sender = self._sender()
        except ChannelDown:
            return  # said when the first is to leave
        for parcel in parcels:
            if parcel.letter is not None and not parcel.letter.files:
                work = self._composing.submit(self._compose, parcel, parcel.letter, sender)
                self._ahead[parcel.row] = parcel, work
        while len(self._ahead) > AHEAD:  # dropped since, most likely
            self._ahead.popitem(last=False)

    async def deliver(self, parcel: Parcel) -> Receipt:
        if parcel.letter is None:
            raise ValueError("a mail row names its letter")
        sender = self._sender()
        mailbox(parcel.address)
        content = await self._composed(parcel, parcel.letter, sender)
        async with self._turn:
            client, fresh = await self._connection()
            most = _size(client)
            if most is not None and len(content) > most:
                self._keep(client)
                raise TooLarge(most, len(content) - most)
            try:
                await self._hand_over(client, sender.bounces, parcel.address, content)
            except SMTPServerDisconnected:
                if fresh:
                    raise Later("the mail server closed the line before the letter") from None
                # The line that was kept had died meanwhile, and nothing had been said on it: once more on a new one.
                client, _ = await self._connection()
                try:
                    await self._hand_over(client, sender.bounces, parcel.address, content)
                except SMTPServerDisconnected:
                    raise Later("the mail server closed the line before the letter") from None
            self._keep(client)
        return Receipt(parcel.letter.message_id, limit=most)

    async def aclose(self) -> None:
        """Say goodbye; nothing is lost by not saying it."""
        self._composing.shutdown(wait=False, cancel_futures=True)
        async with self._turn:
            client = self._client
            if client is not None and client.is_connected:
                try:
                    await client.quit()
                except (SMTPException, OSError) as error:
                    log.debug("no goodbye", action="close", reason=type(error).__name__)
            self._drop()

    # -- the letter -----------------------------------------------------------------------------------------------

    def _sender(self) -> From:
        mail, office = self._settings.mail, self._settings.office
        address = mail.sender or office.email
        if mail.host is None or address is None:
            raise ChannelDown("mail.host or mail.sender is not set", fatal=True)
        returns = next((inbox.username for inbox in mail.inboxes if inbox.purpose == "returns"), None)
        returns = returns if returns is not None and "@" in returns else None
        return From(
            address=address,
            name=mail.sender_name or office.name,
            reply_to=returns or office.email or address,
            bounces=returns or address,
        )

    async def _composed(self, parcel: Parcel, letter: LetterHead, sender: From) -> bytes:
        prepared, work = self._ahead.pop(parcel.row, (None, None))
        if work is None or prepared is not parcel:  # not this one: it was dropped and claimed anew
            work = self._composing.submit(self._compose, parcel, letter, sender)
        return work.result() if work.done() else await asyncio.wrap_future(work)

    def _compose(self, parcel: Parcel, letter: LetterHead, sender: From) -> bytes:
        """The letter, the same bytes at every try: a copy that comes twice is a copy."""
        written = letter.written_at.astimezone(self._settings.office.zone)
        words = MailWords(self._texts, parcel.language, self._settings.office.zone, written)
        mail = compose(
            worded(lightened(parcel.message, letter.left_out), words),
            sender=sender,
            to=parcel.address,
            message_id=letter.message_id,
            date=written,
            enclosures=[Enclosure(sha256, name, kind, self._store.get(sha256)) for sha256, name, kind in letter.files],
            answers=_answered(parcel.message) or ((letter.first,) if letter.first is not None else ()),
        )
        return mail.as_bytes()

    # -- the line -------------------------------------------------------------------------------------------------

    async def _connection(self) -> tuple[aiosmtplib.SMTP, bool]:
        """A connection that is logged in, and whether it is a new one."""
        if self._closing is not None:
            self._closing.cancel()
            self._closing = None
        if self._client is not None and self._client.is_connected:
            return self._client, False
        self._drop()
        mail = self._settings.mail
        sender = mail.sender or self._settings.office.email or ""
        self._client = client = aiosmtplib.SMTP(
            hostname=mail.host,
            port=mail.port,
            timeout=self._timeout,
            use_tls=mail.tls == "implicit",
            start_tls=mail.tls == "starttls",
            local_hostname=sender.rpartition("@")[2] or "localhost",
        )
        try:
            await client.connect()
            if mail.username is not None:
                password = mail.password.get_secret_value() if mail.password is not None else ""
                await client.login(mail.username, password)
            elif client.is_ehlo_or_helo_needed:
                await client.ehlo()
        except (SMTPException, OSError) as error:
            self._drop()
            raise _down(error) from None
        return client, True

    async def _hand_over(self, client: aiosmtplib.SMTP, bounces: str, to: str, content: bytes) -> None:
        """MAIL, RCPT, DATA. `SMTPServerDisconnected` leaves only where the line died before anything was said."""
        said = False
        try:
            options = [f"SIZE={len(content)}"] if client.supports_extension("size") else []
            await client.mail(bounces, options=options)
            said = True
            await client.rcpt(to)
            await client.data(content)
        except SMTPResponseException as error:
            await self._start_over(client)
            raise _refused(error) from None
        except SMTPServerDisconnected:
            self._drop()
            if not said:
                raise
            raise Later("the mail server closed the line; whether it took the letter is not known") from None
        except SMTPTimeoutError:
            self._drop()
            raise Later("the mail server did not answer in time") from None
        except (SMTPException, OSError) as error:
            self._drop()
            raise Later(f"the line to the mail server broke: {type(error).__name__}") from None
        except BaseException:
            self._drop()  # cancelled in mid-sentence: nobody may go on with this line
            raise

    async def _start_over(self, client: aiosmtplib.SMTP) -> None:
        """After a refusal the line is good for the next letter, unless the server hangs up."""
        try:
            await client.rset()
        except (SMTPException, OSError):
            self._drop()
        else:
            self._keep(client)

    def _keep(self, client: aiosmtplib.SMTP) -> None:
        """For the next letter, a few seconds of real time: the line is real even where the office's clock is not."""
        if client is self._client and client.is_connected:
            self._closing = asyncio.get_running_loop().call_later(KEPT, self._drop)

    def _drop(self) -> None:
        if self._closing is not None:
            self._closing.cancel()
            self._closing = None
        client, self._client = self._client, None
        if client is not None:
            client.close()


def _size(client: aiosmtplib.SMTP) -> int | None:
    """The largest mail the server says it takes; 0 means it does not say."""
    said = client.esmtp_extensions.get("size", "")
    return int(said) if said.isdigit() and int(said) > 0 else None


def _down(error: Exception) -> ChannelDown:
    """The connection could not be made or used at all: nobody's letter is to blame."""
    match error:
        case SMTPAuthenticationError():
            return ChannelDown(f"the mail server refused the login ({_said(error)})", fatal=error.code >= 500)
        case ssl.SSLError():
            return ChannelDown(f"no safe connection to the mail server: {error.reason or error}", fatal=True)
        case SMTPTimeoutError():
            return ChannelDown("the mail server did not answer in time")
        case SMTPHeloError():
            return ChannelDown(f"the mail server refused the greeting ({_said(error)})")
        case SMTPConnectError() | SMTPServerDisconnected():
            return ChannelDown(f"no connection to the mail server: {error}")
        case SMTPResponseException():
            return ChannelDown(f"the mail server refused ({_said(error)})", fatal=error.code >= 500)
        case SMTPException():  # STARTTLS or AUTH asked for, and not offered
            return ChannelDown(f"the mail server and mail.* do not fit: {error}", fatal=True)
    return ChannelDown(f"no connection to the mail server: {error}")


def _refused(error: SMTPResponseException) -> Exception:
    said = _said(error)
    if error.code < 500:
        return Later(f"the mail server asks to try later ({said})")
    if isinstance(error, SMTPSenderRefused) and error.code != TOO_LARGE:
        return ChannelDown(f"the mail server refused the sender ({said})", fatal=True)
    return Refused(f"the mail server refused it ({said})")


def _said(error: SMTPResponseException) -> str:
    return f"{error.code} {error.message}"[:200]


def _answered(message: Message) -> tuple[str, ...]:
    return message.answers if isinstance(message, AnswerLetter) else ()
