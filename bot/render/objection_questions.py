"""What the office asks an objector back, as the coordinator writes it and as the objector reads it; days that moved, and reminders."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import due_day, problem, rows
from bot.screen import Button, Html, Screen
from domain.messages.objection_cases import (
    DueMoved,
    ObjectionsWaiting,
    Question,
    QuestionForm,
    TaskBack,
    UnseenLong,
    WaitingLine,
)

UNREAD_SHOWN = 8  # lines a card


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


@renders(ObjectionsWaiting)
def objections_waiting(message: ObjectionsWaiting, words: Words) -> Screen:
    listed = [_waiting_line(line, words) for line in message.lines]
    more = message.total - len(listed)
    text = words("cases-waiting", total=message.total, list=Html("\n".join(listed)), more=more)
    opening = [words.button("cases-open", "obj_open", line.id, register=line.register_number) for line in message.lines]
    return Screen(text, rows([words.button("cases-list", "obj_page", 0)] if more else [], opening))


def _waiting_line(line: WaitingLine, words: Words) -> Html:
    said = words(
        "cases-waiting-line",
        number=line.register_number,
        tasks=line.numbers,
        light=words("case-light-unseen" if not line.seen and line.light == "white" else f"case-light-{line.light}"),
        seen="yes" if line.seen or line.light == "white" else "no",
    )
    return Html(said + (words("cases-waiting-due", day=words.date(line.due_on)) if line.due_on is not None else ""))


@renders(TaskBack)
def task_back(message: TaskBack, words: Words) -> Screen:
    text = words(
        "task-back",
        number=message.number,
        problem=problem(message.problem, 60),
        registers="、".join(message.registers[:8]),
        phones="、".join(message.phones) or "none",
    )
    return Screen(text)


@renders(UnseenLong)
def unseen_long(message: UnseenLong, words: Words) -> Screen:
    reminded = message.reminded or (message.times,) * len(message.numbers)
    unread = list(zip(message.numbers, reminded, strict=False))
    lines = [words("unseen-long-line", number=number, times=times) for number, times in unread[:UNREAD_SHOWN]]
    if len(unread) > UNREAD_SHOWN:
        lines.append(words("unseen-long-more", count=len(unread) - UNREAD_SHOWN))
    return Screen(
        words("unseen-long", count=len(unread), list=Html("\n".join(lines)), again=message.again_after or "none")
    )
