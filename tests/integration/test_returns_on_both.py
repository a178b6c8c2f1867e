"""What becomes of a mail, on both databases: filed by its mark, told, decided, forgotten; read through a second connection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select

from config.settings import Settings
from db.database import database_url, open_database
from db.tables import Base, Mail, Mailbox, MailFile, Objection
from db.units import Unit, Units
from domain.errors import Moved
from domain.mail_in.incoming import Purpose
from domain.messages.base import Note
from jobs import returns, schedule
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.returns import cards, deciding, filing
from jobs.returns.filing import Place, Taken, Workbook
from jobs.returns.parsed import parse
from tests.conftest import Office
from tests.objecting import Speaker, publish, rows

MAILS = Path(__file__).parent.parent / "samples" / "mails"
SENDER = "villager@example.net"


@pytest.fixture
def units(both: Settings, clock: VirtualClock) -> Iterator[Units]:
    opened = open_database(both, now=clock.now)
    opened.call(_mailbox)
    yield opened
    opened.close()


@pytest.fixture
def second(both: Settings, units: Units) -> Iterator[Engine]:
    engine = create_engine(database_url(both))
    yield engine
    engine.dispose()


def _mailbox(unit: Unit) -> None:
    unit.session.add(Mailbox(name="box", purpose="contact", uidvalidity=1, last_uid=0))


def came(units: Units, name: str, uid: int = 1, workbook: Workbook | None = None) -> int | None:
    parsed = parse((MAILS / f"{name}.eml").read_bytes())
    store = Store(units.settings.data_dir)
    files = tuple(store.receive(one.content, one.name) for one in parsed.files)
    taken = Taken(parsed.mail, files, parsed.identity, units.look(lambda reading: reading.now))
    return units.call(filing.file, Place("box", Purpose.CONTACT, 1, uid), taken, workbook or Workbook())


async def test_a_registered_mail_is_forgotten_with_its_objection_and_a_loose_one_by_itself(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    publish(units, office.task(), emails=("receive@gov.example.cn",))
    coordinator = Speaker(units, office.coordinator())
    with_files, loose, waiting = (
        came(units, "new-with-photos"),
        came(units, "new-plain", 2),
        came(units, "new-winmail", 3),
    )
    assert with_files is not None
    assert loose is not None
    assert came(units, "new-with-photos", 4) is None, "a second copy is the same mail"
    assert rows(second, select(Mailbox.last_uid)) == [(4,)]
    coordinator.run(deciding.register, with_files, 1, None, "press 1")
    coordinator.run(deciding.set_aside, loose, 1)
    with pytest.raises(Moved):
        coordinator.run(deciding.register, with_files, 1, None, "press 2")
    assert len(rows(second, select(Objection.id))) == 1

    assert await schedule.run_due(units, clock, [returns.FORGET_MAIL]) == []
    clock.advance_to(clock.now() + timedelta(days=181))
    assert await schedule.run_due(units, clock, [returns.FORGET_MAIL]) == ["forget_mail"]
    kept = dict(rows(second, select(Mail.id, Mail.content_sealed.is_not(None))))  # type: ignore[arg-type]
    assert kept == {with_files: True, loose: False, waiting: True}
    units.call(lambda unit: unit.session.query(Objection).update({"erased_at": unit.now}) and None)
    assert await schedule.run_due(units, clock, [returns.FORGET_MAIL]) == ["forget_mail"]
    assert await schedule.run_due(units, clock, [returns.FORGET_MAIL]) == []
    assert dict(rows(second, select(Mail.id, Mail.content_sealed.is_not(None))))[with_files] is False  # type: ignore[arg-type]
    assert {row[0] for row in rows(second, select(MailFile.mail_id))} == {with_files, waiting}


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
