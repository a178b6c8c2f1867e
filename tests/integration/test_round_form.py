"""Whatever a coordinator types or presses while drawing up a special round, it can be finished, or left, and nothing breaks."""

from __future__ import annotations

import contextlib
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from db.tables import Cycle, Request
from db.units import Reading, Units
from domain.answers import Chosen, Files, Typed
from domain.errors import Rejected
from domain.messages.rounds import RoundForm
from jobs.clock import VirtualClock
from jobs.collection import special_form
from tests.integration.desk import Desk, worded

PRESSES = (
    *(
        "all",
        "done",
        "back",
        "send",
        "figures",
        "d-1",
        "d-2",
        "d-9",
        "page-0",
        "page-7",
        "p-1",
        "p-x",
        "n-3",
        "n-0",
        "n-999",
    ),
    *("edit-question", "edit-tasks", "edit-departments", "edit-due", "edit-preview", "nonsense", ""),
)
TEXTS = (
    "21",
    "21、33",
    "99",
    "水利",
    "示范省",
    "5",
    "十个工作日",
    "10月18日",
    "10月13日",
    "2月30日",
    "发出",
    "上一步",
    "全部",
    "排查\n请报。",
)
ANSWERS = st.one_of(
    st.sampled_from(PRESSES).map(lambda value: ("press", value)),
    st.sampled_from(PRESSES[:8]).map(lambda value: ("stale", value)),
    st.one_of(st.sampled_from(TEXTS), st.text(max_size=40)).map(lambda text: ("type", text)),
    st.just(("file", "")),
)
STRAIGHT_ON = ("排查\n请报。", "全部", "全部", "5", "发出")


def opened(units: Units) -> tuple[int, int]:
    def look(reading: Reading) -> tuple[int, int]:
        counts = (select(func.count(Cycle.id)), select(func.count(Request.id)))
        return tuple(reading.conn.scalar(count) or 0 for count in counts)  # type: ignore[return-value]

    return units.look(look)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(ANSWERS, max_size=14))
def test_any_sequence_leaves_a_form_that_can_be_finished_or_left(
    units: Units, clock: VirtualClock, office: Any, answers: list[tuple[str, str]]
) -> None:
    if not units.look(lambda reading: reading.conn.scalar(select(Request.id).limit(1))) and office.accounts == 900_000:
        office.task("21", indicator="完成营造林")
        office.task("33", department="示范省林业局")
    desk = Desk(units, office.coordinator())
    desk.do(special_form.begin, desk.occasion)
    for how, value in answers:
        if desk.dialogue.form is None:
            desk.do(special_form.begin, desk.occasion)
        before = opened(units)
        kept = desk.dialogue
        with contextlib.suppress(Rejected):
            if how == "type":
                desk.type(special_form.answer, value)
            elif how == "file":
                desk.give(special_form.answer, Files((), caption="看附件", message_id=1))
            else:
                desk.give(special_form.answer, Chosen(value, kept.id, kept.rev - (how == "stale")))
        if desk.dialogue.form is not None:
            assert opened(units) == before, "nothing is asked of anybody before it is sent"
            card = desk.card(f"round:{desk.dialogue.id}.{desk.dialogue.fields['drawn']}")
            assert isinstance(card, RoundForm)
            for language in ("zh-CN", "en"):
                assert worded(card, clock.now(), language).text
    _finish(units, desk)


def _finish(units: Units, desk: Desk) -> None:
    """From wherever it stands: left, begun anew, and sent."""
    if desk.dialogue.form is not None:
        desk.tap(special_form.answer, "leave")
    assert desk.dialogue.form is None
    before = opened(units)
    desk.do(special_form.begin, desk.occasion)
    for text in STRAIGHT_ON:
        desk.give(special_form.answer, Typed(text, 1))
    assert desk.dialogue.form is None
    assert opened(units) == (before[0] + 1, before[1] + 2)
