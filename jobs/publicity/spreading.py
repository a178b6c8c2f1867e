"""How does an announcement reach every subscriber? Rows in small units that no answer waits for, and a card that tells how far.

The facts stand once, in the announcement; its outbox rows hold none. A kill resumes at the position. A coordinator can
pause it, go on, or end it: what has not left is withdrawn. An amendment is an announcement of its own, to all who were
sent the notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any
from typing import cast as cast_type

from sqlalchemy import ColumnElement, Integer, String, Table, bindparam, cast, false, func, literal, select, update

from db.queries import amendments
from db.queries import publicity as periods
from db.tables import Amendment, Announcement, Lane, Outbox, OutboxState, Publicity, Subscription
from db.tables.base import spelled
from db.tables.post import QUEUED
from db.units import Reading, Unit, Units
from domain import publicity as rules
from domain.amending import split_text
from domain.errors import Moved
from domain.messages.amending import AmendmentNotice
from domain.messages.base import Message, Note
from domain.messages.publicity import PublicityAnnouncement, Spreading
from domain.people import Account
from domain.publicity import Event
from domain.states import UnitRole
from jobs import audit, outbox, rights
from jobs.clock import Clock
from jobs.publicity.chunk import Chunk

RUNNING, DONE = "running", "done"  # an announcement's states: its rows are being made, all are made
ENDING, ENDED = "ending", "ended"  # a coordinator ended it: what has not left is being withdrawn, is withdrawn
RESPONSIBLE = (UnitRole.LEAD, UnitRole.RESPONSIBLE)  # whose departments can be subscribed to
TOLD_FROM = 100  # subscribers: a shorter one is over before it has been read about
SHOWN_EVERY = timedelta(seconds=3)  # a progress card changes no oftener: edits count as messages


def thing_of(publicity_id: int, occasion: str = Event.ANNOUNCE) -> str:
    """What its rows are about: `publicity:3`; of an amendment of it `amendment:7`."""
    return f"publicity:{publicity_id}" if occasion == Event.ANNOUNCE else occasion.replace(" ", ":")


def occasion_of(amendment_id: int) -> str:
    return f"amendment {amendment_id}"


def facts_of(reading: Reading, things: set[str]) -> dict[str, bytes]:
    """The sealed facts of the announcements that rows about these things are of: they stand once, not in the rows."""
    asked = _which(things)
    if not any(asked.values()):
        return {}
    rows = reading.conn.execute(_FACTS, asked)
    return {thing_of(row.publicity_id, row.occasion): row.facts_sealed for row in rows}


def _which(things: Iterable[str]) -> dict[str, list[Any]]:
    """Announcements, by what their rows are about."""
    named = [thing.partition(":") for thing in things]
    return {
        "notices": [int(which) for kind, _, which in named if kind == "publicity" and which.isdecimal()],
        "amendments": [f"{kind} {which}" for kind, _, which in named if kind == "amendment"],
    }


# Asked for every handful of messages that leaves: built once, on the table.
_table = cast_type("Table", Announcement.__table__)
_ABOUT = (
    (_table.c.occasion == Event.ANNOUNCE) & _table.c.publicity_id.in_(bindparam("notices", expanding=True))
) | _table.c.occasion.in_(bindparam("amendments", expanding=True))
_FACTS = select(_table.c.publicity_id, _table.c.occasion, _table.c.facts_sealed).where(
    _ABOUT, _table.c.facts_sealed.is_not(None)
)
_COUNT = (
    update(_table)
    .where(_ABOUT)
    .values(sent=_table.c.sent + bindparam("arrived"), failed=_table.c.failed + bindparam("lost"))
    .returning(_table.c.id, _table.c.state, _table.c.total, _table.c.sent, _table.c.failed, _table.c.shown_at)
)


def unfinished(reading: Reading) -> list[int]:
    """Announcements whose rows are still to be made, or to be withdrawn."""
    query = select(Announcement.id).where(Announcement.state.in_(spelled((RUNNING, ENDING)))).order_by(Announcement.id)
    return list(reading.conn.scalars(query))


def begin(unit: Unit, publicity_id: int, message: Message, occasion: str = Event.ANNOUNCE) -> None:
    """The facts, kept once for all its rows. Said again, whatever has not left yet says the newer ones.

    A notice's document is behind a button there: sent along, it would take every subscriber's turn twice.
    """
    if isinstance(message, PublicityAnnouncement | AmendmentNotice):
        message = replace(message, private=True)
    unit.conn.execute(
        update(Announcement)
        .where(Announcement.publicity_id == publicity_id, Announcement.occasion == occasion)
        .values(facts_sealed=outbox.sealed(unit, message))
    )


def end_first(unit: Unit, publicity_id: int) -> None:
    """The notice was withdrawn: what has not left of it leaves no more."""
    unit.conn.execute(
        update(Announcement)
        .where(
            Announcement.publicity_id == publicity_id,
            Announcement.occasion == Event.ANNOUNCE,
            Announcement.state.in_((RUNNING, DONE)),
            Announcement.sent + Announcement.failed < Announcement.total,
        )
        .values(state=ENDING)
    )


async def finish(units: Units, clock: Clock, announcement_id: int) -> None:
    """All the rows that are still to be made or withdrawn, chunk by chunk."""
    chunk, more = Chunk(), True
    while more:
        began = clock.monotonic()
        more = await units.run(go_on, announcement_id, chunk.size)
        chunk.took(clock.monotonic() - began)


def go_on(unit: Unit, announcement_id: int, most: int) -> bool:
    """The next rows, `most` of them, made or withdrawn. True while there are more."""
    announcement = unit.session.get(Announcement, announcement_id, with_for_update=True)
    if announcement is None or announcement.state not in (RUNNING, ENDING):
        return False
    more = _make(unit, announcement, most) if announcement.state == RUNNING else _withdraw(unit, announcement, most)
    if not more:
        announcement.state = DONE if announcement.state == RUNNING else ENDED
        unit.session.flush()
        show(unit, announcement)
    return more


def _scopes(publicity: Publicity) -> list[str]:
    """What a notice's subscribers have subscribed to."""
    tasks = [entry.task for entry in publicity.tasks]
    programmes = {f"programme:{task.programme_id}" for task in tasks}
    departments = {
        f"department:{unit.department_id}" for task in tasks for unit in task.units if unit.role in RESPONSIBLE
    }
    return sorted({"all", *programmes, *departments})


