"""Which inspection found the task? 第二轮中央生态环境保护督察, 2022年长江经济带生态环境警示片, ..."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from domain.chinese_numbers import NUMERALS

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 "
    "台湾 内蒙古 广西 西藏 宁夏 新疆"
)
_PLACE = rf"(?:(?:{'|'.join(_PROVINCES.split())})(?:省委?|市委?|壮族自治区|回族自治区|维吾尔自治区|自治区|省级)?)"
_ROUND = rf"(?:第[{NUMERALS}\d]{{1,3}}轮)"
_BATCH = rf"(?:第[{NUMERALS}\d]{{1,3}}批(?:次)?)"
_YEAR = r"(?:(?:19|20)\d{2}年度?)"
_LEVEL = rf"(?:中央|国家|省级|省委|市级|市委|自治区级?|兵团|{_PLACE}|[省市](?=生态|环))"
_BACK = r"(?:[“\"‘「']{0,2}回头看[”\"’」']{0,2})"
_KIND = (
    r"(?:(?:生态)?环境保护|生态环保|环保|海洋生态环境|海洋)(?:例行|专项|综合|集中)?督[察查]"
    r"|(?:生态环境|长江|黄河|突出)?(?:突出)?(?:生态环境)?(?:突出)?(?:问题)?警示片"
)
_BASIN = r"(?:长江经济带|黄河流域|长江流域|长江|黄河|沿黄|珠江流域|巢湖流域)"
_PROGRAMME = re.compile(
    rf"(?P<lead>(?:{_YEAR}|{_ROUND}|{_BATCH}|{_LEVEL}|{_BASIN}){{0,5}})(?P<kind>{_KIND})(?P<back>{_BACK}?)(?P<list>问题清单)?"
)
_OFFICE = re.compile(
    r"(?:和)?(?:反馈(?:意见|问题)?)?(?:问题)?(?:整改)?(?:工作)?(?:领导小组|协调|委员会|专班|办公室|督察组|指挥部|组(?!织)|工作办法|管理办法|办法|条例|规定)"
)
_BOOK = re.compile(r"《[^《》]{0,120}》")
_WEIGHT = (("轮", 4), ("年", 2), ("批", 2), ("回头看", 2))


@dataclass(frozen=True)
class Programme:
    name: str | None
    rivals: tuple[str, ...] = ()
    """The names it might be instead, when the text can be read two ways."""


def programme_in(title: str, body: str) -> Programme:
    """The programme that plain title and text name. The title decides which; the text may say it more fully."""
    titled, named = _names(title), _names(body)
    if titled:
        best = max(titled, key=_fullness)
        fuller = [name for name in named if _is_fuller(name, best)]
        rounds = {name for name in fuller if _fullness(name) > _fullness(best)}
        if len({_round(name) for name in rounds if _round(name)}) > 1 and not _round(best):
            return Programme(best, tuple(sorted(rounds)))
        return Programme(max([best, *fuller], key=_fullness))
    if not named:
        return Programme(None)
    if len({_round(name) for name in named if _round(name)}) > 1:
        return Programme(None, tuple(dict.fromkeys(name for name in named if _round(name))))
    return Programme(max(named, key=_fullness))


def _names(text: str) -> list[str]:
    """Every programme a plain text names outside the titles of rules and the names of offices, most frequent first."""
    found = [match for match in _PROGRAMME.finditer(text) if match["lead"] or match["back"]]
    books = [book.span() for book in _BOOK.finditer(text)]
    named = [_name(match) for match in found if "轮" in match["lead"] or not _is_office(text, match, books)]
    return [name for name, _ in Counter(named).most_common()]


def _is_office(text: str, match: re.Match[str], books: list[tuple[int, int]]) -> bool:
    """Whether the words belong to the name of a rule or of an office, not to an inspection."""
    place = bisect_right(books, (match.start(), len(text))) - 1
    return (place >= 0 and match.end() < books[place][1]) or bool(_OFFICE.match(text, match.end()))


_PLACE_FIRST = re.compile(rf"{_PLACE}(?={_ROUND}.*(?:中央|国家|省级|省委|市级))")


def _name(match: re.Match[str]) -> str:
    """The programme's name; a place before 第二轮省级 says whose notice it is, not whose inspection."""
    found = _PLACE_FIRST.match(match[0])
    return match[0][found.end() :] if found else match[0]


def _fullness(name: str) -> int:
    return sum(weight for mark, weight in _WEIGHT if mark in name) + (
        1 if re.search(r"中央|省|市|自治区|国家", name) else 0
    )


def _round(name: str) -> str | None:
    found = re.search(_ROUND, name)
    return found[0] if found else None


_PARTS = re.compile(rf"{_YEAR}|{_ROUND}|{_BATCH}")


def _is_fuller(name: str, best: str) -> bool:
    """Whether `name` says all that `best` says, and perhaps its round, batch or year besides."""
    same_matter = _matter(name) == _matter(best)
    return same_matter and set(_PARTS.findall(best)) <= set(_PARTS.findall(name))


def _matter(name: str) -> str:
    bare = re.sub(r"[“”\"‘’「」']", "", _PARTS.sub("", name))
    return bare.replace("督查", "督察").replace("环境保护", "环保").replace("生态环保", "环保").replace("问题清单", "")
