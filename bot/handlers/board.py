"""The board and what it opens."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs import board


async def on_board(turn: Turn) -> None:
    await turn.run(board.board, turn.who, turn.occasion, ring=True)


async def on_back(turn: Turn) -> None:
    await turn.run(board.board, turn.who, turn.occasion)


async def on_missing(turn: Turn) -> None:
    await turn.run(board.missing, turn.who, turn.occasion, ring=True)


async def on_missing_page(turn: Turn) -> None:
    await turn.run(board.missing, turn.who, turn.occasion, turn.press.id)


async def on_departments(turn: Turn) -> None:
    await turn.run(board.by_department, turn.who, turn.occasion, turn.press.id)


async def on_department(turn: Turn) -> None:
    press = turn.press
    await turn.run(board.one_department, turn.who, press.id, turn.occasion, press.rev)  # rev carries the page


async def on_tasks(turn: Turn) -> None:
    await turn.run(board.by_task, turn.who, turn.occasion, turn.press.id)


def handlers() -> list[on.Handler]:
    return [
        on.command("board", on_board),
        on.command("missing", on_missing),
        on.press("board_show", on_back),
        on.press("board_missing", on_missing_page),
        on.press("board_units", on_departments),
        on.press("board_unit", on_department),
        on.press("board_tasks", on_tasks),
    ]