def _make(unit: Unit, announcement: Announcement, most: int) -> bool:
    publicity = periods.with_tasks(unit, announcement.publicity_id)
    assert publicity.ends_on is not None
    asked: dict[str, Any] = {"position": announcement.position, "most": most}
    if announcement.occasion == Event.ANNOUNCE:
        kind = PublicityAnnouncement.KIND
        expires_at = rules.closes_at(publicity.ends_on, unit.settings.office.zone)
        found, made = _to_subscribers(unit.insert_new(Outbox))
        asked["scopes"] = _scopes(publicity)
    else:  # what withdraws or corrects a notice is owed to all who were sent it, even after its last day
        kind, expires_at = AmendmentNotice.KIND, None
        found, made = _statements(unit.insert_new(Outbox), amendments.sent_the_first(publicity.id))
    position, count = unit.conn.execute(found, asked).one()
    if not count:
        return False
    facts = {
        "of_kind": kind,
        "of_thing": thing_of(publicity.id, announcement.occasion),
        "of_occasion": announcement.occasion,
        "now": unit.now,
        "until": expires_at,
    }
    announcement.total += unit.conn.execute(made, asked | facts).rowcount
    announcement.position = position
    unit.nudge(outbox.NUDGES["telegram"])
    return bool(count == most)


@cache
def _to_subscribers(insert: Any) -> tuple[Any, Any]:
    """Built once: building them took longer than looking up who is next."""
    scope = Subscription.scope.in_(bindparam("scopes", expanding=True))
    return _statements(insert, Subscription.ended_at.is_(None) & scope)


