"""How is a conversation written down? Page by page, in either language, the same words every time it is played."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cli.life import OFFICE_TIME
from cli.sandbox import sandbox_settings
from cli.stage import DidNotHold, Stage
from domain.people import RoleName
from jobs.clock import VirtualClock
from sandbox.limits import Limits
from sandbox.people import Person
from sandbox.server import Sandbox
from sandbox.world import Entry

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WATER, FOREST = "示范省水利厅", "示范省林业和草原局"
TITLE = "第二轮省级生态环境保护督察整改任务台账"
HEADING = (
    "序号", "整改任务", "责任单位", "整改目标", "整改时限", "整改措施", "指标名称", "计量单位", "指标年度", "年度目标",
)  # fmt: skip
TASKS = (
    ("21", "青湖湿地水面逐年缩小。", WATER, "水面稳定在9万亩以上。", "长期坚持", "实施生态补水。", "生态补水", "万立方米", "2024", "1200"),
    ("", "", "", "", "", "健全巡查制度。", "", "", "", ""),
    ("33", "河道非法取水口未封堵。", WATER, "取水口全部封堵。", "2024年12月底", "排查并封堵取水口。", "", "", "", ""),
    ("36", "水源涵养林成活率偏低。", FOREST, "成活率达到85%以上。", "2024年12月底", "补植补造。", "", "", "", ""),
)  # fmt: skip
_SECRETS = re.compile(r"\bi_[\w-]{8,}")
_CODES = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}", re.IGNORECASE)
_MARKS = {"strikethrough": "~~", "underline": "__"}
_WEEKDAYS = {"zh-CN": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_KEY = {
    "zh-CN": "▸ 人说的、点的    ◂ 机器人发的    ✎ 原来那张卡片变成这样    〔文件〕    (提示条)",
    "en": "▸ said or pressed by a person   ◂ sent by the bot   ✎ the same card, changed   〔file〕   (toast)",
}


def at(*parts: int) -> datetime:
    """A moment in the office's time."""
    return datetime(*parts, tzinfo=OFFICE_TIME)  # type: ignore[arg-type]


@dataclass
class Recorded(Stage):
    """A stage whose transcript has the time of day, and whose order does not hang on which message was faster."""

    moment: Callable[[datetime], None] = lambda _moment: None
    acting: int = 0

    async def tap(self, person: Person, verb: str, argument: str | None = None) -> str:
        self.acting = person.id
        self.moment(self.clock.now().astimezone(OFFICE_TIME))
        return await super().tap(person, verb, argument)

    def _tell(self) -> None:
        names = {person.id: person.name for person in self.sandbox.people.values()}
        names |= {channel.id: self.sandbox.world.chats[channel.id].title for channel in self.sandbox.channels.values()}
        new = [entry for entry in self.sandbox.world.journal if entry.seq > self._told]
        self._told = max([self._told, *(entry.seq for entry in new)])
        seen = [entry for entry in new if entry.act != "toast" and entry.chat in names]
        self.acting = next((entry.chat for entry in seen if entry.act == "in"), self.acting)
        for entry in sorted(seen, key=self._place):
            self.moment(datetime.fromtimestamp(int(entry.t), OFFICE_TIME))
            self._write_down(names[entry.chat], entry)

    def _place(self, entry: Entry) -> tuple[object, ...]:
        """Of one moment: whoever acts first, then chat by chat; in a chat what was said, what was sent, what was edited."""
        act = {"in": 0, "edit": 2}.get(entry.act, 1)
        return int(entry.t), entry.chat != self.acting, entry.chat, act, entry.seq

    def _write_down(self, name: str, entry: Entry) -> None:
        if entry.act == "in" and not entry.text and not entry.file:
            return  # what a channel says of itself: that something was pinned
        mark = {"edit": "✎ ", "delete": "✗ ", "pin": "📌 ", "unpin": "✗📌 "}.get(entry.act, "")
        file = f"〔{entry.file}〕 " if entry.file else ""
        lines = (mark + file + self._marked(entry)).split("\n")
        if entry.act in ("pin", "unpin"):
            lines = lines[:1]
        self.write(f"{name} {'▸' if entry.act == 'in' else '◂'} {lines[0]}")
        for line in lines[1:]:
            self.write(f"    {line}")
        for row in (entry.markup or {}).get("inline_keyboard", []) if entry.act not in ("pin", "unpin") else []:
            self.write("    " + " ".join(f"[ {button['text']} ]" for button in row))

    def _marked(self, entry: Entry) -> str:
        """What is struck out or underlined can be told from the rest."""
        message = self.sandbox.world.chats[entry.chat].messages.get(entry.message_id)
        if message is None or message.text != entry.text:
            return entry.text
        marks = [one for one in message.entities if one["type"] in _MARKS]
        units = entry.text.encode("utf-16-le")
        for one in sorted(marks, key=lambda mark: -int(mark["offset"])):
            start, end = one["offset"] * 2, (one["offset"] + one["length"]) * 2
            sign = _MARKS[one["type"]].encode("utf-16-le")
            units = units[:start] + sign + units[start:end] + sign + units[end:]
        return units.decode("utf-16-le")


