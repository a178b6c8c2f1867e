"""A notice is drawn up in a few presses, shown as it will appear, and stands as it was confirmed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.render import Renderer
from config.settings import Settings
from config.texts import Texts
from db.tables import Publicity, PublicityTask, Task
from db.units import Unit, Units
from domain.errors import Moved, Rejected
from domain.messages.publicity import (
    PublicityAnnouncement,
    PublicityCard,
    PublicityEnded,
    PublicityForm,
    PublicityList,
    PublicityPreview,
)
from jobs import publicity
from jobs.clock import VirtualClock
from tests.conftest import SHANGHAI, Office, settings_in
from tests.integration.closing_road import CHANNEL, Road, occasion


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path, XIAOHAO_TELEGRAM__CHANNELS="[-100111]")


@pytest.fixture
def road(units: Units, clock: VirtualClock, office: Office) -> Road:
    return Road(units, clock, office)


@pytest.fixture
def accepted(road: Road) -> Road:
    road.accept()
    return road


def renderer(road: Road) -> Renderer:
    return Renderer(Texts.shipped(), SHANGHAI, road.clock.now, "xiaohao_bot")


# -- drawing up ---------------------------------------------------------------------------------------------------


def test_a_notice_takes_five_presses_from_an_accepted_task(accepted: Road, second: Engine) -> None:
    accepted.change(publicity.begin, accepted.coordinator, accepted.task, occasion())
    suggested = accepted.last(PublicityForm).suggested
    dates = f"{suggested.starts_on},{suggested.ends_on}"
    for value in (dates, "office", "office"):
        accepted.press(publicity.answer, accepted.coordinator, accepted.last(PublicityForm), value)
    accepted.press(publicity.answer, accepted.coordinator, accepted.last(PublicityPreview), "confirm")
    with second.connect() as conn:
        row = conn.execute(text("SELECT state, starts_on, ends_on, phones, emails FROM publicity")).one()
    assert tuple(row) == (
        "scheduled",
        "2024-10-09",
        "2024-10-21",
        '["010-55501234"]',
        '["objections@example.org"]',
    )
    assert accepted.last(PublicityCard).state == "scheduled"


def test_the_preview_is_what_the_channel_will_read(accepted: Road) -> None:
    preview = accepted.draw_up()
    shown = renderer(accepted).screen(preview, "zh-CN").text
    accepted.press(publicity.answer, accepted.coordinator, preview, "confirm")
    accepted.step_until("2024-10-09", "12:00")
    announced = renderer(accepted).screen(accepted.last(PublicityAnnouncement, CHANNEL), "zh-CN")
    assert announced.text in shown
    assert announced.rows[0][0].url == f"https://t.me/xiaohao_bot?start=o_{accepted.period().id}"
    english = renderer(accepted).screen(preview, "en").text
    assert announced.text in english


def test_a_wrong_date_leaves_the_form_where_it_was(accepted: Road) -> None:
    accepted.change(publicity.begin, accepted.coordinator, accepted.task, occasion())
    with pytest.raises(Rejected, match="publicity-dates-unclear"):
        accepted.type(publicity.answer, accepted.coordinator, "下个月吧")
    assert accepted.last(PublicityForm).step == "dates"
    accepted.type(publicity.answer, accepted.coordinator, "10月9日至10月18日")
    assert accepted.last(PublicityForm).step == "phones"


def test_an_edited_message_changes_the_field_it_filled(accepted: Road) -> None:
    accepted.change(publicity.begin, accepted.coordinator, accepted.task, occasion())
    accepted.type(publicity.answer, accepted.coordinator, "10月9日至10月18日", 41)
    accepted.type(publicity.answer, accepted.coordinator, "10月9日至10月25日", 41, edited=True)
    assert str(accepted.period().ends_on) == "2024-10-25"
    assert accepted.last(PublicityForm).step == "phones"


def test_the_receiver_is_another_than_the_issuer(accepted: Road) -> None:
    preview = accepted.draw_up()
    accepted.press(publicity.answer, accepted.coordinator, preview, "receiver")
    accepted.type(publicity.answer, accepted.coordinator, "示范省生态环境厅综合处\n-\n示范市东风路1号")
    contacts = accepted.last(PublicityPreview).announcement.contacts
    assert (contacts.unit, contacts.person, contacts.postal) == ("示范省生态环境厅综合处", "", "示范市东风路1号")
    assert accepted.last(PublicityPreview).announcement.issuer == "示范省督察整改办公室"


def test_what_is_thin_is_warned_about_and_not_refused(road: Road) -> None:
    def empty(unit: Unit) -> None:
        unit.session.get_one(Task, road.task).completion = None

    road.accept()
    road.change(empty)
    preview = road.draw_up("10月9日至10月10日")
    keys = [note.key for note in preview.warnings]
    assert keys == ["publicity-warn-no-completion", "publicity-warn-unproven"]


def test_a_changed_draft_is_shown_again_before_it_is_confirmed(accepted: Road) -> None:
    preview = accepted.draw_up()
    other = accepted.office.coordinator("另一位经办人")
    accepted.change(publicity.resume, other, accepted.period().id, occasion())
    theirs = accepted.last(PublicityPreview, accepted.to(other))
    accepted.press(publicity.answer, other, theirs, "dates")
    accepted.type(publicity.answer, other, "10月9日至10月30日")
    with pytest.raises(Moved):
        accepted.press(publicity.answer, accepted.coordinator, preview, "confirm")
    assert accepted.period().state == "draft"


def test_a_ledger_that_changes_under_the_preview_does_not_change_what_was_seen(accepted: Road) -> None:
    preview = accepted.draw_up()
    accepted.change(_rewrite, accepted.task)
    accepted.press(publicity.answer, accepted.coordinator, preview, "confirm")
    period = accepted.period()
    assert period.title == preview.announcement.title
    assert period.table[0]["completion"] == "已完成生态补水1.2亿立方米。"


def test_a_second_confirmation_finds_it_confirmed(accepted: Road, second: Engine) -> None:
    preview = accepted.draw_up()
    other = accepted.office.coordinator("另一位经办人")
    accepted.change(publicity.resume, other, accepted.period().id, occasion())
    theirs = accepted.last(PublicityPreview, accepted.to(other))
    accepted.press(publicity.answer, accepted.coordinator, preview, "confirm")
    with pytest.raises(Moved) as moved:
        accepted.press(publicity.answer, other, theirs, "confirm")
    accepted.change(moved.value.then)
    assert accepted.last(PublicityCard, accepted.to(other)).state == "scheduled"
    with second.connect() as conn:
        assert conn.scalar(text("SELECT count(*) FROM audit WHERE action = 'publicity.confirm'")) == 1


def test_publicity_stands_where_the_programme_puts_it(road: Road) -> None:
    with pytest.raises(Rejected, match="publicity-acceptance-first"):
        road.change(publicity.begin, road.coordinator, road.task, occasion())
    with pytest.raises(Rejected, match="only-coordinator"):
        road.change(publicity.begin, road.liaison, road.task, occasion())
    road.accept()
    road.publish()
    with pytest.raises(Rejected, match="publicity-already"):
        road.change(publicity.begin, road.coordinator, road.task, occasion())
    road.step_until("2024-10-19")
    with pytest.raises(Rejected, match="publicity-enough"):
        road.change(publicity.begin, road.coordinator, road.task, occasion())


def test_a_draft_whose_period_has_passed_is_not_confirmed(accepted: Road) -> None:
    preview = accepted.draw_up()
    accepted.at("2024-10-19")
    with pytest.raises(Rejected, match="publicity-already-over"):
        accepted.press(publicity.answer, accepted.coordinator, preview, "confirm")


def test_the_list_names_what_is_ready_drafted_running_and_over(accepted: Road) -> None:
    def listed() -> PublicityList:
        accepted.change(publicity.show_list, accepted.coordinator, occasion().replace("press", "update"))
        found = accepted.last(PublicityList)
        assert isinstance(found, PublicityList)
        return found

    assert [task.number for task in listed().ready] == ["21"]
    preview = accepted.draw_up()
    assert [period.state for period in listed().periods] == ["draft"]
    assert listed().ready == ()
    accepted.press(publicity.answer, accepted.coordinator, preview, "confirm")
    accepted.step_until("2024-10-09", "10:00")
    assert [period.state for period in listed().periods] == ["running"]
    accepted.step_until("2024-10-20")
    assert [period.state for period in listed().periods] == ["ended"]


def test_the_list_is_paged_through_everything_that_is_over(accepted: Road) -> None:
    def years_of_notices(unit: Unit) -> None:
        for day in range(1, 20):
            withdrawn, announced = day in (3, 4), day != 4  # one of them was taken back before it was announced
            notice = Publicity(
                state="withdrawn" if withdrawn else "ended",
                starts_on=date(2023, 1, day),
                ends_on=date(2023, 2, day),
                issuer="",
                announced_at=unit.now if announced else None,
                created_at=unit.now,
            )
            unit.session.add(notice)
            unit.session.flush()
            unit.session.add(PublicityTask(publicity_id=notice.id, task_id=accepted.task))

    accepted.change(years_of_notices)
    pages = []
    for page in range(3):
        accepted.change(publicity.show_list, accepted.coordinator, f"press {page}", page)
        pages.append(accepted.last(PublicityList))
    assert [(len(page.ready), len(page.periods), page.pages) for page in pages] == [(0, 8, 3), (0, 8, 3), (0, 2, 3)]
    listed = [period for page in pages for period in page.periods]
    assert [period.ends_on.day for period in listed] == [day for day in range(19, 0, -1) if day != 4]
    assert "已撤回" in renderer(accepted).screen(pages[1], "zh-CN").text


def test_a_scheduled_notice_is_taken_back_after_asking_once_more(accepted: Road) -> None:
    accepted.publish()
    card = accepted.last(PublicityCard)
    accepted.change(publicity.cancel_asked, accepted.coordinator, card.publicity, card.rev, True, occasion())
    assert accepted.last(PublicityCard).asking_cancel
    accepted.change(publicity.cancel, accepted.coordinator, card.publicity, card.rev, occasion())
    assert accepted.due() is None
    accepted.step_until("2024-10-20")
    assert accepted.sent(PublicityAnnouncement) == []
    accepted.publish("10月21日至10月30日")
    assert accepted.period().state == "scheduled"


def test_several_tasks_of_a_programme_share_a_notice(accepted: Road) -> None:
    first, accepted.task = accepted.task, accepted.office.task("33", problem="噪声投诉办理不及时")
    accepted.accept()
    accepted.task = first
    preview = accepted.draw_up()
    assert preview.more_tasks
    accepted.press(publicity.answer, accepted.coordinator, preview, "tasks")
    form = accepted.last(PublicityForm)
    assert [(task.number, task.chosen) for task in form.tasks] == [("21", True), ("33", False)]
    accepted.press(publicity.answer, accepted.coordinator, form, str(form.tasks[1].id))
    accepted.press(publicity.answer, accepted.coordinator, accepted.last(PublicityForm), str(form.tasks[0].id))
    with pytest.raises(Rejected, match="publicity-one-task"):
        accepted.press(publicity.answer, accepted.coordinator, accepted.last(PublicityForm), str(form.tasks[1].id))
    accepted.press(publicity.answer, accepted.coordinator, accepted.last(PublicityForm), str(form.tasks[0].id))
    accepted.press(publicity.answer, accepted.coordinator, accepted.last(PublicityForm), "preview")
    both = accepted.last(PublicityPreview)
    assert "序号33、21" in both.announcement.title
    assert {row[0].split()[0] for row in both.rows} == {"33", "21"}
    accepted.press(publicity.answer, accepted.coordinator, both, "confirm")
    accepted.step_until("2024-10-21", "10:00")
    assert [task.number for task in accepted.last(PublicityEnded).closable] == ["33", "21"]


def test_every_part_of_the_notice_is_edited_in_chat_and_the_ledger_stays(accepted: Road) -> None:
    accepted.draw_up()

    def edit(part: str, text: str) -> PublicityPreview:
        accepted.press(publicity.answer, accepted.coordinator, accepted.last(PublicityPreview), "words")
        if part:
            accepted.press(publicity.answer, accepted.coordinator, accepted.last(PublicityForm), part)
        accepted.type(publicity.answer, accepted.coordinator, text)
        found = accepted.last(PublicityPreview)
        assert isinstance(found, PublicityPreview)
        return found

    assert edit("title", "序号21整改任务\n销号公示").announcement.title == "序号21整改任务 销号公示"
    assert edit("text", "现将整改情况予以公示，公示期10个工作日。").announcement.text.startswith("现将")
    edit(f"done_{accepted.task}", "已完成生态补水1.25亿立方米。")
    preview = edit("", "1.25亿立方米\n1.2亿立方米,河道全年有水")
    assert ("完成情况（截至2024年10月8日）", "已完成生态补水1.2亿立方米,河道全年有水。") in preview.rows
    keys = [note.key for note in preview.warnings]
    assert keys == ["publicity-warn-stated", "publicity-warn-unproven", "publicity-warn-ledger"]
    with pytest.raises(Rejected, match="amend-words-nowhere"):
        edit("", "台账里没有的话\n别的话")
    accepted.press(publicity.answer, accepted.coordinator, accepted.last(PublicityForm), "preview")
    again = accepted.last(PublicityPreview)
    accepted.press(publicity.answer, accepted.coordinator, again, "confirm")
    assert accepted.period().title == "序号21整改任务 销号公示"
    accepted.step_until("2024-10-09", "10:00")
    assert "河道全年有水" in accepted.period().table[0]["completion"]
    completion = accepted.units.look(lambda reading: reading.session.get_one(Task, accepted.task).completion)
    assert completion == "已完成生态补水1.2亿立方米。"


def test_a_draft_follows_the_ledger_again_when_it_is_told_to(accepted: Road) -> None:
    accepted.draw_up()
    accepted.change(_rewrite, accepted.task)
    accepted.change(publicity.resume, accepted.coordinator, accepted.period().id, occasion())
    preview = accepted.last(PublicityPreview)
    assert preview.apart
    assert "后来改写的内容" not in preview.announcement.text
    accepted.press(publicity.answer, accepted.coordinator, preview, "ledger")
    assert "后来改写的内容" in accepted.last(PublicityPreview).announcement.text
    assert not accepted.last(PublicityPreview).apart


def test_a_notice_without_a_phone_is_warned_about(accepted: Road) -> None:
    accepted.change(publicity.begin, accepted.coordinator, accepted.task, occasion())
    accepted.type(publicity.answer, accepted.coordinator, "10月9日至10月18日,10个工作日")
    accepted.type(publicity.answer, accepted.coordinator, "无")
    accepted.press(publicity.answer, accepted.coordinator, accepted.last(PublicityForm), "office")
    preview = accepted.last(PublicityPreview)
    keys = [note.key for note in preview.warnings]
    assert keys == ["publicity-warn-stated", "publicity-warn-no-phones", "publicity-warn-unproven"]
    assert preview.announcement.contacts.phones == ()


def test_a_start_in_the_past_is_taken_with_a_warning_and_announced_at_once(accepted: Road) -> None:
    preview = accepted.draw_up("2024年10月1日至2024年10月18日")
    assert [note.key for note in preview.warnings][:1] == ["publicity-warn-late"]
    accepted.press(publicity.answer, accepted.coordinator, preview, "confirm")
    accepted.run()
    assert accepted.period().state == "running"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_screen_fits_and_ends_in_what_to_do(accepted: Road, language: str) -> None:
    accepted.draw_up()
    screens = [renderer(accepted).screen(one, language) for one in accepted.sent(PublicityPreview)]
    for screen in screens:
        assert len(screen.rows[0]) == 1
        assert all(len(row) <= 2 for row in screen.rows)
    if language == "zh-CN":
        assert all(len(button.label) <= 8 for screen in screens for row in screen.rows for button in row)


def _rewrite(unit: Unit, task_id: int) -> None:
    task = unit.session.get_one(Task, task_id)
    task.completion = task.problem = "后来改写的内容"
