"""What the office asks an objector back, as the coordinator writes it and as the objector reads it; days that moved."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import due_day, rows
from bot.screen import Button, Html, Screen
from domain.messages.objection_cases import DueMoved, Question, QuestionForm


@renders(QuestionForm)
def question_form(message: QuestionForm, words: Words) -> Screen:
    def button(key: str, value: str, style: str | None = None) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value, style=style)

    head = words("question-head", number=message.register_number)
    leave = button("question-leave", "leave")
    if message.step == "preview":
        body = words("question-preview", text=words("objection-quoted", text=message.text))
        buttons = rows([button("question-send", "send", "success")], [], [button("objection-change", "back"), leave])
    else:
        body, buttons = words("question-ask"), rows(leaving=[leave])
    return Screen(Html(f"{words.note(message.note)}{head}\n\n{body}"), buttons, protect=True)


@renders(Question)
def question(message: Question, words: Words) -> Screen:
    text = words(
        "question",
        number=message.register_number,
        text=words("objection-quoted", text=message.text),
        next=words(f"question-{message.state}"),
    )
    first = [words.button("objection-reply", "obj_answer", message.id)] if message.state == "open" else []
    return Screen(text, rows(first))


@renders(DueMoved)
def due_moved(message: DueMoved, words: Words) -> Screen:
    listed = [
        words(
            "due-moved-line",
            number=one.register_number,
            before=words.date(one.before),
            day=due_day(one.due_on, words, provisional=one.provisional),
        )
        for one in message.moved
    ]
    return Screen(words("due-moved", list=Html("\n".join(listed))))
