"""Who is a message for? The words that stand for people in the queue, and who they are at this moment."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from db.prepared import Prepared
from db.queries import asked
from db.queries import office as office_roles
from db.tables import Dialogue, Person, Role
from db.units import Reading, Unit
from domain.people import Account, RoleName

# Asked in every turn.
_PERSON = Prepared(
    select(Person.id, Person.language)
    .join(Role, Role.person_id == Person.id)
    .where(Person.mark == bindparam("mark"), Role.ended_at.is_(None))
    .limit(1)
)
_DIALOGUE = Prepared(select(Dialogue.id, Dialogue.language).where(Dialogue.mark == bindparam("mark")))


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
