"""A contact address is proven by a code that was mailed to it."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs import publicity


async def on_prove(turn: Turn) -> None:
    await turn.run(publicity.prove_address, turn.who, turn.press.id, turn.occasion)


FORMS = {"proof": Form(publicity.answer_proof, publicity.show_proof)}


def handlers() -> list[on.Handler]:
    return [on.press("addr_prove", on_prove)]
