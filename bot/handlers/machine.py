"""How the machine is, for coordinators: what can't be delivered, and whether all runs."""

from __future__ import annotations

import asyncio

from bot.handlers import on
from bot.turn import Turn
from jobs.health import health_card, parked_card


async def on_parked(turn: Turn) -> None:
    await turn.run(parked_card.show, turn.who, turn.occasion)


async def on_page(turn: Turn) -> None:
    await turn.run(parked_card.show, turn.who, turn.occasion, turn.press.id)


async def on_retry(turn: Turn) -> None:
    await turn.run(parked_card.retry, turn.who, turn.press.id, turn.press.argument, turn.occasion)


async def on_ask_drop(turn: Turn) -> None:
    await turn.run(parked_card.ask_drop, turn.who, turn.press.id, turn.press.argument, turn.occasion)


async def on_drop(turn: Turn) -> None:
    await turn.run(parked_card.drop, turn.who, turn.press.id, turn.press.argument, turn.occasion)


async def on_keep(turn: Turn) -> None:
    await turn.run(parked_card.keep, turn.who, turn.press.id, turn.press.argument, turn.occasion)


async def on_health(turn: Turn) -> None:
    disk = await asyncio.to_thread(health_card.disk, turn.units.settings.data_dir)
    await turn.run(health_card.show, turn.who, disk, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.command("parked", on_parked),
        on.command("health", on_health),
        on.press("parked_page", on_page),
        on.press("parked_retry", on_retry),
        on.press("parked_drop", on_ask_drop),
        on.press("parked_drop_sure", on_drop),
        on.press("parked_keep", on_keep),
        on.press("health", on_health),
    ]
