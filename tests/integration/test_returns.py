"""Mail comes back: the mailbox is read by IMAP for real, and each mail finds its matter, or a person, once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from config.settings import Settings
from db.database import open_database
from db.tables import Exchange, Letter, Mail, Mailbox, Objection, Outbox, OutboxState
from db.units import Reading, Units
from domain.errors import Moved
from domain.messages.mailbox import Bounced, MailboxBack, MailboxDown, MailCard, MailList, MailsWaiting
from domain.messages.objections import Answered, ReplyForm
from jobs import letters, outbox, returns, schedule
from jobs.clock import VirtualClock
from jobs.objections import reply
from jobs.returns import bounces, cards, deciding, imap
from jobs.returns.routine import read_mailbox
from tests.conftest import Office, settings_in
from tests.objecting import Chat, Speaker, delivering, newest, publish, rows
from tests.post_office import PASSWORD, USER, PostOffice, post_office

CONTACT = "receive@example.org"


def inboxes(port: int, *purposes: str) -> str:
    return (
        "["
        + ",".join(
            f'{{"host": "127.0.0.1", "port": {port}, "username": "{USER}", "password": "{PASSWORD}", "tls": "none", "purpose": "{one}"}}'
            for one in purposes
        )
        + "]"
    )


@dataclass
class Desk:
    """The house, a mailbox that is read, and one objection whose letter has left."""

    units: Units
    clock: VirtualClock
    post: PostOffice
    chat: Chat
    second: Engine
    office: Office
    coordinator: Speaker

    def lodge(self, text: str = "没有完成", contact: str = CONTACT) -> Objection:
        notice = publish(self.units, self.office.task(str(20 + len(self.all(Objection)))), emails=(contact,))
        lodged = Speaker(self.units, self.office.account()).lodge(notice, text)
        self.units.call(_sent)
        return lodged

    def letter(self) -> str:
        return str(rows(self.second, select(Letter.message_id).order_by(Letter.id.desc()))[0][0])

    async def read(self) -> None:
        """The routine's turn, a minute later; then whatever it caused has reached the chats."""
        self.clock.advance_to(self.clock.now() + timedelta(minutes=1))
        assert await schedule.run_due(self.units, self.clock, [returns.READ_MAILBOXES]) == ["read_mailboxes"]
        await self.told()

    async def told(self) -> None:
        async with delivering(self.units, self.clock, self.chat):
            pass

    def all(self, table: type) -> list:
        return self.units.look(lambda reading: list(reading.session.scalars(select(table).order_by(table.id))))

    def card(self) -> MailCard:
        return self.chat.of(MailCard)[-1]

    def labels(self) -> list[str]:
        return [button.label for row in self.chat.screen(self.chat.last(MailCard)).rows for button in row]


def _sent(unit: object) -> None:
    unit.conn.execute(  # type: ignore[attr-defined]
        Outbox.__table__.update()
        .where(Outbox.channel == "mail", Outbox.state == OutboxState.QUEUED)
        .values(state=OutboxState.SENT, facts_sealed=None)
    )


@pytest.fixture
async def post() -> AsyncIterator[PostOffice]:
    async with post_office() as post:
        yield post


@pytest.fixture
def purposes() -> tuple[str, ...]:
    return ("returns",)


@pytest.fixture
def settings(tmp_path: Path, post: PostOffice, purposes: tuple[str, ...]) -> Settings:
    return settings_in(tmp_path, XIAOHAO_MAIL__INBOXES=inboxes(post.port, *purposes))


@pytest.fixture
def desk(settings: Settings, units: Units, clock: VirtualClock, post: PostOffice, second: Engine) -> Desk:
    office = Office(units)
    coordinator = Speaker(units, office.coordinator())
    return Desk(units, clock, post, Chat(settings, clock), second, office, coordinator)


