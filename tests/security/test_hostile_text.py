"""Can words break a message, or become markup? Names, tasks and texts made to be trouble, along the whole road.

The sandbox parses HTML as Telegram does and refuses what it refuses: a message that broke is one that never arrived.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from cli.stage import Stage, stage
from db.database import database_url
from db.tables import Inbox, Outbox, OutboxState
from domain.people import RoleName
from tests.conftest import SHANGHAI, Office
from tests.faults.rounds import requests_of
from tests.objecting import publish

START = datetime(2024, 10, 9, 10, 0, tzinfo=SHANGHAI)
MARKUP = '<b>粗</b><a href="https://example.org">点我</a>&lt;&amp;<script>alert(1)</script></blockquote>&#x202e;<'
HOSTILE = {
    "markup": MARKUP,
    "unclosed": '<pre><code class="x"><b' * 20,
    "right to left": "\u202e\u2066\u200f反\u202e写" * 30,
    "zero width": "零\u200b\u200c\u200d\ufeff宽" * 600,
    "combining": "长" + "\u0301" * 3000,
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 500,
    "long": "进展很长。" * 1500,
    "braces": "{ $name } { -term } {{x}} {% raw %} %s %(x)s ${HOME}",
    "private use": "\ue0000\ue001\ue0001\ue001" * 50,
    "lines": "\n\r\n\t\u2028\u2029\x0b" * 300 + "x",
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
async def test_words_are_shown_as_words(hostile: str, tmp_path: Path) -> None:
    said = hostile[:4096]  # what Telegram lets a person send
    name = hostile.strip()[:60] or "x"
    async with stage(tmp_path / "var", START) as place:
        office = Office(place.app.units)
        unit = "示范省" + "".join(ch for ch in hostile[:40] if ch.isprintable())
        task = office.task("21", department=unit, problem=hostile)
        (request,) = await place.app.units.run(requests_of, [task], [unit])
        notice = publish(place.app.units, task)
        coordinator = await place.join(1, RoleName.COORDINATOR, name=name)
        liaison = await place.join(2, RoleName.LIAISON, unit, name=name)
        await place.say(coordinator, "/invite")
        await place.say(coordinator, "/board")
        await place.say(coordinator, "/task 21")
        await place.say(coordinator, said)
        await place.say(liaison, "/todo")
        await place.say(liaison, f"/start r_{request}")
        await place.tap(liaison, "f", "on_track")
        await place.say(liaison, said)
        await place.say(liaison, "第三季度补水0.21亿立方米,管护协议全部签订。")
        await place.send(liaison, f"{name}.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
        await place.tap(liaison, "f", "next")
        await place.tap(liaison, "f", "send")
        await place.tap(coordinator, "review_return")
        await place.say(coordinator, said)
        citizen = place.sandbox.person(3, name)
        await place.say(citizen, f"/start o_{notice}")
        await place.tap(citizen, "f", "named")
        await place.say(citizen, "某市民")
        await place.say(citizen, "13800000000")
        await place.say(citizen, said)
        await place.say(citizen, "以上属实。")
        await place.tap(citizen, "f", "check")
        await place.tap(citizen, "f", "confirm")
        await place.say(coordinator, "/objections")
        await place.tap(coordinator, "obj_open")
        _nothing_broke(place)
        for person in (coordinator, liaison, citizen):
            for seen in person.received:
                assert len(seen.text.encode("utf-16-le")) // 2 <= 4096
                links = [one.get("url", "") for one in seen.entities if one["type"] == "text_link"]
                assert not any("example.org" in link for link in links), "words became a link"
        assert place.sandbox.mailbox is not None
        assert len(place.sandbox.mailbox.letters) >= 1
        if hostile == MARKUP:
            shown = [seen for seen in coordinator.received if "<script>" in seen.text]
            assert shown, "shown literally"
            for seen in shown:
                assert "<b>粗</b>" in seen.text


def _nothing_broke(place: Stage) -> None:
    engine = create_engine(database_url(place.settings))
    with engine.connect() as conn:
        dead = conn.execute(
            select(Outbox.kind, Outbox.last_error).where(Outbox.state.in_((OutboxState.HELD, OutboxState.DEAD)))
        ).all()
        assert dead == []
        assert conn.execute(select(Inbox.last_error).where(Inbox.attempts > 0)).all() == []
    engine.dispose()
