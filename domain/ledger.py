"""What does a ledger say, and what would it change? Rows as they were read, compared field by field with what is known.

A notice that does not mention a field says nothing about it: what the ledger knows stays. Nothing is guessed: a row
without a number, or a new task without its problem, is an error, and an error means that nothing is taken over.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from domain.chinese_numbers import number_in
from domain.collection import number_order
from domain.notice import Item, NoticeReading

UNNAMED = "未命名"  # the programme of tasks whose inspection nobody named (docs: the contract's word)
MEASURES_BREAK = "\n"


class LedgerField(StrEnum):
    """What can differ between a file and the ledger, in the order a card lists it."""

    PROBLEM = "problem"
    RESPONSIBLE = "responsible"
    TARGET = "target"
    MEASURES = "measures"
    DEADLINE = "deadline"
    COMPLETION = "completion"


@dataclass(frozen=True)
class Remark:
    """An error or a warning: where it stands (`line 7`), and the sentence of the texts that says it."""

    where: str
    key: str
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A task as a file says it, or as the ledger knows it. None and () are "not said"."""

    number: str
    problem: str | None = None
    responsible: tuple[str, ...] = ()
    target: str | None = None
    measures: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_text: str | None = None
    completion: str | None = None
    completion_as_of: date | None = None
    where: str = field(default="", compare=False)

    def shown(self, which: LedgerField) -> str | None:
        """The field as a line of text, for "old -> new"."""
        if which is LedgerField.RESPONSIBLE:
            return "、".join(self.responsible) or None
        if which is LedgerField.MEASURES:
            return MEASURES_BREAK.join(self.measures) or None
        if which is LedgerField.DEADLINE:
            return self.deadline_text or (self.deadline.isoformat() if self.deadline else None)
        if which is LedgerField.COMPLETION and self.completion and self.completion_as_of:
            return f"{self.completion_as_of.isoformat()} {self.completion}"
        text: str | None = getattr(self, which.value)
        return text

    def facts(self, which: LedgerField) -> object:
        """The field as it is compared: a date beside its words, a text beside its date."""
        if which is LedgerField.DEADLINE:
            return self.deadline, self.deadline_text
        if which is LedgerField.COMPLETION:
            return self.completion, self.completion_as_of
        return getattr(self, which.value)


@dataclass(frozen=True)
class Sheet:
    """A file somebody sent, read: nothing of the ledger is in it yet. `name` is the sender's label for it."""

    name: str
    programme: str | None
    rows: tuple[Row, ...] = ()
    errors: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Change:
    field: LedgerField
    old: str | None
    new: str | None


@dataclass(frozen=True)
class ChangedRow:
    """`row` is the task as it will stand: what the file says over what the ledger knew."""

    row: Row
    before: Row
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    programme: str
    new_programme: bool
    added: tuple[Row, ...] = ()
    changed: tuple[ChangedRow, ...] = ()
    unchanged: int = 0
    errors: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        return not self.added and not self.changed


# -- reading ------------------------------------------------------------------------------------------------------


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


# -- comparing ----------------------------------------------------------------------------------------------------


def compare(sheet: Sheet, programme: str, known: Mapping[str, Row] | None) -> Comparison:
    """What taking the sheet over would do. `known` is the programme's ledger by number; None: it does not exist yet."""
    errors = list(sheet.errors)
    added: list[Row] = []
    changed: list[ChangedRow] = []
    unchanged = 0
    for row in sheet.rows:
        before = (known or {}).get(row.number)
        if before is None:
            if not row.problem:
                errors.append(Remark(row.where, "ledger-no-problem", {"number": row.number}))
            added.append(row)
            continue
        after = over(before, row)
        changes = tuple(
            Change(which, before.shown(which), after.shown(which))
            for which in LedgerField
            if before.facts(which) != after.facts(which)
        )
        if changes:
            changed.append(ChangedRow(after, before, changes))
        else:
            unchanged += 1
    return Comparison(
        programme=programme,
        new_programme=known is None,
        added=tuple(added),
        changed=tuple(changed),
        unchanged=unchanged,
        errors=tuple(errors),
        warnings=sheet.warnings,
    )


def over(known: Row, said: Row) -> Row:
    """What the file says over what the ledger knows; what it does not say stays."""
    after = replace(
        known,
        problem=said.problem or known.problem,
        responsible=said.responsible or known.responsible,
        target=said.target or known.target,
        measures=said.measures or known.measures,
        where=said.where,
    )
    if set(after.responsible) == set(known.responsible):
        after = replace(after, responsible=known.responsible)  # another order is no other office
    if said.deadline or said.deadline_text:
        after = replace(after, deadline=said.deadline, deadline_text=said.deadline_text)
    if said.completion:
        after = replace(after, completion=said.completion, completion_as_of=said.completion_as_of)
    return after


def programme_for(sheet: Sheet, names: Iterable[str], wanted: str | None = None) -> str:
    """Where the rows belong: as asked, else as the file says, else the only one there is, else unnamed."""
    there = list(names)
    return wanted or sheet.programme or (there[0] if len(there) == 1 else UNNAMED)


# -- numbers ------------------------------------------------------------------------------------------------------

_AROUND = re.compile(r"^(?:序号|任务|编号|no\.?|#|第)+|(?:号|项|条)+$", re.IGNORECASE)


def task_number(typed: str) -> str:
    """What a person types for a number, as the ledger writes it: `序号２１`, `第二十一项` and `21` are `21`."""
    bare = unicodedata.normalize("NFKC", typed).strip()
    bare = _AROUND.sub("", bare).strip(" .。、,:;!?-")
    bare = re.sub(r"\s*[-—–]\s*", "-", bare)
    spelled = number_in(bare)
    return str(spelled) if spelled is not None else bare


def head(text: str, most: int = 18) -> str:
    """A text's first words, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
