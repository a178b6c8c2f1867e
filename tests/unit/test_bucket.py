"""The bucket fills the limit and never passes it, counted as the server counts: when a message arrives there."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.delivery.pace import Bucket


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def monotonic(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds


def most_in_a_second(moments: Iterable[float]) -> int:
    """In any second, wherever it begins."""
    ordered = sorted(moments)
    return max(at + 1 - bisect_left(ordered, moment - 1.0) for at, moment in enumerate(ordered))


class Line:
    """Messages leave whenever there is a token, and are answered later: `ways` says how long the ways there and back take."""

    def __init__(self, rate: int, ways: Iterator[tuple[float, float]]) -> None:
        self._clock = Hand()
        self._bucket = Bucket(self._clock, rate)  # type: ignore[arg-type]
        self._ways = ways
        self._answers: list[tuple[float, float]] = []
        self.arrived: list[float] = []

    def send(self, messages: int, step: float) -> float:
        """Messages a second; the sender looks every `step` seconds."""
        began = self._clock.at
        while len(self.arrived) < messages:
            while self._answers and self._answers[0][0] <= self._clock.at:
                self._bucket.answered(heapq.heappop(self._answers)[1])
            while (token := self._bucket.token_now()) is not None:
                there, back = next(self._ways)
                self.arrived.append(token + there)
                heapq.heappush(self._answers, (token + there + back, token))
            self._clock.at += step
        return messages / (self._clock.at - began)

    def rest(self, seconds: float) -> None:
        self._clock.at += seconds


# A way takes its least, and now and then much longer: a queue, a hiccup.
LEAST = st.floats(0.0005, 0.15)
DELAYS = st.lists(st.one_of(st.floats(0.0, 0.003), st.floats(0.0, 0.2)), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(
    rate=st.integers(5, 60),
    there=LEAST,
    back=LEAST,
    delays=DELAYS,
    step=st.floats(0.001, 0.02),
    drift=st.floats(-0.001, 0.001),
)
def test_no_second_of_the_server_holds_more_than_allowed(
    rate: int, there: float, back: float, delays: list[float], step: float, drift: float
) -> None:
    """Nor where its clock runs a little slower or faster."""
    line = Line(rate, _ways(there, back, delays))
    line.send(4 * rate, step)
    line.rest(0.3)
    line.send(8 * rate, step)
    assert most_in_a_second(moment * (1 + drift) for moment in line.arrived) <= rate


def _ways(there: float, back: float, delays: list[float]) -> Iterator[tuple[float, float]]:
    yield there, back
    number = 0
    while True:
        yield there + delays[number % len(delays)], back + delays[(number // 3) % len(delays)]
        number += 1


def test_a_round_trip_that_turns_out_shorter_makes_nothing_leave_too_early() -> None:
    """Just started everything is slow; what was answered then is not believed to have arrived earlier than it did."""
    rate = 100
    line = Line(rate, (_slow_at_first(number, rate) for number in range(10 * rate)))
    line.send(5 * rate, 0.001)
    assert most_in_a_second(line.arrived) <= rate


def _slow_at_first(number: int, rate: int) -> tuple[float, float]:
    return (0.300, 0.001) if number < rate - 10 else (0.001, 0.001)


def test_an_even_line_is_filled() -> None:
    assert Line(100, iter(lambda: (0.05, 0.05), None)).send(1_000, 0.001) > 0.98 * 100


async def test_a_late_answer_takes_the_slot_with_it() -> None:
    clock = Hand()
    bucket = Bucket(clock, 30)  # type: ignore[arg-type]
    given = []
    for n in range(150):
        token = await bucket.token()
        given.append(token)
        clock.at += 0.001 if n % 7 else 0.030  # the round trip
        bucket.answered(token)
    for start in given:
        assert sum(start <= one < start + 1.0 for one in given) <= 30
    assert len(given) / (given[-1] - given[0]) > 0.95 * 30
