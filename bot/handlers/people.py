"""Invites and joining; and whoever stops the bot, or comes back."""

from __future__ import annotations

from telegram import ChatMember

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from db.units import Unit
from domain.errors import Moved, Rejected
from domain.people import Account, RoleName
from jobs import people
from jobs.objections import limits
from jobs.people import invite_form, invites, reach

FORMS = {invite_form.FORM: Form(invite_form.answer, invite_form.show)}


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
    await turn.run(invite_form.invite_named, turn.who, turn.argument, turn.occasion)


async def on_page(turn: Turn) -> None:
    await turn.run(invites.choose_department, turn.who, turn.occasion, turn.press.id, _role(turn))


async def on_department(turn: Turn) -> None:
    await turn.run(invites.invite_for, turn.who, turn.press.id, turn.occasion, turn.press.argument)


async def on_role(turn: Turn) -> None:
    await turn.run(invites.choose_role, turn.who, turn.press.argument, turn.occasion)


async def on_type(turn: Turn) -> None:
    await turn.run(invite_form.ask, turn.who, _role(turn), turn.occasion)


async def on_list(turn: Turn) -> None:
    await turn.run(invites.show_open, turn.who, turn.occasion, turn.press.id)


async def on_void(turn: Turn) -> None:
    press = turn.press
    if press.argument == "yes":
        await turn.run(invites.make_void, turn.who, press.id, turn.occasion)
    else:
        asks = press.id if press.argument == "ask" else 0
        await turn.run(invites.show_open, turn.who, turn.occasion, press.rev, asks)


async def on_membership(turn: Turn) -> None:
    """The bot was blocked in a private chat, or let in again."""
    change = turn.update.my_chat_member
    if change is not None and change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT):
        await turn.run(reach.account_lost, turn.who)
    else:
        await turn.run(reach.account_found, turn.who, turn.occasion)


def _role(turn: Turn) -> RoleName:
    argument = turn.press.argument or RoleName.LIAISON
    if argument not in invites.OF_DEPARTMENT:
        raise Moved
    return RoleName(argument)


def handlers() -> list[on.Handler]:
    return [
        on.deep_link("i", on_invite_link),
        on.command("start", on_start),
        on.command("invite", on_invite),
        on.press("invite_page", on_page),
        on.press("invite_for", on_department),
        on.press("invite_role", on_role),
        on.press("invite_type", on_type),
        on.press("invite_list", on_list),
        on.press("invite_void", on_void),
        on.membership(on_membership),
    ]
