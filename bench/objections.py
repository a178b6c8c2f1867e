"""How many objections are acknowledged in a second, and how fast do their letters leave?

Everybody has answered the form and confirms at the same moment: update in, row, register number, letter and receipt in
one commit, the receipt in the chat. Then the letters, all to one contact address, through our mail channel with every
claim and outcome committed; beside them the same letters through bare aiosmtplib, on one connection and on as many as
ours has, each against an aiosmtpd in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiosmtplib
from sqlalchemy import func, select

from bench.other_side import OtherSide, other_side
from bench.process import process
from bench.program import quiet, settings_of
from bench.result import Result
from config.settings import Settings
from config.texts import Texts
from db.database import open_database
from db.tables import Dialogue, Outbox, OutboxState, Programme, Publicity, PublicityTask, Task
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.people import Account
from jobs import dialogues
from jobs.clock import RealClock
from jobs.delivery import Delivery, Rates
from jobs.delivery.recheck import RECHECKS
from jobs.files import Store
from jobs.mail import MailChannel
from jobs.objections import notices, steps
from sandbox.mailbox import Mailbox

FIRST, PEOPLE, LETTERS = 3_000_000, 400, 400
USERS = range(FIRST, FIRST + PEOPLE)
CONNECTIONS = 4  # of the peer, as many as the channel keeps
A_UNIT = 50
LOOK, PATIENCE = 0.1, 120.0  # s
OURS = {
    "XIAOHAO_OFFICE__EMAIL": "bench@example.org",
    "XIAOHAO_MAIL__TLS": "none",
    "XIAOHAO_MAIL__SENDER": "bench@example.org",
}

Figures = dict[str, float]


async def run(api_url: str | None = None) -> Result:
    quiet()
    with tempfile.TemporaryDirectory(prefix="xiaohao-bench-") as name:
        folder = Path(name)
        async with other_side(api_url, limited=False) as side:
            await side.open_chats(USERS)
            await asyncio.to_thread(_arrange, settings_of(side.url, folder))
            acknowledged = await _burst(side, folder)
        async with _mail_side() as port:
            more = OURS | {"XIAOHAO_MAIL__HOST": "127.0.0.1", "XIAOHAO_MAIL__PORT": str(port)}
            ours = await _letters(settings_of("http://127.0.0.1:1", folder, **more))
            one = await _bare(port, 1)
            many = await _bare(port, CONNECTIONS)
    return Result(
        "objections",
        figures={"acknowledged_per_second": acknowledged, "mails_per_second": ours},
        peer={"one_connection_mails_per_second": one, "same_connections_mails_per_second": many},
        ratio={"one_connection": ours / one, "same_connections": ours / many},
    )


# -- the burst ----------------------------------------------------------------------------------------------------


def _arrange(settings: Settings) -> None:
    """A notice, and everybody's form at the step where it is confirmed."""
    units = open_database(settings, now=RealClock().now)
    try:
        notice = units.call(_notice)
        for start in range(USERS.start, USERS.stop, A_UNIT):
            units.call(_objectors, notice, range(start, min(start + A_UNIT, USERS.stop)))
    finally:
        units.close()


def _notice(unit: Unit) -> int:
    programme = Programme(name="bench", closing=[], created_at=unit.now)
    publicity = Publicity(
        state="running",
        starts_on=unit.today,
        ends_on=unit.today.replace(year=unit.today.year + 1, day=1),
        issuer="bench",
        emails=["contact@example.org"],
        title="序号21整改任务销号公示",
        announced_at=unit.now,
        created_at=unit.now,
    )
    unit.session.add_all([programme, publicity])
    unit.session.flush()
    task = Task(programme_id=programme.id, number="21", problem="河道生态补水不足", created_at=unit.now)
    unit.session.add(task)
    unit.session.flush()
    unit.session.add(PublicityTask(publicity_id=publicity.id, task_id=task.id))
    unit.session.flush()
    return publicity.id


