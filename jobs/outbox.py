"""What must leave, and what has become moot? Messages are put here in the unit of the fact that causes them.

A message is put once for its kind, thing, occasion and recipient: saying it again in a replay puts nothing. A *card*
is the one message that shows a thing to a person: `show` edits it, or sends it where a phone should ring.

Recipients are `person:<id>`, `dialogue:<id>` (an account without a role), `objection:<id>` (the way back to an
objector, opened by the sender alone), `channel:<id or @name>`, `mail:<address>`, `contact:<objection id>` (the mail
address an objector left, opened by the sender alone).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy import Table, bindparam, func, select, update

from db.prepared import Prepared
from db.queries import asked
from db.queries import office as office_roles
from db.tables import Dialogue, Lane, Letter, Outbox, OutboxState, Person, Role
from db.tables.post import QUEUED, literals
from db.units import Reading, Unit
from domain.messages import Message, every_kind
from domain.messages.everyday import CardMoved
from domain.people import Account, RoleName

LIVE = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT)
_rows = cast("Table", Outbox.__table__)
BY_MAIL = ("mail:", "contact:")
NUDGES = {"telegram": "outbox", "mail": "mail"}  # by channel: whose desk has something to look for
WITHDRAWN = "withdrawn"  # the nudge that something claimed may have become moot
FINAL = (OutboxState.SENT, OutboxState.WITHDRAWN, OutboxState.EXPIRED)  # facts are emptied here


# Asked in every turn.
_PERSON = Prepared(
    select(Person.id, Person.language)
    .join(Role, Role.person_id == Person.id)
    .where(Person.mark == bindparam("mark"), Role.ended_at.is_(None))
    .limit(1)
)
_DIALOGUE = Prepared(select(Dialogue.id, Dialogue.language).where(Dialogue.mark == bindparam("mark")))
_SHOWING = (
    select(Outbox.id, Outbox.state, Outbox.occasion, Outbox.not_before)
    .where(
        Outbox.card == bindparam("card"),
        Outbox.recipient == bindparam("to"),
        Outbox.op == "send",
        Outbox.state.in_(literals(LIVE)),
    )
    .order_by(Outbox.id.desc())
    .limit(1)
)
_later = _rows.alias("later")
_SHOWN = Prepared(
    _SHOWING.add_columns(
        Outbox.remote_id,
        select(_later.c.id)
        .where(_later.c.target_id == Outbox.id, _later.c.op == "edit", _later.c.state == QUEUED)
        .limit(1)
        .scalar_subquery()
        .label("waiting"),  # its edit that has not left
        select(func.max(_later.c.id))
        .where(_later.c.card == bindparam("card"), _later.c.recipient == bindparam("to"))
        .scalar_subquery()
        .label("newest"),
    )
)
_PLACE = Prepared(_SHOWING.add_columns(Outbox.remote_id, Outbox.created_at))
_HELD = Prepared(
    select(Outbox.id, Outbox.target_id, Outbox.occasion).where(
        Outbox.card == bindparam("card"),
        Outbox.recipient == bindparam("to"),
        Outbox.state == QUEUED,
        Outbox.not_before > bindparam("now"),
        Outbox.not_before <= bindparam("until"),
    ),
)
_BELOW = "below"  # the occasion of a card that was shown anew under files
A_BURST = timedelta(seconds=2)  # files that follow one another faster are one sending: their card rings once
_EDIT_WAITING = Prepared(
    select(Outbox.id).where(Outbox.target_id == bindparam("target"), Outbox.op == "edit", Outbox.state == QUEUED),
)
_NEWEST = Prepared(
    select(func.max(Outbox.id)).where(Outbox.card == bindparam("card"), Outbox.recipient == bindparam("to")),
)
_REPLACE = Prepared(
    update(_rows)
    .where(_rows.c.id == bindparam("row"))
    .values(kind=bindparam("newer"), facts_sealed=bindparam("facts")),
)


# -- who ----------------------------------------------------------------------------------------------------------


def to_person(person_id: int) -> str:
    return f"person:{person_id}"


def to_account(unit: Unit, who: Account) -> str:
    """The recipient that stands for whoever is speaking: their person if they have a role, else their dialogue."""
    return speaking(unit, who)[0]


def speaking(unit: Unit, who: Account) -> tuple[str, str]:
    """`to_account`, and the language it reads."""
    office = unit.settings.office.language
    person = _PERSON.first(unit, mark=who.mark)
    if person is not None:
        return to_person(person.id), person.language or office
    dialogue = _DIALOGUE.first(unit, mark=who.mark)
    if dialogue is None:
        raise LookupError("the turn opens the dialogue first: jobs.dialogues.current")
    return f"dialogue:{dialogue.id}", dialogue.language or office


def coordinators(unit: Reading) -> list[str]:
    """Every coordinator of the office."""
    return _holding(unit, RoleName.COORDINATOR)


def leaders(unit: Reading) -> list[str]:
    """Every leader of the office."""
    return _holding(unit, RoleName.LEADER)


def office(unit: Reading) -> list[str]:
    """The office's coordinators and leaders, each once."""
    return _holding(unit, *office_roles.ROLES)


