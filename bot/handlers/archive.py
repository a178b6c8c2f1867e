"""Archiving a programme that is done with, the archive and its papers, reopening."""

from __future__ import annotations

import asyncio

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs.documents.year_summary import stored_year_summary
from jobs.ledger import sending as ledger
from jobs.programmes import archive, shelf
from jobs.reports import sending, year

FORMS = {archive.FORM: Form(archive.answer, archive.show)}


async def on_ask(turn: Turn) -> None:
    await turn.run(archive.begin, turn.who, turn.press.id, turn.occasion)


async def on_list(turn: Turn) -> None:
    await turn.run(shelf.show_list, turn.who, turn.occasion, turn.press.id)


async def on_show(turn: Turn) -> None:
    press = turn.press  # rev carries the page
    await turn.run(shelf.show_one, turn.who, press.id, turn.occasion, press.rev, asking=press.argument == "ask")


async def on_reopen(turn: Turn) -> None:
    await turn.run(shelf.reopen, turn.who, turn.press.id, turn.occasion)


async def on_ledger(turn: Turn) -> None:
    await turn.run(ledger.send, turn.who, turn.occasion, turn.press.id)


async def on_year(turn: Turn) -> None:
    """The charts take seconds, so the summary comes a moment later."""
    press = turn.press  # rev carries the year
    paper = await turn.read(year.paper_for, turn.who, press.id, press.rev)
    file = await asyncio.to_thread(stored_year_summary, paper, turn.units.settings)
    await turn.run(sending.send, turn.who, f"year:{paper.year}", file, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.press("archive_ask", on_ask),
        on.press("archive_list", on_list),
        on.press("archive_show", on_show),
        on.press("archive_reopen", on_reopen),
        on.press("archive_ledger", on_ledger),
        on.press("archive_year", on_year),
    ]
