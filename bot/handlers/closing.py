"""Striking a task off."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs import closing


async def on_ask(turn: Turn) -> None:
    await turn.run(closing.ask, turn.who, turn.press.id, turn.occasion)


async def on_close(turn: Turn) -> None:
    await turn.run(closing.close, turn.who, turn.press.id, turn.press.rev, turn.occasion)


def handlers() -> list[on.Handler]:
    return [on.press("close_ask", on_ask), on.press("close_do", on_close)]
