"""Would another library's reading of the Bot API agree? Checks calls and answers against aiogram's models.

aiogram takes seconds to import, so it is imported by whoever checks something, not by each worker that collects the tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, get_args

from pydantic import TypeAdapter, ValidationError

if TYPE_CHECKING:
    from aiogram.methods import TelegramMethod
    from aiogram.types import Update


@cache
def _methods() -> dict[str, type[TelegramMethod[Any]]]:
    from aiogram import methods  # noqa: PLC0415 - as said above

    return {
        getattr(methods, name).__api_method__.lower(): getattr(methods, name)
        for name in methods.__all__
        if hasattr(getattr(methods, name), "__api_method__") and name != "TelegramMethod"
    }


class Recorded(Protocol):
    """A call as `sandbox.requests` keeps it."""

    @property
    def method(self) -> str: ...
    @property
    def params(self) -> dict[str, Any]: ...
    @property
    def files(self) -> dict[str, str]: ...


def check_requests(requests: Iterable[Recorded]) -> int:
    """How many calls were checked. Raises AssertionError at the first unknown method or parameter, or wrong type."""
    count = 0
    for request in requests:
        check_request(request.method, request.params, request.files)
        count += 1
    return count


def check_request(method: str, params: dict[str, Any], files: dict[str, str]) -> None:
    from aiogram.types import BufferedInputFile  # noqa: PLC0415 - as said above

    model = _methods().get(method.lower())
    assert model is not None, f"no such method: {method}"
    known = model.model_fields
    values: dict[str, Any] = {}
    for name, value in params.items():
        assert name in known, f"{method} has no parameter {name}"
        values[name] = _decoded(value, known[name].annotation)
    for name, file_name in files.items():
        if name in known:
            values[name] = BufferedInputFile(b"", file_name)
        else:  # the other end of an attach://
            assert f"attach://{name}" in json.dumps(params), f"{method} was sent a file {name} nobody names"
    try:
        model.model_validate(values)
    except ValidationError as error:
        raise AssertionError(f"{method}: {error}") from error


def check_answer(method: str, result: Any) -> Any:
    """The answer as aiogram reads it. Raises AssertionError where it can't."""
    return _read(_methods()[method.lower()].__returning__, result)


def check_update(body: dict[str, Any]) -> Update:
    from aiogram.types import Update  # noqa: PLC0415 - as said above

    update: Update = _read(Update, body)
    assert update.event_type in body
    return update


def _read(kind: Any, value: Any) -> Any:
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        raise AssertionError(f"{value!r}: {error}") from error


def _decoded(value: Any, annotation: Any) -> Any:
    """JSON within a form field, where the parameter can't be plain text."""
    if isinstance(value, str) and value[:1] in ("{", "[") and str not in (annotation, *get_args(annotation)):
        return json.loads(value)
    return value
