"""Who signed the notice, and on which day? The lines at its foot, or, for the day only, the web page's own date."""

import re
from dataclasses import dataclass, field
from datetime import date

from domain.notice import doubts
from domain.notice.dates import Flaw, Mention, mentions
from domain.notice.glyphs import plain
from domain.notice.labels import Field
from domain.notice.parts import Kind, Part
from domain.notice.units import ends_as_unit, is_unit, may_begin_unit, without_seal


@dataclass(frozen=True)
class Signature:
    issuer: str | None = None
    issued_on: date | None = None
    places: frozenset[int] = frozenset()
    """The parts that are the signature and therefore end the section before them."""
    warnings: tuple[str, ...] = ()


@dataclass
class _Foot:
    mention: Mention
    issuer: str | None
    places: set[int] = field(default_factory=set)


_STAMP = re.compile(r"(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日? {1,3}\d{1,2}:\d\d")
_SIGNED = re.compile(r"(?P<unit>\D{3,60}?) {0,6}(?P<date>[(]?(?:\d|二[〇○零O])[^,。;]{5,24})")


def signature_of(parts: list[Part], title_lines: frozenset[str]) -> Signature:
    feet = _feet(parts, title_lines)
    places = frozenset().union(*(foot.places for foot in feet)) if feet else frozenset()
    labelled = [part.text.strip() for part in parts if part.field is Field.ISSUER and part.text.strip()]
    warnings: list[str] = []
    names = list(dict.fromkeys([foot.issuer for foot in feet if foot.issuer] or labelled))
    if not names:
        place, name = _unit_without_date(parts, title_lines)
        names, places = ([name], places | {place}) if name else ([], places)
    if len(names) > 1:
        warnings.append(doubts.several_issuers(names))
    issued_on, why = _issued_on([foot for foot in feet if foot.issuer] or feet, parts)
    return Signature(names[0] if len(names) == 1 else None, issued_on, places, (*warnings, *why))


def _issued_on(feet: list[_Foot], parts: list[Part]) -> tuple[date | None, list[str]]:
    flawed = next((foot.mention for foot in feet if foot.mention.flaw), None)
    if flawed and flawed.flaw:
        return None, [doubts.flawed_date("落款日期", flawed.text, flawed.flaw)]
    days = {day for foot in feet if (day := foot.mention.on())}
    if len(days) > 1:
        return None, [doubts.several_dates("落款日期", [foot.mention.text for foot in feet])]
    if days:
        return days.pop(), []
    if feet:
        return None, [doubts.no_year("落款日期", feet[0].mention.text)]
    return _page_date(parts)


def _page_date(parts: list[Part]) -> tuple[date | None, list[str]]:
    for part in parts:
        stamp = _STAMP.search(plain(part.text)) if part.kind in (Kind.TEXT, Kind.OFFICE) else None
        if part.field is not Field.PAGE_DATE and not stamp:
            continue
        mention = next(mentions(stamp[0] if stamp else plain(part.text)), None)
        if mention and mention.flaw and mention.flaw is not Flaw.TWO_DIGIT_YEAR:
            return None, [doubts.flawed_date("发布日期", mention.text, mention.flaw)]
        if mention and mention.on():
            return mention.on(), []
    return None, []


def _feet(parts: list[Part], title_lines: frozenset[str]) -> list[_Foot]:
    """Every place after the notice's beginning that looks like its foot: a date alone, under or behind a unit's name."""
    feet: list[_Foot] = []
    begun = False
    for index, part in enumerate(parts):
        begun = begun or part.kind is Kind.OFFICE or (part.kind is Kind.LABELLED and part.field not in _PAGE_FIELDS)
        if part.in_cell or part.kind not in (Kind.TEXT, Kind.OFFICE) or not begun:
            continue
        foot = _foot(parts, index, title_lines)
        if foot:
            feet.append(foot)
    return feet


_PAGE_FIELDS = (Field.PAGE, Field.PAGE_DATE, Field.TITLE)
_LONGEST = 90


def _foot(parts: list[Part], index: int, title_lines: frozenset[str]) -> _Foot | None:
    shape = plain(parts[index].text).strip()
    if len(shape) > _LONGEST:
        return None
    if mention := _date_alone(shape):
        above = _unit_above(parts, index, title_lines)
        if above:
            return _Foot(mention, above[0], {index, *above[1]})
        below = _unit_below(parts, index)
        return _Foot(mention, below, {index, index + 1} if below else {index})
    signed = _SIGNED.fullmatch(shape)
    if signed and is_unit(signed["unit"].strip()) and (mention := _date_alone(signed["date"].strip())):
        name = parts[index].text.strip()[: signed.end("unit")].strip()
        return _Foot(mention, without_seal(name), {index})
    return None


def _date_alone(shape: str) -> Mention | None:
    bare = re.sub(r"^[(]|[)。]$|[(](?:盖章|公章|印章|此件公开发布)[)]", "", shape).strip()
    mention = next(mentions(bare), None)
    alone = mention and mention.start == 0 and mention.end >= len(bare) and (mention.day is not None or mention.flaw)
    return mention if alone else None


def _unit_above(parts: list[Part], index: int, title_lines: frozenset[str]) -> tuple[str, set[int]] | None:
    lines: list[str] = []
    places: set[int] = set()
    while index > 0 and len(lines) < 4:
        index -= 1
        text = parts[index].text.strip()
        shape = plain(text)
        usable = parts[index].kind in (Kind.TEXT, Kind.OFFICE) and not parts[index].in_cell and text not in title_lines
        if not usable or not (is_unit(shape) if not lines or ends_as_unit(shape) else may_begin_unit(shape)):
            break
        lines.insert(0, without_seal(text))
        places.add(index)
    return (_one_name(lines), places) if lines else None


def _one_name(lines: list[str]) -> str:
    """Two whole names stay two, parted by a space; a name that was broken in the middle is one."""
    name = lines[0]
    for line in lines[1:]:
        name += (" " if ends_as_unit(plain(name)) else "") + line
    return name


def _unit_below(parts: list[Part], index: int) -> str | None:
    if index + 1 >= len(parts) or parts[index + 1].kind is not Kind.TEXT or parts[index + 1].in_cell:
        return None
    text = parts[index + 1].text.strip()
    return without_seal(text) if is_unit(plain(text)) else None


def _unit_without_date(parts: list[Part], title_lines: frozenset[str]) -> tuple[int, str | None]:
    """A notice that ends in a unit's name without a date."""
    spoken = False
    for index, part in enumerate(parts):
        if part.kind is Kind.FOOTER and spoken:
            break
        text = part.text.strip()
        if spoken and part.kind is Kind.TEXT and not part.in_cell and text not in title_lines and is_unit(plain(text)):
            return index, without_seal(text)
        spoken = spoken or part.kind is Kind.OFFICE or part.field in (Field.PHONE, Field.EMAIL, Field.ADDRESS)
    return -1, None
