"""What the tests of the quarter share: a person at their chat, reading cards as they stand and pressing their buttons."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.render import Renderer
from bot.screen import Screen
from config.texts import Texts
from db.tables import Dialogue, Outbox, OutboxState, Person
from db.units import Reading, Units
from domain.answers import Answer, Chosen, Files, ReceivedFile, Typed
from domain.messages.base import Message, Note
from domain.messages.everyday import CardMoved
from domain.people import Account
from jobs import outbox

SHANGHAI = ZoneInfo("Asia/Shanghai")
_serial = itertools.count(1)


def office_time(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[arg-type]


@dataclass
class Desk:
    """One person in front of the bot. `occasion` grows as updates do."""

    units: Units
    who: Account

    def do(self, job: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """A job called as its handler calls it, the occasion last where it takes one."""
        return self.units.call(job, self.who, *args, **kwargs)

    @property
    def occasion(self) -> str:
        return f"update {next(_serial)}"

    @property
    def person(self) -> int:
        return self.units.look(
            lambda reading: reading.conn.scalar(select(Person.id).where(Person.mark == self.who.mark))
        )

    @property
    def dialogue(self) -> Any:
        return self.units.look(
            lambda reading: reading.conn.execute(select(Dialogue).where(Dialogue.mark == self.who.mark)).one()
        )

    def tap(self, answer: Callable[..., Note | None], value: str) -> Note | None:
        """A button of the open form, drawn just now."""
        dialogue = self.dialogue
        return self.give(answer, Chosen(value, dialogue.id, dialogue.rev))

    def type(
        self, answer: Callable[..., Note | None], text: str, message: int | None = None, **how: Any
    ) -> Note | None:
        return self.give(answer, Typed(text, message or next(_serial) + 10_000, **how))

    def send(self, answer: Callable[..., Note | None], *names: str, album: str | None = None) -> Note | None:
        files = tuple(ReceivedFile(f"{name:0>64}", 100, "image/jpeg", name) for name in names)
        return self.give(answer, Files(files, message_id=next(_serial) + 10_000, album=album))

    def give(self, answer: Callable[..., Note | None], given: Answer) -> Note | None:
        said: Note | None = self.units.call(answer, self.who, given, self.occasion)
        return said

    def card(self, card: str) -> Message:
        """What the card says to this person now: the newest unsent facts."""
        return self.units.look(_newest, card, outbox.to_person(self.person))

    def told(self, kind: type[Message]) -> list[Message]:
        """Every unsent message of a kind to this person."""
        return self.units.look(_told, kind.KIND, outbox.to_person(self.person))


def _newest(reading: Reading, card: str, to: str) -> Message:
    row = reading.conn.execute(
        select(Outbox.kind, Outbox.facts_sealed)
        .where(
            Outbox.card == card,
            Outbox.recipient == to,
            Outbox.facts_sealed.is_not(None),
            Outbox.kind != CardMoved.KIND,
        )
        .order_by(Outbox.id.desc())
        .limit(1)
    ).one()
    return outbox.opened(reading, row.kind, row.facts_sealed)


def _told(reading: Reading, kind: str, to: str) -> list[Message]:
    rows = reading.conn.execute(
        select(Outbox.kind, Outbox.facts_sealed)
        .where(Outbox.kind == kind, Outbox.recipient == to, Outbox.state == OutboxState.QUEUED)
        .order_by(Outbox.id)
    )
    return [outbox.opened(reading, row.kind, row.facts_sealed) for row in rows]


def everything_sent(units: Units) -> None:
    """As delivery would leave it: every queued row sent, its facts emptied, a message id noted."""

    def deliver(unit: Any) -> None:
        rows = unit.conn.execute(
            select(Outbox.id, Outbox.target_id).where(Outbox.state == OutboxState.QUEUED).order_by(Outbox.id)
        )
        for row in rows.all():
            outbox.settle(unit, row.id, OutboxState.SENT, remote_id=str(5000 + (row.target_id or row.id)))

    units.call(deliver)


def worded(message: Message, now: datetime, language: str = "zh-CN") -> Screen:
    """As the person reads it."""
    return Renderer(Texts.shipped(), SHANGHAI, lambda: now, "demo_bot").screen(message, language)


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]
