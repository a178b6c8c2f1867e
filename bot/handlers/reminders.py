"""What is done with a reminder, and with the word that the reminders are over."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs.reminders import escalation, snooze


async def on_snooze(turn: Turn) -> None:
    await turn.run(snooze.snooze, turn.who, turn.press.id, turn.occasion)


async def on_page(turn: Turn) -> None:
    press = turn.press
    await turn.run(escalation.turn_page, turn.who, press.id, press.rev, turn.occasion)


def handlers() -> list[on.Handler]:
    return [on.press("snooze", on_snooze), on.press("escalation", on_page)]
