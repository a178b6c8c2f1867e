"""A person with their chat as it stands: every card with its buttons, pressed, typed to and edited, as turns would do it.

Nothing is delivered: a card's newest facts wait in the outbox, and are what the person sees.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.handlers.forms import _cancel, answer_open, reshow
from bot.render import Renderer
from db.tables import Outbox, OutboxState, Person
from db.units import Reading, Unit, Units
from domain.answers import Answer, Chosen, Files, ReceivedFile, TooBig, Typed
from domain.errors import Forbidden, Rejected
from domain.messages.base import Note
from domain.people import Account
from domain.presses import Press
from jobs import dialogues, outbox, review
from jobs.collection import additions, edits, extensions, form, granting, help_wanted, history, prompts, sending

_serial = itertools.count(1)

# What a button does, by its verb: as the handlers say it.
VERBS: dict[str, Callable[..., Any]] = {
    "report_open": lambda unit, who, press, occasion: form.open_request(unit, who, press.id, occasion),
    "report_take": lambda unit, who, press, occasion: form.open_request(unit, who, press.id, occasion, takes_over=True),
    "report_sign": lambda unit, who, press, _: prompts.sign(unit, who, press.id, int(press.argument)),
    "report_why": lambda unit, who, press, occasion: prompts.tell_why(
        unit, who, press.id, int(press.argument), occasion
    ),
    "report_more": lambda unit, who, press, _: additions.begin(unit, who, press.id, press.rev),
    "report_back": lambda unit, who, press, _: (
        sending.take_back(unit, who, press.id, press.rev)
        if press.argument == "yes"
        else sending.ask_take_back(unit, who, press.id, press.rev, asks=press.argument == "ask")
    ),
    "help_seen": lambda unit, who, press, _: help_wanted.see(unit, who, press.id, press.rev),
    "extend": lambda unit, who, press, occasion: extensions.begin(unit, who, press.id, occasion),
    "extend_withdraw": lambda unit, who, press, _: extensions.withdraw(unit, who, press.id, press.rev),
    "extend_grant": lambda unit, who, press, _: granting.grant(unit, who, press.id, press.rev),
    "extend_refuse": lambda unit, who, press, _: granting.ask_opinion(unit, who, press.id, press.rev),
    "history": lambda unit, who, press, occasion: history.show_list(unit, who, occasion, press.rev),
    "history_open": lambda unit, who, press, occasion: history.show_report(unit, who, press.id, press.rev, occasion),
    "history_files": lambda unit, who, press, occasion: history.send_files(unit, who, press.id, occasion),
    "review_accept": lambda unit, who, press, _: review.accept(unit, who, press.id, press.rev),
    "review_return": lambda unit, who, press, _: review.ask_comment(unit, who, press.id, press.rev),
}
COMMANDS: dict[str, Callable[..., Any]] = {
    "/cancel": _cancel,
    "/todo": prompts.todo,
    "/extend": lambda unit, who, occasion: extensions.begin(unit, who, 0, occasion),
    "/history": history.show_list,
}


@dataclass
class Phone:
    """`refused` is the key of the newest refusal, None where the last thing was taken."""

    who: Account
    renderer: Renderer
    seen: list[Press] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    refused: str | None = None

    # -- doing ----------------------------------------------------------------------------------------------------

    def press(self, units: Units, press: Press) -> None:
        if press.verb == "f":
            self._answer(units, Chosen(press.argument, press.id, press.rev))
        elif press.verb in VERBS:
            self._turn(units, VERBS[press.verb], press, f"press {next(_serial)}")

    def type(self, units: Units, text: str, *, edits_message: int | None = None) -> int:
        number = edits_message if edits_message is not None else next(_serial) + 10_000
        typed = Typed(text, number, edited=edits_message is not None)
        if edits_message is None:
            self.sent.append(number)
        if typed.edited and units.look(edits.is_sent_already, self.who, number):
            self._turn(units, edits.refuse_edit)
        elif typed.edited and units.look(edits.is_of_left_draft, self.who, number):
            self._turn(units, edits.edit_left, typed)
        elif not typed.edited and units.look(prompts.is_unasked_progress, self.who, text):
            self._turn(units, prompts.answer_unasked, typed, f"update {next(_serial)}")
        else:
            self._answer(units, typed)
        return number

    def send(self, units: Units, name: str, caption: str = "", *, album: str | None = None, big: bool = False) -> None:
        file = ReceivedFile(f"{abs(hash(name)):064x}"[:64], 100, "image/jpeg", name)
        too_big = (TooBig("大.mp4", 23_000_000),) if big else ()
        self._answer(units, Files(() if big else (file,), too_big, caption, next(_serial) + 10_000, album))

    def say(self, units: Units, command: str) -> None:
        self._turn(units, COMMANDS[command], f"update {next(_serial)}")

    def _answer(self, units: Units, answer: Answer) -> None:
        self._turn(units, answer_open, answer, f"update {next(_serial)}")

    def _turn(self, units: Units, job: Callable[..., Any], *args: Any) -> None:
        """As `bot.turn` does: the job, what comes back from aside; else the refusal, with the screen as it is."""
        self.refused = None
        try:
            units.call(self._unit, job, args)
        except Rejected as refused:
            self.refused = refused.key
            units.call(self._refusal, refused)

    def _unit(self, unit: Unit, job: Callable[..., Any], args: Any) -> None:
        dialogues.current(unit, self.who)
        job(unit, self.who, *args)
        if dialogues.FORM_BACK in unit.nudges:
            reshow(unit, self.who, None)

    def _refusal(self, unit: Unit, refused: Rejected) -> None:
        dialogues.current(unit, self.who)
        if refused.then is not None:
            refused.then(unit)
        else:
            reshow(unit, self.who, Note(refused.key, refused.facts))

    # -- seeing ---------------------------------------------------------------------------------------------------

    def buttons(self, units: Units) -> list[Press]:
        """Every button on every card, in the order of the cards; worded, so that a card that can't be is a fault."""
        found = []
        for message in units.look(self._cards):
            screen = self.renderer.screen(message, "en" if len(self.seen) % 4 == 0 else "zh-CN")
            found += [button.press for row in screen.rows for button in row if button.press is not None]
        self.seen += [press for press in found if press not in self.seen]
        return found

    def _cards(self, reading: Reading) -> list[Any]:
        person = reading.conn.scalar(select(Person.id).where(Person.mark == self.who.mark))
        rows = reading.conn.execute(
            select(Outbox.kind, Outbox.facts_sealed)
            .where(
                Outbox.recipient == outbox.to_person(person or 0),
                Outbox.state == OutboxState.QUEUED,
                Outbox.op != "menu",
            )
            .order_by(Outbox.id)
        )
        return [outbox.opened(reading, row.kind, row.facts_sealed) for row in rows]


__all__ = ["COMMANDS", "VERBS", "Forbidden", "Phone"]
