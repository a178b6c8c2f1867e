"""A notice is drawn up, announced, and objected to: the public's side, from the first card to the closing record."""

from __future__ import annotations

import re
from pathlib import Path

from cli.life import PDF, picture
from cli.sandbox import CHANNEL
from sandbox.people import Attachment, Person
from tests.acceptance.tour.guide import FOREST, Guide, Recorded, at

FLOATING = (
    "湖东岸三号排口附近水面还有漂浮物,照片是今天下午拍的。",
    "There is still floating waste near outfall 3 on the east shore; the photo is from this afternoon.",
)


async def play(guide: Guide, folder: Path) -> None:
    async with guide.office(folder, at(2024, 11, 11, 10, 0)) as place:
        place.sandbox.channel(CHANNEL, guide.of("整改公示频道", "Notices"), "gongshi")
        coordinator = await guide.coordinator()
        await guide.ledger(coordinator)
        await _accepted(guide, coordinator)
        subscriber = guide.person(7000, "订阅的市民", "A subscriber")
        await place.say(subscriber, "/subscribe")
        await _published(guide, coordinator)
        citizen = await _objected(guide)
        await _named(guide, coordinator)
        await _followed(guide, citizen)
        await _handled(guide, coordinator, citizen)
        await _amended(guide, coordinator)
        await _entered(guide, coordinator)
        await _ended(guide, coordinator, citizen)


async def _accepted(guide: Guide, coordinator: Person) -> None:
    place = guide.place
    forest = await guide.liaison(FOREST)
    await place.say(forest, "/task 36")
    await place.tap(forest, "accept_apply")
    await place.say(forest, guide.of("措施全部完成,申请验收。", "All measures are done."))
    await place.tap(forest, "f", "submit")
    await place.tap(coordinator, "accept_pass")
    await place.tap(coordinator, "f", "none")


async def _published(guide: Guide, coordinator: Person) -> None:
    place = guide.place
    guide.page("18-publicity", "拟定公示、核对、发布", "A notice is drawn up, looked at, announced")
    await place.tap(coordinator, "pub_new")
    await place.say(coordinator, guide.of("11月12日至11月21日", "2024-11-12 to 2024-11-21"))
    await place.tap(coordinator, "f", "office")
    await place.tap(coordinator, "f", "office")
    guide.note("受理邮箱先验证:验证码在邮件里", "The contact address is proven first, by the code in a mail")
    await place.tap(coordinator, "f", "prove")
    await place.say(coordinator, guide.of("不知道", "no idea"))
    await place.say(coordinator, _mailed_code(guide))
    await place.tap(coordinator, "f", "confirm")
    guide.note("开始日上午9点自动发布", "At nine on its first day it is announced by itself")
    await place.run_to(at(2024, 11, 12, 9, 30))


def _mailed_code(guide: Guide) -> str:
    assert guide.place.sandbox.mailbox is not None
    body = guide.place.sandbox.mailbox.letters[-1].message.get_body(("plain",))
    assert body is not None
    code = re.search(r"\b\d{6}\b", body.get_content())
    assert code is not None
    guide.hidden[code[0]] = "042917"
    return code[0]


async def _objected(guide: Guide) -> Person:
    place = guide.place
    citizen = guide.person(7001, "某市民", "A citizen")
    guide.page("19-objection", "匿名提出异议,附照片和文件", "An anonymous objection with photos and a file")
    await place.say(citizen, "/start o_1")
    await place.tap(citizen, "f", "read")
    await place.tap(citizen, "f", "anonymous")
    await place.say(citizen, guide.of(*FLOATING))
    await _album(place, citizen, "east shore", "outfall")
    await place.run_to(at(2024, 11, 12, 9, 30, 10))
    await place.send(citizen, guide.of("检测报告.pdf", "report.pdf"), PDF, "application/pdf")
    await place.tap(citizen, "f", "clean")
    if place.has_button(citizen, "f", "rest_send"):
        await place.tap(citizen, "f", "rest_send")
    await place.tap(citizen, "f", "check")
    await place.tap(citizen, "f", "confirm")
    await place.run_to(at(2024, 11, 12, 9, 31))
    return citizen


