"""An extension: asked for by a liaison, granted or refused by a coordinator."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs.collection import extensions, granting

FORMS = {
    extensions.FORM: Form(extensions.answer, extensions.show),
    granting.FORM: Form(granting.answer, granting.show, leaving="keep"),
}


async def on_extend(turn: Turn) -> None:
    """A liaison asks for more time; a coordinator sees what waits for a decision."""
    if await turn.read(granting.decides, turn.who):
        await turn.run(granting.show_waiting, turn.who, turn.occasion)
    else:
        await turn.run(extensions.begin, turn.who, 0, turn.occasion)


async def on_extend_one(turn: Turn) -> None:
    await turn.run(extensions.begin, turn.who, turn.press.id, turn.occasion)


async def on_withdraw(turn: Turn) -> None:
    await turn.run(extensions.withdraw, turn.who, turn.press.id, turn.press.rev)


async def on_grant(turn: Turn) -> None:
    await turn.run(granting.grant, turn.who, turn.press.id, turn.press.rev)


async def on_refuse(turn: Turn) -> None:
    await turn.run(granting.ask_opinion, turn.who, turn.press.id, turn.press.rev)


def handlers() -> list[on.Handler]:
    return [
        on.command("extend", on_extend),
        on.press("extend", on_extend_one),
        on.press("extend_withdraw", on_withdraw),
        on.press("extend_grant", on_grant),
        on.press("extend_refuse", on_refuse),
    ]
