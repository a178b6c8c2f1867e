"""What does the plan of a year change? Targets and measures as a draft wants them, compared with what the ledger knows.

A plan (工作要点) is drawn up in January: last year's targets are carried over, or a table is filled in. What it does not
mention stays, but for a target: a figure without one for the year is not counted in it, and that is shown as dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.ledger import Remark, Row
from domain.measures import paired

CARRIED = "carried"  # the source of a draft that nobody's file is behind


class Fate(StrEnum):
    """What becomes of a target, in the order a card lists it."""

    NEW = "new"
    CHANGED = "changed"
    DROPPED = "dropped"
    CARRIED = "carried"  # a target as last year's
    KEPT = "kept"  # as the ledger has it for this year already


class MeasureFate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class KnownFigure:
    """`last` and `reached` are last year's target and what was reached of it; `set_to` is this year's by now."""

    name: str
    unit: str
    last: Decimal | None = None
    reached: Decimal | None = None
    set_to: Decimal | None = None


@dataclass(frozen=True)
class KnownTask:
    """A task that is still worked on."""

    number: str
    problem: str
    measures: tuple[str, ...] = ()
    figures: tuple[KnownFigure, ...] = ()


@dataclass(frozen=True)
class PlanTarget:
    """What a draft says of a figure. No target: it is not counted this year."""

    number: str
    name: str
    unit: str
    target: Decimal | None
    where: str = field(default="", compare=False)


@dataclass(frozen=True)
class PlanMeasure:
    """What a draft says of a measure: `place` from 1, None for a new one; an empty text drops it."""

    number: str
    place: int | None
    text: str
    reason: str = ""
    where: str = field(default="", compare=False)


@dataclass(frozen=True)
class Draft:
    """`source` is `CARRIED` or the sender's name for a file."""

    source: str
    targets: tuple[PlanTarget, ...] = ()
    measures: tuple[PlanMeasure, ...] = ()
    errors: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class TargetLine:
    number: str
    name: str
    unit: str
    fate: Fate
    last: Decimal | None
    reached: Decimal | None
    target: Decimal | None
    writes: bool = True
    """False where the ledger has it so already, and where a figure without a target stays without one."""


