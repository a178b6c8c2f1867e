"""Could anyone who reads the whole database, the letters and the logs tell who objected?

The needles are an account's id, its name and its handle. They may stand in sealed columns alone, which only the keys
open; the haystack is every other column of every table, every letter, every message to somebody else.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select, text

from config.settings import Settings
from config.texts import Texts
from db.database import open_database
from db.tables import Base, Objection, Outbox
from db.units import Unit, Units
from domain.people import Account
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.mail import MailChannel
from jobs.objections import addition, case, question, receipt, reply, settled
from sandbox.mailbox import Mailbox
from tests.conftest import Office, settings_in
from tests.objecting import Chat, Speaker, delivering, newest, publish

ID, NAME, HANDLE = 7_351_902_846, "柳暗花明", "liuan_huaming"
NEEDLES = (str(ID), NAME, HANDLE)


@pytest.fixture
def mail_settings(tmp_path: Path) -> Settings:
    return settings_in(
        tmp_path, XIAOHAO_MAIL__HOST="127.0.0.1", XIAOHAO_MAIL__TLS="none", XIAOHAO_MAIL__SENDER="bot@example.org"
    )


@pytest.fixture
def opened(mail_settings: Settings, clock: VirtualClock) -> Iterator[Units]:
    units = open_database(mail_settings, now=clock.now)
    yield units
    units.close()


def clear_columns(unit: Unit) -> dict[str, str]:
    """Every value of every column that is not sealed, by table and column."""
    found: dict[str, str] = {}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, LargeBinary):
                assert column.name.endswith("_sealed"), f"{table.name}.{column.name} holds bytes nobody sealed"
                continue
            values = unit.conn.execute(text(f'SELECT "{column.name}" FROM "{table.name}"')).scalars().all()
            found[f"{table.name}.{column.name}"] = "\n".join(str(value) for value in values)
    return found


async def whole_life(
    units: Units, settings: Settings, clock: VirtualClock, chat: Chat
) -> tuple[Speaker, Objection, list[bytes]]:
    """Lodge, add, follow from another account, be answered, be not satisfied; the letters that left."""
    office, store = Office(units), Store(settings.data_dir)
    coordinator = Speaker(units, office.coordinator("经办人甲"))
    objector = Speaker(units, Account(units.vault.mark("account", ID), ID, NAME, "zh-hans"))
    photo = store.receive(b"\xff\xd8\xff\xe0" + b"0" * 200, f"{HANDLE} 的照片.jpg")
    async with Mailbox() as mailbox:
        by_mail = settings.model_copy(update={"mail": settings.mail.model_copy(update={"port": mailbox.port})})
        mail = MailChannel(by_mail, Texts.shipped(), store)
        async with delivering(units, clock, mail, chat):
            lodged = objector.lodge(publish(units, office.task()), "没有完成", photo)
            objector.run(addition.begin, lodged.id, lodged.rev, objector.occasion())
            objector.send(store.receive(b"%PDF-1.4 x", f"{NAME}.pdf"), caption="补一份")
            objector.press("as_is")
            objector.press("send")
            lodged = newest(units)
            coordinator.run(case.send_files, lodged.id, coordinator.occasion())
            coordinator.run(question.begin, lodged.id, lodged.rev, coordinator.occasion())
            coordinator.type("哪一侧?")
            coordinator.press("send")
            objector.run(addition.begin_reply, lodged.id, objector.occasion())
            objector.type("左岸")
            objector.press("send")
            lodged = newest(units)
            coordinator.run(reply.begin, lodged.id, lodged.rev, coordinator.occasion())
            coordinator.press("refused")
            coordinator.type("经核实已完成。")
            coordinator.press("send")
            lodged = newest(units)
            objector.run(settled.say, lodged.id, lodged.rev, "no", objector.occasion())
            objector.type("仍然没有水")
        await mail.aclose()
        return objector, lodged, [letter.raw for letter in mailbox.letters]


async def test_who_objected_stands_nowhere_but_sealed(
    opened: Units,
    mail_settings: Settings,
    clock: VirtualClock,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    chat = Chat(mail_settings, clock)
    objector, _, letters = await whole_life(opened, mail_settings, clock, chat)

    for where, values in opened.call(clear_columns).items():
        assert not [needle for needle in NEEDLES if needle in values], f"{where} tells who objected"
    assert len(letters) == 3
    for raw in letters:
        written = raw.decode() + "".join(_texts(raw))
        assert any(words in written for words in ("没有完成", "补一份", "左岸"))
        assert not [needle for needle in NEEDLES if needle in written]
    for parcel in chat.parcels:
        if parcel.address != str(ID):
            shown = f"{parcel.message!r} {chat.screen(parcel)!r}"
            assert not [needle for needle in NEEDLES if needle in shown], type(parcel.message).__name__
    said = caplog.text + "".join(capsys.readouterr())
    assert not [needle for needle in NEEDLES if needle in said]
    assert opened.vault.open(newest(opened).return_sealed or b"") == str(ID)  # the way back is there, for the sender
    assert objector.place().draft_sealed is None


def _texts(raw: bytes) -> Iterator[str]:
    """Every header and every text part as a reader sees it, the attachments' names too."""
    for part in message_from_bytes(raw, policy=policy.default).walk():
        yield "\n".join(f"{name}: {value}" for name, value in part.items())
        yield part.get_filename() or ""
        if part.get_content_maintype() == "text":
            yield str(part.get_content())


