"""What was asked? Reads a Bot API call from its query string, JSON, form or multipart body, alike in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import web
from multidict import MultiDictProxy

from sandbox.files import MAX_UPLOAD
from sandbox.refusals import Refused, bad_request

_TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True)
class Upload:
    """One file part of a multipart body."""

    name: str
    mime: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Call:
    """A method and what came with it. The getters read as leniently as Telegram: "5" is 5, and "true" is true."""

    method: str
    params: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.params.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return orjson.dumps(value).decode()

    def integer(self, name: str, default: int = 0) -> int:
        value = self.params.get(name)
        if isinstance(value, bool) or value is None:
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        value = self.params.get(name)
        return value.lower() in _TRUE if isinstance(value, str) else bool(value)

    def structure(self, name: str, what: str) -> Any:
        """A JSON object or list, whether it came as such or as text. None when absent."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file sent under this name, directly or as attach://."""
        if name in self.files:
            return self.files[name]
        return self.attached(self.text(name))

    def attached(self, reference: str) -> Upload | None:
        return self.files.get(reference.removeprefix("attach://")) if reference.startswith("attach://") else None


async def read_call(request: web.Request, method: str) -> Call:
    """Reads the whole call. Raises what Telegram answers to a body it can't read."""
    params: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    kind = request.content_type
    if not request.can_read_body:
        return Call(method, params)
    try:
        if kind == "application/json":
            params |= _json_object(await request.read())
        elif kind == "multipart/form-data":
            _spread(await request.post(), params, files)
        elif kind == "application/x-www-form-urlencoded":
            params |= {name: str(value) for name, value in (await request.post()).items()}
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "Request Entity Too Large") from None
    return Call(method, params, files)


def _json_object(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("expected a JSON object")
    return {name: one for name, one in value.items() if one is not None}


def _spread(
    form: MultiDictProxy[str | bytes | bytearray | web.FileField], params: dict[str, Any], files: dict[str, Upload]
) -> None:
    for name, value in form.items():
        if isinstance(value, web.FileField):
            data = value.file.read()
            value.file.close()
            if len(data) > MAX_UPLOAD:
                raise Refused(413, "Request Entity Too Large")
            files[name] = Upload(value.filename, value.content_type, data)
        else:
            params[name] = value if isinstance(value, str) else value.decode()
