"""A workbook through the jobs: revisions, rounds, colleagues, mail; on both databases, read through a second connection."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from config.settings import Settings
from db.database import open_database
from db.queries import reports
from db.tables import Audit, Cycle, Report, ReportValue, Request, StoredFile, Workbook, WorkbookReturn
from db.units import Unit, Units
from domain.answers import ReceivedFile
from domain.errors import Forbidden, Moved, Rejected
from domain.messages.answering import TakenOver
from domain.messages.collection import Prompt
from domain.messages.workbook import ReportsArrived, WhichWorkbook, WorkbookFile, WorkbookPreview
from domain.workbook import Issued, Mark
from domain.workbook_plan import Outcome
from jobs import housekeeping
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, form
from jobs.files import Store
from jobs.workbook import expected, handing, post, returns, sheet, taking
from tests import workbooks
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded
from tests.workbooks import TEXTS

WATER = "示范省水利厅"
DONE = {"填报!H7": "已完成", "填报!I7": "全部完成。", "指标!H7": 640}


@pytest.fixture
async def desks(units: Units, clock: VirtualClock, office: Office) -> tuple[Desk, Desk]:
    """Two liaisons of a department that owes 序号21 (with a figure) and 序号33; the round is open."""
    office.task("21", indicator="完成营造林")
    office.task("33")
    desks = Desk(units, office.liaison()), Desk(units, office.liaison(name="第二联络员"))
    await OPEN_CYCLES.run(units, clock)
    everything_sent(units)
    return desks


def take_one(desk: Desk) -> Issued:
    """/workbook: what was handed out."""
    desk.do(handing.ask, "", desk.occasion)
    message = desk.told(WorkbookFile)[-1]
    assert isinstance(message, WorkbookFile)
    return message.issued


def file_of(issued: Issued) -> bytes:
    def say(key: str, /, **facts: object) -> str:
        return TEXTS.say("zh-CN", key, **{"this": "本季", "before": "上季"} | facts)

    return sheet.composed(issued, say, period="前三季度", due="10月18日")


def received(units: Units, content: bytes) -> ReceivedFile:
    sha256 = Store(units.settings.data_dir).put(content)
    return ReceivedFile(sha256, len(content), workbooks.XLSX, "填报表.xlsx")


def send_back(desk: Desk, issued: Issued, cells: dict[str, Any]) -> WorkbookPreview:
    """What the handler does, without the chat; the card as it stands then."""
    file = received(desk.units, workbooks.filled(file_of(issued), cells))
    mark = post.mark_of(file, desk.units.settings)
    assert mark is not None
    asked = desk.units.look(expected.expected, desk.who, mark)
    read = post.read_received(file, asked, desk.units.settings)
    desk.do(returns.propose, mark, file, read, desk.occasion)
    return preview(desk)


def preview(desk: Desk) -> WorkbookPreview:
    message = desk.told(WorkbookPreview)[-1]
    assert isinstance(message, WorkbookPreview)
    return message


def look(second: Engine, *columns: Any) -> list[tuple[Any, ...]]:
    with second.connect() as conn:
        return [tuple(row) for row in conn.execute(select(*columns)).all()]


# -- revisions and rounds -----------------------------------------------------------------------------------------


async def test_asked_for_again_while_nothing_has_changed_it_is_the_same_revision(
    desks: tuple[Desk, Desk], second: Engine
) -> None:
    one, other = desks
    assert take_one(one) == take_one(one) == take_one(other)
    assert look(second, Workbook.revision) == [(1,)]
    assert all(opened is not None for (opened,) in look(second, Request.opened_at))


async def test_a_draft_written_meanwhile_makes_a_new_revision_and_the_older_one_still_counts(
    desks: tuple[Desk, Desk], second: Engine
) -> None:
    one, other = desks
    first = take_one(one)
    other.do(form.open_request, first.rows[1].request, other.occasion)
    other.tap(form.answer, "on_track")
    later = take_one(other)
    assert (first.revision, later.revision) == (1, 2)
    assert later.rows[1].status == "on_track"
    card = send_back(one, first, DONE)
    assert [(row.number, row.outcome) for row in card.rows] == [("21", Outcome.CHANGED)]
    assert card.unchanged == 1


async def test_an_old_revision_is_refused_once_a_newer_one_asks_something_else(
    desks: tuple[Desk, Desk], units: Units, office: Office
) -> None:
    one, _ = desks
    first = take_one(one)
    send_back(one, first, DONE)
    one.do(taking.send, preview(one).returned, 1, one.occasion)
    assert take_one(one).revision == 2  # 序号21 is owed no more
    with pytest.raises(Rejected) as refused:
        send_back(one, first, {"填报!I8": "已开工"})
    assert (refused.value.key, refused.value.facts) == ("workbook-old-revision", {"revision": 1, "newest": 2})


async def test_a_row_that_was_sent_another_way_is_refused_and_the_others_go_on(
    desks: tuple[Desk, Desk], second: Engine
) -> None:
    one, other = desks
    issued = take_one(one)
    other.do(form.open_request, issued.rows[1].request, other.occasion)
    for answer in ("no_change", "send"):
        other.tap(form.answer, answer)
    card = send_back(one, issued, DONE | {"填报!H8": "已完成", "填报!I8": "全部完成。"})
    assert [(row.number, row.outcome, row.why) for row in card.rows] == [
        ("21", Outcome.CHANGED, None),
        ("33", Outcome.REFUSED, "submitted"),
    ]
    one.do(taking.send, card.returned, card.rev, one.occasion)
    assert look(second, Report.status, Report.state) == [("no_change", "submitted"), ("done", "submitted")]


async def test_a_workbook_of_another_round_is_refused(desks: tuple[Desk, Desk], clock: VirtualClock) -> None:
    one, _ = desks
    issued = take_one(one)
    clock.advance_to(office_time(2025, 1, 6, 9))
    await OPEN_CYCLES.run(one.units, clock)
    with pytest.raises(Rejected) as refused:
        send_back(one, issued, DONE)
    assert (refused.value.key, refused.value.facts) == ("workbook-other-round", {"period": "2024年前三季度"})
    assert take_one(one).key == "2024Q4"  # and only this round's is handed out
    with pytest.raises(Rejected, match="workbook-round-over"):
        one.do(handing.hand_out, 1, 1, one.occasion)


async def test_a_mark_of_our_own_making_alone_is_believed(desks: tuple[Desk, Desk], units: Units) -> None:
    one, _ = desks
    mark = Mark.read(take_one(one).mark)
    assert mark is not None
    forged = Mark(mark.workbook, mark.cycle, mark.department, 2, mark.proof)
    with pytest.raises(Rejected, match="workbook-mark-altered"):
        units.look(expected.expected, one.who, forged)
    unknown = Mark(99, mark.cycle, mark.department, 1)
    proven = Mark(99, mark.cycle, mark.department, 1, units.vault.mark(handing.PURPOSE, unknown.claim))
    with pytest.raises(Rejected, match="workbook-unknown"):
        units.look(expected.expected, one.who, proven)


# -- who may ------------------------------------------------------------------------------------------------------


async def test_nobody_takes_or_sends_another_departments_workbook(desks: tuple[Desk, Desk], office: Office) -> None:
    one, _ = desks
    issued = take_one(one)
    card = send_back(one, issued, DONE)
    foreign, leader = Desk(one.units, office.liaison("示范省林业局")), Desk(one.units, office.leader())
    with pytest.raises(Forbidden):
        foreign.do(handing.hand_out, 1, 1, foreign.occasion)
    with pytest.raises(Rejected) as refused:
        send_back(foreign, issued, DONE)
    assert (refused.value.key, refused.value.facts) == ("workbook-other-department", {"department": WATER})
    with pytest.raises(Rejected, match="workbook-other-department"):
        send_back(leader, issued, DONE)
    for someone in (foreign, leader):
        for act in (taking.keep, taking.drop, taking.look_again):
            with pytest.raises(Forbidden):
                someone.do(act, card.returned, card.rev)
        with pytest.raises(Forbidden):
            someone.do(taking.send, card.returned, card.rev, someone.occasion)


async def test_a_coordinators_card_is_no_liaisons_to_press(desks: tuple[Desk, Desk], office: Office) -> None:
    one, _ = desks
    issued = take_one(one)
    coordinator = Desk(one.units, office.coordinator())
    card = send_back(coordinator, issued, DONE)
    assert card.for_office
    with pytest.raises(Forbidden):
        one.do(taking.keep, card.returned, card.rev)


async def test_a_coordinator_asks_for_a_departments_workbook_by_name(desks: tuple[Desk, Desk], office: Office) -> None:
    coordinator = Desk(desks[0].units, office.coordinator())
    coordinator.do(handing.ask, "水利", coordinator.occasion)
    [file] = coordinator.told(WorkbookFile)
    assert isinstance(file, WorkbookFile)
    assert file.hand_on
    assert "请转给这个单位" in worded(file, office_time(2024, 10, 8, 10)).text
    card = send_back(coordinator, file.issued, DONE)
    assert (card.for_office, card.by_mail) == (True, False)
    for name, key in (("", "workbook-name-department"), ("林业", "workbook-no-department")):
        with pytest.raises(Rejected, match=key):
            coordinator.do(handing.ask, name, coordinator.occasion)
    for nobody in (desks[0], Desk(coordinator.units, office.leader())):  # and nobody else by name
        with pytest.raises(Forbidden):
            nobody.do(handing.ask, "水利", nobody.occasion)


async def test_two_programs_that_take_one_workbook_at_once_take_it_once(both: Settings, clock: VirtualClock) -> None:
    with closing(open_database(both, now=clock.now)) as one, closing(open_database(both, now=clock.now)) as other:
        office = Office(one)
        office.task("21", indicator="完成营造林")
        desk = Desk(one, office.liaison())
        await OPEN_CYCLES.run(one, clock)
        card = send_back(desk, take_one(desk), DONE)
        done = await asyncio.gather(
            *(units.run(taking.send, desk.who, card.returned, card.rev, desk.occasion) for units in (one, other)),
            return_exceptions=True,
        )
        assert sorted(type(each).__name__ for each in done) == ["Moved", "Note"]
        sent = one.look(lambda reading: reading.conn.execute(select(Report.state, Report.revision)).all())
        assert [tuple(row) for row in sent] == [("submitted", 1)]


# -- what is confirmed is what was shown --------------------------------------------------------------------------


async def test_what_moved_since_the_preview_is_shown_again_instead_of_done(
    desks: tuple[Desk, Desk], second: Engine
) -> None:
    one, other = desks
    card = send_back(one, take_one(one), DONE)
    other.do(form.open_request, card.rows[0].request, other.occasion)
    other.tap(form.answer, "on_track")
    other.type(form.answer, "这是第二联络员在对话里写的进展,写得很详细。")
    note = one.do(taking.send, card.returned, card.rev, one.occasion)
    assert note.key == "workbook-has-moved"
    fresh = preview(one)
    assert fresh.rows[0].overwrites == "第二联络员"
    assert "第二联络员也改过这份草稿" in worded(fresh, office_time(2024, 10, 8, 10)).text
    assert look(second, Report.state) == [("draft",)]
    one.do(taking.send, fresh.returned, fresh.rev, one.occasion)
    assert look(second, Report.state, Report.status, Report.text) == [("submitted", "done", "全部完成。")]


async def test_a_colleagues_word_stays_where_the_workbook_says_nothing_of_it(
    desks: tuple[Desk, Desk], second: Engine
) -> None:
    one, other = desks
    issued = take_one(one)
    other.do(form.open_request, issued.rows[0].request, other.occasion)
    other.tap(form.answer, "on_track")
    other.type(form.answer, "这是第二联络员在对话里写的进展,写得很详细。")
    card = send_back(one, issued, {"指标!H7": 520})
    assert card.rows[0].overwrites is None
    one.do(taking.keep, card.returned, card.rev)
    assert look(second, Report.status, Report.text) == [("on_track", "这是第二联络员在对话里写的进展,写得很详细。")]
    # who had the form open was named, and reads on their own card who goes on
    assert card.rows[0].held_by == "第二联络员"
    assert "第二联络员正在对话里填这一项" in worded(card, office_time(2024, 10, 8, 10)).text
    taken = other.card(reports.request_card(issued.rows[0].request))
    assert isinstance(taken, TakenOver)
    with pytest.raises(Moved):
        other.tap(form.answer, "none")


async def test_the_form_that_is_open_beside_it_follows(desks: tuple[Desk, Desk], second: Engine) -> None:
    one, _ = desks
    issued = take_one(one)
    one.do(form.open_request, issued.rows[0].request, one.occasion)
    card = send_back(one, issued, DONE)
    one.do(taking.keep, card.returned, card.rev)
    assert one.dialogue.step == "evidence"  # all else is there by now
    one.type(form.answer, "另外,验收单已经取得,共三份。")
    assert look(second, Report.text) == [("全部完成。\n另外,验收单已经取得,共三份。",)]
    one.do(taking.send, card.returned, card.rev + 1, one.occasion)
    assert one.dialogue.form is None


async def test_pressed_twice_it_is_taken_once(desks: tuple[Desk, Desk], second: Engine) -> None:
    one, other = desks
    card = send_back(one, take_one(one), DONE)
    one.do(taking.send, card.returned, card.rev, one.occasion)
    for desk in (one, other):
        with pytest.raises(Moved):
            desk.do(taking.send, card.returned, card.rev, desk.occasion)
    with pytest.raises(Moved):
        one.do(taking.drop, card.returned, card.rev)
    assert look(second, Report.state, Report.revision) == [("submitted", 1)]
    actions = [action for (action,) in look(second, Audit.action)]
    assert actions.count("workbook.sent") == actions.count("report.submit") == 1


async def test_nothing_is_sent_while_one_row_lacks_something(desks: tuple[Desk, Desk], second: Engine) -> None:
    one, _ = desks
    card = send_back(one, take_one(one), DONE | {"填报!I8": "已开工"})
    assert card.rows[1].lacks == ("status",)
    with pytest.raises(Rejected, match="workbook-incomplete"):
        one.do(taking.send, card.returned, card.rev, one.occasion)
    assert look(second, Report.id) == []


async def test_the_departments_cards_say_what_was_taken(desks: tuple[Desk, Desk], office: Office) -> None:
    one, other = desks
    coordinator = Desk(one.units, office.coordinator())
    card = send_back(one, take_one(one), DONE)
    one.do(taking.keep, card.returned, card.rev)
    [prompt] = other.told(Prompt)
    assert isinstance(prompt, Prompt)
    assert [item.state for item in prompt.items] == ["draft", "empty"]
    one.do(taking.send, card.returned, card.rev + 1, one.occasion)
    [prompt] = other.told(Prompt)
    assert isinstance(prompt, Prompt)
    assert [item.state for item in prompt.items] == ["submitted", "empty"]
    [arrived] = coordinator.told(ReportsArrived)
    assert "用填报表报来1项" in worded(arrived, office_time(2024, 10, 8, 10)).text


async def test_no_new_progress_stands_with_last_quarters_figures(
    desks: tuple[Desk, Desk], clock: VirtualClock, second: Engine, office: Office
) -> None:
    one, _ = desks
    card = send_back(one, take_one(one), {"填报!H7": "无新进展"})
    assert labels(worded(card, office_time(2024, 10, 8, 10)))[0] == ["全部报送"]
    one.do(taking.send, card.returned, card.rev, one.occasion)
    assert look(second, ReportValue.value) == [(None,)]


async def test_a_special_round_has_a_workbook_of_its_own_that_asks_its_question(
    desks: tuple[Desk, Desk], units: Units, clock: VirtualClock, second: Engine
) -> None:
    one, _ = desks
    opener = one.person

    def open_special(unit: Unit) -> int:
        due_on = unit.today + timedelta(days=3)
        cycle = Cycle(
            programme_id=1,
            key="2024S01",
            title="汛期隐患",
            question="汛期隐患排查了吗",
            opens_on=unit.today,
            due_on=due_on,
            opened_by=opener,
            created_at=unit.now,
        )
        unit.session.add(cycle)
        unit.session.flush()
        unit.session.add(
            Request(cycle_id=cycle.id, task_id=1, department_id=1, due_on=due_on, state="open", created_at=unit.now)
        )
        return cycle.id

    cycle = units.call(open_special)
    one.do(handing.ask, "", one.occasion)
    [which] = one.told(WhichWorkbook)
    assert isinstance(which, WhichWorkbook)
    assert [choice.title for choice in which.choices] == ["汛期隐患", None]
    one.do(handing.hand_out, cycle, 1, one.occasion)
    [file] = one.told(WorkbookFile)
    assert isinstance(file, WorkbookFile)
    card = send_back(one, file.issued, {"填报!I7": "已排查,整改两处。"})
    assert card.rows[0].lacks == ()
    assert "汛期隐患" in worded(card, clock.now()).text
    one.do(taking.send, card.returned, card.rev, one.occasion)
    assert look(second, Report.state, Report.status, Report.text) == [("submitted", None, "已排查,整改两处。")]


# -- mail ---------------------------------------------------------------------------------------------------------


async def test_a_department_without_a_liaison_gets_it_by_mail_and_a_coordinator_confirms_what_comes_back(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    office.task("21", indicator="完成营造林")
    coordinators = Desk(units, office.coordinator()), Desk(units, office.coordinator("第二经办人"))
    await OPEN_CYCLES.run(units, clock)
    enclosed = await post.workbook_attachment(units, 1, 1)
    assert enclosed is not None
    assert enclosed == await post.workbook_attachment(units, 1, 1) | {"sha256": enclosed["sha256"]}
    assert enclosed["name"] == "2024年前三季度填报表_示范省水利厅_第1版.xlsx"
    content = Store(units.settings.data_dir).get(enclosed["sha256"])
    assert "回复来信" in workbooks.shown(content, "填报!B3")
    assert look(second, Workbook.issued_to) == [(None,)]
    assert look(second, Request.opened_at) == [(None,)]  # nobody has opened it

    everything_sent(units)
    file = received(units, workbooks.filled(content, DONE))
    assert await post.take_from_mail(units, file, "<1@example.org>")
    assert await post.take_from_mail(units, file, "<1@example.org>")  # read twice, told once
    assert look(second, WorkbookReturn.sent_by, WorkbookReturn.state) == [(None, "open")]
    cards = [preview(desk) for desk in coordinators]
    assert cards[0].by_mail
    assert "发件人可能是假的" in worded(cards[0], office_time(2024, 10, 8, 10)).text
    assert look(second, Report.id) == []  # a draft only once somebody confirms it
    coordinators[0].do(taking.keep, cards[0].returned, cards[0].rev)
    assert look(second, Report.state, Report.status) == [("draft", "done")]
    assert preview(coordinators[1]).state == "drafted"
    with pytest.raises(Moved):
        coordinators[1].do(taking.drop, cards[1].returned, cards[1].rev)
    assert not await post.take_from_mail(units, received(units, b"%PDF-1.7"), "<2@example.org>")


async def test_no_workbook_goes_where_nothing_is_owed(desks: tuple[Desk, Desk], units: Units, second: Engine) -> None:
    with second.begin() as conn:
        conn.execute(update(Request).values(state="accepted"))
    assert await post.workbook_attachment(units, 1, 1) is None
    with pytest.raises(Rejected, match="workbook-nothing-owed"):
        desks[0].do(handing.ask, "", desks[0].occasion)


# -- kept, and on both databases ----------------------------------------------------------------------------------


async def test_the_file_of_a_return_stays_in_the_store(
    desks: tuple[Desk, Desk], units: Units, clock: VirtualClock, second: Engine
) -> None:
    one, _ = desks
    send_back(one, take_one(one), DONE)
    clock.advance_to(clock.now() + timedelta(days=3))
    await housekeeping.SWEEP.run(units, clock)
    [(sha256,)] = look(second, StoredFile.sha256)
    assert Store(units.settings.data_dir).path(sha256).exists()


@pytest.fixture
def opened(both: Settings, clock: VirtualClock) -> Iterator[Units]:
    with closing(open_database(both, now=clock.now)) as units:
        yield units


async def test_a_workbook_is_taken_alike_on_both_databases(opened: Units, clock: VirtualClock) -> None:
    office = Office(opened)
    office.task("21", indicator="完成营造林")
    office.task("33")
    desk = Desk(opened, office.liaison())
    await OPEN_CYCLES.run(opened, clock)
    issued = take_one(desk)
    assert take_one(desk) == issued
    card = send_back(desk, issued, DONE | {"填报!H8": "无新进展"})
    desk.do(taking.keep, card.returned, card.rev)
    desk.do(taking.send, card.returned, card.rev + 1, desk.occasion)
    rows = opened.look(
        lambda reading: reading.conn.execute(
            select(Report.state, Report.status, Report.late).order_by(Report.request_id)
        ).all()
    )
    assert [tuple(row) for row in rows] == [("submitted", "done", False), ("submitted", "no_change", False)]
    assert preview(desk).state == "sent"


async def test_what_is_sent_after_the_due_day_is_late_and_the_preview_says_so(
    desks: tuple[Desk, Desk], clock: VirtualClock, second: Engine
) -> None:
    one, _ = desks
    issued = take_one(one)
    clock.advance_to(office_time(2024, 10, 21, 9))
    card = send_back(one, issued, DONE)
    assert "已过截止日(10月18日(周五)),报送后记为迟报" in worded(card, clock.now()).text
    one.do(taking.send, card.returned, card.rev, one.occasion)
    assert look(second, Report.late) == [(True,)]
