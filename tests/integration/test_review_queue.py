"""Many reports at once: the queue, copies found, two texts beside each other, several accepted together."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from sqlalchemy import Engine, select

from bot.screen import MOST_TEXT, length
from cli.stage import Stage, stage
from config.settings import Settings
from db.database import open_database
from db.queries import review_queue, reviews
from db.tables import Cycle, Evidence, Likeness, Meta, Report, ReportValue, Request, Review, StoredFile
from db.units import Unit, Units
from domain.errors import Moved
from domain.messages.review import (
    AcceptAll,
    Accepted,
    AcceptedMany,
    Comparison,
    EvidenceAlbum,
    EvidenceFile,
    MoreEvidence,
    ReviewCard,
    ReviewQueue,
)
from domain.people import RoleName
from jobs import likeness, review
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, form, sending
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded

TEXTS = (Path(__file__).parents[1] / "samples" / "likeness-texts.txt").read_text(encoding="utf-8").strip().split("\n\n")
FOREST = "示范省林业局"


def report_of(desk: Desk, request: int, text: str, *, status: str = "on_track", figure: str | None = None) -> None:
    """As a liaison sends one."""
    desk.do(form.open_request, request, desk.occasion)
    desk.tap(form.answer, status)
    desk.type(form.answer, text)
    if figure is not None:
        desk.type(form.answer, figure)
    desk.tap(form.answer, "next")
    desk.tap(form.answer, "send")


@pytest.fixture
def coordinator(units: Units, office: Office) -> Desk:
    return Desk(units, office.coordinator("一位经办人"))


@pytest.fixture
async def two(units: Units, office: Office, clock: VirtualClock, coordinator: Desk) -> tuple[Desk, Desk]:
    """Two departments, a task each."""
    office.task("21", indicator="完成营造林")
    office.task("33", department=FOREST)
    water, forest = Desk(units, office.liaison()), Desk(units, office.liaison(FOREST, "林业局联络员"))
    await OPEN_CYCLES.run(units, clock)
    return water, forest


def a_year_ago(unit: Unit, text: str, figure: int | None = None) -> None:
    """What was accepted of task 21 in the round before."""
    cycle = Cycle(
        programme_id=1,
        key="2024Q2",
        opens_on=office_time(2024, 7, 1).date(),
        due_on=office_time(2024, 7, 12).date(),
        created_at=unit.now,
    )
    unit.session.add(cycle)
    unit.session.flush()
    at = office_time(2024, 7, 5, 9)
    request = Request(
        cycle_id=cycle.id, task_id=1, department_id=1, state="accepted", due_on=cycle.due_on, created_at=at
    )
    unit.session.add(request)
    unit.session.flush()
    report = Report(
        request_id=request.id,
        revision=1,
        state="accepted",
        status="on_track",
        text=text,
        created_at=at,
        touched_at=at,
        submitted_at=at,
    )
    unit.session.add(report)
    unit.session.flush()
    if figure is not None:
        unit.session.add(ReportValue(report_id=report.id, indicator_id=1, value=Decimal(figure)))


# -- copies -------------------------------------------------------------------------------------------------------


async def test_a_copy_of_another_tasks_report_is_marked_for_the_reviewer(
    coordinator: Desk, two: tuple[Desk, Desk], units: Units, clock: VirtualClock, second: Engine
) -> None:
    water, forest = two
    report_of(water, 1, TEXTS[0], figure="520")
    report_of(forest, 2, TEXTS[0].replace("三处引水口门", "五处取水口门"))
    await likeness.COMPARE.run(units, clock)
    copied = coordinator.card("review:2")
    assert isinstance(copied, ReviewCard)
    [like] = copied.alike
    assert (like.report, like.number, like.own) == (1, "21", False)
    assert like.percent >= 95
    screen = worded(copied, clock.now())
    assert f"<b>与序号21 示范省水利厅的填报相似 {like.percent}%</b>" in screen.text
    assert ["退回并说明", "看异同"] in labels(screen)
    assert coordinator.card("review:1").alike == ()  # who wrote first copied nobody
    coordinator.do(review.compare, 2, 1, coordinator.occasion)
    [beside] = coordinator.told(Comparison)
    text = worded(beside, clock.now()).text
    assert "<s>三处引</s><u>五处取</u>" in text
    assert "……(相同" in text
    await likeness.COMPARE.run(units, clock)
    with second.connect() as conn:
        assert len(conn.execute(select(Likeness.id)).all()) == 1


async def test_a_text_started_from_last_quarters_always_shows_what_changed(
    coordinator: Desk, two: tuple[Desk, Desk], units: Units, clock: VirtualClock
) -> None:
    """Rewritten, or too long for the card: it says where it comes from, and the changes stand on it or a tap away."""
    last = "".join(TEXTS[:11]) * 2
    units.call(a_year_ago, last, 480)
    report_of(two[0], 1, last.replace("新装电动闸门6台", "新装电动闸门9台") + TEXTS[11], figure="520")

    def started(unit: Unit) -> None:
        unit.session.get_one(Report, 2).based_on = 1

    units.call(started)
    await likeness.COMPARE.run(units, clock)
    found = worded(
        units.look(lambda reading: reviews.in_review(reading, reading.session.get_one(Report, 2))), clock.now()
    )
    assert "(从上季文字改起)" in found.text
    assert "改动处(" in found.text
    assert "新装电动闸门<s>6</s><u>9</u>台" in found.text
    assert length(found.text) <= MOST_TEXT

    def rewritten(unit: Unit) -> None:
        unit.session.get_one(Report, 2).text = TEXTS[9]
        unit.session.get_one(Report, 1).text = TEXTS[0]

    units.call(rewritten)
    found = worded(
        units.look(lambda reading: reviews.in_review(reading, reading.session.get_one(Report, 2))), clock.now()
    )
    assert "<s>" in found.text
    assert "(从上季文字改起)" in found.text


async def test_a_copy_of_one_department_is_named_once_by_its_newest_round(
    coordinator: Desk, two: tuple[Desk, Desk], units: Units, clock: VirtualClock
) -> None:
    units.call(a_year_ago, TEXTS[0], 480)
    report_of(two[0], 1, TEXTS[0], figure="520")
    report_of(two[1], 2, TEXTS[0])
    await likeness.COMPARE.run(units, clock)
    card = coordinator.card("review:3")
    assert isinstance(card, ReviewCard)
    assert [(like.report, like.key) for like in card.alike] == [(2, "2024Q3")]


async def test_texts_of_ones_own_and_short_ones_are_not_marked(
    coordinator: Desk, two: tuple[Desk, Desk], units: Units, clock: VirtualClock, second: Engine
) -> None:
    water, forest = two
    assert units.look(likeness.next_due) is None
    report_of(water, 1, TEXTS[0], figure="520")
    report_of(forest, 2, TEXTS[1])
    assert units.look(likeness.next_due) == clock.now()
    await likeness.COMPARE.run(units, clock)
    assert units.look(likeness.next_due) is None
    with second.connect() as conn:
        assert conn.execute(select(Likeness.id)).all() == []


async def test_last_quarters_text_sent_again_is_marked_and_the_changes_stand_on_the_card(
    coordinator: Desk, two: tuple[Desk, Desk], units: Units, clock: VirtualClock
) -> None:
    units.call(a_year_ago, TEXTS[0], 480)
    report_of(two[0], 1, TEXTS[0].replace("新装电动闸门6台", "新装电动闸门9台"), figure="520")
    await likeness.COMPARE.run(units, clock)
    card = coordinator.card("review:2")
    assert isinstance(card, ReviewCard)
    assert [like.own for like in card.alike] == [True]
    screen = worded(card, clock.now())
    assert "与上季相比,文字改动 1%" in screen.text
    assert "<b>与2024年上半年自己的填报相似 99%</b>" in screen.text
    assert "新装电动闸门<s>6</s><u>9</u>台" in screen.text
    assert "上季进展" not in screen.text
    assert labels(screen)[:2] == [["通过"], ["退回并说明", "与上季对照"]]


async def test_a_report_taken_back_and_rewritten_is_compared_anew(
    coordinator: Desk, two: tuple[Desk, Desk], units: Units, clock: VirtualClock, second: Engine
) -> None:
    water, forest = two
    report_of(water, 1, TEXTS[0], figure="520")
    report_of(forest, 2, TEXTS[0])
    await likeness.COMPARE.run(units, clock)
    card = coordinator.card("review:2")
    assert isinstance(card, ReviewCard)
    forest.do(sending.take_back, 2, card.rev)
    await likeness.COMPARE.run(units, clock)

    def rewritten(unit: Unit) -> None:
        unit.session.get_one(Report, 2).text = TEXTS[3]

    units.call(rewritten)
    forest.tap(form.answer, "send")
    await likeness.COMPARE.run(units, clock)
    anew = coordinator.card("review:2")
    assert isinstance(anew, ReviewCard)
    assert anew.alike == ()
    coordinator.do(review.accept, 1, coordinator.card("review:1").rev)
    coordinator.do(review.accept, 2, anew.rev)
    await likeness.COMPARE.run(units, clock)
    with second.connect() as conn:
        assert conn.execute(select(Likeness.id)).all() == []


async def test_a_return_that_is_being_typed_is_not_pushed_aside(
    coordinator: Desk, two: tuple[Desk, Desk], units: Units, clock: VirtualClock
) -> None:
    water, forest = two
    report_of(water, 1, TEXTS[0], figure="520")
    report_of(forest, 2, TEXTS[0])
    coordinator.do(review.ask_comment, 2, coordinator.card("review:2").rev)
    await likeness.COMPARE.run(units, clock)
    assert not isinstance(coordinator.card("review:2"), ReviewCard)
    coordinator.tap(review.answer, "keep")
    card = coordinator.card("review:2")
    assert isinstance(card, ReviewCard)
    assert len(card.alike) == 1


@pytest.mark.parametrize("of", [0, 1])
async def test_copies_are_found_on_either_database(both: Settings, clock: VirtualClock, of: int) -> None:
    units = open_database(both, now=clock.now)
    try:
        office = Office(units)
        office.task("21")
        office.task("33", department=FOREST)
        office.coordinator()
        water, forest = Desk(units, office.liaison()), Desk(units, office.liaison(FOREST))
        await OPEN_CYCLES.run(units, clock)
        report_of(water, 1, TEXTS[0])
        report_of(forest, 2, TEXTS[of])
        await likeness.COMPARE.run(units, clock)
        found = units.look(lambda reading: reading.conn.execute(select(Likeness.report_id, Likeness.other_id)).all())
        assert [tuple(row) for row in found] == ([(2, 1)] if of == 0 else [])
        marks = units.look(lambda reading: reading.conn.scalars(select(Meta.name)).all())
        assert {"compared 1", "compared 2"} <= set(marks)
        queue = [line for _, line in units.look(review_queue.lines)]
        assert [(line.number, line.warnings) for line in queue] == [("21", ()), ("33", ("alike",) if of == 0 else ())]
    finally:
        units.close()


# -- two texts ----------------------------------------------------------------------------------------------------


async def test_texts_with_more_changes_than_a_screen_holds_come_as_a_word_file(
    coordinator: Desk, two: tuple[Desk, Desk], units: Units, clock: VirtualClock
) -> None:
    last, new = "".join(TEXTS[:6]) * 2, "".join(TEXTS[6:12]) * 2
    units.call(a_year_ago, last, 480)
    report_of(two[0], 1, new, figure="520")
    coordinator.do(review.compare, 2, None, coordinator.occasion)
    [beside] = coordinator.told(Comparison)
    screen = worded(beside, clock.now())
    assert screen.attachment is not None
    assert screen.attachment.content is not None
    paragraphs = Document(io.BytesIO(screen.attachment.content())).paragraphs
    runs = paragraphs[-1].runs
    assert "".join(run.text for run in runs if not run.font.strike).replace("\n", "") == new
    assert any(run.font.strike for run in runs)
    assert screen.attachment.name == "序号21与上季对照-示范省水利厅.docx"


async def test_a_text_without_an_earlier_one_cannot_be_compared(
    coordinator: Desk, two: tuple[Desk, Desk], units: Units
) -> None:
    report_of(two[0], 1, TEXTS[0], figure="520")
    with pytest.raises(Exception, match="review-nothing-to-compare"):
        coordinator.do(review.compare, 1, None, coordinator.occasion)


# -- the queue ----------------------------------------------------------------------------------------------------


@pytest.fixture
async def five(units: Units, office: Office, clock: VirtualClock, coordinator: Desk) -> tuple[Desk, dict[str, int]]:
    """Five reports: two clean ones, one late, one a copy, one with a figure that falls; not compared yet is none."""
    office.task("21", indicator="完成营造林")
    for number in ("33", "36", "47", "47-5"):
        office.task(number, department=FOREST)
    units.call(a_year_ago, "上季度的进展。", 600)
    water, forest = Desk(units, office.liaison()), Desk(units, office.liaison(FOREST))
    await OPEN_CYCLES.run(units, clock)
    numbers = {"21": 2, "33": 3, "36": 4, "47": 5, "47-5": 6}
    water.do(form.open_request, 2, water.occasion)
    water.tap(form.answer, "on_track")
    water.type(form.answer, TEXTS[5])
    water.type(form.answer, "520")
    water.tap(form.answer, "yes")
    water.tap(form.answer, "next")
    water.tap(form.answer, "send")
    report_of(forest, 3, TEXTS[0])
    report_of(forest, 4, TEXTS[1])
    report_of(forest, 5, TEXTS[1])
    clock.advance_to(office_time(2024, 10, 21, 9))
    report_of(forest, 6, TEXTS[2])
    await likeness.COMPARE.run(units, clock)
    everything_sent(units)
    return forest, numbers


async def test_what_nobody_has_to_read_first_is_accepted_together(
    coordinator: Desk, five: tuple[Desk, dict[str, int]], units: Units, clock: VirtualClock, second: Engine
) -> None:
    coordinator.do(review.show_queue, coordinator.occasion)
    queue = coordinator.card("review")
    assert isinstance(queue, ReviewQueue)
    assert [(line.number, line.warnings) for line in queue.lines] == [
        ("21", ("falls",)),
        ("33", ()),
        ("36", ()),
        ("47", ("alike",)),
        ("47-5", ("late",)),
    ]
    screen = worded(queue, clock.now())
    assert labels(screen)[:2] == [["逐份审核"], ["一并通过(2)"]]
    assert "序号47 示范省林业局 · 2024年前三季度 · 达到序时进度 · <b>雷同</b>" in screen.text
    coordinator.do(review.accept_all, coordinator.occasion)
    asks = coordinator.card("review")
    assert isinstance(asks, AcceptAll)
    assert [line.number for line in asks.taken] == ["33", "36"]
    assert [line.number for line in asks.kept] == ["21", "47", "47-5"]
    said = coordinator.tap(review.answer_all, "yes")
    assert said is not None
    assert (said.key, said.facts) == ("review-all-accepted", {"count": 2})
    with second.connect() as conn:
        assert sorted(conn.execute(select(Review.report_id)).scalars()) == [3, 4]
        assert sorted(conn.execute(select(Request.id).where(Request.state == "accepted")).scalars()) == [1, 3, 4]
    [told] = five[0].told(AcceptedMany)
    assert told.numbers == ("33", "36")
    assert worded(told, clock.now()).text == "📋 2024年前三季度 2项填报已通过:序号33、36。"
    assert five[0].told(Accepted) == []
    after = coordinator.card("review")
    assert isinstance(after, ReviewQueue)
    assert (after.total, after.clean) == (3, 0)
    assert labels(worded(after, clock.now()))[0] == ["逐份审核"]
    with pytest.raises(Moved):
        coordinator.do(review.accept_all, coordinator.occasion)


async def test_one_that_another_decided_meanwhile_is_left_out_and_named(
    coordinator: Desk, five: tuple[Desk, dict[str, int]], units: Units, office: Office, second: Engine
) -> None:
    other = Desk(units, office.coordinator("另一位"))
    coordinator.do(review.accept_all, coordinator.occasion)
    rev = units.look(lambda reading: reading.session.get_one(Report, 4).rev)
    other.do(review.ask_comment, 4, rev)
    other.type(review.answer, "缺验收单")
    said = coordinator.tap(review.answer_all, "yes")
    assert said is not None
    assert said.key == "review-all-moved"
    assert said.facts == {"count": 1, "left": 1, "numbers": "36"}
    with second.connect() as conn:
        rows = conn.execute(select(Review.report_id, Review.decision).order_by(Review.report_id)).all()
    assert [tuple(row) for row in rows] == [(3, "accepted"), (4, "returned")]


async def test_nothing_is_accepted_where_the_question_is_left(
    coordinator: Desk, five: tuple[Desk, dict[str, int]], second: Engine
) -> None:
    coordinator.do(review.accept_all, coordinator.occasion)
    coordinator.tap(review.answer_all, "no")
    assert isinstance(coordinator.card("review"), ReviewQueue)
    with second.connect() as conn:
        assert conn.execute(select(Review.id)).all() == []


async def test_the_queue_and_its_question_read_in_both_languages(
    coordinator: Desk, five: tuple[Desk, dict[str, int]], clock: VirtualClock
) -> None:
    coordinator.do(review.show_queue, coordinator.occasion)
    seen = [coordinator.card("review")]
    coordinator.do(review.accept_all, coordinator.occasion)
    seen.append(coordinator.card("review"))
    for message in seen:
        for language in ("zh-CN", "en"):
            screen = worded(message, clock.now(), language)
            assert "{" not in screen.text
            if language == "zh-CN":
                assert all(len(label) <= 8 for row in labels(screen) for label in row)


# -- evidence -----------------------------------------------------------------------------------------------------


async def test_much_evidence_comes_in_albums_and_pages(
    coordinator: Desk, two: tuple[Desk, Desk], units: Units, clock: VirtualClock
) -> None:
    report_of(two[0], 1, TEXTS[0], figure="520")

    def many(unit: Unit) -> None:
        for n in range(23):
            file = StoredFile(
                sha256=f"{n:064}",
                size=30 * 1024 * 1024 if n == 3 else 1000,
                media_type="image/png",
                created_at=unit.now,
            )
            unit.session.add(file)
            unit.session.flush()
            unit.session.add(Evidence(report_id=1, file_id=file.id, name=f"{n}.png"))

    units.call(many)
    coordinator.do(review.send_evidence, 1, coordinator.occasion)
    assert [len(album.files) for album in coordinator.told(EvidenceAlbum)] == [10, 10]
    [more] = coordinator.told(MoreEvidence)
    assert labels(worded(more, clock.now())) == [["接着看"]]
    assert (more.shown, more.left, more.page) == (20, 3, 1)
    coordinator.do(review.send_evidence, 1, coordinator.occasion, 1)
    assert coordinator.told(EvidenceAlbum)[-1].at == 21
    assert coordinator.told(EvidenceFile) == []


# -- in chat ------------------------------------------------------------------------------------------------------


async def _sent(place: Stage, liaison: Any, text: str) -> None:
    await place.tap(liaison, "report_open")
    await place.tap(liaison, "f", "on_track")
    await place.say(liaison, text)
    for name in ("a.png", "b.png"):
        await place.send(liaison, name, b"\x89PNG\r\n\x1a\n" + name.encode() * 20, "image/png")
    await place.tap(liaison, "f", "next")
    await place.tap(liaison, "f", "send")


async def test_a_copy_is_seen_compared_and_left_out_in_chat(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
        water = await place.join(72, RoleName.LIAISON, "示范省水利厅", "水利厅联络员")
        forest = await place.join(73, RoleName.LIAISON, FOREST, "林业局联络员")
        office = Office(place.app.units)
        for number, department in (("21", "示范省水利厅"), ("33", FOREST)):
            office.task(number, department=department)
        await place.run_to(office_time(2024, 10, 8, 9))
        await _sent(place, water, TEXTS[0])
        await place.run_to(office_time(2024, 10, 8, 9, 5))
        await _sent(place, forest, TEXTS[0].replace("6台", "8台"))
        await place.run_to(office_time(2024, 10, 8, 9, 10))
        assert "与序号21 示范省水利厅的填报相似 99%" in coordinator.last.text
        await place.tap(coordinator, "review_compare")
        assert "其余相同" in coordinator.last.text
        assert "相似 99%" in coordinator.last.text
        await place.tap(coordinator, "review_files")
        assert [seen.file.name for seen in coordinator.received if seen.file] == ["a.png", "b.png"]
        await place.say(coordinator, "/review")
        assert "待审 2份" in coordinator.last.text
        assert "雷同" in coordinator.last.text
        assert not place.has_button(coordinator, "review_all")
        await place.tap(coordinator, "review_open")
        assert "序号" in coordinator.last.text
        await place.tap(coordinator, "review_accept")
        await place.tap(coordinator, "review_next")
        await place.tap(coordinator, "review_accept")
        await place.say(coordinator, "/review")
        assert "没有待审核的了" in coordinator.last.text
