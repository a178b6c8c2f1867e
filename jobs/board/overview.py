"""The board itself: the figures that are never one figure, of one programme or of all; and its picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from db.queries import archive, punctuality
from db.queries import board as queries
from db.queries.board import Asked, Running
from db.units import Reading, Unit
from domain.errors import Moved, Rejected
from domain.lights import Days, Light, worst
from domain.messages.base import Note
from domain.messages.board import Bar, Board, BoardPicture, ProgrammeLine, Programmes, RoundLine, Tile
from domain.people import Account
from domain.states import OWED, ReportStatus, RequestState, TaskState
from jobs import outbox
from jobs.board import lists
from jobs.board import reader as readers


def board(unit: Unit, who: Account, occasion: str, programme: int | None = None, *, ring: bool = False) -> None:
    """/board, and [ 看板 ] on what it opened. `programme` None: the only one, or the choice; 0: all of them."""
    reader = readers.of(unit, who)
    if not reader.whole:
        lists.by_department(unit, who, occasion, ring=ring)
        return
    there = queries.programmes(unit)
    archived = archive.count(unit) if reader.acts else 0
    if not queries.standings(unit):
        raise Rejected("board-empty-archived" if archived else "board-empty")
    if programme is None and len(there) > 1:
        readers.show(unit, reader, _programmes(unit, there, archived), occasion, ring=ring)
        return
    names = dict(there)
    if programme and programme not in names:
        raise Moved(then=lambda unit: board(unit, who, occasion))
    message = _board(unit, programme or 0, names.get(programme or 0), several=len(there) > 1, acts=reader.acts)
    alone = there[0][0] if len(there) == 1 else programme or 0
    done = alone if reader.acts and message.closed == message.tasks and archive.is_done(unit, alone) else 0
    message = replace(message, done=done, archived=archived if len(there) == 1 else 0)
    readers.show(unit, reader, message, occasion, ring=ring)


def _board(reading: Reading, programme: int, name: str | None, *, several: bool, acts: bool) -> Board:
    tasks, requests = queries.standings(reading, programme or None), queries.asked(reading, programme or None)
    now = readers.days(reading)
    owed = [one for one in requests if one.state in OWED]
    answered = [one for one in requests if one.state not in OWED]
    return Board(
        tasks=len(tasks),
        expected=sum(one.deadline is not None and one.deadline <= now.today for one in tasks),
        reported=sum(one.reported for one in tasks),
        accepted=sum(one.accepted for one in tasks),
        publicised=sum(one.publicised for one in tasks),
        closed=sum(one.state is TaskState.CLOSED for one in tasks),
        answered=len(answered),
        asked=len(requests),
        overdue=sum(one.due_on < now.today for one in owed),
        due_soon=sum(now.today <= one.due_on <= now.soon for one in owed),
        behind=sum(one.status == ReportStatus.BEHIND for one in answered),
        rounds=_rounds(queries.running(reading, programme or None), requests),
        in_review=sum(one.state == RequestState.SUBMITTED for one in answered),
        programme=programme,
        programme_name=name,
        several=several,
        acts=acts,
    )


def _rounds(running: list[Running], requests: list[Asked]) -> tuple[RoundLine, ...]:
    """Of all programmes: rounds of one period are one line, unless they have a title of their own."""
    places: dict[tuple[str, str | None], list[Running]] = {}
    for one in running:
        places.setdefault((one.key, one.title), []).append(one)
    lines = []
    for (key, title), same in places.items():
        part = [one for one in requests if one.cycle_id in {each.cycle_id for each in same}]
        lines.append(
            RoundLine(
                key=key,
                title=title,
                answered=sum(one.state not in OWED for one in part),
                asked=len(part),
                due_on=min(one.due_on for one in same),
                provisional=any(one.provisional for one in same),
            )
        )
    return tuple(lines)


def _programmes(reading: Reading, there: list[tuple[int, str]], archived: int) -> Programmes:
    lines = []
    for programme, name in there:
        requests = queries.asked(reading, programme)
        lines.append(
            ProgrammeLine(
                programme=programme,
                name=name,
                tasks=len(queries.standings(reading, programme)),
                answered=sum(one.state not in OWED for one in requests),
                asked=len(requests),
                overdue=sum(one.state in OWED and one.due_on < reading.today for one in requests),
            )
        )
    return Programmes(tuple(lines), archived)


# -- the picture --------------------------------------------------------------------------------------------------


def picture(unit: Unit, who: Account, programme: int, occasion: str) -> Note:
    """[ 看图 ]: a message of its own beside the card, as it stands now."""
    reader = readers.of_office(unit, who)
    name = dict(queries.programmes(unit)).get(programme)
    if programme and name is None:
        raise Moved
    tasks, requests = queries.standings(unit, programme or None), queries.asked(unit, programme or None)
    if not tasks:
        raise Rejected("board-empty")
    now, running = readers.days(unit), queries.running(unit, programme or None)
    year = readers.year_of(unit, running)
    figures = _board(unit, programme, name, several=False, acts=False)
    lights: dict[int, list[Light]] = {}
    for one in requests:
        lights.setdefault(one.task_id, []).append(readers.light_of(one, now))
    message = BoardPicture(
        day=unit.today,
        year=year,
        programme_name=name,
        rounds=figures.rounds,
        tasks=figures.tasks,
        expected=figures.expected,
        reported=figures.reported,
        accepted=figures.accepted,
        publicised=figures.publicised,
        closed=figures.closed,
        tiles=tuple(
            Tile(one.number, worst(lights.get(one.task_id, ())), one.state is TaskState.CLOSED) for one in tasks
        ),
        bars=_bars(unit, requests, now, year, programme),
    )
    outbox.say(unit, message, to=reader.to, thing="board", occasion=occasion)
    return Note("board-picture-coming", {})


def _bars(reading: Reading, requests: list[Asked], now: Days, year: int, programme: int) -> tuple[Bar, ...]:
    """The departments that were asked, those with the most red first."""
    percents = {one.department_id: one.percent for one in punctuality.of_year(reading, year, programme or None)}
    parts: dict[int, Counter[Light]] = {}
    names: dict[int, str] = {}
    for one in requests:
        parts.setdefault(one.department_id, Counter())[readers.light_of(one, now)] += 1
        names[one.department_id] = one.department
    bars = [
        Bar(
            department=names[department_id],
            red=count[Light.RED],
            amber=count[Light.AMBER],
            white=count[Light.WHITE],
            green=count[Light.GREEN],
            percent=percents.get(department_id),
        )
        for department_id, count in parts.items()
    ]
    return tuple(sorted(bars, key=lambda bar: (-bar.red, -bar.amber, -bar.white, bar.department)))
