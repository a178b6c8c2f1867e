"""Dates as people type them, contacts as they write them, and what falls due in a period."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from config.holidays import load_calendar
from domain import publicity, stated_length
from domain.closing import Step, next_step
from domain.errors import Rejected
from domain.publicity import Due, Event, Rules, next_event, read_emails, read_period, read_phones
from domain.states import PublicityState
from domain.workdays import WorkingHours

CALENDAR = load_calendar()
SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2025, 5, 20)  # a Tuesday
SEED = (
    date(2025, 5, 21),
    date(2025, 5, 31),
)  # 11 days, 8 working days: the 31st is a Saturday and Dragon Boat Festival


@pytest.mark.parametrize(
    ("typed", "starts_on", "ends_on", "why"),
    [
        ("5月21日至5月31日", *SEED, "as the seed's notice says it, the year implied"),
        ("2025年5月21日至5月31日", *SEED, "only the first with its year"),
        ("5月21日至31日", *SEED, "the month said once"),
        ("自5月21日起至5月31日止", *SEED, "as a regulation says it"),
        ("自5月21日至5月31日止", *SEED, "as a sentence says it"),
        ("2025-05-21 2025-05-31", *SEED, "two ISO dates"),
        ("2025-05-21至2025-05-31", *SEED, "joined by 至"),
        ("2025-05-21 to 2025-05-31", *SEED, "as the English card says it"),
        ("2025.5.21-2025.5.31", *SEED, "points and a dash"),
        ("2025/5/21~2025/5/31", *SEED, "slashes and a tilde"),
        ("\uff15月\uff12\uff11日\uff5e\uff15月\uff13\uff11日", *SEED, "full-width digits and tilde"),
        ("5月21日 到 5月31日。", *SEED, "spaces and a full stop"),
        ("2025年 5月 21日至5月31日", *SEED, "spaces inside a date"),
        ("5.21-5.31", *SEED, "month and day with points"),
        ("5/21-5/31", *SEED, "month and day with slashes"),
        ("五月二十一日至五月三十一日", *SEED, "Chinese numerals"),
        ("公示期为5月21日至5月31日", *SEED, "with the words before it"),
        ("明天到5月31日", *SEED, "a word for the first day of a range"),
        ("5月21日起十个工作日", date(2025, 5, 21), date(2025, 6, 4), "a length in words"),
        ("从5月21日开始公示10个工作日", date(2025, 5, 21), date(2025, 6, 4), "as one says it"),
        ("5月21日起10个工作日", date(2025, 5, 21), date(2025, 6, 4), "the festival (31 May to 2 June) is not counted"),
        ("5月21日起,10个工作日", date(2025, 5, 21), date(2025, 6, 4), "with a comma"),
        ("2025-05-21起10个工作日", date(2025, 5, 21), date(2025, 6, 4), "ISO and a length"),
        ("明天起10个工作日", date(2025, 5, 21), date(2025, 6, 4), "a word for the day"),
        ("今天起5天", date(2025, 5, 20), date(2025, 5, 24), "natural days, the first counted"),
        ("9月26日起3个工作日", date(2025, 9, 26), date(2025, 9, 29), "28 September 2025 is a Sunday that is worked"),
        ("5月24日起1个工作日", date(2025, 5, 24), date(2025, 5, 26), "starts on a Saturday: day one is Monday"),
        ("12月30日至1月8日", date(2025, 12, 30), date(2026, 1, 8), "over the year's end"),
        ("5月19日至5月30日", date(2025, 5, 19), date(2025, 5, 30), "it began yesterday and has not ended: the card warns"),
        ("5月9日至5月19日", date(2026, 5, 9), date(2026, 5, 19), "it ended yesterday: next year's, the card shows the year"),
        ("2025-05-19 2025-05-31", date(2025, 5, 19), date(2025, 5, 31), "a start in the past, said with its year"),
        ("5月19日起10个工作日", date(2025, 5, 19), date(2025, 5, 30), "a length from yesterday on"),
    ],
)  # fmt: skip
def test_dates_are_read_as_they_are_meant(typed: str, starts_on: date, ends_on: date, why: str) -> None:
    read = read_period(typed, TODAY, CALENDAR, first_day_counts=True)
    assert (read.starts_on, read.ends_on) == (starts_on, ends_on), why


def test_a_period_over_the_new_year_is_typed_in_the_middle_of_it() -> None:
    read = read_period("12月30日至1月8日", date(2026, 1, 3), CALENDAR, first_day_counts=True)
    assert (read.starts_on, read.ends_on) == (date(2025, 12, 30), date(2026, 1, 8))


@pytest.mark.parametrize(
    ("typed", "dates", "stated"),
    [
        ("5月21日至5月31日,10个工作日", "5月21日至5月31日", (10, "工作日")),
        ("5月21日至5月31日(共11天)", "5月21日至5月31日", (11, "天")),
        ("5月21日至5月31日，十个工作日。", "5月21日至5月31日", (10, "工作日")),
        ("5月21日起10个工作日", "5月21日起10个工作日", None),
    ],
)
def test_a_length_stated_beside_the_dates_is_taken_apart(
    typed: str, dates: str, stated: stated_length.Stated | None
) -> None:
    assert stated_length.split_stated(typed) == (dates, stated)


def test_a_stated_length_that_does_not_hold_is_warned_about() -> None:
    seed = publicity.period(*SEED, CALENDAR)

    def keys(*stated: stated_length.Stated) -> list[str]:
        return [note.key for note in stated_length.warnings(seed, stated, first_day_counts=True)]

    assert keys((8, "工作日"), (11, "天"), (11, "自然日")) == []
    assert keys((10, "工作日")) == ["publicity-warn-stated"]
    assert stated_length.stated_in("现予公示，公示期为10个工作日，限30日内完成。") == [(10, "工作日")]
    assert stated_length.warnings(seed, [(10, "天")], first_day_counts=False) == []  # the first day is not counted


def test_both_counts_include_both_ends() -> None:
    read = read_period("5月21日至5月31日", TODAY, CALENDAR, first_day_counts=True)
    assert (read.calendar_days, read.working_days) == (11, 8)


def test_where_the_first_day_does_not_count_the_length_starts_the_day_after() -> None:
    read = read_period("5月21日起5个工作日", TODAY, CALENDAR, first_day_counts=False)
    assert read.ends_on == date(2025, 5, 28)
    assert read_period("5月21日起5天", TODAY, CALENDAR, first_day_counts=False).ends_on == date(2025, 5, 26)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("下周开始", "publicity-dates-unclear"),
        ("5月21日", "publicity-dates-unclear"),
        ("21日至31日", "publicity-dates-unclear"),
        ("5月21日至5月31日,延期再议", "publicity-dates-unclear"),
        ("", "publicity-dates-unclear"),
        ("2月30日至3月9日", "publicity-no-such-day"),
        ("2025-05-31 2025-05-21", "publicity-ends-first"),
        ("5月31日至21日", "publicity-ends-first"),
        ("5月31日至5月21日", "publicity-ends-first"),  # not a period of 356 days
        ("9999年12月31日起250个工作日", "publicity-start-far"),
        ("9999-12-30 9999-12-31", "publicity-start-far"),
        ("2月30日起5天", "publicity-no-such-day"),
        ("2025-05-09 2025-05-19", "publicity-start-past"),
        ("2025-05-21 2026-05-31", "publicity-too-long"),
        ("5月21日起0个工作日", "publicity-length-odd"),
        ("5月21日起999个工作日", "publicity-length-odd"),
    ],
)
def test_what_can_be_read_two_ways_or_none_is_refused_with_a_reason(typed: str, key: str) -> None:
    with pytest.raises(Rejected) as refusal:
        read_period(typed, TODAY, CALENDAR, first_day_counts=True)
    assert refusal.value.key == key


def test_the_suggestion_is_the_next_working_day_and_ten_of_them() -> None:
    before_the_holiday = publicity.suggestion(date(2024, 9, 30), CALENDAR, first_day_counts=True)
    assert before_the_holiday.starts_on == date(2024, 10, 8)
    assert (before_the_holiday.ends_on, before_the_holiday.working_days) == (date(2024, 10, 18), 10)


def test_warnings_name_what_is_short_late_far_or_provisional() -> None:
    def keys(starts_on: date, ends_on: date, minimum: int | None = None) -> list[str]:
        period = publicity.period(starts_on, ends_on, CALENDAR)
        return [note.key for note in publicity.warnings(period, TODAY, CALENDAR, minimum=minimum)]

    friday = date(2025, 5, 30)
    assert keys(SEED[0], friday) == []
    assert keys(*SEED) == ["publicity-warn-day-off"]
    assert keys(SEED[0], friday, minimum=10) == ["publicity-warn-short"]
    assert keys(date(2025, 5, 19), friday) == ["publicity-warn-late"]
    assert keys(date(2025, 7, 30), date(2026, 1, 8)) == ["publicity-warn-new-year"]
    assert keys(date(2026, 5, 19), date(2026, 5, 29)) == ["publicity-warn-far"]
    assert "publicity-warn-provisional" in keys(date(2031, 5, 19), date(2031, 5, 30))


# -- contacts -----------------------------------------------------------------------------------------------------


def test_phones_stand_as_written_but_for_dashes_and_full_width_digits() -> None:
    assert read_phones("0311-87803671\uff0c综合处 87908302转802") == ("0311-87803671", "综合处 87908302转802")
    assert read_phones("\uff10\uff13\uff11\uff11\u201487803671、12345") == ("0311-87803671", "12345")
    assert read_phones("(0311)87803671\n(0311)87803671") == ("(0311)87803671",)


@pytest.mark.parametrize("typed", ["没有", "110", "打电话来", "0311-87803671 http://x/?a=1", "、", "1" * 30])
def test_what_cannot_be_dialled_is_refused(typed: str) -> None:
    with pytest.raises(Rejected, match="publicity-phone-unclear"):
        read_phones(typed)


def test_several_addresses_are_split_and_one_written_twice_is_one() -> None:
    assert read_emails("a@example.org、b@example.org, A@example.org") == ("A@example.org", "b@example.org")
    assert read_emails("\uff41@example.org") == ("a@example.org",)


@pytest.mark.parametrize(
    "typed", ["a@", "a@b", "a b@example.org", "a@example.org\r\nBcc: x", "a..b@example.org", "", "<a@example.org>"]
)
def test_what_no_objection_would_reach_is_refused(typed: str) -> None:
    with pytest.raises(Rejected, match="publicity-email-unclear"):
        read_emails(typed)


# -- events -------------------------------------------------------------------------------------------------------

RULES = Rules(SHANGHAI, time(9), True, True, WorkingHours(time(9), time(17, 30)))


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=SHANGHAI)


def upcoming(state: PublicityState, now: datetime, *told: Event, announced_on: date | None = SEED[0]) -> Due | None:
    return next_event(
        *SEED,
        state,
        announced_on=announced_on if state != PublicityState.SCHEDULED else None,
        told=frozenset(told),
        now=now.astimezone(UTC),
        rules=RULES,
        calendar=CALENDAR,
    )


SCHEDULED, RUNNING, ENDED = PublicityState.SCHEDULED, PublicityState.RUNNING, PublicityState.ENDED


@pytest.mark.parametrize(
    ("state", "now", "told", "event", "due", "why"),
    [
        (SCHEDULED, at(5, 20), (), Event.ANNOUNCE, at(5, 21), "on its first day at the announcing hour"),
        (SCHEDULED, at(5, 21, 15), (), Event.ANNOUNCE, at(5, 21), "confirmed after the hour: due already"),
        (SCHEDULED, at(5, 23, 3), (), Event.ANNOUNCE, at(5, 23), "two days of downtime: today, but not at night"),
        (SCHEDULED, at(6, 1, 0), (), Event.MISSED, at(6, 1, 0), "the whole period went by"),
        (RUNNING, at(5, 21), (), Event.HALFWAY, at(5, 26), "the middle of eleven days"),
        (RUNNING, at(5, 26, 20), (), Event.HALFWAY, at(5, 26), "late, but still its day"),
        (RUNNING, at(5, 27, 0), (), Event.LAST_DAY, at(5, 31), "halfway was missed: it never existed"),
        (RUNNING, at(5, 26, 10), (Event.HALFWAY,), Event.LAST_DAY, at(5, 31), "each once"),
        (RUNNING, at(5, 31, 10), (Event.HALFWAY, Event.LAST_DAY), Event.END, at(6, 1, 0), "24:00 of the last day"),
        (RUNNING, at(6, 5, 3), (), Event.END, at(6, 1, 0), "after downtime: over, and no reminder"),
        (ENDED, at(6, 1, 0), (), Event.RESULT, at(6, 3), "Sunday and a Monday off: the office opens on Tuesday"),
        (ENDED, at(6, 4, 3), (), Event.RESULT, at(6, 4), "woken at night: when the office opens"),
        (ENDED, at(6, 4, 11), (), Event.RESULT, at(6, 4, 11), "woken in working hours: now"),
    ],
)  # fmt: skip
def test_what_is_due_next(
    state: PublicityState, now: datetime, told: tuple[Event, ...], event: Event, due: datetime, why: str
) -> None:
    assert upcoming(state, now, *told) == Due(event, due.astimezone(UTC)), why


def test_nothing_is_due_once_the_result_is_told() -> None:
    assert upcoming(ENDED, at(6, 4, 11), Event.RESULT) is None


def test_a_period_announced_on_its_middle_day_is_not_reminded_of_the_same_day() -> None:
    due = upcoming(RUNNING, at(5, 26, 10), announced_on=date(2025, 5, 26))
    assert due is not None
    assert due.event == Event.LAST_DAY


# -- the order of closing -----------------------------------------------------------------------------------------

FIRST, TWICE = ["publicity", "acceptance"], ["publicity", "acceptance", "publicity"]


@pytest.mark.parametrize(
    ("closing", "accepted", "ended", "step"),
    [
        (["acceptance", "publicity"], False, 0, Step.ACCEPTANCE),
        (["acceptance", "publicity"], True, 0, Step.PUBLICITY),
        (["acceptance", "publicity"], True, 1, Step.CLOSE),
        (["acceptance", "publicity"], False, 1, Step.ACCEPTANCE),
        (FIRST, False, 0, Step.PUBLICITY),
        (FIRST, False, 1, Step.ACCEPTANCE),
        (FIRST, True, 1, Step.CLOSE),
        (TWICE, False, 1, Step.ACCEPTANCE),
        (TWICE, True, 1, Step.PUBLICITY),
        (TWICE, True, 2, Step.CLOSE),
        (["publicity"], False, 1, Step.CLOSE),
    ],
)
def test_the_next_step_follows_the_programmes_order(closing: list[str], accepted: bool, ended: int, step: Step) -> None:
    assert next_step(closing, accepted=accepted, ended=ended) == step
