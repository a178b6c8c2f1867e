"""Messages about proving a contact address: the mail with the code, the form that takes it back."""

from __future__ import annotations

from dataclasses import dataclass

from domain.messages.base import Message, Note, kind


@kind("proving.letter")
@dataclass(frozen=True)
class ProofLetter(Message):
    """By mail, to the address that is to be proven. `minutes`: how long the code is good for."""

    proof: str
    office: str
    minutes: int


@kind("proving.form")
@dataclass(frozen=True)
class ProofForm(Message):
    """To the coordinator who proves an address: `step` is code, done or left. `live`: a code that was mailed is awaited."""

    dialogue: int
    rev: int
    address: str
    step: str
    live: bool
    minutes: int
    note: Note | None = None
