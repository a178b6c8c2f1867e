"""The acts above a reminder: the list, a supervision letter, a bulletin, a talk; documents composed on a thread."""

from __future__ import annotations

import asyncio

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from domain.errors import Moved
from domain.presses import row_number
from domain.supervision import ActKind
from jobs.documents.bulletin import stored_bulletin
from jobs.documents.supervision_letter import stored_letter
from jobs.supervision import bulletin, letter, register, sending, talk

FORMS = {talk.FORM: Form(talk.answer, talk.show)}


async def on_documents(turn: Turn) -> None:
    await turn.run(register.show_list, turn.who, turn.occasion, ring=True)


async def on_list(turn: Turn) -> None:
    await turn.run(register.show_list, turn.who, turn.occasion, turn.press.id)


async def on_show(turn: Turn) -> None:
    await turn.run(register.show_act, turn.who, turn.press.id, turn.occasion)


async def on_file(turn: Turn) -> None:
    await turn.run(register.send_file, turn.who, turn.press.id, turn.occasion)


async def on_new(turn: Turn) -> None:
    press = turn.press  # id carries the page
    if press.argument == ActKind.LETTER:
        await turn.run(letter.choose, turn.who, press.id, turn.occasion)
    elif press.argument == ActKind.TALK:
        await turn.run(talk.choose, turn.who, press.id, turn.occasion)
    elif press.argument == ActKind.BULLETIN:
        await turn.run(bulletin.choose, turn.who, turn.occasion)
    else:
        raise Moved


async def on_letter(turn: Turn) -> None:
    press = turn.press  # rev carries the working days, `new` a press on another card
    await turn.run(letter.preview, turn.who, press.id, press.rev, turn.occasion, ring=press.argument == "new")


async def on_make_letter(turn: Turn) -> None:
    press = turn.press  # rev carries the number on the preview
    days = row_number(press.argument) or 0
    paper = await turn.read(letter.paper_to_make, turn.who, press.id, days, press.rev, turn.occasion)
    file = await asyncio.to_thread(stored_letter, paper, turn.units.settings)
    await turn.run(letter.make, turn.who, paper, file, turn.occasion)


async def on_bulletin(turn: Turn) -> None:
    await turn.run(bulletin.preview, turn.who, turn.press.id, turn.occasion)


async def on_make_bulletin(turn: Turn) -> None:
    press = turn.press
    paper = await turn.read(bulletin.paper_to_make, turn.who, press.id, press.rev, turn.occasion)
    file = await asyncio.to_thread(stored_bulletin, paper, turn.units.settings)
    await turn.run(bulletin.make, turn.who, paper, file, turn.occasion)


async def on_talk(turn: Turn) -> None:
    await turn.run(talk.begin, turn.who, turn.press.id, turn.occasion)


async def on_send(turn: Turn) -> None:
    press = turn.press
    if press.argument == "yes":
        await turn.run(sending.send, turn.who, press.id, turn.occasion)
    else:
        await turn.run(sending.ask, turn.who, press.id, turn.occasion, asks=press.argument == "ask")


def handlers() -> list[on.Handler]:
    return [
        on.command("documents", on_documents),
        on.press("doc_list", on_list),
        on.press("doc_show", on_show),
        on.press("doc_file", on_file),
        on.press("doc_new", on_new),
        on.press("doc_letter", on_letter),
        on.press("doc_letter_make", on_make_letter),
        on.press("doc_bulletin", on_bulletin),
        on.press("doc_bulletin_make", on_make_bulletin),
        on.press("doc_talk", on_talk),
        on.press("doc_send", on_send),
    ]
