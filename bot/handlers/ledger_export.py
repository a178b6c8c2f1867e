"""The ledger handed out: the card of /ledger and its two downloads."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs.ledger import sending


async def on_ledger(turn: Turn) -> None:
    await turn.run(sending.home, turn.who, turn.occasion)


async def on_sheet(turn: Turn) -> None:
    await turn.run(sending.send, turn.who, turn.occasion)


async def on_template(turn: Turn) -> None:
    await turn.run(sending.send_template, turn.who, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.command("ledger", on_ledger),
        on.press("ledger_sheet", on_sheet),
        on.press("ledger_template", on_template),
    ]
