"""How often may one account begin, lodge, guess? Counted per account, under a mark of its own, and slowed alone.

The counts outlive a form that is left, so leaving it is no way around them. They are sealed, and say nothing about
which objection is whose: the mark is of another purpose than the one an account is recognised by.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import bindparam, delete, select

from db.session import PreparedRow
from db.tables import Meta, Publicity
from db.units import Reading, Unit
from domain.errors import Rejected
from domain.people import Account

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FREE_GUESSES = 5  # wrong receipt codes an hour without a wait; then 1, 2, 4 … minutes, an hour at most
ADDITIONS = 5  # additions a day for each objection that may be lodged in a day
EXPORTS = 3  # copies an hour of what is kept
_PREFIX = "limit:"
_ROW = PreparedRow(select(Meta).where(Meta.name == bindparam("name")))


def check_start(unit: Unit, who: Account, publicity: Publicity) -> None:
    most = unit.settings.objections.limits.starts_per_hour
    _check(unit, who, "start", most, HOUR, "objection-too-many-starts", publicity)


def check_lodge(unit: Unit, who: Account, publicity: Publicity) -> None:
    most = unit.settings.objections.limits.objections_per_day
    _check(unit, who, "lodge", most, DAY, "objection-too-many", publicity)


def check_addition(unit: Unit, who: Account, publicity: Publicity) -> None:
    """Answers to what the office asked are not counted."""
    most = unit.settings.objections.limits.objections_per_day * ADDITIONS
    _check(unit, who, "add", most, DAY, "addition-too-many", publicity)


def _check(unit: Unit, who: Account, what: str, most: int, span: timedelta, key: str, publicity: Publicity) -> None:
    """Refused, people are told how long to wait and whom to turn to until then; what they wrote stays."""
    held = _since(unit, who, what, span)
    if len(held) < most:
        return
    left = held[-most] + span - unit.now
    raise Rejected(
        key,
        most=most,
        minutes=ceil(left / timedelta(minutes=1)),
        hours=ceil(left / HOUR),
        phones="、".join(publicity.phones) or "none",
        emails="、".join(publicity.emails) or "none",
    )


def check_guess(unit: Unit, who: Account) -> None:
    """Raises while the account must wait. The wait starts at the last wrong code."""
    wrong = _since(unit, who, "guess", HOUR)
    over = len(wrong) - FREE_GUESSES
    if over < 0:
        return
    wait = min(timedelta(minutes=2**over), HOUR)
    left = wrong[-1] + wait - unit.now
    if left > timedelta(0):
        raise Rejected("receipt-slow", minutes=ceil(left.total_seconds() / 60))


def check_export(unit: Unit, who: Account) -> None:
    """A copy is many messages."""
    held = _since(unit, who, "export", HOUR)
    if len(held) >= EXPORTS:
        left = held[-EXPORTS] + HOUR - unit.now
        raise Rejected("export-slow", minutes=ceil(left / timedelta(minutes=1)))


def count(unit: Unit, who: Account, what: str) -> None:
    """`start`, `lodge`, `add`, `export` or `guess`: once more, now."""
    name = _name(unit, who)
    meta = _ROW.one(unit, name=name) or Meta(name=name)
    held = _held(unit, meta)
    kept = {key: [at for at in stamps if _at(at) > unit.now - DAY] for key, stamps in held.items()}
    kept[what] = [*kept.get(what, []), unit.now.isoformat()]
    meta.value, meta.value_sealed = unit.now.isoformat(), unit.vault.seal_json(kept)
    unit.session.add(meta)


def forget(unit: Unit) -> None:
    """Counts that no longer count for anything."""
    unit.conn.execute(
        delete(Meta).where(Meta.name.startswith(_PREFIX, autoescape=True), Meta.value < (unit.now - DAY).isoformat())
    )


def _since(unit: Unit, who: Account, what: str, span: timedelta) -> list[datetime]:
    meta = _ROW.one(unit, name=_name(unit, who))
    stamps = _held(unit, meta).get(what, []) if meta is not None else []
    return [at for at in map(_at, stamps) if at > unit.now - span]


def _held(reading: Reading, meta: Meta) -> dict[str, list[str]]:
    held: dict[str, list[str]] = reading.vault.open_json(meta.value_sealed) if meta.value_sealed is not None else {}
    return held


def _at(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)


def _name(unit: Unit, who: Account) -> str:
    return f"{_PREFIX}{unit.vault.mark('limit', who.id)}"
