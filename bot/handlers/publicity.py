"""Publicity periods: drawing up a notice, looking periods up, taking one back."""

from __future__ import annotations

import asyncio

from bot import places
from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from domain.places import Place
from jobs import documents, publicity


async def on_list(turn: Turn) -> None:
    await turn.run(publicity.show_list, turn.who, turn.occasion)


async def on_page(turn: Turn) -> None:
    await turn.run(publicity.show_list, turn.who, turn.occasion, turn.press.id)


async def on_new(turn: Turn) -> None:
    await turn.run(publicity.begin, turn.who, turn.press.id, turn.occasion, await _look(turn))


async def on_resume(turn: Turn) -> None:
    await turn.run(publicity.resume, turn.who, turn.press.id, turn.occasion, await _look(turn))


async def _look(turn: Turn) -> tuple[Place, ...]:
    """What the bot may do where the notice will be announced: asked before the unit, shown by the preview."""
    return await places.look(turn.update.get_bot(), await turn.read(publicity.places_to_ask_about, turn.who))


async def on_look_up(turn: Turn) -> None:
    await turn.run(publicity.look_up, turn.who, turn.press.id, turn.occasion)


async def on_file(turn: Turn) -> None:
    """The document takes a tenth of a second to compose: on a thread, before the unit."""
    which = turn.press.id
    paper = await turn.read(publicity.paper_for, turn.who, which)
    file = await asyncio.to_thread(documents.stored_notice, paper, turn.units.settings)
    await turn.run(publicity.send_document, turn.who, which, paper.title, file, turn.occasion)


async def on_change(turn: Turn) -> None:
    await turn.run(publicity.change, turn.who, turn.press.id, turn.press.rev, turn.occasion, await _look(turn))


async def on_cancel(turn: Turn) -> None:
    await turn.run(publicity.cancel_asked, turn.who, turn.press.id, turn.press.rev, True, turn.occasion)


async def on_keep(turn: Turn) -> None:
    await turn.run(publicity.cancel_asked, turn.who, turn.press.id, turn.press.rev, False, turn.occasion)


async def on_cancel_confirmed(turn: Turn) -> None:
    await turn.run(publicity.cancel, turn.who, turn.press.id, turn.press.rev, turn.occasion)


FORMS = {"publicity": Form(publicity.answer, publicity.show)}


def handlers() -> list[on.Handler]:
    return [
        on.command("publicity", on_list),
        on.press("pub_page", on_page),
        on.press("pub_new", on_new),
        on.press("pub_open", on_resume),
        on.press("pub_show", on_look_up),
        on.press("pub_file", on_file),
        on.press("pub_change", on_change),
        on.press("pub_cancel", on_cancel),
        on.press("pub_keep", on_keep),
        on.press("pub_cancel_do", on_cancel_confirmed),
    ]
