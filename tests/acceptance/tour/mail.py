"""Mail comes back, and mail that can't leave: a reply, a new letter, a bounce, what fits nothing; parked and tried again."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

from db.tables import Publicity
from db.units import Unit
from sandbox.mailbox import Behaviour
from sandbox.people import Person
from tests.acceptance.tour.guide import Guide, at
from tests.objecting import publish
from tests.post_office import PASSWORD, USER, PostOffice, post_office

CONTACT = "receive@example.org"  # the address of the notice that tests.objecting publishes


async def play(guide: Guide, folder: Path) -> None:
    async with post_office() as returns, post_office() as contact:
        boxes = ",".join(_inbox(one, purpose) for one, purpose in ((returns, "returns"), (contact, "contact")))
        inboxes = {"XIAOHAO_MAIL__INBOXES": f"[{boxes}]"}
        async with guide.office(folder, at(2024, 11, 12, 10, 0), **inboxes) as place:
            coordinator = await guide.coordinator()
            await guide.ledger(coordinator)
            publish(place.app.units, 1, starts=date(2024, 11, 11), ends=date(2024, 11, 21))
            place.app.units.call(_announced)
            await _object(guide, 7001, "湖面还有漂浮物。", "There is waste on the lake.")
            await _returned(guide, coordinator, returns)
            await _arrived(guide, coordinator, contact)
            await _bounced(guide, coordinator, returns)
            await _unknown(guide, coordinator, returns)
            await _parked(guide, coordinator)
            await _withdrawn(guide, coordinator)


def _announced(unit: Unit) -> None:
    unit.session.get_one(Publicity, 1).announced_at = unit.now - timedelta(days=1)


async def _returned(guide: Guide, coordinator: Person, returns: PostOffice) -> None:
    place = guide.place
    guide.page(
        "27-mail",
        "来信:回信、新来信、退信、认不出的信",
        "Mail comes in: a reply, a new letter, a bounce, what fits nothing",
    )
    await returns.put(
        _mail(
            guide.of("Re: 异议 2024-0001", "Re: objection 2024-0001"),
            guide.of("经查,漂浮物已于当日清理。", "It was cleared the same day."),
            In_Reply_To=_newest_letter(guide),
            Message_ID="<reply@example.org>",
        )
    )
    await _a_minute(guide)
    await place.tap(coordinator, "mail_answer")
    await place.tap(coordinator, "f", "refused")
    await place.tap(coordinator, "f", "send")


async def _arrived(guide: Guide, coordinator: Person, contact: PostOffice) -> None:
    place = guide.place
    guide.note("有人直接写信到公示邮箱", "Somebody writes to the contact address")
    await contact.put(
        _mail(
            guide.of("对公示的意见", "About the notice"),
            guide.of(
                "三号排口附近晚上还在排污,请核查。\n我的电话 0311-55509999",
                "Sewage still runs out of outfall 3 at night; please check.\nMy phone is 0311-55509999",
            ),
            sender=guide.of("一位居民 <resident@example.net>", "A resident <resident@example.net>"),
            to=CONTACT,
            Message_ID="<new@example.net>",
        )
    )
    await _a_minute(guide)
    await place.tap(coordinator, "mail_new")


async def _bounced(guide: Guide, coordinator: Person, returns: PostOffice) -> None:
    guide.note("送往受理邮箱的信被退回", "A letter to the contact address bounces")
    await returns.put(_bounce(_newest_letter(guide)))
    await _a_minute(guide)
    await guide.place.tap(coordinator, "mail_resend")
    await _a_minute(guide)


async def _unknown(guide: Guide, coordinator: Person, returns: PostOffice) -> None:
    place = guide.place
    guide.note("认不出的来信", "What fits nothing")
    await returns.put(
        _mail(
            guide.of("你好", "Hello"),
            guide.of("上次那件事办好了。", "That matter of last time is done."),
            sender="other@example.net",
            Message_ID="<unknown@example.net>",
        )
    )
    await _a_minute(guide)
    await place.say(coordinator, "/mailbox")
    await place.tap(coordinator, "mail_open")
    await place.tap(coordinator, "mail_aside")


async def _parked(guide: Guide, coordinator: Person) -> None:
    place = guide.place
    assert place.sandbox.mailbox is not None
    guide.page("28-parked", "送不出去的信:告知、核对、再试", "What can't be delivered: told, checked, tried again")
    place.sandbox.mailbox.behaviour = Behaviour(recipients={CONTACT: "550 5.1.1 unknown user"})
    await _object(guide, 7002, "补水没有到位。", "The lake got no water.")
    await place.say(coordinator, "/parked")
    guide.note("对方修好了邮箱", "The other side has mended its mailbox")
    place.sandbox.mailbox.behaviour = Behaviour()
    await place.tap(coordinator, "parked_retry")
    await _a_minute(guide)
    await place.say(coordinator, "/parked")


async def _withdrawn(guide: Guide, coordinator: Person) -> None:
    place = guide.place
    guide.page("29-withdrawn", "撤回公示", "A notice is withdrawn")
    await place.say(coordinator, "/publicity")
    await place.tap(coordinator, "pub_show")
    await place.tap(coordinator, "amend_new", "withdrawal")
    await place.say(coordinator, guide.of("整改情况需进一步核实", "What was done has to be looked into once more"))
    await place.tap(coordinator, "f", "confirm")
    await _a_minute(guide)
    guide.note("有人再点公示里的链接", "Somebody presses the link in the notice")
    await place.say(guide.person(7003, "另一位市民", "Another citizen"), "/start o_1")


async def _object(guide: Guide, account: int, chinese: str, english: str) -> None:
    place = guide.place
    citizen = guide.person(account, "某市民", "A citizen")
    await place.say(citizen, "/start o_1")
    await place.tap(citizen, "f", "anonymous")
    await place.say(citizen, guide.of(chinese, english))
    await place.tap(citizen, "f", "check")
    await place.tap(citizen, "f", "confirm")
    await _a_minute(guide)


async def _a_minute(guide: Guide) -> None:
    """A mailbox is read every minute."""
    await guide.place.run_to(guide.place.clock.now() + timedelta(minutes=1))


def _newest_letter(guide: Guide) -> str:
    assert guide.place.sandbox.mailbox is not None
    return guide.place.sandbox.mailbox.letters[-1].message_id


def _inbox(post: PostOffice, purpose: str) -> str:
    return (
        f'{{"host": "{post.host}", "port": {post.port}, "username": "{USER}", "password": "{PASSWORD}", '
        f'"tls": "none", "purpose": "{purpose}"}}'
    )


def _mail(subject: str, text: str, *, sender: str = CONTACT, to: str = USER, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def _bounce(message_id: str) -> bytes:
    """As Postfix writes it."""
    return (
        "From: MAILER-DAEMON@mail.example.org\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        f"To: {USER}\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nMessage-Id: <bounce@mail.example.org>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/plain; charset=utf-8\r\n\r\nYour message could not be delivered.\r\n--b\r\n"
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {CONTACT}\r\nAction: failed\r\nStatus: 5.2.2\r\n"
        "Diagnostic-Code: smtp; 552 5.2.2 mailbox full\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"To: {CONTACT}\r\nMessage-ID: {message_id}\r\n\r\n--b--\r\n"
    ).encode()
