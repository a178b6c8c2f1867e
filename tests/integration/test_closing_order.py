"""A coordinator sets in chat what a programme asks for before it strikes off, and in which order."""

from __future__ import annotations

import pytest

from bot.render import Renderer
from config.texts import Texts
from db.tables import Audit, Task
from db.units import Units
from domain.errors import Moved, Rejected
from domain.messages.programmes import ClosingOrder
from jobs import acceptance, closing
from jobs.clock import VirtualClock
from jobs.programmes import order
from tests.conftest import SHANGHAI, Office
from tests.integration.closing_road import Road, occasion


@pytest.fixture
def road(units: Units, clock: VirtualClock, office: Office) -> Road:
    return Road(units, clock, office)


def programme(road: Road) -> int:
    return road.units.look(lambda reading: reading.session.get_one(Task, road.task).programme_id)


def asked(road: Road) -> list[str]:
    return [note.key for note in road.units.look(closing.missing, road.task)]


def test_the_order_holds_at_once_for_every_task_of_the_programme(road: Road) -> None:
    road.change(order.show, road.coordinator, programme(road), occasion())
    assert road.last(ClosingOrder).order == "ap"
    road.change(order.choose, road.coordinator, programme(road), "pa", occasion())
    card = road.last(ClosingOrder)
    assert (card.steps, card.order, card.open_tasks) == (("publicity", "acceptance"), "pa", 1)
    with pytest.raises(Rejected, match="accept-publicity-first"):
        road.change(acceptance.apply, road.liaison, road.task, occasion())
    road.publish()
    road.step_until("2024-10-21", "10:00")
    road.accept()
    assert asked(road) == []
    road.strike_off()
    assert road.state() == "closed"


def test_twice_means_two_periods_around_one_acceptance(road: Road) -> None:
    road.change(order.choose, road.coordinator, programme(road), "pap", occasion())
    road.publish()
    road.step_until("2024-10-21", "10:00")
    road.accept()
    assert asked(road) == ["closing-missing-publicity"]
    road.publish("10月22日至10月31日")
    road.step_until("2024-11-01", "10:00")
    assert asked(road) == []


def test_a_running_notice_goes_on_and_the_change_is_on_record(road: Road) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-09", "10:00")
    road.change(order.choose, road.coordinator, programme(road), "app", occasion())
    card = road.last(ClosingOrder)
    assert card.published == 1
    assert road.period().state == "running"
    shown = Renderer(Texts.shipped(), SHANGHAI, road.clock.now, "xiaohao_bot").screen(card, "zh-CN")
    assert "现在:验收 → 公示 → 公示" in shown.text
    assert all(len(button.label) <= 8 for row in shown.rows for button in row)
    with pytest.raises(Moved):
        road.change(order.choose, road.coordinator, programme(road), "ppp", occasion())
    with pytest.raises(Rejected, match="only-coordinator"):
        road.change(order.choose, road.liaison, programme(road), "ap", occasion())
    actions = road.units.look(lambda reading: [row.action for row in reading.session.query(Audit)])
    assert actions.count("programme.closing") == 1
