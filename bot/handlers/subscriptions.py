"""Notices in one's own chat: all of them, or those of a programme or department."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs import subscriptions


async def on_subscribe(turn: Turn) -> None:
    await turn.run(subscriptions.subscribe, turn.who, turn.occasion)


async def on_unsubscribe(turn: Turn) -> None:
    await turn.run(subscriptions.unsubscribe, turn.who, turn.occasion)


async def on_all(turn: Turn) -> None:
    await turn.run(subscriptions.everything, turn.who, turn.occasion)


async def on_none(turn: Turn) -> None:
    await turn.run(subscriptions.nothing, turn.who, turn.occasion)


async def on_look(turn: Turn) -> None:
    await turn.run(subscriptions.look, turn.who, turn.press.argument, turn.press.id, turn.occasion)


async def on_pick(turn: Turn) -> None:
    press = turn.press
    await turn.run(subscriptions.pick, turn.who, press.argument, press.id, press.rev, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.command("subscribe", on_subscribe),
        on.command("unsubscribe", on_unsubscribe),
        on.press("sub_all", on_all),
        on.press("sub_none", on_none),
        on.press("sub_look", on_look),
        on.press("sub_pick", on_pick),
    ]
