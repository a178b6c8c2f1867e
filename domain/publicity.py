"""When does a publicity period run, and what falls due in it? Dates as people type them, both counts, its events.

Both ends of a period are included. A length in working days counts the first day unless the office's rule says
otherwise; make-up days count, holidays don't. Dates are the office's; the year is the next one in which they lie.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.chinese_numbers import NUMERALS, number_in
from domain.errors import Rejected
from domain.messages.base import Note
from domain.messages.publicity import Period
from domain.states import PublicityState
from domain.workdays import ONE_DAY, Calendar, WorkingHours, days_between, due_on, next_working_moment

USUAL_WORKING_DAYS = 10  # what most notices run for; only a suggestion, no law sets a length
LONGEST = 366  # days; longer is a slip of the year
FAR_AHEAD = 90  # days until the start; a date just past, typed without its year, lands there too
FARTHEST = 731  # days until the start; two years on, it is a slip of the year for certain
MOST_LENGTH = 250

ROLLED_OVER = 183  # days: typed without years, a longer stretch over New Year is two dates in the wrong order

_DAY = r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)(?P<{0}d>\d{{1,2}})[日号]?"
_BARE = r"(?P<{0}m>\d{{1,2}})[./](?P<{0}d>\d{{1,2}})"  # 11.4, 11/4: the month first, as it is written here
_ISO = r"(?P<{0}y>\d{{4}})[-/.](?P<{0}m>\d{{1,2}})[-/.](?P<{0}d>\d{{1,2}})"
_FROM = r"(?:自|从)?"
_TO = r"\s*起?(?:至|到|-|~|—|–|to|until|\s)\s*"
_SINCE = r"(?:起|开始)(?:公示)?[,]?\s*"
_RANGES = (
    re.compile(_FROM + _DAY.format("a") + _TO + _DAY.format("b") + "止?"),
    re.compile(_FROM + _DAY.format("a") + _TO + r"(?P<bd>\d{1,2})[日号]止?"),
    re.compile(_FROM + _ISO.format("a") + _TO + _ISO.format("b")),
    re.compile(_FROM + _BARE.format("a") + _TO + _BARE.format("b")),
    re.compile(_FROM + r"(?P<word>今天|今日|明天|明日)" + _TO + _DAY.format("b") + "止?"),
)
_START = rf"(?:{_DAY.format('a')}|(?P<word>今天|今日|明天|明日))"
_LENGTHS = (
    re.compile(rf"{_FROM}{_START}{_SINCE}(?P<n>\d{{1,3}})个?(?P<unit>工作日|自然日|日|天)"),
    re.compile(rf"{_FROM}{_ISO.format('a')}\s*{_SINCE}(?P<n>\d{{1,3}})个?(?P<unit>工作日|自然日|日|天)"),
)

_DAYS = tuple(re.compile(shape.format("a")) for shape in (_DAY, _ISO, _BARE))

_CHINESE = re.compile(f"[{NUMERALS}]+")
_ADDRESS = re.compile(r"[A-Za-z0-9_%+-]+(\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_SEPARATORS = re.compile("[\u3001,\uff0c;\uff1b\\n]+")  # enumeration comma, commas and semicolons of both widths
_PHONE = re.compile(r"[\w\s()+\-:.]+")  # after NFKC
# Kept as written but for what a keyboard for Chinese makes of digits and dashes.
_AS_DIALLED = str.maketrans(
    "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff0d\u2014\u2013", "0123456789---"
)


# -- dates --------------------------------------------------------------------------------------------------------


def period(starts_on: date, ends_on: date, calendar: Calendar) -> Period:
    """The period with both counts."""
    return Period(
        starts_on,
        ends_on,
        calendar_days=(ends_on - starts_on).days + 1,
        working_days=calendar.working_days_between(starts_on, ends_on),
    )


def last_day(starts_on: date, working_days: int, calendar: Calendar, *, first_day_counts: bool) -> date:
    """The last day of a period of so many working days from `starts_on`."""
    counted_from = starts_on if first_day_counts else starts_on + ONE_DAY
    return due_on(counted_from, working_days, calendar).date


def suggestion(today: date, calendar: Calendar, *, first_day_counts: bool) -> Period:
    """From the next working day, for ten of them."""
    starts_on = calendar.first_working_day_after(today)
    ends_on = last_day(starts_on, USUAL_WORKING_DAYS, calendar, first_day_counts=first_day_counts)
    return period(starts_on, ends_on, calendar)


def read_period(text: str, today: date, calendar: Calendar, *, first_day_counts: bool) -> Period:
    """`5月21日至5月31日`, `5月21日至31日`, `2025-05-21 2025-05-31`, `5.21-5.31`, `5月21日起10个工作日`, `明天起十个工作日`.

    A start that is past is taken while the end is not. Raises `Rejected` for anything else, a day that is none, an end
    before the start or before `today`.
    """
    typed = _plain(text)
    for shape in (*_RANGES, *_LENGTHS):
        if found := shape.fullmatch(typed):

            def end(starts_on: date, found: re.Match[str] = found) -> date:
                if "n" in found.re.groupindex:
                    return _after(starts_on, int(found["n"]), found["unit"], calendar, first_day_counts)
                return _end(found, starts_on)

            starts_on = _under_way(found, end, today) or _start(found, today)
            return _checked(starts_on, end(starts_on), today, calendar)
    raise Rejected("publicity-dates-unclear", given=text.strip()[:40])


def _under_way(found: re.Match[str], end: Callable[[date], date], today: date) -> date | None:
    """A day just past, typed without its year, is this year's where the period has not ended yet."""
    given = found.groupdict()
    if given.get("am") is None or given.get("ay") is not None:
        return None
    for year in (today.year, today.year - 1):
        with contextlib.suppress(ValueError, Rejected):
            starts_on = date(year, int(found["am"]), int(found["ad"]))
            ends_on = end(starts_on)
            if starts_on < today <= ends_on and (ends_on - starts_on).days <= ROLLED_OVER:
                return starts_on
    return None


