"""The acts above a reminder: made from the data, numbered within the year, kept, sent once, on the tasks' record."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from sqlalchemy import Engine, select

from cli.stage import Stage, stage
from db.tables import Act, ActTask, Audit, Outbox, StoredFile
from db.units import Units
from domain.errors import Moved, Rejected
from domain.messages.supervision import ActCard, ActDelivered, ActList, BulletinPreview, LetterPreview
from domain.people import RoleName
from jobs import reminders
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, form
from jobs.documents.bulletin import stored_bulletin
from jobs.documents.supervision_letter import stored_letter
from jobs.files import Store, unreferred
from jobs.ledger import tasks
from jobs.supervision import bulletin, letter, register, sending, talk
from sandbox.people import Person
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded

WATER, FORESTS, ROADS = "示范省水利厅", "示范省林业局", "示范省交通运输厅"


@pytest.fixture
async def late(opened_round: Desk, clock: VirtualClock) -> Desk:
    """The coordinator, on Friday 25 October."""
    clock.advance_to(office_time(2024, 10, 25, 10))
    return opened_round


@pytest.fixture
async def opened_round(units: Units, clock: VirtualClock, office: Any) -> Desk:
    """The coordinator of a round that is due on the 18th: water owes 21 and 33, forests answered, roads owes 40."""
    for number, department in (("21", WATER), ("33", WATER), ("36", FORESTS), ("40", ROADS)):
        office.task(number, department=department)
    coordinator = Desk(units, office.coordinator())
    office.liaison(WATER)
    forests = Desk(units, office.liaison(FORESTS))
    await OPEN_CYCLES.run(units, clock)
    everything_sent(units)
    answer(forests, 3)
    everything_sent(units)
    return coordinator


async def remind_all_along(units: Units, clock: VirtualClock) -> None:
    """The ladder as it runs, everything sent, up to that Friday."""
    while (due := units.look(reminders.next_due)) is not None and due <= office_time(2024, 10, 25):
        clock.advance_to(due)
        await reminders.REMIND.run(units, clock)
        everything_sent(units)
    clock.advance_to(office_time(2024, 10, 25, 10))


def answer(desk: Desk, request: int) -> None:
    desk.do(form.open_request, request, desk.occasion)
    desk.tap(form.answer, "on_track")
    desk.type(form.answer, "退化林修复完成两处,其余年内完工。")
    desk.tap(form.answer, "next")
    desk.tap(form.answer, "send")


def write_letter(desk: Desk, department: int, number: int = 1, days: int = 0) -> Any:
    """As the handler does: read, compose, keep."""
    paper = desk.units.look(letter.paper_to_make, desk.who, department, days, number, desk.occasion)
    file = stored_letter(paper, desk.units.settings)
    return desk.do(letter.make, paper, file, desk.occasion)


def text_of(units: Units, second: Engine, act: int = 1) -> str:
    with second.connect() as conn:
        query = select(StoredFile.sha256).join(Act, Act.file_id == StoredFile.id).where(Act.id == act)
        sha256 = conn.execute(query).scalar_one()
    document = Document(io.BytesIO(Store(units.settings.data_dir).get(sha256)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


async def test_a_letter_says_what_is_overdue_and_when_it_was_reminded_of(
    opened_round: Desk, units: Units, clock: VirtualClock, second: Engine
) -> None:
    late = opened_round
    await remind_all_along(units, clock)
    late.do(letter.preview, 1, 0, late.occasion)
    preview = late.card("documents")
    assert isinstance(preview, LetterPreview)
    assert [task.number for task in preview.tasks] == ["21", "33"]
    assert preview.answer_by == date(2024, 11, 1), "five working days after Friday the 25th"
    assert preview.reminded_on == tuple(date(2024, 10, day) for day in (15, 17, 18, 21, 22, 23))
    screen = worded(preview, clock.now())
    assert labels(screen) == [["生成"], ["限3个工作日", "限10个工作日"], ["返回文书"]]
    said = write_letter(late, 1)
    assert (said.key, said.facts) == ("act-made", {"number": 1})
    text = text_of(units, second)
    assert "督办〔2024〕1号" in text
    assert "示范省水利厅：" in text
    assert "截至2024年10月25日，你单位以下2项整改任务的进展情况逾期未报送" in text
    assert "已于2024年10月15日、10月17日、10月18日、10月21日、10月22日、10月23日提醒" in text
    assert "于2024年11月1日前报送" in text
    assert "5个工作日" in text, "from the 18th to the 25th"
    assert "示范省督察整改办公室" in text
    with second.connect() as conn:
        assert [tuple(row) for row in conn.execute(select(Act.kind, Act.year, Act.number, Act.department_id))] == [
            ("letter", 2024, 1, 1)
        ]
        assert list(conn.scalars(select(ActTask.task_id).order_by(ActTask.task_id))) == [1, 2]
        assert len(conn.execute(select(Audit.id).where(Audit.action == "act.letter")).all()) == 1


async def test_pressed_twice_one_letter_is_made_and_the_next_gets_the_next_number(late: Desk, second: Engine) -> None:
    write_letter(late, 1)
    with pytest.raises(Moved, match="act-made-already"):
        write_letter(late, 1)
    write_letter(late, 3, number=2)
    with second.connect() as conn:
        assert list(conn.scalars(select(Act.number).order_by(Act.id))) == [1, 2]


async def test_nothing_overdue_no_letter(late: Desk) -> None:
    with pytest.raises(Rejected, match="supervision-nothing-late"):
        late.do(letter.preview, 2, 0, late.occasion)


async def test_the_department_is_sent_the_letter_once(
    late: Desk, units: Units, office: Any, clock: VirtualClock, second: Engine
) -> None:
    write_letter(late, 1)
    card = late.card("documents")
    assert isinstance(card, ActCard)
    assert card.receivers == 1
    late.do(sending.ask, 1, late.occasion)
    assert labels(worded(late.card("documents"), clock.now())) == [["确认发出(1)"], ["先不发"]]
    late.do(sending.send, 1, late.occasion)
    with pytest.raises(Moved, match="act-sent-already"):
        late.do(sending.send, 1, late.occasion)
    with second.connect() as conn:
        rows = conn.execute(select(Outbox.recipient, Outbox.not_before).where(Outbox.kind == ActDelivered.KIND)).all()
    assert [(row.recipient, row.not_before) for row in rows] == [("person:2", clock.now())]
    assert "已于10月25日(周五) 10:00发给1人" in worded(late.card("documents"), clock.now()).text


async def test_a_letter_made_in_the_evening_reaches_the_department_in_the_morning(
    late: Desk, clock: VirtualClock, second: Engine
) -> None:
    clock.advance_to(office_time(2024, 10, 25, 20))
    write_letter(late, 1)
    assert late.do(sending.send, 1, late.occasion).key == "act-sent-waits"
    with second.connect() as conn:
        at = conn.execute(select(Outbox.not_before).where(Outbox.kind == ActDelivered.KIND)).scalar_one()
    assert at == office_time(2024, 10, 28, 9)


async def test_nobody_there_to_receive_it(late: Desk, clock: VirtualClock) -> None:
    write_letter(late, 3)  # roads has no liaison
    card = worded(late.card("documents"), clock.now())
    assert labels(card) == [["下载"], ["返回文书"]]
    with pytest.raises(Rejected, match="act-nobody-there"):
        late.do(sending.send, 1, late.occasion)


async def test_a_bulletin_ranks_all_departments_and_equals_share_a_place(
    late: Desk, units: Units, clock: VirtualClock, second: Engine
) -> None:
    late.do(bulletin.choose, late.occasion)
    preview = late.card("documents")
    assert isinstance(preview, BulletinPreview)
    assert [(one.place, one.department) for one in preview.first] == [(1, FORESTS), (2, ROADS), (2, WATER)]
    assert (preview.owed, preview.answered, preview.on_time, preview.missing) == (4, 1, 1, 3)
    paper = units.look(bulletin.paper_to_make, late.who, 1, 1, late.occasion)
    late.do(bulletin.make, paper, stored_bulletin(paper, units.settings), late.occasion)
    with pytest.raises(Moved):
        units.look(bulletin.paper_to_make, late.who, 1, 1, late.occasion)
    text = text_of(units, second)
    assert "关于2024年前三季度\n整改进展报送情况的通报" in text
    assert "共向3个单位布置4项" in text
    assert "示范省水利厅（2项）：序号21、33。" in text
    assert "名次先比完成率，再比按时率" in text
    with second.connect() as conn:
        assert list(conn.scalars(select(ActTask.task_id).order_by(ActTask.task_id))) == [1, 2, 4]
    card = late.card("documents")
    assert isinstance(card, ActCard)
    assert card.receivers == 2, "the liaisons of water and forests"


async def test_a_talk_is_noted_in_three_steps_and_kept(
    late: Desk, units: Units, clock: VirtualClock, second: Engine
) -> None:
    late.do(talk.begin, 1, late.occasion)
    for typed, key in (("哪天", "talk-day-expected"), ("2024-12-01", "talk-day-ahead")):
        with pytest.raises(Rejected, match=key):
            late.type(talk.answer, typed)
    late.type(talk.answer, "10月24日")
    with pytest.raises(Rejected, match="talk-text-long"):
        late.type(talk.answer, "长" * 2001)
    late.type(talk.answer, "办公室负责人约谈该厅分管负责人,要求月底前补报。")
    card = f"talk:{late.dialogue.id}:1"
    assert "要求月底前补报" in worded(late.card(card), clock.now()).text
    late.tap(talk.answer, "keep")
    with second.connect() as conn:
        [row] = conn.execute(select(Act.kind, Act.number, Act.held_on, Act.note, Act.made_by, Act.file_id)).all()
        assert tuple(row) == (
            "talk", 1, date(2024, 10, 24), "办公室负责人约谈该厅分管负责人,要求月底前补报。", late.person, None,
        )  # fmt: skip
        assert list(conn.scalars(select(ActTask.task_id).order_by(ActTask.task_id))) == [1, 2]
    assert late.dialogue.form is None
    kept = late.card(card)
    assert isinstance(kept, ActCard)
    assert "10月24日(周四)约谈" in worded(kept, clock.now()).text


async def test_a_talk_can_be_left(late: Desk, second: Engine) -> None:
    late.do(talk.begin, 1, late.occasion)
    late.tap(talk.answer, "leave")
    with second.connect() as conn:
        assert conn.execute(select(Act.id)).all() == []


async def test_the_list_is_paged_and_counts_the_year(late: Desk, clock: VirtualClock) -> None:
    for number in range(1, 11):
        write_letter(late, 1, number=number)
    late.do(register.show_list, late.occasion, 1)
    listed = late.card("documents")
    assert isinstance(listed, ActList)
    assert (listed.letters, listed.pages, [line.number for line in listed.lines]) == (10, 2, [2, 1])
    screen = worded(listed, clock.now())
    assert screen.text.startswith("📄 <b>督办文书</b>\n2024年:督办单10件,通报0件,约谈0次")
    assert all(len(label) <= 8 for row in labels(screen) for label in row)


async def test_a_kept_document_is_never_swept_away(late: Desk, units: Units, clock: VirtualClock) -> None:
    write_letter(late, 1)
    clock.advance_to(office_time(2024, 12, 25))
    assert units.look(unreferred) == []


async def test_the_acts_stand_on_the_tasks_card(late: Desk, units: Units, office: Any, clock: VirtualClock) -> None:
    write_letter(late, 1)
    late.do(tasks.show, 1, late.occasion)
    line = "督办单〔2024〕1号 示范省水利厅 · 10月25日(周五)"
    assert line in worded(late.card("task:1"), clock.now()).text
    late.do(tasks.show, 3, late.occasion)
    assert line not in worded(late.card("task:3"), clock.now()).text


async def test_only_a_coordinator_makes_them(late: Desk, units: Units, office: Any) -> None:
    leader = Desk(units, office.leader())
    for job, args in ((register.show_list, ()), (letter.preview, (1, 0)), (bulletin.choose, ()), (talk.begin, (1,))):
        with pytest.raises(Rejected, match="only-coordinator"):
            leader.do(job, *args, leader.occasion)


async def test_every_screen_reads_in_both_languages(late: Desk, clock: VirtualClock) -> None:
    late.do(letter.choose, 0, late.occasion)
    seen = [late.card("documents")]
    late.do(talk.choose, 0, late.occasion)
    seen.append(late.card("documents"))
    late.do(letter.preview, 1, 10, late.occasion)
    seen.append(late.card("documents"))
    write_letter(late, 1, days=10)
    seen.append(late.card("documents"))
    late.do(register.show_list, late.occasion)
    seen.append(late.card("documents"))
    for message in seen:
        assert "Html" not in worded(message, clock.now(), "en").text
        assert all(len(label) <= 8 for row in labels(worded(message, clock.now())) for label in row)


# -- in chat ------------------------------------------------------------------------------------------------------


async def opened(place: Stage, until: datetime) -> tuple[Person, Person]:
    coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
    liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
    Office(place.app.units).task("21", department=WATER)
    await place.run_to(until)
    return coordinator, liaison


async def test_from_the_word_upwards_to_a_letter_in_the_departments_hands(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await opened(place, office_time(2024, 10, 24, 10))
        await place.tap(coordinator, "nudge_unit")
        await place.tap(coordinator, "doc_letter", "new")
        assert coordinator.last is not None
        assert "督办单〔2024〕1号 预览" in coordinator.last.text
        await place.tap(coordinator, "doc_letter_make")
        document = coordinator.last
        assert document.file is not None
        assert document.file.name == "督办单〔2024〕1号 示范省水利厅.docx"
        await place.tap(coordinator, "doc_send", "ask")
        await place.tap(coordinator, "doc_send", "yes")
        assert liaison.last is not None
        assert liaison.last.file is not None
        assert "请于10月31日(周四)前报送" in liaison.last.text
        await place.say(coordinator, "/documents")
        assert "督办单1件" in coordinator.last.text
        await place.tap(coordinator, "doc_show")
        await place.tap(coordinator, "doc_file")
        assert coordinator.last.file is not None


async def test_a_bulletin_and_a_talk_in_chat(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, _ = await opened(place, office_time(2024, 10, 25, 10))
        await place.say(coordinator, "/documents")
        await place.tap(coordinator, "doc_new", "bulletin")
        await place.tap(coordinator, "doc_bulletin_make")
        assert coordinator.last is not None
        assert coordinator.last.file is not None
        await place.say(coordinator, "/documents")
        await place.tap(coordinator, "doc_new", "talk")
        await place.tap(coordinator, "doc_talk")
        await place.tap(coordinator, "f", "today")
        await place.say(coordinator, "谈了补报的期限。")
        await place.tap(coordinator, "f", "keep")
        assert "约谈记录〔2024〕1号" in coordinator.last.text
        assert "已存档" in coordinator.last.text
        await place.say(coordinator, "/documents")
        assert "通报1件,约谈1次" in coordinator.last.text
