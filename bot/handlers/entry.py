"""What a coordinator registers for a caller or a writer, and what is decided of what came late."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs.objections import entry, late


async def on_new(turn: Turn) -> None:
    await turn.run(entry.begin, turn.who, turn.press.id, turn.occasion)


async def on_late_accept(turn: Turn) -> None:
    await turn.run(late.ask_reason, turn.who, turn.press.id, turn.occasion)


async def on_late_keep(turn: Turn) -> None:
    await turn.run(late.keep, turn.who, turn.press.id)


FORMS = {entry.NAME: Form(entry.answer, entry.show), late.NAME: Form(late.answer, late.show)}


def handlers() -> list[on.Handler]:
    return [
        on.press("entry_new", on_new),
        on.press("late_accept", on_late_accept),
        on.press("late_keep", on_late_keep),
    ]