def read_day(text: str, not_before: date) -> date | None:
    """One day as people type it: `6月10日`, `2025-06-10`, `6.10`; without a year the next from `not_before` on.

    None for what is no date; raises `Rejected` for a day that there is not.
    """
    typed = _plain(text)
    found = next((match for shape in _DAYS if (match := shape.fullmatch(typed))), None)
    return _next(found, "a", not_before) if found is not None else None


def _plain(text: str) -> str:
    """As the shapes expect it: Chinese numerals as digits, no blanks inside a date, no 公示期 before it."""
    typed = unicodedata.normalize("NFKC", text).strip().rstrip("。.")
    typed = re.sub(r"^公示期(?:为|是)?[::]?\s*", "", typed)
    typed = _CHINESE.sub(lambda found: str(number_in(found[0]) or found[0]), typed)
    return re.sub(r"(?<=[年月])\s+(?=\d)|(?<=\d)\s+(?=[年月日号])", "", typed)


def _start(found: re.Match[str], today: date) -> date:
    word = found.groupdict().get("word")
    if word:
        return today if word.startswith("今") else today + ONE_DAY
    return _next(found, "a", today)


def _next(found: re.Match[str], which: str, not_before: date) -> date:
    """The day of the match; without a year the next such day, `not_before` included."""
    month, day = int(found[f"{which}m"]), int(found[f"{which}d"])
    year = found.groupdict().get(f"{which}y")
    if year is not None:
        return _day(int(year), month, day)
    for candidate in (not_before.year, not_before.year + 1):
        with contextlib.suppress(ValueError):  # 2月29日 may lie in the next year alone
            if (found_on := date(candidate, month, day)) >= not_before:
                return found_on
    raise Rejected("publicity-no-such-day", given=f"{month}月{day}日")


def _end(found: re.Match[str], starts_on: date) -> date:
    if "bm" in found.re.groupindex:
        ends_on = _next(found, "b", starts_on)
        if found.groupdict().get("by") is None and (ends_on - starts_on).days > ROLLED_OVER:
            raise Rejected("publicity-ends-first")
        return ends_on
    return _day(starts_on.year, starts_on.month, int(found["bd"]))  # `5月21日至31日`: of the same month


def _after(starts_on: date, length: int, unit: str, calendar: Calendar, first_day_counts: bool) -> date:
    if not 1 <= length <= MOST_LENGTH:
        raise Rejected("publicity-length-odd", given=length)
    if starts_on.year == date.max.year:  # the last day might be none
        raise Rejected("publicity-start-far", year=str(starts_on.year))
    if unit == "工作日":
        return last_day(starts_on, length, calendar, first_day_counts=first_day_counts)
    return starts_on + timedelta(days=length - 1 if first_day_counts else length)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Rejected("publicity-no-such-day", given=f"{year}年{month}月{day}日") from None


def _checked(starts_on: date, ends_on: date, today: date, calendar: Calendar) -> Period:
    if ends_on < starts_on:
        raise Rejected("publicity-ends-first")
    if ends_on < today:
        raise Rejected("publicity-start-past")
    if (starts_on - today).days > FARTHEST:
        raise Rejected("publicity-start-far", year=str(starts_on.year))
    if (ends_on - starts_on).days >= LONGEST:
        raise Rejected("publicity-too-long", days=(ends_on - starts_on).days + 1)
    return period(starts_on, ends_on, calendar)


