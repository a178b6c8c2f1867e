"""Invites and joining."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from db.units import Unit
from domain.errors import Rejected
from domain.people import Account
from jobs import people
from jobs.objections import limits


async def on_invite_link(turn: Turn) -> None:
    await turn.run(_join, turn.who, turn.argument.removeprefix("i_"), turn.occasion)


def _join(unit: Unit, who: Account, token: str, occasion: str) -> None:
    """An invite can be guessed at no faster than a receipt code: wrong ones of either kind slow the account down."""
    try:
        limits.check_guess(unit, who)
    except Rejected as slow:
        raise Rejected("invite-slow", minutes=slow.facts["minutes"]) from None
    try:
        people.join(unit, who, token, occasion)
    except Rejected as refused:
        if refused.key == "invite-unknown":
            refused.then = lambda unit: limits.count(unit, who, "guess")
        raise


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
