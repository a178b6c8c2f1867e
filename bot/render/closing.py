"""Striking a task off: asked once more in red, told to everyone concerned."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.screen import Html, Screen, cut
from domain.messages.closing import AskClose, TaskClosed

SHORT = 120


@renders(AskClose)
def ask_close(message: AskClose, words: Words) -> Screen:
    facts = {"number": message.number, "programme": message.programme, "problem": cut(message.problem, SHORT)}
    head = words("closing-head", **facts)
    if message.missing:
        lines = [words("closing-missing-line", what=words(note.key, **note.facts)) for note in message.missing]
        text = "\n".join([head, words("closing-missing"), *lines, words("closing-missing-then")])
        again = words.button("closing-look-again", "close_ask", message.task, message.rev)
        return Screen(Html(text), ((again,),))
    text = f"{head}\n{words('closing-confirm', number=message.number, people=message.people)}"
    confirm = words.button("closing-do", "close_do", message.task, message.rev, style="danger")
    return Screen(Html(text), ((confirm,),))


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
