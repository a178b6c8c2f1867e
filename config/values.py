"""How is a value of a setting written? Hours, addresses, channels: what is taken, and what is said of the rest."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from domain.workdays import WorkingHours

_CLOCK = re.compile(r"([01]?\d|2[0-3])[::]([0-5]\d)")
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
_CHANNEL = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}")


def _clock_time(value: Any) -> time:
    if isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError("is not a time of day written HH:MM")
    return time(int(found[1]), int(found[2]))


def _working_hours(value: Any) -> WorkingHours:
    if isinstance(value, WorkingHours):
        return value
    parts = re.split(r"\s*[-–—~至]\s*", value) if isinstance(value, str) else []
    if len(parts) != 2:
        raise ValueError("is not two times of day written HH:MM-HH:MM")
    start, end = (_clock_time(part) for part in parts)
    if start >= end:
        raise ValueError("ends before it starts")
    return WorkingHours(start, end)


def _address(value: Any) -> Any:
    if isinstance(value, str) and not _ADDRESS.fullmatch(value.strip()):
        raise ValueError("is not an e-mail address")
    return value.strip() if isinstance(value, str) else value


def _channel(value: Any) -> int | str:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        return int(value)
    if isinstance(value, str) and _CHANNEL.fullmatch(value):
        return value
    raise ValueError('is neither a numeric id nor "@name"')


def _web_address(value: Any) -> Any:
    if isinstance(value, str) and not re.match(r"https?://[^/\s]+", value):
        raise ValueError("is not an address that starts with http:// or https://")
    return value.rstrip("/") if isinstance(value, str) else value


ClockTime = Annotated[time, BeforeValidator(_clock_time)]
Address = Annotated[str, BeforeValidator(_address)]
Channel = Annotated[int | str, BeforeValidator(_channel)]
WebAddress = Annotated[str, BeforeValidator(_web_address)]
Hours = Annotated[WorkingHours, BeforeValidator(_working_hours)]
Port = Annotated[int, Field(ge=1, le=65535)]
Days = Annotated[int, Field(ge=1, le=36500)]