def written(subject: str, text: str, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = headers.pop("sender", f"受理处 <{CONTACT}>")
    mail["To"] = headers.pop("to", USER)
    mail["Subject"] = subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


# -- replies ------------------------------------------------------------------------------------------------------


async def test_a_reply_to_a_routed_objection_becomes_the_answer_in_three_taps(desk: Desk) -> None:
    lodged = desk.lodge()
    quoted = "\n\n在 2024年10月8日 09:00,督察整改办公室 写道:\n> 没有完成"
    await desk.post.put(
        written("Re: 异议", f"经查,补水已恢复。{quoted}", In_Reply_To=desk.letter(), Message_ID="<r1@h>")
    )
    await desk.read()
    card = desk.card()
    assert (card.kind, card.state, card.text) == ("reply", "waiting", "经查,补水已恢复。")
    assert card.case is not None
    assert card.case.register_number == lodged.register_number
    assert card.contact == CONTACT
    assert card.why == ()
    assert rows(desk.second, select(Exchange.kind, Exchange.objection_id)) == [("draft", lodged.id)]

    desk.coordinator.run(deciding.answer_with, card.mail, card.rev, "press 1")
    await desk.told()
    assert desk.chat.of(ReplyForm)[-1].text == "经查,补水已恢复。"
    assert "作为答复" not in desk.labels()
    desk.coordinator.press("refused")
    desk.coordinator.press("send")
    await desk.told()
    assert desk.chat.of(Answered)[-1].answer == "经查,补水已恢复。"
    assert desk.card().state == "filed"
    assert "作为答复" not in desk.labels()
    assert "作为答复,这件异议已办结" in desk.chat.screen(desk.chat.last(MailCard)).text


async def test_an_answer_by_mail_that_was_not_sent_waits_again(desk: Desk) -> None:
    desk.lodge()
    await desk.post.put(written("Re: 异议", "经查,补水已恢复。", In_Reply_To=desk.letter(), Message_ID="<r1@h>"))
    await desk.read()
    desk.coordinator.run(deciding.answer_with, desk.card().mail, desk.card().rev, "press 1")
    await desk.told()
    desk.coordinator.press("leave")
    await desk.told()
    assert desk.card().state == "waiting"
    assert "作为答复" in desk.labels()
    desk.coordinator.run(deciding.answer_with, desk.card().mail, desk.card().rev, "press 2")


async def test_an_automatic_reply_is_noted_and_rings_nobody(desk: Desk) -> None:
    lodged = desk.lodge()
    await desk.post.put(
        written("自动回复:异议", "我正在休假。", References=desk.letter(), Auto_Submitted="auto-replied")
    )
    await desk.read()
    assert desk.chat.of(MailCard) == []
    assert rows(desk.second, select(Exchange.kind, Exchange.objection_id)) == [("note", lodged.id)]
    assert rows(desk.second, select(Mail.kind, Mail.state)) == [("auto_reply", "filed")]


async def test_what_fits_nothing_waits_and_is_assigned_by_its_number(desk: Desk) -> None:
    lodged = desk.lodge()
    await desk.post.put(written("你好", "关于上次的事,已办结。", sender="other@example.net"))
    await desk.post.put(written("广告", "发票", sender="ads@example.net"))
    await desk.read()
    (told,) = {message.total for message in desk.chat.of(MailsWaiting)[-1:]}
    assert told == 2
    desk.coordinator.run(cards.list_waiting, "update 1")
    await desk.told()
    first, other = desk.chat.of(MailList)[-1].lines
    desk.coordinator.run(deciding.set_aside, other.mail, 1)
    desk.coordinator.run(deciding.begin_assign, first.mail, 1, "press 2")
    desk.coordinator.type(lodged.register_number.replace("-", "－"))
    desk.coordinator.run(deciding.open_mail, first.mail, "press 3")
    await desk.told()
    card = desk.card()
    assert card.case is not None
    assert (card.kind, card.state, card.case.objection) == ("reply", "waiting", lodged.id)
    with pytest.raises(Moved):
        desk.coordinator.run(deciding.set_aside, other.mail, 1)


# -- bounces ------------------------------------------------------------------------------------------------------


async def test_a_bounce_parks_the_row_and_says_what_to_do(desk: Desk) -> None:
    lodged = desk.lodge()
    report = (
        "From: MAILER-DAEMON@mx.example.org\r\nTo: returns@example.org\r\nSubject: Undelivered Mail\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nno such user\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; {CONTACT}\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user here\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {desk.letter()}\r\n\r\n--b--\r\n"
    )
    await desk.post.put(report.encode())
    await desk.post.put(report.encode())  # a second copy changes nothing
    await desk.read()
    (told,) = desk.chat.of(Bounced)
    assert (told.register_number, told.address, told.status) == (lodged.register_number, CONTACT, "5.1.1")
    assert "550" in told.reason
    row = select(Outbox.state).where(Outbox.channel == "mail")
    assert rows(desk.second, row) == [(OutboxState.DEAD,)]
    assert rows(desk.second, select(Mail.kind, Mail.state)) == [("bounce", "filed")]
    desk.coordinator.run(bounces.send_again, told.row)
    assert rows(desk.second, row) == [(OutboxState.QUEUED,)]
    with pytest.raises(Moved):
        desk.coordinator.run(bounces.given_otherwise, told.row)


# -- new mail to the contact address ------------------------------------------------------------------------------


@pytest.mark.parametrize("purposes", [("contact",)])
async def test_a_mail_to_the_contact_address_is_registered_in_one_tap(desk: Desk) -> None:
    desk.lodge()
    said = written(
        "反映",
        "河道没有补水。",
        sender="村民 <villager@example.net>",
        to=CONTACT,
        Message_ID="<v2@h>",
        References="<v1@h>",
    )
    await desk.post.put(said)
    await desk.read()
    card = desk.card()
    assert (card.kind, card.contact) == ("new", "")
    assert len(card.periods) == 1
    desk.coordinator.run(deciding.register, card.mail, card.rev, None, "press 1")
    registered = newest(desk.units)
    assert (registered.source, registered.anonymous, registered.late) == ("mail", False, False)

    def identity(reading: Reading) -> object:
        assert registered.identity_sealed is not None
        return reading.vault.open_json(registered.identity_sealed)

    assert desk.units.look(identity) == {"name": "村民", "contact": "villager@example.net"}
    await desk.told()
    assert desk.card().registered

    # the answer joins the villager's own conversation, in which the letter to the contact address never was
    desk.coordinator.run(reply.begin, registered.id, registered.rev, "press 2")
    desk.coordinator.press("refused")
    desk.coordinator.type("已恢复补水。")
    desk.coordinator.press("mail")
    answer = desk.units.look(lambda reading: reading.session.scalars(select(Letter).order_by(Letter.id.desc())).first())
    message = desk.units.look(lambda reading: outbox.opened(reading, answer.kind, answer.facts_sealed))
    assert message.answers == ("<v1@h>", "<v2@h>")
    assert desk.units.look(letters.head_of, f"letter:{answer.id}").first is None


@pytest.mark.parametrize("purposes", [("contact",)])
async def test_our_own_letters_in_the_contact_mailbox_are_passed_over(desk: Desk) -> None:
    desk.lodge()
    await desk.post.put(written("异议 2024-0001", "全文", sender="objections@example.org", Message_ID=desk.letter()))
    await desk.read()
    assert rows(desk.second, select(Mail.id)) == []
    assert rows(desk.second, select(Mailbox.last_uid)) != [(0,)]


# -- once, whoever reads ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("purposes", [("returns", "contact")])
async def test_a_mail_is_filed_once_whoever_reads_it_and_how_often(desk: Desk) -> None:
    desk.lodge()
    await desk.post.put(written("Re", "已办结。", In_Reply_To=desk.letter(), Message_ID="<x@h>"))
    await desk.read()  # two mailboxes here are one INBOX
    await desk.post.renumber()
    await desk.read()
    assert rows(desk.second, select(Mail.kind)) == [("reply",)]
    assert len({card.mail for card in desk.chat.of(MailCard)}) == 1
    assert await desk.post.flags() == [set()]  # nothing in the mailbox was marked


async def test_two_processes_read_one_mailbox(desk: Desk, settings: Settings) -> None:
    desk.lodge()
    for number in range(3):
        await desk.post.put(written(f"第{number}封", "你好", sender="a@example.net"))
    other = open_database(settings, now=desk.clock.now)
    try:
        (inbox,) = settings.mail.inboxes
        filed = await asyncio.gather(read_mailbox(desk.units, inbox), read_mailbox(other, inbox))
        assert sorted(filed) == [0, 3]
    finally:
        other.close()
    assert len(rows(desk.second, select(Mail.id))) == 3


# -- a mailbox that can't be read ---------------------------------------------------------------------------------


async def test_the_office_is_told_once_when_the_mailbox_fails_and_once_when_it_is_back(desk: Desk) -> None:
    await desk.post.stop()
    for _ in range(6):
        desk.clock.advance_to(desk.clock.now() + timedelta(minutes=5))
        await schedule.run_due(desk.units, desk.clock, [returns.READ_MAILBOXES])
    await desk.told()
    (down,) = desk.chat.of(MailboxDown)
    assert down.minutes == 15
    assert desk.chat.of(MailboxBack) == []
    await desk.post.start()
    await desk.post.put(written("你好", "来信", sender="a@example.net"))
    desk.clock.advance_to(desk.clock.now() + timedelta(minutes=5))
    await desk.read()
    assert len(desk.chat.of(MailboxBack)) == 1
    assert len(rows(desk.second, select(Mail.id))) == 1


async def test_a_mail_that_is_too_big_is_noted_and_not_read_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "MOST_BYTES", 200_000)  # 25 MB in earnest
    lodged = desk.lodge()
    mail = message_from_bytes(written("材料", "全部材料见附件。", In_Reply_To=desk.letter()), policy=SMTP)
    mail.add_attachment(b"x" * 400_000, maintype="application", subtype="octet-stream", filename="all.bin")  # type: ignore[attr-defined]
    await desk.post.put(mail.as_bytes())
    await desk.post.put(written("Re", "后面的信照读。", In_Reply_To=desk.letter()))
    await desk.read()
    big, after = desk.chat.of(MailCard)
    assert (big.lacks, big.files, big.text) == (("too_big",), 0, "全部材料见附件。")
    assert big.size > 400_000
    assert big.case is not None
    assert (big.case.objection, after.text) == (lodged.id, "后面的信照读。")


@pytest.mark.parametrize("says", [b"", b"* OK hello\r\n", b"* BAD\r\n", b"\x00\xff\r\n* OK\r\n"])
async def test_a_server_that_says_nothing_or_nonsense_is_a_mailbox_that_cant_be_read(
    desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch, says: bytes
) -> None:
    monkeypatch.setattr(imap, "TIMEOUT", 0.3)

    lines: list[asyncio.StreamWriter] = []

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(writer)
        writer.write(says)

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    (inbox,) = settings.mail.inboxes
    elsewhere = inbox.model_copy(update={"port": server.sockets[0].getsockname()[1]})
    assert await read_mailbox(desk.units, elsewhere) == 0
    for line in lines:
        line.close()
    server.close()
    await server.wait_closed()
    failing = rows(desk.second, select(Mailbox.last_error).where(Mailbox.failing_since.is_not(None)))
    assert len(failing) == 1
