"""A paper that was made goes to the coordinator who asked for it."""

from __future__ import annotations

from db.units import Unit
from domain.answers import ReceivedFile
from domain.messages.base import Note
from domain.messages.papers import PaperFile
from domain.people import Account
from jobs import audit, files, outbox, rights


def send(unit: Unit, who: Account, thing: str, file: ReceivedFile, occasion: str, *, protect: bool = False) -> Note:
    """`thing`: what it is of, as the audit names it (`task:21`, `register`); `protect`: it is not for passing on."""
    coordinator = rights.coordinator(unit, who)
    files.remember(unit, file)
    message = PaperFile(file.name, file.sha256, protect=protect)
    outbox.say(unit, message, to=outbox.to_person(coordinator.id), thing=thing, occasion=occasion)
    audit.note(unit, audit.person(coordinator.id), "report.made", thing)
    return Note("paper-coming", {})
