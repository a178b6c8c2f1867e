"""What is a button worth in other hands? Nothing: forged, replayed, another's form, another department's request.

The whole program on a stage; presses are made with whatever data one likes, as a changed client could.
"""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, func, select
from telegram.ext import CallbackQueryHandler

from bot.handlers import all_handlers
from cli.stage import Stage, stage
from db.database import database_url
from db.tables import (
    Audit,
    Base,
    Dialogue,
    Inbox,
    InboxState,
    Lease,
    Meta,
    Objection,
    Outbox,
    Request,
    RoutineRun,
)
from domain.people import RoleName
from sandbox.people import Person
from tests.conftest import SHANGHAI, Office
from tests.faults.rounds import department, requests_of
from tests.objecting import publish

START = datetime(2024, 10, 9, 10, 0, tzinfo=SHANGHAI)
FORGED = ["", "x", "f:", "f:1", "f:a.b:send", "f:1.1:" + "A" * 60, "drop table:1.1", "ledger_apply:1.1;--", "报送:1.1"]
ARGUMENTS = ("", "1", "yes", "9" * 24)
NUMBERS = ((1, 1), (10**18 - 1, 10**9 - 1))


class Scene:
    """Two departments with a report each in hand, a coordinator, an objector, a stranger."""

    def __init__(self, place: Stage, second: Engine) -> None:
        self.stage = place
        self.second = second

    async def set_up(self) -> None:
        place = self.stage
        office = Office(place.app.units)
        tasks = [office.task(str(serial + 1), department=department(serial)) for serial in range(2)]
        self.requests = await place.app.units.run(requests_of, tasks)
        self.notice = publish(place.app.units, tasks[0], starts=date(2024, 10, 8), ends=date(2024, 10, 18))
        self.coordinator = await place.join(1, RoleName.COORDINATOR)
        self.ours = await place.join(2, RoleName.LIAISON, department(0))
        self.theirs = await place.join(3, RoleName.LIAISON, department(1))
        self.objector, self.stranger = place.sandbox.person(4, "某市民"), place.sandbox.person(5, "路人")
        await place.say(self.stranger, "/start")
        await place.say(self.objector, f"/start o_{self.notice}")
        await place.tap(self.objector, "f", "anonymous")
        await place.say(self.objector, "三号排口附近仍有漂浮物。")
        await place.tap(self.objector, "f", "check")
        await place.tap(self.objector, "f", "confirm")
        await place.say(self.theirs, f"/start r_{self.requests[1]}")
        await place.tap(self.theirs, "f", "on_track")
        await place.say(self.theirs, "第三季度补水0.21亿立方米,管护协议全部签订。")

    async def press(self, person: Person, data: str) -> str:
        """The toast that a press of this data brings."""
        if not person.received:
            await self.stage.say(person, "/start")
        press = await person.tap(person.received[-1].id, data)
        await self.stage.settle()
        return press.text

    def facts(self) -> dict[str, list[tuple[object, ...]]]:
        """All the office's facts, without the machinery's own books."""
        machinery = {one.__tablename__ for one in (Audit, Inbox, Outbox, Dialogue, Lease, RoutineRun, Meta)}
        with self.second.connect() as conn:
            return {
                table.name: [tuple(row) for row in conn.execute(select(table))]
                for table in Base.metadata.sorted_tables
                if table.name not in machinery and table.name != "audit_seal"
            }

    def refusals(self) -> list[tuple[str, str, str]]:
        with self.second.connect() as conn:
            rows = conn.execute(select(Audit.who, Audit.thing, Audit.detail).where(Audit.action == "refused"))
            return [(row.who, row.thing, row.detail["why"]) for row in rows]


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with played(tmp_path) as scene:
        yield scene


@contextlib.asynccontextmanager
async def played(tmp_path: Path, **environ: str) -> AsyncIterator[Scene]:
    async with stage(tmp_path / "var", START, **environ) as place:
        second = create_engine(database_url(place.settings))
        scene = Scene(place, second)
        await scene.set_up()
        yield scene
        second.dispose()


async def test_another_departments_request_is_refused_and_on_record(scene: Scene) -> None:
    before = scene.facts()
    request = scene.requests[1]
    assert "别的单位" in await scene.press(scene.ours, f"report_open:{request}.1")
    await scene.stage.say(scene.ours, f"/start r_{request}")
    assert "别的单位" in scene.ours.received[-1].text
    with scene.second.connect() as conn:
        theirs = conn.scalar(select(Request.department_id).where(Request.id == request))
    assert await scene.press(scene.ours, f"report_sign:1.1:{theirs}") != ""
    assert scene.facts() == before
    recorded = scene.refusals()
    assert (recorded[0][1], recorded[0][2]) == (f"report_open:{request}", "not-yours")
    assert recorded[0][0].startswith("person:")
    assert {"link", f"report_open:{request}"} <= {thing for _, thing, _ in recorded}