async def test_no_row_ties_a_conversation_to_an_objection(
    opened: Units, mail_settings: Settings, clock: VirtualClock
) -> None:
    """Without the keys nobody can say which dialogue, which update or which person an objection is of."""
    chat = Chat(mail_settings, clock)
    objector, lodged, _ = await whole_life(opened, mail_settings, clock, chat)
    elsewhere = Speaker(opened, Office(opened, accounts=970_000).account("别处"))
    elsewhere.run(receipt.follow, chat.code(), elsewhere.occasion())

    def rows(unit: Unit) -> list[tuple[str, str, str]]:
        found = unit.conn.execute(select(Outbox.recipient, Outbox.thing, Outbox.occasion)).all()
        return [(row.recipient, row.thing, row.occasion) for row in found]

    mark = objector.place().mark
    for recipient, thing, occasion in opened.call(rows):
        if recipient == f"objection:{lodged.id}":
            assert "update" not in occasion
            assert "press" not in occasion
        if recipient.startswith("dialogue:"):
            assert not thing.startswith(("objection:", "case:", "answer:", "letter:"))
    place = objector.place()
    assert str(place.subject) != str(lodged.id)
    for where, values in opened.call(clear_columns).items():
        if where not in ("dialogue.mark", "inbox.sender"):
            assert mark not in values, f"{where} holds the account's mark"


async def test_what_was_proved_with_a_code_is_not_readable_in_the_dialogue(
    opened: Units, mail_settings: Settings, clock: VirtualClock
) -> None:
    chat = Chat(mail_settings, clock)
    _, lodged, _ = await whole_life(opened, mail_settings, clock, chat)
    elsewhere = Speaker(opened, Office(opened, accounts=980_000).account("别处"))
    elsewhere.run(receipt.follow, chat.code(), elsewhere.occasion())
    fields = elsewhere.place().fields
    assert list(fields) == ["proved"]
    assert fields["proved"] == [opened.vault.mark("proved", lodged.id)]


async def test_a_person_with_a_role_objects_as_anyone_does(
    opened: Units, mail_settings: Settings, clock: VirtualClock
) -> None:
    """A liaison who objects is addressed by the dialogue: no row names the person."""
    office = Office(opened)
    liaison = Speaker(opened, office.liaison())
    liaison.lodge(publish(opened, office.task()), "没有完成")

    def recipients(unit: Unit) -> set[str]:
        return set(unit.conn.scalars(select(Outbox.recipient)))

    assert not {to for to in opened.call(recipients) if to.startswith("person:")}
