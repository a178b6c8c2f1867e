"""Which claimed row leaves next: replies first, one at a time to a chat, and nothing is used up by what did not leave."""

from __future__ import annotations

import pytest

from db.tables import Lane
from domain.messages.everyday import Sentence
from domain.parcels import Parcel
from jobs.delivery.pace import PRIVATE_BURST, Chats
from jobs.delivery.pool import Pool


def parcel(row: int, address: str = "7", lane: Lane = Lane.PROMPT) -> Parcel:
    return Parcel(row, "telegram", f"person:{address}", "send", Sentence("moved-on"), "zh-CN", address, lane=lane)


def test_a_reply_goes_before_what_was_claimed_earlier() -> None:
    pool = Pool(Chats())
    pool.add([parcel(1, "7", Lane.ANNOUNCEMENT), parcel(2, "8", Lane.PROMPT), parcel(3, "9", Lane.REPLY)])
    taken = [pool.take(0.0) for _ in range(3)]
    assert [one.row for one in taken if one is not None] == [3, 2, 1]


def test_a_chat_has_one_message_on_its_way_and_keeps_its_order() -> None:
    pool = Pool(Chats())
    pool.add([parcel(1), parcel(2), parcel(3, "8")])
    first, other = pool.take(0.0), pool.take(0.0)
    assert (first and first.row, other and other.row) == (1, 3)
    assert pool.take(0.0) is None
    assert pool.wait(0.0) is None, "what waits is behind one that is on its way"
    pool.done("7")
    following = pool.take(0.0)
    assert following is not None
    assert following.row == 2


def test_what_did_not_leave_costs_its_chat_nothing() -> None:
    pool = Pool(Chats())
    pool.add([parcel(1)])
    for _ in range(int(PRIVATE_BURST) * 3):
        taken = pool.take(0.0)
        assert taken is not None
        pool.put_back(taken)
    assert pool.wait(0.0) == 0.0


def test_a_chat_that_has_had_its_burst_rests_and_holds_up_no_other() -> None:
    pool = Pool(Chats())
    for row in range(int(PRIVATE_BURST)):
        pool.add([parcel(row)])
        assert pool.take(0.0) is not None
        pool.done("7")
    pool.add([parcel(10), parcel(11, "8")])
    other = pool.take(0.0)
    assert other is not None
    assert other.row == 11
    assert pool.wait(0.0) == pytest.approx(1.0)
