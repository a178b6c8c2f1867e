"""Papers of the end and of the year, each composed on a thread before the unit that sends it."""

from __future__ import annotations

import asyncio

from bot.handlers import on
from bot.turn import Turn
from jobs.documents.closing_record import stored_closing_record
from jobs.documents.objection_register import stored_register
from jobs.reports import closing, sending


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


def handlers() -> list[on.Handler]:
    return [on.press("doc_closing", on_closing), on.press("doc_register", on_register)]
