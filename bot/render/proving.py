"""The code that was mailed to a contact address is awaited."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import paragraphs, rows
from bot.screen import Screen
from domain.messages.proving import ProofForm


@renders(ProofForm)
def form(message: ProofForm, words: Words) -> Screen:
    if message.step != "code":
        return Screen(words(f"proof-{message.step}-card", address=message.address))
    text = paragraphs(
        words.note(message.note).strip() or None,
        words("proof-head", address=message.address),
        words("proof-ask" if message.live else "proof-ask-again", minutes=message.minutes),
    )
    again = words.button("proof-again", "f", message.dialogue, message.rev, "again")
    leave = words.button("proof-leave", "f", message.dialogue, message.rev, "leave")
    return Screen(text, rows(leaving=[again, leave]))
