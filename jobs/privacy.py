"""What must be forgotten, and when? An objector's name, contact and way back, so many days after the matter ended.

The days are `objections.retention_days`, as the consent line told the objector; who objected under a shorter rule is
erased as they were told then. A longer rule holds for whoever objects from now on. A shorter one erases what is kept
today and can't be undone: it is shown first, as it would be, and is in force once a coordinator has said so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, true, union_all, update

from db.queries import register, retention
from db.queries.retention import Rule
from db.tables import Audit, Meta, Objection
from db.units import Reading, Unit, Units
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.personal import RetentionChange
from domain.people import Account
from domain.states import ObjectionState
from jobs import audit, outbox, rights
from jobs.clock import Clock
from jobs.erasing import erase
from jobs.routines import Routine

AT_ONCE = 100  # objections a look
CARD = "retention"


@dataclass(frozen=True)
class Group:
    """Objections lodged while one rule was in force, and how long they are kept under the rule of today."""

    since: datetime | None
    until: datetime | None
    kept_for: timedelta

    @property
    def lodged(self) -> ColumnElement[bool]:
        after = Objection.created_at >= self.since if self.since is not None else true()
        return after & (Objection.created_at < self.until) if self.until is not None else after


def groups(rules: list[Rule]) -> Iterator[Group]:
    for rule, following in zip(rules, [*rules[1:], None], strict=True):
        days = min(rule.days, rules[-1].days)
        yield Group(rule.since, following.since if following is not None else None, timedelta(days=days))


def ended(group: Group) -> Select[tuple[int, datetime]]:
    """Objections of the group whose identity is still kept, with the instant the matter ended; the oldest first."""
    kept = Objection.erased_at.is_(None) & group.lodged
    answered = select(Objection.id, Objection.answered_at.label("at")).where(
        kept, Objection.state == ObjectionState.ANSWERED, Objection.answered_at.is_not(None)
    )
    withdrawn = (
        select(Objection.id, Audit.at.label("at"))
        .join(Audit, Audit.thing == literal("objection:") + Objection.register_number)
        .where(kept, Objection.state == ObjectionState.WITHDRAWN, Audit.action == register.WITHDRAWN)
    )
    both = union_all(answered, withdrawn).subquery()
    return select(both.c.id, both.c.at).order_by(both.c.at, both.c.id)


def _oldest(reading: Reading, group: Group, most: int = AT_ONCE) -> list[Row[tuple[int, datetime]]]:
    return list(reading.conn.execute(ended(group).limit(most)))


def due(reading: Reading) -> list[int]:
    """Objections whose days are over."""
    return [
        row.id
        for group in groups(retention.rules(reading))
        for row in _oldest(reading, group)
        if row.at + group.kept_for <= reading.now
    ]


# -- a rule that changes ------------------------------------------------------------------------------------------


def follow_setting(unit: Unit) -> None:
    """The setting says something else than the rule in force: a longer one is taken, a shorter one is shown and asked."""
    wanted, held = unit.settings.objections.retention_days, retention.rules(unit)
    if unit.conn.execute(unit.insert_new(Meta).values(name=retention.NAME, value=retention.stored(held))).rowcount == 1:
        return
    if wanted > held[-1].days:
        _take(unit, wanted, audit.CLOCK)
        _tell(unit, held[-1].days, wanted, taken=True)
    elif wanted < held[-1].days:
        _tell(unit, held[-1].days, wanted)


def _take(unit: Unit, days: int, who: str) -> None:
    held = [*retention.rules(unit), Rule(unit.now, days)]
    unit.conn.execute(update(Meta).where(Meta.name == retention.NAME).values(value=retention.stored(held)))
    audit.note(unit, who, "retention.changed", "retention", {"days": days})


def would_erase(reading: Reading, days: int) -> int:
    """How many would be erased today under a rule of so many days, and are not under the one in force."""
    held = retention.rules(reading)
    total = 0
    for group, shorter in zip(groups(held), groups([*held, Rule(reading.now, days)]), strict=False):
        rows = ended(group).subquery()
        between = (rows.c.at <= reading.now - shorter.kept_for) & (rows.c.at > reading.now - group.kept_for)
        total += reading.conn.scalar(select(func.count()).select_from(rows).where(between)) or 0
    return total


def _tell(unit: Unit, before: int, after: int, *, taken: bool = False) -> None:
    """Once a change."""
    changes = len(retention.rules(unit))
    message = RetentionChange(before, after, would_erase(unit, after) if not taken else 0, taken)
    for to in outbox.coordinators(unit):
        outbox.put(unit, message, to=to, thing=CARD, occasion=f"{changes} {before} {after}", card=CARD)


def apply(unit: Unit, who: Account, days: int) -> Note:
    """[按新期限执行]: the shorter rule is in force, also for what is kept already."""
    coordinator = rights.coordinator(unit, who)
    held = retention.rules(unit)
    if days != unit.settings.objections.retention_days or days >= held[-1].days:
        raise Moved("retention-moved")
    number = would_erase(unit, days)
    _take(unit, days, audit.person(coordinator.id))
    outbox.edit_shown(unit, RetentionChange(held[-1].days, days, number, taken=True), card=CARD)
    return Note("retention-taken", {"days": days})


# -- the clock ----------------------------------------------------------------------------------------------------


def _next_erasure(reading: Reading) -> datetime | None:
    if not _followed(reading):
        return reading.now
    moments = [
        row.at + group.kept_for for group in groups(retention.rules(reading)) for row in _oldest(reading, group, 1)
    ]
    return min(moments, default=None)


def _followed(reading: Reading) -> bool:
    """Whether the setting of today has been looked at: then nothing is due for it until somebody decides."""
    if reading.conn.scalar(select(Meta.value).where(Meta.name == _TOLD)) == _change(reading):
        return True
    return reading.conn.scalar(select(Objection.id).limit(1)) is None  # nobody was told any rule yet


def _change(reading: Reading) -> str:
    return f"{len(retention.rules(reading))} {reading.settings.objections.retention_days}"


_TOLD = "retention.told"


def _follow(unit: Unit) -> None:
    follow_setting(unit)
    if unit.conn.execute(unit.insert_new(Meta).values(name=_TOLD, value=_change(unit))).rowcount != 1:
        unit.conn.execute(update(Meta).where(Meta.name == _TOLD).values(value=_change(unit)))


async def _erase(units: Units, _clock: Clock) -> None:
    await units.run(_follow)
    while objections := await units.read(due):
        for objection_id in objections:
            await units.run(erase, objection_id)


ERASE_IDENTITY = Routine("erase_identity", _next_erasure, _erase)
