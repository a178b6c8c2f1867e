"""In which order are updates handled? One person's in theirs, different people's at the same time.

python-telegram-bot's `process_update` swallows what handlers raise, so the turn is asked how it ended, not the
exception: settled, to be tried again, or matched by no handler.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections import deque
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import Application

from bot.fetch import Fetcher
from bot.reading import from_private, read_update
from bot.render import Renderer
from bot.turn import Reshow, Turn
from bot.working import SeenWorking
from db.units import DatabaseUnavailable, Unit, Units
from domain.errors import Rejected
from domain.messages.trouble import TurnParked
from domain.people import Account
from jobs import dialogues, inbox, outbox
from jobs.clock import Clock
from jobs.delivery import AtOnce

log = structlog.get_logger("dispatch")

AT_ONCE = 64  # turns under way at the same time
FULL, ROOM = 256, 128  # open rows: receiving stops asking above the one and goes on at the other
LOOK_AGAIN = 15.0  # s
LOOK_AGAIN_SHARED = 2.0  # s: among replicas, for what a dead one left …
LEFT = timedelta(seconds=5)  # … and has not done by then
NOT_MY_TURN = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0)  # s between looks whether another process has done the earlier update
SETTLE_DOWN = 2.0  # s: after the database could not be reached


class Dispatch:
    def __init__(
        self,
        units: Units,
        application: Application[Any, Any, Any, Any, Any, Any],
        fetcher: Fetcher,
        renderer: Renderer,
        clock: Clock,
        reshow: Reshow,
        *,
        shared: bool = False,
        at_once: Callable[[str], AtOnce | None] = lambda _chat: None,
    ) -> None:
        self._units = units
        self._at_once = at_once
        self._application = application
        self._fetcher = fetcher
        self._renderer = renderer
        self._clock = clock
        self._reshow = reshow
        self._shared = shared
        self._arrived: asyncio.Queue[list[inbox.Row]] = asyncio.Queue()
        self._waiting: dict[str, deque[inbox.Row]] = {}
        self._asleep: set[str] = set()  # senders whose first row is in back-off
        self._known: set[int] = set()  # rows that are open and in hand
        self._coming = 0  # updates that are being committed
        self._room = asyncio.Event()
        self._room.set()

    async def receive(self, payloads: list[dict[str, Any]]) -> None:
        """Commit Telegram's JSON, in order, and take it in hand. Raises `DatabaseUnavailable`: nothing of it is stored."""
        self._count(coming=len(payloads))
        try:
            self.feed(await self._units.run(inbox.receive, payloads))
        finally:
            self._count(coming=-len(payloads))

    def feed(self, rows: list[inbox.Row]) -> None:
        """Rows that are committed, in order. One that is in hand already is passed over."""
        fresh = [row for row in rows if row.update_id not in self._known]
        self._known.update(row.update_id for row in fresh)
        if fresh:
            self._arrived.put_nowait(fresh)

    async def has_room(self) -> None:
        """Back-pressure: receiving waits here instead of letting memory grow."""
        await self._room.wait()

    @property
    def is_full(self) -> bool:
        """Back-pressure for who can't wait: refuse now, be asked again."""
        return not self._room.is_set()

    def _count(self, coming: int = 0) -> None:
        """What is being committed counts too: many webhook calls may be under way before the first row is open."""
        self._coming += coming
        if self._coming + len(self._known) > FULL:
            self._room.clear()
        elif self._coming + len(self._known) <= ROOM:
            self._room.set()

    @property
    def is_idle(self) -> bool:
        """Nothing under way. Rows in back-off wait for their moment, and those behind them with them."""
        awake = any(sender not in self._asleep for sender in self._waiting)
        return not awake and self._arrived.empty()

    @property
    def open_rows(self) -> int:
        return len(self._known)

    async def load(self) -> None:
        """Take in hand what an earlier run left open; before anything is received, so that nothing overtakes it."""
        self.feed(await self._units.read(inbox.waiting))

    async def look_again(self) -> None:
        """Until cancelled: rows that another process put back (`xiaohao parked retry`) are found here."""
        while True:
            await self._clock.wait(asyncio.Event(), LOOK_AGAIN_SHARED if self._shared else LOOK_AGAIN)
            try:
                self.feed(await self._units.read(inbox.waiting, older_than=LEFT if self._shared else None))
            except DatabaseUnavailable as error:
                log.warning("database unavailable", action="look", error=str(error))

    async def run(self) -> None:
        """Until cancelled: one task a sender, at most `AT_ONCE` turns at a time."""
        slots = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as group:
            while True:
                for row in await self._arrived.get():
                    queue = self._waiting.get(row.sender)
                    if queue is None:
                        self._waiting[row.sender] = queue = deque()
                        group.create_task(self._serve(row.sender, queue, slots), name="turns")
                    queue.append(row)

    async def _serve(self, sender: str, queue: deque[inbox.Row], slots: asyncio.Semaphore) -> None:
        """One sender's rows, in order: a row in back-off keeps the later ones waiting, less than a minute in all."""
        await asyncio.sleep(0)  # noqa: TID251 - no time passes: the feeder appends the first row
        while queue:
            row = queue[0]
            if row.not_before is not None:
                self._asleep.add(sender)
                await self._clock.sleep((row.not_before - self._clock.now()).total_seconds())
                self._asleep.discard(sender)
            for attempt in itertools.count():
                wait = SETTLE_DOWN
                async with slots:
                    try:
                        retry = await self._turn(row)
                        break
                    except DatabaseUnavailable as error:
                        log.warning("database unavailable", action="turn", error=str(error))
                    except inbox.NotFirst:
                        wait = NOT_MY_TURN[min(attempt, len(NOT_MY_TURN) - 1)]
                await self._clock.sleep(wait)
            if retry is not None:
                queue[0] = retry
                continue
            queue.popleft()
            self._known.discard(row.update_id)
            self._count()
        del self._waiting[sender]

    async def _turn(self, row: inbox.Row) -> inbox.Row | None:
        """Handle one update. None when it is closed, else the row to try again."""
        turn: Turn | None = None
        try:
            update = read_update(row.payload, self._application.bot)
            turn = Turn(
                update,
                row.update_id,
                self._account(row, update),
                self._units,
                self._reshow,
                shared=self._shared,
                at_once=self._at_once,
            )
            async with self._seen_working(turn):
                turn.files, turn.too_big = await self._fetcher.fetch(update.message or update.edited_message)
                turn.enter()
                await self._application.process_update(update)
            if turn.error is None and not turn.started:
                await self._unmatched(turn)
            elif isinstance(turn.error, Rejected) and not turn.settled:
                await turn.refuse(turn.error)
        except (DatabaseUnavailable, inbox.NotFirst):
            raise
        except inbox.NotOpen:
            return None  # another process closed it: its effects are there
        except Exception as error:  # the third loop that may not stop: a poison update blocks nobody
            log.exception("turn raised", action="turn", update_id=row.update_id)
            return await self._failed(row, turn, error)
        if isinstance(turn.error, (DatabaseUnavailable, inbox.NotFirst)) and not turn.settled:
            raise turn.error
        if isinstance(turn.error, inbox.NotOpen):
            return None
        if turn.error is not None and not isinstance(turn.error, Rejected):
            log.error("handler raised", action="turn", update_id=row.update_id, exc_info=turn.error)
        if not turn.settled:
            return await self._failed(row, turn, turn.error or RuntimeError("the handler ran no job"))
        await self._toast(turn)
        return None

    def _seen_working(self, turn: Turn) -> contextlib.AbstractAsyncContextManager[None]:
        chat = turn.update.effective_chat
        if chat is None or not turn.private:
            return contextlib.nullcontext()
        return SeenWorking(self._application.bot, self._clock, chat.id, ChatAction.TYPING)

    async def _failed(self, row: inbox.Row, turn: Turn | None, error: BaseException) -> inbox.Row | None:
        if turn is not None and turn.settled:
            return None  # its effects are committed: what failed came after
        who = turn.who if turn is not None and turn.private else None
        if turn is None and from_private(row.payload):  # it could not even be read
            who = Account(row.sender, inbox.sender_of(row.payload))
        not_before = await self._units.run(_failed_job, row.update_id, who, f"{type(error).__name__}: {error}")
        if not_before is None:
            return None
        return inbox.Row(row.update_id, row.sender, row.payload, row.attempts + 1, not_before)

    async def _unmatched(self, turn: Turn) -> None:
        """No handler wanted it. In private that gets a sentence; in channels and groups it is simply done."""
        speaks = turn.private and (turn.update.message is not None or turn.update.callback_query is not None)
        if speaks:
            pressed = turn.update.callback_query is not None  # a button of another release, or of nobody's
            await turn.refuse(Rejected("button-unknown" if pressed else "not-understood"))
        else:
            await turn.run(_nothing)

    async def _toast(self, turn: Turn) -> None:
        """Answer a press once, after the commit. A late refusal changes nothing: the effect is on disk."""
        query = turn.update.callback_query
        if query is None:
            return
        try:
            if turn.toast is None:
                await query.answer()
            else:
                words = self._renderer.words(turn.toast.language)
                text = words.plain(turn.toast.text.key, **turn.toast.text.facts)
                await query.answer(text[:200], show_alert=turn.toast.alert)
        except TelegramError as error:
            log.info("toast not shown", action="answer", reason=type(error).__name__)
        except Exception:  # a sentence that can't be worded: the turn is done, and the loop goes on
            log.exception("toast raised", action="answer", update_id=turn.update_id)

    def _account(self, row: inbox.Row, update: Update) -> Account:
        user = update.effective_user
        if user is None:
            return Account(row.sender, inbox.sender_of(row.payload))
        return Account(row.sender, user.id, user.full_name, user.language_code)


async def note_error(_update: object, context: Any) -> None:
    """The application's error handler: the turn carries what was raised to whoever asks how it ended."""
    Turn.current().error = context.error


def _failed_job(unit: Unit, update_id: int, who: Account | None, error: str) -> Any:
    """`who` is told once it is given up; None where nobody waits for an answer."""
    retry = inbox.failed(unit, update_id, error)
    if retry is None and who is not None:
        dialogues.current(unit, who)
        outbox.say(unit, TurnParked(), to=outbox.to_account(unit, who), thing=f"update:{update_id}", occasion="parked")
        unit.nudge("parked")
    return retry


def _nothing(_unit: Unit) -> None:
    return None
