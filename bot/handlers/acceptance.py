"""Applying for acceptance, and deciding on it."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs import acceptance


async def on_apply(turn: Turn) -> None:
    await turn.run(acceptance.apply, turn.who, turn.press.id, turn.occasion)


async def on_pass(turn: Turn) -> None:
    await turn.run(acceptance.decide, turn.who, turn.press.id, turn.press.rev, True, turn.occasion)


async def on_fail(turn: Turn) -> None:
    await turn.run(acceptance.decide, turn.who, turn.press.id, turn.press.rev, False, turn.occasion)


async def on_files(turn: Turn) -> None:
    await turn.run(acceptance.send_files, turn.who, turn.press.id, turn.occasion)


FORMS = {
    "apply": Form(acceptance.answer_form, acceptance.show_form),
    "opinion": Form(acceptance.answer_opinion, acceptance.show_opinion, leaving="back"),
}


def handlers() -> list[on.Handler]:
    return [
        on.press("accept_apply", on_apply),
        on.press("accept_pass", on_pass),
        on.press("accept_fail", on_fail),
        on.press("accept_files", on_files),
    ]
