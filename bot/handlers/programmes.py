"""How often a task or a programme is asked, and what a programme asks for before it strikes off."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs.programmes import order, rhythm


async def on_task(turn: Turn) -> None:
    await turn.run(rhythm.show_task, turn.who, turn.press.id, turn.occasion)


async def on_set_task(turn: Turn) -> None:
    await turn.run(rhythm.set_task, turn.who, turn.press.id, turn.press.argument, turn.occasion)


async def on_programme(turn: Turn) -> None:
    await turn.run(rhythm.show_programme, turn.who, turn.press.id, turn.occasion)


async def on_set_programme(turn: Turn) -> None:
    await turn.run(rhythm.set_programme, turn.who, turn.press.id, turn.press.argument, turn.occasion)


async def on_order(turn: Turn) -> None:
    await turn.run(order.show, turn.who, turn.press.id, turn.occasion)


async def on_choose_order(turn: Turn) -> None:
    await turn.run(order.choose, turn.who, turn.press.id, turn.press.argument, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.press("rhythm_task", on_task),
        on.press("rhythm_set", on_set_task),
        on.press("rhythm_all", on_programme),
        on.press("rhythm_all_set", on_set_programme),
        on.press("order_show", on_order),
        on.press("order_set", on_choose_order),
    ]
