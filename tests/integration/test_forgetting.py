"""The outbox forgets after a year what nothing else rests on, and never what keeps a message from being told twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, create_engine, func, select, update

from config.settings import Settings
from db.database import database_url, open_database
from db.tables import Announcement, Dialogue, Lane, Outbox, OutboxState, Publicity
from db.units import Unit, Units
from domain.messages.everyday import Sentence
from domain.messages.publicity import PublicityAnnouncement
from domain.publicity import Event
from jobs import dialogues, forgetting, housekeeping, outbox
from jobs.clock import VirtualClock
from jobs.publicity import spreading
from tests.conftest import Office

YEAR_AND_A_DAY = timedelta(days=366)


@pytest.fixture
def units(both: Settings, clock: VirtualClock) -> Iterator[Units]:
    opened = open_database(both, now=clock.now)
    yield opened
    opened.close()


@pytest.fixture
def second(both: Settings, units: Units) -> Iterator[Engine]:
    engine = create_engine(database_url(both))
    yield engine
    engine.dispose()


def left(unit: Unit) -> None:
    """Everything that was queued has arrived, a message of its own each."""
    queued = unit.conn.scalars(select(Outbox.id).where(Outbox.state == OutboxState.QUEUED)).all()
    outbox.sent(unit, [(row, str(1000 + row)) for row in queued])


def show(unit: Unit, key: str) -> None:
    outbox.show(unit, Sentence(key), to="channel:@a", card="card:1", occasion="shown")


def kept(second: Engine) -> list[tuple[str, str]]:
    with second.connect() as conn:
        return [tuple(row) for row in conn.execute(select(Outbox.op, Outbox.thing).order_by(Outbox.id))]


async def test_edits_of_a_card_go_and_the_card_is_edited_on(units: Units, clock: VirtualClock, second: Engine) -> None:
    for key in ("form-left", "moved-on", "form-left"):
        units.call(show, key)
        units.call(left)
    units.call(lambda unit: outbox.say(unit, Sentence("moved-on"), to="channel:@a", thing="last", occasion="1"))
    clock.advance_to(clock.now() + YEAR_AND_A_DAY)
    await housekeeping.SWEEP.run(units, clock)
    assert kept(second) == [("send", "card:1"), ("send", "last")]

    for key in ("moved-on", "form-left", "moved-on"):  # the occasions of the new edits meet none of the old
        units.call(show, key)
        units.call(left)
    with second.connect() as conn:
        edits = conn.execute(select(Outbox.target_id, Outbox.state).where(Outbox.op == "edit")).all()
    assert edits == [(1, OutboxState.SENT)] * 3


async def test_what_was_told_is_not_told_again_after_the_sweep(
    units: Units, clock: VirtualClock, second: Engine
) -> None:
    def tell(unit: Unit) -> int | None:
        return outbox.put(unit, Sentence("form-left"), to="channel:@a", thing="matter:1", occasion="due")

    def refuse(unit: Unit) -> None:
        outbox.say(unit, Sentence("not-understood"), to="channel:@a", thing="update:7", occasion="refused")
        outbox.say(unit, Sentence("not-understood"), to="channel:@a", thing="update:8", occasion="refused")

    assert units.call(tell) is not None
    units.call(refuse)
    units.call(left)
    clock.advance_to(clock.now() + YEAR_AND_A_DAY)
    await housekeeping.SWEEP.run(units, clock)
    assert kept(second) == [("send", "matter:1"), ("send", "update:8")], "the last id of all is not given out twice"
    assert units.call(tell) is None


async def test_a_row_younger_than_a_year_or_not_final_stays(units: Units, clock: VirtualClock, second: Engine) -> None:
    for key in ("form-left", "moved-on"):
        units.call(show, key)
        units.call(left)
    units.call(show, "form-left")  # still queued
    units.call(lambda unit: outbox.say(unit, Sentence("moved-on"), to="channel:@a", thing="last", occasion="1"))
    clock.advance_to(clock.now() + timedelta(days=364))
    await housekeeping.SWEEP.run(units, clock)
    assert len(kept(second)) == 4
    clock.advance_to(clock.now() + timedelta(days=2))
    await housekeeping.SWEEP.run(units, clock)
    assert [op for op, _ in kept(second)] == ["send", "edit", "send"], "the queued edit will still leave"


@pytest.mark.parametrize(("state", "stay"), [(spreading.RUNNING, 3), (spreading.DONE, 1), (spreading.ENDED, 1)])
async def test_an_announcement_that_is_over_keeps_its_counts_and_not_its_rows(
    units: Units, office: Office, clock: VirtualClock, second: Engine, state: str, stay: int
) -> None:
    accounts = [office.account() for _ in range(3)]

    def announce(unit: Unit) -> None:
        publicity = Publicity(issuer="办公室", created_at=unit.now)
        unit.session.add(publicity)
        unit.session.flush()
        unit.session.add(
            Announcement(publicity_id=publicity.id, occasion=Event.ANNOUNCE, created_at=unit.now, state=state)
        )
        for who in accounts:
            dialogue: Dialogue = dialogues.current(unit, who)
            unit.session.flush()
            unit.put_new(
                Outbox,
                channel="telegram",
                kind=PublicityAnnouncement.KIND,
                thing=f"publicity:{publicity.id}",
                occasion=str(Event.ANNOUNCE),
                recipient=f"dialogue:{dialogue.id}",
                op="send",
                lane=Lane.ANNOUNCEMENT,
                state=OutboxState.SENT,
                not_before=unit.now,
                attempts=0,
                epoch=0,
                withdraw_asked=False,
                created_at=unit.now,
            )
        unit.conn.execute(update(Outbox).values(settled_at=unit.now))

    units.call(announce)
    clock.advance_to(clock.now() + YEAR_AND_A_DAY)
    await housekeeping.SWEEP.run(units, clock)
    with second.connect() as conn:
        rows = conn.scalar(select(func.count()).select_from(Outbox).where(Outbox.lane == Lane.ANNOUNCEMENT))
    assert rows == stay, "the last id of all stays in any case"


async def test_many_go_in_units_of_a_bounded_size(
    units: Units, clock: VirtualClock, second: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    for n in range(7):
        units.call(show, ("form-left", "moved-on")[n % 2])
        units.call(left)
    clock.advance_to(clock.now() + YEAR_AND_A_DAY)
    await housekeeping.SWEEP.run(units, clock)
    assert [op for op, _ in kept(second)] == ["send", "edit"]
