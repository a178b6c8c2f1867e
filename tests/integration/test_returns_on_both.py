"""What becomes of a mail, on both databases: filed by its mark, told, decided, forgotten; read through a second connection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, create_engine, select

from config.settings import Settings
from db.database import database_url, open_database
from db.tables import Mail, Mailbox, MailFile, Objection
from db.units import Units
from domain.errors import Moved
from jobs import returns, schedule
from jobs.clock import VirtualClock
from jobs.returns import deciding
from tests.conftest import Office
from tests.filed_mail import came, mailbox
from tests.objecting import Speaker, publish, rows


@pytest.fixture
def units(both: Settings, clock: VirtualClock) -> Iterator[Units]:
    opened = open_database(both, now=clock.now)
    opened.call(mailbox)
    yield opened
    opened.close()


@pytest.fixture
def second(both: Settings, units: Units) -> Iterator[Engine]:
    engine = create_engine(database_url(both))
    yield engine
    engine.dispose()


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