@dataclass
class Guide:
    """Leads through the conversations. `pages` are what was written, by the name of the page."""

    language: str
    starting: asyncio.Lock  # a database is migrated by one at a time
    pages: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)  # what is new each time, and what stands in its place
    _page: list[str] | None = None
    _moment: datetime | None = None
    _place: Recorded | None = None

    @property
    def place(self) -> Recorded:
        assert self._place is not None
        return self._place

    def of(self, chinese: str, english: str) -> str:
        return chinese if self.language == "zh-CN" else english

    # -- the pages ------------------------------------------------------------------------------------------------

    def page(self, name: str, chinese: str, english: str) -> None:
        """What is seen from now on stands on this page."""
        self._moment = None
        self._page = self.pages[name] = [self.of(chinese, english), "", _KEY[self.language]]

    def pause(self) -> None:
        """What is seen from now on is written nowhere."""
        self._page = None

    def resume(self, name: str) -> None:
        """The page goes on."""
        self._moment = None
        self._page = self.pages[name]

    def note(self, chinese: str, english: str) -> None:
        """A line between two steps, for the reader."""
        self._line("")
        self._line(f"== {self.of(chinese, english)}")
        self._line("")

    def _moment_is(self, moment: datetime) -> None:
        if moment == self._moment:
            return
        self._moment = moment
        day = _WEEKDAYS[self.language][moment.weekday()]
        day = self.of(f"{moment.month}月{moment.day}日(周{day})", f"{day} {moment:%Y-%m-%d}")
        self._line("")
        self._line(f"-- {day} {moment:%H:%M}")

    def _write(self, line: str) -> None:
        for secret, shown in self.hidden.items():
            line = line.replace(secret, shown)
        line = _CODES.sub("K7M4-Q2XD-9F3T-…", line)
        self._line(_SECRETS.sub("i_…", line.strip() if line.lstrip().startswith("(") or " ▸ [" in line else line))

    def _line(self, line: str) -> None:
        if self._page is not None:
            self._page.append(line.rstrip())

    # -- the office -----------------------------------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def office(self, folder: Path, start: datetime, **environ: str) -> AsyncIterator[Recorded]:
        """An empty office from this moment on."""
        clock = VirtualClock(start)
        async with Sandbox(limits=Limits(enforced=False), now=clock.now) as sandbox:
            settings = sandbox_settings(sandbox, folder, XIAOHAO_OFFICE__LANGUAGE=self.language, **environ)
            self._place = Recorded(sandbox, clock, settings, self._write, moment=self._moment_is)
            async with self.starting:
                await self._place.start()
            try:
                yield self._place
            finally:
                await self._place.stop()
                self.pause()

    def person(self, number: int, chinese: str, english: str) -> Person:
        return self.place.sandbox.person(number, self.of(chinese, english), language=self.of("zh-hans", "en"))

    async def coordinator(self) -> Person:
        person = self.person(1001, "综合处经办人", "Coordinator")
        return await self.place.join(person.id, RoleName.COORDINATOR, name=person.name)

    async def liaison(self, department: str, *, second: bool = False) -> Person:
        if department == FOREST:
            person = self.person(2003, "林草局联络员", "Liaison (forests)")
        elif second:
            person = self.person(2002, "水利厅办公室联络员", "Second liaison (water)")
        else:
            person = self.person(2001, "水利厅联络员", "Liaison (water)")
        return await self.place.join(person.id, RoleName.LIAISON, department, person.name)

    async def ledger(self, coordinator: Person, *more: tuple[str, ...]) -> None:
        """Three tasks of two departments, one with a figure; and `more`."""
        await self.place.send(coordinator, "台账.csv", csv(HEADING, *TASKS, *more), "text/csv")
        await self.place.tap(coordinator, "ledger_apply")

    async def skip_to(self, moment: datetime) -> None:
        """The program is stopped and started again at a later moment: what would have happened meanwhile did not."""
        await self.place.stop()
        self.place.clock.advance_to(moment)
        async with self.starting:
            await self.place.start()

    async def press(self, person: Person, label: str) -> None:
        """The newest button with these words, where one verb has several."""
        for seen in reversed(person.received):
            for button in (one for row in seen.buttons for one in row):
                if label in button["text"]:
                    self.place.acting = person.id
                    self._moment_is(self.place.clock.now().astimezone(OFFICE_TIME))
                    self._line(f"{person.name} ▸ [{button['text']}]")
                    await person.tap(seen.id, button["callback_data"])
                    await self.place.settle()
                    return
        raise DidNotHold(f"{person.name} has no button {label}")

    async def answer(self, liaison: Person, chinese: str, english: str, *figures: str, number: str = "") -> None:
        """The shortest way through the form: on track, these words, these figures."""
        place = self.place
        if number:
            await self.press(liaison, number)
        else:
            await place.tap(liaison, "report_open")
        await place.tap(liaison, "f", "on_track")
        await place.say(liaison, self.of(chinese, english))
        for figure in figures:
            await place.say(liaison, figure)
        while not place.has_button(liaison, "f", "send"):
            await place.tap(liaison, "f", "next")
        await place.tap(liaison, "f", "send")


def csv(*rows: tuple[str, ...]) -> bytes:
    """A ledger of these rows, as a file."""
    return f"{TITLE}\n".encode() + "".join(",".join(row) + "\n" for row in rows).encode()


def link_of(person: Person) -> str:
    """The newest link that this person can pass on, as the one who opens it says it."""
    text = next(seen.text for seen in reversed(person.received) if "?start=i_" in seen.text)
    return "/start " + text.partition("?start=")[2].split()[0]


def file_of(person: Person) -> tuple[str, bytes]:
    """The newest document that came: name and content."""
    file = next(seen.file for seen in reversed(person.received) if seen.file is not None)
    return file.name, bytes(file.data)
