"""Sixty reports in a quarter: does the coordinator's phone ring sixty times? Once a day, for as long as some wait."""

from __future__ import annotations

from bot.screen import Screen
from config.settings import Settings
from db.database import open_database
from db.queries import reviews
from db.tables import Report
from domain.messages.review import ReviewCard
from jobs import likeness, review
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, form
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, office_time, worded


async def test_the_first_report_of_a_day_rings_and_those_behind_it_come_quietly(
    both: Settings, clock: VirtualClock
) -> None:
    units = open_database(both, now=clock.now)
    office = Office(units)
    coordinator, other = Desk(units, office.coordinator()), Desk(units, office.coordinator("另一位经办人"))
    for number in ("21", "33", "36", "47"):
        office.task(number)
    liaison = Desk(units, office.liaison())
    await OPEN_CYCLES.run(units, clock)

    def send(request: int) -> list[Screen]:
        everything_sent(units)
        liaison.do(form.open_request, request, liaison.occasion)
        liaison.tap(form.answer, "on_track")
        liaison.type(form.answer, f"任务{request}的取水口改造已完成{request * 7}处。")
        liaison.tap(form.answer, "next")
        liaison.tap(form.answer, "send")
        [mine], [theirs] = coordinator.told(ReviewCard), other.told(ReviewCard)
        return [worded(mine, clock.now()), worded(theirs, clock.now())]

    def accept(report: int) -> None:
        coordinator.do(review.accept, report, units.look(lambda at: at.session.get_one(Report, report).rev))

    assert [card.silent for card in send(1)] == [False, False]
    await likeness.COMPARE.run(units, clock)
    assert not any(worded(one, clock.now()).silent for one in coordinator.told(ReviewCard)), "compared, it still rings"
    second = send(2)  # at the very same moment
    assert [card.silent for card in second] == [True, True]
    assert any("下一份 (1)" in button.label for row in second[0].rows for button in row), "and leads to the first"
    await likeness.COMPARE.run(units, clock)
    assert all(worded(one, clock.now()).silent for one in coordinator.told(ReviewCard)), "an edit keeps it quiet"

    accept(1)
    accept(2)
    assert [card.silent for card in send(3)] == [False, False], "the desk was empty"
    clock.advance_to(office_time(2024, 10, 9, 9))
    assert [card.silent for card in send(4)] == [False, False], "what waits since yesterday does not hush today's"
    assert units.look(reviews.waiting) == [3, 4]
    units.close()
