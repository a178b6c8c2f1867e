"""What does each task of the notice say? Turns the sections gathered for a task into an item."""

import re
from dataclasses import replace
from datetime import date

from domain.notice import doubts
from domain.notice.dates import deadline_in, mentions
from domain.notice.gather import Gathered, Section
from domain.notice.glyphs import plain
from domain.notice.labels import Field
from domain.notice.measures import measures_in, without_lone_number
from domain.notice.numbers import is_masked, number_of_cell, numbers_in
from domain.notice.reading import Item
from domain.notice.units import units_in


def items_of(gathered: Gathered, title: str) -> tuple[list[Item], list[str]]:
    warnings: list[str] = []
    named = _named_in_text(gathered, title)
    items = [_item(sections, warnings) for sections in gathered.items]
    items = _without_mere_mentions([item for item in items if item != Item()])
    if not items:
        return _from_running_text(gathered, title, named), warnings
    if len(items) == 1 and items[0].problem is None:
        items = [replace(items[0], problem=_quoted([title, *gathered.loose]))]
    return _numbered(items, named, gathered, title, warnings), warnings


def _item(sections: list[Section], warnings: list[str]) -> Item:
    deadline_text = _text(sections, Field.DEADLINE)
    deadline = deadline_in(plain(deadline_text)) if deadline_text else None
    if deadline and deadline.doubtful:
        warnings.append(doubts.unclear_deadline(deadline_text))
    completion = _text(sections, Field.COMPLETION, Field.MIXED)
    warnings += [doubts.mixed_label(section.label) for section in sections if section.field is Field.MIXED]
    units = [unit for section in sections if section.field is Field.DEPARTMENTS for unit in units_in(section.text)]
    measures = [one for section in sections if section.field is Field.MEASURES for one in measures_in(section.text)]
    return Item(
        number=_number(sections, warnings),
        problem=without_lone_number(_text(sections, Field.PROBLEM)) or None,
        departments=tuple(dict.fromkeys(units)),
        target=without_lone_number(_text(sections, Field.TARGET)) or None,
        measures=tuple(measures),
        completion=without_lone_number(completion) or None,
        completion_as_of=_as_of(sections, warnings),
        deadline=deadline.on if deadline else None,
        deadline_text=deadline_text or None,
    )


def _without_mere_mentions(items: list[Item]) -> list[Item]:
    """A number in a list of attachments, a problem quoted in the first lines: what is treated further down is one task."""
    treated = {item for item in items if item != Item(number=item.number, problem=item.problem)}
    numbers, problems = {item.number for item in treated}, {item.problem for item in treated}
    return [
        item
        for item in items
        if item in treated or not (item.number in {*numbers, None} and item.problem in {*problems, None})
    ]


def _text(sections: list[Section], *fields: Field) -> str:
    texts = [section.text for section in sections if section.field in fields]
    return "\n".join(dict.fromkeys(texts)).strip()


def _number(sections: list[Section], warnings: list[str]) -> str | None:
    """The number under a label; one of several kinds of number labels (问题序号 beside 序号) is the longer word's."""
    cells = sorted((one for one in sections if one.field is Field.NUMBER), key=lambda one: len(one.label), reverse=True)
    noted = [numbers_in(plain(section.note)) for section in sections if section.field is Field.PROBLEM and section.note]
    if not cells and noted and len(noted[0]) == 1:
        return noted[0][0]
    for cell in cells[:1]:
        number = number_of_cell(plain(cell.text))
        if number is None:
            warnings.append(doubts.unclear_number(cell.text))
        return number
    return None


_AS_OF = re.compile(r"^ {0,3}[(]?(?:截至|截止|截止到|截至到) {0,3}(?P<day>[^,。;:)]{3,24})")


def _as_of(sections: list[Section], warnings: list[str]) -> date | None:
    for section in sections:
        if section.field not in (Field.COMPLETION, Field.MIXED):
            continue
        for text in (section.note, section.text):
            found = _AS_OF.match(plain(text))
            if not found or "目前" in found["day"]:
                continue
            day = _day_in(found["day"])
            if day is None:
                warnings.append(doubts.unclear_as_of(found["day"].strip()))
            return day
    return None


