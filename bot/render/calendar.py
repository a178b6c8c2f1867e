"""Dates that were counted again, and a year that is not published yet."""

from __future__ import annotations

from bot.render.collection import day_off
from bot.render.registry import Words, renders
from bot.render.report_parts import due_day, lines, paragraphs, period, rows
from bot.screen import Html, Screen
from domain.messages.calendar import ComingRound, MovedDate, Recounted, Uncovered


@renders(Recounted)
def recounted(message: Recounted, words: Words) -> Screen:
    """Without ringing where every day is the one that was told: it only is certain now."""
    moved = any(one.before != one.due_on for one in message.moved)
    text = paragraphs(
        words("calendar-recounted" if moved else "calendar-settled"),
        lines(*(_moved(one, words) for one in message.moved)),
        lines(
            *(words("why-make-up", day=words.date(day)) for day in message.make_up_days),
            *(day_off(first, last, words) for first, last in message.off),
        ),
        words(_what(message, moved=moved)),
    )
    asks = [
        words.button("prompt-why", "report_why", one.cycle, argument=str(one.department_id))
        for one in message.moved
        if one.department_id and len(message.moved) == 1
    ]
    return Screen(text, rows(asks), silent=not moved)


def _what(message: Recounted, *, moved: bool) -> str:
    """What is left to do: to report by the new day, for whoever has to report; the office has seen what changed."""
    if not moved:
        return "calendar-settled-what"
    return "calendar-recounted-what" if any(one.department_id for one in message.moved) else "calendar-recounted-office"


def _moved(one: MovedDate, words: Words) -> Html:
    due = due_day(one.due_on, words, provisional=one.provisional)
    key = "calendar-moved" if one.before != one.due_on else "calendar-kept"
    return words(key, round=_called(one.key, one.title, words), before=words.date(one.before), due=due)


def _called(key: str, title: str | None, words: Words) -> str:
    return words.plain("round-called", period=period(key, words), title=title or "none")


@renders(Uncovered)
def uncovered(message: Uncovered, words: Words) -> Screen:
    return Screen(
        paragraphs(
            words("calendar-uncovered", year=str(message.year)),
            lines(*(_coming(one, words) for one in message.rounds)),
            words("calendar-uncovered-what", year=str(message.year)),
        )
    )


def _coming(one: ComingRound, words: Words) -> Html:
    return words(
        "calendar-coming",
        round=_called(one.key, one.title, words),
        programme=one.programme,
        opens=words.date(one.opens_on),
        due=words.date(one.due_on),
    )
