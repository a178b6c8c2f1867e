"""Papers of the end and of the year, each composed on a thread before the unit that sends it."""

from __future__ import annotations

import asyncio

from bot.handlers import on
from bot.turn import Turn
from jobs.documents.closing_record import stored_closing_record
from jobs.documents.objection_register import stored_register
from jobs.documents.objection_sheet import stored_objection_sheet
from jobs.documents.year_summary import stored_year_summary
from jobs.reports import closing, sending, year


async def on_closing(turn: Turn) -> None:
    record = await turn.read(closing.record_for, turn.who, turn.press.id)
    made_on = await turn.read(closing.today)
    file = await asyncio.to_thread(stored_closing_record, record, made_on, turn.units.settings)
    await turn.run(sending.send, turn.who, f"task:{record.task_id}", file, turn.occasion)


async def on_register(turn: Turn) -> None:
    entries = await turn.read(closing.register_for, turn.who)
    made_on = await turn.read(closing.today)
    file = await asyncio.to_thread(stored_register, entries, made_on, turn.units.settings)
    await turn.run(sending.send, turn.who, "register", file, turn.occasion)


async def on_sheet(turn: Turn) -> None:
    sheet = await turn.read(closing.sheet_for, turn.who, turn.press.id)
    made_on = await turn.read(closing.today)
    file = await asyncio.to_thread(stored_objection_sheet, sheet, made_on, turn.units.settings)
    await turn.run(sending.send, turn.who, f"objection:{sheet.entry.number}", file, turn.occasion)


async def on_year(turn: Turn) -> None:
    """A paper for each programme: the charts take seconds, so they come a moment later."""
    papers = await turn.read(year.papers_for, turn.who)
    files = [await asyncio.to_thread(stored_year_summary, paper, turn.units.settings) for paper in papers]
    await turn.run(sending.send_all, turn.who, f"year:{papers[0].year}", files, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.press("doc_closing", on_closing),
        on.press("doc_register", on_register),
        on.press("doc_objection", on_sheet),
        on.press("doc_year", on_year),
    ]
