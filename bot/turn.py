"""What does a handler hold? One turn: the update, who is speaking, the files that came, and the one unit it may run.

A handler calls `await turn.run(job, …)` exactly once: unit, job, the inbox row's `done`, commit. A `Rejected` rolls
the job back and a second unit writes the sentence and `done`. Any other error rolls back and leaves the row open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec

from sqlalchemy import select
from telegram import Update

from db.tables import Dialogue, Person
from db.units import Reading, Unit, Units
from domain.answers import Answer, Chosen, Files, ReceivedFile, TooBig, Typed
from domain.enclosures import runs
from domain.errors import Forbidden, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.people import Account, RoleName
from domain.presses import Press, row_number
from jobs import audit, dialogues, inbox, outbox, rights
from jobs.delivery import AtOnce

P = ParamSpec("P")
Reshow = Callable[[Unit, Account, Note | None], bool]
"""Shows the form that is open, with a note on top; False where none is."""

TOLD = "told"  # in a dialogue's fields: the last refusal that its card showed

_LINK = re.compile(r"/start(@\w+)? \w_")  # a deep link names a row as a button does

_current: ContextVar[Turn] = ContextVar("turn")


@dataclass(frozen=True)
class Toast:
    text: Note
    language: str
    alert: bool


@dataclass
class Turn:
    update: Update
    update_id: int
    who: Account
    units: Units
    reshow: Reshow
    files: tuple[ReceivedFile, ...] = ()
    too_big: tuple[TooBig, ...] = ()
    shared: bool = False  # other processes handle updates too
    at_once: Callable[[str], AtOnce | None] = lambda _chat: None  # whether its replies may be claimed as they are put
    toast: Toast | None = None
    settled: bool = field(default=False, init=False)
    started: bool = field(default=False, init=False)
    error: BaseException | None = field(default=None, init=False)

    @staticmethod
    def current() -> Turn:
        return _current.get()

    def enter(self) -> None:
        _current.set(self)

    # -- what came ------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        message = self.update.effective_message
        return (message.text or message.caption or "") if message is not None else ""

    @property
    def is_command(self) -> bool:
        """Whether it is a matter of its own, whatever form is open; leaving is the form's."""
        return self.text.startswith("/") and not self.text.startswith("/cancel")

    @property
    def argument(self) -> str:
        """What stands behind a command: `/start i_TOKEN` -> `i_TOKEN`."""
        return self.text.partition(" ")[2].strip()

    @property
    def press(self) -> Press:
        """Raises `Rejected` for data that no button of ours carries."""
        query = self.update.callback_query
        press = Press.read(query.data or "") if query is not None else None
        if press is None:
            raise Forbidden("button-unknown")
        return press

    @property
    def number(self) -> int | None:
        """The row that a press names in its argument, None without one. Raises `Rejected` for what no button carries."""
        argument = self.press.argument
        number = row_number(argument)
        if argument and number is None:
            raise Forbidden("button-unknown")
        return number

    @property
    def answer(self) -> Answer:
        """The update as an answer to a form. Raises `Rejected` for a program: nobody at an office may be sent one."""
        if self.update.callback_query is not None:
            press = self.press
            return Chosen(press.argument, press.id, press.rev)
        message = self.update.effective_message
        assert message is not None
        if program := next((file for file in self.files if runs(file)), None):
            raise Rejected("file-runs", file=program.name)
        if self.files or self.too_big:
            return Files(self.files, self.too_big, message.caption or "", message.message_id, message.media_group_id)
        reply = message.reply_to_message.message_id if message.reply_to_message is not None else None
        return Typed(message.text or "", message.message_id, reply, edited=self.update.edited_message is not None)

    @property
    def occasion(self) -> str:
        """What started whatever this turn puts into the outbox: unique, and the same in a replay."""
        return f"{'press' if self.update.callback_query is not None else 'update'} {self.update_id}"

    @property
    def private(self) -> bool:
        chat = self.update.effective_chat
        return chat is not None and chat.type == "private"

    # -- what is done about it ------------------------------------------------------------------------------------

    async def run(self, job: Callable[Concatenate[Unit, P], Note | None], /, *args: P.args, **kwargs: P.kwargs) -> None:
        """The turn's one unit. A `Note` that the job returns becomes the toast of a press."""
        if self.started:
            raise RuntimeError("a turn runs exactly one job")
        self.started = True
        try:
            self.toast = await self.units.run(_turn_unit, self, self._at_once(), job, args, kwargs)
        except Rejected as refusal:
            await self.refuse(refusal)
        self.settled = True

    async def refuse(self, refusal: Rejected) -> None:
        """The sentence and `done`, in a unit of their own."""
        self.started = True
        self.toast = await self.units.run(_refusal_unit, self, self._at_once(), refusal)
        self.settled = True

    def _at_once(self) -> AtOnce | None:
        return self.at_once(str(self.who.id)) if self.private else None

    async def read(self, query: Callable[Concatenate[Reading, P], Any], /, *args: P.args, **kwargs: P.kwargs) -> Any:
        return await self.units.read(query, *args, **kwargs)


