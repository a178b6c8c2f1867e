"""A paper that was made goes to the coordinator who asked for it."""

from __future__ import annotations

from collections.abc import Sequence

from db.units import Unit
from domain.answers import ReceivedFile
from domain.messages.base import Note
from domain.messages.papers import PaperFile
from domain.people import Account
from jobs import audit, files, outbox, rights


def send(unit: Unit, who: Account, thing: str, file: ReceivedFile, occasion: str) -> Note:
    """`thing`: what it is of, as the audit names it: `task:21`, `register`, `objection:2025-0021`, `year:2024`."""
    return send_all(unit, who, thing, [file], occasion)


def send_all(unit: Unit, who: Account, thing: str, made: Sequence[ReceivedFile], occasion: str) -> Note:
    coordinator = rights.coordinator(unit, who)
    for at, file in enumerate(made, start=1):
        files.remember(unit, file)
        message = PaperFile(file.name, file.sha256)
        outbox.say(unit, message, to=outbox.to_person(coordinator.id), thing=thing, occasion=f"{occasion}.{at}")
    audit.note(unit, audit.person(coordinator.id), "report.made", thing)
    return Note("paper-coming", {})
