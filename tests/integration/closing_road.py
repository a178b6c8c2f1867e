"""The road from a finished task to its striking off, walked through the jobs as people walk it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import select

from config.texts import Texts
from db.tables import Objection, ObjectionTask, Outbox, Person, Publicity, Task
from db.units import Reading, Unit, Units
from domain.answers import Chosen, Typed
from domain.messages import Message, every_kind
from domain.people import Account
from jobs import acceptance, closing, outbox, publicity
from jobs.clock import VirtualClock
from tests.conftest import SHANGHAI, Office

CHANNEL = "channel:-100111"
_serial = count(1)


def occasion() -> str:
    return f"press {next(_serial)}"


@dataclass
class Road:
    units: Units
    clock: VirtualClock
    office: Office
    coordinator: Account = field(init=False)
    liaison: Account = field(init=False)
    task: int = field(init=False)

    def __post_init__(self) -> None:
        self.coordinator = self.office.coordinator()
        self.liaison = self.office.liaison()
        self.task = self.office.task()
        self.change(_complete, self.task)

    # -- looking --------------------------------------------------------------------------------------------------

    def change(self, job: Any, *args: Any) -> Any:
        return self.units.call(job, *args)

    def sent(self, kind: type[Message], to: str | None = None) -> list[Any]:
        """Every message of a kind that was put and whose facts are still there, oldest first."""
        return self.units.look(_messages, kind, to)

    def last(self, kind: type[Message], to: str | None = None) -> Any:
        return self.sent(kind, to)[-1]

    def rows(self, kind: type[Message]) -> list[Outbox]:
        return self.units.look(lambda reading: list(_rows(reading, kind)))

    def to(self, who: Account) -> str:
        return self.units.look(_address, who)

    def state(self) -> str:
        return self.units.look(lambda reading: reading.session.get_one(Task, self.task).state)

    def rev(self) -> int:
        return self.units.look(lambda reading: reading.session.get_one(Task, self.task).rev)

    def period(self) -> Publicity:
        return self.units.look(lambda reading: reading.session.scalars(select(Publicity)).all()[-1])

    # -- walking --------------------------------------------------------------------------------------------------

    def at(self, day: str, hour: str = "09:00") -> None:
        self.clock.advance_to(datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=SHANGHAI))

    def press(self, form: Any, who: Account, screen: Any, value: str) -> Any:
        return self.units.call(form, who, Chosen(value, screen.dialogue, screen.rev), occasion())

    def type(self, form: Any, who: Account, text: str, message_id: int | None = None, *, edited: bool = False) -> Any:
        said = Typed(text, message_id or next(_serial) + 10_000, edited=edited)
        return self.units.call(form, who, said, occasion())

    def apply(self, statement: str = "整改任务已全部完成。") -> Any:
        """The liaison's application; the coordinators' card."""
        self.units.call(acceptance.apply, self.liaison, self.task, occasion())
        self.type(acceptance.answer_form, self.liaison, statement)
        screen = self.last(_kind("acceptance.form"))
        self.press(acceptance.answer_form, self.liaison, screen, "submit")
        return self.last(_kind("acceptance.card"))

    def accept(self) -> None:
        card = self.apply()
        self.units.call(acceptance.decide, self.coordinator, card.acceptance, card.rev, True, occasion())
        self.press(acceptance.answer_opinion, self.coordinator, self.last(_kind("acceptance.opinion")), "none")

    def draw_up(self, dates: str = "10月9日至10月18日") -> Any:
        """As far as the preview."""
        self.units.call(publicity.begin, self.coordinator, self.task, occasion())
        self.type(publicity.answer, self.coordinator, dates)
        for _ in ("phones", "emails"):
            self.press(publicity.answer, self.coordinator, self.last(_kind("publicity.form")), "office")
        return self.last(_kind("publicity.preview"))

    def publish(self, dates: str = "10月9日至10月18日") -> None:
        self.press(publicity.answer, self.coordinator, self.draw_up(dates), "confirm")

    def run(self) -> None:
        """The routine, if it is due now, as the scheduler runs it."""
        due = self.units.look(publicity.RUN_PUBLICITY.next_due)
        if due is not None and due <= self.clock.now():
            asyncio.run(publicity.RUN_PUBLICITY.run(self.units, self.clock))

    def due(self) -> str | None:
        due = self.units.look(publicity.RUN_PUBLICITY.next_due)
        return due.astimezone(SHANGHAI).strftime("%m-%d %H:%M") if due is not None else None

    def step_until(self, day: str, hour: str = "23:59") -> None:
        """As the stepper does: from due moment to due moment."""
        until = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=SHANGHAI)
        while (due := self.units.look(publicity.RUN_PUBLICITY.next_due)) is not None and due <= until:
            self.clock.advance_to(due)
            self.run()
        self.clock.advance_to(until)

    def object_(self, number: str = "2024-0001", **values: Any) -> int:
        """An objection in the register, as if it had come by letter."""
        return self.units.call(_object, self.task, number, values)

    def strike_off(self) -> Any:
        return self.units.call(closing.close, self.coordinator, self.task, self.rev(), occasion())


def _kind(name: str) -> type[Message]:
    return every_kind()[name]


def _rows(reading: Reading, kind: type[Message]) -> Sequence[Outbox]:
    return reading.session.scalars(select(Outbox).where(Outbox.kind == kind.KIND).order_by(Outbox.id)).all()


def _messages(reading: Reading, kind: type[Message], to: str | None) -> list[Message]:
    return [
        outbox.opened(reading, row.kind, row.facts_sealed)
        for row in _rows(reading, kind)
        if row.facts_sealed is not None and to in (None, row.recipient)
    ]


def _address(reading: Reading, who: Account) -> str:
    person = reading.session.scalars(select(Person).where(Person.mark == who.mark)).one()
    return outbox.to_person(person.id)


def _complete(unit: Unit, task_id: int) -> None:
    task = unit.session.get_one(Task, task_id)
    task.completion = "已完成生态补水1.2亿立方米。"
    task.completion_as_of = unit.today


def _object(unit: Unit, task_id: int, number: str, values: dict[str, Any]) -> int:
    period = unit.session.scalars(select(Publicity)).all()[-1]
    objection = Objection(
        publicity_id=period.id,
        register_number=number,
        receipt_mark=unit.vault.mark("receipt", number),
        source="letter",
        anonymous=True,
        state=values.pop("state", "registered"),
        created_at=unit.now,
        **values,
    )
    objection.tasks.append(ObjectionTask(task_id=task_id))
    unit.session.add(objection)
    unit.session.flush()
    return objection.id


def texts() -> Texts:
    return Texts.shipped()
