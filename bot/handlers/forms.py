"""Whatever is typed, pressed or sent while a form is open belongs to that form.

A form's job module offers `answer(unit, who, answer, occasion)` and `show(unit, who, note)`; both look again at the
dialogue, for the row is the truth.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache

from telegram.ext import filters

from bot.handlers import on
from bot.turn import Turn
from db.units import Unit, Units
from domain.answers import MOST_MEGABYTES, Answer, Chosen, Files, Typed
from domain.enclosures import spoken_size
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.people import Account
from jobs import dialogues, outbox, rights


@dataclass(frozen=True)
class Form:
    answer: Callable[[Unit, Account, Answer, str], Note | None]
    show: Callable[[Unit, Account, Note | None], None]
    leaving: str = "leave"  # the button that /cancel stands for
    prepare: Callable[[Units, Answer], Awaitable[Answer]] | None = None  # what takes long with files, before the unit


@cache
def _forms() -> dict[str, Form]:
    from bot.handlers import all_forms  # noqa: PLC0415 - the areas import this module for `Form`

    return all_forms()


async def on_answer(turn: Turn) -> None:
    """A press, a text or files for the form that is open."""
    answer = turn.answer
    if isinstance(answer, Files):
        form = _forms().get(await turn.read(dialogues.form_of, turn.who) or "")
        if form is not None and form.prepare is not None:
            answer = await form.prepare(turn.units, answer)
    await turn.run(answer_open, turn.who, answer, turn.occasion)


def answer_open(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """Raises `Moved` for a press, and says that a text was not understood, where no form is open."""
    form = _forms().get(dialogues.current(unit, who).form or "")
    if form is None and isinstance(answer, Typed) and answer.edited:
        raise Rejected("edit-after")
    if form is None:
        raise Moved if isinstance(answer, Chosen) else Rejected("not-understood")
    if isinstance(answer, Files) and answer.too_big:
        _not_taken(unit, who, answer, occasion)
        if not answer.caption.strip():
            return None
    return form.answer(unit, who, answer, occasion)


def _not_taken(unit: Unit, who: Account, answer: Files, occasion: str) -> None:
    """In a message of its own: a note on the card is gone before it is read, where more files follow."""
    at_work = rights.person_of(unit, who) is not None
    email = unit.settings.office.email if at_work else None  # an objector's own mail would tell who they are
    for file in answer.too_big:
        size = spoken_size(file.size)
        facts: dict[str, str | int] = {
            "name": file.name,
            "size": size,
            "most": MOST_MEGABYTES,
            "email": email or "none",
        }
        to = outbox.to_account(unit, who)
        outbox.say(
            unit, Sentence("file-too-big", facts), to=to, thing=f"message:{answer.message_id}", occasion=occasion
        )


async def on_edited_command(turn: Turn) -> None:
    """A command is run once, as it was sent; what it is edited to is not."""
    await turn.refuse(Rejected("edited-command"))


async def on_cancel(turn: Turn) -> None:
    await turn.run(_cancel, turn.who, turn.occasion)


def _cancel(unit: Unit, who: Account, occasion: str) -> None:
    """/cancel: leave the form as its own button does, so that the card says so and has no buttons that can do nothing.

    A draft that belongs to the work (a report's) stays where it is.
    """
    dialogue = dialogues.current(unit, who)
    if dialogue.form is None:
        raise Rejected("nothing-to-cancel")
    form = _forms().get(dialogue.form)
    at = dialogue.form, dialogue.subject, dialogue.rev
    if form is not None:
        with contextlib.suppress(Rejected):  # not theirs any more, or settled meanwhile: it is left all the same
            form.answer(unit, who, Chosen(form.leaving, dialogue.id, dialogue.rev), occasion)
    said = "form-cancelled"  # its card says what became of it
    if (dialogue.form, dialogue.subject, dialogue.rev) == at:
        dialogues.close(unit, dialogue)
        said = "form-left"
    outbox.say(unit, Sentence(said), to=outbox.to_account(unit, who), thing="cancel", occasion=occasion)


def reshow(unit: Unit, who: Account, note: Note | None) -> bool:
    """Show the open form again with a note on top; False where none is open.

    A form whose matter was settled meanwhile closes as it is shown; the one it had pushed aside is shown then.
    """
    dialogue = dialogues.current(unit, who)
    while (form := _forms().get(dialogue.form or "")) is not None:
        shown = dialogue.form, dialogue.subject
        form.show(unit, who, note)
        if (dialogue.form, dialogue.subject) == shown:
            return True
    return False


def handlers() -> list[on.Handler]:
    return [
        on.command("cancel", on_cancel),
        on.message(filters.COMMAND & filters.UpdateType.EDITED_MESSAGE, on_edited_command),
        on.press("f", on_answer),
        on.message(~filters.COMMAND & ~filters.StatusUpdate.ALL, on_answer),
    ]
