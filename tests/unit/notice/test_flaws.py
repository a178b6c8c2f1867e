"""What can be read two ways stays empty, and a warning says so: flaw by flaw."""

from __future__ import annotations

from typing import Any

import pytest

from config.holidays import load_calendar
from domain.notice.reader import read_notice
from domain.notice.reading import as_json

CALENDAR = load_calendar()


def read(*lines: str) -> dict[str, Any]:
    """A whole little notice around the lines in question."""
    about = ("关于第二轮中央生态环境保护督察整改任务(序号21)的公示", "整改任务:扬尘污染。", "完成情况:已完成。")
    return as_json(read_notice("\n".join([*about, *lines]), CALENDAR))


SIGNED = ("示范省水利厅", "2025年5月20日")

PERIODS = [
    ("公示期:2025年5月21日至5月31日", "2025-05-21", "2025-05-31", "the end takes the year of the start"),
    ("公示期:2025年5月21日-31日", "2025-05-21", "2025-05-31", "the end takes year and month"),
    ("公示期:2025.5.21—2025.5.31", "2025-05-21", "2025-05-31", "points and a long dash"),
    ("公示期:2025.5.21-5.31", "2025-05-21", "2025-05-31", "points, the end without a year"),
    ("公示期:2025/05/21~2025/05/31", "2025-05-21", "2025-05-31", "strokes and a wave"),
    ("公示期:2025-05-21 至 2025-05-31", "2025-05-21", "2025-05-31", "the machine's form"),
    ("公示期:二〇二五年五月二十一日至五月三十一日", "2025-05-21", "2025-05-31", "Chinese numerals"),
    ("公示期:2025 年 5 月 21 日(星期三)至 5 月 31 日(星期六)", "2025-05-21", "2025-05-31", "spaces and weekdays"),
    ("公示期自2025年5月21日起至2025年5月31日止。", "2025-05-21", "2025-05-31", "a sentence"),
    ("现予公示,公示时间:2024年12月27日至1月5日", "2024-12-27", "2025-01-05", "over the New Year"),
    ("公示期:5月21日至5月31日", "2025-05-21", "2025-05-31", "no year, but one of issue"),
    ("公示期:20XX年5月21日至20XX年5月31日", None, None, "a masked year"),
    ("公示期:2025年X月21日至X月31日", None, None, "a masked month"),
    ("公示期:20250521日至20250531日", None, None, "digits run together"),
    ("公示期:2025年521日至2025年531日", None, None, "lost characters"),
    ("公示期:2025年5月21日至2025年5月32日", "2025-05-21", None, "a day that does not exist"),
    ("公示期:2025年5月31日至2025年5月21日", None, None, "the end before the start"),
    ("自即日起公示10个工作日。", None, None, "no date at all"),
    ("自2025年5月21日起公示7天。", "2025-05-21", None, "a length: two ways to count"),
    ("公示截止时间:2025年5月31日", None, "2025-05-31", "only an end, under a label of its own"),
]


@pytest.mark.parametrize(("line", "start", "end", "why"), PERIODS, ids=[row[3] for row in PERIODS])
def test_a_period_is_read_or_doubted(line: str, start: str | None, end: str | None, why: str) -> None:
    reading = read(line, *SIGNED)
    assert (reading["publicity"]["start"], reading["publicity"]["end"]) == (start, end)
    if start is None or end is None:
        assert any("公示" in warning for warning in reading["warnings"])


def test_without_any_year_the_period_stays_empty() -> None:
    reading = read("公示期:5月21日至5月31日")
    assert reading["publicity"]["start"] is None
    assert any("没有写年份" in warning for warning in reading["warnings"])


def test_two_periods_are_one_too_many() -> None:
    reading = read("公示期:2025年5月21日至5月31日", "公示时间:2025年6月1日至6月5日", *SIGNED)
    assert reading["publicity"]["start"] is None
    assert any("几种写法" in warning for warning in reading["warnings"])


LENGTHS = [
    ("2025年5月21日至5月31日(8个工作日)", False, "right: both ends and no holiday"),
    ("2025年5月21日至5月31日(10个工作日)", True, "eight, not ten"),
    ("2025年5月21日至5月31日,共11天", False, "calendar days"),
    ("2025年5月21日至5月31日,共10天", True, "one day short"),
    ("2024年9月29日至2024年10月9日,共10个工作日", True, "the National Day holiday leaves four"),
    ("2025年9月28日至2025年10月16日(共10个工作日)", False, "make-up days count"),
    ("2025年5月21日至5月31日,十一个自然日", False, "in words"),
]


@pytest.mark.parametrize(("line", "doubted", "why"), LENGTHS, ids=[row[2] for row in LENGTHS])
def test_a_stated_length_is_held_against_the_calendar(line: str, doubted: bool, why: str) -> None:
    reading = read(f"公示期:{line}")
    assert reading["publicity"]["stated_length"]
    assert any("不符" in warning for warning in reading["warnings"]) is doubted


def test_a_year_without_published_holidays_has_no_working_days() -> None:
    reading = read("公示期:2033年5月20日至2033年5月27日")
    assert reading["publicity"]["calendar_days"] == 8
    assert reading["publicity"]["working_days"] is None
    assert any("2033" in warning for warning in reading["warnings"])


