"""Who wants every notice in their own chat? Anyone may, and may stop again; only the conversation's row is kept."""

from __future__ import annotations

from sqlalchemy import select

from db.queries import retention
from db.tables import Subscription
from db.units import Unit
from domain.messages.everyday import Sentence
from domain.people import Account
from jobs import dialogues, outbox

ALL = "all"


def subscribe(unit: Unit, who: Account, occasion: str) -> None:
    """/subscribe: from the next notice on. Twice is once."""
    subscription = _of(unit, who)
    if subscription is None:
        dialogue = dialogues.current(unit, who)
        unit.session.add(Subscription(dialogue_id=dialogue.id, scope=ALL, since=unit.now))
    elif subscription.ended_at is not None:
        subscription.since, subscription.ended_at = unit.now, None
    _say(unit, who, "subscribed", occasion)


def unsubscribe(unit: Unit, who: Account, occasion: str) -> None:
    """/unsubscribe: no notice any more."""
    subscription = _of(unit, who)
    if subscription is None or subscription.ended_at is not None:
        return _say(unit, who, "not-subscribed", occasion)
    subscription.ended_at = unit.now
    return _say(unit, who, "unsubscribed", occasion)


def privacy(unit: Unit, who: Account, occasion: str) -> None:
    """/privacy: what is kept of whom, for how long, in the settings in force."""
    days = retention.days(unit)
    outbox.say(
        unit, Sentence("privacy", {"days": days}), to=outbox.to_account(unit, who), thing="privacy", occasion=occasion
    )


def _of(unit: Unit, who: Account) -> Subscription | None:
    dialogue = dialogues.current(unit, who)
    return unit.session.scalar(
        select(Subscription).where(Subscription.dialogue_id == dialogue.id, Subscription.scope == ALL).with_for_update()
    )


def _say(unit: Unit, who: Account, key: str, occasion: str) -> None:
    outbox.say(unit, Sentence(key), to=outbox.to_account(unit, who), thing="subscription", occasion=occasion)
