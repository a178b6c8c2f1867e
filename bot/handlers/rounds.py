"""A special round: drawn up by a coordinator, step by step."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs.collection import special_form

FORMS = {special_form.FORM: Form(special_form.answer, special_form.show)}


async def on_round(turn: Turn) -> None:
    await turn.run(special_form.begin, turn.who, turn.occasion)


def handlers() -> list[on.Handler]:
    return [on.command("round", on_round)]