async def _named(guide: Guide, coordinator: Person) -> None:
    place = guide.place
    neighbour = guide.person(7002, "另一位市民", "Another citizen")
    guide.page(
        "20-objection-by-name",
        "实名提出异议:联系方式写错先指出",
        "An objection by name; a mistyped contact is pointed out",
    )
    await place.run_to(at(2024, 11, 13, 10, 0))
    await place.say(neighbour, "/object")
    await place.tap(neighbour, "f", "named")
    await place.say(neighbour, guide.of("居民代表", "A resident"))
    await place.say(neighbour, guide.of("打我手机", "call my mobile"))
    await place.say(neighbour, "0311-55507788")
    await place.say(
        neighbour, guide.of("成活率没有公示写的那么高。", "The survival rate is not as high as the notice says.")
    )
    await place.tap(neighbour, "f", "check")
    await place.tap(neighbour, "f", "confirm")
    guide.note("经办人看联系人;查看会留记录", "The coordinator looks at the contact, which is put on record")
    await place.tap(coordinator, "obj_contact")
    await place.tap(coordinator, "obj_seen")
    await place.run_to(at(2024, 11, 13, 10, 1))


async def _followed(guide: Guide, citizen: Person) -> None:
    place = guide.place
    other = guide.person(7003, "另一部手机", "Another phone")
    code = next(
        button["copy_text"]["text"]
        for seen in citizen.received
        for row in seen.buttons
        for button in row
        if "copy_text" in button
    )
    guide.page("21-receipt", "凭回执码查进度、补充材料", "The state by the receipt code; more is added")
    await place.run_to(at(2024, 11, 13, 15, 0))
    await place.say(other, "/receipt")
    await place.say(other, "K7M4-0000")
    await place.say(other, code.lower())
    await place.tap(other, "obj_add")
    await place.say(other, guide.of("今天下午漂浮物更多了。", "There is more of it this afternoon."))
    await place.tap(other, "f", "send")
    await place.run_to(at(2024, 11, 13, 15, 1))


async def _handled(guide: Guide, coordinator: Person, citizen: Person) -> None:
    place = guide.place
    guide.page(
        "22-answer",
        "经办人办理:已阅、提问、答复;提出人说没有解决",
        "The office handles it: seen, asked, answered; not settled",
    )
    await place.run_to(at(2024, 11, 14, 9, 0))
    await place.say(coordinator, "/objections")
    await place.tap(coordinator, "obj_open")
    await place.tap(coordinator, "obj_seen")
    await place.tap(coordinator, "obj_take")
    await place.tap(coordinator, "obj_ask")
    await place.say(coordinator, guide.of("您说的三号排口在桥的哪一侧?", "On which side of the bridge is outfall 3?"))
    await place.tap(coordinator, "f", "send")
    guide.note("提出人回答", "The objector answers")
    await place.tap(citizen, "obj_answer")
    await place.say(citizen, guide.of("在桥的东侧,步道旁边。", "On the east side, beside the path."))
    await place.tap(citizen, "f", "send")
    guide.note("答复", "The answer")
    await place.tap(coordinator, "obj_reply")
    await place.tap(coordinator, "f", "refused")
    await place.say(
        coordinator,
        guide.of(
            "已现场核查:漂浮物为近日大风吹入,当日已清理,整改成效未受影响。",
            "Checked on site: the waste was blown in by the storm and cleared the same day.",
        ),
    )
    await place.tap(coordinator, "f", "send")
    guide.note("问是否解决", "Asked whether it is settled")
    await place.tap(citizen, "obj_settled", "no")
    await place.say(citizen, guide.of("今天早上又有了。", "It is back this morning."))


async def _amended(guide: Guide, coordinator: Person) -> None:
    place = guide.place
    guide.page("23-amended", "更正和延长:各发一份公告", "Corrected and extended, each by a notice of its own")
    await place.run_to(at(2024, 11, 14, 15, 0))
    await place.say(coordinator, "/publicity")
    await place.tap(coordinator, "pub_show")
    await place.tap(coordinator, "amend_new", "correction")
    await place.tap(coordinator, "f", "phones")
    await place.say(coordinator, "0311-55501234")
    await place.say(coordinator, guide.of("电话录入有误", "The phone was mistyped"))
    await place.tap(coordinator, "f", "confirm")
    await place.run_to(at(2024, 11, 14, 15, 1))
    guide.note("延长", "Extended")
    await place.run_to(at(2024, 11, 18, 15, 0))
    await place.tap(coordinator, "amend_new", "extension")
    await place.say(coordinator, guide.of("延长2个工作日", "2024-11-25"))
    await place.say(coordinator, guide.of("便于公众查阅", "So that people can read it"))
    await place.tap(coordinator, "f", "confirm")
    await place.run_to(at(2024, 11, 18, 15, 1))


