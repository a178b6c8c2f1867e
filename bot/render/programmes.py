"""How often a task or a programme is asked, and what to change about it."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import due_day, lines, paragraphs, period, problem, rows
from bot.screen import Html, Screen
from domain.closing import ORDERS
from domain.messages.programmes import ClosingOrder, NextRound, ProgrammeRhythm, TaskRhythm
from domain.quarters import PeriodKind


@renders(TaskRhythm)
def task_rhythm(message: TaskRhythm, words: Words) -> Screen:
    ids = (message.task, message.rev)
    choices = [
        words.button(f"rhythm-{kind}", "rhythm_set", *ids, kind)
        for kind in PeriodKind
        if kind not in (message.rhythm, message.programme_rhythm)
    ]
    if message.own:
        rhythm = words.plain(f"rhythm-{message.programme_rhythm}")
        choices.append(words.button("rhythm-as-programme", "rhythm_set", *ids, "programme", rhythm=rhythm))
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(
            words("rhythm-task-title", number=message.number, problem=problem(message.problem)),
            words(
                "rhythm-task-own" if message.own else "rhythm-task-follows",
                rhythm=words(f"rhythm-{message.rhythm}"),
                programme=message.programme_name,
                usual=words(f"rhythm-{message.programme_rhythm}"),
            ),
            _coming(message.coming, words) if message.coming is not None else words("rhythm-over"),
            *(words("rhythm-still", period=period(key, words)) for key in message.still),
        ),
        words("rhythm-what"),
    )
    leaving = [
        words.button("rhythm-all", "rhythm_all", message.programme),
        words.button("rhythm-to-task", "task_show", message.task),
    ]
    return Screen(text, rows(others=choices, leaving=leaving))


@renders(ProgrammeRhythm)
def programme_rhythm(message: ProgrammeRhythm, words: Words) -> Screen:
    choices = [
        words.button(f"rhythm-{kind}", "rhythm_all_set", message.programme, argument=kind)
        for kind in PeriodKind
        if kind != message.rhythm
    ]
    comma = words.plain("collection-comma")
    apart = [
        words("rhythm-apart", rhythm=words(f"rhythm-{kind}"), count=len(numbers), numbers=comma.join(numbers))
        for kind in PeriodKind
        if (numbers := [number for number, rhythm in message.apart if rhythm == kind])
    ]
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(
            words("rhythm-programme-title", name=message.name),
            words("rhythm-programme", rhythm=words(f"rhythm-{message.rhythm}"), count=message.tasks),
            *apart,
            _coming(message.coming, words),
        ),
        words("rhythm-programme-what"),
    )
    leaving = [
        words.button("order-show", "order_show", message.programme),
        words.button("archive-ask", "archive_ask", message.programme),
    ]
    return Screen(text, rows(others=choices, leaving=leaving))


@renders(ClosingOrder)
def closing_order(message: ClosingOrder, words: Words) -> Screen:
    steps = words.plain("order-then").join(words.plain(f"order-step-{step}") for step in message.steps)
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(
            words("order-title", name=message.name),
            words("order-is", steps=steps or words.plain("order-nothing")),
            words("order-holds", count=message.open_tasks),
            words("order-published", count=message.published) if message.published else None,
        ),
        words("order-what"),
    )
    choices = [
        (words.button(f"order-{name}", "order_set", message.programme, argument=name),)
        for name in ORDERS
        if name != message.order
    ]
    return Screen(text, tuple(choices))


def _coming(coming: NextRound, words: Words) -> Html:
    return words(
        "rhythm-coming",
        period=period(coming.key, words),
        opens=words.date(coming.opens_on),
        due=due_day(coming.due_on, words, provisional=coming.provisional),
    )
