"""What does a ledger say, and what would it change? Rows as they were read, compared field by field with what is known.

A notice that does not mention a field says nothing about it: what the ledger knows stays. Nothing is guessed: a row
without a number, or a new task without its problem, is an error, and an error means that nothing is taken over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.chinese_numbers import number_in
from domain.measures import paired
from domain.wording import format_amount

UNNAMED = "未命名"  # the programme of tasks whose inspection nobody named (docs: the contract's word)
MEASURES_BREAK = "\n"


class LedgerField(StrEnum):
    """What can differ between a file and the ledger, in the order a card lists it."""

    PROBLEM = "problem"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"
    SUPERVISING = "supervising"
    ACCEPTING = "accepting"
    TARGET = "target"
    MEASURES = "measures"
    OWNERS = "owners"
    INDICATORS = "indicators"
    DEADLINE = "deadline"
    COMPLETION = "completion"


UNITS = (
    LedgerField.LEAD,
    LedgerField.RESPONSIBLE,
    LedgerField.COOPERATING,
    LedgerField.SUPERVISING,
    LedgerField.ACCEPTING,
)
"""The five parts a department can have, named as `UnitRole` names them."""


@dataclass(frozen=True)
class Remark:
    """An error or a warning: where it stands (`台账!B7`, `line 7`), and the sentence of the texts that says it."""

    where: str
    key: str
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class YearTarget:
    """A figure and what it shall reach in a year; the target is None where none was set.

    `measure` is the number of the measure whose row it stands in: a new figure is asked of that measure's owners alone.
    """

    name: str
    unit: str
    year: int
    target: Decimal | None = None
    measure: int | None = field(default=None, compare=False)

    @property
    def shown(self) -> str:
        return (
            f"{self.name} {self.year}:{format_amount(self.target, self.unit) if self.target is not None else self.unit}"
        )


@dataclass(frozen=True)
class Row:
    """A task as a file says it, or as the ledger knows it. None and () are "not said".

    `owners` are the departments of each measure, in the measures' order. `places` says where a field stands, where that
    is another cell than the number's: `problem`, `owners.2`, `indicators.1`.
    """

    number: str
    problem: str | None = None
    responsible: tuple[str, ...] = ()
    target: str | None = None
    measures: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_text: str | None = None
    completion: str | None = None
    completion_as_of: date | None = None
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    supervising: tuple[str, ...] = ()
    accepting: tuple[str, ...] = ()
    owners: tuple[tuple[str, ...], ...] = ()
    indicators: tuple[YearTarget, ...] = ()
    programme: str | None = None
    where: str = field(default="", compare=False)
    places: dict[str, str] = field(default_factory=dict, compare=False)

    def place(self, of: str) -> str:
        return self.places.get(of, self.where)

    def units(self, role: LedgerField) -> tuple[str, ...]:
        named: tuple[str, ...] = getattr(self, role.value)
        return named

    def shown(self, which: LedgerField) -> str | None:
        """The field as a line of text, for "old -> new"."""
        if which in UNITS:
            return "、".join(self.units(which)) or None
        if which is LedgerField.OWNERS:
            return MEASURES_BREAK.join(f"{n}. {'、'.join(names)}" for n, names in self.owned.items()) or None
        if which is LedgerField.INDICATORS:
            return "、".join(one.shown for one in self.indicators) or None
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
        if which in UNITS:
            return frozenset(self.units(which))  # another order is no other office
        if which is LedgerField.OWNERS:
            return {number: frozenset(names) for number, names in self.owned.items()}
        if which is LedgerField.INDICATORS:
            return frozenset(self.indicators)
        if which is LedgerField.DEADLINE:
            return self.deadline, self.deadline_text
        if which is LedgerField.COMPLETION:
            return self.completion, self.completion_as_of
        return getattr(self, which.value)

    @property
    def owned(self) -> dict[int, tuple[str, ...]]:
        """The measures that have departments of their own, by number."""
        return {number: names for number, names in enumerate(self.owners, 1) if names}


@dataclass(frozen=True)
class Sheet:
    """A file somebody sent, read: nothing of the ledger is in it yet. `name` is the sender's label for it."""

    name: str
    programme: str | None
    rows: tuple[Row, ...] = ()
    errors: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()

    def into(self, programme: str) -> Sheet:
        """All its rows in this programme, whatever the file says."""
        return replace(self, programme=programme, rows=tuple(replace(row, programme=None) for row in self.rows))


@dataclass(frozen=True)
class Change:
    field: LedgerField
    old: str | None
    new: str | None


_DAY_FIRST = re.compile(r"\d{4}-\d{2}-\d{2}(?=$| )", re.ASCII)


def worded(change: Change, day: Callable[[date], str]) -> tuple[str | None, str | None]:
    """Old and new, a date that stands alone or in front as `day` words it."""
    if change.field not in (LedgerField.DEADLINE, LedgerField.COMPLETION):
        return change.old, change.new
    return _worded(change.old, day), _worded(change.new, day)


def _worded(text: str | None, day: Callable[[date], str]) -> str | None:
    found = _DAY_FIRST.match(text or "")
    if text is None or found is None:
        return text
    return day(date.fromisoformat(found[0])) + text[found.end() :]


