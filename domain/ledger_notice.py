"""Which tasks does a notice bring into the ledger? Its items as rows; errors name the line they stand on."""

from __future__ import annotations

import re
from collections import Counter

from domain.collection import number_order
from domain.ledger import Remark, Row, Sheet, head
from domain.notice.reading import Item, NoticeReading


def sheet_of(reading: NoticeReading, text: str, name: str) -> Sheet:
    """The rows of a notice. `text` is what it was read from: errors name their line."""
    lines = text.split("\n")
    errors: list[Remark] = []
    rows: list[Row] = []
    for place, item in enumerate(reading.items, 1):
        where = _where(lines, item)
        if item.number is None:
            errors.append(Remark(where, "ledger-no-number", {"place": place, "problem": head(item.problem or "", 20)}))
            continue
        rows.append(_row(item, item.number, where))
    if not reading.items:
        errors.append(Remark("line 1", "ledger-nothing-found"))
    seen = Counter(row.number for row in rows)
    twice = {number for number, count in seen.items() if count > 1}
    errors += [
        Remark(next(row.where for row in rows if row.number == number), "ledger-number-twice", {"number": number})
        for number in sorted(twice, key=number_order)
    ]
    warnings = tuple(
        Remark(_line_of_quote(lines, said), "ledger-read-warning", {"text": said}) for said in reading.warnings
    )
    return Sheet(name, reading.programme, tuple(rows), tuple(errors), warnings)


def _row(item: Item, number: str, where: str) -> Row:
    return Row(
        number=number,
        problem=item.problem,
        responsible=item.departments,
        target=item.target,
        measures=item.measures,
        deadline=item.deadline,
        deadline_text=item.deadline_text,
        completion=item.completion,
        completion_as_of=item.completion_as_of,
        where=where,
    )


def _where(lines: list[str], item: Item) -> str:
    """The line an item begins on, by its own words."""
    words = (item.problem, item.target, *item.measures, item.completion)
    return next((found for text in words if text and (found := _line_of(lines, text[:12]))), "line 1")


def _line_of(lines: list[str], text: str) -> str | None:
    begin = text.split("\n", 1)[0]
    return next((f"line {n}" for n, line in enumerate(lines, 1) if begin and begin in line), None)


_QUOTED = re.compile(r"“([^”]{2,40})”")


def _line_of_quote(lines: list[str], said: str) -> str:
    return next((found for quote in _QUOTED.findall(said) if (found := _line_of(lines, quote[:12]))), "line 1")