def _holding(unit: Reading, *roles: RoleName) -> list[str]:
    return [to_person(person_id) for person_id in office_roles.holding(unit, *roles)]


def liaisons(unit: Reading, department_id: int) -> list[str]:
    """Whoever is asked for the department today; where nobody can be, everyone bound to it: a row keeps it for them."""
    people = asked.of_department(unit, department_id) or asked.everyone_of(unit, department_id)
    return [to_person(person_id) for person_id in people]


# -- putting ------------------------------------------------------------------------------------------------------


def put(
    unit: Unit,
    message: Message,
    *,
    to: str,
    thing: str,
    occasion: str,
    lane: Lane = Lane.PROMPT,
    op: str = "send",
    target: int | None = None,
    target_remote: str | None = None,
    card: str | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> int | None:
    """Put one message; the new row's id, or None where this occasion was told to this recipient before.

    `target`: the row that an edit edits; `target_remote`: its id at the other side, where it is known.
    """
    channel = "mail" if to.startswith(BY_MAIL) else "telegram"
    row: int | None = unit.put_new(
        Outbox,
        channel=channel,
        kind=message.KIND,
        thing=thing,
        occasion=occasion,
        recipient=to,
        op=op,
        target_id=target,
        card=card,
        lane=lane,
        state=OutboxState.QUEUED,
        facts_sealed=sealed(unit, message),
        not_before=not_before or unit.now,
        expires_at=expires_at,
        attempts=0,
        epoch=0,
        withdraw_asked=False,
        created_at=unit.now,
    )
    if row is not None:
        unit.nudge(NUDGES[channel])
        if lane is Lane.REPLY and not_before is None and expires_at is None:
            replies_of(unit).append(Put(row, to, op, target, target_remote, message, thing))
    return row


@dataclass(frozen=True)
class Put:
    """A reply that the unit has put itself, due at once."""

    row: int
    to: str
    op: str
    target: int | None
    target_remote: str | None
    message: Message
    thing: str


def replies_of(unit: Unit) -> list[Put]:
    """In order. What replaces a row that was there already is not among them."""
    return unit.once("replies", list[Put])


def say(unit: Unit, message: Message, *, to: str, thing: str, occasion: str) -> int | None:
    """A reply: `put` in the lane that takes the next token however long the queue is."""
    return put(unit, message, to=to, thing=thing, occasion=occasion, lane=Lane.REPLY)


def show(
    unit: Unit,
    message: Message,
    *,
    to: str,
    card: str,
    occasion: str,
    ring: bool = False,
    lane: Lane = Lane.REPLY,
    not_before: datetime | None = None,
) -> int:
    """The newest state of a card: an edit of the message that shows it, or a new one (`ring`, or none shown yet).

    A newer edit replaces an unsent older one. When a new message takes over, the old one loses its buttons.
    `not_before` holds a new one back.
    """
    shown = _shown(unit, card, to)
    if shown is not None and not ring:
        if shown.state == OutboxState.QUEUED:
            _replace(unit, shown.id, message)
            if shown.occasion.startswith(_BELOW) and shown.not_before <= unit.now + A_BURST:
                _hold(unit, card, to, unit.now)  # it was held back for more files, and the person has gone on
            return int(shown.id)
        return _edit(unit, message, to=to, card=card, target=shown.id, lane=lane, shown=shown)
    row = put(unit, message, to=to, thing=card, occasion=occasion, lane=lane, card=card, not_before=not_before)
    if row is None:  # the same occasion again: its message is there already, bring it up to date
        again = unit.conn.scalar(
            select(Outbox.id).where(
                Outbox.kind == message.KIND, Outbox.thing == card, Outbox.occasion == occasion, Outbox.recipient == to
            )
        )
        assert again is not None
        return _edit(unit, message, to=to, card=card, target=again, lane=lane)
    _hand_over(unit, shown, to=to, card=card, lane=lane, not_before=not_before)
    return row


def show_below(unit: Unit, message: Message, *, to: str, card: str, sent: int) -> None:
    """The card below the files that its reader has just sent (`sent`: the number of their message in the chat).

    Once for an album or a burst: while the next one is held back, what follows is put into it. A card that stands
    below them already, or is on its way there, is edited: an album's messages have their numbers before its first is
    answered.
    """
    shown = _PLACE.first(unit, card=card, to=to)
    occasion = f"{_BELOW} {sent}"
    if shown is None or shown.state == OutboxState.SENDING or _number(shown.remote_id) > sent:
        show(unit, message, to=to, card=card, occasion=occasion)
        return
    if shown.state == OutboxState.QUEUED:
        _replace(unit, shown.id, message)
    elif shown.occasion.startswith(_BELOW) and shown.created_at > unit.now - A_BURST:
        show(unit, message, to=to, card=card, occasion=occasion, ring=True, not_before=unit.now + A_BURST)
    else:
        show(unit, message, to=to, card=card, occasion=occasion, ring=True)
        return
    for above in _hold(unit, card, to, unit.now + A_BURST):  # until then the one above goes on, with buttons that work
        held = f"above {sent}"
        put(unit, message, to=to, thing=card, occasion=held, lane=Lane.REPLY, op="edit", target=above, card=card)


def _hold(unit: Unit, card: str, to: str, until: datetime) -> list[int]:
    """Both halves of a change that is held back: the card that takes over, and what the one above it, returned, will say."""
    held = _HELD.all(unit, card=card, to=to, now=unit.now, until=unit.now + A_BURST)
    rows = [row for row in held if row.occasion.startswith((_BELOW, "edit"))]
    unit.conn.execute(update(_rows).where(_rows.c.id.in_([row.id for row in rows])).values(not_before=until))
    return [row.target_id for row in rows if row.target_id is not None]


def _number(remote_id: str | None) -> int:
    return int(remote_id) if remote_id is not None and remote_id.isdecimal() else 0


def ring_once(
    unit: Unit,
    message: Message,
    *,
    to: str,
    card: str,
    occasion: str,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> int | None:
    """A card that rings once an occasion and takes over from the one of the occasion before; None where it has rung."""
    shown = _shown(unit, card, to)
    row = put(
        unit,
        message,
        to=to,
        thing=card,
        occasion=occasion,
        card=card,
        not_before=not_before,
        expires_at=expires_at,
    )
    if row is not None:
        _hand_over(unit, shown, to=to, card=card, lane=Lane.PROMPT, not_before=not_before)
    return row


def _hand_over(unit: Unit, shown: Any, *, to: str, card: str, lane: Lane, not_before: datetime | None = None) -> None:
    """The card that was shown until now loses its buttons; one that had not left yet never does."""
    if shown is None:
        return
    if shown.state == OutboxState.QUEUED:
        settle(unit, shown.id, OutboxState.WITHDRAWN)
    else:
        _edit(unit, CardMoved(), to=to, card=card, target=shown.id, lane=lane, not_before=not_before)


def edit_shown(unit: Unit, message: Message, *, card: str) -> None:
    """Bring every recipient's copy of a card up to date; nobody who has none is sent one."""
    rows = unit.conn.scalars(
        select(Outbox.recipient).where(Outbox.card == card, Outbox.op == "send", Outbox.state.in_(LIVE)).distinct()
    ).all()
    for recipient in rows:
        show(unit, message, to=recipient, card=card, occasion="edit")


def is_shown(unit: Unit, card: str, to: str) -> bool:
    return _shown(unit, card, to) is not None


def _shown(unit: Unit, card: str, to: str) -> Any:
    return _SHOWN.first(unit, card=card, to=to)


def _edit(
    unit: Unit,
    message: Message,
    *,
    to: str,
    card: str,
    target: int,
    lane: Lane,
    not_before: datetime | None = None,
    shown: Any = None,
) -> int:
    """`shown`: what `_SHOWN` has just said of the target."""
    while True:
        waiting: int | None = shown.waiting if shown is not None else _EDIT_WAITING.scalar(unit, target=target)
        if waiting is not None:
            _replace(unit, waiting, message)
            return waiting
        newest = shown.newest if shown is not None else _NEWEST.scalar(unit, card=card, to=to)
        row = put(
            unit,
            message,
            to=to,
            thing=card,
            occasion=f"edit {target} after {newest}",
            lane=lane,
            op="edit",
            target=target,
            target_remote=shown.remote_id if shown is not None else None,
            card=card,
            not_before=not_before,
        )
        if row is not None:
            return row
        shown = None  # another process has just put one of the same moment: that is the row to replace


def _replace(unit: Unit, row: int, message: Message) -> None:
    _REPLACE.run(unit, row=row, newer=message.KIND, facts=sealed(unit, message))
    unit.nudge(NUDGES["telegram"])


# -- taking back --------------------------------------------------------------------------------------------------


def withdraw(unit: Unit, *, kind: str, thing: str, to: str | None = None) -> int:
    """What has become moot no longer leaves. A row that is being sent right now is asked to stop at the token."""
    moot = (Outbox.kind == kind) & (Outbox.thing == thing)
    if to is not None:
        moot &= Outbox.recipient == to
    gone = unit.conn.execute(
        update(Outbox)
        .where(moot, Outbox.state == OutboxState.QUEUED)
        .values(state=OutboxState.WITHDRAWN, facts_sealed=None, settled_at=unit.now)
    ).rowcount
    asked = unit.conn.execute(
        update(Outbox).where(moot, Outbox.state == OutboxState.SENDING).values(withdraw_asked=True)
    )
    if asked.rowcount:
        unit.nudge(WITHDRAWN)
    return gone


def settle(unit: Unit, row: int, state: OutboxState, *, remote_id: str | None = None, error: str | None = None) -> None:
    """A row's outcome. In a final state its facts are emptied: nothing is kept that nobody needs."""
    values: dict[str, Any] = {"state": state, "settled_at": unit.now, "last_error": error}
    if remote_id is not None:
        values["remote_id"] = remote_id
    if state in FINAL:
        values["facts_sealed"] = None
    unit.conn.execute(update(Outbox).where(Outbox.id == row).values(**values))


_SENT = Prepared(
    update(_rows)
    .where(_rows.c.id == bindparam("row"))
    .values(
        state=OutboxState.SENT,
        settled_at=bindparam("at"),
        remote_id=bindparam("remote"),
        last_error=None,
        facts_sealed=None,
    ),
)


def sent(unit: Unit, arrived: list[tuple[int, str | None]]) -> None:
    """Rows that arrived, each with its remote id, written together: it is what happens a thousand times a second."""
    at = unit.now
    _SENT.run_each(unit, ({"row": row, "at": at, "remote": remote} for row, remote in arrived))


def put_letter(unit: Unit, letter: Letter, message: Message, addresses: list[str]) -> None:
    """One row per address for a letter that stands in its table; each has its own state."""
    for address in addresses:
        put(
            unit,
            message,
            to=f"mail:{address}",
            thing=f"letter:{letter.id}",
            occasion=f"{letter.occasion}.{letter.part}",
        )


# -- facts --------------------------------------------------------------------------------------------------------


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(every_kind()[kind])


def sealed(unit: Reading, message: Message) -> bytes:
    return unit.vault.seal_json({"v": message.VERSION, "f": _adapter(message.KIND).dump_python(message, mode="json")})


Known = dict[tuple[str, bytes], Message]


def opened(reading: Reading, kind: str, facts_sealed: bytes, known: Known | None = None) -> Message:
    """The message of a row, whatever release wrote it. Raises if the facts no longer fit: the row is held.

    `known`: what was opened before. The same facts, sealed once or for each row, are made one message once.
    """
    known = {} if known is None else known
    message = known.get((kind, facts_sealed))
    if message is None:
        facts = reading.vault.open_bytes(facts_sealed)
        message = known.get((kind, facts)) or _message(kind, facts)
        known[kind, facts_sealed] = known[kind, facts] = message
    return message


def _message(kind: str, plain: bytes) -> Message:
    stored = json.loads(plain)
    cls = every_kind()[kind]
    facts = stored["f"] if stored["v"] == cls.VERSION else cls.upgrade(stored["v"], stored["f"])
    message = _adapter(kind).validate_python(facts)
    assert isinstance(message, Message)
    return message
