"""The prompt, what one owes, and the sum behind a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.render.registry import Words, renders
from bot.render.report_parts import due_day, lines, paragraphs, period, problem, rows, with_number
from bot.screen import Button, Html, Screen
from domain import wording
from domain.collection import OWED_ROWS, RowState
from domain.messages.collection import (
    Item,
    Owed,
    Prompt,
    Todo,
    Which,
    WhyThisDay,
)
from domain.presses import Press
from domain.quarters import is_special

PAGE = 8  # tasks a card
_ACTIONS = {
    RowState.EMPTY: "prompt-fill",
    RowState.DRAFT: "prompt-go-on",
    RowState.RETURNED: "prompt-correct",
}


@renders(Prompt)
def prompt(message: Prompt, words: Words) -> Screen:
    owed = sum(item.state in OWED_ROWS for item in message.items)
    pages = max(-(-len(message.items) // PAGE), 1)
    page = min(message.page, pages - 1)
    shown = message.items[page * PAGE : (page + 1) * PAGE]
    facts = {"department": message.department, "owed": owed, "total": len(message.items)}
    ended = sum(item.state == RowState.ENDED for item in message.items)
    about = words(
        "prompt-owed" if owed else "prompt-ended" if ended else "prompt-all-sent",
        **facts,
        ended=ended,
        sent=len(message.items) - ended,
        due=words.date(message.due_on),
        left=wording.time_left(message.days_left, words.language),
    )
    text = paragraphs(
        lines(
            words("prompt-title-special" if message.question else "prompt-title", period=period(message.key, words)),
            words("prompt-round", title=message.title) if message.title else None,
            about,
            words("prompt-why-ended", why=message.ended) if message.ended else None,
            words("prompt-provisional") if message.provisional and owed else None,
            words("prompt-is-signed") if message.signed else None,
        ),
        words("prompt-question", question=message.question) if message.question and owed else None,
        lines(*(_line(item, words) for item in shown)),
        words("prompt-what") if owed else words("prompt-thanks") if ended < len(message.items) else None,
    )
    others = _pages(page, pages, "report_page", message.cycle, str(message.department_id), words)
    if owed and not message.signed:
        others.append(words.button("prompt-sign", "report_sign", message.cycle, argument=str(message.department_id)))
    if owed > 1:
        others.append(words.button("workbook-get", "workbook_get", message.cycle, argument=str(message.department_id)))
    if owed:
        others.append(words.button("prompt-why", "report_why", message.cycle, argument=str(message.department_id)))
        others.append(words.button("extension-open", "extend"))
    first, second = open_buttons(shown, words)
    return Screen(text, rows(first, second) + rows(others=others))


@renders(Todo)
def todo(message: Todo, words: Words) -> Screen:
    waiting = words("todo-waiting", count=message.waiting) if message.waiting else None
    if not message.owed:
        return Screen(paragraphs(words("todo-none"), waiting))
    pages = -(-len(message.owed) // PAGE)
    page = min(message.page, pages - 1)
    shown = message.owed[page * PAGE : (page + 1) * PAGE]
    text = paragraphs(
        words("todo-title", count=len(message.owed)),
        lines(*(owed_line(one, words) for one in shown)),
        waiting,
        words("todo-what"),
    )
    first, second = owed_buttons(shown, words)
    others = [*_pages(page, pages, "report_todo", page, "", words), words.button("extension-open", "extend")]
    return Screen(text, rows(first, second) + rows(others=others))


@renders(WhyThisDay)
def why_this_day(message: WhyThisDay, words: Words) -> Screen:
    made_up = [words("why-make-up", day=words.date(day)) for day in message.make_up_days]
    off = [day_off(first, last, words) for first, last in message.off]
    longer = [words("why-extended", number=number, until=words.date(until)) for number, until in message.extended]
    about = (words(f"why-rhythm-{message.rhythm}") if message.rhythm else None) or (
        words("why-named" if message.named else "why-by-hand") if message.by_hand else None
    )
    return Screen(
        lines(
            about,
            words(
                "why-this-day",
                start=words.date(message.start),
                days=message.working_days,
                due=words.date(message.due_on),
            ),
            *made_up,
            *off,
            words("why-moved", day=words.date(message.first_told)) if message.first_told else None,
            *longer,
            words("why-provisional") if message.provisional else None,
        )
    )


@renders(Which)
def which(message: Which, words: Words) -> Screen:
    buttons = [
        Button(
            with_number("which-task", item.number, words),
            press=Press("f", message.dialogue, message.rev, str(item.request)),
        )
        for item in message.items[:PAGE]
    ]
    text = paragraphs(
        words.note(message.note).strip() or None,
        words("which-title", text=message.text),
        lines(*(_line(item, words) for item in message.items)),
        words("which-what"),
    )
    leave = words.button("which-leave", "f", message.dialogue, message.rev, "leave")
    return Screen(text, rows(others=buttons, leaving=[leave]))


# -- parts --------------------------------------------------------------------------------------------------------


def _line(item: Item, words: Words) -> Html:
    return words("prompt-line", number=item.number, problem=problem(item.problem), state=_state(item, words))


def owed_line(one: Owed, words: Words) -> Html:
    return words(
        "todo-line",
        number=one.item.number,
        problem=problem(one.item.problem),
        period=period(one.key, words),
        state=_state(one.item, words),
        due=due_day(one.due_on, words, provisional=one.provisional),
        left=wording.time_left(one.days_left, words.language),
    )


def _state(item: Item, words: Words) -> Html:
    return words(f"row-{item.state}", step=item.step, steps=item.steps)


def open_buttons(items: Sequence[Item], words: Words) -> tuple[list[Button], list[Button]]:
    """The first that is owed alone, then the others as they stand."""
    owed = [item for item in items if item.state in OWED_ROWS]
    first = owed[:1]
    others = [item for item in items if item not in first and (item.state != RowState.ENDED or item.step)]
    return [_open(item, words) for item in first], [_open(item, words) for item in others]


def owed_buttons(owed: Sequence[Owed], words: Words) -> tuple[list[Button], list[Button]]:
    """The same over several rounds: where one number is owed in two, the special round's button says so."""
    numbers = [one.item.number for one in owed]
    twice = {one.item.request for one in owed if numbers.count(one.item.number) > 1 and is_special(one.key)}
    buttons = [_open(one.item, words, special=one.item.request in twice) for one in owed]
    return buttons[:1], buttons[1:]


def _open(item: Item, words: Words, *, special: bool = False) -> Button:
    key = "prompt-special" if special else _ACTIONS.get(RowState(item.state), "prompt-view")
    return Button(with_number(key, item.number, words), press=Press("report_open", item.request))


def _pages(page: int, pages: int, verb: str, id_: int, argument: str, words: Words) -> list[Button]:
    """The page wanted stands where other buttons carry the row's rev; there is nothing to be stale about."""
    turning = []
    if page > 0:
        turning.append(words.button("page-back", verb, id_, page - 1, argument))
    if page < pages - 1:
        turning.append(words.button("page-on", verb, id_, page + 1, argument))
    return turning


def day_off(first: date, last: date, words: Words) -> Html:
    if first == last:
        return words("why-off-day", day=words.date(first))
    return words("why-off", first=words.date(first), last=words.date(last))
