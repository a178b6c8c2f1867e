"""Does every objection that was given a receipt reach every address, whatever the mail does, and does nobody learn who objected?

Three notices at once, two hundred objectors (`STORM_OBJECTORS`, `STORM_SEED`): by name and anonymously, with albums, with
30 MB of files over several messages, changing what they said, adding, taking back, mistyping their code, confirming in
the last second and one second later. The mail server closes its door for twenty minutes in the middle of it, then refuses,
hangs up, loses its answers. What came of it is read in the mailbox, on the phones, in the database and in every file.
"""

from __future__ import annotations

import io
import logging
import os
import random
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import create_engine, select

from cli.sandbox import CHANNEL
from cli.stage import Stage, stage
from config.logs import configure_logging
from db.database import database_url
from db.tables import Letter, Objection, Outbox, OutboxState
from domain.people import RoleName
from sandbox.mailbox import Behaviour, Mailbox
from tests.acceptance.storm.books import (
    Arrived,
    faults_of,
    opened,
    parts_by_number,
    told_by_database,
    told_by_files,
    told_by_letters,
)
from tests.acceptance.storm.crowd import NUMBER, Objector, Way, storm
from tests.conftest import SHANGHAI, Office
from tests.objecting import publish

OBJECTORS = int(os.environ.get("STORM_OBJECTORS", "200"))
SEED = int(os.environ.get("STORM_SEED", "20241009"))
LONGEST, LAST_DAY = date(2024, 10, 18), date(2024, 10, 10)
LOST_ANSWERS = 3
# What every account here has in its id, its name and its handle, and nothing else in the world has.
ID, NAME, HANDLE = 7_351_902_000, "柳暗花明", "liuan_huaming"
MARKS = (str(ID)[:7], NAME, HANDLE)
GIVEN_NAME, PHONE = "又一村居民", "0311-5557"


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[arg-type,misc]


class Play:
    """The stage, its three notices and everybody who objects to them."""

    def __init__(self, place: Stage) -> None:
        self.place = place
        self.dice = random.Random(SEED)
        self.objectors: list[Objector] = []
        office = Office(place.app.units)
        tasks = [office.task(str(number), department=f"示范省第{number}厅") for number in (21, 33, 36, 47)]
        self.addresses = {
            publish(place.app.units, tasks[0], emails=("first@example.org",), ends=LONGEST): {"first@example.org"},
            publish(place.app.units, tasks[1], tasks[2], emails=("a@example.org", "b@example.org"), ends=LONGEST): {
                "a@example.org",
                "b@example.org",
            },
            publish(place.app.units, tasks[3], emails=("third@example.org",), ends=LAST_DAY): {"third@example.org"},
        }
        self.notices = list(self.addresses)

    @property
    def mailbox(self) -> Mailbox:
        assert self.place.sandbox.mailbox is not None
        return self.place.sandbox.mailbox

    def objector(self, notice: int | None = None, *, anonymous: bool | None = None) -> Objector:
        serial = len(self.objectors) + 1
        person = self.place.sandbox.person(ID + serial, f"{NAME}{serial}", f"{HANDLE}_{serial}")
        named = self.dice.random() < 0.4 if anonymous is None else not anonymous
        made = Objector(
            self.place,
            person,
            self.dice.choice(self.notices) if notice is None else notice,
            serial,
            random.Random(f"{SEED} {serial}"),
            name=f"{GIVEN_NAME}{serial}" if named else "",
            contact=f"{PHONE}{serial:04d}" if named else "",
        )
        self.objectors.append(made)
        return made

    async def wave(self, share: float, *more: Way) -> None:
        """That part of the crowd, each in a way of their own."""
        people = range(max(int(OBJECTORS * share) - len(more), 1))
        ways = [self.dice.choices(WAYS, WEIGHTS)[0](self.objector()) for _ in people]
        await storm(self.place, [*more, *ways], self.dice)
        # A file is as old as the disk says, and the disk knows the real time only.
        now = self.place.clock.now().timestamp()
        for path in (path for path in (self.place.settings.data_dir / "files").rglob("*") if path.is_file()):
            os.utime(path, (now, now))

    async def later(self, **span: int) -> None:
        await self.place.run_to(self.place.clock.now() + timedelta(**span))


WAYS: list[Callable[[Objector], Way]] = [
    Objector.plainly,
    Objector.with_an_album,
    Objector.mending_what_they_said,
    Objector.adding_more,
    Objector.taking_it_back,
    Objector.with_wrong_codes_first,
    Objector.giving_up,
]
WEIGHTS = [40, 15, 10, 12, 8, 8, 7]


@pytest.fixture
def quiet_afterwards() -> Iterator[None]:
    yield
    logging.getLogger().handlers.clear()


