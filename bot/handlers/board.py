"""The board and what it opens. A list's button carries the programme and the page; a line's carries the page it is on."""

from __future__ import annotations

import asyncio

from bot.handlers import on
from bot.turn import Turn
from domain.errors import Rejected
from jobs import board
from jobs.documents import fonts


async def on_board(turn: Turn) -> None:
    await turn.run(board.board, turn.who, turn.occasion, ring=True)


async def on_home(turn: Turn) -> None:
    await turn.run(board.board, turn.who, turn.occasion)


async def on_show(turn: Turn) -> None:
    await turn.run(board.board, turn.who, turn.occasion, turn.press.id)


async def on_missing(turn: Turn) -> None:
    await turn.run(board.missing, turn.who, turn.occasion, ring=True)


async def on_missing_page(turn: Turn) -> None:
    press = turn.press
    await turn.run(board.missing, turn.who, turn.occasion, press.rev, press.id)


async def on_departments(turn: Turn) -> None:
    press = turn.press
    await turn.run(board.by_department, turn.who, turn.occasion, press.rev, press.id)


async def on_department(turn: Turn) -> None:
    press = turn.press
    await turn.run(board.one_department, turn.who, press.id, turn.occasion, press.rev, turn.number or 0)


async def on_tasks(turn: Turn) -> None:
    press = turn.press
    await turn.run(board.by_task, turn.who, turn.occasion, press.rev, press.id)


async def on_task(turn: Turn) -> None:
    press = turn.press
    await turn.run(board.one_task, turn.who, press.id, turn.occasion, press.rev)


async def on_request(turn: Turn) -> None:
    press = turn.press
    await turn.run(board.one_request, turn.who, press.id, turn.occasion, press.rev, press.argument)


async def on_kept(turn: Turn) -> None:
    press = turn.press
    await turn.run(board.kept, turn.who, turn.occasion, press.rev, press.id, turn.number)


async def on_picture(turn: Turn) -> None:
    programme = turn.press.id
    if not await asyncio.to_thread(fonts.chinese):
        await turn.refuse(Rejected("board-no-font"))
        return
    await turn.run(board.picture, turn.who, programme, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.command("board", on_board),
        on.command("missing", on_missing),
        on.press("board_home", on_home),
        on.press("board_show", on_show),
        on.press("board_missing", on_missing_page),
        on.press("board_units", on_departments),
        on.press("board_unit", on_department),
        on.press("board_tasks", on_tasks),
        on.press("board_task", on_task),
        on.press("board_request", on_request),
        on.press("board_kept", on_kept),
        on.press("board_picture", on_picture),
    ]
