"""Mail that came in: the list of what waits, and what a coordinator does with one."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs.returns import bounces, cards, deciding


async def on_list(turn: Turn) -> None:
    await turn.run(cards.list_waiting, turn.who, turn.occasion)


async def on_page(turn: Turn) -> None:
    await turn.run(cards.list_waiting, turn.who, turn.occasion, turn.press.id)


async def on_open(turn: Turn) -> None:
    await turn.run(deciding.open_mail, turn.who, turn.press.id, turn.occasion)


async def on_back(turn: Turn) -> None:
    await turn.run(deciding.show_again, turn.who, turn.press.id)


async def on_answer(turn: Turn) -> None:
    await turn.run(deciding.answer_with, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_keep(turn: Turn) -> None:
    await turn.run(deciding.keep, turn.who, turn.press.id, turn.press.rev)


async def on_aside(turn: Turn) -> None:
    await turn.run(deciding.set_aside, turn.who, turn.press.id, turn.press.rev)


async def on_up(turn: Turn) -> None:
    await turn.run(deciding.take_up, turn.who, turn.press.id, turn.press.rev)


async def on_assign(turn: Turn) -> None:
    await turn.run(deciding.assign, turn.who, turn.press.id, turn.press.rev, turn.number or 0)


async def on_number(turn: Turn) -> None:
    await turn.run(deciding.begin_assign, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_new(turn: Turn) -> None:
    await turn.run(deciding.register, turn.who, turn.press.id, turn.press.rev, turn.number, turn.occasion)


async def on_files(turn: Turn) -> None:
    await turn.run(deciding.send_files, turn.who, turn.press.id, turn.occasion)


async def on_text(turn: Turn) -> None:
    await turn.run(deciding.send_text, turn.who, turn.press.id, turn.occasion)


async def on_from(turn: Turn) -> None:
    await turn.run(deciding.send_sender, turn.who, turn.press.id, turn.occasion)


async def on_resend(turn: Turn) -> None:
    await turn.run(bounces.send_again, turn.who, turn.press.id)


async def on_given(turn: Turn) -> None:
    await turn.run(bounces.given_otherwise, turn.who, turn.press.id)


FORMS = {deciding.ASSIGN: Form(deciding.answer_assign, deciding.show_assign)}


def handlers() -> list[on.Handler]:
    return [
        on.command("mailbox", on_list),
        on.press("mail_page", on_page),
        on.press("mail_open", on_open),
        on.press("mail_back", on_back),
        on.press("mail_answer", on_answer),
        on.press("mail_keep", on_keep),
        on.press("mail_aside", on_aside),
        on.press("mail_up", on_up),
        on.press("mail_assign", on_assign),
        on.press("mail_number", on_number),
        on.press("mail_new", on_new),
        on.press("mail_files", on_files),
        on.press("mail_text", on_text),
        on.press("mail_from", on_from),
        on.press("mail_resend", on_resend),
        on.press("mail_given", on_given),
    ]
