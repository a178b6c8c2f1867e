"""A notice that runs is corrected, extended or withdrawn."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs import publicity


async def on_new(turn: Turn) -> None:
    press = turn.press
    await turn.run(publicity.begin_amendment, turn.who, press.id, press.rev, press.argument, turn.occasion)


FORMS = {"amend": Form(publicity.answer_amendment, publicity.show_amendment, leaving="drop")}


def handlers() -> list[on.Handler]:
    return [on.press("amend_new", on_new)]
