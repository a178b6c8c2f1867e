"""Where is one, and what can one do? The start screen, the language, the menu of commands."""

from __future__ import annotations

from db.tables import Person
from db.units import Unit
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.everyday import Menu
from domain.messages.people import ChooseLanguage, Standing, Welcome
from domain.people import Account
from jobs import dialogues, outbox, rights
from jobs.people import reach

LANGUAGES = ("zh-CN", "en")


def start(unit: Unit, who: Account, occasion: str) -> None:
    """/start without a payload: where one is, and what one can do. Whoever had stopped the bot is back."""
    person = rights.person_of(unit, who)
    outbox.say(unit, welcome(unit, person), to=outbox.to_account(unit, who), thing="welcome", occasion=occasion)
    if person is not None:
        reach.found(unit, person.id, occasion)


def help_screen(unit: Unit, who: Account, occasion: str) -> None:
    """/help: the same screen as /start, for whoever asks."""
    start(unit, who, occasion)


def welcome(unit: Unit, person: Person | None) -> Welcome:
    """The screen for the roles a person has now; a stranger's is the public's."""
    roles = rights.roles_of(unit, person.id) if person is not None else []
    own = [role for role in roles if role.stands_in_for is None]
    return Welcome(
        roles=tuple(dict.fromkeys(role.role for role in own)),
        departments=tuple(role.department.name for role in own if role.department is not None),
        office=unit.settings.office.name,
        standing=tuple(
            Standing(role.department.name, role.stands_in.away_from, role.stands_in.away_until)
            for role in roles
            if role.stands_in is not None and role.department is not None
        ),
    )


def put_menu(unit: Unit, person_id: int, occasion: str) -> None:
    """The commands of the roles the person has now; the public's where there are none."""
    roles = tuple(dict.fromkeys(role.role for role in rights.roles_of(unit, person_id)))
    outbox.put(unit, Menu(roles=roles), to=outbox.to_person(person_id), thing="menu", occasion=occasion, op="menu")


def ask_language(unit: Unit, who: Account, occasion: str) -> None:
    outbox.say(unit, ChooseLanguage(), to=outbox.to_account(unit, who), thing="language", occasion=occasion)


def set_language(unit: Unit, who: Account, language: str, occasion: str) -> Note:
    """/language: from the next message on."""
    if language not in LANGUAGES:
        raise Moved
    dialogue = dialogues.current(unit, who)
    dialogue.language = language
    person = rights.person_of(unit, who)
    if person is not None:
        person.language = language
        put_menu(unit, person.id, occasion)
    outbox.say(unit, welcome(unit, person), to=outbox.to_account(unit, who), thing="welcome", occasion=occasion)
    return Note("language-set", {})