PHONES = [
    ("联系电话:0311—8780 3671", ["0311-8780 3671"], "a long dash"),
    ("联系电话:０３１１－８７８０３６７１", ["0311-87803671"], "full-width digits"),
    ("联系电话:(010)55500021", ["(010)55500021"], "in parentheses"),
    ("联系电话:010-55500021、010-55500022", ["010-55500021", "010-55500022"], "two"),
    ("联系电话:010-55500021/13800000001", ["010-55500021", "13800000001"], "one of them mobile"),
    ("联系电话:010-55500021转8012", ["010-55500021转8012"], "an extension"),
    ("联系电话:010-55500021 传真:010-55500022", ["010-55500021"], "a fax is no phone"),
    ("联系电话:010-55500021 邮编:100000", ["010-55500021"], "a postcode is no phone"),
    ("举报电话:12369", ["12369"], "a hotline"),
]


@pytest.mark.parametrize(("line", "phones", "why"), PHONES, ids=[row[2] for row in PHONES])
def test_phones_stay_as_they_are_written(line: str, phones: list[str], why: str) -> None:
    assert read(line)["phones"] == phones


CUT = ["0311-878", "0311-8780\n3671", "010-5550****", "0311-", "138000"]


@pytest.mark.parametrize("number", CUT)
def test_a_phone_cut_in_half_is_no_phone(number: str) -> None:
    reading = read(f"联系电话:{number}")
    assert reading["phones"] == []
    assert any("电话" in warning or "联系方式" in warning for warning in reading["warnings"])


def test_a_broken_mail_address_is_doubted() -> None:
    reading = read("电子邮箱:objections#example.org")
    assert reading["emails"] == []
    assert any("邮箱" in warning for warning in reading["warnings"])


SIGNATURES = [
    ("2025年X月X日", "a masked day"),
    ("20221122日", "digits run together"),
    ("2025年2月30日", "a day that does not exist"),
]


@pytest.mark.parametrize(("line", "why"), SIGNATURES)
def test_a_flawed_date_of_issue_is_empty_even_where_the_page_has_one(line: str, why: str) -> None:
    reading = read("发布时间:2022-11-22", "示范省水利厅", line)
    assert reading["issued_on"] is None
    assert reading["issuer"] == "示范省水利厅"
    assert any("落款日期" in warning for warning in reading["warnings"])


def test_two_issuers_one_under_the_other_are_both_named() -> None:
    reading = read("公示期:2025年5月21日至5月31日", "中共示范县委", "示范县人民政府", "2025年5月20日")
    assert reading["issuer"] == "中共示范县委 示范县人民政府"


DEADLINES = [
    ("2024年12月底", "2024-12-31", False),
    ("2025年3月", "2025-03-31", False),
    ("2025年底前", "2025-12-31", False),
    ("2024年12月31日前", "2024-12-31", False),
    ("2024年2月底前完成,长期坚持", "2024-02-29", False),
    ("立行立改", None, False),
    ("长期坚持", None, False),
    ("2024年10月前", None, True),
    ("2024年12月中旬", None, True),
    ("2023年6月底前完成拆除,2024年底前完成复绿", None, True),
    ("20XX年12月底", None, True),
]


@pytest.mark.parametrize(("text", "day", "doubted"), DEADLINES)
def test_a_deadline_in_words_is_its_last_day(text: str, day: str | None, doubted: bool) -> None:
    reading = read(f"整改时限:{text}")
    assert reading["items"][0]["deadline"] == day
    assert reading["items"][0]["deadline_text"] == text
    assert any("整改时限" in warning for warning in reading["warnings"]) is doubted


def test_an_unknown_label_is_named_not_guessed() -> None:
    text = "关于序号21的公示\n一、整改任务\n扬尘\n二、整改措施\n洒水\n三、工作体会\n很多\n四、完成情况\n完成"
    reading = as_json(read_notice(text, CALENDAR))
    assert reading["items"][0]["measures"] == ["洒水"]
    assert reading["items"][0]["completion"] == "完成"
    assert any("工作体会" in warning for warning in reading["warnings"])


def test_several_numbers_over_one_task_name_none() -> None:
    reading = as_json(read_notice("关于整改任务(序号21、22)的公示\n整改任务:扬尘\n完成情况:完成", CALENDAR))
    assert reading["items"][0]["number"] is None
    assert any("21、22" in warning for warning in reading["warnings"])


def test_measures_and_completion_under_one_label_are_not_parted() -> None:
    reading = as_json(read_notice("公示\n整改任务:扬尘\n整改措施及完成情况:洒水,已完成。", CALENDAR))
    assert reading["items"][0]["completion"] == "洒水,已完成。"
    assert reading["items"][0]["measures"] == []
    assert any("人工分开" in warning for warning in reading["warnings"])


def test_a_text_that_is_no_notice_is_said_to_be_none() -> None:
    reading = as_json(read_notice("今天天气很好。", CALENDAR))
    assert reading["items"] == []
    assert reading["warnings"]
