"""A mailbox that is read by IMAP, for real: pymap on this machine's own loop, kept in memory, put into by the test."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from argparse import Namespace
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from proxyprotocol.noop import ProxyProtocolNoop
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage

USER, PASSWORD = "returns@example.org", "secret"


class PostOffice:
    """One INBOX. `put` delivers a mail into it; `flags` are what readers left on each."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.host = "127.0.0.1"
        self._backend: Any = None
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        if self._backend is None:
            args = Namespace(
                debug=False, port=str(self.port), host=[self.host], cert=None, key=None, tls=False, proxy_protocol=None,
                inherited_sockets=None, passlib_cfg=None, demo_data=False, demo_user=USER, demo_password=PASSWORD,
            )  # fmt: skip
            self._backend, config = await DictBackend.init(args)
            config.apply_context()
            self._serves = ProxyProtocolReader(ProxyProtocolNoop()).get_callback(
                IMAPServer(self._backend.login, config)
            )
        self._server = await asyncio.start_server(self._serves, self.host, self.port)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    async def put(self, raw: bytes, at: datetime | None = None) -> None:
        inbox = await self._inbox()
        await inbox.append(AppendMessage(raw, at or datetime.now(UTC), frozenset()), recent=True)

    async def flags(self) -> list[set[str]]:
        inbox = await self._inbox()
        return [{bytes(flag).decode() for flag in message.permanent_flags} async for message in inbox.messages()]

    async def renumber(self) -> None:
        """The server lost its index: the same mails under new numbers."""
        (await self._inbox())._uid_validity += 1

    async def _inbox(self) -> Any:
        async with self._backend.login.demo_user_identity.new_session() as session:
            return await session.mailbox_set.get_mailbox("INBOX")


@contextlib.asynccontextmanager
async def post_office() -> AsyncIterator[PostOffice]:
    office = PostOffice()
    await office.start()
    try:
        yield office
    finally:
        await office.stop()
