"""What a filled workbook would change: only what was changed in it, never a colleague's word in silence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.states import RequestState
from domain.workbook import Entry, FigureRow, Given, Issued, Mark, TaskRow
from domain.workbook_plan import Outcome, Planned, Standing, Why, planned
from tests.workbooks import AREA, ISSUED, RATE, TASK

ROW = replace(TASK, status="on_track", text="原来的", figures=(AREA, RATE))
BOOK = replace(ISSUED, rows=(ROW,))
SAME = Entry(11, "on_track", "原来的", None, (Given(31, None, given=False), Given(32, Decimal("61.5"), given=True)))
NOW = Standing(RequestState.OPEN, "on_track", "原来的", None, (AREA, RATE), "另一位联络员", (5, 2))


def plan(entry: Entry, now: Standing | None = NOW, issued: Issued = BOOK) -> Planned:
    [found] = planned(issued, {entry.request: entry}, {11: now} if now is not None else {})
    return found


def figures(area: Given | None = None, rate: Given | None = None) -> tuple[Given, ...]:
    return (area or SAME.figures[0], rate or SAME.figures[1])


def test_a_row_as_it_was_handed_out_is_left_alone_whatever_happened_meanwhile() -> None:
    for now in (NOW, None, replace(NOW, state="submitted"), replace(NOW, text="改过了")):
        assert plan(SAME, now).outcome is Outcome.UNCHANGED
    assert plan(replace(SAME, text=" 原来的\n")).outcome is Outcome.UNCHANGED  # a program's own spaces


def test_only_what_was_changed_is_set() -> None:
    found = plan(replace(SAME, text="新的", figures=figures(Given(31, Decimal(520), given=True))))
    assert found.changed == ("text",)
    assert [(one.name, one.value) for one in found.figures] == [("完成营造林", Decimal(520))]
    assert (found.status, found.text, found.lacks, found.overwrites) == ("on_track", 2, (), None)


@pytest.mark.parametrize(
    ("state", "why"),
    [("submitted", Why.SUBMITTED), ("accepted", Why.ACCEPTED), (None, Why.GONE)],
)
def test_a_row_that_was_answered_another_way_is_refused_by_name(state: str | None, why: Why) -> None:
    found = plan(replace(SAME, text="新的"), replace(NOW, state=state) if state else None)
    assert (found.outcome, found.why) == (Outcome.REFUSED, why)


def test_a_figure_whose_unit_has_changed_is_not_taken_in_the_old_one() -> None:
    acres = replace(AREA, unit="亩")
    entry = replace(SAME, figures=figures(Given(31, Decimal(520), given=True)))
    assert plan(entry, replace(NOW, figures=(acres, RATE))).why is Why.ASKED_ANEW
    assert plan(entry, replace(NOW, figures=(RATE,))).why is Why.ASKED_ANEW
    assert plan(replace(SAME, text="新的"), replace(NOW, figures=(acres, RATE))).outcome is Outcome.CHANGED


def test_a_colleague_is_named_only_where_both_changed_one_thing() -> None:
    theirs = replace(NOW, text="同事写的")
    assert plan(replace(SAME, text="我写的"), theirs).overwrites == "另一位联络员"
    assert plan(replace(SAME, text="同事写的"), theirs).overwrites is None
    assert plan(replace(SAME, help="请协调"), theirs).overwrites is None
    counted = replace(NOW, figures=(replace(AREA, value=Decimal(500), given=True), RATE))
    mine = replace(SAME, figures=figures(Given(31, Decimal(520), given=True)))
    assert plan(mine, counted).overwrites == "另一位联络员"
    assert plan(mine, replace(counted, writer="")).overwrites == ""  # somebody, whose name nobody knows


def test_what_is_missing_before_it_can_be_sent_is_named() -> None:
    blank = replace(ROW, status=None, text=None, figures=(AREA,))
    book = replace(BOOK, rows=(blank,))
    now = Standing(RequestState.OPEN, None, None, None, (AREA,))
    entry = Entry(11, None, None, "请协调", ())
    assert plan(entry, now, book).lacks == ("status", "text", "完成营造林")
    assert plan(replace(entry, status="no_change"), now, book).lacks == ()
    assert plan(replace(entry, status="done", text="完了"), now, book).lacks == ("完成营造林",)
    special = replace(book, question="演练了吗")
    assert plan(replace(entry, text="演练了"), replace(now, figures=()), special).lacks == ()


def test_what_was_emptied_is_named() -> None:
    found = plan(replace(SAME, text=None))
    assert (found.cleared, found.lacks) == (("text",), ("text", "完成营造林"))
    emptied = plan(replace(SAME, figures=figures(rate=Given(32, None, given=False))))
    assert [(one.name, one.given) for one in emptied.figures] == [("断面达标率", False)]


def test_a_figure_that_surprises_is_doubted() -> None:
    def doubt(value: int) -> str | None:
        found = plan(replace(SAME, figures=figures(Given(31, Decimal(value), given=True))))
        assert found.is_doubtful == (found.figures[0].doubt is not None)
        return found.figures[0].doubt

    assert [doubt(value) for value in (479, 480, 640, 6401)] == ["falls", None, None, "far"]


def test_a_row_that_did_not_come_back_is_as_it_was() -> None:
    [found] = planned(BOOK, {}, {11: NOW})
    assert found.outcome is Outcome.UNCHANGED


texts = st.none() | st.sampled_from(["甲", "乙", " 甲 "])
values = st.none() | st.sampled_from([Decimal(1), Decimal("1.0"), Decimal(2)])


@given(texts, texts, texts, values, values, values)
def test_taking_a_plan_leaves_what_the_workbook_says_or_what_was_there(
    was: str | None, mine: str | None, there: str | None, old: Decimal | None, new: Decimal | None, now: Decimal | None
) -> None:
    """Of every field: the workbook's word where it changed it, else the draft's; and no other draft is lost unnamed."""
    figure = FigureRow(1, "指标", "个", None, None, old, given=old is not None)
    row = TaskRow(11, "21", "问题", None, (), None, None, None, was, None, (figure,))
    entry = Entry(11, None, mine, None, (Given(1, new, given=new is not None),))
    current = replace(figure, value=now, given=now is not None)
    found = plan(entry, Standing("open", None, there, None, (current,), "同事"), replace(BOOK, rows=(row,)))

    def plain(text: str | None) -> str:
        return (text or "").strip()

    touched = "text" in found.changed
    assert touched == (plain(mine) != plain(was))
    counted = bool(found.figures)
    assert counted == (new != old)
    lost = (touched and plain(there) not in (plain(was), plain(mine))) or (counted and now not in (old, new))
    assert (found.overwrites == "同事") == lost


@given(st.integers(1, 10**17), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 999))
def test_a_mark_reads_back_and_nothing_else_does(workbook: int, cycle: int, department: int, revision: int) -> None:
    mark = Mark(workbook, cycle, department, revision, "a" * 22)
    assert Mark.read(mark.word) == mark
    assert Mark.read(f" {mark.word} ") == mark
    for broken in (mark.word[:-1], mark.word + "a", mark.word.replace(".", ",", 1), "", mark.claim):
        assert Mark.read(broken) is None
