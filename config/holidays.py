"""Which days does China work? The published years, and what the office adds to them.

Three sources, each over the one before: the `chinesecalendar` package, `config/holidays.toml` (what we know and the
package doesn't), `data_dir/overrides/holidays.toml` (what the office knows and neither does).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import structlog
from chinese_calendar import constants

from domain.workdays import SATURDAY, Calendar

log = structlog.get_logger("calendar")

SHIPPED = Path(__file__).parent / "holidays.toml"


class HolidaysError(ValueError):
    """A holidays file can't be used."""


@dataclass(frozen=True)
class _Year:
    year: int
    holidays: frozenset[date]
    working: frozenset[date]
    complete: bool


def overrides_file(data_dir: Path) -> Path:
    return data_dir / "overrides" / "holidays.toml"


def load_calendar(data_dir: Path | None = None) -> Calendar:
    """Raises HolidaysError, which names the file and the line of thought that failed, not only "invalid"."""
    calendar = _packaged()
    files = [SHIPPED] if data_dir is None else [SHIPPED, overrides_file(data_dir)]
    for file in files:
        for year in _read(file):
            calendar = _over(calendar, year)
    return calendar


_Stamp = tuple[int, int, int] | None  # of a file: when it was changed, its size, which one it is; None: there is none

_whole: dict[Path, Calendar] = {}  # data_dir -> the calendar as it last could be read
_read_at: dict[Path, _Stamp] = {}  # and the stamp of the office's file it was read from
_told: dict[Path, str] = {}  # and the fault that has been logged since


def calendar_now(data_dir: Path) -> Calendar:
    """As `load_calendar`, for a program that runs: a file that is broken meanwhile changes nothing until it is mended.

    The fault is logged once, and `doctor` names it. Raises HolidaysError where the file never was whole.
    The file is read when it has changed; asking is cheap, a screen asks once a line.
    """
    stamp = _stamp(overrides_file(data_dir))
    if data_dir in _whole and _read_at.get(data_dir) == stamp:
        return _whole[data_dir]
    try:
        calendar = load_calendar(data_dir)
    except HolidaysError as fault:
        if data_dir not in _whole:
            raise
        if _told.get(data_dir) != str(fault):
            _told[data_dir] = str(fault)
            log.warning("the holidays file is broken, the last whole one is used", action="calendar", reason=str(fault))
        return _whole[data_dir]
    _told.pop(data_dir, None)
    _whole[data_dir], _read_at[data_dir] = calendar, stamp
    return calendar


def _stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _packaged() -> Calendar:
    known = frozenset(constants.holidays)
    return Calendar(
        holidays=known,
        make_up_days=frozenset(constants.workdays),
        published=frozenset(range(min(known).year, max(known).year + 1)),
    )


def _read(file: Path) -> list[_Year]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise HolidaysError(f"{file} can't be read: {fault}") from fault
    return [_year(file, name, table) for name, table in tables.items()]


def _year(file: Path, name: str, table: Any) -> _Year:
    where = f"{file} [{name}]"
    if not (name.isascii() and name.isdigit() and len(name) == 4 and isinstance(table, dict)):
        raise HolidaysError(f"{where}: a table is named for its year, such as [2027]")
    unknown = sorted(set(table) - {"holidays", "working", "complete"})
    if unknown:
        raise HolidaysError(f"{where}: {unknown[0]!r} is not one of holidays, working, complete")
    complete = table.get("complete", False)
    if not isinstance(complete, bool):
        raise HolidaysError(f"{where}: complete is true or false")
    year = int(name)
    # The New Year's bridge reaches back into December and is published with the next year.
    holidays, working = (_days(where, table, key, year) for key in ("holidays", "working"))
    both = sorted(holidays & working)
    if both:
        raise HolidaysError(f"{where}: {both[0]} is both a holiday and worked")
    if complete and not any(day.year == year for day in holidays):
        raise HolidaysError(f"{where}: complete = true, but no holiday is listed")
    return _Year(year, holidays, working, complete)


def _days(where: str, table: dict[str, Any], key: str, year: int) -> frozenset[date]:
    listed = table.get(key, [])
    if not isinstance(listed, list):
        raise HolidaysError(f'{where}: {key} is a list such as ["{year}-01-01"]')
    days = set()
    for item in listed:
        try:
            day = item if type(item) is date else date.fromisoformat(item)
        except (TypeError, ValueError):
            raise HolidaysError(f'{where}: {item!r} in {key} is not a date such as "{year}-01-01"') from None
        if day.year != year and (day.year, day.month) != (year - 1, 12):
            raise HolidaysError(f"{where}: {day} in {key} is of another year")
        days.add(day)
    return frozenset(days)


def _over(calendar: Calendar, year: _Year) -> Calendar:
    """A complete year replaces what was known of it; an incomplete one changes only the days it names."""

    def kept(days: frozenset[date]) -> frozenset[date]:
        return frozenset(day for day in days if day.year != year.year) if year.complete else days

    return Calendar(
        holidays=(kept(calendar.holidays) - year.working) | year.holidays,
        # A weekday taken out of the holidays is worked as any weekday is; listed here too, it would be no make-up day.
        make_up_days=(kept(calendar.make_up_days) - year.holidays)
        | frozenset(day for day in year.working if day.weekday() >= SATURDAY),
        published=calendar.published | {year.year} if year.complete else calendar.published,
    )
