"""Invites and joining."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs import people


async def on_invite_link(turn: Turn) -> None:
    await turn.run(people.join, turn.who, turn.argument.removeprefix("i_"), turn.occasion)


async def on_start(turn: Turn) -> None:
    await turn.run(people.start, turn.who, turn.occasion)


async def on_invite(turn: Turn) -> None:
    await turn.run(people.choose_department, turn.who, turn.occasion)


async def on_page(turn: Turn) -> None:
    await turn.run(people.choose_department, turn.who, turn.occasion, turn.press.id)


async def on_department(turn: Turn) -> None:
    await turn.run(people.invite_liaison, turn.who, turn.press.id, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.deep_link("i", on_invite_link),
        on.command("start", on_start),
        on.command("invite", on_invite),
        on.press("invite_page", on_page),
        on.press("invite_for", on_department),
    ]
