"""/parked and /health in chat: what can't be delivered, in words, tried again or given up; whether all runs."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from db.tables import Audit, ChannelTrouble, Mailbox, Outbox, OutboxState, RoutineRun
from db.units import Unit, Units
from domain.delivery_reasons import KEYS, Why, why
from domain.errors import Forbidden, Moved
from domain.messages.machine import AskDrop, HealthCard, ParkedList
from domain.messages.trouble import ChannelBack, ChannelDown, Parked
from domain.parcels import Parcel, Receipt, Refused
from jobs import outbox
from jobs import parked as rows_of
from jobs.clock import VirtualClock
from jobs.delivery import trouble
from jobs.delivery.recheck import RECHECKS
from jobs.health import health_card, parked_card
from jobs.health.health_card import Disk
from tests.conftest import Office
from tests.objecting import Chat, Speaker, delivering, publish, rows


class Post:
    """A mail server that refuses one address for good."""

    name = "mail"

    def __init__(self, refuses: str = "") -> None:
        self.refuses = refuses
        self.taken: list[str] = []

    async def deliver(self, parcel: Parcel) -> Receipt:
        if parcel.address == self.refuses:
            raise Refused("the mail server refused it (550 no such user)")
        self.taken.append(parcel.address)
        return Receipt("x")


async def parked_letter(units: Units, clock: VirtualClock, office: Office, chat: Chat, objector: Speaker) -> Speaker:
    coordinator = Speaker(units, office.coordinator())
    async with delivering(units, clock, Post("a@example.org"), chat):
        objector.lodge(publish(units, office.task(), emails=("a@example.org", "b@example.org")), "没有完成")
    return coordinator


def labels(chat: Chat, kind: type[ParkedList | AskDrop | Parked]) -> list[list[str]]:
    return [[button.label for button in row] for row in chat.screen(chat.last(kind)).rows]


async def test_a_parked_letter_is_told_with_its_reason_and_tried_again_from_chat(
    units: Units, clock: VirtualClock, office: Office, chat: Chat, objector: Speaker, second: Engine
) -> None:
    coordinator = await parked_letter(units, clock, office, chat, objector)
    told = chat.screen(chat.last(Parked))
    assert "原因:对方邮件服务器拒收(550 no such user)" in told.text
    assert labels(chat, Parked) == [["再试"], ["放弃"]]
    coordinator.run(parked_card.show, coordinator.occasion())
    async with delivering(units, clock, chat):
        pass
    text = chat.screen(chat.last(ParkedList)).text
    assert (
        "1  异议 2024-0001 的邮件 → a@example.org\n对方邮件服务器拒收(550 no such user)\n自10月8日(周二) 09:00起"
        in text
    )
    assert labels(chat, ParkedList) == [["再试 1", "放弃 1"]]

    (row,) = units.look(rows_of.rows)
    number = int(row.name.removeprefix("out"))
    coordinator.run(parked_card.retry, number, "out", "press 1")
    post = Post()
    async with delivering(units, clock, post, chat):
        pass
    assert post.taken == ["a@example.org"]
    assert chat.screen(chat.last(ParkedList)).text == "没有发不出去的。"
    with pytest.raises(Moved):
        coordinator.run(parked_card.retry, number, "out", "press 2")
    assert rows(second, select(Audit.action).where(Audit.action.startswith("parked."))) == [("parked.retry",)]


async def test_giving_up_is_asked_once_more_and_only_coordinators_may(
    units: Units, clock: VirtualClock, office: Office, chat: Chat, objector: Speaker, second: Engine
) -> None:
    coordinator = await parked_letter(units, clock, office, chat, objector)
    (row,) = units.look(rows_of.rows)
    number = int(row.name.removeprefix("out"))
    for who in (office.leader(), office.liaison(), objector.who):
        stranger = Speaker(units, who)
        for job, *arguments in (
            (parked_card.show, "update 1"),
            (parked_card.retry, number, "out", "press 1"),
            (parked_card.ask_drop, number, "out", "press 1"),
            (parked_card.drop, number, "out", "press 1"),
            (health_card.show, Disk(1, 2), "update 1"),
        ):
            with pytest.raises(Forbidden):
                stranger.run(job, *arguments)
    coordinator.run(parked_card.ask_drop, number, "out", "press 2")
    async with delivering(units, clock, chat):
        pass
    assert "异议 2024-0001 的邮件 → a@example.org" in chat.screen(chat.last(AskDrop)).text
    assert labels(chat, AskDrop) == [["确认放弃"], ["不放弃"]]
    assert chat.screen(chat.last(AskDrop)).rows[0][0].style == "danger"
    coordinator.run(parked_card.keep, number, "out", "press 3")
    assert units.look(rows_of.rows)
    coordinator.run(parked_card.drop, number, "out", "press 4")
    assert not units.look(rows_of.rows)
    state = rows(second, select(Outbox.state).where(Outbox.id == number))
    assert state == [(OutboxState.WITHDRAWN,)]


async def test_many_are_paged(units: Units, clock: VirtualClock, office: Office, chat: Chat, objector: Speaker) -> None:
    coordinator = await parked_letter(units, clock, office, chat, objector)

    def more(unit: Unit) -> None:
        for serial in range(5):
            row = outbox.put(unit, ChannelBack("mail", 0), to=f"channel:@c{serial}", thing="x", occasion=str(serial))
            assert row is not None
            outbox.settle(unit, row, OutboxState.DEAD, error="Forbidden: not enough rights to send")

    units.call(more)
    coordinator.run(parked_card.show, coordinator.occasion())
    coordinator.run(parked_card.show, "press 1", 1)
    async with delivering(units, clock, chat):
        pass
    assert labels(chat, ParkedList) == [["再试 5", "放弃 5"], ["再试 6", "放弃 6"], ["上一页"]]
    assert "机器人在那里没有发消息的权限" in chat.screen(chat.last(ParkedList)).text


def test_reasons_in_words() -> None:
    assert why("the mail server refused the login (535 5.7.8 no)") == Why("mail-login", "535 5.7.8 no")
    assert why("given up after 9 tries: the mail server did not answer in time") == Why("mail-silent", "", 9)
    assert why("Forbidden: bot was blocked by the user") == Why("chat-blocked", "")
    assert why("returned: 5.1.1 user unknown") == Why("mail-returned", "5.1.1 user unknown")
    assert why("KeyError: 'x'") == Why("other", "KeyError: 'x'")
    assert "other" in KEYS


async def test_health_says_in_a_short_card_whether_all_runs(
    units: Units, clock: VirtualClock, office: Office, chat: Chat, objector: Speaker
) -> None:
    coordinator = await parked_letter(units, clock, office, chat, objector)

    def troubles(unit: Unit) -> None:
        unit.session.add(ChannelTrouble(channel="mail", since=unit.now, reason="x", retry_at=unit.now))
        unit.session.add(RoutineRun(name="sweep", last_success=unit.now))
        unit.session.add(RoutineRun(name="remind", last_failure=unit.now, last_error="x"))
        unit.session.add(Mailbox(name="m", purpose="returns", checked_at=unit.now))

    units.call(troubles)
    coordinator.run(health_card.show, Disk(40_000_000_000, 100_000_000_000), coordinator.occasion())
    async with delivering(units, clock, chat):
        pass
    text = chat.screen(chat.last(HealthCard)).text
    for line in (
        "聊天 🟢正常 · 排队",
        "发不出去 🟡1件",
        "邮箱(退信和回信) 🟢正常 · 10月8日(周二) 09:00读过",
        "夜间清理 🟢正常 · 10月8日(周二) 09:00",
        "remind 🔴最近一次没有成功",
        "磁盘 🟢正常 · 剩40 GB,共100 GB",
    ):
        assert line in text, line
    assert [[b.label for b in row] for row in chat.screen(chat.last(HealthCard)).rows] == [["看发不出去的"], ["刷新"]]


def test_when_mail_is_down_the_number_of_objections_that_wait_is_told_and_then_how_many_left(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker
) -> None:
    office.coordinator()
    objector.lodge(publish(units, office.task(), emails=("a@example.org", "b@example.org")), "没有完成")
    units.call(trouble.down, "mail", "no connection to the mail server: refused", retry_after=None, fatal=False)
    clock.advance_to(clock.now() + trouble.TOLD_AFTER)
    units.call(trouble.tell)

    def told(unit: Unit, kind: type[ChannelDown | ChannelBack]) -> list[object]:
        found = unit.session.scalars(select(Outbox).where(Outbox.kind == kind.KIND))
        return [outbox.opened(unit, row.kind, row.facts_sealed) for row in found if row.facts_sealed]

    (down,) = units.call(told, ChannelDown)
    assert isinstance(down, ChannelDown)
    assert (down.minutes, down.objections, down.waiting, down.phones) == (15, 1, 2, ("0311-55501234",))
    units.call(trouble.back, "mail")

    def leave(unit: Unit) -> None:
        ids = unit.conn.scalars(select(Outbox.id).where(Outbox.channel == "mail")).all()
        outbox.sent(unit, [(id_, "x") for id_ in ids])

    units.call(leave)
    (back,) = units.call(told, ChannelBack)
    assert isinstance(back, ChannelBack)
    counted = units.call(lambda unit: RECHECKS[ChannelBack.KIND](unit, "", "", back))
    assert isinstance(counted, ChannelBack)
    assert (counted.objections, counted.delivered, counted.waiting) == (1, 2, 0)