def warnings(
    span: Period, today: date, calendar: Calendar, *, minimum: int | None, running: bool = False
) -> list[Note]:
    """What a coordinator should see before confirming. Nothing is corrected in silence, nothing refused.

    `running`: it was announced long ago, and is made longer.
    """
    found = []
    if minimum is not None and span.working_days < minimum:
        found.append(Note("publicity-warn-short", {"days": span.working_days, "minimum": minimum}))
    if span.starts_on < today and not running:
        found.append(Note("publicity-warn-late", {}))
    if (span.starts_on - today).days > FAR_AHEAD:
        found.append(Note("publicity-warn-far", {"days": (span.starts_on - today).days}))
    if not calendar.is_working(span.ends_on):
        found.append(Note("publicity-warn-day-off", {"day": span.ends_on.isoformat()}))
    if span.ends_on.year != span.starts_on.year:
        found.append(Note("publicity-warn-new-year", {}))
    if not all(calendar.is_settled(day) for day in days_between(span.starts_on, span.ends_on)):
        found.append(Note("publicity-warn-provisional", {}))
    return found


# -- contacts -----------------------------------------------------------------------------------------------------


def read_phones(text: str) -> tuple[str, ...]:
    """As written, split at commas and line breaks. Raises `Rejected` for what can't be dialled."""
    parts = _SEPARATORS.split(text.translate(_AS_DIALLED))
    phones = tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
    for phone in phones:
        digits = sum(ch.isdecimal() for ch in phone)
        if not 5 <= digits <= 20 or len(phone) > 60 or not _PHONE.fullmatch(unicodedata.normalize("NFKC", phone)):
            raise Rejected("publicity-phone-unclear", given=phone[:40])
    if not phones:
        raise Rejected("publicity-phone-unclear", given=text.strip()[:40])
    return phones


def read_emails(text: str) -> tuple[str, ...]:
    """Several are split at 、 or a comma. Raises `Rejected` for what is no address: an objection must arrive."""
    typed = unicodedata.normalize("NFKC", text)
    parts = [part.strip() for part in re.split(r"[、,;\s]+", typed) if part.strip()]
    emails = {part.lower(): part for part in parts}
    for email in emails.values():
        if not _ADDRESS.fullmatch(email) or len(email) > 254:
            raise Rejected("publicity-email-unclear", given=email[:60])
    if not emails:
        raise Rejected("publicity-email-unclear", given=text.strip()[:60])
    return tuple(emails.values())


# -- events -------------------------------------------------------------------------------------------------------


class Event(StrEnum):
    ANNOUNCE = "announce"
    MISSED = "missed"  # the whole period went by while nothing could be announced
    HALFWAY = "halfway"
    LAST_DAY = "last_day"
    END = "end"
    RESULT = "result"


@dataclass(frozen=True)
class Rules:
    """The office's: at which hour it announces, which reminders it wants, when it works."""

    zone: tzinfo
    announce_at: time
    halfway: bool
    last_day: bool
    hours: WorkingHours


@dataclass(frozen=True)
class Due:
    event: Event
    at: datetime  # UTC


def closes_at(ends_on: date, zone: tzinfo) -> datetime:
    """24:00 office time of the last day."""
    return datetime.combine(ends_on + ONE_DAY, time(0), tzinfo=zone).astimezone(UTC)


def halfway_day(starts_on: date, ends_on: date) -> date | None:
    """The middle day; None for a period too short to have one between its first and its last."""
    middle = starts_on + timedelta(days=(ends_on - starts_on).days // 2)
    return middle if starts_on < middle < ends_on else None


def next_event(
    starts_on: date,
    ends_on: date,
    state: PublicityState,
    *,
    announced_on: date | None,
    told: frozenset[str],
    now: datetime,
    rules: Rules,
    calendar: Calendar,
) -> Due | None:
    """What is due next, perhaps already. `told`: the events that have been seen to.

    A reminder belongs to its day: missed, it never existed. A late announcement waits for its hour.
    """
    closes = closes_at(ends_on, rules.zone)
    today = now.astimezone(rules.zone).date()
    if state == PublicityState.SCHEDULED:
        if now >= closes:
            return Due(Event.MISSED, closes)
        return Due(Event.ANNOUNCE, _hour(max(starts_on, today), rules))
    if state == PublicityState.RUNNING:
        reminders = [(Event.HALFWAY, halfway_day(starts_on, ends_on) if rules.halfway else None)]
        reminders.append((Event.LAST_DAY, ends_on if rules.last_day else None))
        due = [
            Due(event, _hour(day, rules))
            for event, day in reminders
            if day is not None and event not in told and day >= today and (announced_on is None or day > announced_on)
        ]
        return min([*due, Due(Event.END, closes)], key=lambda one: one.at)
    if state == PublicityState.ENDED and Event.RESULT not in told:
        return Due(Event.RESULT, next_working_moment(max(closes, now), rules.hours, rules.zone, calendar))
    return None


def _hour(day: date, rules: Rules) -> datetime:
    return datetime.combine(day, rules.announce_at, tzinfo=rules.zone).astimezone(UTC)
