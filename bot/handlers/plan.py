"""The year's plan: drawn up, brought as a table, confirmed."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs.plan import decision, draft


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
