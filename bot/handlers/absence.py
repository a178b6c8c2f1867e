"""A liaison who is away, hands over, or leaves."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from domain.errors import Moved
from jobs.people import away, handover

FORMS = {away.FORM: Form(away.answer, away.show)}


async def on_away(turn: Turn) -> None:
    await turn.run(away.begin, turn.who, turn.occasion)


async def on_dates(turn: Turn) -> None:
    await turn.run(away.begin, turn.who, turn.occasion, anew=True)


async def on_back(turn: Turn) -> None:
    await turn.run(away.come_back_early, turn.who, turn.occasion)


async def on_deputy(turn: Turn) -> None:
    await turn.run(away.invite_deputy, turn.who, turn.press.id, turn.occasion)


async def on_colleague(turn: Turn) -> None:
    colleague = turn.number
    if colleague is None:
        raise Moved
    await turn.run(away.ask_colleague, turn.who, turn.press.id, colleague)


async def on_drop(turn: Turn) -> None:
    await turn.run(away.drop_deputy, turn.who, turn.press.id, turn.occasion)


async def on_handover(turn: Turn) -> None:
    await turn.run(handover.show, turn.who, turn.occasion)


async def on_successor(turn: Turn) -> None:
    await turn.run(handover.invite_successor, turn.who, turn.press.id, turn.occasion)


async def on_leave(turn: Turn) -> None:
    press = turn.press
    if press.argument == "yes":
        await turn.run(handover.leave, turn.who, press.id)
    else:
        asks = press.id if press.argument == "ask" else 0
        await turn.run(handover.show, turn.who, turn.occasion, asks)


def handlers() -> list[on.Handler]:
    return [
        on.command("away", on_away),
        on.press("away_dates", on_dates),
        on.press("away_back", on_back),
        on.press("away_invite", on_deputy),
        on.press("away_ask", on_colleague),
        on.press("away_drop", on_drop),
        on.command("handover", on_handover),
        on.press("hand_link", on_successor),
        on.press("hand_leave", on_leave),
    ]
