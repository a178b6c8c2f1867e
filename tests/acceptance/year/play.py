"""The people of the year: each answers in their own way, through the chat, and what they were sent is read off their phones."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from openpyxl import load_workbook
from sqlalchemy import select

from cli.stage import Stage
from db.tables import Outbox
from db.tables import Person as PersonRow
from db.units import Reading
from domain.people import RoleName
from sandbox.people import Person
from sandbox.world import Entry
from tests.acceptance.year.calendar_by_hand import OFFICE_TIME, Round, at
from tests.acceptance.year.ledger_by_hand import (
    AT_ONCE,
    BLOCKED,
    GROUPS,
    HALVES,
    LATE,
    NEVER,
    RETURNED,
    TWO_TASKS,
    WORKBOOK,
    WRONG,
    Group,
    Owing,
    owing,
    sheet,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DONE = ["完成", "推进", "新建", "改造", "排查", "验收", "清理", "修复", "更新", "关停", "复核"]
_WORKS = (
    "取水口计量设施",
    "雨污分流管网检查井",
    "非法入河排口",
    "矿山边坡绿化",
    "规模养殖场粪污池",
    "建筑工地喷淋装置",
    "群众信访问题",
    "历史堆存固体废物",
    "退化湿地岸线",
    "在线监测站点",
    "手续不全的加工企业",
    "乡镇污水处理站",
    "道路清扫保洁路段",
)
COMMENT = "请补充验收单和现场照片的说明。"


@dataclass
class Year:
    """`staff` are the liaisons of each department; `said` what each request was answered with, in the end."""

    place: Stage
    tasks: list[Owing] = field(default_factory=owing)
    staff: dict[str, list[Person]] = field(default_factory=dict)
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    acts: list[tuple[int, datetime]] = field(default_factory=list)
    coordinators: list[Person] = field(default_factory=list)
    leaders: dict[str, Person] = field(default_factory=dict)

    # -- setting up -----------------------------------------------------------------------------------------------

    async def set_up(self) -> None:
        place = self.place
        self.coordinators = [await place.join(id_, RoleName.COORDINATOR, name=f"经办人{id_}") for id_ in (1001, 1002)]
        first = self.coordinators[0]
        await place.send(first, "整改台账.xlsx", sheet(self.tasks), XLSX)
        await place.tap(first, "ledger_apply")
        self.leaders[""] = await place.join(1100, RoleName.LEADER, name="领导")
        serial = 2000
        for group in GROUPS:
            for department in self.departments(group):
                self.staff[department] = []
                for _ in range(group.liaisons):
                    serial += 1
                    self.staff[department].append(
                        await place.join(serial, RoleName.LIAISON, department, f"{department}联络员{serial}")
                    )
        for department in self.departments(NEVER):
            serial += 1
            self.leaders[department] = await place.join(serial, RoleName.DEPARTMENT_LEADER, department, "单位领导")

    def departments(self, *groups: Group) -> list[str]:
        return list(dict.fromkeys(task.department for task in self.tasks if task.group in groups))

    def of(self, *groups: Group) -> list[Owing]:
        return [task for task in self.tasks if task.group in groups]

    # -- a quarter ------------------------------------------------------------------------------------------------

    async def quarter(self, round_: Round) -> None:
        """From the eve of the opening to the day after those above were told."""
        place = self.place
        await place.run_to(at(round_.opens, 9, 30))
        blocked_by_now = round_.key != "2024Q4"
        for task in self.of(AT_ONCE, TWO_TASKS, WRONG, RETURNED) + ([] if blocked_by_now else self.of(BLOCKED)):
            await self.answer(task, round_)
        for task in self.of(HALVES)[::2]:
            await self.answer(task, round_)

        await place.run_to(at(round_.opens, 10, 30))
        for task in self.of(RETURNED):
            await self.send_back(task)
        await self.accept_all()
        await place.run_to(at(round_.opens, 11, 0))
        for task in self.of(RETURNED):
            await self.correct(task, round_)
        await place.run_to(at(round_.opens, 11, 30))
        await self.accept_all()

        await place.run_to(at(round_.opens, 14, 0))
        for department in self.departments(WORKBOOK):
            await self.by_workbook(department, round_)
        await place.run_to(at(round_.opens, 15, 0))
        await self.accept_all()

        # half a form, then the program is stopped and started again; the other half days later
        await place.run_to(at(round_.opens, 16, 30))
        for task in self.of(HALVES)[1::2]:
            await self.begin(task, round_)
        await place.restart()
        await place.run_to(at(round_.before_1, 17, 0))
        for task in self.of(HALVES)[1::2]:
            await self.finish(task, round_)
        await place.run_to(at(round_.before_1, 17, 20))
        await self.accept_all()

        await place.run_to(at(round_.over_1, 17, 0))
        for task in self.of(LATE):
            await self.answer(task, round_)
        await place.run_to(at(round_.over_1, 17, 20))
        await self.accept_all()
        await place.run_to(at(round_.told + timedelta(days=1), 8, 0))
        await self.accept_all()

    # -- answering ------------------------------------------------------------------------------------------------

    async def answer(self, task: Owing, round_: Round) -> None:
        await self.begin(task, round_)
        await self.finish(task, round_)

    async def begin(self, task: Owing, round_: Round) -> None:
        """Status and text; those who mistype do so at every step first."""
        liaison = self.writer(task)
        await self.open(liaison, task)
        if task.group is WRONG:
            await self.say(liaison, "差不多吧")
        await self.tap(liaison, "f", "on_track")
        text = self.text(task, round_)
        await self.say(liaison, text)
        self.said[task.number, round_.key] = text

    async def finish(self, task: Owing, round_: Round) -> None:
        liaison = self.writer(task)
        if not self.place.has_button(liaison, "f"):
            await self.open(liaison, task)
        if task.has_figure:
            if task.group is WRONG:
                await self.say(liaison, "五百左右")
            await self.say(liaison, f"{self.figure(round_)}万亩")
            if self.place.has_button(liaison, "f", "yes"):
                await self.tap(liaison, "f", "yes")
        if self.place.has_button(liaison, "f", "next"):
            await self.tap(liaison, "f", "next")
        await self.tap(liaison, "f", "send")

    async def correct(self, task: Owing, round_: Round) -> None:
        """What came back is opened, one paragraph added, and sent again."""
        liaison = self.writer(task)
        await self.open(liaison, task)
        more = "验收单已附,现场已复核。"
        await self.say(liaison, more)
        self.said[task.number, round_.key] += "\n" + more
        if self.place.has_button(liaison, "f", "next"):
            await self.tap(liaison, "f", "next")
        await self.tap(liaison, "f", "send")

    async def by_workbook(self, department: str, round_: Round) -> None:
        """One file for all that the department owes, filled in at the desk and sent whole."""
        liaison = self.staff[department][0]
        await self.tap(liaison, "workbook_get")
        file = liaison.received[-1].file
        assert file is not None
        book = load_workbook(io.BytesIO(bytes(file.data)))
        tasks = {task.number: task for task in self.tasks if task.department == department}
        for row in book["填报"].iter_rows(min_row=7):
            task = tasks.pop(str(row[1].value), None)
            if task is not None:
                self.said[task.number, round_.key] = self.text(task, round_)
                row[7].value, row[8].value = "达到序时进度", self.text(task, round_)
        assert not tasks
        for row in book["指标"].iter_rows(min_row=7):
            if row[3].value == "万亩" or row[4].value == "万亩":
                row[7].value = self.figure(round_)
        filled = io.BytesIO()
        book.save(filled)
        self.note(liaison)
        await self.place.send(liaison, file.name, filled.getvalue(), XLSX)
        await self.tap(liaison, "workbook_take", "send")

    @staticmethod
    def figure(round_: Round) -> float:
        """Cumulative within the year."""
        return {"2024Q4": 600.5, "2025Q1": 100.5, "2025Q2": 250.5, "2025Q3": 400.5}[round_.key]

    def writer(self, task: Owing) -> Person:
        return self.staff[task.department][0]

    @staticmethod
    def text(task: Owing, round_: Round) -> str:
        """No two alike: each names its own works, and as many as no other."""
        at, quarter = int(task.number), int(round_.key[-1]) + 4 * (round_.key[:4] == "2025")
        works = [
            f"{_DONE[(at * step + quarter) % len(_DONE)]}{_WORKS[(at * step * 2 + quarter * 3) % len(_WORKS)]}"
            for step in (1, 3, 5)
        ]
        return f"{task.problem[:4]}{round_.key}:" + "".join(
            f"{work}{at + quarter * 10 + index * 7}处。" for index, work in enumerate(works)
        )

    async def open(self, liaison: Person, task: Owing) -> None:
        """The button of this task on the newest card that has one."""
        for seen in reversed(liaison.received):
            for button in (one for row in seen.buttons for one in row):
                if button.get("callback_data", "").startswith("report_open:") and button["text"].endswith(
                    f"序号{task.number}"
                ):
                    return await self.press(liaison, seen.id, button["callback_data"])
        raise AssertionError(f"{liaison.name} has no button for {task.number}: {liaison.received[-3:]}")

    # -- reviewing ------------------------------------------------------------------------------------------------

    async def accept_all(self) -> None:
        """What nobody has to read first together, the rest one by one."""
        first = self.coordinators[0]
        await self.say(first, "/review")
        if self.shows(first, "review_all"):
            await self.tap(first, "review_all")
            await self.tap(first, "f", "yes")
            await self.say(first, "/review")
        while self.shows(first, "review_next") or self.shows(first, "review_accept"):
            if not self.shows(first, "review_accept"):
                await self.tap(first, "review_next")
            await self.tap(first, "review_accept")
            await self.say(first, "/review")

    @staticmethod
    def shows(person: Person, verb: str) -> bool:
        """Has the newest message such a button?"""
        assert person.last is not None
        pressed = [button.get("callback_data", "") for row in person.last.buttons for button in row]
        return any(data.startswith(f"{verb}:") for data in pressed)

    async def send_back(self, task: Owing) -> None:
        first = self.coordinators[0]
        for seen in reversed(first.received):
            for button in (one for row in seen.buttons for one in row):
                if (
                    button.get("callback_data", "").startswith("review_return:")
                    and f"序号{task.number} " in seen.text[:10]
                ):
                    await self.press(first, seen.id, button["callback_data"])
                    return await self.say(first, COMMENT)
        raise AssertionError(f"no card of {task.department} in review")

    # -- acting, each noted ---------------------------------------------------------------------------------------

    async def say(self, person: Person, text: str) -> None:
        self.note(person)
        await self.place.say(person, text)

    async def tap(self, person: Person, verb: str, argument: str | None = None) -> None:
        self.note(person)
        await self.place.tap(person, verb, argument)

    async def press(self, person: Person, message_id: int, data: str) -> None:
        self.note(person)
        await person.tap(message_id, data)
        await self.place.settle()

    def note(self, person: Person) -> None:
        self.acts.append((person.id, self.place.clock.now()))

    # -- what rang ------------------------------------------------------------------------------------------------

    async def rang(self, since: date) -> dict[int, Counter[tuple[date, str]]]:
        """Per account: how often a message of a kind came on a day, unasked, at a moment the person did nothing themselves."""
        kinds = await self.place.app.units.read(_kinds)
        found: dict[int, Counter[tuple[date, str]]] = {}
        for entry in self._unasked(since):
            kind = kinds.get((entry.chat, entry.message_id), "?")
            found.setdefault(entry.chat, Counter())[_moment(entry).date(), kind] += 1
        return found

    def unasked(self, since: date) -> list[datetime]:
        """When a phone rang without its owner having done anything at that moment."""
        return [_moment(entry) for entry in self._unasked(since)]

    def _unasked(self, since: date) -> Iterator[Entry]:
        own = {(person, int(moment.timestamp())) for person, moment in self.acts}
        for entry in self.place.sandbox.world.journal:
            if entry.act == "send" and _moment(entry).date() >= since and (entry.chat, int(entry.t)) not in own:
                yield entry


def _moment(entry: Entry) -> datetime:
    return datetime.fromtimestamp(entry.t, OFFICE_TIME)


def _kinds(reading: Reading) -> dict[tuple[int, int], str]:
    """(account, message id) -> kind, of every message that was sent."""
    accounts = {
        f"person:{row.id}": int(reading.vault.open(row.account_sealed))
        for row in reading.conn.execute(select(PersonRow.id, PersonRow.account_sealed))
    }
    rows = reading.conn.execute(
        select(Outbox.recipient, Outbox.remote_id, Outbox.kind).where(
            Outbox.op == "send", Outbox.remote_id.is_not(None)
        )
    )
    return {
        (accounts[row.recipient], int(row.remote_id)): row.kind
        for row in rows
        if row.recipient in accounts and row.remote_id.isdecimal()
    }
