"""Striking a task off, and looking back at one that was."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs import closing
from jobs.closing import look_back


async def on_ask(turn: Turn) -> None:
    await turn.run(closing.ask, turn.who, turn.press.id, turn.occasion)


async def on_close(turn: Turn) -> None:
    await turn.run(closing.close, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_look_back(turn: Turn) -> None:
    await turn.run(look_back.begin, turn.who, turn.press.id, turn.press.rev, turn.occasion)


FORMS = {look_back.FORM: Form(look_back.answer, look_back.show)}


def handlers() -> list[on.Handler]:
    return [
        on.press("close_ask", on_ask),
        on.press("close_do", on_close),
        on.press("look_back", on_look_back),
    ]
