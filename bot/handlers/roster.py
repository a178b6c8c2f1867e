"""A coordinator's people: look, find, end a role, replace a lost account, write down an address."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs.people import addresses, roster, unbound

FORMS = {
    roster.FORM: Form(roster.answer, roster.show),
    addresses.FORM: Form(addresses.answer, addresses.show),
}


async def on_people(turn: Turn) -> None:
    await turn.run(roster.find, turn.who, turn.argument, turn.occasion)


async def on_page(turn: Turn) -> None:
    await turn.run(roster.show_all, turn.who, turn.occasion, turn.press.id)


async def on_find(turn: Turn) -> None:
    await turn.run(roster.ask_find, turn.who, turn.occasion)


async def on_department(turn: Turn) -> None:
    await turn.run(roster.show_department, turn.who, turn.press.id, turn.occasion)


async def on_person(turn: Turn) -> None:
    await turn.run(roster.show_person, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_end(turn: Turn) -> None:
    press = turn.press
    job = roster.end_role if press.argument == "yes" else roster.ask_end
    await turn.run(job, turn.who, press.id, press.rev, turn.occasion)


async def on_rebind(turn: Turn) -> None:
    press = turn.press
    if press.argument in ("link", "stop"):
        stop = press.argument == "stop"
        await turn.run(roster.rebind, turn.who, press.id, press.rev, turn.occasion, stop=stop)
    else:
        await turn.run(roster.show_person, turn.who, press.id, press.rev, turn.occasion, asks="rebind")


async def on_email(turn: Turn) -> None:
    await turn.run(addresses.ask, turn.who, turn.press.id, turn.occasion)


async def on_unbound_page(turn: Turn) -> None:
    await turn.run(unbound.turn_page, turn.who, turn.press.id, turn.press.rev, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.command("people", on_people),
        on.press("people_page", on_page),
        on.press("people_find", on_find),
        on.press("people_dept", on_department),
        on.press("person", on_person),
        on.press("role_end", on_end),
        on.press("person_rebind", on_rebind),
        on.press("dept_email", on_email),
        on.press("unbound_page", on_unbound_page),
    ]
