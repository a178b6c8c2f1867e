"""What would a filled workbook change? Row by row: what was handed out, what came back, and what is there by now.

Only what was changed in the workbook counts: a cell that came back as it was handed out leaves what a colleague wrote
meanwhile. Where both changed one thing, the colleague is named before anything is overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.figures import doubt_about
from domain.states import OWED, ReportStatus, RequestState
from domain.workbook import Entry, FigureRow, Given, Issued, TaskRow, same_text

EXCERPT = 24  # characters of a text that show which one it is


class Outcome(StrEnum):
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Why(StrEnum):
    """Why a row can't be taken."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    GONE = "gone"
    ASKED_ANEW = "asked-anew"


@dataclass(frozen=True)
class Standing:
    """A request as it is now. `writer` wrote its draft last; `held_by` has its form open in chat at this moment."""

    state: str
    status: str | None
    text: str | None
    help: str | None
    figures: tuple[FigureRow, ...]
    writer: str = ""
    held_by: str | None = None
    draft: tuple[int, int] = (0, 0)  # report and its rev: what is shown is what is confirmed


@dataclass(frozen=True)
class PlannedFigure:
    """A figure to be set, or emptied (not `given`); `doubt` as in `domain.figures.Doubt`."""

    indicator: int
    name: str
    unit: str
    value: Decimal | None
    given: bool
    last: Decimal | None
    target: Decimal | None
    doubt: str | None = None


@dataclass(frozen=True)
class Planned:
    """What becomes of a row."""

    request: int
    number: str
    problem: str
    outcome: Outcome
    why: Why | None = None
    status: str | None = None
    text: int = 0
    """How long the text is afterwards, and how it begins."""
    begins: str = ""
    changed: tuple[str, ...] = ()
    """Of status, text, help: what the workbook says anew."""
    cleared: tuple[str, ...] = ()
    """Of these: what the workbook empties."""
    figures: tuple[PlannedFigure, ...] = ()
    overwrites: str | None = None
    """Whose newer draft is overwritten ("" where nobody knows the name)."""
    held_by: str | None = None
    """Who else is writing it in chat at this moment ("" where nobody knows the name)."""
    lacks: tuple[str, ...] = ()
    """What is missing before it can be sent: `status`, `text`, or an indicator's name."""
    draft: tuple[int, int] = (0, 0)

    @property
    def is_doubtful(self) -> bool:
        return any(figure.doubt for figure in self.figures)


def planned(issued: Issued, entries: Mapping[int, Entry], now: Mapping[int, Standing]) -> tuple[Planned, ...]:
    """Every row of the workbook, in its order. A row that did not come back is as it was."""
    return tuple(
        _row(row, entries.get(row.request) or _as_handed_out(row), now.get(row.request), issued.asks_status)
        for row in issued.rows
    )


def _as_handed_out(row: TaskRow) -> Entry:
    figures = tuple(Given(one.indicator, one.value, one.given) for one in row.figures)
    return Entry(row.request, row.status, row.text, row.help, figures)


def _row(row: TaskRow, entry: Entry, now: Standing | None, asks_status: bool) -> Planned:
    said = {"status": entry.status, "text": entry.text, "help": entry.help}
    before = {"status": row.status, "text": row.text, "help": row.help}
    changed = tuple(name for name in said if not same_text(said[name], before[name]))
    given = _changed_figures(row, entry)
    if not changed and not given:
        return Planned(row.request, row.number, row.problem, Outcome.UNCHANGED)
    why = _refused(row, given, now)
    if why is not None or now is None:
        return Planned(row.request, row.number, row.problem, Outcome.REFUSED, why or Why.GONE)
    there = {"status": now.status, "text": now.text, "help": now.help}
    after = there | {name: said[name] for name in changed}
    figures = _planned_figures(given, now)
    return Planned(
        request=row.request,
        number=row.number,
        problem=row.problem,
        outcome=Outcome.CHANGED,
        status=after["status"],
        text=len(after["text"] or ""),
        begins=" ".join((after["text"] or "")[:EXCERPT].split()),
        changed=changed,
        cleared=tuple(name for name in changed if not said[name]),
        figures=figures,
        overwrites=_overwritten(changed, said, before, now, given, row),
        held_by=now.held_by,
        lacks=_lacks(after, given, now, asks_status),
        draft=now.draft,
    )


def _changed_figures(row: TaskRow, entry: Entry) -> dict[int, Given]:
    before = {one.indicator: (one.given, one.value) for one in row.figures}
    return {one.indicator: one for one in entry.figures if (one.given, one.value) != before.get(one.indicator)}


def _refused(row: TaskRow, given: Mapping[int, Given], now: Standing | None) -> Why | None:
    if now is None:
        return Why.GONE
    if now.state == RequestState.ACCEPTED:
        return Why.ACCEPTED
    if now.state not in OWED:
        return Why.SUBMITTED
    units = {one.indicator: one.unit for one in row.figures}
    asked = {one.indicator: one.unit for one in now.figures}
    return Why.ASKED_ANEW if any(asked.get(which) != units[which] for which in given) else None


def _planned_figures(given: Mapping[int, Given], now: Standing) -> tuple[PlannedFigure, ...]:
    figures = []
    for one in now.figures:
        if one.indicator in given:
            value = given[one.indicator].value
            doubt = doubt_about(value, one.last, one.target) if value is not None else None
            new = given[one.indicator].given
            figures.append(PlannedFigure(one.indicator, one.name, one.unit, value, new, one.last, one.target, doubt))
    return tuple(figures)


def _overwritten(
    changed: tuple[str, ...],
    said: Mapping[str, str | None],
    before: Mapping[str, str | None],
    now: Standing,
    given: Mapping[int, Given],
    row: TaskRow,
) -> str | None:
    """Who else has written, since it was handed out, what the workbook says otherwise."""
    there = {"status": now.status, "text": now.text, "help": now.help}
    both = [
        name for name in changed if not same_text(there[name], before[name]) and not same_text(there[name], said[name])
    ]
    was = {one.indicator: (one.given, one.value) for one in row.figures}
    for one in now.figures:
        new = given.get(one.indicator)
        stands = (one.given, one.value)
        if new is not None and stands not in (was[one.indicator], (new.given, new.value)):
            both.append(one.name)
    return now.writer if both else None


def _lacks(
    after: Mapping[str, str | None], given: Mapping[int, Given], now: Standing, asks_status: bool
) -> tuple[str, ...]:
    if after["status"] == ReportStatus.NO_CHANGE:
        return ()  # the figures are last quarter's then
    missing = ["status"] if asks_status and not after["status"] else []
    if not after["text"]:
        missing.append("text")
    for one in now.figures:
        stands = given[one.indicator].given if one.indicator in given else one.given
        if not stands:
            missing.append(one.name)
    return tuple(missing)
