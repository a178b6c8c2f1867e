"""Anyone may have every notice in their own chat, and stop again; a command that is not there says so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select

from cli.stage import stage
from db.tables import Subscription
from db.units import Units
from domain.people import Account
from jobs import subscriptions
from tests.conftest import Office

START = datetime(2024, 10, 8, 1, 0, tzinfo=UTC)


def rows(second: Engine) -> list[tuple[str, bool]]:
    with second.connect() as conn:
        found = conn.execute(select(Subscription.scope, Subscription.ended_at))
        return [(row.scope, row.ended_at is None) for row in found]


def test_subscribing_twice_is_once_and_it_can_end_and_begin_again(units: Units, office: Office, second: Engine) -> None:
    who: Account = office.account()
    for number in range(2):
        units.call(subscriptions.subscribe, who, f"update {number}")
    assert rows(second) == [("all", True)]
    units.call(subscriptions.unsubscribe, who, "update 3")
    assert rows(second) == [("all", False)]
    units.call(subscriptions.unsubscribe, who, "update 4")
    units.call(subscriptions.subscribe, who, "update 5")
    assert rows(second) == [("all", True)]


async def test_a_stranger_subscribes_reads_what_is_kept_and_hears_of_a_command_that_is_not_there(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, START) as place:
        stranger = place.sandbox.person(77, "路人")
        for said, expected in (
            ("/subscribe", "已订阅"),
            ("/privacy", "180天后"),
            ("/unsubscribe", "已取消订阅"),
            ("/unsubscribe", "没有订阅"),
            ("/health", "/health 这个命令在当前版本还没有"),
        ):
            await place.say(stranger, said)
            assert stranger.last is not None
            assert expected in stranger.last.text
