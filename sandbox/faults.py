"""What shall go wrong next? A list of faults, each for a method and a number of times."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sandbox.refusals import Refused

_WORDS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class FaultKind(StrEnum):
    STATUS = "status"  # refused with a status, nothing happens
    CUT = "cut"  # the connection drops before the answer
    SLOW = "slow"  # answered after `delay` seconds
    GARBAGE = "garbage"  # 200, and not JSON


@dataclass
class Fault:
    """`effect` is whether the call takes effect where the answer is lost: "it may have arrived"."""

    method: str = "*"
    kind: FaultKind = FaultKind.STATUS
    status: int = 500
    times: int = 1  # -1: until cleared
    retry_after: int | None = None
    delay: float = 0.0
    effect: bool = False
    chat: int | None = None
    description: str | None = None

    def refusal(self) -> Refused:
        retry_after = self.retry_after if self.retry_after is not None else 1
        words = self.description or _WORDS.get(self.status, "Internal Server Error").format(retry_after=retry_after)
        if self.status == 429:
            return Refused(429, words, retry_after=retry_after)
        return Refused(self.status, words)


class Faults:
    """First come, first served. `met` counts how many calls each kind has hit."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self.met = 0

    def add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        self._faults.clear()

    def next(self, method: str, chat: str) -> Fault | None:
        """The fault this call meets, if any; it has then happened once."""
        for fault in self._faults:
            named = fault.method == "*" or fault.method.lower() == method.lower()
            if named and (fault.chat is None or str(fault.chat) == chat):
                self.met += 1
                if fault.times > 0:
                    fault.times -= 1
                    if fault.times == 0:
                        self._faults.remove(fault)
                return fault
        return None
