"""Are Telegram's rates kept to the message, and counted honestly?"""

from __future__ import annotations

import pytest

from sandbox.limits import Limits, Throttle
from sandbox.refusals import Refused


class Watch:
    """A monotonic clock moved by hand."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def watch() -> Watch:
    return Watch()


def passes(throttle: Throttle, chat: int, *, private: bool = True, paid: bool = False) -> bool:
    try:
        throttle.take(chat, private=private, paid=paid)
    except Refused:
        return False
    return True


def test_thirty_a_second_over_all_chats_and_the_next_when_the_first_is_a_second_old(watch: Watch) -> None:
    throttle = Throttle(Limits(), watch)
    assert sum(passes(throttle, chat) for chat in range(40)) == 30
    watch.time += 0.999
    assert not passes(throttle, 99)
    watch.time += 0.001
    assert passes(throttle, 99)


def test_a_private_chat_takes_a_short_burst_then_one_a_second(watch: Watch) -> None:
    throttle = Throttle(Limits(chat_burst=4), watch)
    assert [passes(throttle, 1) for _ in range(6)] == [True] * 4 + [False] * 2
    watch.time += 1.0
    assert [passes(throttle, 1) for _ in range(2)] == [True, False]


def test_a_group_takes_twenty_a_minute_and_says_how_long_to_wait(watch: Watch) -> None:
    throttle = Throttle(Limits(), watch)
    assert sum(passes(throttle, -1, private=False) for _ in range(25)) == 20
    with pytest.raises(Refused, match="Too Many Requests: retry after 60"):
        throttle.take(-1, private=False)


def test_paid_broadcasts_go_faster_only_where_they_are_paid_for(watch: Watch) -> None:
    poor, rich = Throttle(Limits(), watch), Throttle(Limits(paid=True), watch)
    assert sum(passes(poor, chat, paid=True) for chat in range(100)) == 30
    assert sum(passes(rich, chat, paid=True) for chat in range(1100)) == 1000


def test_the_counters_tell_the_worst_second(watch: Watch) -> None:
    throttle = Throttle(Limits(enforced=False), watch)
    for chat in range(10):
        watch.time += 0.1
        throttle.take(chat, private=True)
    watch.time += 0.95
    throttle.take(11, private=True)
    stats = throttle.stats()
    assert (stats["messages"], stats["peak_per_second"], stats["too_many_requests"]) == (11, 10, 0)
    assert sum(stats["by_second"]) == 11
