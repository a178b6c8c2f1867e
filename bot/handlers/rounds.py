"""A special round: drawn up by a coordinator, step by step; cancelled where it was a mistake."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs.collection import special_form, special_sent

FORMS = {
    special_form.FORM: Form(special_form.answer, special_form.show),
    special_sent.FORM: Form(special_sent.answer, special_sent.show),
}


async def on_round(turn: Turn) -> None:
    await turn.run(special_form.begin, turn.who, turn.occasion)


async def on_show(turn: Turn) -> None:
    await turn.run(special_form.show_running, turn.who, turn.press.id, turn.occasion)


async def on_cancel(turn: Turn) -> None:
    await turn.run(special_sent.begin, turn.who, turn.press.id)


def handlers() -> list[on.Handler]:
    return [
        on.command("round", on_round),
        on.press("round_show", on_show),
        on.press("round_cancel", on_cancel),
    ]
