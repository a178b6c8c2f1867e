"""A notice that runs is corrected, extended or withdrawn by a notice of its own, which reaches all who were sent the first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.render import Renderer
from config.settings import Settings
from config.texts import Texts
from db.tables import Amendment, Announcement, Dialogue, Objection, Outbox, OutboxState, Publicity, Subscription
from db.units import Reading, Unit, Units
from domain.errors import Moved, Rejected
from domain.messages.amending import AmendmentForm, AmendmentNotice, AmendmentPreview
from domain.messages.objections import ObjectionForm, PeriodClosed
from domain.messages.publicity import (
    NoticeDocument,
    PinAnnouncement,
    PublicityAnnouncement,
    PublicityCard,
    PublicityForm,
    PublicityReminder,
    UnpinAnnouncement,
)
from jobs import closing, letters, outbox, publicity, reconcile
from jobs.clock import VirtualClock
from jobs.objections import notices
from tests.conftest import SHANGHAI, Office, settings_in
from tests.integration.closing_road import CHANNEL, Road, occasion
from tests.objecting import Speaker

BOTH = pytest.mark.parametrize("settings", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    environ = {"XIAOHAO_TELEGRAM__CHANNELS": "[-100111]"}
    if getattr(request, "param", "sqlite") == "postgresql":
        environ["XIAOHAO_DATABASE__URL"] = request.getfixturevalue("postgresql_url")
    return settings_in(tmp_path, **environ)


@pytest.fixture
def road(units: Units, clock: VirtualClock, office: Office) -> Road:
    """A notice from 9 to 18 October, announced to a channel and three subscribers, a fourth who came later."""
    road = Road(units, clock, office)
    road.accept()
    road.change(_subscribe, range(3))
    road.publish()
    road.step_until("2024-10-09", "10:00")
    road.change(_subscribe, range(3, 4))
    return road


def amend(road: Road, kind: str, *answers: str) -> AmendmentPreview:
    """As far as the preview: a press where the answer starts with `>`, else typed."""
    card = road.last(PublicityCard)
    road.change(publicity.begin_amendment, road.coordinator, card.publicity, card.rev, kind, occasion())
    for said in answers:
        screen = (road.sent(AmendmentForm) + road.sent(AmendmentPreview))[-1]
        if said.startswith(">"):
            road.press(publicity.answer_amendment, road.coordinator, screen, said[1:])
        else:
            road.type(publicity.answer_amendment, road.coordinator, said)
    return road.last(AmendmentPreview)


def confirm(road: Road, preview: AmendmentPreview) -> None:
    road.press(publicity.answer_amendment, road.coordinator, preview, "confirm")
    road.run()


def renderer(road: Road) -> Renderer:
    return Renderer(Texts.shipped(), SHANGHAI, road.clock.now, "xiaohao_bot")


def worded(road: Road, message: object) -> str:
    return renderer(road).screen(message, "zh-CN").text  # type: ignore[arg-type]


@BOTH
def test_a_correction_reads_as_it_was_previewed_and_reaches_all_who_were_sent_the_notice(road: Road) -> None:
    preview = amend(road, "correction", ">phones", "0311-55501234", "电话录入有误")
    assert (preview.channels, preview.subscribers) == (1, 3)
    confirm(road, preview)
    (posted,) = road.sent(AmendmentNotice, CHANNEL)
    said = worded(road, posted)
    assert said in worded(road, preview)
    assert "整改任务（序号21）销号的公示》的更正公告</b>" in said
    assert "2024年10月9日发布的" in said
    assert "联系电话：原为“010-55501234”，更正为“0311-55501234”。" in said
    assert "原因：电话录入有误" in said
    stands = road.last(PublicityAnnouncement, CHANNEL)
    assert stands.contacts.phones == ("0311-55501234",)
    assert "已更正" in worded(road, stands)
    assert road.period().phones == ["0311-55501234"]
    told = road.units.look(_recipients, AmendmentNotice.KIND)
    assert told == [CHANNEL, *road.units.look(_recipients, PublicityAnnouncement.KIND)[1:]]
    assert len(told) == 4  # not who subscribed after it was announced


def test_the_document_follows_a_correction_as_the_notice_reads_now(road: Road) -> None:
    wrong, right = "生态补水1.2亿立方米", "生态补水1.3亿立方米"
    confirm(road, amend(road, "correction", ">text", f"{wrong}\n{right}", "数字有误"))
    assert right in road.period().table[0]["completion"]
    rows = road.rows(NoticeDocument)
    (posted,) = (row for row in road.rows(AmendmentNotice) if row.recipient == CHANNEL)
    assert [row.occasion for row in rows] == ["announce", "document"]
    assert rows[1].target_id == posted.id
    road.run()
    assert len(road.rows(NoticeDocument)) == 2


def test_the_card_of_a_notice_that_runs_offers_all_that_can_be_done(road: Road) -> None:
    rows = renderer(road).screen(road.last(PublicityCard), "zh-CN").rows
    labels = [[button.label for button in row] for row in rows]
    assert labels == [["验证邮箱"], ["更正", "延长"], ["看文件", "登记来电来信"], ["撤回公示"]]
    assert rows[-1][0].style == "danger"


def test_words_that_stand_nowhere_are_refused_and_the_form_stays(road: Road) -> None:
    with pytest.raises(Rejected, match="amend-words-nowhere"):
        amend(road, "correction", ">text", "没有写过的话\n别的话")
    assert road.last(AmendmentForm).step == "text"
    with pytest.raises(Rejected, match="amend-two-lines"):
        road.type(publicity.answer_amendment, road.coordinator, "只有一行")


def test_several_fields_are_corrected_in_one_announcement(road: Road) -> None:
    preview = amend(
        road, "correction", ">phones", "12345678", "都录错了", ">field", ">receiver", "示范省生态环境厅\n-\n-"
    )
    assert "受理单位：原为“发布单位”，更正为“示范省生态环境厅”。" in preview.notice.text
    assert "更正为“12345678”" in preview.notice.text
    assert preview.notice.contacts.unit == "示范省生态环境厅"


def test_a_corrected_address_receives_what_comes_after_and_the_nightly_proof_agrees(road: Road) -> None:
    first = road.object_("2024-0001")
    road.change(_write_letter, first)
    road.clock.advance_to(datetime(2024, 10, 9, 11, 0, tzinfo=SHANGHAI))
    preview = amend(road, "correction", ">emails", "right@example.org", "邮箱录入有误")
    assert [note.key for note in preview.warnings] == ["amend-warn-routed"]
    confirm(road, preview)
    road.clock.advance_to(datetime(2024, 10, 9, 12, 0, tzinfo=SHANGHAI))
    road.change(_write_letter, road.object_("2024-0002"))
    letters_to = [row.recipient for row in road.rows(letters.ObjectionLetter)]
    assert letters_to == ["mail:objections@example.org", "mail:right@example.org"]
    assert road.units.look(reconcile.misses) == []


def test_who_is_objecting_sees_the_new_facts_at_the_next_step_and_is_refused_kindly_once_it_is_withdrawn(
    road: Road,
) -> None:
    objector = Speaker(road.units, road.office.account("路人甲"))
    objector.open(road.period().id)
    confirm(road, amend(road, "correction", ">emails", "right@example.org", "邮箱录入有误"))
    objector.press("anonymous")
    assert road.last(ObjectionForm).emails == ("right@example.org",)
    objector.type("没有完成。")
    objector.press("check")
    confirm(road, amend(road, "withdrawal", "需进一步核实"))
    objector.press("confirm")
    closed = road.last(PeriodClosed)
    assert (closed.withdrawn, closed.kept, closed.emails) == (True, True, ("right@example.org",))


@BOTH
def test_an_extension_moves_the_end_the_reminders_and_the_objections(road: Road) -> None:
    road.step_until("2024-10-18", "10:00")  # the last day of old: its reminder was sent
    assert len(road.sent(PublicityReminder)) == 2
    with pytest.raises(Rejected, match="amend-end-earlier"):
        amend(road, "extension", "10月17日")
    road.type(publicity.answer_amendment, road.coordinator, "延长5个工作日")
    road.type(publicity.answer_amendment, road.coordinator, "便于公众查阅")
    preview = road.last(AmendmentPreview)
    assert "现延长至2024年10月25日" in preview.notice.text
    assert "共17天，其中工作日14天" in preview.notice.text
    confirm(road, preview)
    assert str(road.period().ends_on) == "2024-10-25"
    assert road.last(PublicityAnnouncement, CHANNEL).period.ends_on == road.period().ends_on
    road.step_until("2024-10-24")
    assert road.period().state == "running"
    road.step_until("2024-10-25", "10:00")
    last = road.sent(PublicityReminder)[-1]
    assert (last.last_day, str(last.ends_on)) == (True, "2024-10-25")
    road.step_until("2024-10-26", "10:00")
    assert road.period().state == "ended"
    assert worded(road, road.last(PublicityAnnouncement, CHANNEL)).endswith("<b>公示已于2024年10月25日24:00结束。</b>")


def test_a_withdrawn_notice_takes_no_objection_and_its_open_ones_are_still_to_be_answered(road: Road) -> None:
    road.object_("2024-0001")
    preview = amend(road, "withdrawal", "整改情况需进一步核实")
    assert [note.key for note in preview.warnings] == ["amend-warn-open"]
    confirm(road, preview)
    assert road.period().state == "withdrawn"
    assert not road.last(AmendmentNotice, CHANNEL).open
    assert "已撤回" in worded(road, road.last(PublicityAnnouncement, CHANNEL))
    assert "已撤回" in worded(road, road.last(PublicityCard))
    objector = Speaker(road.units, road.office.account("路人甲"))
    objector.run(notices.begin, road.period().id, "update 1")
    assert road.last(PeriodClosed).withdrawn
    keys = [note.key for note in road.units.look(closing.missing, road.task)]
    assert keys == ["closing-missing-publicity", "closing-missing-answer"]
    assert road.due() is None
    road.change(publicity.show_list, road.coordinator, "update 2")
    road.publish("10月21日至10月30日")  # and is published anew


@BOTH
def test_what_had_not_left_of_a_withdrawn_notice_leaves_no_more(road: Road) -> None:
    def half_sent(unit: Unit) -> None:
        unit.session.scalars(
            select(Outbox)
            .where(Outbox.kind == PublicityAnnouncement.KIND, Outbox.recipient.startswith("dialogue:"))
            .order_by(Outbox.id)
        ).first().state = OutboxState.SENT

    road.change(half_sent)
    confirm(road, amend(road, "withdrawal", "需进一步核实"))
    states = [row.state for row in road.rows(PublicityAnnouncement) if row.recipient.startswith("dialogue:")]
    assert states == [OutboxState.SENT, OutboxState.WITHDRAWN, OutboxState.WITHDRAWN]
    told = road.units.look(_recipients, AmendmentNotice.KIND)
    assert len(told) == 2  # the channel, and the one who has it


def test_a_subscriber_takes_the_newest_document_from_the_amendment_too(road: Road) -> None:
    confirm(road, amend(road, "correction", ">phones", "0311-55509999", "录错了"))
    shown = renderer(road).screen(road.units.look(_spread), "zh-CN")
    assert [button.label for row in shown.rows for button in row] == ["提出异议", "公示文件"]
    subscriber = road.office.account("订阅的市民")
    paper = road.units.look(publicity.paper_for, subscriber, road.period().id)
    assert "0311-55509999" in str(paper)
    confirm(road, amend(road, "withdrawal", "需进一步核实"))
    shown = renderer(road).screen(road.units.look(_spread), "zh-CN")
    assert shown.rows == ()


def test_a_withdrawn_notice_is_taken_from_the_top_of_its_channel(road: Road) -> None:
    road.change(_all_sent)
    (pin,) = road.rows(PinAnnouncement)
    confirm(road, amend(road, "withdrawal", "需进一步核实"))
    (unpin,) = road.rows(UnpinAnnouncement)
    assert (unpin.op, unpin.target_id, unpin.recipient) == ("unpin", pin.target_id, CHANNEL)


def test_an_amendment_is_not_confirmed_when_the_notice_has_changed_since(road: Road) -> None:
    preview = amend(road, "correction", ">phones", "12345678", "录错了")
    other = road.office.coordinator("另一位经办人")
    card = road.last(PublicityCard)
    road.change(publicity.begin_amendment, other, card.publicity, card.rev, "extension", occasion())
    road.type(publicity.answer_amendment, other, "延长5个工作日")
    road.type(publicity.answer_amendment, other, "便于查阅")
    road.press(publicity.answer_amendment, other, road.last(AmendmentPreview, road.to(other)), "confirm")
    with pytest.raises(Moved) as moved:
        road.press(publicity.answer_amendment, road.coordinator, preview, "confirm")
    road.change(moved.value.then)
    again = road.last(AmendmentPreview, road.to(road.coordinator))
    assert "公示期不变，仍为2024年10月9日至2024年10月25日" in again.notice.text
    road.press(publicity.answer_amendment, road.coordinator, again, "confirm")
    assert {mark.amends for mark in road.last(PublicityAnnouncement, CHANNEL).amended} == {"extension", "correction"}


def test_giving_up_publishes_nothing_and_the_end_of_the_period_ends_the_form(road: Road) -> None:
    preview = amend(road, "withdrawal", "需进一步核实")
    road.press(publicity.answer_amendment, road.coordinator, preview, "drop")
    assert road.sent(AmendmentNotice) == []
    preview = amend(road, "correction", ">phones", "12345678", "录错了")
    road.step_until("2024-10-19", "10:00")
    with pytest.raises(Moved, match="amend-period-over") as moved:
        road.press(publicity.answer_amendment, road.coordinator, preview, "confirm")
    road.change(moved.value.then)
    assert road.units.look(_states) == ["dropped", "dropped"]


def test_what_is_only_scheduled_is_changed_without_an_announcement(road: Road) -> None:
    road.task = road.office.task("33")
    road.accept()
    road.publish("10月14日至10月25日")
    card = road.last(PublicityCard)
    road.change(publicity.change, road.coordinator, card.publicity, card.rev, occasion())
    road.step_until("2024-10-14", "12:00")
    assert road.sent(AmendmentNotice) == []
    assert [one.state for one in road.units.look(_periods)] == ["running", "draft"]
    with pytest.raises(Moved):
        road.change(publicity.change, road.coordinator, card.publicity, card.rev, occasion())
    assert road.sent(PublicityForm) == []


# -- looking ------------------------------------------------------------------------------------------------------


def _subscribe(unit: Unit, numbers: range) -> None:
    for number in numbers:
        dialogue = Dialogue(
            mark=unit.vault.mark("account", 5_000 + number),
            account_sealed=unit.vault.seal(str(5_000 + number)),
            touched_at=unit.now,
        )
        unit.session.add(dialogue)
        unit.session.flush()
        unit.session.add(Subscription(dialogue_id=dialogue.id, since=unit.now))


def _spread(reading: Reading) -> AmendmentNotice:
    """The newest amendment, as its subscribers are sent it."""
    facts = select(Announcement.facts_sealed).where(Announcement.occasion.like("amendment %"))
    newest = reading.conn.scalars(facts.order_by(Announcement.id.desc())).first()
    assert newest is not None
    return outbox.opened(reading, AmendmentNotice.KIND, newest)  # type: ignore[return-value]


def _all_sent(unit: Unit) -> None:
    for row in unit.session.scalars(select(Outbox)):
        row.state, row.remote_id = OutboxState.SENT, str(1000 + row.id)


def _recipients(reading: Reading, kind: str) -> list[str]:
    return list(
        reading.conn.scalars(
            select(Outbox.recipient).where(Outbox.kind == kind, Outbox.op == "send").order_by(Outbox.id)
        )
    )


def _states(reading: Reading) -> list[str]:
    return list(reading.conn.scalars(select(Amendment.state).order_by(Amendment.id)))


def _periods(reading: Reading) -> list[object]:
    return list(reading.session.scalars(select(Publicity).order_by(Publicity.id)))


def _write_letter(unit: Unit, objection: int) -> None:
    letters.write(unit, unit.session.get_one(Objection, objection))
