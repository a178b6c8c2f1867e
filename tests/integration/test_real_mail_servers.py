"""A real MTA: an objection travels through Debian's Postfix, what can't be delivered comes back, and Dovecot is read."""

from __future__ import annotations

import asyncio
import smtplib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from config.settings import Settings
from config.texts import Texts
from db.tables import Exchange, Letter, Mail, Outbox, OutboxState
from db.units import Units
from domain.messages.mailbox import Bounced, MailCard
from jobs import returns, schedule
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.mail import MailChannel
from tests.conftest import Office, settings_in
from tests.mail_servers import PASSWORD, MailServers, mail_servers, missing
from tests.objecting import Chat, Speaker, delivering, publish, rows

pytestmark = pytest.mark.skipif(missing() is not None, reason=f"a real Postfix and Dovecot: {missing()}")

RECEIVE, RETURNS, GONE = "receive@example.org", "returns@example.org", "gone@local.example.org"
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 100


@pytest.fixture(scope="module")
def servers() -> Iterator[MailServers]:
    with mail_servers("receive", "returns") as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, servers: MailServers) -> Settings:
    inbox = f'{{"host": "127.0.0.1", "port": {servers.imap}, "username": "{RETURNS}", "password": "{PASSWORD}", "tls": "none", "purpose": "returns"}}'
    return settings_in(
        tmp_path,
        XIAOHAO_MAIL__HOST="127.0.0.1",
        XIAOHAO_MAIL__PORT=str(servers.smtp),
        XIAOHAO_MAIL__TLS="none",
        XIAOHAO_MAIL__SENDER="office@example.org",
        XIAOHAO_MAIL__INBOXES=f"[{inbox}]",
    )


@dataclass
class Road:
    units: Units
    clock: VirtualClock
    chat: Chat
    mail: MailChannel
    second: Engine
    servers: MailServers

    async def deliver(self) -> None:
        async with delivering(self.units, self.clock, self.mail, self.chat):
            pass

    async def read(self, *, until: Callable[[], bool]) -> None:
        """The mailbox is read until what Postfix is about to deliver has been filed."""
        async with asyncio.timeout(15):
            while not until():
                self.clock.advance_to(self.clock.now() + timedelta(minutes=1))
                await schedule.run_due(self.units, self.clock, [returns.READ_MAILBOXES])
                await asyncio.sleep(0.05)
        await self.deliver()


@pytest.fixture
async def road(
    settings: Settings, units: Units, clock: VirtualClock, second: Engine, servers: MailServers
) -> AsyncIterator[Road]:
    mail = MailChannel(settings, Texts.shipped(), Store(settings.data_dir))
    yield Road(units, clock, Chat(settings, clock), mail, second, servers)
    await mail.aclose()


async def test_an_objection_goes_out_comes_back_and_is_answered_through_real_servers(
    road: Road, settings: Settings
) -> None:
    office = Office(road.units)
    office.coordinator()
    notice = publish(road.units, office.task(), emails=(RECEIVE, GONE))
    file = Store(settings.data_dir).receive(PDF, "证据.pdf")
    lodged = Speaker(road.units, office.account()).lodge(notice, "河道没有补水", file)
    await road.deliver()
    (letter,) = [str(row[0]) for row in rows(road.second, select(Letter.message_id))]

    # delivered whole, under its Message-ID, for every address but the one nobody has
    async with asyncio.timeout(10):
        while not road.servers.mails("receive"):
            await asyncio.sleep(0.05)
    (raw,) = road.servers.mails("receive")
    arrived = message_from_bytes(raw, policy=policy.default)
    assert arrived["Message-ID"] == letter
    assert arrived["Return-Path"] == f"<{RETURNS}>"
    assert [part.get_content() for part in arrived.iter_attachments()] == [PDF]  # type: ignore[attr-defined]

    # Postfix's own report is read through Dovecot: the row is parked, people are told
    await road.read(until=lambda: bool(rows(road.second, select(Mail.id))))
    (told,) = road.chat.of(Bounced)
    assert (told.register_number, told.address, told.status) == (lodged.register_number, GONE, "5.1.1")
    assert told.reason == 'unknown user: "gone"'
    states = dict(rows(road.second, select(Outbox.recipient, Outbox.state).where(Outbox.channel == "mail")))  # type: ignore[arg-type]
    assert states == {f"mail:{RECEIVE}": OutboxState.SENT, f"mail:{GONE}": OutboxState.DEAD}

    # the receiving office answers by mail: Reply-To leads to the returns mailbox
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = RECEIVE, arrived["Reply-To"], f"Re: {arrived['Subject']}"
    answer["In-Reply-To"] = letter
    answer.set_content("经查,已补水。\n\n> 河道没有补水")
    with smtplib.SMTP("127.0.0.1", road.servers.smtp) as smtp:
        smtp.send_message(answer)
    await road.read(until=lambda: len(rows(road.second, select(Mail.id))) == 2)
    assert road.chat.of(MailCard)[-1].text == "经查,已补水。"
    assert rows(road.second, select(Exchange.kind, Exchange.objection_id)) == [("draft", lodged.id)]
    assert not list(road.servers.home.glob("mail/returns/cur/*S")), "nothing in the mailbox is marked as read"