def _statements(insert: Any, wanted: ColumnElement[bool]) -> tuple[Any, Any]:
    """The last of the next subscriptions and how many they are; the rows for them."""
    following = (
        select(Subscription.id, Subscription.dialogue_id)
        .where(wanted, Subscription.id > bindparam("position"))
        .order_by(Subscription.id)
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    moment = Outbox.not_before.type
    row: dict[str, Any] = {
        "channel": literal("telegram"),
        "kind": bindparam("of_kind", type_=String),
        "thing": bindparam("of_thing", type_=String),
        "occasion": bindparam("of_occasion", type_=String),
        "recipient": literal("dialogue:") + cast(following.c.dialogue_id, String),
        "op": literal("send"),
        "lane": literal(int(Lane.ANNOUNCEMENT)),
        "state": literal(int(OutboxState.QUEUED)),
        "not_before": bindparam("now", type_=moment),
        "expires_at": bindparam("until", type_=moment),
        "attempts": literal(0),
        "epoch": literal(0),
        "withdraw_asked": false(),
        "created_at": bindparam("now", type_=moment),
    }
    made = (
        insert.from_select(
            list(row), select(*row.values()).select_from(following).order_by(following.c.id)
        ).execution_options(preserve_rowcount=True)  # PostgreSQL's is not kept otherwise
    )
    return select(func.max(following.c.id), func.count()).select_from(following), made


def _withdraw(unit: Unit, announcement: Announcement, most: int) -> bool:
    waiting = (
        select(Outbox.id)
        .where(
            Outbox.state == QUEUED,
            Outbox.lane == Lane.ANNOUNCEMENT,
            Outbox.thing == thing_of(announcement.publicity_id, announcement.occasion),
        )
        .order_by(Outbox.id)
        .limit(most)
    )
    gone = unit.conn.execute(
        update(Outbox).where(Outbox.id.in_(waiting)).values(state=OutboxState.WITHDRAWN, settled_at=unit.now)
    ).rowcount
    return bool(gone == most)


# -- how far it is ------------------------------------------------------------------------------------------------


def moved(unit: Unit, sent: Mapping[str, int], failed: Mapping[str, int]) -> None:
    """Rows of announcements have left, or can't: by what they are about. Called by the recording unit."""
    for thing in sorted({*sent, *failed}):
        which = _which([thing])
        if not any(which.values()):
            continue
        counted = {"arrived": sent.get(thing, 0), "lost": failed.get(thing, 0)}
        for now in unit.conn.execute(_COUNT, which | counted).all():
            if not _is_shown(now.total, now.state):
                continue
            if now.shown_at is None or unit.now - now.shown_at >= SHOWN_EVERY or _all_gone(now):
                show(unit, unit.session.get_one(Announcement, now.id, populate_existing=True))


def _is_shown(total: int, state: str) -> bool:
    """None for a few subscribers, and none before it is known how many they are."""
    return total >= TOLD_FROM and state != RUNNING


def show(unit: Unit, announcement: Announcement) -> None:
    """One card to each coordinator, edited as it goes."""
    if not _is_shown(announcement.total, announcement.state):
        return
    announcement.shown_at = unit.now
    card = _card(unit, announcement)
    for to in outbox.coordinators(unit):
        outbox.show(unit, card, to=to, card=f"spreading:{announcement.id}", occasion="spreading", lane=Lane.PROMPT)


def _card(reading: Reading, announcement: Announcement, *, asking: bool = False) -> Spreading:
    publicity = reading.session.get_one(Publicity, announcement.publicity_id)
    waiting = announcement.total - announcement.sent - announcement.failed
    over = announcement.state in (ENDING, ENDED)
    return Spreading(
        announcement=announcement.id,
        title=_title(reading, announcement, publicity),
        state="ended" if over else "done" if waiting <= 0 else "paused" if announcement.paused else "sending",
        total=announcement.total,
        sent=announcement.sent,
        failed=announcement.failed,
        seconds_left=-(-max(waiting, 0) // reading.settings.telegram.messages_per_second),
        asking=asking,
    )


def _title(reading: Reading, announcement: Announcement, publicity: Publicity) -> str:
    if announcement.occasion == Event.ANNOUNCE:
        return publicity.title or ""
    amendment = reading.session.get_one(Amendment, int(announcement.occasion.partition(" ")[2]))
    return split_text(amendment.text or "")[0]


def _all_gone(announcement: Any) -> bool:
    return bool(announcement.state == DONE and announcement.sent + announcement.failed >= announcement.total)


# -- what a coordinator does --------------------------------------------------------------------------------------


def pause(unit: Unit, who: Account, announcement_id: int, *, paused: bool) -> Note:
    """[暂停] and [继续]: one row is changed, however many wait."""
    person = rights.coordinator(unit, who)
    announcement = _open(unit, announcement_id)
    if announcement.paused != paused:
        announcement.paused = paused
        act = "announcement.pause" if paused else "announcement.go_on"
        audit.note(unit, audit.person(person.id), act, thing_of(announcement.publicity_id, announcement.occasion))
    unit.session.flush()
    show(unit, announcement)
    unit.nudge(outbox.NUDGES["telegram"])
    return Note("spreading-paused-toast" if paused else "spreading-goes-on", {})


def ask_to_end(unit: Unit, who: Account, announcement_id: int, occasion: str, *, asks: bool) -> None:
    """[不再发送] asks once more."""
    person = rights.coordinator(unit, who)
    announcement = _open(unit, announcement_id)
    card = _card(unit, announcement, asking=asks)
    to = outbox.to_person(person.id)
    outbox.show(unit, card, to=to, card=f"spreading:{announcement.id}", occasion=occasion)


def end(unit: Unit, who: Account, announcement_id: int) -> Note:
    """What has left stays; what has not is withdrawn, in small units."""
    person = rights.coordinator(unit, who)
    announcement = _open(unit, announcement_id)
    announcement.state = ENDING
    left = announcement.total - announcement.sent - announcement.failed
    thing = thing_of(announcement.publicity_id, announcement.occasion)
    audit.note(unit, audit.person(person.id), "announcement.end", thing, {"unsent": left})
    unit.session.flush()
    show(unit, announcement)
    unit.nudge("schedule")
    return Note("spreading-ended-toast", {})


def _open(unit: Unit, announcement_id: int) -> Announcement:
    announcement = unit.session.get(Announcement, announcement_id, with_for_update=True)
    if announcement is None or announcement.state != DONE or _all_gone(announcement):

        def as_it_is(unit: Unit) -> None:
            if announcement is not None:
                show(unit, unit.session.get_one(Announcement, announcement_id))

        raise Moved(then=as_it_is)
    return announcement