def _objectors(unit: Unit, notice: int, users: range) -> None:
    for user in users:
        who = Account(unit.vault.mark("account", user), user, "", "zh-hans")
        dialogues.current(unit, who)
        unit.session.flush()
        notices.begin(unit, who, notice, "bench")
        for value in ("anonymous", None, "check"):
            place = unit.session.scalars(select(Dialogue).where(Dialogue.mark == who.mark)).one()
            said: Answer = Chosen(value, place.id, place.rev) if value else Typed("河水发黑,请核实。" * 5, user)
            steps.answer(unit, who, said, "bench")
            unit.session.flush()


async def _burst(side: OtherSide, folder: Path) -> float:
    """Receipts a second, from the first to the last, everybody having confirmed before the program starts."""
    async with process(side.url, folder):
        cards = await _from_all(side, 0)
    for card in cards:
        buttons = (one for row in card["markup"]["inline_keyboard"] for one in row)
        data = next(one["callback_data"] for one in buttons if one.get("callback_data", "").endswith(":confirm"))
        await side.post("tap", user=card["chat"], message_id=card["message_id"], data=data)
    since = time.time()
    async with process(side.url, folder):
        moments = [line["t"] for line in await _from_all(side, since)]
    return float(PEOPLE / (max(moments) - min(moments)))


async def _from_all(side: OtherSide, since: float) -> list[dict[str, Any]]:
    """The first message that each person was sent since then."""
    async with asyncio.timeout(PATIENCE):
        while True:
            first: dict[int, dict[str, Any]] = {}
            for line in await side.sends(since):
                if line["chat"] in USERS:
                    first.setdefault(line["chat"], line)
            if len(first) == PEOPLE:
                return list(first.values())
            await asyncio.sleep(LOOK)


# -- the letters --------------------------------------------------------------------------------------------------


def _hear(loop: asyncio.AbstractEventLoop, delivery: Delivery, nudges: set[str]) -> None:
    loop.call_soon_threadsafe(delivery.hear, nudges)


async def _letters(settings: Settings) -> float:
    """Letters a second, from the start of delivery until each is written down as sent."""
    units = open_database(settings, now=RealClock().now)
    clock = RealClock()
    channel = MailChannel(settings, Texts.of(settings), Store(settings.data_dir))
    delivery = Delivery(units, [channel], clock, rechecks=RECHECKS, rates=Rates(free=30))
    loop = asyncio.get_running_loop()
    units.listen(lambda nudges: _hear(loop, delivery, nudges))
    try:
        waiting = await units.read(_mails, OutboxState.QUEUED)
        began = time.perf_counter()
        work = loop.create_task(delivery.run())
        async with asyncio.timeout(PATIENCE):
            while await units.read(_mails, OutboxState.SENT) < waiting:  # noqa: ASYNC110 - as anybody would look
                await asyncio.sleep(LOOK)
        took = time.perf_counter() - began
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work
    finally:
        await channel.aclose()
        units.close()
    return waiting / took


def _mails(reading: Reading, state: OutboxState) -> int:
    query = select(func.count()).select_from(Outbox).where(Outbox.channel == "mail", Outbox.state == state)
    return reading.conn.scalar(query) or 0


LETTER = (
    b"From: bench@example.org\r\nTo: contact@example.org\r\nSubject: bench\r\n\r\n" + b"a line of a letter\r\n" * 100
)


async def _bare(port: int, connections: int) -> float:
    left = iter(range(LETTERS))

    async def one() -> None:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, use_tls=False, start_tls=False) as client:
            for _ in left:
                await client.sendmail("bench@example.org", "contact@example.org", LETTER)

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    return LETTERS / (time.perf_counter() - began)


@contextlib.asynccontextmanager
async def _mail_side() -> AsyncIterator[int]:
    """The port of a mail server that keeps what it takes."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.objections", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert child.stdout is not None
        yield int(await child.stdout.readline())
    finally:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
        await child.wait()


async def _serve() -> None:
    async with Mailbox() as mailbox:
        print(mailbox.port, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    asyncio.run(_serve())
