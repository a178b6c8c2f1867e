"""`xiaohao rehearse`: what would the routines send between two days, and when? Months in a minute, at nobody's expense.

The same program runs in virtual time against the sandbox, with a token, a mailbox and a data folder of its own. The
people are played by dice (`--seed`): liaisons answer at twenty past five, at once or after reminders or never, and the
coordinator accepts what came at twenty to six.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import select

from cli.context import fail
from cli.life import NUMBER, SAMPLE
from cli.notice_write import paper_of_task
from cli.stage import DidNotHold, Stage, stage
from cli.stepper import Stuck
from config.logs import configure_logging
from db.queries import ledger
from db.tables import Department, Outbox, OutboxState, Request, Role
from db.units import Reading
from domain.people import RoleName
from domain.states import OWED
from jobs import documents
from sandbox.people import Person

OFFICE_TIME = ZoneInfo("Asia/Shanghai")
FIRST, LAST = date(2024, 9, 26), date(2024, 12, 31)
ANSWERING, REVIEWING = time(17, 20), time(17, 40)
ANSWERS_TODAY = 0.3  # how likely a liaison who owes answers on a given working day
COORDINATOR, FIRST_LIAISON = 1001, 1100


@dataclass(frozen=True)
class Rehearsed:
    """`sent`, `mails`, `notice`, `tasks` as docs/operator.md tells."""

    sent: list[dict[str, str]]
    mails: list[dict[str, str]]
    notice: str
    tasks: list[dict[str, Any]]


def rehearse(
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.")] = datetime.combine(  # noqa: B008 - Typer's way
        FIRST, time()
    ),
    last: Annotated[
        datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day, included.")
    ] = datetime.combine(  # noqa: B008
        LAST, time()
    ),
    out: Annotated[Path | None, typer.Option("--out", help="Keep its data here; else they are thrown away.")] = None,
    seed: Annotated[int, typer.Option(help="Of the dice that play the people.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")] = False,
) -> None:
    """Run the routines in virtual time between two days and tell what they sent."""
    if last < first:
        fail(f"--to {last:%Y-%m-%d} lies before --from {first:%Y-%m-%d}")
    try:
        with _folder(out) as folder:
            done = asyncio.run(play(folder, first.date(), last.date(), seed, quiet=as_json))
    except (DidNotHold, Stuck) as error:
        fail(f"The rehearsal stopped: {error}")
    except OSError as error:
        fail(f"The rehearsal can't be kept in {out}: {error.strerror or error}")
    if as_json:
        print(json.dumps(done.__dict__, ensure_ascii=False))
        return
    for row in done.sent:
        print(f"{row['at'][:16]}  {row['to_role']:12} {row['kind']:28} {row['thing']}")
    print(f"{len(done.sent)} messages, {len(done.mails)} letters.")


@contextlib.contextmanager
def _folder(out: Path | None) -> Iterator[Path]:
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        yield out
        return
    with tempfile.TemporaryDirectory(prefix="xiaohao-rehearsal-") as folder:
        yield Path(folder)


async def play(folder: Path, first: date, last: date, seed: int, *, quiet: bool = True) -> Rehearsed:
    """From `first` 08:00 to the end of `last`, office time, both days inclusive."""
    dice = random.Random(seed)  # noqa: S311 - a play, no secret
    start = datetime.combine(first, time(8), OFFICE_TIME)
    async with stage(folder, start, mail_folder=folder / "mails") as place:
        configure_logging(place.settings, stream=sys.stderr, level="ERROR", now=place.clock.now)
        coordinator, liaisons = await _set_up(place)
        with Progress(console=Console(stderr=True), disable=quiet, transient=True) as progress:
            for day in progress.track(_days(first, last), description="", total=(last - first).days + 1):
                await place.run_to(datetime.combine(day, ANSWERING, OFFICE_TIME))
                for department, requests in (await place.app.units.read(_owed)).items():
                    for request in requests:
                        if dice.random() < ANSWERS_TODAY:
                            await _answer(place, liaisons[department], request)
                await place.run_to(datetime.combine(day, REVIEWING, OFFICE_TIME))
                while place.has_button(coordinator, "review_accept"):
                    await place.tap(coordinator, "review_accept")
        await place.run_to(datetime.combine(last + timedelta(days=1), time(), OFFICE_TIME) - timedelta(seconds=1))
        return await _told(place, folder)


async def _set_up(place: Stage) -> tuple[Person, dict[str, Person]]:
    coordinator = await place.join(COORDINATOR, RoleName.COORDINATOR, name="经办人")
    await place.send(coordinator, "notice.txt", SAMPLE.read_bytes(), "text/plain")
    await place.tap(coordinator, "ledger_apply")
    tasks = await place.app.units.read(ledger.export)
    departments = list(dict.fromkeys(name for task in tasks["tasks"] for name in (*task["lead"], *task["responsible"])))
    liaisons = {
        name: await place.join(FIRST_LIAISON + at, RoleName.LIAISON, name, f"{name}联络员")
        for at, name in enumerate(departments)
    }
    return coordinator, liaisons


def _owed(reading: Reading) -> dict[str, list[int]]:
    """Open requests by department."""
    rows = reading.conn.execute(
        select(Department.name, Request.id)
        .join(Department, Department.id == Request.department_id)
        .where(Request.state.in_(OWED))
        .order_by(Request.id)
    )
    owed: dict[str, list[int]] = {}
    for name, request in rows:
        owed.setdefault(name, []).append(request)
    return owed


async def _answer(place: Stage, liaison: Person, request: int) -> None:
    """One owed report, through the form: status, text, whatever else it asks, sent."""
    await place.say(liaison, f"/start r_{request}")
    if place.has_button(liaison, "f", "on_track"):
        await place.tap(liaison, "f", "on_track")
    await place.say(liaison, "各项措施按计划推进,达到序时进度。")
    while not place.has_button(liaison, "f", "send"):
        await place.tap(liaison, "f", "none" if place.has_button(liaison, "f", "none") else "next")
    await place.tap(liaison, "f", "send")


async def _told(place: Stage, folder: Path) -> Rehearsed:
    units = place.app.units
    paper = await units.read(paper_of_task, NUMBER, None)
    notice = folder / "notice.docx"
    await asyncio.to_thread(notice.write_bytes, await asyncio.to_thread(documents.notice_docx, paper, place.settings))
    assert place.sandbox.mailbox is not None
    mails = [
        {
            "at": _office(letter.at),
            "to": ", ".join(letter.rcpt_tos),
            "subject": str(letter.message["Subject"]),
            "message_id": str(letter.message["Message-ID"]),
        }
        for letter in place.sandbox.mailbox.letters
    ]
    exported = await units.read(ledger.export)
    return Rehearsed(await units.read(_sent), mails, str(notice), exported["tasks"])


def _sent(reading: Reading) -> list[dict[str, str]]:
    roles = {f"person:{role.person_id}": role.role for role in reading.session.scalars(select(Role))}
    rows = reading.conn.execute(
        select(Outbox.settled_at, Outbox.recipient, Outbox.kind, Outbox.thing)
        .where(Outbox.state == OutboxState.SENT, Outbox.op == "send", Outbox.channel == "telegram")
        .order_by(Outbox.settled_at, Outbox.id)
    )
    return [
        {"at": _office(row.settled_at), "to_role": _role(roles, row.recipient), "kind": row.kind, "thing": row.thing}
        for row in rows
    ]


def _role(roles: dict[str, str], recipient: str) -> str:
    return roles.get(recipient) or ("channel" if recipient.startswith("channel:") else "public")


def _office(moment: datetime) -> str:
    return moment.astimezone(OFFICE_TIME).isoformat(timespec="seconds")


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
