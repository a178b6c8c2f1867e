"""A liaison's quarter: the prompt's buttons, the form, what one owes, a text in reply to the prompt."""

from __future__ import annotations

from telegram.ext import filters

from bot.handlers import forms, on
from bot.handlers.forms import Form
from bot.turn import Turn
from db.units import Unit
from domain.answers import Answer, Typed
from domain.errors import Moved
from domain.messages.base import Note
from domain.people import Account
from jobs import dialogues
from jobs.collection import additions, edits, form, help_wanted, prompts, sending

FORMS = {
    form.FORM: Form(form.answer, form.show),
    prompts.WHICH: Form(prompts.answer_which, prompts.show_which),
    additions.FORM: Form(additions.answer, additions.show),
}


async def on_todo(turn: Turn) -> None:
    await turn.run(prompts.todo, turn.who, turn.occasion)


async def on_todo_page(turn: Turn) -> None:
    await turn.run(prompts.todo, turn.who, turn.occasion, turn.press.rev)


async def on_open(turn: Turn) -> None:
    await turn.run(form.open_request, turn.who, turn.press.id, turn.occasion)


async def on_take_over(turn: Turn) -> None:
    await turn.run(form.open_request, turn.who, turn.press.id, turn.occasion, takes_over=True)


async def on_more(turn: Turn) -> None:
    await turn.run(additions.begin, turn.who, turn.press.id, turn.press.rev)


async def on_help_seen(turn: Turn) -> None:
    await turn.run(help_wanted.see, turn.who, turn.press.id, turn.press.rev)


async def on_link(turn: Turn) -> None:
    await turn.run(form.open_link, turn.who, turn.argument.removeprefix("r_"), turn.occasion)


async def on_sign(turn: Turn) -> None:
    await turn.run(prompts.sign, turn.who, turn.press.id, _department(turn))


async def on_why(turn: Turn) -> None:
    await turn.run(prompts.tell_why, turn.who, turn.press.id, _department(turn), turn.occasion)


async def on_page(turn: Turn) -> None:
    await turn.run(prompts.turn_page, turn.who, turn.press.id, _department(turn), turn.press.rev, turn.occasion)


async def on_take_back(turn: Turn) -> None:
    press = turn.press
    if press.argument == "yes":
        await turn.run(sending.take_back, turn.who, press.id, press.rev)
    else:
        await turn.run(sending.ask_take_back, turn.who, press.id, press.rev, asks=press.argument == "ask")


async def on_reply(turn: Turn) -> None:
    await turn.run(_reply, turn.who, turn.answer, turn.occasion)


def _reply(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """A text in reply: the report's, where the message is a prompt and no form is open; else as any other text."""
    if isinstance(answer, Typed) and prompts.is_reply_to_prompt(unit, who, answer.reply_to):
        prompts.answer_reply(unit, who, answer, occasion)
        return None
    return forms.answer_open(unit, who, answer, occasion)


async def on_words(turn: Turn) -> None:
    await turn.run(_words, turn.who, turn.answer, turn.occasion)


def _words(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """A whole sentence from a liaison who owes reports, and no form open: progress, typed before anything was tapped."""
    is_open = dialogues.current(unit, who).form is not None
    if isinstance(answer, Typed) and not is_open and prompts.is_unasked_progress(unit, who, answer.text):
        prompts.answer_unasked(unit, who, answer, occasion)
        return None
    return forms.answer_open(unit, who, answer, occasion)


async def on_edited(turn: Turn) -> None:
    await turn.run(_edited, turn.who, turn.answer, turn.occasion)


def _edited(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """An edit of what was sent changes nothing, and is told so; of a draft that was left, it edits that draft."""
    if isinstance(answer, Typed) and edits.is_sent_already(unit, who, answer.message_id):
        edits.refuse_edit(unit, who)
    elif isinstance(answer, Typed) and edits.is_of_left_draft(unit, who, answer.message_id):
        edits.edit_left(unit, who, answer)
    else:
        return forms.answer_open(unit, who, answer, occasion)
    return None


def _department(turn: Turn) -> int:
    department = turn.number
    if department is None:
        raise Moved
    return department


def handlers() -> list[on.Handler]:
    words = filters.TEXT & ~filters.COMMAND
    return [
        on.command("todo", on_todo),
        on.deep_link("r", on_link),
        on.press("report_open", on_open),
        on.press("report_take", on_take_over),
        on.press("report_more", on_more),
        on.press("help_seen", on_help_seen),
        on.press("report_sign", on_sign),
        on.press("report_why", on_why),
        on.press("report_page", on_page),
        on.press("report_todo", on_todo_page),
        on.press("report_back", on_take_back),
        on.message(words & filters.REPLY & filters.UpdateType.MESSAGE, on_reply),
        on.message(words & filters.UpdateType.EDITED_MESSAGE, on_edited),
        on.message(words & filters.UpdateType.MESSAGE, on_words),
    ]