@dataclass(frozen=True)
class ChangedRow:
    """`row` is the task as it will stand: what the file says over what the ledger knew."""

    row: Row
    before: Row
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """`programme` is where rows belong that name none; `programmes` are all that the file's rows belong to."""

    programme: str
    new_programme: bool
    added: tuple[Row, ...] = ()
    changed: tuple[ChangedRow, ...] = ()
    unchanged: int = 0
    errors: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    programmes: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The tasks as they will stand."""
        return (*self.added, *(one.row for one in self.changed))

    @property
    def changes_nothing(self) -> bool:
        return not self.added and not self.changed


# -- comparing ----------------------------------------------------------------------------------------------------

Ledger = Mapping[str, Mapping[str, Row]]
"""What is known: the tasks of each programme by number."""


def compare(sheet: Sheet, programme: str, known: Ledger) -> Comparison:
    """What taking the sheet over would do. Rows that name no programme belong to `programme`."""
    errors = list(sheet.errors)
    added: list[Row] = []
    changed: list[ChangedRow] = []
    unchanged = 0
    for said in sheet.rows:
        row = replace(said, programme=said.programme or programme)
        before = known.get(row.programme or programme, {}).get(row.number)
        if before is None:
            if not row.problem:
                errors.append(Remark(row.place("problem"), "ledger-no-problem", {"number": row.number}))
            errors += _flaws(row, row)
            added.append(row)
            continue
        after = over(before, row)
        errors += _flaws(row, after, before)
        changes = tuple(
            Change(which, before.shown(which), after.shown(which))
            for which in LedgerField
            if before.facts(which) != after.facts(which)
        )
        if changes:
            changed.append(ChangedRow(after, before, changes))
        else:
            unchanged += 1
    named = dict.fromkeys([row.programme or programme for row in sheet.rows]) or {programme: None}
    return Comparison(
        programme=programme,
        new_programme=any(name not in known for name in named),
        added=tuple(added),
        changed=tuple(changed),
        unchanged=unchanged,
        errors=tuple(errors),
        warnings=sheet.warnings,
        programmes=tuple(named),
    )


def _flaws(said: Row, after: Row, before: Row | None = None) -> Iterator[Remark]:
    """What the file says that can't stand beside the rest of the task."""
    there = {name for role in UNITS for name in after.units(role)}
    for number, names in said.owned.items():
        for name in names:
            if name not in there:
                facts: dict[str, str | int] = {"number": said.number, "measure": number, "unit": name}
                yield Remark(said.place(f"owners.{number}"), "ledger-owner-unknown", facts)
    units = {one.name: one.unit for one in before.indicators} if before is not None else {}
    for place, one in enumerate(said.indicators, 1):
        if units.setdefault(one.name, one.unit) != one.unit:
            yield Remark(
                said.place(f"indicators.{place}"),
                "ledger-other-unit",
                {"name": one.name, "unit": units[one.name], "given": one.unit},
            )


def over(known: Row, said: Row) -> Row:
    """What the file says over what the ledger knows; what it does not say stays."""
    after = replace(
        known,
        problem=said.problem or known.problem,
        cooperating=said.cooperating or known.cooperating,
        supervising=said.supervising or known.supervising,
        accepting=said.accepting or known.accepting,
        target=said.target or known.target,
        indicators=_targets_over(known.indicators, said.indicators),
        programme=said.programme,
        where=said.where,
        places=said.places,
    )
    lead, responsible = _answering_over(known, said)
    after = replace(after, lead=lead, responsible=responsible)
    if said.measures:
        after = replace(after, measures=said.measures, owners=_owners_over(known, said))
    elif said.owned:
        after = replace(after, owners=said.owners)
    if said.deadline == known.deadline and not said.deadline_text:
        pass  # the same day, without the words it was set in
    elif said.deadline or said.deadline_text:
        after = replace(after, deadline=said.deadline, deadline_text=said.deadline_text)
    if said.completion:
        after = replace(after, completion=said.completion, completion_as_of=said.completion_as_of)
    return _in_known_order(after, known)


def _answering_over(known: Row, said: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lead and responsible units. A file that names no lead calls them all responsible: a lead it still names stays lead."""
    if said.lead:
        responsible = said.responsible or tuple(name for name in known.responsible if name not in said.lead)
        return said.lead, responsible
    if not said.responsible:
        return known.lead, known.responsible
    lead = tuple(name for name in known.lead if name in said.responsible)
    both = set(known.lead) & set(known.responsible)
    return lead, tuple(name for name in said.responsible if name not in lead or name in both)


def _owners_over(known: Row, said: Row) -> tuple[tuple[str, ...], ...]:
    """A file that says nothing of owners leaves each measure its own, in whatever words it stands now."""
    if said.owned or not known.owned:
        return said.owners
    owners = known.owned
    return tuple(
        owners.get(pair.old + 1, ()) if pair.old is not None else ()
        for pair in paired(known.measures, said.measures)
        if pair.new is not None
    )


def _targets_over(known: tuple[YearTarget, ...], said: tuple[YearTarget, ...]) -> tuple[YearTarget, ...]:
    merged = {(one.name, one.year): one for one in known}
    for one in said:
        before = merged.get((one.name, one.year))
        merged[one.name, one.year] = one if one.target is not None or before is None else before
    return tuple(merged.values())


def _in_known_order(after: Row, known: Row) -> Row:
    """Where the same offices are only named in another order, nothing changes."""
    same = {role.value: known.units(role) for role in UNITS if set(known.units(role)) == set(after.units(role))}
    return replace(after, **same)  # type: ignore[arg-type]


def programme_for(sheet: Sheet, names: Iterable[str]) -> str:
    """Where the rows belong: as the file says, else the only one there is, else unnamed."""
    there = list(names)
    return sheet.programme or (there[0] if len(there) == 1 else UNNAMED)


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
