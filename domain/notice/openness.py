"""Is the notice's period clear? Finds the period and its stated length, counts its days, and says what does not fit."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.notice import doubts
from domain.notice.gather import Gathered
from domain.notice.glyphs import plain
from domain.notice.labels import Field
from domain.notice.periods import Length, Span, Unit, days_of, is_sound, lengths, spans, starts_there
from domain.notice.reading import Calendar, Publicity

_NEAR = 40  # characters between the word 公示 and the dates it is about
_AFTER_END = re.compile(r"公示期?(?:已)?(?:满|结束|届满|完|后)")
_RULE = re.compile(r"(?:自|从)[^,。;]{0,16}起[^。;]{0,24}")


@dataclass(frozen=True)
class _Found:
    spans: tuple[Span, ...]
    lengths: tuple[Length, ...]
    rule: str | None


def publicity_of(gathered: Gathered, issued_on: date | None, calendar: Calendar) -> tuple[Publicity, list[str]]:
    warnings: list[str] = []
    found = _found(gathered)
    length = _length(found, warnings)
    stated = length.text if length else None
    start, end = _days(found, issued_on, warnings)
    if start and end and not is_sound(start, end):
        return Publicity(stated_length=stated), [*warnings, doubts.end_before_start(found.spans[0].text)]
    if start and issued_on and start < issued_on:
        warnings.append(doubts.starts_before_issue(start, issued_on))
    if not (start and end):
        warnings += _why_open(found, start, end, stated)
        return Publicity(start, end, stated), warnings
    calendar_days = (end - start).days + 1
    working_days = _working_days(start, end, calendar, warnings)
    if length and not _fits(length, calendar_days, working_days):
        warnings.append(doubts.wrong_length(length.text, calendar_days, working_days))
    return Publicity(start, end, stated, calendar_days, working_days), warnings


def _found(gathered: Gathered) -> _Found:
    labelled = [plain(text) for text in gathered.about_the(Field.PERIOD)]
    starts = [span for text in gathered.about_the(Field.PERIOD_START) for span in spans(plain(text))]
    ends = [span for text in gathered.about_the(Field.PERIOD_END) for span in spans(plain(text))]
    named = [span for text in labelled for span in spans(text)]
    if ends and not named:
        last = ends[0].start or ends[0].end
        first = starts[0].start if starts else None
        named = [Span("至".join(span.text for span in [*starts[:1], ends[0]]), first, last)]
    loose = [plain(text) for text in gathered.loose]
    if not any(span.start and span.end for span in named):
        named = _better(named, [span for text in loose for span in _spans_about(text)])
    stated = [length for text in labelled for _, length in lengths(text)]
    stated += [length for text in loose for length in _lengths_about(text)]
    rules = [
        rule[0].strip(" ()")
        for text in [*labelled, *loose]
        if "公" in text or text in labelled
        for rule in _RULE.finditer(text)
    ]
    return _Found(tuple(named), tuple(stated), rules[0] if rules else None)


def _better(labelled: list[Span], loose: list[Span]) -> list[Span]:
    whole = [span for span in loose if span.start and span.end]
    return whole or labelled or loose


def _spans_about(text: str) -> list[Span]:
    """The periods that a running text sets for the publicity: the word must stand just before the dates or just after."""
    near = []
    for span in spans(text):
        first = span.start or span.end
        last = span.end or span.start
        before = text[max(0, first.start - _NEAR) : first.start] if first else ""
        after = text[last.end : last.end + 14] if last else ""
        before = re.split(r"[。;!]", before)[-1]
        whole = span.start is not None and span.end is not None
        announced = (
            re.search(r"公示|异议", before) if whole else re.search(r"公示(?:期间?|时间|日期)?[^,。]{0,6}$", before)
        )
        closes = span.start is None and "异议" in before  # 如有异议,请于4月25日前反映
        begins = first is not None and not whole and starts_there(text, first) and "公示" in before + after
        if announced or begins or closes or re.match(r"[^。;]{0,8}公示", after):
            near.append(span)
    return near


def _lengths_about(text: str) -> list[Length]:
    near = []
    for place, length in lengths(text):
        before = re.split(r"[。;!]", text[max(0, place - 60) : place])[-1]
        after = text[place : place + 40]
        told = re.search(r"公示|公布之日|发布之日|即日", before) or re.match(r"[^。;,]{0,14}(?:进行)?公示", after)
        sure = length.unit is not Unit.DAYS or re.search(
            r"(?:公示期?(?:限|间|时间)?|为期?|共|起|期限|时间|计)(?:为|是)?[^\d,。]{0,3}$", before
        )
        if told and sure and not _AFTER_END.search(before):
            near.append(length)
    return near


def _length(found: _Found, warnings: list[str]) -> Length | None:
    texts = list(dict.fromkeys(length.text for length in found.lengths))
    numbers = {(length.number, length.unit) for length in found.lengths}
    if len(numbers) > 1:
        warnings.append(doubts.several_dates("公示期的长度", texts))
        return None
    return found.lengths[0] if found.lengths else None


def _days(found: _Found, issued_on: date | None, warnings: list[str]) -> tuple[date | None, date | None]:
    read: dict[tuple[date | None, date | None], str] = {}
    for span in found.spans:
        flawed = [mention for mention in (span.start, span.end) if mention and mention.flaw]
        warnings += [doubts.flawed_date("公示期", mention.text, mention.flaw) for mention in flawed if mention.flaw]
        days = days_of(span, issued_on)
        whole = [mention for mention in (span.start, span.end) if mention and not mention.flaw]
        if whole and not any(mention.year for mention in whole) and not flawed:
            year = next((day.year for day in days if day), None)
            warnings.append(doubts.year_of_issue(span.text, year) if year else doubts.no_year("公示期", span.text))
        read.setdefault(days, span.text)
    read = {days: text for days, text in read.items() if any(days)}
    whole_ones = {days: text for days, text in read.items() if all(days)} or read
    if len(whole_ones) > 1:
        warnings.append(doubts.several_dates("公示期", whole_ones.values()))
        return None, None
    return next(iter(whole_ones), (None, None))


def _why_open(found: _Found, start: date | None, end: date | None, stated: str | None) -> list[str]:
    if start and stated:
        return [doubts.end_not_written(start, stated)]
    if start or end:
        return [doubts.only_one_day("开始" if start else "结束")]
    if not found.spans and (found.rule or stated):
        return [doubts.period_in_issue(found.rule or stated or "")]
    return []


def _working_days(start: date, end: date, calendar: Calendar, warnings: list[str]) -> int | None:
    unknown = [year for year in range(start.year, end.year + 1) if not calendar.is_published(year)]
    if unknown:
        warnings.append(doubts.holidays_unknown(unknown))
        return None
    days = (start + timedelta(days=count) for count in range((end - start).days + 1))
    return sum(1 for day in days if calendar.is_working(day))


def _fits(length: Length, calendar_days: int, working_days: int | None) -> bool:
    if length.unit is Unit.WORKING_DAYS:
        return working_days is None or length.number == working_days
    return length.unit is Unit.OTHER or length.number == calendar_days
