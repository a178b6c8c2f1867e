"""How does a role end? Its rights are gone at once, and the cards it held are no longer theirs to press or to read."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select, update

from db.queries import asked, reviews, rounds
from db.tables import IS_UNDECIDED, Invite, Outbox, OutboxState, Request, Role
from db.units import Reading, Unit
from domain.messages.roster import NoLonger, RoleEnded
from domain.people import RoleName
from jobs import audit, outbox, rights
from jobs.people.start import put_menu

MOST_EDITS = 40  # cards: older ones are cut off in silence, their buttons are refused all the same


def end(unit: Unit, role: Role, by: str, why: str, *, successor: str = "", tell: bool = True) -> None:
    """`why` as in `RoleEnded`. Whoever stood in for it does so no longer, and links that hang on it are void."""
    role.ended_at = unit.now
    role.away_from = role.away_until = None
    unit.session.flush()
    audit.note(unit, by, "role.end", f"role:{role.id}", {"why": why, "role": role.role})
    unit.conn.execute(
        update(Invite)
        .where(
            (Invite.stands_in_for == role.id) | (Invite.succeeds == role.id),
            Invite.used_at.is_(None),
            Invite.expires_at > unit.now,
        )
        .values(expires_at=unit.now)
    )
    for deputy in deputies_of(unit, role):
        end(unit, deputy, by, "over")
    take_cards(unit, role.person_id)
    put_menu(unit, role.person_id, f"role {role.id} ended")
    if tell:
        department = role.department.name if role.department is not None else None
        ended = RoleEnded(role=role.role, department=department, why=why, name=successor)
        to = outbox.to_person(role.person_id)
        outbox.put(unit, ended, to=to, thing=f"role:{role.id}", occasion=f"ended {unit.now.isoformat()}")


def deputies_of(reading: Reading, role: Role) -> list[Role]:
    return list(
        reading.session.scalars(
            select(Role).where(Role.stands_in_for == role.id, Role.ended_at.is_(None)).order_by(Role.id)
        )
    )


# -- cards --------------------------------------------------------------------------------------------------------


def take_cards(unit: Unit, person_id: int) -> None:
    """The cards that belong to no role the person may act in now: without buttons, and never brought up to date again."""
    to = outbox.to_person(person_id)
    newest_first = unit.conn.scalars(
        select(Outbox.card)
        .where(Outbox.recipient == to, Outbox.card.is_not(None))
        .group_by(Outbox.card)
        .order_by(func.max(Outbox.id).desc())
    )
    theirs = _Theirs(unit, person_id)
    edits = MOST_EDITS
    for card in [card for card in newest_first if card is not None and not theirs.has(card)]:
        shown = theirs.is_open(card) and edits > 0
        edits -= shown
        _close(unit, to, card, shown=shown)
    if theirs.nothing:
        _withdraw(unit, Outbox.recipient == to)


def cut_cards(unit: Unit, person_id: int) -> None:
    """The person has another chat now: no message there is any of the cards, and no edit can reach one."""
    to = outbox.to_person(person_id)
    _withdraw(unit, (Outbox.recipient == to) & (Outbox.op == "edit"))
    unit.conn.execute(update(Outbox).where(Outbox.recipient == to).values(card=None))


class _Theirs:
    """Which cards may this person still hold?"""

    def __init__(self, unit: Unit, person_id: int) -> None:
        self._departments = set(asked.departments_of(unit, person_id))
        roles = rights.roles_of(unit, person_id)
        self.nothing = not roles
        self._others = any(role.role != RoleName.LIAISON for role in roles)
        self._unit = unit
        looked_at = unit.conn.execute(  # the cards of these are still looked at
            select(Request.id, Request.department_id, Request.cycle_id).where(IS_UNDECIDED)
        ).all()
        self._open = {f"request:{row.id}" for row in looked_at}
        self._open |= {rounds.prompt_card(row.cycle_id, row.department_id) for row in looked_at}
        self._open |= {reviews.review_card(report_id) for report_id in reviews.waiting(unit)}

    def has(self, card: str) -> bool:
        kind, _, rest = card.partition(":")
        match kind:
            case "request":
                of = select(Request.department_id).where(Request.id == int(rest))
                return self._unit.conn.scalar(of) in self._departments
            case "prompt":
                return int(rest.rpartition(":")[2]) in self._departments
            case "todo" | "person":
                return bool(self._departments)
            case _:
                return self._others or bool(self._departments)

    def is_open(self, card: str) -> bool:
        """Is it worth an edit? Years of old cards are cut off in silence."""
        return card in self._open or card.partition(":")[0] not in ("request", "prompt", "review")


def _close(unit: Unit, to: str, card: str, *, shown: bool) -> None:
    _withdraw(unit, (Outbox.recipient == to) & (Outbox.card == card))
    sent = unit.conn.scalar(
        select(Outbox.id).where(
            Outbox.recipient == to, Outbox.card == card, Outbox.op == "send", Outbox.state == OutboxState.SENT
        )
    )
    if shown and sent is not None:
        outbox.show(unit, NoLonger(), to=to, card=card, occasion="no longer theirs")
    unit.conn.execute(update(Outbox).where(Outbox.recipient == to, Outbox.card == card).values(card=None))


def _withdraw(unit: Unit, which: ColumnElement[bool]) -> None:
    unit.conn.execute(
        update(Outbox)
        .where(which, Outbox.state == OutboxState.QUEUED, Outbox.op != "menu", Outbox.kind != NoLonger.KIND)
        .values(state=OutboxState.WITHDRAWN, facts_sealed=None, settled_at=unit.now)
    )
