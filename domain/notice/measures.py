"""Which measures does this text list? One item for each number (1. 2、 (一) 一是); what is not numbered is one item."""

import re
from dataclasses import dataclass

from domain.chinese_numbers import NUMERALS, number_in
from domain.notice.glyphs import plain

_N = f"[{NUMERALS}]{{1,3}}"
_STYLES = tuple(
    re.compile(rf"(?:^|(?<=[。;!?,:\s)]))\s*(?:{mark})\s*", re.MULTILINE)
    for mark in (
        rf"\((?P<n>{_N})\)[、.]?",
        rf"第?(?P<n>{_N})[、.]",
        rf"(?P<n>{_N})是(?=[^否])[,、:]?",
        rf"第(?P<n>{_N}),",
        r"(?P<n>\d{1,2})(?:、|\.(?!\d)|\.(?=(?:19|20)\d\d年))",
        r"\((?P<n>\d{1,2})\)[、.]?",
        r"(?P<n>\d{1,2})\)[、.]?",
        r"(?P<n>[①-⑳])[、.]?",
        r"措施(?P<n>[一二三四五六七八九十]|\d{1,2})[:、]",
    )
)


@dataclass(frozen=True)
class _Mark:
    number: int
    start: int
    end: int


def measures_in(text: str) -> list[str]:
    """The measures of a text, their numbering left out."""
    marks = numbering_of(text)
    if not marks:
        return _paragraphs(text)
    before = text[: marks[0].start].strip()
    bounds = [mark.start for mark in marks[1:]] + [len(text)]
    items = [text[mark.end : end].strip() for mark, end in zip(marks, bounds, strict=True)]
    opening = [before] if before and not plain(before).endswith((":", ",")) else []
    return [item for item in [*opening, *items] if item]


def measures_in_order(text: str) -> list[str]:
    """The measures of a text that begins with a number, whichever it is: `3.立规 4.验收` is two; else nothing."""
    shape = plain(text)
    for style in _STYLES:
        first = style.match(shape)
        if first is None or (number := _value(first["n"])) is None:
            continue
        marks = [first]
        for found in style.finditer(shape, first.end()):
            if _value(found["n"]) == number + len(marks):
                marks.append(found)
        bounds = [mark.start() for mark in marks[1:]] + [len(text)]
        return [item for mark, end in zip(marks, bounds, strict=True) if (item := text[mark.end() : end].strip())]
    return []


def numbering_of(text: str) -> list[_Mark]:
    """The outermost run of numbers 1, 2, 3 ... of one style, each at the beginning of a sentence."""
    shape = plain(text)
    runs = [run for style in _STYLES if (run := _run(style, shape))]
    return min(runs, key=lambda run: run[0].start, default=[])


def without_lone_number(text: str) -> str:
    """A text whose only number is the (一) it begins with does not need it."""
    marks = numbering_of(text)
    return text[marks[0].end :].strip() if len(marks) == 1 and marks[0].start == 0 else text


def _run(style: re.Pattern[str], shape: str) -> list[_Mark]:
    run: list[_Mark] = []
    for found in style.finditer(shape):
        number = _value(found["n"])
        if number == len(run) + 1:
            run.append(_Mark(number, found.start(), found.end()))
    if len(run) == 1 and run[0].start != 0:
        return []  # a single 一是 in running text numbers nothing
    return run


def _value(written: str) -> int | None:
    return ord(written) - ord("①") + 1 if "①" <= written <= "⑳" else number_in(written)


def _paragraphs(text: str) -> list[str]:
    """Paragraphs are items of their own only if each is a whole sentence; else a line end is the page's, not the writer's."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(line.endswith(("。", ";", "；", "！")) for line in lines):
        return lines
    whole = "\n".join(lines)
    return [whole] if whole else []
