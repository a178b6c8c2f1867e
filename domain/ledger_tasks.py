"""What does a ledger say of one task? Its rows' cells as fields; what stands in several rows is put together.

Departments are joined over the rows. Where measures stand one a row and each row names other departments, these own that
row's measures; else owners are what a column of their own says. An empty cell says nothing.
"""

from __future__ import annotations

import re
from datetime import date

from domain.ledger import UNITS, LedgerField, Remark, Row, head
from domain.ledger_cells import TaskCells
from domain.ledger_columns import Column
from domain.ledger_targets import targets_of
from domain.ledger_units import departments_in
from domain.ledger_values import LastDay, last_day_in_cell, measures_of_cell, says_nothing
from domain.notice.dates import mentions
from domain.notice.glyphs import plain
from domain.notice.tasks import as_of_in

_ROLES = {Column(role.value): role for role in UNITS}


def row_of(task: TaskCells) -> Row:
    """The task as the file says it."""
    grid, header, lines = task.grid, task.header, task.lines
    first = lines.rows[0]
    units = _units(task)
    measures, owners = _measures(task, units)
    day = _deadline(task)
    completion = task.words(Column.COMPLETION)
    task.places.setdefault("problem", task.where(first, Column.PROBLEM))
    return Row(
        number=lines.number,
        problem=task.words(Column.PROBLEM),
        target=task.words(Column.TARGET),
        measures=measures,
        owners=owners,
        deadline=day.day,
        deadline_text=day.words,
        completion=completion,
        completion_as_of=_as_of(task, completion),
        indicators=targets_of(task),
        programme=lines.programme or None,
        where=grid.where(first, header.one(Column.NUMBER) or 0),
        places=task.places,
        **{role.value: names for role, names in units.items()},
    )


# -- departments --------------------------------------------------------------------------------------------------


def _units(task: TaskCells) -> dict[LedgerField, tuple[str, ...]]:
    named: dict[LedgerField, list[str]] = {}
    for column, role in _ROLES.items():
        for _, cell in task.cells(column):
            for part, names in departments_in(cell.text, role).items():
                named.setdefault(part, []).extend(names)
    return {role: tuple(dict.fromkeys(names)) for role, names in named.items()}


# -- measures -----------------------------------------------------------------------------------------------------


def _measures(
    task: TaskCells, units: dict[LedgerField, tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    cells = task.cells(Column.MEASURE)
    numbers = {row: cell.text for row, cell in task.cells(Column.MEASURE_NUMBER)}
    listed = [
        (row, measure)
        for row, cell in cells
        for measure in measures_of_cell(cell.text, numbers.get(row, ""), alone=len(cells) == 1)
    ]
    if cells:
        task.places["measures"] = task.where(cells[0][0], Column.MEASURE)
    task.of_row = _one_a_row([row for row, _ in listed], numbers)
    owners: list[tuple[str, ...]] = []
    if task.header.one(Column.MEASURE_OWNERS) is not None:
        owners = _owners_named(task, [row for row, _ in listed])
    elif len(cells) > 1:
        owners = _owners_by_row(task, [row for row, _ in listed], units)
    return tuple(measure for _, measure in listed), tuple(owners) if any(owners) else ()


def _one_a_row(rows: list[int], numbers: dict[int, str]) -> dict[int, int]:
    """The rows that hold one measure, and those that name one by its number alone."""
    found = {row: n for n, row in enumerate(rows, 1) if rows.count(row) == 1}
    for row, written in numbers.items():
        number = plain(written).strip(" .、()")
        if row not in rows and number.isascii() and number.isdecimal() and 1 <= int(number[:4]) <= len(rows):
            found[row] = int(number[:4])
    return found


def _owners_named(task: TaskCells, rows: list[int]) -> list[tuple[str, ...]]:
    """What the owners' column says for each measure. A row without a measure of its own adds to the one above it.

    A cell beside several measures may number its departments as they are numbered.
    """
    place = task.header.of(Column.MEASURE_OWNERS)[0]
    task.cells(Column.MEASURE_OWNERS)  # a flawed cell is told
    owners: list[list[str]] = [[] for _ in rows]
    for row in task.lines.rows:
        cell = task.grid.over(row, place)
        if cell.flaw or says_nothing(cell.text):
            continue
        mine = [n for n, at in enumerate(rows) if at == row]
        mine = mine or [n for n, at in enumerate(rows) if at < row][-1:]
        apart = measures_of_cell(cell.text) if len(mine) > 1 else []
        for count, n in enumerate(mine):
            text = apart[count] if len(apart) == len(mine) else cell.text
            named = departments_in(text, LedgerField.RESPONSIBLE)
            owners[n] += [name for names in named.values() for name in names]
            task.places.setdefault(f"owners.{n + 1}", task.grid.where(row, place))
        if not mine:
            facts: dict[str, str | int] = {"text": head(cell.text, 30)}
            task.warnings.append(Remark(task.grid.where(row, place), "ledger-owner-of-nothing", facts))
    return [tuple(dict.fromkeys(names)) for names in owners]


def _owners_by_row(
    task: TaskCells, rows: list[int], units: dict[LedgerField, tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Each row's own departments, where the rows of measures name different ones."""
    answering = {name for role in UNITS[:3] for name in units.get(role, ())}
    by_row: dict[int, tuple[str, ...]] = {}
    for row in dict.fromkeys(rows):
        names: list[str] = []
        for column in (Column.LEAD, Column.RESPONSIBLE, Column.COOPERATING):
            place = task.header.one(column)
            if place is not None:
                named = departments_in(task.grid.over(row, place).text, _ROLES[column])
                names += [name for of_part in named.values() for name in of_part if name in answering]
        by_row[row] = tuple(dict.fromkeys(names))
    if len({frozenset(names) for names in by_row.values()}) < 2 or not all(by_row.values()):
        return []
    return [by_row[row] for row in rows]


# -- days ---------------------------------------------------------------------------------------------------------


def _deadline(task: TaskCells) -> LastDay:
    """The task's one deadline. Where its rows name several none is certain: they stay in their words."""
    read: dict[LastDay, None] = {}
    for row, cell in task.cells(Column.DEADLINE):
        where = task.where(row, Column.DEADLINE)
        task.places.setdefault("deadline", where)
        day = last_day_in_cell(cell, where)
        if day.remark is not None:
            (task.errors if day.is_wrong else task.warnings).append(day.remark)
        read[LastDay(day.day, day.words)] = None
    if len(read) <= 1:
        return next(iter(read), LastDay())
    words = ";".join(day.words or (day.day.isoformat() if day.day else "") for day in read)
    facts: dict[str, str | int] = {"number": task.lines.number, "text": head(words, 60)}
    task.warnings.append(Remark(task.places["deadline"], "ledger-deadlines-differ", facts))
    return LastDay(words=words)


def _as_of(task: TaskCells, completion: str | None) -> date | None:
    """The day that the completion speaks of: from a column of its own, else from its first words (截至…)."""
    for row, cell in task.cells(Column.COMPLETION_AS_OF):
        if cell.day is not None:
            return cell.day
        named = next(mentions(plain(re.sub(r"^截[至止]", "", cell.text))), None)
        if named is not None and (day := named.on()):
            return day
        facts: dict[str, str | int] = {"text": head(cell.text, 40)}
        task.warnings.append(Remark(task.where(row, Column.COMPLETION_AS_OF), "ledger-deadline-unclear", facts))
    return as_of_in(completion) if completion else None