async def test_another_persons_form_is_not_moved_by_its_own_button(scene: Scene) -> None:
    """The very data that would send the other's report, pressed by a colleague of another department with a form open."""
    seen = next(seen for seen in reversed(scene.theirs.received) if seen.buttons)
    data = next(button["callback_data"] for row in seen.buttons for button in row)
    await scene.stage.say(scene.ours, f"/start r_{scene.requests[0]}")
    before = scene.facts()
    assert await scene.press(scene.ours, data) != ""
    assert scene.facts() == before
    assert scene.refusals()[-1][2] == "button-unknown"


async def test_an_objection_is_not_open_to_whoever_knows_its_number(scene: Scene) -> None:
    """Its state, a withdrawal, more material: refused, and the record does not say who tried."""
    before = scene.facts()
    for verb in ("obj_withdraw_sure", "obj_withdraw", "obj_add", "obj_state", "obj_settled"):
        for person in (scene.stranger, scene.ours):
            toast = await scene.press(person, f"{verb}:1.1:no")
            assert toast != ""
            assert "2024-" not in toast
    for verb in ("obj_open", "obj_seen", "obj_text", "obj_contact", "obj_files", "obj_reply"):
        assert "经办人" in await scene.press(scene.ours, f"{verb}:1.1")
    assert scene.facts() == before
    assert {who for who, thing, _ in scene.refusals() if thing.startswith("obj_")} == {"outsider"}
    with scene.second.connect() as conn:
        assert conn.scalar(select(func.count()).select_from(Objection)) == 1


async def test_a_press_replayed_does_nothing_again(scene: Scene) -> None:
    """The same data again, ten times: after the report was sent, and after the objection was lodged."""
    await scene.stage.tap(scene.theirs, "f", "next")
    _, send = scene.stage.button(scene.theirs, "f", "send")
    await scene.press(scene.theirs, send)
    before = scene.facts()
    for _ in range(10):
        await scene.press(scene.theirs, send)
    assert scene.facts() == before


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.heavy)])
async def test_whatever_a_button_may_carry_is_answered_and_breaks_nothing(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Every verb there is, with numbers of nothing and of the largest kind, from everybody; nothing is parked."""
    environ = {"XIAOHAO_DATABASE__URL": request.getfixturevalue("postgresql_url")} if database == "postgresql" else {}
    async with played(tmp_path, **environ) as scene:
        if database == "postgresql":  # whose own refusals are of numbers
            await _press_everything(scene, NUMBERS[-1:], (ARGUMENTS[0], ARGUMENTS[-1]))
        else:
            await _press_everything(scene, NUMBERS, ARGUMENTS)


async def _press_everything(scene: Scene, numbers: Sequence[tuple[int, int]], arguments: Sequence[str]) -> None:
    verbs = {
        re.sub(r"[^a-z_]", "", str(handler.pattern.pattern))  # type: ignore[union-attr]
        for handler in all_handlers()
        if isinstance(handler, CallbackQueryHandler)
    }
    assert len(verbs) > 30
    # their own language, reminder, notices; the document of a notice that is public
    harmless = {"language", "snooze", "sub_all", "sub_pick", "pub_file"}
    papers = {"doc_year", "doc_register"}  # a coordinator's, of nothing in particular: a file is made and kept
    everybody = (scene.stranger, scene.theirs)
    before = scene.facts()
    for person in everybody:
        for data in FORGED:
            await person.tap(person.received[-1].id, data)
        for verb, (number, rev), argument in itertools.product(sorted(verbs - harmless), numbers, arguments):
            data = f"{verb}:{number}.{rev}" + (f":{argument}" if argument else "")
            if person is scene.theirs and number in (1, 2):
                continue  # those are their own: the tests above
            await person.tap(person.received[-1].id, data)
        await scene.stage.settle()
    assert scene.facts() == before
    for verb, argument in itertools.product(sorted(verbs - papers - harmless), arguments):
        data = f"{verb}:{10**18 - 1}.{10**9 - 1}" + (f":{argument}" if argument else "")
        await scene.coordinator.tap(scene.coordinator.received[-1].id, data)
    await scene.stage.settle()
    assert scene.facts() == before
    with scene.second.connect() as conn:
        troubled = select(Inbox.last_error).where((Inbox.state == InboxState.PARKED) | (Inbox.attempts > 0))
        assert list(conn.scalars(troubled)) == []
    assert all(press.answered for person in everybody for press in person.presses), "a press without an answer"


async def test_a_link_of_any_length_is_answered(scene: Scene) -> None:
    for payload in ("o_" + "9" * 60, "r_" + "9" * 60, "i_" + "A" * 60, "o_-1", "r_x", "z_1", "i_", "o_1" * 20):
        said = len(scene.stranger.received)
        await scene.stage.say(scene.stranger, f"/start {payload}")
        assert len(scene.stranger.received) == said + 1, payload
    with scene.second.connect() as conn:
        assert conn.scalar(select(func.count()).where(Inbox.attempts > 0)) == 0
