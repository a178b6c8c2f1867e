"""How do calls reach the Bot API? python-telegram-bot's request, carried by aiohttp and orjson.

At 50 concurrent calls the library's own httpx gives 420-480 sendMessage a second, this about ten times that
(docs/performance.md). The token is part of every URL, so no URL is ever logged or put into an error here.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import aiohttp
import orjson
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 64
READ_SECONDS = 15.0
UPLOAD_SECONDS = 60.0  # a document of 50 MB on a slow line
DEFAULT = BaseRequest.DEFAULT_NONE
JSON = {"Content-Type": "application/json"}


class NotConnected(NetworkError):
    """The call never left: no connection. Telegram has certainly not acted on it."""


class AiohttpRequest(BaseRequest):
    """One session, opened in `initialize`. Raises `NotConnected` where nothing was sent, `TimedOut` where nobody knows."""

    def __init__(self, *, connections: int = CONNECTIONS, read_seconds: float = READ_SECONDS) -> None:
        self._connections = connections
        self._read_seconds = read_seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_seconds

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections), auto_decompress=True
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError:
            raise NetworkError("the answer was not JSON") from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = DEFAULT,
        write_timeout: Any = DEFAULT,  # noqa: ARG002 - the library's signature
        connect_timeout: Any = DEFAULT,  # noqa: ARG002 - the library's signature
        pool_timeout: Any = DEFAULT,  # noqa: ARG002 - the library's signature
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the transport is not initialized")
        read = self._read_seconds if read_timeout is DEFAULT else read_timeout
        body: dict[str, Any] = {}
        if request_data is not None and request_data.contains_files:
            body["data"] = _form(request_data)
            read = max(read or 0.0, UPLOAD_SECONDS)
        elif request_data is not None:  # JSON costs a tenth of a form, above all where the text is Chinese
            body["data"], body["headers"] = orjson.dumps(request_data.parameters), JSON
        try:
            async with self._session.request(method, url, timeout=_timeout(read), **body) as response:
                return response.status, await response.read()
        except aiohttp.ClientConnectorError:
            raise NotConnected("no connection to the Bot API server") from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(f"{type(error).__name__} while talking to the Bot API server") from None

    async def call(self, base_url: str, method: str, asked: dict[str, Any], read_seconds: float | None = None) -> Any:
        """A method's answer as JSON: parsing it into the library's objects costs more than the call. None is left out."""
        data = cast("RequestData", _Fields({name: value for name, value in asked.items() if value is not None}))
        return await self.post(f"{base_url}/{method}", data, read_timeout=read_seconds or self._read_seconds)

    async def fetch(self, url: str, most_bytes: int) -> bytes:
        """Download a file. Raises `NetworkError` when it fails or is longer than was said."""
        status, content = await self.do_request(url, "GET", read_timeout=UPLOAD_SECONDS)
        if status != 200 or len(content) > most_bytes:
            raise NetworkError(f"the file could not be fetched (HTTP {status})")
        return content


@cache
def _timeout(read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, sock_connect=10.0, sock_read=read)


@dataclass(frozen=True)
class _Fields:
    """What `do_request` reads of a `RequestData`, for a call without files."""

    parameters: dict[str, Any]
    contains_files: bool = False


def _form(request_data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in (request_data.multipart_data or {}).items():
        # As a stream: bytes above a megabyte would be warned of, for they are written in one piece.
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=media_type)
    return form
