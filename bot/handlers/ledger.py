"""Files sent to the bot, a task's card, the form for its figures."""

from __future__ import annotations

import asyncio

from telegram.ext import filters

from bot.handlers import forms, on, plan
from bot.handlers.forms import Form
from bot.turn import Turn
from db.units import Unit
from domain.answers import Answer
from domain.messages.base import Note
from domain.people import Account
from jobs import dialogues
from jobs.ledger import imports, indicators, reasons, tasks

FILES = filters.UpdateType.MESSAGE & (filters.ATTACHMENT | filters.PHOTO)


async def on_file(turn: Turn) -> None:
    """A file while no form is open is a ledger, a plan's table or a notice to take over; else it belongs to the form."""
    form = await turn.read(dialogues.form_of, turn.who)
    if not (turn.files or turn.too_big) or form not in (None, plan.FORM):
        return await forms.on_answer(turn)
    await turn.read(imports.may_send, turn.who)
    if await plan.took(turn, waiting=form is not None):
        return None
    sheet = await asyncio.to_thread(imports.read_received, turn.files, turn.too_big, turn.units.settings)
    return await turn.run(imports.propose, turn.who, sheet, turn.occasion)


async def on_apply(turn: Turn) -> None:
    press = turn.press
    await turn.run(reasons.apply, turn.who, press.id, press.rev, turn.occasion)


async def on_drop(turn: Turn) -> None:
    press = turn.press
    await turn.run(imports.drop, turn.who, press.id, press.rev, turn.occasion)


async def on_whole(turn: Turn) -> None:
    await turn.run(imports.show_whole, turn.who, turn.press.id, turn.occasion)


async def on_task(turn: Turn) -> None:
    await turn.run(tasks.find, turn.who, turn.argument, turn.occasion)


async def on_show(turn: Turn) -> None:
    await turn.run(tasks.show, turn.who, turn.press.id, turn.occasion, ring=True)


async def on_full(turn: Turn) -> None:
    await turn.run(tasks.show_all, turn.who, turn.press.id, turn.occasion)


async def on_indicator(turn: Turn) -> None:
    press = turn.press
    await turn.run(indicators.open_form, turn.who, press.id, press.rev, turn.occasion)


def _answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """When the form is done, one that was put aside for it comes back."""
    note = indicators.answer(unit, who, answer, occasion)
    if dialogues.form_of(unit, who) != indicators.FORM:
        forms.reshow(unit, who, None)
    return note


FORMS = {
    indicators.FORM: Form(_answer, indicators.show, leaving="done"),
    reasons.FORM: Form(reasons.answer, reasons.show, leaving="back"),
}


def handlers() -> list[on.Handler]:
    return [
        on.message(FILES, on_file),
        on.command("task", on_task),
        on.press("ledger_apply", on_apply),
        on.press("ledger_drop", on_drop),
        on.press("ledger_whole", on_whole),
        on.press("task_show", on_show),
        on.press("task_full", on_full),
        on.press("task_indicator", on_indicator),
    ]
