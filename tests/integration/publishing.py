"""A stage on which a coordinator has a task that was accepted, ready to be published."""

from __future__ import annotations

from datetime import datetime

from cli.life import CHANNEL, NUMBER, SAMPLE
from cli.stage import Stage
from domain.people import RoleName
from sandbox.people import Person
from tests.integration.desk import office_time

START: datetime = office_time(2024, 9, 26, 9, 30)
ADDRESS = "objections@example.org"


async def accepted(place: Stage) -> Person:
    """The coordinator; the sample's task has just been accepted."""
    place.sandbox.channel(CHANNEL, "公示频道", "gongshi")
    coordinator = await place.join(1001, RoleName.COORDINATOR)
    await place.send(coordinator, "notice.txt", SAMPLE.read_bytes(), "text/plain")
    await place.tap(coordinator, "ledger_apply")
    liaison = await place.join(2001, RoleName.LIAISON, "示范省水利厅")
    await place.say(liaison, f"/task {NUMBER}")
    await place.tap(liaison, "accept_apply")
    await place.say(liaison, "措施全部完成,申请验收。")
    await place.tap(liaison, "f", "submit")
    await place.tap(coordinator, "accept_pass")
    await place.tap(coordinator, "f", "none")
    return coordinator


async def drawn_up(place: Stage, coordinator: Person, dates: str = "10月8日至10月18日") -> str:
    """As far as the preview; what it says."""
    await place.tap(coordinator, "pub_new")
    await place.say(coordinator, dates)
    for _ in range(2):
        if place.has_button(coordinator, "f", "office"):
            await place.tap(coordinator, "f", "office")
        else:
            await place.say(coordinator, ADDRESS)
    return newest(coordinator, "核对公示")


async def published(place: Stage, coordinator: Person, dates: str = "10月8日至10月18日") -> None:
    """Confirmed, and announced on 8 October."""
    await drawn_up(place, coordinator, dates)
    await place.tap(coordinator, "f", "confirm")
    await place.run_to(office_time(2024, 10, 8, 9, 5))


def newest(person: Person, words: str) -> str:
    """The newest message with these words, as it stands."""
    return next(seen.text for seen in reversed(person.received) if words in seen.text)