@dataclass(frozen=True)
class MeasureLine:
    """`before` is empty for a new one, `after` for a dropped one. `place` is the number it has now, 0 for a new one."""

    number: str
    place: int
    fate: MeasureFate
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class PlanComparison:
    targets: tuple[TargetLine, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    errors: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()

    @property
    def unreasoned(self) -> int:
        """Changes of approved measures that nobody has given a reason for yet. A new one needs none."""
        return sum(line.fate is not MeasureFate.NEW and not line.reason for line in self.measures)

    @property
    def written(self) -> tuple[TargetLine, ...]:
        """The targets that the ledger does not have yet."""
        return tuple(line for line in self.targets if line.writes)

    @property
    def changes_nothing(self) -> bool:
        return not self.measures and not self.written


def year_of(today: date) -> int:
    """The year to plan for: from December on the next one."""
    return today.year + 1 if today.month == 12 else today.year


# -- a draft ------------------------------------------------------------------------------------------------------


def carried_over(known: Sequence[KnownTask]) -> Draft:
    """Every figure with the target of last year; one that has this year's already keeps it."""
    targets = tuple(
        PlanTarget(task.number, figure.name, figure.unit, figure.last if figure.set_to is None else figure.set_to)
        for task in known
        for figure in task.figures
    )
    return Draft(CARRIED, targets)


def from_rows(rows: Sequence[Row], known: Sequence[KnownTask], year: int, source: str) -> Draft:
    """The plan that a ledger file says: its targets of the year, its measures beside those that are known."""
    there = {task.number: task for task in known}
    targets = tuple(
        PlanTarget(row.number, one.name, one.unit, one.target, row.place(f"indicators.{place}"))
        for row in rows
        for place, one in enumerate(row.indicators, 1)
        if one.year == year
    )
    measures = tuple(
        measure for row in rows if row.measures and row.number in there for measure in _edits(row, there[row.number])
    )
    unknown = tuple(
        Remark(row.where, "plan-task-unknown", {"number": row.number}) for row in rows if row.number not in there
    )
    mentioned = {row.number for row in rows}
    return Draft(source, tuple(one for one in targets if one.number in mentioned), measures, warnings=unknown)


def _edits(row: Row, task: KnownTask) -> Iterator[PlanMeasure]:
    for pair in paired(task.measures, row.measures):
        text = row.measures[pair.new] if pair.new is not None else ""
        if pair.old is None:
            yield PlanMeasure(row.number, None, text, where=row.where)
        elif text != task.measures[pair.old]:
            yield PlanMeasure(row.number, pair.old + 1, text, where=row.where)


# -- comparing ----------------------------------------------------------------------------------------------------


def compare(draft: Draft, known: Sequence[KnownTask]) -> PlanComparison:
    """What the plan would change. `known` are the tasks still worked on."""
    there = {task.number: task for task in known}
    errors = list(draft.errors)
    targets: dict[tuple[str, str], PlanTarget] = {}
    for one in draft.targets:
        if one.number not in there:
            if one.where:
                errors.append(Remark(one.where, "plan-task-unknown", {"number": one.number}))
        elif (one.number, one.name) in targets:
            errors.append(Remark(one.where, "plan-figure-twice", {"number": one.number, "name": one.name}))
        else:
            targets[one.number, one.name] = one
    lines = list(_target_lines(targets, known, errors))
    measures = list(_measure_lines(draft.measures, there, errors))
    return PlanComparison(tuple(lines), tuple(measures), tuple(errors), draft.warnings)


def _target_lines(
    wanted: Mapping[tuple[str, str], PlanTarget], known: Sequence[KnownTask], errors: list[Remark]
) -> Iterator[TargetLine]:
    for task in known:
        for figure in task.figures:
            said = wanted.get((task.number, figure.name))
            if said is not None and said.unit not in ("", figure.unit):
                facts: dict[str, str | int] = {"name": figure.name, "unit": figure.unit, "given": said.unit}
                errors.append(Remark(said.where, "plan-other-unit", facts))
                continue
            line = _line(task.number, figure, said)
            if line is not None:
                yield line
        names = {figure.name for figure in task.figures}
        for (number, name), said in wanted.items():
            if number == task.number and name not in names and said.target is not None:
                yield TargetLine(number, name, said.unit, Fate.NEW, None, None, said.target)


def _line(number: str, figure: KnownFigure, said: PlanTarget | None) -> TargetLine | None:
    """None where there is nothing to say: no target last year and none this."""
    target = said.target if said is not None else figure.set_to
    if target is None and figure.last is None and figure.set_to is None:
        return None
    stays = target == figure.set_to
    if target is None:
        fate = Fate.DROPPED
    elif stays:
        fate = Fate.KEPT
    elif target == figure.last:
        fate = Fate.CARRIED
    else:
        fate = Fate.NEW if figure.last is None and figure.set_to is None else Fate.CHANGED
    return TargetLine(number, figure.name, figure.unit, fate, figure.last, figure.reached, target, writes=not stays)


def _measure_lines(
    wanted: Sequence[PlanMeasure], known: Mapping[str, KnownTask], errors: list[Remark]
) -> Iterator[MeasureLine]:
    seen: set[tuple[str, int]] = set()
    for one in wanted:
        task = known.get(one.number)
        if task is None:
            errors.append(Remark(one.where, "plan-task-unknown", {"number": one.number}))
        elif one.place is None:
            if one.text and _squeezed(one.text) not in map(_squeezed, task.measures):
                yield MeasureLine(one.number, 0, MeasureFate.NEW, "", one.text, one.reason)
        elif not 1 <= one.place <= len(task.measures):
            errors.append(Remark(one.where, "plan-measure-unknown", {"number": one.number, "place": one.place}))
        elif (one.number, one.place) in seen:
            errors.append(Remark(one.where, "plan-measure-twice", {"number": one.number, "place": one.place}))
        else:
            seen.add((one.number, one.place))
            before = task.measures[one.place - 1]
            if _squeezed(one.text) != _squeezed(before):  # a line break that a spreadsheet put in changes nothing
                fate = MeasureFate.CHANGED if one.text else MeasureFate.DROPPED
                yield MeasureLine(one.number, one.place, fate, before, one.text, one.reason)


def _squeezed(text: str) -> str:
    return "".join(text.split())
