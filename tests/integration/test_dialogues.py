"""A form that another pushes aside comes back once; what belongs to nobody else stays sealed all the while."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from db.tables import Dialogue
from db.units import Unit, Units
from domain.answers import Chosen
from domain.errors import Moved
from domain.people import Account
from jobs import dialogues
from tests.conftest import Office


@pytest.fixture
def who(office: Office) -> Account:
    return office.account()


def opened(unit: Unit, who: Account, form: str, subject: int) -> None:
    dialogues.open_form(unit, who, form, subject, "first")


def closed(unit: Unit, who: Account) -> bool:
    dialogues.close(unit, dialogues.current(unit, who))
    return dialogues.FORM_BACK in unit.nudges


def place(units: Units) -> tuple[str | None, int | None]:
    return units.look(lambda reading: tuple(reading.conn.execute(select(Dialogue.form, Dialogue.subject)).one()))  # type: ignore[return-value]


def test_forms_come_back_in_the_order_they_were_pushed_aside(units: Units, who: Account) -> None:
    for form, subject in (("report", 1), ("objection", 2), ("receipt", 3)):
        units.call(opened, who, form, subject)
    back = []
    while units.call(closed, who):
        back.append(place(units))
    assert back == [("objection", 2), ("report", 1)]
    assert place(units) == (None, None)


def test_a_form_opened_again_comes_back_once(units: Units, who: Account) -> None:
    for form, subject in (("report", 1), ("return", 2), ("report", 1)):
        units.call(opened, who, form, subject)
    assert units.call(closed, who)
    assert place(units) == ("return", 2)
    assert not units.call(closed, who)


def test_a_draft_set_aside_stays_sealed_and_comes_back(units: Units, who: Account, second: Engine) -> None:
    def write(unit: Unit) -> None:
        dialogue = dialogues.open_form(unit, who, "objection", 1, "matter")
        dialogues.keep(unit, dialogue, {"text": "水面仍有垃圾"})
        dialogues.open_form(unit, who, "receipt", 1, "code")

    units.call(write)
    with second.connect() as conn:
        assert "垃圾" not in str(conn.execute(select(Dialogue.parked, Dialogue.draft_sealed)).one())
    units.call(closed, who)
    draft = units.look(lambda reading: dialogues.draft(reading, reading.session.scalars(select(Dialogue)).one()))
    assert draft == {"text": "水面仍有垃圾"}


def test_a_button_of_an_earlier_state_is_stale(units: Units, who: Account) -> None:
    def press_twice(unit: Unit) -> None:
        dialogue = dialogues.open_form(unit, who, "report", 1, "first")
        press = Chosen("next", dialogue.id, dialogue.rev)
        dialogues.expect(dialogue, "report", press)
        dialogues.move(dialogue, "second")
        dialogues.expect(dialogue, "report", press)

    with pytest.raises(Moved):
        units.call(press_twice)
