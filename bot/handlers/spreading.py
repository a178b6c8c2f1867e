"""An announcement on its way to every subscriber: paused, gone on with, ended by a coordinator."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from domain.errors import Moved
from jobs.publicity import spreading


async def on_press(turn: Turn) -> None:
    press = turn.press
    match press.argument:
        case "pause" | "on":
            await turn.run(spreading.pause, turn.who, press.id, paused=press.argument == "pause")
        case "ask" | "keep":
            await turn.run(spreading.ask_to_end, turn.who, press.id, turn.occasion, asks=press.argument == "ask")
        case "end":
            await turn.run(spreading.end, turn.who, press.id)
        case _:
            raise Moved


def handlers() -> list[on.Handler]:
    return [on.press("spread", on_press)]
