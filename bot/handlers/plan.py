"""The year's plan: drawn up, brought as a table, confirmed."""

from __future__ import annotations

import asyncio

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs.ledger import imports
from jobs.plan import decision, draft, files


async def on_plan(turn: Turn) -> None:
    await turn.run(draft.start, turn.who, turn.argument, turn.occasion)


async def on_open(turn: Turn) -> None:
    await turn.run(draft.choose, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_carry(turn: Turn) -> None:
    await turn.run(draft.carry, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_sheet(turn: Turn) -> None:
    await turn.run(draft.send_sheet, turn.who, turn.press.id, turn.occasion)


async def on_file_wanted(turn: Turn) -> None:
    await turn.run(decision.ask_file, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_confirm(turn: Turn) -> None:
    await turn.run(decision.confirm, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_drop(turn: Turn) -> None:
    await turn.run(draft.give_up, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_adjust(turn: Turn) -> None:
    await turn.run(draft.adjust, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def took(turn: Turn, *, waiting: bool) -> bool:
    """Whether the file that came is the plan's: its table wherever it is sent; while one is awaited, a ledger too."""
    settings = turn.units.settings
    table = await asyncio.to_thread(files.table_of, turn.files[0], settings) if turn.files else None
    if table is not None:
        await turn.run(draft.take, turn.who, table.draft, (table.programme, table.year), turn.occasion)
    elif waiting:
        sheet = await asyncio.to_thread(imports.read_received, turn.files, turn.too_big, settings)
        await turn.run(draft.take_ledger, turn.who, sheet, turn.occasion)
    return table is not None or waiting


FORM = draft.FORM
FORMS = {draft.FORM: Form(decision.answer, decision.show, leaving="back")}


def handlers() -> list[on.Handler]:
    return [
        on.command("plan", on_plan),
        on.press("plan_open", on_open),
        on.press("plan_carry", on_carry),
        on.press("plan_sheet", on_sheet),
        on.press("plan_file", on_file_wanted),
        on.press("plan_confirm", on_confirm),
        on.press("plan_drop", on_drop),
        on.press("plan_adjust", on_adjust),
    ]
