"""Does everything that must exist exist? The nightly proof: a miss is a message to people, once.

Every lodged objection has its letters, every letter a row per address; every open request has had its prompt; every
past period is closed; the audit chain is whole. A night reads what came since the last one and a share of the old (jobs/slices.py);
`xiaohao doctor` reads everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from sqlalchemy import String, cast, exists, literal, select, true

from db.queries import amendments, asked, cycles
from db.tables import (
    IS_OWED,
    Audit,
    Cycle,
    Letter,
    Objection,
    Outbox,
    Publicity,
    Request,
    Role,
)
from db.units import Reading, Unit, Units
from domain.messages.collection import Prompt
from domain.messages.objection_cases import AnswerLetter
from domain.messages.trouble import Miss
from domain.states import ObjectionState, PublicityState
from jobs import outbox, slices
from jobs.audit_chain import broken_seal
from jobs.clock import Clock
from jobs.housekeeping import daily, succeeded
from jobs.routines import Routine
from jobs.slices import Slice

AT = time(2, 30)  # office time


SHARE = 2_000  # old objections and letters a night, and ten times as many rows of the record


@dataclass(frozen=True)
class Night:
    """What a night's proof reads of what is kept for good."""

    objections: Slice
    letters: Slice
    record: Slice


def night(reading: Reading) -> Night:
    return Night(
        slices.tonight(reading, "reconcile.objections", Objection, SHARE),
        slices.tonight(reading, "reconcile.letters", Letter, SHARE),
        slices.tonight(reading, "reconcile.record", Audit, 10 * SHARE),
    )


def misses(reading: Reading, part: Night | None = None) -> list[tuple[str, str]]:
    """What should exist and does not: (key of the texts, the thing). `part`: of a night's share alone."""
    return [
        *_objections_without_letter(reading, part.objections if part is not None else None),
        *_letters_without_row(reading, part.letters if part is not None else None),
        *_requests_without_prompt(reading),
        *_periods_still_open(reading),
        *_broken_chain(reading, part.record if part is not None else None),
    ]


def _objections_without_letter(reading: Reading, part: Slice | None) -> list[tuple[str, str]]:
    rows = reading.conn.scalars(
        select(Objection.register_number)
        .join(Publicity)
        .where(
            Objection.state != ObjectionState.WITHDRAWN,
            part.of(Objection.id) if part is not None else true(),
            ~exists().where(Letter.objection_id == Objection.id),
        )
    )
    return [("reconcile-objection-letter", number) for number in rows]


def _letters_without_row(reading: Reading, part: Slice | None) -> list[tuple[str, str]]:
    """A letter of an objection has a row for each contact address that its notice named when the letter was written."""
    of_old = amendments.emails_of_old(reading)
    rows = reading.conn.execute(
        select(
            *(Letter.id, Letter.created_at, Objection.register_number),
            *(Objection.publicity_id, Publicity.emails, Outbox.recipient),
        )
        .join(Objection, Objection.id == Letter.objection_id)
        .join(Publicity, Publicity.id == Objection.publicity_id)
        .where(Letter.kind != AnswerLetter.KIND, part.of(Letter.id) if part is not None else true())
        .outerjoin(  # kind and thing, in this order: the index they stand in is found by both
            Outbox,
            (Outbox.kind == Letter.kind) & (Outbox.thing == literal("letter:") + cast(Letter.id, String)),
        )
    )
    missing: dict[tuple[int, str], set[str]] = {}
    for row in rows:
        emails = next((old for until, old in of_old.get(row.publicity_id, ()) if row.created_at < until), row.emails)
        wanted = missing.setdefault((row.id, row.register_number), {f"mail:{address}" for address in emails})
        wanted.discard(row.recipient)
    return [("reconcile-letter-address", number) for (_, number), wanted in missing.items() if wanted]


def _requests_without_prompt(reading: Reading) -> list[tuple[str, str]]:
    """An open request of a department that somebody is asked for: the cycle's prompt stands in the outbox.

    Once its round has opened: a special one may have been sent last night for this morning.
    """
    owed = (  # each department once, however many tasks it owes
        select(Request.cycle_id, Request.department_id)
        .where(IS_OWED)
        .group_by(Request.cycle_id, Request.department_id)
        .subquery()
    )
    thing = literal("cycle:") + cast(owed.c.cycle_id, String) + ":department:" + cast(owed.c.department_id, String)
    bound = exists().where(Role.department_id == owed.c.department_id, asked.is_asked(reading.today))
    rows = reading.conn.execute(
        select(owed.c.cycle_id, owed.c.department_id, Cycle.opens_on)
        .join(Cycle, Cycle.id == owed.c.cycle_id)
        .where(bound, ~exists().where(Outbox.kind == Prompt.KIND, Outbox.thing == thing))
    )
    return [
        ("reconcile-request-prompt", f"cycle:{row.cycle_id} department:{row.department_id}")
        for row in rows
        if cycles.opening_moment(reading, row.opens_on) <= reading.now
    ]


def _periods_still_open(reading: Reading) -> list[tuple[str, str]]:
    rows = reading.conn.scalars(
        select(Publicity.id).where(
            Publicity.state.in_((PublicityState.SCHEDULED, PublicityState.RUNNING)), Publicity.ends_on < reading.today
        )
    )
    return [("reconcile-period-open", f"publicity:{row}") for row in rows]


def _broken_chain(reading: Reading, part: Slice | None) -> list[tuple[str, str]]:
    seal = broken_seal(reading, part.holds if part is not None else None)
    return [("reconcile-audit-chain", f"seal:{seal}")] if seal is not None else []


def tell(unit: Unit, found: list[tuple[str, str]], part: Night) -> None:
    """Tell the coordinators of each miss (again only on another day)."""
    for looked in (part.objections, part.letters, part.record):
        slices.done(unit, looked)
    for key, thing in found:
        for to in outbox.coordinators(unit):
            outbox.put(unit, Miss(key=key, thing=thing), to=to, thing=f"{key}:{thing}", occasion=unit.today.isoformat())
    succeeded(unit, "reconcile")


async def _run(units: Units, _clock: Clock) -> None:
    """Looked for on a reader's connection: nobody's answer waits behind it."""
    part = await units.read(night)
    await units.run(tell, await units.read(misses, part), part)


RECONCILE = Routine("reconcile", lambda reading: daily("reconcile", AT, reading), _run)
