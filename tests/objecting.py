"""How does a test object to something? A running notice, an objector who answers the form, a chat that keeps its books."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import Engine, select

from bot.render import Renderer
from bot.screen import Screen
from config.settings import Settings
from config.texts import Texts
from db.tables import Dialogue, Objection, Publicity, PublicityTask
from db.units import Reading, Unit, Units
from domain.answers import Answer, Chosen, Files, ReceivedFile, Typed
from domain.messages.base import Message, Note
from domain.messages.objections import ReceiptCode
from domain.parcels import Channel, Parcel, Receipt
from domain.people import Account
from domain.states import PublicityState
from jobs import dialogues
from jobs.clock import VirtualClock
from jobs.delivery import Delivery
from jobs.objections import addition, entry, late, notices, question, receipt, reply, settled, steps
from jobs.objections.form import NAME as OBJECTION
from jobs.returns import answered, deciding

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
M = TypeVar("M", bound=Message)

_updates = itertools.count(7000)
FORMS = {
    OBJECTION: steps.answer,
    addition.NAME: addition.answer,
    receipt.NAME: receipt.answer,
    settled.NAME: settled.answer,
    question.NAME: question.answer,
    reply.NAME: answered.answer,
    entry.NAME: entry.answer,
    late.NAME: late.answer,
    deciding.ASSIGN: deciding.answer_assign,
}


def publish(
    units: Units,
    *tasks: int,
    emails: tuple[str, ...] = ("receive@example.org",),
    starts: date = date(2024, 10, 8),
    ends: date = date(2024, 10, 18),
) -> int:
    """A notice that runs now, to these addresses."""

    def job(unit: Unit) -> int:
        notice = Publicity(
            state=PublicityState.RUNNING,
            starts_on=starts,
            ends_on=ends,
            issuer="示范省督察整改办公室",
            phones=["0311-55501234"],
            emails=list(emails),
            title="序号21整改任务销号公示",
            notice_text="现将整改任务完成情况予以公示。" * 3,
            created_at=unit.now,
        )
        unit.session.add(notice)
        unit.session.flush()
        unit.session.add_all(PublicityTask(publicity_id=notice.id, task_id=task) for task in tasks)
        return notice.id

    return units.call(job)


@dataclass
class Speaker:
    """An account in its private chat. Everything it does runs the job that the handler would run."""

    units: Units
    who: Account
    messages: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def run(self, job: object, *args: object) -> Note | None:
        def turn(unit: Unit) -> Note | None:
            dialogues.current(unit, self.who)
            said: Note | None = job(unit, self.who, *args)  # type: ignore[operator]
            return said

        return self.units.call(turn)

    def open(self, notice: int) -> None:
        self.run(notices.begin, notice, self.occasion())

    def press(self, value: str) -> Note | None:
        place = self.place()
        return self.answer(Chosen(value, place.id, place.rev))

    def type(self, text: str, *, edits: int | None = None) -> int:
        number = edits if edits is not None else next(self.messages)
        self.answer(Typed(text, number, edited=edits is not None))
        return number

    def send(self, *files: ReceivedFile, caption: str = "") -> None:
        self.answer(Files(files, caption=caption, message_id=next(self.messages)))

    def answer(self, answer: Answer) -> Note | None:
        form = self.place().form
        assert form is not None, "no form is open"
        return self.run(FORMS[form], answer, self.occasion())

    def place(self) -> Dialogue:
        def look(reading: Reading) -> Dialogue:
            return reading.session.scalars(select(Dialogue).where(Dialogue.mark == self.who.mark)).one()

        return self.units.look(look)

    def occasion(self) -> str:
        return f"update {next(_updates)}"

    def lodge(self, notice: int, text: str, *files: ReceivedFile, name: str = "", contact: str = "") -> Objection:
        """The whole way: who, text and files, check, confirm."""
        self.open(notice)
        if name:
            self.press("named")
            self.type(name)
            self.type(contact)
        else:
            self.press("anonymous")
        if self.place().step == "tasks":
            self.press("all")
        self.type(text)
        if files:
            self.send(*files)
            if not name:
                self.press("as_is")
        self.press("check")
        self.press("confirm")
        return newest(self.units)


def newest(units: Units) -> Objection:
    def look(reading: Reading) -> Objection:
        found = reading.session.scalars(select(Objection).order_by(Objection.id.desc()).limit(1)).one()
        assert found.publicity is not None
        assert all(row.task is not None for row in found.tasks)
        return found

    return units.look(look)


class Chat:
    """The other side of Telegram: takes everything, keeps what reached it, and how it would be seen."""

    name = "telegram"

    def __init__(self, settings: Settings, clock: VirtualClock) -> None:
        self.parcels: list[Parcel] = []
        self._renderer = Renderer(Texts.shipped(), settings.office.zone, clock.now, "xiaohao_bot")

    async def deliver(self, parcel: Parcel) -> Receipt:
        for language in ("zh-CN", "en"):
            self._renderer.screen(parcel.message, language)
        self.parcels.append(parcel)
        return Receipt(str(1000 + parcel.row))

    def screen(self, parcel: Parcel) -> Screen:
        return self._renderer.screen(parcel.message, "zh-CN")

    def of(self, kind: type[M]) -> list[M]:
        return [parcel.message for parcel in self.parcels if isinstance(parcel.message, kind)]

    def last(self, kind: type[Message]) -> Parcel:
        return next(parcel for parcel in reversed(self.parcels) if isinstance(parcel.message, kind))

    def code(self) -> str:
        return self.of(ReceiptCode)[-1].code


@contextlib.asynccontextmanager
async def delivering(units: Units, clock: VirtualClock, *channels: Channel) -> AsyncIterator[Delivery]:
    """Delivery runs; on the way out of the block it has come to rest."""
    delivery = Delivery(units, channels, clock, rechecks={}, rates=None)
    loop = asyncio.get_running_loop()

    def nudged(_what: set[str]) -> None:
        loop.call_soon_threadsafe(delivery.nudge)

    stop_listening = units.listen(nudged)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(delivery.run())
        try:
            yield delivery
            await at_rest(delivery)
        finally:
            running.cancel()
            stop_listening()


async def at_rest(delivery: Delivery) -> None:
    async with asyncio.timeout(20):
        while not await delivery.is_idle():
            await asyncio.sleep(0.005)


async def later(delivery: Delivery, clock: VirtualClock, span: timedelta) -> None:
    """Time passes: what was put off is due again."""
    clock.advance_to(clock.now() + span)
    delivery.nudge()
    await at_rest(delivery)


def rows(second: Engine, statement: object) -> list[tuple[object, ...]]:
    with second.connect() as conn:
        return [tuple(row) for row in conn.execute(statement)]  # type: ignore[call-overload]
