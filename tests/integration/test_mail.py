"""What does a mail server's answer mean? Tried against a real SMTP server that misbehaves when told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select

from config.settings import Settings
from config.texts import Texts
from db.database import database_url, open_database
from db.tables import ChannelTrouble, Letter, Outbox, OutboxState
from db.units import Reading, Units
from domain.messages.objections import FileCopy, StateCard
from domain.messages.trouble import Parked
from jobs import objections, schedule
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.mail import MailChannel
from jobs.objections import addition, receipt
from sandbox.mailbox import Behaviour, Mailbox
from sandbox.mailbox import Letter as Arrived
from tests.conftest import Office, settings_in
from tests.objecting import Chat, Speaker, at_rest, delivering, later, newest, publish

PDF = b"%PDF-1.4\n" + bytes(range(256)) * 40
EVERY_MINUTE = timedelta(minutes=1)


@dataclass
class House:
    """The house with a mail server next door."""

    units: Units
    settings: Settings
    clock: VirtualClock
    mailbox: Mailbox
    mail: MailChannel
    chat: Chat
    second: Engine
    store: Store

    @property
    def office(self) -> Office:
        return Office(self.units)

    def letter_rows(self) -> dict[str, tuple[OutboxState, int]]:
        with self.second.connect() as conn:
            found = conn.execute(
                select(Outbox.recipient, Outbox.state, Outbox.attempts).where(Outbox.channel == "mail")
            )
            return {row.recipient: (OutboxState(row.state), row.attempts) for row in found}

    def lodge(self, *addresses: str, text: str = "没有完成") -> None:
        notice = publish(self.units, self.office.task(), emails=addresses or ("a@example.org",))
        file = self.store.receive(PDF, "证据.pdf")
        Speaker(self.units, self.office.account()).lodge(notice, text, file)


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    async with Mailbox(login=("bot", "secret")) as mailbox:
        yield mailbox


@pytest.fixture
def mail_settings(tmp_path: Path, mailbox: Mailbox) -> Settings:
    return settings_in(
        tmp_path,
        XIAOHAO_MAIL__HOST=mailbox.host,
        XIAOHAO_MAIL__PORT=str(mailbox.port),
        XIAOHAO_MAIL__TLS="none",
        XIAOHAO_MAIL__USERNAME="bot",
        XIAOHAO_MAIL__PASSWORD="secret",
        XIAOHAO_MAIL__SENDER="bot@example.org",
        XIAOHAO_MAIL__SENDER_NAME="督察整改办公室",
    )


@pytest.fixture
def opened(mail_settings: Settings, clock: VirtualClock) -> Iterator[Units]:
    units = open_database(mail_settings, now=clock.now)
    yield units
    units.close()


@pytest.fixture
async def house(opened: Units, mail_settings: Settings, clock: VirtualClock, mailbox: Mailbox) -> AsyncIterator[House]:
    store = Store(mail_settings.data_dir)
    mail = MailChannel(mail_settings, Texts.shipped(), store, timeout=1.0)
    second = create_engine(database_url(mail_settings))
    yield House(opened, mail_settings, clock, mailbox, mail, Chat(mail_settings, clock), second, store)
    await mail.aclose()
    second.dispose()


async def test_a_letter_arrives_whole_and_its_attachment_opens(house: House) -> None:
    house.lodge("a@example.org", "b@example.org")
    async with delivering(house.units, house.clock, house.mail, house.chat):
        pass
    first, other = house.mailbox.letters
    assert {*first.rcpt_tos, *other.rcpt_tos} == {"a@example.org", "b@example.org"}
    assert first.message_id == other.message_id
    message = first.message
    assert message["Subject"] == "异议 2024-0001 · 序号21"
    assert str(message["From"]) == "督察整改办公室 <bot@example.org>"
    assert str(message["Reply-To"]) == "objections@example.org"
    assert message["Date"] == "Tue, 08 Oct 2024 09:00:00 +0800"
    (file,) = message.iter_attachments()
    assert file.get_content() == PDF
    assert file.get_content_type() == "application/pdf"
    assert file.get_filename() == "材料1.pdf"
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    for alternative in (plain.get_content(), html.get_content()):
        assert "没有完成" in alternative
        assert "2024-0001" in alternative
    assert house.letter_rows() == {
        "mail:a@example.org": (OutboxState.SENT, 0),
        "mail:b@example.org": (OutboxState.SENT, 0),
    }
    assert all(byte < 128 for byte in first.raw)

    assert await schedule.run_due(house.units, house.clock, [objections.OBJECTION_STATES]) == ["objection_states"]
    async with delivering(house.units, house.clock, house.chat):
        pass
    assert house.chat.of(StateCard)[-1].delivery == "delivered"


async def test_a_greylisted_letter_is_sent_again_under_the_same_id(house: House) -> None:
    house.lodge()
    house.mailbox.behaviour = Behaviour(every_recipient="450 4.2.1 try later", times=1)
    async with delivering(house.units, house.clock, house.mail, house.chat) as delivery:
        await at_rest(delivery)
        assert house.letter_rows() == {"mail:a@example.org": (OutboxState.QUEUED, 1)}
        await later(delivery, house.clock, EVERY_MINUTE)
    assert house.letter_rows()["mail:a@example.org"][0] == OutboxState.SENT
    with house.second.connect() as conn:
        assert conn.execute(select(Letter.message_id)).scalars().all() == [house.mailbox.letters[0].message_id]


async def test_one_recipient_refused_is_parked_and_told_and_the_other_has_its_letter(house: House) -> None:
    house.office.coordinator()
    house.lodge("gone@example.org", "b@example.org")
    house.mailbox.behaviour = Behaviour(recipients={"gone@example.org": "550 5.1.1 no such user"})
    async with delivering(house.units, house.clock, house.mail, house.chat):
        pass
    assert {to: state for to, (state, _) in house.letter_rows().items()} == {
        "mail:gone@example.org": OutboxState.DEAD,
        "mail:b@example.org": OutboxState.SENT,
    }
    (told,) = house.chat.of(Parked)
    assert told.where == "gone@example.org"
    assert "550" in told.reason
    assert await schedule.run_due(house.units, house.clock, [objections.OBJECTION_STATES]) == []


async def test_a_refused_login_stops_the_channel_and_costs_no_row_an_attempt(house: House) -> None:
    house.lodge("a@example.org", "b@example.org")
    house.mailbox.behaviour = Behaviour(login="535 5.7.8 bad credentials")
    async with delivering(house.units, house.clock, house.mail, house.chat) as delivery:
        await at_rest(delivery)
        assert set(house.letter_rows().values()) == {(OutboxState.QUEUED, 0)}
        with house.second.connect() as conn:
            trouble = conn.execute(select(ChannelTrouble.reason, ChannelTrouble.retry_at)).one()
        assert "535" in trouble.reason
        assert trouble.retry_at - house.clock.now() >= timedelta(minutes=5)  # asking again soon would only annoy
        house.mailbox.behaviour = Behaviour()
        await later(delivery, house.clock, timedelta(minutes=6))
        await asyncio.wait_for(house.mailbox.wait_for(2), 5)
    assert set(house.letter_rows().values()) == {(OutboxState.SENT, 0)}


async def test_a_refused_sender_stops_the_channel(house: House) -> None:
    house.lodge()
    house.mailbox.behaviour = Behaviour(sender="550 5.7.1 sender not allowed")
    async with delivering(house.units, house.clock, house.mail, house.chat):
        pass
    assert set(house.letter_rows().values()) == {(OutboxState.QUEUED, 0)}
    with house.second.connect() as conn:
        assert "sender" in conn.execute(select(ChannelTrouble.reason)).scalar_one()


async def test_no_mail_server_at_all_costs_no_row_an_attempt(house: House) -> None:
    house.lodge()
    await house.mailbox.stop()
    async with delivering(house.units, house.clock, house.mail, house.chat) as delivery:
        await at_rest(delivery)
        assert set(house.letter_rows().values()) == {(OutboxState.QUEUED, 0)}
        await house.mailbox.start()
        await later(delivery, house.clock, EVERY_MINUTE)
        await house.mailbox.wait_for(1)
    assert set(house.letter_rows().values()) == {(OutboxState.SENT, 0)}


@pytest.mark.parametrize(
    ("behaviour", "copies"),
    [
        pytest.param(Behaviour(cut_after=True, times=1), 2, id="the answer was lost after the letter was taken"),
        pytest.param(Behaviour(cut_before=True, times=1), 1, id="the line was cut before it was taken"),
        pytest.param(Behaviour(hang=True, times=1), 1, id="the server never answers"),
        pytest.param(Behaviour(data="451 4.3.0 busy", times=1), 1, id="4xx after DATA"),
    ],
)
async def test_what_is_not_known_to_have_arrived_is_sent_again_with_its_one_id(
    house: House, behaviour: Behaviour, copies: int
) -> None:
    house.lodge()
    house.mailbox.behaviour = behaviour
    async with delivering(house.units, house.clock, house.mail, house.chat) as delivery:
        await at_rest(delivery)
        assert house.letter_rows() == {"mail:a@example.org": (OutboxState.QUEUED, 1)}
        await later(delivery, house.clock, EVERY_MINUTE)
    assert house.letter_rows()["mail:a@example.org"][0] == OutboxState.SENT
    assert len(house.mailbox.letters) == copies
    assert len({letter.message_id for letter in house.mailbox.letters}) == 1


async def test_a_content_refused_for_good_is_parked(house: House) -> None:
    house.office.coordinator()
    house.lodge()
    house.mailbox.behaviour = Behaviour(data="554 5.7.1 looks like spam")
    async with delivering(house.units, house.clock, house.mail, house.chat):
        pass
    assert house.letter_rows()["mail:a@example.org"][0] == OutboxState.DEAD
    assert "554" in house.chat.of(Parked)[0].reason


async def test_a_line_that_died_between_two_letters_costs_nothing(house: House) -> None:
    house.lodge()
    async with delivering(house.units, house.clock, house.mail, house.chat) as delivery:
        await house.mailbox.wait_for(1)
        await at_rest(delivery)
        await house.mailbox.stop()
        await house.mailbox.start()
        notice = publish(house.units, house.office.task("33"), emails=("a@example.org",))
        Speaker(house.units, house.office.account()).lodge(notice, "另一件")
        await house.mailbox.wait_for(2)
        await at_rest(delivery)
    assert set(house.letter_rows().values()) == {(OutboxState.SENT, 0)}


async def test_a_kept_line_that_dies_at_the_first_word_is_replaced_at_once(
    opened: Units, mail_settings: Settings, clock: VirtualClock
) -> None:
    """Nothing had been said of the second letter yet, so saying it on a new line is no second try."""
    async with Forgetful() as mailbox:
        settings = mail_settings.model_copy(
            update={"mail": mail_settings.mail.model_copy(update={"port": mailbox.port, "username": None})}
        )
        mail = MailChannel(settings, Texts.shipped(), Store(settings.data_dir))
        office = Office(opened)
        notice = publish(opened, office.task(), emails=("a@example.org",))
        async with delivering(opened, clock, mail, Chat(settings, clock)) as delivery:
            Speaker(opened, office.account()).lodge(notice, "一")
            await mailbox.wait_for(1)
            await at_rest(delivery)
            mailbox.drops = 1
            Speaker(opened, office.account()).lodge(notice, "二")
            await mailbox.wait_for(2)
        await mail.aclose()
    assert mailbox.drops == 0

    def rows(reading: Reading) -> list[tuple[OutboxState, int]]:
        found = reading.conn.execute(select(Outbox.state, Outbox.attempts).where(Outbox.channel == "mail"))
        return [(OutboxState(row.state), row.attempts) for row in found]

    assert opened.look(rows) == [(OutboxState.SENT, 0), (OutboxState.SENT, 0)]


class Forgetful(Mailbox):
    """Drops the line at MAIL FROM, as a server does that has waited long enough."""

    drops = 0

    async def handle_MAIL(self, server: Any, *said: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.drops:
            self.drops -= 1
            server.drop()
            return "421 4.4.2 idle for too long"
        return await super().handle_MAIL(server, *said)


async def test_a_file_above_the_servers_size_stays_behind_for_good_and_is_named(
    opened: Units, mail_settings: Settings, clock: VirtualClock
) -> None:
    """The letter is the same however often it is tried; the coordinators have the file; the next one fits at once."""
    async with Mailbox(max_bytes=40_000) as small:
        settings = mail_settings.model_copy(
            update={"mail": mail_settings.mail.model_copy(update={"port": small.port, "username": None})}
        )
        store, chat = Store(settings.data_dir), Chat(settings, clock)
        mail = MailChannel(settings, Texts.shipped(), store)
        office = Office(opened)
        office.coordinator()
        notice = publish(opened, office.task(), emails=("a@example.org", "b@example.org"))
        files = (store.receive(PDF, "小.pdf"), store.receive(PDF * 5, "大.pdf"))
        small.behaviour = Behaviour(every_recipient="450 4.2.1 try later", times=1)
        Speaker(opened, office.account()).lodge(notice, "没有完成", *files)
        async with delivering(opened, clock, mail, chat) as delivery:
            await at_rest(delivery)
            await later(delivery, clock, timedelta(days=1))
        for letter in small.letters:
            assert [part.get_filename() for part in letter.message.iter_attachments()] == ["材料1.pdf"]
            body = letter.message.get_body(("plain",))
            assert body is not None
            assert files[1].sha256 in body.get_content()
        assert len(small.letters) == 2
        assert same_but_for_the_address(*small.letters)
        (shown,) = chat.of(FileCopy)
        assert (shown.sha256, shown.left_out) == (files[1].sha256, True)
        assert "太大" in next(chat.screen(one).text for one in chat.parcels if one.message is shown)
        more = (store.receive(PDF + b"1", "1.pdf"), store.receive(PDF * 2, "2.pdf"))
        Speaker(opened, office.account()).lodge(notice, "没有完成", *more)
        async with delivering(opened, clock, mail, chat):
            pass
        await mail.aclose()
        subjects = sorted({str(letter.message["Subject"]) for letter in small.letters[2:]})
    assert [subject.rpartition("(")[2] for subject in subjects] == ["1/2)", "2/2)"]


def same_but_for_the_address(one: Arrived, other: Arrived) -> bool:
    def of(letter: Arrived) -> bytes:
        return b"\n".join(line for line in letter.raw.splitlines() if not line.startswith(b"To: "))

    return of(one) == of(other)


async def test_a_letter_that_came_twice_is_byte_for_byte_the_same(house: House) -> None:
    house.lodge()
    house.mailbox.behaviour = Behaviour(cut_after=True, times=1)
    async with delivering(house.units, house.clock, house.mail, house.chat) as delivery:
        await at_rest(delivery)
        await later(delivery, house.clock, timedelta(hours=30))
    first, again = house.mailbox.letters
    assert first.raw == again.raw


async def test_what_follows_an_objection_hangs_on_its_first_letter(house: House) -> None:
    """A mail program shows them as one conversation."""
    objector = Speaker(house.units, house.office.account())
    notice = publish(house.units, house.office.task(), emails=("a@example.org",))
    lodged = objector.lodge(notice, "没有完成")
    objector.run(addition.begin, lodged.id, lodged.rev, objector.occasion())
    objector.type("再补充一句")
    objector.press("send")
    lodged = newest(house.units)
    objector.run(receipt.withdraw, lodged.id, lodged.rev)
    async with delivering(house.units, house.clock, house.mail, house.chat):
        pass
    first, *more = house.mailbox.letters
    assert first.message["In-Reply-To"] is None
    assert len(more) == 2
    for letter in more:
        assert letter.message["In-Reply-To"] == letter.message["References"] == first.message_id
        assert letter.message_id != first.message_id
