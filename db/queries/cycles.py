"""When is what asked? The rhythms a programme's tasks are asked in, the dates of their rounds, the sum behind a date.

A task has one rhythm: its own, else its programme's. It is asked in the rounds of that rhythm and in no others, so that
nobody is asked twice where a month ends with a quarter (docs/adr/005).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, literal_column, or_, select

from config.holidays import calendar_now
from db.tables import IS_OWED, IS_STILL_ASKED, Audit, Cycle, Measure, MeasureOwner, Programme, Request, Task, TaskUnit
from db.units import Reading
from domain import collection
from domain.due_day import why
from domain.messages.collection import WhyThisDay
from domain.quarters import CycleDates, Period, PeriodKind, Special, cycle_dates, kind_of, latest_opened, parse_period
from domain.states import TaskState, UnitRole
from domain.workdays import ONE_DAY, Calendar

RECOUNTED = "cycle.recount"  # in the audit: a due day that was counted again, `from` and `to`
# Without bound values: PostgreSQL would not see that what is chosen is what is grouped by.
_LETTER = func.substr(Cycle.key, literal_column("5"), literal_column("1"))
_LETTERS = {PeriodKind.QUARTERLY: "Q", PeriodKind.MONTHLY: "M", PeriodKind.WEEKLY: "W"}


def calendar(reading: Reading) -> Calendar:
    """The working days as they are known now: an override counts from the next question on."""
    return calendar_now(reading.settings.data_dir)


# -- dates --------------------------------------------------------------------------------------------------------


def dates_of(reading: Reading, period: Period) -> CycleDates:
    """When the round of a period opens and is due, by the settings."""
    rules = reading.settings.collection
    return cycle_dates(period, opens=rules.opens, due_working_days=rules.due_working_days, calendar=calendar(reading))


def opening_moment(reading: Reading, opens_on: date) -> datetime:
    """The instant a round opens on its day."""
    return datetime.combine(opens_on, reading.settings.collection.opens_at, tzinfo=reading.settings.office.zone)


def counted_since(cycle: Cycle) -> date:
    """From which day on the calendar bears upon the round: the first after its period; a special one's opening day."""
    period = parse_period(cycle.key)
    return cycle.opens_on if isinstance(period, Special) else period.last_day + ONE_DAY


# -- rhythms ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Track:
    """A rhythm that tasks of a programme are asked in. A round that opened before `since` is not asked for any more.

    `entered`: when the programme was.
    """

    programme_id: int
    kind: PeriodKind
    since: datetime
    entered: datetime


def running_programmes(reading: Reading) -> list[Programme]:
    return list(reading.session.scalars(select(Programme).where(Programme.closed_at.is_(None)).order_by(Programme.id)))


def tracks(reading: Reading) -> list[Track]:
    """The rhythms in use; the programme's own where it has no tasks yet.

    A task that is done needs none, nor a programme of which every task is, until a look-back brings one of them back.
    """
    programmes = {row.id: row for row in reading.conn.execute(_RUNNING)}
    since: dict[tuple[int, PeriodKind], datetime] = {}
    for row in reading.conn.execute(_RHYTHMS):
        programme = programmes[row.programme_id]
        place = programme.id, PeriodKind(row.rhythm or programme.rhythm)
        changed = _changed(programme.rhythm_since, row.rhythm, row.rhythm_since)
        held = max(programme.created_at, changed) if changed is not None else programme.created_at
        since[place] = min(held, since.get(place, held))
    for programme_id in programmes.keys() - {programme_id for programme_id, _ in since}:
        if reading.conn.scalar(select(Task.id).where(Task.programme_id == programme_id).limit(1)) is None:
            programme = programmes[programme_id]
            since[programme_id, PeriodKind(programme.rhythm)] = programme.rhythm_since or programme.created_at
    return [
        Track(programme_id, kind, at, programmes[programme_id].created_at)
        for (programme_id, kind), at in sorted(since.items())
    ]


# Asked by the clock every minute: built once, on the tables, with nothing of the ORM.
_programme, _task = Programme.__table__.c, Task.__table__.c
_RUNNING = (
    select(_programme.id, _programme.rhythm, _programme.rhythm_since, _programme.created_at)
    .where(_programme.closed_at.is_(None))
    .order_by(_programme.id)
)
_RHYTHMS = (
    select(_task.programme_id, _task.rhythm, _task.rhythm_since)
    .join_from(Programme.__table__, Task.__table__)
    .where(_programme.closed_at.is_(None), IS_STILL_ASKED)
    .distinct()
)


def _changed(programme_since: datetime | None, rhythm: str | None, task_since: datetime | None) -> datetime | None:
    """When the rhythm a task is asked in came to be; None where it always was."""
    moments = [task_since] if rhythm is not None else [task_since, programme_since]
    return max((at for at in moments if at is not None), default=None)


def newest_opened(reading: Reading, track: Track) -> Period:
    """The track's newest period whose round has opened by now."""
    opens = reading.settings.collection.opens
    period = latest_opened(track.kind, reading.today, opens=opens, calendar=calendar(reading))
    opened = opening_moment(reading, dates_of(reading, period).opens_on) <= reading.now
    return period if opened else period.preceding()


def is_asked_for(reading: Reading, track: Track, opens_on: date) -> bool:
    """A round that opened before the programme was entered, or before its rhythm was chosen, is history."""
    zone = reading.settings.office.zone
    if track.since > track.entered and track.since > opening_moment(reading, opens_on):
        return False
    return opens_on >= track.entered.astimezone(zone).date()


def newest_stored(reading: Reading, programme_id: int, kind: PeriodKind) -> Cycle | None:
    return reading.session.scalar(
        select(Cycle)
        .where(Cycle.programme_id == programme_id, Cycle.key.like(f"____{_LETTERS[kind]}%"))
        .order_by(Cycle.opens_on.desc(), Cycle.id.desc())
        .limit(1)
    )