@pytest.mark.heavy
@pytest.mark.timeout(120 + OBJECTORS)
@pytest.mark.usefixtures("quiet_afterwards")
async def test_every_acknowledged_objection_arrives_and_nobody_learns_whose_it_is(tmp_path: Path) -> None:
    log = io.StringIO()
    async with stage(tmp_path / "var", at(2024, 10, 9, 9, 30)) as place:
        configure_logging(place.settings, stream=log, level="DEBUG", now=place.clock.now)
        place.sandbox.channel(CHANNEL, "整改公示频道", "gongshi")
        play = Play(place)
        office = [await place.join(number, RoleName.COORDINATOR, name=f"经办人{number}") for number in (1001, 1002)]

        await play.wave(0.25)

        # The door closes in the middle of it, for twenty minutes: receipts are given all the same.
        await place.run_to(at(2024, 10, 9, 11, 0))
        await play.mailbox.stop()
        arrived = len(play.mailbox.letters)
        await play.wave(0.3, play.objector(play.notices[0], anonymous=True).with_thirty_megabytes())
        await play.later(minutes=20)
        assert len(play.mailbox.letters) == arrived
        for coordinator in office:
            assert sum("邮件已有" in seen.text for seen in coordinator.received) == 1, "an outage is told once"
        await play.mailbox.start()
        await play.later(minutes=10)
        assert len(play.mailbox.letters) > arrived

        # It comes back in a bad mood: greylisting, then a line that drops before and after the answer.
        await place.run_to(at(2024, 10, 9, 14, 0))
        play.mailbox.behaviour = Behaviour(recipients={"b@example.org": "450 4.2.1 greylisted"}, times=8)
        await play.wave(0.2)
        play.mailbox.behaviour = Behaviour(cut_after=True, times=LOST_ANSWERS)
        await play.wave(0.1)
        play.mailbox.behaviour = Behaviour(cut_before=True, times=4)
        await play.wave(0.05)
        await play.later(hours=3)

        # The third notice ends: confirmed in the last second, and one second later.
        punctual = [play.objector(play.notices[2]) for _ in range(max(OBJECTORS // 20, 2))]
        late = [play.objector(play.notices[2]) for _ in range(max(OBJECTORS // 20, 2))]
        await place.run_to(at(2024, 10, 10, 23, 30))
        await storm(place, [one.up_to_the_last_press() for one in (*punctual, *late)], play.dice)
        await place.run_to(at(2024, 10, 10, 23, 59, 59))
        for one in punctual:
            await one.in_the_last_second()
        await place.settle()
        await place.run_to(at(2024, 10, 11, 0, 0, 0))
        for one in late:
            await one.a_second_late()
        await place.settle()
        await place.run_to(at(2024, 10, 11, 12, 0))
        check_refused(late)
        await place.say(office[0], "/documents")
        await place.tap(office[0], "doc_register")
        await place.stop()

    mails = opened(play.mailbox.letters)
    check_letters(play, mails)
    check_register(play, mails, database_url(place.settings))
    register = next(seen.file for seen in reversed(office[0].received) if seen.file is not None)
    check_workbook(play, bytes(register.data))
    check_silence(play, mails, tmp_path, database_url(place.settings), log.getvalue())


def check_refused(late: list[Objector]) -> None:
    for one in late:
        assert one.codes == []
        assert any("写的内容没有提交" in seen.text for seen in one.person.received), "they are told, and how to go on"


def check_letters(play: Play, mails: Arrived) -> None:
    """Complete, at every address, each under one Message-ID; copies only where an answer was lost."""
    arrived = parts_by_number(mails)
    faults: list[str] = []
    expected = set()
    for one in play.objectors:
        assert len(one.codes) == bool(one.matters), f"{one.serial} holds {len(one.codes)} receipts"
        for matter in one.matters:
            expected.add((one.number, matter.about))
            parts = arrived.get((one.number, matter.about), {})
            faults += faults_of(one, matter, parts, play.addresses[one.notice])
    assert faults == []
    assert set(arrived) == expected, "nothing else was sent"
    copies = sum(times - 1 for parts in arrived.values() for part in parts.values() for times in part.reached.values())
    assert copies == LOST_ANSWERS
    codes = [code for one in play.objectors for code in one.codes]
    assert len(set(codes)) == len(codes)
    everything = b"".join(letter.raw for letter in play.mailbox.letters if len(letter.raw) < 100_000).decode()
    assert [code for code in codes if code in everything] == [], "a receipt code is its objector's alone"


def check_register(play: Play, mails: Arrived, url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as conn:
        states = {
            row.register_number: row.state for row in conn.execute(select(Objection.register_number, Objection.state))
        }
        stored = set(conn.scalars(select(Letter.message_id)))
        waiting = conn.scalars(
            select(Outbox.state).where(Outbox.channel == "mail", Outbox.state != OutboxState.SENT)
        ).all()
    engine.dispose()
    assert states == {
        one.number: "withdrawn" if one.matters[-1].about == "withdrawn" else "registered"
        for one in play.objectors
        if one.matters
    }
    assert {str(message["Message-ID"]) for message, _ in mails} == stored
    assert waiting == []


def check_workbook(play: Play, content: bytes) -> None:
    """The register as the office prints it: every objection a line, its letters delivered, nobody named."""
    rows = {row[0]: row for row in load_workbook(io.BytesIO(content)).active.values if NUMBER.fullmatch(str(row[0]))}
    assert {number: (row[7], "提出人撤回" in row, "已送达" in row) for number, row in rows.items()} == {
        one.number: ("匿名" if one.anonymous else "实名", one.matters[-1].about == "withdrawn", True)
        for one in play.objectors
        if one.matters
    }
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        text = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    assert [needle for needle in (*MARKS, GIVEN_NAME, PHONE) if needle in text] == []


def check_silence(play: Play, mails: Arrived, folder: Path, url: str, log: str) -> None:
    """Who objected stands nowhere but sealed: not in the database or its journal, a file, a letter, a log, another chat."""
    given = (*MARKS, GIVEN_NAME, PHONE)
    assert told_by_database(url, given) == []
    assert told_by_files(folder, given) == []
    assert told_by_letters(mails, MARKS[1:]) == []
    assert log.count("\n") > 50, "the log was written"
    assert [line for line in log.splitlines() if any(mark in line for mark in given)] == []
    people = {one.person.id for one in play.objectors}
    told = Counter(
        entry.chat
        for entry in play.place.sandbox.world.journal
        if entry.chat not in people and any(mark in f"{entry.text} {entry.file} {entry.markup}" for mark in MARKS)
    )
    assert told == Counter()
