"""A coordinator nudges: everybody who owes, who is late, one department, or one request from any card."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs.nudging import cards, sending


async def on_nudge(turn: Turn) -> None:
    await turn.run(cards.find, turn.who, turn.argument, turn.occasion)


async def on_page(turn: Turn) -> None:
    await turn.run(cards.overview, turn.who, turn.press.id, turn.occasion, home=turn.press.argument)


async def on_department(turn: Turn) -> None:
    press = turn.press  # rev carries the page
    await turn.run(cards.show_department, turn.who, press.id, turn.occasion, press.rev, home=press.argument)


async def on_ask(turn: Turn) -> None:
    scope, home = _scope(turn)
    await turn.run(sending.ask, turn.who, scope, home, turn.occasion)


async def on_send(turn: Turn) -> None:
    scope, home = _scope(turn)
    await turn.run(sending.send_many, turn.who, scope, home, turn.occasion)


async def on_send_department(turn: Turn) -> None:
    press = turn.press
    await turn.run(sending.send_department, turn.who, press.id, press.argument, turn.occasion)


async def on_send_request(turn: Turn) -> None:
    await turn.run(sending.send_request, turn.who, turn.press.id)


def _scope(turn: Turn) -> tuple[str, str]:
    """`late-20241024`: the scope, and the day of the escalation's card it was pressed on."""
    scope, _, home = turn.press.argument.partition("-")
    return scope, home


def handlers() -> list[on.Handler]:
    return [
        on.command("nudge", on_nudge),
        on.press("nudge", on_page),
        on.press("nudge_unit", on_department),
        on.press("nudge_ask", on_ask),
        on.press("nudge_send", on_send),
        on.press("nudge_one", on_send_department),
        on.press("nudge_request", on_send_request),
    ]
