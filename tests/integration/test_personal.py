"""What is kept of an objector: seen, taken along and erased by whoever lodged it or holds its code; and the rule that changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from config.settings import Settings
from db.queries import retention
from db.tables import Audit, Letter, Objection, Outbox
from db.units import Units
from domain.errors import Forbidden, Moved, Rejected
from domain.messages.everyday import Sentence
from domain.messages.objections import StateCard
from domain.messages.personal import DataCopy, IdentityGone, Kept, OwnFile, RetentionChange
from jobs import outbox, privacy
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.objections import case, mine, receipt
from tests.conftest import Office
from tests.integration.desk import labels
from tests.integration.test_privacy import answered
from tests.objecting import PNG, Chat, Speaker, delivering, newest, publish, rows

NAME, CONTACT = "实名异议人", "name@example.org"


@pytest.fixture
def coordinator(units: Units, office: Office) -> Speaker:
    return Speaker(units, office.coordinator())


@pytest.fixture
def lodged(units: Units, office: Office, objector: Speaker, store: Store, coordinator: Speaker) -> Objection:
    notice = publish(units, office.task())
    return objector.lodge(notice, "没有完成", store.receive(PNG, "现场.png"), name=NAME, contact=CONTACT)


async def sent(units: Units, clock: VirtualClock, chat: Chat) -> None:
    async with delivering(units, clock, chat):
        pass


def test_the_card_says_what_is_kept_and_for_how_long(
    units: Units, clock: VirtualClock, objector: Speaker, lodged: Objection, chat: Chat, second: Engine
) -> None:
    objector.run(mine.show, lodged.id, lodged.rev)
    sealed = second.connect().execute(select(Outbox.facts_sealed).where(Outbox.kind == Kept.KIND)).scalars().all()
    facts = [units.look(outbox.opened, Kept.KIND, value) for value in sealed if value is not None]
    screen = chat._renderer.screen(facts[-1], "zh-CN")
    assert "保存着您的姓名、联系方式" in screen.text
    assert "办结180天后" in screen.text
    assert labels(screen) == [["导出数据", "删除身份"], ["返回"]]


async def test_a_copy_is_one_text_and_every_file(
    units: Units, clock: VirtualClock, objector: Speaker, lodged: Objection, chat: Chat, settings: Settings
) -> None:
    objector.run(mine.export, lodged.id, lodged.rev, objector.occasion())
    await sent(units, clock, chat)
    (copy,) = [parcel for parcel in chat.parcels if isinstance(parcel.message, DataCopy)]
    assert copy.address == str(objector.who.id)
    attachment = chat.screen(copy).attachment
    assert attachment is not None
    assert attachment.content is not None
    written = attachment.content().decode("utf-8-sig")
    for said in (NAME, CONTACT, "没有完成", "2024-0001", "现场.png", "receive@example.org"):
        assert said in written
    (file,) = chat.of(OwnFile)
    assert Store(settings.data_dir).get(file.sha256) == PNG
    objector.run(mine.export, lodged.id, lodged.rev, objector.occasion())
    objector.run(mine.export, lodged.id, lodged.rev, objector.occasion())
    with pytest.raises(Rejected, match="export-slow"):
        objector.run(mine.export, lodged.id, lodged.rev, objector.occasion())


async def test_whoever_holds_the_code_has_a_copy_without_the_name_and_nobody_else_has_any(
    units: Units, clock: VirtualClock, office: Office, lodged: Objection, chat: Chat
) -> None:
    elsewhere = Speaker(units, office.account())
    with pytest.raises(Forbidden):
        elsewhere.run(mine.export, lodged.id, lodged.rev, elsewhere.occasion())
    await sent(units, clock, chat)
    elsewhere.run(receipt.follow, chat.code(), elsewhere.occasion())
    elsewhere.run(mine.export, lodged.id, lodged.rev, elsewhere.occasion())
    await sent(units, clock, chat)
    (copy,) = chat.of(DataCopy)
    assert (copy.name, copy.contact, copy.identity, copy.text) == ("", "", True, "没有完成")


async def test_erased_before_the_answer_the_matter_goes_on_without_a_name(
    units: Units, clock: VirtualClock, objector: Speaker, coordinator: Speaker, lodged: Objection, chat: Chat
) -> None:
    await sent(units, clock, chat)
    objector.run(lambda unit, who: mine.show(unit, who, lodged.id, lodged.rev, asking=True))
    await sent(units, clock, chat)
    asked = chat.of(Kept)[-1]
    assert asked.asking
    objector.run(mine.erase, lodged.id, lodged.rev)
    after = newest(units)
    assert (after.identity_sealed, after.return_sealed, after.state) == (None, None, "registered")
    await sent(units, clock, chat)
    (told,) = chat.of(IdentityGone)
    assert told.is_open
    last = chat.of(Sentence)[-1]
    assert (last.key, last.facts) == ("mine-erased", {"number": "2024-0001"})
    with pytest.raises(Rejected, match="objection-contact-gone"):
        coordinator.run(case.send_contact, lodged.id, coordinator.occasion())

    def letters_say(reading: object) -> str:
        found = reading.conn.scalars(select(Letter.facts_sealed)).all()  # type: ignore[attr-defined]
        found += reading.conn.scalars(select(Outbox.facts_sealed).where(Outbox.channel == "mail")).all()  # type: ignore[attr-defined]
        return "".join(units.vault.open(value) for value in found if value is not None)

    kept = units.look(letters_say)
    assert NAME not in kept
    assert CONTACT not in kept
    assert "没有完成" in kept
    # the old buttons are worth nothing, the code still is
    with pytest.raises(Forbidden):
        objector.run(mine.show, lodged.id, after.rev)
    objector.run(receipt.follow, chat.code(), objector.occasion())
    units.call(answered, lodged.id)
    objector.run(receipt.follow, chat.code(), objector.occasion())
    await sent(units, clock, chat)
    assert chat.of(StateCard)[-1].state == "answered"
    # and when its days are over the rest goes as well
    clock.advance_to(clock.now() + timedelta(days=181))
    await privacy.ERASE_IDENTITY.run(units, clock)
    assert newest(units).erased_at is not None


def test_erased_twice_is_erased_once(units: Units, objector: Speaker, lodged: Objection, chat: Chat) -> None:
    objector.run(mine.erase, lodged.id, lodged.rev)
    with pytest.raises((Forbidden, Moved)):
        objector.run(mine.erase, lodged.id, lodged.rev + 1)


# -- the rule -----------------------------------------------------------------------------------------------------


def set_days(units: Units, days: int) -> None:
    """The operator changes the setting and starts the program again."""
    objections = units.settings.objections.model_copy(update={"retention_days": days})
    units.settings = units.settings.model_copy(update={"objections": objections})


async def test_a_shorter_rule_is_shown_first_and_erases_once_a_coordinator_says_so(
    units: Units,
    clock: VirtualClock,
    office: Office,
    objector: Speaker,
    coordinator: Speaker,
    lodged: Objection,
    chat: Chat,
    second: Engine,
) -> None:
    units.call(answered, lodged.id)
    await privacy.ERASE_IDENTITY.run(units, clock)
    clock.advance_to(clock.now() + timedelta(days=40))
    set_days(units, 30)
    assert units.look(privacy.ERASE_IDENTITY.next_due) == clock.now()
    await privacy.ERASE_IDENTITY.run(units, clock)
    await privacy.ERASE_IDENTITY.run(units, clock)
    await sent(units, clock, chat)
    (shown,) = chat.of(RetentionChange)
    assert (shown.before, shown.after, shown.erased, shown.taken) == (180, 30, 1, False)
    assert "还没有生效" in chat.screen(chat.parcels[-1]).text
    assert newest(units).erased_at is None
    assert units.look(retention.days) == 180
    with pytest.raises(Forbidden):
        Speaker(units, office.account()).run(privacy.apply, 30)
    coordinator.run(privacy.apply, 30)
    with pytest.raises(Moved):
        coordinator.run(privacy.apply, 30)
    await privacy.ERASE_IDENTITY.run(units, clock)
    assert newest(units).erased_at is not None
    assert units.look(retention.days) == 30
    assert ("retention.changed",) in rows(second, select(Audit.action))


async def test_whoever_was_told_a_shorter_time_is_erased_in_that_time(
    units: Units, clock: VirtualClock, office: Office, lodged: Objection, chat: Chat
) -> None:
    await privacy.ERASE_IDENTITY.run(units, clock)
    clock.advance_to(clock.now() + timedelta(hours=1))
    set_days(units, 365)
    await privacy.ERASE_IDENTITY.run(units, clock)
    await sent(units, clock, chat)
    (shown,) = chat.of(RetentionChange)
    assert shown.taken
    assert units.look(retention.days) == 365
    clock.advance_to(clock.now() + timedelta(hours=1))
    later = Speaker(units, office.account()).lodge(
        publish(units, office.task("33")), "没有完成", name=NAME, contact=CONTACT
    )
    units.call(answered, lodged.id)
    units.call(answered, later.id)
    due = units.look(privacy.ERASE_IDENTITY.next_due)
    assert due == clock.now() + timedelta(days=180)
    clock.advance_to(due)
    await privacy.ERASE_IDENTITY.run(units, clock)
    assert newest(units).erased_at is None
    assert units.look(privacy.ERASE_IDENTITY.next_due) == clock.now() + timedelta(days=185)


async def test_set_back_before_anybody_decided_nothing_has_changed(
    units: Units, clock: VirtualClock, coordinator: Speaker, lodged: Objection
) -> None:
    await privacy.ERASE_IDENTITY.run(units, clock)
    set_days(units, 30)
    await privacy.ERASE_IDENTITY.run(units, clock)
    set_days(units, 180)
    await privacy.ERASE_IDENTITY.run(units, clock)
    with pytest.raises(Moved, match="retention-moved"):
        coordinator.run(privacy.apply, 30)
    assert units.look(retention.days) == 180
