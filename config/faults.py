"""What is wrong with a setting, and where does it stand? One sentence a fault, written for the operator."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`setting` is its dotted name, `source` where the value came from (empty: nowhere), `example` a right value."""

    setting: str
    source: str
    problem: str
    example: str = ""

    def __str__(self) -> str:
        where = f" ({self.source})" if self.source else ""
        example = f"; for example: {self.example}" if self.example else ""
        return f"{self.setting}{where}: {self.problem}{example}"


class SettingsError(Exception):
    """The settings can't be used. `faults` says why, all of them at once: nobody likes to be told one at a time."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
