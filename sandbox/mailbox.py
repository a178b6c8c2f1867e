"""Where do the letters go? An SMTP server on this machine that keeps every letter, and misbehaves when told to."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

OK = "250 OK"


@dataclass(frozen=True)
class Letter:
    """One letter as it was accepted; `rcpt_tos` are the recipients this server took it for."""

    at: datetime
    envelope_from: str
    rcpt_tos: list[str]
    raw: bytes = field(repr=False)

    @property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"] or "")

    def json(self) -> dict[str, Any]:
        message = self.message
        body = message.get_body(("plain", "html"))
        return {
            "at": self.at.isoformat(),
            "from": self.envelope_from,
            "to": self.rcpt_tos,
            "subject": str(message["Subject"] or ""),
            "message_id": self.message_id,
            "text": body.get_content() if body is not None else "",
            "attachments": [
                {"name": part.get_filename() or "", "mime": part.get_content_type(), "size": _size(part)}
                for part in message.iter_attachments()
            ],
        }


def _size(part: EmailMessage) -> int:
    payload = part.get_payload(decode=True)
    return len(payload) if isinstance(payload, bytes) else 0


@dataclass
class Behaviour:
    """What the server does from now on. Change it at any time; `Behaviour()` is a good server again."""

    recipients: dict[str, str] = field(default_factory=dict)  # address: "450 4.2.1 try later", "550 5.1.1 unknown"
    every_recipient: str | None = None
    sender: str | None = None  # the answer to MAIL FROM
    data: str | None = None  # the answer after DATA
    login: str | None = None  # "535 5.7.8 ..." refuses every login
    hang: bool = False  # no answer after DATA until the client gives up
    hang_after: bool = False  # the letter is kept, and no answer comes until the client gives up
    cut_before: bool = False  # the line drops after DATA, the letter is not kept
    cut_after: bool = False  # the letter is kept, the line drops before the answer
    times: int | None = None  # after so many letters met, good again; None: for ever


class _Server(SMTP):
    """aiosmtpd's, with its connection within reach: cutting a line needs it."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.lost = asyncio.Event()

    def connection_lost(self, error: Exception | None) -> None:
        self.lost.set()
        super().connection_lost(error)

    def drop(self) -> None:
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()


class Mailbox:
    """`async with Mailbox() as mailbox`: listens on `mailbox.port`, on the running loop."""

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        folder: Path | None = None,
        max_bytes: int = 33_554_432,
        login: tuple[str, str] | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        """`folder`: one .eml a letter; `max_bytes`: announced as SIZE; `login`: (user, password) required."""
        self.host = host
        self.port = port
        self.letters: list[Letter] = []
        self.behaviour = Behaviour()
        self.refused = 0
        self._folder = folder
        self._max_bytes = max_bytes
        self._login = login
        self._now = now or (lambda: datetime.now(UTC))
        self._server: asyncio.Server | None = None
        self._connections: set[_Server] = set()
        self._waiters: list[asyncio.Future[None]] = []

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listens; a port of 0 is replaced by the one found, so a stopped mailbox can come back on the same."""
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._connection, self.host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Closes the door and every line; what came stays in `letters`."""
        if self._server is not None:
            self._server.close()
            for connection in list(self._connections):
                connection.drop()
            await self._server.wait_closed()
            self._server = None
        for _ in range(3):  # the handlers of dropped lines end in their own turns
            await asyncio.sleep(0)

    def clear(self) -> None:
        self.letters.clear()

    async def wait_for(self, count: int, timeout: float = 5.0) -> list[Letter]:  # noqa: ASYNC109
        """Returns once `count` letters have come. Raises TimeoutError telling how many did."""
        try:
            async with asyncio.timeout(timeout):
                while len(self.letters) < count:
                    waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                    self._waiters.append(waiter)
                    await waiter
        except TimeoutError:
            raise TimeoutError(f"{len(self.letters)} of {count} letters came within {timeout} s") from None
        return list(self.letters)

    def _connection(self) -> _Server:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a login without TLS is what is wanted on this machine
            server = _Server(
                self,
                hostname="sandbox.invalid",
                data_size_limit=self._max_bytes,
                enable_SMTPUTF8=True,
                decode_data=False,
                authenticator=self._authenticate,
                auth_required=self._login is not None,
                auth_require_tls=False,
                ident="sandbox mailbox",
            )
        self._connections = {one for one in self._connections if not one.lost.is_set()}
        self._connections.add(server)
        return server

    def _authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> Any:
        refusal = self.behaviour.login
        if refusal is not None:
            return AuthResult(success=False, handled=False, message=refusal)
        good = self._login is None or (
            isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == self._login
        )
        return AuthResult(success=good, handled=False, message=None if good else "535 5.7.8 Authentication failed")

    # aiosmtpd's hooks

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.behaviour.sender is not None:
            return self._met(self.behaviour.sender)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return OK

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.behaviour.recipients.get(address) or self.behaviour.every_recipient
        if answer is not None:
            return self._met(answer)
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return OK

    async def handle_DATA(self, server: _Server, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        behaviour = self.behaviour
        if behaviour.hang:
            self._met("")
            await server.lost.wait()
            return "451 4.3.0 too late"
        if behaviour.cut_before:
            self._met("")
            server.drop()
            return "451 4.3.0 cut"
        if behaviour.data is not None:
            return self._met(behaviour.data)
        self._keep(envelope)
        if behaviour.hang_after:
            self._met("")
            await server.lost.wait()
            return "451 4.3.0 too late"
        if behaviour.cut_after:
            self._met("")
            server.drop()
        return OK

    def _met(self, answer: str) -> str:
        self.refused += 1
        if self.behaviour.times is not None:
            self.behaviour.times -= 1
            if self.behaviour.times <= 0:
                self.behaviour = Behaviour()
        return answer

    def _keep(self, envelope: Envelope) -> None:
        content = envelope.content
        raw = content.encode() if isinstance(content, str) else content or b""
        letter = Letter(self._now(), envelope.mail_from or "", list(envelope.rcpt_tos), raw)
        self.letters.append(letter)
        if self._folder is not None:
            (self._folder / f"{len(self.letters):06d}.eml").write_bytes(raw)
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)