async def _entered(guide: Guide, coordinator: Person) -> None:
    place = guide.place
    guide.page("24-by-phone", "登记来电、来信:三步", "A call and a letter are registered in three steps")
    await place.run_to(at(2024, 11, 19, 10, 0))
    await place.say(coordinator, "/objections")
    await place.tap(coordinator, "entry_new")
    await place.tap(coordinator, "f", "phone")
    await place.say(
        coordinator,
        guide.of(
            "来电群众 0311-55509999\n公园北侧仍有污水直排",
            "A caller 0311-55509999\nSewage still runs north of the park",
        ),
    )
    await place.tap(coordinator, "f", "register")


async def _enter_letter(guide: Guide, coordinator: Person, chinese: str, english: str) -> None:
    place = guide.place
    await place.say(coordinator, "/objections")
    await place.tap(coordinator, "entry_new")
    await place.tap(coordinator, "f", "letter")
    await place.say(
        coordinator,
        guide.of(
            f"{chinese}\n林缘步道边又有人在倒建筑渣土,每天傍晚都有三四辆货车,请核查整改是否到位",
            f"{english}\nBuilding rubble is dumped beside the path again, three or four lorries every evening; please check",
        ),
    )
    await place.tap(coordinator, "f", "register")


async def _ended(guide: Guide, coordinator: Person, citizen: Person) -> None:
    place = guide.place
    guide.page(
        "25-period-ends", "公示期满:未答复的先答复,再销号", "The period ends: what is open is answered, then struck off"
    )
    await place.run_to(at(2024, 11, 25, 23, 58))
    late = guide.person(7004, "晚到的市民", "A late citizen")
    await place.say(late, "/start o_1")
    await place.tap(late, "f", "anonymous")
    await place.say(late, guide.of("林缘步道边有人倒渣土。", "Rubble is dumped beside the path."))
    await place.tap(late, "f", "check")
    guide.note("过了24点才确认", "Confirmed after midnight")
    await place.run_to(at(2024, 11, 26, 0, 0))
    await place.tap(late, "f", "confirm")
    await place.run_to(at(2024, 11, 26, 9, 30))
    await place.say(citizen, "/start o_1")
    guide.resume("24-by-phone")
    guide.note(
        "公示期满后寄到的信:邮戳在期内,不算逾期", "A letter that comes after the period, posted within it, is in time"
    )
    await place.run_to(at(2024, 11, 27, 10, 0))
    await _enter_letter(guide, coordinator, "11月22日", "2024-11-22")
    guide.note("另一封,邮戳已过期", "Another one, posted too late")
    await _enter_letter(guide, coordinator, "11月26日", "2024-11-26")
    await place.tap(coordinator, "late_keep")
    guide.resume("25-period-ends")
    guide.note("还有几件没有答复", "Some objections are still open")
    await place.say(coordinator, "/task 36")
    guide.pause()
    await _answered(guide, coordinator, "2024-0002", "send")
    await _answered(guide, coordinator, "2024-0003", "phone")
    await place.run_to(at(2024, 11, 27, 10, 5))
    guide.page(
        "26-group",
        "几封信说的是同一件事:并为一组,一次答复",
        "Several letters about one thing: joined, and answered at once",
    )
    await place.say(coordinator, "/objections")
    await guide.press(coordinator, "2024-0005")
    await place.tap(coordinator, "obj_group")
    await _answered(guide, coordinator, "", "letter")
    guide.resume("25-period-ends")
    guide.note("全部答复以后", "When all are answered")
    await place.say(coordinator, "/task 36")
    await place.tap(coordinator, "close_ask")
    await place.tap(coordinator, "close_do")


async def _answered(guide: Guide, coordinator: Person, number: str, how: str) -> None:
    """`number`: opened from the list first; else the newest card is answered."""
    place = guide.place
    if number:
        await place.say(coordinator, "/objections")
        await guide.press(coordinator, number)
    await place.tap(coordinator, "obj_reply")
    await place.tap(coordinator, "f", "refused")
    await place.say(
        coordinator, guide.of("经第三方现场复核,情况已改正。", "A third party checked it on site: it has been mended.")
    )
    await place.tap(coordinator, "f", how)


async def _album(place: Recorded, person: Person, *words: str) -> None:
    await person.send_album([Attachment(f"{word}.png", picture(word), "image/png", "photo") for word in words])
    await place.settle()
