"""A message is told once for its occasion; a card is one message; what is moot does not leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select, update

from config.settings import Settings
from db.database import database_url, open_database
from db.tables import Lane, Outbox, OutboxState
from db.units import Unit, Units
from domain.errors import Rejected
from domain.messages.everyday import CardMoved, Sentence
from jobs import leases, outbox, parked
from jobs.clock import VirtualClock
from jobs.delivery.claim import Claimed, Wanted, claim, queue_again, release
from tests.conftest import Office


def taken(unit: Unit, wanted: Wanted, rechecks: dict[str, Any] | None = None) -> Claimed:
    """What a sender that has just begun claims."""
    epoch = leases.take(unit, leases.SENDING, "test", at_once=True)
    assert epoch is not None
    queue_again(unit, epoch)
    return claim(unit, epoch, wanted, rechecks or {})


def some(room: int, busy: set[str] | None = None) -> Wanted:
    return Wanted("telegram", dict.fromkeys(Lane, room), dict.fromkeys(Lane, busy or set()))


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


@pytest.fixture
def person(office: Office) -> str:
    office.coordinator()
    return "person:1"


def put(unit: Unit, to: str, key: str = "form-left", occasion: str = "once", **more: object) -> int | None:
    return outbox.put(unit, Sentence(key), to=to, thing="thing", occasion=occasion, **more)  # type: ignore[arg-type]


def show(unit: Unit, to: str, key: str, occasion: str, ring: bool = False) -> int:
    return outbox.show(unit, Sentence(key), to=to, card="card:1", occasion=occasion, ring=ring)


def rows(second: Engine) -> list[tuple[str, int, str, int | None]]:
    with second.connect() as conn:
        found = conn.execute(select(Outbox.kind, Outbox.state, Outbox.op, Outbox.target_id).order_by(Outbox.id))
        return [tuple(row) for row in found]


def take(
    units: Units, room: int = 10, busy: set[str] | None = None, rechecks: dict[str, object] | None = None
) -> list[int]:
    def job(unit: Unit) -> list[int]:
        claimed = taken(unit, some(room, busy), rechecks)
        return [parcel.row for parcel in claimed.parcels]

    return units.call(job)


def sent(units: Units, row: int, remote: str = "77") -> None:
    units.call(outbox.settle, row, OutboxState.SENT, remote_id=remote)


def test_saying_it_again_for_the_same_occasion_puts_nothing(units: Units, person: str, second: Engine) -> None:
    first = units.call(put, person)
    assert units.call(put, person) is None
    assert units.call(put, person, occasion="twice") != first
    assert len(rows(second)) == 2


def test_an_unsent_card_is_replaced_not_doubled(units: Units, person: str, second: Engine) -> None:
    units.call(show, person, "form-left", "a")
    units.call(show, person, "not-understood", "b")
    assert rows(second) == [("everyday.sentence", OutboxState.QUEUED, "send", None)]


def test_a_sent_card_is_edited_and_only_its_newest_state_waits(units: Units, person: str, second: Engine) -> None:
    row = units.call(show, person, "form-left", "a")
    sent(units, row)
    units.call(show, person, "not-understood", "b")
    units.call(show, person, "moved-on", "c")
    assert [(op, target) for _, _, op, target in rows(second)] == [("send", None), ("edit", row)]
    newest = units.look(
        lambda reading: outbox.opened(
            reading,
            "everyday.sentence",
            reading.conn.scalar(select(Outbox.facts_sealed).where(Outbox.op == "edit")),
        )
    )
    assert newest == Sentence("moved-on")


def test_a_ringing_card_takes_over_and_the_old_one_loses_its_buttons(units: Units, person: str, second: Engine) -> None:
    old = units.call(show, person, "form-left", "a")
    sent(units, old)
    units.call(show, person, "not-understood", "b", ring=True)
    kinds = [(kind, op, target) for kind, _, op, target in rows(second)]
    assert kinds == [
        ("everyday.sentence", "send", None),
        ("everyday.sentence", "send", None),
        (CardMoved.KIND, "edit", old),
    ]


def test_a_card_taken_over_before_it_left_is_never_sent(units: Units, person: str, second: Engine) -> None:
    units.call(show, person, "form-left", "a")
    units.call(show, person, "not-understood", "b", ring=True)
    assert [state for _, state, _, _ in rows(second)] == [OutboxState.WITHDRAWN, OutboxState.QUEUED]


def test_an_edit_waits_for_the_message_it_edits(units: Units, person: str) -> None:
    row = units.call(show, person, "form-left", "a")
    assert take(units) == [row]
    edit = units.call(show, person, "not-understood", "b")
    units.call(lambda unit: unit.conn.execute(update(Outbox).where(Outbox.id == row).values(epoch=99)) and None)
    assert take(units) == []
    sent(units, row)
    assert take(units) == [edit]


def test_an_edit_of_a_card_that_never_arrived_is_sent_as_a_message(units: Units, person: str) -> None:
    row = units.call(show, person, "form-left", "a")
    take(units)
    units.call(show, person, "not-understood", "b")
    units.call(outbox.settle, row, OutboxState.DEAD, error="refused")

    def ops(unit: Unit) -> list[tuple[str, str | None]]:
        claimed = taken(unit, some(5))
        return [(parcel.op, parcel.target) for parcel in claimed.parcels]

    assert units.call(ops) == [("send", None)]


def test_from_then_on_that_message_is_the_card(units: Units, person: str, second: Engine) -> None:
    row = units.call(show, person, "form-left", "a")
    take(units)
    edit = units.call(show, person, "not-understood", "b")
    units.call(outbox.settle, row, OutboxState.DEAD, error="refused")
    assert take(units) == [edit]
    sent(units, edit, "88")
    units.call(show, person, "moved-on", "c")
    assert rows(second)[-1] == ("everyday.sentence", OutboxState.QUEUED, "edit", edit)


def test_that_a_card_has_moved_is_told_to_nobody_who_never_had_it(units: Units, person: str, second: Engine) -> None:
    old = units.call(show, person, "form-left", "a")
    take(units)
    units.call(show, person, "not-understood", "b", ring=True)
    units.call(outbox.settle, old, OutboxState.DEAD, error="refused")
    take(units)
    assert [state for kind, state, _, _ in rows(second) if kind == CardMoved.KIND] == [OutboxState.WITHDRAWN]


def test_an_edit_after_one_that_was_sent_anew_is_another_edit(units: Units, person: str, second: Engine) -> None:
    """The card was deleted: an edit became a message of its own, and edits nothing any more."""
    row = units.call(show, person, "form-left", "a")
    sent(units, row)
    first = units.call(show, person, "not-understood", "b")
    anew = update(Outbox).where(Outbox.id == first).values(op="send", target_id=None, state=OutboxState.SENT)
    units.call(lambda unit: unit.conn.execute(anew) and None)
    units.call(show, person, "form-left", "a", ring=True)  # the first occasion again: its own message is edited
    assert rows(second)[-1] == ("everyday.sentence", OutboxState.QUEUED, "edit", row)


def test_what_became_moot_while_it_was_being_sent_does_not_leave_again(
    units: Units, person: str, second: Engine
) -> None:
    row = units.call(put, person)
    assert row is not None
    assert take(units) == [row]
    units.call(lambda unit: outbox.withdraw(unit, kind=Sentence.KIND, thing="thing") and None)
    units.call(release, [row])
    assert take(units) == []
    assert [state for _, state, _, _ in rows(second)] == [OutboxState.WITHDRAWN]


def test_a_row_of_a_kind_nobody_knows_is_held_and_blocks_nobody(units: Units, person: str, second: Engine) -> None:
    units.call(put, person, occasion="strange")
    units.call(lambda unit: unit.conn.execute(update(Outbox).values(kind="of.tomorrow")) and None)
    row = units.call(put, person, occasion="known")
    assert take(units) == [row]
    assert [state for _, state, _, _ in rows(second)] == [OutboxState.HELD, OutboxState.SENDING]


def test_replies_leave_before_prompts_and_prompts_before_announcements(units: Units, person: str) -> None:
    announcement = units.call(put, person, occasion="1", lane=Lane.ANNOUNCEMENT)
    prompt = units.call(put, person, occasion="2", lane=Lane.PROMPT)
    reply = units.call(put, person, occasion="3", lane=Lane.REPLY)
    assert take(units) == [reply, prompt, announcement]


def test_nothing_leaves_before_its_hour_and_nothing_after_it_expired(
    units: Units, person: str, clock: VirtualClock, second: Engine
) -> None:
    early = units.call(put, person, occasion="1", not_before=clock.now() + timedelta(hours=1))
    units.call(put, person, occasion="2", expires_at=clock.now() + timedelta(minutes=30))
    clock.advance_to(clock.now() + timedelta(minutes=45))
    assert take(units) == []
    assert [state for _, state, _, _ in rows(second)] == [OutboxState.QUEUED, OutboxState.EXPIRED]
    clock.advance_to(clock.now() + timedelta(hours=1))
    assert take(units) == [early]


def test_a_withdrawn_message_does_not_leave_and_keeps_no_facts(units: Units, person: str, second: Engine) -> None:
    units.call(put, person)
    assert units.call(outbox.withdraw, kind="everyday.sentence", thing="thing") == 1
    assert take(units) == []
    with second.connect() as conn:
        assert conn.scalar(select(Outbox.facts_sealed)) is None


def test_what_is_no_longer_owed_is_withdrawn_when_it_is_claimed(units: Units, person: str, second: Engine) -> None:
    units.call(put, person)
    assert take(units, rechecks={"everyday.sentence": lambda *_: None}) == []
    assert rows(second)[0][1] == OutboxState.WITHDRAWN


def test_a_recheck_brings_todays_facts(units: Units, person: str) -> None:
    units.call(put, person)

    def job(unit: Unit) -> list[object]:
        rechecks = {"everyday.sentence": lambda _unit, _thing, _to, _message: Sentence("moved-on")}
        claimed = taken(unit, some(5), rechecks)
        return [parcel.message for parcel in claimed.parcels]

    assert units.call(job) == [Sentence("moved-on")]


def test_one_row_whose_facts_do_not_open_is_held_and_blocks_nobody(units: Units, person: str, second: Engine) -> None:
    bad = units.call(put, person, occasion="1")
    good = units.call(put, person, occasion="2")
    units.call(
        lambda unit: unit.conn.execute(update(Outbox).where(Outbox.id == bad).values(facts_sealed=b"x")) and None
    )
    assert take(units) == [good]
    assert rows(second)[0][1] == OutboxState.HELD


def test_a_new_sender_puts_back_what_an_older_one_left_half_sent(units: Units, person: str) -> None:
    row = units.call(put, person)
    assert take(units) == [row]
    assert take(units) == [row], "a later epoch takes over rows of an earlier one"


def test_a_recipient_being_served_is_not_claimed(units: Units, person: str) -> None:
    units.call(put, person)
    assert take(units, busy={person}) == []


def test_a_number_no_row_has_is_unknown_however_long(units: Units) -> None:
    for name in ("out9", "in9", "out" + "9" * 19, "in" + "9" * 40, "what"):
        for job in (parked.retry, parked.drop):
            with pytest.raises(Rejected, match="parked-unknown"):
                units.call(job, name, "shell")


def test_a_card_that_rings_once_a_day_takes_over_from_yesterdays(units: Units, person: str, second: Engine) -> None:
    def ring(unit: Unit, day: str) -> int | None:
        return outbox.ring_once(unit, Sentence("moved-on"), to=person, card="person:1", occasion=day)

    monday = units.call(ring, "monday")
    assert monday is not None
    sent(units, monday)
    assert units.call(ring, "monday") is None
    assert len(rows(second)) == 1, "nothing is edited where nothing is new"
    assert units.call(ring, "tuesday") is not None
    assert [(kind, op, target) for kind, _, op, target in rows(second)][2:] == [(CardMoved.KIND, "edit", monday)]