def as_of_in(text: str) -> date | None:
    """The day that a completion begins with: 截至2024年9月30日,……"""
    found = _AS_OF.match(plain(text))
    return None if not found or "目前" in found["day"] else _day_in(found["day"])


def _day_in(text: str) -> date | None:
    whole = next(mentions(text), None)
    if whole and (whole.day is not None or whole.flaw):
        return whole.on()
    return deadline_in(text).on if re.search(r"[底末]", text) else None


def _named_in_text(gathered: Gathered, title: str) -> list[str]:
    return numbers_in(title) or numbers_in("\n".join(plain(text) for text in gathered.loose))


def _numbered(items: list[Item], named: list[str], gathered: Gathered, title: str, warnings: list[str]) -> list[Item]:
    """Numbers for the items that carry none, from the title or the first lines, where it is certain whose they are."""
    own = [section for sections in gathered.items for section in sections if section.field is Field.NUMBER]
    bare_rows = gathered.in_rows and {section.label for section in own} == {"序号"}
    if (
        bare_rows
        and len(items) == len(named)
        and [item.number for item in items] == [str(n + 1) for n in range(len(items))]
    ):
        if [item.number for item in items] != named:
            warnings += [
                doubts.row_number(item.number or "", number) for item, number in zip(items, named, strict=True)
            ]
        return [replace(item, number=number) for item, number in zip(items, named, strict=True)]
    if gathered.more_titles and len(named) == 1 and items[0].number is None:
        return [replace(items[0], number=named[0]), *items[1:]]
    if own:
        return items
    if len(named) == len(items):
        _warn_of_range(named, warnings)
        return [replace(item, number=number) for item, number in zip(items, named, strict=True)]
    if not named and len(items) == 1:
        named = numbers_in(plain(items[0].problem or "")[:60])
        if len(named) == 1:
            return [replace(items[0], number=named[0])]
    if len(named) > 1 or (named and len(items) > 1):
        warnings.append(doubts.several_numbers(named))
    elif is_masked(title) or any(is_masked(plain(text)) for text in gathered.loose):
        warnings.append(doubts.masked_number())
    return items


def _warn_of_range(named: list[str], warnings: list[str]) -> None:
    for number in named:
        first, dash, last = number.partition("-")
        if dash and first.isdecimal() and last.isdecimal() and int(last) > int(first):
            warnings.append(doubts.number_or_range(number))


_QUOTED = re.compile(
    r"[“\"「](?P<problem>[^“”\"「」]{0,200}(?:[‘“「][^’”」]{0,60}[’”」][^“”\"「」]{0,200}){0,3})[”\"」] {0,3}(?:的)?(?:整改)?(?:问题|任务)"
)
_ABOUT = re.compile(
    r"(?:第[^,。]{1,8}(?:项|号|条)(?:整改)?(?:问题|任务)?|反馈问题)[^,。“]{0,10}?(?:关于)?[“\"](?P<problem>[^“”\"]{6,300})[”\"]"
)


_LONGEST_PARAGRAPH = 5000  # characters: a longer one is no sentence that quotes a problem


def _quoted(texts: list[str]) -> str | None:
    """The problem that a sentence quotes: ……指出的“……”问题, 反馈问题“……”."""
    for text in texts:
        shape = plain(text) if len(text) < _LONGEST_PARAGRAPH else ""
        found = _ABOUT.search(shape) or _QUOTED.search(shape)
        if found and len(found["problem"]) >= 6 and "回头看" not in found["problem"]:
            return text[found.start("problem") : found.end("problem")]
    return None


def _from_running_text(gathered: Gathered, title: str, named: list[str]) -> list[Item]:
    """A notice of running text alone names its task, and sometimes quotes the problem."""
    problem = _quoted([*gathered.loose, title]) if len(named) <= 1 else None
    if problem:
        return [Item(number=named[0] if named else None, problem=problem)]
    return [Item(number=number) for number in named] if title or named else []
