"""/task 47 where the ledger has 47-1 to 47-10 and no 47: the parts are offered, in their order."""

from __future__ import annotations

from db.units import Units
from domain.messages.ledger import TaskCard, WhichTask
from jobs.clock import VirtualClock
from jobs.ledger import tasks
from tests.conftest import Office
from tests.integration.desk import Desk, labels, worded


async def test_the_parts_of_a_number_are_offered(units: Units, clock: VirtualClock, office: Office) -> None:
    coordinator = Desk(units, office.coordinator())
    for number in ("47-10", "47-5", "47-1", "470", "4"):
        office.task(number, problem=f"第{number}个问题")
    coordinator.do(tasks.find, "47", coordinator.occasion)
    [which] = coordinator.told(WhichTask)
    screen = worded(which, clock.now())
    assert screen.text == (
        "📋 台账里没有序号47,有这几项:\n序号47-1 第47-1个问题\n序号47-5 第47-5个问题\n序号47-10 第47-10个问题\n请选择是哪一个。"
    )
    assert labels(screen) == [["序号47-1", "序号47-5"], ["序号47-10"]]
    office.task("47")
    coordinator.do(tasks.find, "47", coordinator.occasion)
    assert [card.number for card in coordinator.told(TaskCard) if isinstance(card, TaskCard)] == ["47"]