def _turn_unit(
    unit: Unit, turn: Turn, at_once: AtOnce | None, job: Callable[..., Note | None], args: Any, kwargs: Any
) -> Toast | None:
    if turn.private:
        dialogues.current(unit, turn.who)  # everybody who speaks has a row to be answered at
    said = job(unit, *args, **kwargs)
    if dialogues.FORM_BACK in unit.nudges and turn.reshow(unit, turn.who, None):
        outbox.say(
            unit,
            Sentence("form-back"),
            to=outbox.to_account(unit, turn.who),
            thing=f"update:{turn.update_id}",
            occasion="form back",
        )
    inbox.done(unit, turn.update_id, in_turn=turn.shared)
    if at_once is not None:
        at_once.claim(unit, turn.who)
    return Toast(said, language_of(unit, turn.who), alert=False) if said is not None else None


def _refusal_unit(unit: Unit, turn: Turn, at_once: AtOnce | None, refusal: Rejected) -> Toast | None:
    if turn.private:
        dialogues.current(unit, turn.who)
    note = Note(_key_for(unit, turn, refusal), refusal.facts)
    pressed = turn.update.callback_query is not None
    if isinstance(refusal, Forbidden):
        _put_on_record(unit, turn, refusal)
    if refusal.then is not None:
        refusal.then(unit)
    apart = refusal.then is not None or turn.is_command or bool(turn.files or turn.too_big)
    if not pressed and turn.private and (apart or not _on_the_form(unit, turn, note)):
        album = message.media_group_id if (message := turn.update.effective_message) is not None else None
        outbox.say(
            unit,
            Sentence(note.key, note.facts),
            to=outbox.to_account(unit, turn.who),
            thing=f"album:{album}" if album else f"update:{turn.update_id}",  # an album is refused once, not by photo
            occasion=f"refused {note.key}" if album else "refused",
        )
    inbox.done(unit, turn.update_id, in_turn=turn.shared)
    if at_once is not None:
        at_once.claim(unit, turn.who)
    return Toast(note, language_of(unit, turn.who), alert=True) if pressed else None


def _put_on_record(unit: Unit, turn: Turn, refusal: Forbidden) -> None:
    """Who pressed what is not theirs. A command that belongs to another role is no attack; what is typed is not kept.

    Never who pressed a button of an objection: it may be the objector, whose way back was erased meanwhile.
    """
    query = turn.update.callback_query
    press = Press.read(query.data or "") if query is not None else None
    if query is None and not _LINK.match(turn.text):
        return
    person = rights.person_of(unit, turn.who)
    named = person is not None and not (press is not None and press.verb.startswith("obj_"))
    who = audit.person(person.id) if named and person is not None else audit.OUTSIDER
    what = f"{press.verb}:{press.id}" if press is not None else "link" if query is None else "button"
    audit.note(unit, who, "refused", what, {"why": refusal.key})


def _key_for(unit: Unit, turn: Turn, refusal: Rejected) -> str:
    """What was not understood sends each to their own work: a liaison has nothing to look for among the notices."""
    person = rights.person_of(unit, turn.who) if refusal.key == "not-understood" else None
    roles = {role.role for role in rights.roles_of(unit, person.id)} if person is not None else set()
    if not roles:
        return refusal.key
    return "not-understood-liaison" if roles == {RoleName.LIAISON} else "not-understood-office"


def _on_the_form(unit: Unit, turn: Turn, note: Note) -> bool:
    """On top of the open form's card. Twice in a row the card would not change and nobody would see it: said below."""
    dialogue = dialogues.current(unit, turn.who)
    if dialogue.form is None or dialogue.fields.get(TOLD) == note.key or not turn.reshow(unit, turn.who, note):
        return False
    dialogue.fields = dialogue.fields | {TOLD: note.key}  # the key alone: what was typed is nobody's business
    return True


def language_of(reading: Reading, who: Account) -> str:
    """The person's language, else the dialogue's, else the office's."""
    language = reading.conn.scalar(select(Person.language).where(Person.mark == who.mark))
    if language is None:
        language = reading.conn.scalar(select(Dialogue.language).where(Dialogue.mark == who.mark))
    return language or reading.settings.office.language
