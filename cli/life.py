"""The life of one task, as a play in eight acts: every step goes through chat or the clock, and is checked.

An office imports a notice-format file, a liaison answers a quarter (with a restart in mid-form), a report is returned
and mended, the task is accepted, published, objected to, answered, and struck off.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import segno
from sqlalchemy import select

import config
from cli.sandbox import CHANNEL
from cli.stage import DidNotHold, Stage
from db.tables import Objection, Report, Task
from db.units import Reading
from domain.people import RoleName
from domain.presses import Press
from sandbox.rooms import Channel

SAMPLE = Path(config.__file__).parent / "samples" / "notice.txt"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OFFICE_TIME = ZoneInfo("Asia/Shanghai")
START = datetime(2024, 9, 26, 9, 30, tzinfo=OFFICE_TIME)  # a Thursday
QUARTER_TURNS = datetime(2024, 10, 8, 9, 0, tzinfo=OFFICE_TIME)  # the first working day after National Day
APPLIED = datetime(2024, 10, 21, 10, 0, tzinfo=OFFICE_TIME)
DRAWN_UP = datetime(2024, 10, 28, 15, 0, tzinfo=OFFICE_TIME)
PERIOD_STARTS = datetime(2024, 11, 4, 9, 0, tzinfo=OFFICE_TIME)
PERIOD = "2024年11月4日至2024年11月15日"
OBJECTED = datetime(2024, 11, 6, 20, 15, tzinfo=OFFICE_TIME)
ANSWERED = datetime(2024, 11, 8, 10, 0, tzinfo=OFFICE_TIME)
PERIOD_OVER = datetime(2024, 11, 18, 9, 30, tzinfo=OFFICE_TIME)  # the next working day, a Monday

NUMBER = "21"
DEPARTMENT = "示范省水利厅"
OBJECTOR, STRANGER = 7_731_944_001, 7_731_944_002
OBJECTION = {
    "zh-CN": "青湖东岸三号排口附近水面仍有漂浮物,照片是今天下午拍的。请核实补水和管护是否到位。",
    "en": "There is still floating waste near outfall 3 on the east shore of the lake; the photo is from this afternoon. Please check.",
}
WORDS = {
    "zh-CN": {
        "coordinator": "经办人",
        "liaison": "水利厅联络员",
        "objector": "某市民",
        "stranger": "另一部手机",
        "channel": "整改公示频道",
        "indicator": "水源涵养林营造 万亩 6.5",
        "text": "第三季度补水0.21亿立方米,新造林补植全部完成,管护协议签订率100%。",
        "comment": "请补充补植的验收单。",
        "more": "补植已于9月20日经县级验收,验收单见附件。",
        "apply": "三项措施全部完成,佐证材料齐全,申请验收。",
        "fail": "请补充第三方监测报告。",
        "reply": "已现场核查:漂浮物为近日大风吹入,当日已清理,补水记录齐全,整改成效未受影响。",
    },
    "en": {
        "coordinator": "Coordinator",
        "liaison": "Liaison, water department",
        "objector": "A citizen",
        "stranger": "Another phone",
        "channel": "Publicity channel",
        "indicator": "headwater-forest 万亩 6.5",
        "text": "Replenished 21 million cubic metres in the third quarter; all gaps in the new forest are replanted.",
        "comment": "Please add the acceptance sheet of the replanting.",
        "more": "The county accepted the replanting on 20 September; the sheet is attached.",
        "apply": "All three measures are done and the evidence is complete.",
        "fail": "Please add the monitoring report of a third party.",
        "reply": "Checked on site: the waste had been blown in by the storm and was cleared the same day.",
    },
}


@dataclass
class Life:
    stage: Stage
    language: str
    write: Callable[[str], None]
    _step: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        words = self.words = WORDS[self.language]
        person = self.stage.sandbox.person
        self.coordinator = person(1001, words["coordinator"])
        self.liaison = person(1002, words["liaison"])
        self.objector = person(OBJECTOR, words["objector"], "citizen_of_the_lake")
        self.stranger = person(STRANGER, words["stranger"])
        self.channel()

    async def live(self) -> None:
        """All of it. Raises `DidNotHold` at the first step that does not come out as it must."""
        await self.set_up()
        await self.collect()
        await self.review()
        await self.accept()
        await self.publish()
        await self.object()
        await self.answer()
        await self.strike_off()

    # -- the acts -------------------------------------------------------------------------------------------------

    async def set_up(self) -> None:
        stage, words = self.stage, self.words
        self.heading("经办人加入", "A coordinator joins by the operator's link")
        await stage.say(self.coordinator, f"/start {await stage.invite(RoleName.COORDINATOR)}")
        self.heading(
            "把公示格式的文件发给机器人,核对后导入",
            "A file in the notice's form is sent to the bot, looked at, imported",
        )
        await stage.send(self.coordinator, "notice.txt", SAMPLE.read_bytes(), "text/plain")
        await stage.tap(self.coordinator, "ledger_apply")
        self.expect(await self.state() == "in_progress", "the task is in the ledger")
        self.heading("加一个年度指标", "A yearly figure is added")
        await stage.say(self.coordinator, f"/task {NUMBER}")
        await stage.tap(self.coordinator, "task_indicator")
        await stage.say(self.coordinator, words["indicator"])
        await stage.tap(self.coordinator, "f", "done")
        self.heading("邀请责任单位的联络员", "The department's liaison is invited")
        await stage.say(self.coordinator, "/invite")
        await stage.tap(self.coordinator, "invite_for")
        link = next(seen.text for seen in reversed(self.coordinator.received) if "?start=i_" in seen.text)
        await stage.say(self.liaison, f"/start i_{link.partition('?start=i_')[2].split()[0]}")

    async def collect(self) -> None:
        stage, words = self.stage, self.words
        self.heading(
            "国庆后第一个工作日,季度调度自动开始",
            "The first working day after the holiday: the round opens by itself",
            QUARTER_TURNS,
        )
        await stage.run_to(QUARTER_TURNS)
        self.expect(stage.has_button(self.liaison, "report_open"), "the liaison is asked, with a button")
        self.heading("联络员填报", "The liaison answers")
        await stage.tap(self.liaison, "report_open")
        await stage.tap(self.liaison, "f", "on_track")
        await stage.say(self.liaison, words["text"])
        self.heading(
            "填到一半,程序重启;草稿还在", "In the middle of the form the program is restarted; the draft is there"
        )
        await stage.restart()
        await stage.say(self.liaison, "五百左右")
        await stage.say(self.liaison, "5.8")
        await stage.send(self.liaison, "补植现场.png", picture("replanting"), "image/png", photo=True)
        await stage.tap(self.liaison, "f", "next")
        await stage.tap(self.liaison, "f", "send")
        self.expect(await self.report() == "submitted", "the report is with the office")

    async def review(self) -> None:
        stage, words = self.stage, self.words
        self.heading("经办人审核:先退回", "The coordinator reviews: returned at first")
        await stage.tap(self.coordinator, "review_return")
        await stage.say(self.coordinator, words["comment"])
        self.heading("联络员补正后再报", "The liaison mends and sends it again")
        await stage.tap(self.liaison, "report_open")
        await stage.tap(self.liaison, "f", "edit-text")
        await stage.say(self.liaison, words["more"])
        await stage.tap(self.liaison, "f", "edit-evidence")
        await stage.send(self.liaison, "验收单.pdf", PDF, "application/pdf")
        await stage.tap(self.liaison, "f", "next")
        await stage.tap(self.liaison, "f", "send")
        self.heading("审核通过", "Accepted")
        await stage.tap(self.coordinator, "review_accept")
        self.expect(await self.report() == "accepted", "the report is accepted")

    async def accept(self) -> None:
        stage, words = self.stage, self.words
        self.heading("联络员申请验收;第一次不通过", "The liaison applies for acceptance; it fails at first", APPLIED)
        await stage.run_to(APPLIED)
        await stage.say(self.liaison, f"/task {NUMBER}")
        await self._apply()
        await stage.tap(self.coordinator, "accept_fail")
        await stage.say(self.coordinator, words["fail"])
        self.expect(await self.state() == "in_progress", "a failed acceptance puts the task back")
        self.heading("补齐后再申请,验收通过", "Applied for again, and passed")
        await self._apply()
        await stage.tap(self.coordinator, "accept_pass")
        await stage.tap(self.coordinator, "f", "none")
        self.expect(await self.state() == "accepted", "the task is accepted")

    async def publish(self) -> None:
        stage = self.stage
        self.heading("拟定公示,核对,确认", "The publicity period is drawn up, looked at, confirmed", DRAWN_UP)
        await stage.run_to(DRAWN_UP)
        await stage.tap(self.coordinator, "pub_new")
        await stage.say(self.coordinator, PERIOD)
        await stage.tap(self.coordinator, "f", "office")
        await stage.tap(self.coordinator, "f", "office")
        await stage.tap(self.coordinator, "f", "confirm")
        self.heading(
            "开始日9:00,公示自动发布", "At nine on its first day the notice is announced by itself", PERIOD_STARTS
        )
        await stage.run_to(PERIOD_STARTS)
        posts = self.channel().messages
        self.expect(any(post.pinned for post in posts), "the announcement is in the channel, pinned")
        self.expect(any((post.file_name or "").endswith(".docx") for post in posts), "with the table as a document")
        self.expect("?start=o_" in self.object_link(), "with a link to object")

    async def object(self) -> None:
        stage = self.stage
        self.heading("公众点开链接,匿名提出异议", "A citizen opens the link and objects, anonymously", OBJECTED)
        await stage.run_to(OBJECTED)
        await stage.say(self.objector, f"/start {self.object_link().partition('start=')[2]}")
        await stage.tap(self.objector, "f", "anonymous")
        await stage.say(self.objector, OBJECTION[self.language])
        await stage.send(self.objector, "IMG_20241106.png", picture("east shore"), "image/png", photo=True)
        await stage.tap(self.objector, "f", "clean")
        await stage.tap(self.objector, "f", "check")
        await stage.tap(self.objector, "f", "confirm")
        letter = self.mails()[-1]
        code = self.receipt_code()
        self.expect(letter["Message-ID"] is not None, "the letter is in the mailbox")
        self.expect(await self.register_number() in str(letter["Subject"]), "its subject has the register number")
        self.expect(any(letter.iter_attachments()), "with the photo")
        self.expect(code not in letter.as_string(), "and never the receipt code")
        self.heading("凭回执码在另一部手机上查进度", "The state is asked for by the code, from another phone")
        await stage.say(self.stranger, f"/receipt {code}")

    async def answer(self) -> None:
        stage, words = self.stage, self.words
        self.heading("异议未答复,不能销号", "While the objection is open the task can't be struck off", ANSWERED)
        await stage.run_to(ANSWERED)
        await stage.say(self.coordinator, f"/task {NUMBER}")
        self.expect(not stage.has_button(self.coordinator, "close_ask"), "no button offers to strike it off")
        await stage.press_anyway(self.coordinator, (await self.strike_off_press()).data)
        self.expect(not stage.has_button(self.coordinator, "close_do"), "pressed all the same, it says what is missing")
        self.expect(await self.state() == "accepted", "striking off is refused")
        self.heading("经办人答复异议", "The coordinator answers the objection")
        await stage.say(self.coordinator, "/objections")
        await stage.tap(self.coordinator, "obj_open")
        await stage.tap(self.coordinator, "obj_seen")
        await stage.tap(self.coordinator, "obj_reply")
        await stage.tap(self.coordinator, "f", "refused")
        await stage.say(self.coordinator, words["reply"])
        await stage.tap(self.coordinator, "f", "send")
        self.expect(
            words["reply"][:10] in "".join(seen.text for seen in self.objector.received), "the objector is told"
        )

    async def strike_off(self) -> None:
        stage = self.stage
        self.heading("公示期满,自动结束", "The period ends by itself", PERIOD_OVER)
        await stage.run_to(PERIOD_OVER)
        self.heading("销号", "Struck off")
        await stage.tap(self.coordinator, "close_ask")
        await stage.tap(self.coordinator, "close_do")
        self.expect(await self.state() == "closed", "the task is struck off")

    # -- what is asked --------------------------------------------------------------------------------------------

    def heading(self, chinese: str, english: str, at: datetime | None = None) -> None:
        """`at`: the moment to which the step lets time pass."""
        self._step += 1
        moment = (at or self.stage.clock.now()).astimezone(OFFICE_TIME)
        first, second = (chinese, english) if self.language == "zh-CN" else (english, chinese)
        self.write(f"\n{self._step:>2}. {first} / {second}    [{moment:%Y-%m-%d %H:%M}]")

    def expect(self, holds: bool, what: str) -> None:
        if not holds:
            raise DidNotHold(f"step {self._step}: not so: {what}")

    async def _apply(self) -> None:
        stage = self.stage
        await stage.tap(self.liaison, "accept_apply")
        await stage.say(self.liaison, self.words["apply"])
        await stage.send(self.liaison, "验收申请.pdf", PDF, "application/pdf")
        await stage.tap(self.liaison, "f", "submit")
        self.expect(await self.state() == "accepting", "acceptance is applied for")

    def channel(self) -> Channel:
        return self.stage.sandbox.channel(CHANNEL, self.words["channel"], "gongshi")

    def object_link(self) -> str:
        """The link behind the announcement's button."""
        for post in reversed(self.channel().messages):
            for row in post.buttons:
                for button in row:
                    if "start=o_" in button.get("url", ""):
                        return str(button["url"])
        raise DidNotHold("no post in the channel has a link to object")

    def receipt_code(self) -> str:
        for seen in self.objector.received:
            for row in seen.buttons:
                for button in row:
                    if "copy_text" in button:
                        return str(button["copy_text"]["text"])
        raise DidNotHold("the objector was given no receipt code")

    def mails(self) -> list[EmailMessage]:
        assert self.stage.sandbox.mailbox is not None
        return [letter.message for letter in self.stage.sandbox.mailbox.letters]

    async def state(self) -> str:
        """The task's state, from the database."""
        return await self.stage.app.units.read(_state)

    async def strike_off_press(self) -> Press:
        return await self.stage.app.units.read(_strike_off_press)

    async def report(self) -> str:
        return await self.stage.app.units.read(_report)

    async def register_number(self) -> str:
        return await self.stage.app.units.read(_register_number)


def _state(reading: Reading) -> str:
    return reading.session.scalars(select(Task.state).where(Task.number == NUMBER)).one()


def _strike_off_press(reading: Reading) -> Press:
    task = reading.session.scalars(select(Task).where(Task.number == NUMBER)).one()
    return Press("close_ask", task.id, task.rev)


def _report(reading: Reading) -> str:
    return reading.session.scalars(select(Report.state).order_by(Report.id.desc()).limit(1)).one()


def _register_number(reading: Reading) -> str:
    return reading.session.scalars(select(Objection.register_number)).one()


def picture(text: str) -> bytes:
    """A real PNG, made of the words it stands for."""
    content = io.BytesIO()
    segno.make(text).save(content, kind="png", scale=6)
    return content.getvalue()
