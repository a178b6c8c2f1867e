"""What a liaison's departments sent: the list, one report, its files."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs.collection import history


async def on_history(turn: Turn) -> None:
    await turn.run(history.show_list, turn.who, turn.occasion)


async def on_page(turn: Turn) -> None:
    await turn.run(history.show_list, turn.who, turn.occasion, turn.press.rev)


async def on_open(turn: Turn) -> None:
    """The page to go back to stands where other buttons carry the row's rev: what was sent does not change."""
    await turn.run(history.show_report, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_files(turn: Turn) -> None:
    await turn.run(history.send_files, turn.who, turn.press.id, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.command("history", on_history),
        on.press("history", on_page),
        on.press("history_open", on_open),
        on.press("history_files", on_files),
    ]
