"""Striking a task off: asked once more in red, told to everyone concerned."""

from __future__ import annotations

from datetime import date

from bot.render.registry import Words, renders
from bot.screen import Html, Screen, cut
from domain.messages.base import Note
from domain.messages.closing import AskClose, TaskClosed

SHORT = 120


@renders(AskClose)
def ask_close(message: AskClose, words: Words) -> Screen:
    facts = {"number": message.number, "programme": message.programme, "problem": cut(message.problem, SHORT)}
    head = words("closing-head", **facts)
    if message.missing:
        lines = [words("closing-missing-line", what=_missing(note, words)) for note in message.missing]
        text = "\n".join([head, words("closing-missing"), *lines, words("closing-missing-then")])
        again = words.button("closing-look-again", "close_ask", message.task, message.rev)
        return Screen(Html(text), ((again,),))
    text = f"{head}\n{words('closing-confirm', number=message.number, people=message.people)}"
    confirm = words.button("closing-do", "close_do", message.task, message.rev, style="danger")
    return Screen(Html(text), ((confirm,),))


def _missing(note: Note, words: Words) -> Html:
    facts = dict(note.facts)
    if "until" in facts:
        facts["until"] = words.date(date.fromisoformat(str(facts["until"])))
    return words(note.key, **facts)


@renders(TaskClosed)
def task_closed(message: TaskClosed, words: Words) -> Screen:
    return Screen(
        words(
            "closing-done",
            number=message.number,
            programme=message.programme,
            problem=cut(message.problem, SHORT),
            day=words.date(message.closed_on),
        )
    )
