"""What does the clock do to a publicity period? Announces it, reminds of it, ends it, and tells the result.

Each thing is done once: an `announcement` row per period and occasion says so, and is where the fan-out stands. After
downtime each due thing happens once, and a reminder whose day has passed never existed.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select

from db.queries import publicity as periods
from db.tables import IS_COMING, Announcement, Publicity
from db.units import Reading, Unit, Units
from domain import publicity as rules
from domain.answers import ReceivedFile
from domain.messages.publicity import (
    NoticeDocument,
    PinAnnouncement,
    PublicityEnded,
    PublicityMissed,
    PublicityReminder,
)
from domain.publicity import Due, Event, Rules
from domain.states import PublicityState
from domain.workdays import Calendar
from jobs import audit, channels, documents, files, outbox
from jobs.clock import Clock
from jobs.publicity import papers, spreading
from jobs.publicity.cards import show_all
from jobs.publicity.facts import announcement_of, calendar_of, closable, contacts_of, period_of
from jobs.publicity.spreading import DONE, RUNNING
from jobs.routines import Routine

RESULT_OWED = timedelta(days=400)  # after its last day; of an older period nobody waits for the result


@dataclass(frozen=True)
class _Step:
    publicity: int
    event: Event


# -- what is due --------------------------------------------------------------------------------------------------


def next_due(reading: Reading) -> datetime | None:
    if spreading.unfinished(reading) or papers.waiting(reading):
        return reading.now
    return min((due.at for _, due in _coming(reading)), default=None)


def _due_now(reading: Reading) -> list[_Step]:
    coming = sorted(_coming(reading), key=lambda entry: (entry[1].at, entry[0]))
    return [_Step(publicity, due.event) for publicity, due in coming if due.at <= reading.now]


def _coming(reading: Reading) -> list[tuple[int, Due]]:
    """The next event of every period that has one."""
    told = exists().where(Announcement.publicity_id == Publicity.id, Announcement.occasion == Event.RESULT)
    untold = (Publicity.state == PublicityState.ENDED) & (Publicity.ends_on >= reading.today - RESULT_OWED) & ~told
    ahead = select(Publicity).where(IS_COMING).order_by(Publicity.id)
    over = select(Publicity).where(untold).order_by(Publicity.ends_on, Publicity.id)
    # Two questions, an index each: what is over stays for good.
    found = [publicity for query in (ahead, over) for publicity in reading.session.scalars(query)]
    if not found:
        return []
    calendar, office_rules = calendar_of(reading), _rules(reading)
    coming = ((publicity.id, _next(reading, publicity, office_rules, calendar)) for publicity in found)
    return [(publicity_id, due) for publicity_id, due in coming if due is not None]


def _next(reading: Reading, publicity: Publicity, office_rules: Rules, calendar: Calendar) -> Due | None:
    assert publicity.starts_on is not None
    assert publicity.ends_on is not None
    told = reading.conn.scalars(select(Announcement.occasion).where(Announcement.publicity_id == publicity.id))
    announced = publicity.announced_at
    return rules.next_event(
        publicity.starts_on,
        publicity.ends_on,
        PublicityState(publicity.state),
        announced_on=announced.astimezone(office_rules.zone).date() if announced is not None else None,
        told=frozenset(told),
        now=reading.now,
        rules=office_rules,
        calendar=calendar,
    )


def _rules(reading: Reading) -> Rules:
    settings = reading.settings
    return Rules(
        zone=settings.office.zone,
        announce_at=settings.publicity.announce_at,
        halfway=settings.publicity.halfway_reminder,
        last_day=settings.publicity.last_day_reminder,
        hours=settings.office.working_hours,
    )


# -- running it ---------------------------------------------------------------------------------------------------


async def _run(units: Units, clock: Clock) -> None:
    """Everything that is due, a unit each. One that fails is raised at the end: the others don't wait for it."""
    failures: list[Exception] = []
    seen: set[_Step] = set()
    while fresh := [step for step in await units.read(_due_now) if step not in seen]:
        seen |= set(fresh)
        outcomes = await asyncio.gather(*(_take(units, step) for step in fresh), return_exceptions=True)
        failures += [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    for announcement in await units.read(spreading.unfinished):
        await spreading.finish(units, clock, announcement)
    for amendment in await units.read(papers.waiting):
        await papers.compose(units, amendment)
    if failures:
        raise ExceptionGroup("publicity events failed", failures)


async def _take(units: Units, step: _Step) -> None:
    match step.event:
        case Event.ANNOUNCE:
            paper = await units.read(_paper, step.publicity)
            file = await asyncio.to_thread(documents.stored_notice, paper, units.settings)
            await units.run(announce, step.publicity, file)
        case Event.MISSED:
            await units.run(miss, step.publicity)
        case Event.HALFWAY | Event.LAST_DAY:
            await units.run(remind, step.publicity, step.event)
        case Event.END:
            await units.run(end, step.publicity)
        case Event.RESULT:
            await units.run(tell_result, step.publicity)


def _paper(reading: Reading, publicity_id: int) -> documents.Paper:
    publicity = reading.session.get_one(Publicity, publicity_id)
    return documents.paper_of(publicity, period_of(reading, publicity), contacts_of(publicity), reading)


# -- the events ---------------------------------------------------------------------------------------------------


def announce(unit: Unit, publicity_id: int, document: ReceivedFile) -> None:
    """The channels first: the notice, its pin, the document as a reply to it. Then the subscribers' fan-out begins."""
    publicity = _locked(unit, publicity_id, PublicityState.SCHEDULED)
    if publicity is None or not _first_time(unit, publicity_id, Event.ANNOUNCE, RUNNING):
        return
    publicity.state, publicity.announced_at = PublicityState.RUNNING, unit.now
    publicity.rev += 1
    unit.session.flush()
    files.remember(unit, document)
    message = announcement_of(unit, publicity)
    spreading.begin(unit, publicity.id, message)
    paper = NoticeDocument(title=message.title, sha256=document.sha256, name=document.name)
    thing = f"publicity:{publicity.id}"
    for channel in channels.of(unit):
        to = f"channel:{channel}"
        row = outbox.put(unit, message, to=to, thing=thing, occasion="announce", card=f"announcement:{publicity.id}")
        if row is None:
            continue
        pin = PinAnnouncement(title=message.title)
        outbox.put(unit, pin, to=to, thing=thing, occasion="announce", op="pin", target=row)
        outbox.put(unit, paper, to=to, thing=thing, occasion="announce", target=row)
    audit.note(unit, audit.CLOCK, "publicity.announce", thing, {"document": document.sha256})
    show_all(unit, publicity, "announced")


def remind(unit: Unit, publicity_id: int, event: Event) -> None:
    """To the channels, on the day it is about: an unsent one expires with the day."""
    publicity = _locked(unit, publicity_id, PublicityState.RUNNING)
    if publicity is None or not _first_time(unit, publicity_id, event, DONE):
        return
    assert publicity.ends_on is not None
    message = PublicityReminder(
        publicity=publicity.id,
        title=publicity.title or "",
        ends_on=publicity.ends_on,
        days_left=(publicity.ends_on - unit.today).days + 1,
        last_day=event == Event.LAST_DAY,
        contacts=contacts_of(publicity),
    )
    tonight = rules.closes_at(unit.today, unit.settings.office.zone)
    for channel in channels.of(unit):
        outbox.put(
            unit,
            message,
            to=f"channel:{channel}",
            thing=f"publicity:{publicity.id}",
            occasion=f"{event} {publicity.ends_on}",  # once more where it is extended
            expires_at=tonight,
        )


def end(unit: Unit, publicity_id: int) -> None:
    """24:00 of the last day has passed: over by itself, and the announcement says so."""
    publicity = _locked(unit, publicity_id, PublicityState.RUNNING)
    if publicity is None:
        return
    publicity.state, publicity.ended_at = PublicityState.ENDED, unit.now
    publicity.rev += 1
    unit.session.flush()
    outbox.edit_shown(unit, announcement_of(unit, publicity, ended=True), card=f"announcement:{publicity.id}")
    audit.note(unit, audit.CLOCK, "publicity.end", f"publicity:{publicity.id}")
    show_all(unit, publicity, "ended")


def miss(unit: Unit, publicity_id: int) -> None:
    """The program stood still from the first day to the last: nothing was published, so nothing counts as published."""
    publicity = _locked(unit, publicity_id, PublicityState.SCHEDULED)
    if publicity is None:
        return
    publicity.state = PublicityState.WITHDRAWN
    publicity.rev += 1
    unit.session.flush()
    audit.note(unit, audit.CLOCK, "publicity.missed", f"publicity:{publicity.id}")
    message = PublicityMissed(title=publicity.title or "", period=period_of(unit, publicity))
    for to in outbox.coordinators(unit):
        outbox.put(unit, message, to=to, thing=f"publicity:{publicity.id}", occasion="missed")
    show_all(unit, publicity, "missed")


def tell_result(unit: Unit, publicity_id: int) -> None:
    """When the office opens after the last day: what came in, and what is open."""
    publicity = _locked(unit, publicity_id, PublicityState.ENDED)
    if publicity is None or not _first_time(unit, publicity_id, Event.RESULT, DONE):
        return
    objections = periods.objections(unit, publicity.id)
    message = PublicityEnded(
        publicity=publicity.id,
        title=publicity.title or "",
        period=period_of(unit, publicity),
        objections=len(objections),
        open_numbers=tuple(one.register_number for one in objections if periods.is_open(one)),
        closable=closable(unit, publicity),
    )
    for to in outbox.coordinators(unit):
        outbox.put(unit, message, to=to, thing=f"publicity:{publicity.id}", occasion="result")
    show_all(unit, publicity, "result")


def _locked(unit: Unit, publicity_id: int, state: PublicityState) -> Publicity | None:
    """The period's row, locked, if it is still in `state`: another process may have been faster."""
    publicity = unit.session.get(Publicity, publicity_id, with_for_update=True)
    return publicity if publicity is not None and publicity.state == state else None


def _first_time(unit: Unit, publicity_id: int, event: Event, state: str) -> bool:
    """Write that it has been seen to; False where that was written before."""
    row = unit.conn.execute(
        unit.insert_new(Announcement)
        .values(
            publicity_id=publicity_id,
            occasion=event,
            state=state,
            position=0,
            total=0,
            sent=0,
            failed=0,
            created_at=unit.now,
        )
        .returning(Announcement.id)
    ).scalar()
    return row is not None


RUN_PUBLICITY = Routine("run_publicity", next_due, _run, seconds=60.0)
