"""How long identities are kept: a coordinator puts a shorter rule in force."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs import privacy


async def on_apply(turn: Turn) -> None:
    await turn.run(privacy.apply, turn.who, turn.press.id)


def handlers() -> list[on.Handler]:
    return [on.press("retention_apply", on_apply)]
