"""Who wants notices in their own chat? Anyone may, all of them or those of a programme or department, and may stop again.

Only the conversation's row is kept. A subscription's scope is `all`, `programme:3` or `department:7`; what is ended stays,
for those who were sent a notice are told what becomes of it.
"""

from __future__ import annotations

from sqlalchemy import exists, select, update

from db.queries import retention
from db.tables import Department, Dialogue, Programme, Subscription, Task, TaskUnit
from db.units import Reading, Unit
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.subscriptions import Choice, Subscriptions
from domain.people import Account
from domain.states import UnitRole
from jobs import dialogues, outbox

ALL = "all"
PAGE = 8  # choices a card
CARD = "subscriptions"
RESPONSIBLE = (UnitRole.LEAD, UnitRole.RESPONSIBLE)


def subscribe(unit: Unit, who: Account, occasion: str) -> None:
    """/subscribe: from the next notice on, every one of them; whoever has chosen some keeps those. Twice is once."""
    dialogue = dialogues.current(unit, who)
    if not _scopes(unit, dialogue):
        _begin(unit, dialogue, ALL)
    _show(unit, who, dialogue, occasion, ring=True)


def unsubscribe(unit: Unit, who: Account, occasion: str) -> None:
    """/unsubscribe: no notice any more."""
    dialogue = dialogues.current(unit, who)
    had = bool(_scopes(unit, dialogue))
    _end_all(unit, dialogue)
    if _is_shown(unit, who):
        _show(unit, who, dialogue, occasion)
    _say(unit, who, "unsubscribed" if had else "not-subscribed", occasion)


def everything(unit: Unit, who: Account, occasion: str) -> Note:
    """[全部公示]"""
    dialogue = dialogues.current(unit, who)
    _end_all(unit, dialogue)
    _begin(unit, dialogue, ALL)
    _show(unit, who, dialogue, occasion)
    return Note("subscribed-toast", {})


def nothing(unit: Unit, who: Account, occasion: str) -> Note:
    """[不再订阅]"""
    dialogue = dialogues.current(unit, who)
    _end_all(unit, dialogue)
    _show(unit, who, dialogue, occasion)
    return Note("unsubscribed-toast", {})


def look(unit: Unit, who: Account, by: str, page: int, occasion: str) -> None:
    """[按督察选], [按单位选], and back to the overview."""
    _show(unit, who, dialogues.current(unit, who), occasion, by=by, page=page)


def pick(unit: Unit, who: Account, by: str, which: int, page: int, occasion: str) -> None:
    """One of them, on or off. Whoever chooses one no longer gets all."""
    dialogue = dialogues.current(unit, who)
    if by not in _TABLES or unit.session.get(_TABLES[by], which) is None:
        raise Moved
    scope, held = f"{by}:{which}", _scopes(unit, dialogue)
    if scope in held:
        _end(unit, dialogue, scope)
    else:
        _end(unit, dialogue, ALL)
        _begin(unit, dialogue, scope)
    _show(unit, who, dialogue, occasion, by=by, page=page)


def privacy(unit: Unit, who: Account, occasion: str) -> None:
    """/privacy: what is kept of whom, for how long, in the settings in force."""
    days = retention.days(unit)
    outbox.say(
        unit, Sentence("privacy", {"days": days}), to=outbox.to_account(unit, who), thing="privacy", occasion=occasion
    )


# -- rows ---------------------------------------------------------------------------------------------------------


def _scopes(reading: Reading, dialogue: Dialogue) -> list[str]:
    rows = select(Subscription.scope).where(Subscription.dialogue_id == dialogue.id, Subscription.ended_at.is_(None))
    return list(reading.conn.scalars(rows.order_by(Subscription.id)))


def _begin(unit: Unit, dialogue: Dialogue, scope: str) -> None:
    unit.conn.execute(unit.insert_new(Subscription).values(dialogue_id=dialogue.id, scope=scope, since=unit.now))
    unit.conn.execute(
        update(Subscription)
        .where(Subscription.dialogue_id == dialogue.id, Subscription.scope == scope, Subscription.ended_at.is_not(None))
        .values(since=unit.now, ended_at=None)
    )


def _end(unit: Unit, dialogue: Dialogue, scope: str) -> None:
    unit.conn.execute(
        update(Subscription)
        .where(Subscription.dialogue_id == dialogue.id, Subscription.scope == scope, Subscription.ended_at.is_(None))
        .values(ended_at=unit.now)
    )


def _end_all(unit: Unit, dialogue: Dialogue) -> None:
    for scope in _scopes(unit, dialogue):
        _end(unit, dialogue, scope)


# -- what is shown ------------------------------------------------------------------------------------------------

_TABLES: dict[str, type[Programme | Department]] = {"programme": Programme, "department": Department}


def _show(
    unit: Unit, who: Account, dialogue: Dialogue, occasion: str, *, by: str = "", page: int = 0, ring: bool = False
) -> None:
    scopes = _scopes(unit, dialogue)
    offered = _offered(unit, by) if by in _TABLES else []
    pages = max(1, -(-len(offered) // PAGE))
    page = min(max(page, 0), pages - 1)
    card = Subscriptions(
        everything=ALL in scopes,
        wanted=tuple(name for scope in scopes if (name := _name(unit, scope))),
        by=by if by in _TABLES else "",
        choices=tuple(
            Choice(id_, name, chosen=f"{by}:{id_}" in scopes) for id_, name in offered[page * PAGE : (page + 1) * PAGE]
        ),
        page=page,
        pages=pages,
    )
    outbox.show(unit, card, to=outbox.to_account(unit, who), card=CARD, occasion=occasion, ring=ring)


def _offered(reading: Reading, by: str) -> list[tuple[int, str]]:
    """Programmes that have tasks; departments that lead or are responsible for one."""
    if by == "programme":
        query = select(Programme.id, Programme.name).where(
            Programme.closed_at.is_(None), exists().where(Task.programme_id == Programme.id)
        )
        query = query.order_by(Programme.id.desc())
    else:
        owes = exists().where(TaskUnit.department_id == Department.id, TaskUnit.role.in_(RESPONSIBLE))
        query = select(Department.id, Department.name).where(owes).order_by(Department.name)
    return [(row.id, row.name) for row in reading.conn.execute(query)]


def _name(reading: Reading, scope: str) -> str:
    by, _, which = scope.partition(":")
    if by not in _TABLES:
        return ""
    table = _TABLES[by]
    return reading.conn.scalar(select(table.name).where(table.id == int(which))) or ""


def _is_shown(unit: Unit, who: Account) -> bool:
    return outbox.is_shown(unit, CARD, outbox.to_account(unit, who))


def _say(unit: Unit, who: Account, key: str, occasion: str) -> None:
    outbox.say(unit, Sentence(key), to=outbox.to_account(unit, who), thing="subscription", occasion=occasion)
