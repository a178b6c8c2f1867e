"""A liaison's workbook: handed out, and taken when it comes back, whatever form is open.

Asked before the ledger and before forms: a file that carries our mark is a workbook wherever it is sent.
"""

from __future__ import annotations

import asyncio

from telegram.ext import filters

from bot.handlers import collection, ledger, on
from bot.turn import Turn
from domain.answers import ReceivedFile
from domain.errors import Moved, Rejected
from domain.workbook import TAKING, Mark
from jobs import dialogues
from jobs.workbook import expected, handing, post, returns, taking

FIRST = True  # before other areas that take files
WORDS = filters.UpdateType.MESSAGE & ~filters.REPLY & filters.Regex(f"(?i)^\\s*({'|'.join(TAKING)})\\s*$")


async def on_workbook(turn: Turn) -> None:
    await turn.run(handing.ask, turn.who, turn.argument, turn.occasion)


async def on_get(turn: Turn) -> None:
    press = turn.press
    if press.argument == "all":
        return await turn.run(handing.hand_out_all, turn.who, turn.occasion)
    department = turn.number
    if department is None:
        raise Moved
    return await turn.run(handing.hand_out, turn.who, press.id, department, turn.occasion)


async def on_file(turn: Turn) -> None:
    """A file that may be a filled workbook; any other goes on to whoever it belongs to."""
    file = turn.files[0] if turn.files and not turn.files[0].photo else None
    if file is None or not turn.private:
        return await ledger.on_file(turn)
    try:
        mark = await asyncio.to_thread(post.mark_of, file, turn.units.settings)
        if mark is None:
            await _refuse_foreign(turn, file)
            return await ledger.on_file(turn)
        await _take(turn, file, mark)
    except Rejected as refused:  # said below: it is about the file, not about the form that happens to be open
        refused.then = refused.then or _nothing_more
        await turn.refuse(refused)


async def _take(turn: Turn, file: ReceivedFile, mark: Mark) -> None:
    issued = await turn.read(expected.expected, turn.who, mark)
    returned = await asyncio.to_thread(post.read_received, file, issued, turn.units.settings)
    await turn.run(returns.propose, turn.who, mark, file, returned, turn.occasion)


async def _refuse_foreign(turn: Turn, file: ReceivedFile) -> None:
    """A spreadsheet from a liaison while no form waits for evidence is meant as a workbook, and is none."""
    if post.is_spreadsheet(file) and await turn.read(dialogues.form_of, turn.who) is None:
        await turn.read(expected.may_send_ledger, turn.who, file.name)


def _nothing_more(_unit: object) -> None:
    """The sentence is all there is to say."""


async def on_take(turn: Turn) -> None:
    press = turn.press
    await _decide(turn, press.id, press.rev, press.argument)


async def on_word(turn: Turn) -> None:
    """A button's word, typed, where a preview waits; anybody else's text goes on."""
    found = await turn.read(returns.meant, turn.who, turn.text)
    if found is None:
        await collection.on_words(turn)
    else:
        await _decide(turn, *found)


async def _decide(turn: Turn, which: int, rev: int, choice: str) -> None:
    match choice:
        case "keep":
            await turn.run(taking.keep, turn.who, which, rev)
        case "send" | "sure":
            await turn.run(taking.send, turn.who, which, rev, turn.occasion, sure=choice == "sure")
        case "back":
            await turn.run(taking.look_again, turn.who, which, rev)
        case "drop":
            await turn.run(taking.drop, turn.who, which, rev)
        case _:
            raise Moved


def handlers() -> list[on.Handler]:
    return [
        on.command("workbook", on_workbook),
        on.press("workbook_get", on_get),
        on.press("workbook_take", on_take),
        on.message(ledger.FILES, on_file),
        on.message(WORDS, on_word),
    ]
