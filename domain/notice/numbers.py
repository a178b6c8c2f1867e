"""Which task is meant? The number as Arabic digits (21, 47-5), or a code as it stands."""

import re

from domain.chinese_numbers import NUMERALS, number_in

_SP = " {0,3}"
_N = rf"(?:\d{{1,4}}|[{NUMERALS}]{{1,6}})"
_CODE = r"[A-Z](?=[0-9A-Z-]{0,30}\d{4})[0-9A-Z-]{5,40}(?![0-9A-Z])"
_OWN_CODE_IN_TEXT = r"[A-Z][A-Z0-9]{0,7}(?:-[A-Z0-9]{1,8}){0,4}(?<=\d)(?![0-9A-Za-z*-])"  # only behind 编号
_WHOLE = r"(?![\d*×_?□])"  # 序号3* is not 3
_SUB = (
    rf"(?:(?:问题|任务)?(?:的|里的|中的|之中的)?{_SP}(?:之{_SP}\(?(?P<s1>{_N})\)?|第\(?(?P<s2>{_N})\)?{_SP}(?:小?项|小?点|个(?:小)?问题|个方面|条|款)"
    rf"|(?:子)?问题{_SP}(?P<s3>{_N})(?=$|[\s整改的(),:;。!”\"》、已销])|\((?P<s4>{_N})\)))?"
)
_ONE = rf"(?:{_CODE}|{_N}{_WHOLE}(?:{_SP}(?:[-.]{_SP}\d{{1,3}}{_WHOLE}|之{_N}))?(?:\({_N}\))?)"
_OF_TASK = r"(?:整改|反馈)?(?:问题|任务)|整改|验收|销号|[)]"  # 第12条规定 is a rule's article
_LIST = rf"{_ONE}(?:{_SP}(?:[、,和及]|以及){_SP}(?:序号)?{_SP}{_ONE})*"
_PATTERNS = (
    re.compile(rf"(?<![省市县区])序号{_SP}[为是:]?{_SP}[(\[【“\"]?{_SP}(?P<list>{_LIST})(?!轮|批|月|年|日)"),
    re.compile(rf"编号{_SP}[为是:]?{_SP}[(\[【“\"]?{_SP}(?P<list>{_LIST}|{_OWN_CODE_IN_TEXT})"),
    re.compile(rf"第{_SP}(?P<many>{_N}(?:{_SP}[、,和及]{_SP}第?{_N})+){_SP}(?:项|号(?:问题|任务)|个(?:问题|任务))"),
    re.compile(rf"第{_SP}(?P<item>{_N}){_SP}(?:项|号(?={_OF_TASK})|条(?={_OF_TASK})|个(?=问题|任务)){_SUB}"),
    re.compile(
        rf"(?:反馈|整改)?(?:问题|任务){_SP}[(]?(?P<list>\d{{1,3}}{_WHOLE}(?:-\d{{1,3}})?|[{NUMERALS}]{{1,4}})[)]?(?=$|[\s:,。]|整改|销号|验收|完成|的)"
    ),
    re.compile(r"(?<![0-9A-Z])(?P<list>(?:[A-Z]\d|[A-Z]{2,4})[A-Z0-9]{0,16}\d{8,20})(?![0-9A-Z])"),
)
_SEPARATORS = re.compile(r"\s*(?:[、,和及]|以及)\s*(?:序号|第)?\s*")
_MASKED = re.compile(rf"序号{_SP}[为是:]?{_SP}[(]?{_SP}\d{{0,3}}(?:[Xx×*_□]{{1,4}}|\?+)(?![A-Za-z0-9])")


def numbers_in(text: str) -> list[str]:
    """The task numbers a plain running text names, in order, each once; the most telling form of naming wins."""
    for pattern in _PATTERNS:
        named: list[str] = []
        for found in pattern.finditer(text):
            named += _read(found)
        if named:
            return list(dict.fromkeys(named))
    return []


def is_masked(text: str) -> bool:
    return bool(_MASKED.search(text))


def _read(found: re.Match[str]) -> list[str]:
    parts = found.groupdict()
    if parts.get("item"):
        sub = next((parts[key] for key in ("s1", "s2", "s3", "s4") if parts.get(key)), None)
        whole = number_in(parts["item"])
        inner = number_in(sub) if sub else None
        return [] if whole is None else [f"{whole}-{inner}" if inner else str(whole)]
    written = parts.get("list") or parts.get("many") or ""
    return [number for part in _SEPARATORS.split(written) if (number := _one(part))]


_PAIR = re.compile(rf"({_N}) *(?:[-—]|之|\(|问题|第|\.) *({_N}) *(?:\)|小?项|点)?")
_BARE = re.compile(
    rf"(?:省|市|县)?(?:整改|反馈)?(?:任务|问题)?(?:序号|编号)?[:]? *第?[(]?({_N})[)]?(?:项|号|条|个)?(?:问题|任务|整改任务)?[.、]?"
)


def _one(text: str) -> str | None:
    pair = _PAIR.fullmatch(text)
    if pair:
        whole, inner = number_in(pair[1]), number_in(pair[2])
        return f"{whole}-{inner}" if whole and inner else None
    if re.fullmatch(rf"{_CODE}|{_OWN_CODE_IN_TEXT}", text):
        return text
    number = number_in(text)
    return str(number) if number else None


_OWN_CODE = re.compile(r"(?=[^\s]*[A-Za-z])[A-Za-z0-9〔〕\[\]()_/-]{2,40}\*?")
_LONGEST_CELL = 60  # characters; longer is running text, not a number
_ASIDE = re.compile(r" *\([^()]*\d?[^()]*\)$")


def number_of_cell(text: str) -> str | None:
    """The number that is the whole value of a label or a cell (21, 序号二十一, 四十七(五), 8(市序号9)), or None."""
    value = text.strip(" 。;,")
    if len(value) > _LONGEST_CELL:
        return None
    if number := _one(value):
        return number
    if bare := _BARE.fullmatch(value):
        return _one(bare[1])
    if "序号" in value or "第" in value:
        named = numbers_in(value)
        if len(named) == 1:
            return named[0]
    if _OWN_CODE.fullmatch(value):
        return value
    trimmed = _ASIDE.sub("", value)
    return number_of_cell(trimmed) if trimmed and trimmed != value else None
