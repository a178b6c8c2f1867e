"""What is kept and told of a mail that came in: who wrote it stands nowhere unsealed; read through a second connection."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import Engine, select

from db.tables import Base, Letter, Mail, Outbox, OutboxState
from db.units import Reading, Unit, Units
from domain.mail_in.incoming import Purpose
from domain.messages.base import Note
from domain.messages.mailbox import Bounced
from domain.messages.objection_cases import AnswerLetter
from jobs import outbox
from jobs.objections import reply
from jobs.returns import cards, deciding
from jobs.returns.filing import Workbook
from tests.conftest import Office
from tests.filed_mail import MAILS, came, mailbox
from tests.objecting import Speaker, newest, publish, rows

SENDER = "villager@example.net"


@pytest.fixture(autouse=True)
def read_mailbox(units: Units) -> None:
    units.call(mailbox)


def test_who_wrote_stands_nowhere_unsealed(units: Units, office: Office, second: Engine) -> None:
    publish(units, office.task(), emails=("receive@gov.example.cn",))
    coordinator = Speaker(units, office.coordinator())
    mail = came(units, "new-plain")
    assert mail is not None
    coordinator.run(deciding.send_sender, mail, "press 1")
    coordinator.run(deciding.register, mail, 1, None, "press 2")
    with second.connect() as conn:
        for table in Base.metadata.sorted_tables:
            for row in conn.execute(select(table)):
                told = json.dumps([str(value) for value in row], ensure_ascii=False)
                for secret in (SENDER, "村民", "河道没有补水"):
                    assert secret not in told, table.name


def test_a_workbook_that_was_refused_waits_with_the_reason(units: Units, office: Office, second: Engine) -> None:
    office.coordinator()
    mail = came(units, "fits-nothing", workbook=Workbook(refused=Note("workbook-mark-lost", {})))
    assert rows(second, select(Mail.kind, Mail.state)) == [("workbook", "waiting")]
    assert came(units, "department-reply", 2, Workbook(taken=True)) is not None
    assert rows(second, select(Mail.kind, Mail.state).order_by(Mail.id.desc()))[0] == ("workbook", "filed")

    def card(unit: Unit) -> Note | None:
        return cards.mail_card(unit, unit.session.get_one(Mail, mail)).refused

    assert units.call(card) == Note("workbook-mark-lost", {})


def test_an_answer_that_came_back_tells_no_objectors_address(units: Units, office: Office, second: Engine) -> None:
    publish(units, office.task(), emails=("receive@gov.example.cn",))
    coordinator = Speaker(units, office.coordinator())
    mail = came(units, "new-plain")
    assert mail is not None
    coordinator.run(deciding.register, mail, 1, None, "press 1")
    registered = newest(units)
    coordinator.run(reply.begin, registered.id, registered.rev, "press 2")
    coordinator.press("refused")
    coordinator.type("经查,已补水。")
    coordinator.press("mail")
    letter = select(Letter.id, Letter.message_id).where(Letter.kind == AnswerLetter.KIND)
    ((letter_id, message_id),) = rows(second, letter)
    sent = Outbox.__table__.update().where(Outbox.thing == f"letter:{letter_id}")
    units.call(lambda unit: unit.conn.execute(sent.values(state=OutboxState.SENT)) and None)

    report = (MAILS / "bounce-postfix.eml").read_bytes()
    raw = re.sub(rb"<[0-9a-f]{32}@bot\.example\.org>", str(message_id).encode(), report)
    raw = raw.replace(b"receive@gov.example.cn", SENDER.encode())
    assert came(units, raw, 9, purpose=Purpose.RETURNS) is not None
    state, error = rows(second, select(Outbox.state, Outbox.last_error).where(Outbox.thing == f"letter:{letter_id}"))[0]
    assert state == OutboxState.DEAD
    assert SENDER not in str(error)
    told = units.look(lambda reading: bounced(reading, registered.register_number))
    assert (told.address, told.about, told.status) == ("", "answer", "5.1.1")
    assert SENDER not in told.reason


def bounced(reading: Reading, number: str) -> Bounced:
    facts = reading.conn.scalar(
        select(Outbox.facts_sealed).where(Outbox.kind == Bounced.KIND).order_by(Outbox.id.desc())
    )
    assert facts is not None
    message = outbox.opened(reading, Bounced.KIND, facts)
    assert isinstance(message, Bounced)
    assert message.register_number == number
    return message
