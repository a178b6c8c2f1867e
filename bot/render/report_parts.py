"""How do parts of a report look, wherever it is shown? Period, figures, folded text, files, rows of buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from bot.render.registry import Words
from bot.screen import MOST_TEXT, Button, Html, cut, length
from domain import wording
from domain.figures import percent_of
from domain.messages.collection import Figure

SHORT_PROBLEM = 20  # UTF-16 units: two lines on a phone at most, with its number and state
EXCERPT = 600  # characters of a text that does not fit whole
SHORT_NUMBER = 2  # digits: `填报 序号21` is as long as a button may be


def period(key: str, words: Words) -> str:
    return wording.quarter_label(key, words.language)


def due_day(day: date, words: Words, *, provisional: bool) -> str:
    """A due day counted in a year that is not published says so wherever it stands."""
    said = words.date(day)
    return words.plain("due-provisional", day=said) if provisional else said


def problem(text: str, most: int = SHORT_PROBLEM) -> str:
    """The first line of a problem, on one line of the card."""
    return cut(" ".join(text.split()), most)


def status(name: str | None, words: Words) -> str:
    return words.plain(f"status-{name}") if name else words.plain("report-none")


def amount(value: object, unit: str, words: Words) -> str:
    return wording.format_amount(value, unit) if value is not None else words.plain("figure-none")  # type: ignore[arg-type]


def figure_lines(figures: Iterable[Figure], key: str, words: Words) -> Iterable[Html]:
    """`营造林 520万亩 (上季 480,全年目标 640,81%)`; only what is known stands in the brackets. `key`: the round's."""
    before = words.round(key)["last"]
    for figure in figures:
        beside = []
        if figure.last is not None:
            beside.append(words("figure-last", before=before, value=wording.format_amount(figure.last, figure.unit)))
        if figure.target is not None:
            beside.append(words("figure-target", value=wording.format_amount(figure.target, figure.unit)))
        percent = percent_of(figure.value, figure.target)
        if percent is not None:
            beside.append(words("figure-percent", percent=percent))
        line = words("figure-line", name=figure.name, value=amount(figure.value, figure.unit, words))
        if beside:
            line = Html(line + words("figure-beside", list=Html(words("figure-comma").join(beside))))
        yield line


def folded(card: Callable[[Callable[[str], str]], Html]) -> tuple[Html, bool]:
    """The card with its long texts whole, else each cut to an excerpt; True where they were cut.

    `card` puts the card together, given the function that shortens a text.
    """
    whole = card(lambda text: text)
    if length(whole) <= MOST_TEXT:
        return whole, False
    return card(lambda text: cut(text, EXCERPT)), True


def lines(*parts: Html | str | None) -> Html:
    """One below the other, without those that are not there."""
    return Html("\n".join(part for part in parts if part))


def paragraphs(*parts: Html | str | None) -> Html:
    return Html("\n\n".join(part for part in parts if part))


def rows(
    first: Sequence[Button] = (), others: Sequence[Button] = (), leaving: Sequence[Button] = ()
) -> tuple[tuple[Button, ...], ...]:
    """The next step alone, then two a row, leaving last."""
    pairs = [tuple(others[at : at + 2]) for at in range(0, len(others), 2)]
    return tuple(row for row in ((*first,), *pairs, (*leaving,)) if row)


def with_number(key: str, number: str, words: Words) -> str:
    """A button's label with a task's number: `填报 序号21`, `填报 47-5`."""
    return words.plain(key if len(number) <= SHORT_NUMBER else f"{key}-long", number=cut(number, 10))


def sent_line(sent_at: datetime | None, writer: str, words: Words, *, late: bool) -> Html | None:
    """When and by whom a report was sent; None while it was not."""
    if sent_at is None:
        return None
    return words("report-sent-line", at=words.moment(sent_at), writer=writer or "none", late="yes" if late else "no")