def current(reading: Reading) -> list[int]:
    """The rounds that run: of each open programme and rhythm the newest; special ones that are still owed, or not due yet.

    By id; none that was cancelled. A rhythm that no task has any more runs until its last round is answered.
    """
    newest = (
        select(Cycle.programme_id, _LETTER.label("letter"), func.max(Cycle.opens_on).label("on"))
        .join(Programme)
        .where(Programme.closed_at.is_(None))
        .group_by(Cycle.programme_id, _LETTER)
        .subquery()
    )
    special = _LETTER == "S"
    of_rhythm = (
        select(Cycle.id, Cycle.programme_id, Cycle.key)
        .join(newest, (newest.c.programme_id == Cycle.programme_id) & (newest.c.on == Cycle.opens_on))
        .where(newest.c.letter == _LETTER, ~special)
    )
    owed = select(Request.cycle_id).where(IS_OWED).distinct()
    used = {(track.programme_id, track.kind) for track in tracks(reading)}
    unanswered = set(reading.conn.scalars(owed))
    found = {
        row.id
        for row in reading.conn.execute(of_rhythm)
        if (row.programme_id, kind_of(row.key)) in used or row.id in unanswered
    }
    by_hand = (
        select(Cycle.id)
        .join(Programme)
        .where(Programme.closed_at.is_(None), special, Cycle.cancelled_at.is_(None))
        .where((Cycle.due_on >= reading.today) | Cycle.id.in_(owed))
    )
    return sorted(found | set(reading.conn.scalars(by_hand)))


# -- who has to be asked ------------------------------------------------------------------------------------------


def answers_for() -> ColumnElement[bool]:
    """Of a `TaskUnit`, as `domain.collection.owes`: lead and responsible units, a cooperating one that owns a measure."""
    owns_measure = exists().where(
        Measure.task_id == TaskUnit.task_id,
        MeasureOwner.measure_id == Measure.id,
        MeasureOwner.department_id == TaskUnit.department_id,
    )
    return or_(
        TaskUnit.role.in_((UnitRole.LEAD, UnitRole.RESPONSIBLE)),
        and_(TaskUnit.role == UnitRole.COOPERATING, owns_measure),
    )


def unasked(reading: Reading, cycle: Cycle, kind: PeriodKind) -> set[tuple[int, int]]:
    """(task, department) of the programme that owe a report of this rhythm now and have no request in the round.

    Tasks added after its due day are not asked; nor those whose rhythm is younger than its opening.
    """
    rows = reading.conn.execute(
        _UNASKED, {"programme": cycle.programme_id, "cycle": cycle.id, "kind": kind.value}
    ).all()
    zone, opened_at = reading.settings.office.zone, opening_moment(reading, cycle.opens_on)
    return {
        (row.task_id, row.department_id)
        for row in rows
        if row.created_at.astimezone(zone).date() <= min(reading.today, cycle.due_on)
        and (_changed(row.programme_since, row.rhythm, row.rhythm_since) or opened_at) <= opened_at
    }


_UNASKED = (
    select(
        *(TaskUnit.task_id, TaskUnit.department_id, Task.created_at, Task.rhythm, Task.rhythm_since),
        Programme.rhythm_since.label("programme_since"),
    )
    .join(Task, Task.id == TaskUnit.task_id)
    .join(Programme, Programme.id == Task.programme_id)
    .where(
        Task.programme_id == bindparam("programme"),
        IS_STILL_ASKED,
        or_(Task.state == TaskState.IN_PROGRESS, Task.deadline_text.contains(collection.PERMANENT)),
        func.coalesce(Task.rhythm, Programme.rhythm) == bindparam("kind"),
        answers_for(),
        ~exists().where(
            Request.cycle_id == bindparam("cycle"),
            Request.task_id == TaskUnit.task_id,
            Request.department_id == TaskUnit.department_id,
        ),
    )
)


# -- why this day -------------------------------------------------------------------------------------------------


def why_this_day(reading: Reading, cycle: Cycle, department_id: int | None = None) -> WhyThisDay:
    """The sum behind the round's due day as it is now, and what moved it; a department's extensions with it."""
    found = why(counted_since(cycle), cycle.opens_on, cycle.due_on, calendar(reading))
    kind = kind_of(cycle.key)
    moved = reading.conn.scalars(
        select(Audit.detail).where(Audit.thing == f"cycle:{cycle.id}", Audit.action == RECOUNTED).order_by(Audit.id)
    ).all()
    before = [date.fromisoformat(detail["from"]) for detail in moved if detail["from"] != detail["to"]]
    return WhyThisDay(
        key=cycle.key,
        start=found.start,
        due_on=found.due_on,
        working_days=found.working_days,
        make_up_days=found.make_up_days,
        off=found.off,
        provisional=cycle.provisional,
        rhythm=kind if kind is not None and kind != cycle.programme.rhythm else None,
        by_hand=kind is None,
        named=kind is None and cycle.working_days is None,
        first_told=before[0] if before else None,
        extended=_extended(reading, cycle, department_id) if department_id is not None else (),
    )


def _extended(reading: Reading, cycle: Cycle, department_id: int) -> tuple[tuple[str, date], ...]:
    rows = reading.conn.execute(
        select(Task.number, Request.due_on)
        .join(Task, Task.id == Request.task_id)
        .where(
            Request.cycle_id == cycle.id,
            Request.department_id == department_id,
            Request.due_on > cycle.due_on,
            IS_OWED,
        )
    )
    return tuple(sorted(((row.number, row.due_on) for row in rows), key=lambda one: collection.number_order(one[0])))
