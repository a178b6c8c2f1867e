"""Which words belong to which label? Cuts the page's lines and rows into parts, each under one label or under none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from domain.chinese_numbers import NUMERALS, number_in
from domain.notice.chrome import FOOTER, is_menu
from domain.notice.glyphs import plain, squeezed
from domain.notice.labels import FIRST_LETTERS, ITEM_FIELDS, Field, Label, Stands, label_at
from domain.notice.layout import Line
from domain.notice.units import is_unit


class Kind(Enum):
    LABELLED = auto()
    TEXT = auto()  # goes on with the label before it, if that one takes paragraphs
    OFFICE = auto()  # the office speaks: how to object, when it is open
    FOOTER = auto()  # from here the web site speaks
    NEW_ITEM = auto()  # a table's next row: another task


@dataclass(frozen=True)
class Part:
    kind: Kind
    text: str
    field: Field = Field.UNKNOWN
    label: str = ""
    note: str = ""
    """What stands in parentheses behind a label: (截至2024年12月7日)."""
    in_cell: bool = False


@dataclass(frozen=True)
class Opening:
    """A label that was recognised at a place of a line, and where its text begins."""

    label: Label
    note: str
    text_at: int
    ordinal: tuple[str, int] | None = None


_N = f"[{NUMERALS}]"
ORDINAL = re.compile(
    rf"(?:第?(?P<cn>{_N}{{1,3}})(?:[、.,]|(?=\s))|\((?P<pcn>{_N}{{1,3}})\)[、.]?|(?P<ar>\d{{1,2}})(?:[、,]|\.(?!\d)|\.(?=(?:19|20)\d\d年))"
    rf"|(?P<par>\(?\d{{1,2}}\))|(?P<sign>[①-⑳●■◆★▲▪◇□○•·*>-])) {{0,3}}"
)
NOTE = re.compile(r" {0,3}[(\[](?P<note>[^()\[\]]{0,60})[)\]]")
_OPEN = re.compile(r" {0,3}[【\[〖]? {0,3}")
_CLOSE = re.compile(r" {0,3}[】\]〗]")
_COLON = re.compile(r" {0,6}[:]")
_SENTENCES = re.compile(r"[^。;!?]*[。;!?]+[”\"’)]?|[^。;!?]+$")
_OFFICE_TALK = re.compile(
    r"(?:如|若|提出|有|对).{0,30}异议|[如若]有不同(?:的)?(?:意见|看法)|异议.{0,12}(?:反映|反馈|提出)|特此公示|(?:公示|公开|公布)(?:如下|\(?(?:详?见|附后))|现(?:将|予|对|把|就).{0,120}公[示布]"
    r"|公示(?:期间?|期限|期间?时间|时间|日期|时限)(?:为|是|[::]|自|从|\(|\d|[一二三五七十])|公示[自从](?=[\d二])"
    r"|(?:自|从)(?:即日|本?公示|公示|发布|公布|公告).{0,6}起|邮戳|欢迎.{0,12}监督|接受.{0,10}监督|公示期间.{0,20}(?:反映|反馈|提出|接受|受理)"
    r"|进行公示|予以公示|给予公示|(?:自|从).{0,20}起.{0,8}公示|公示(?:时间)? {0,2}[\d一二三五七十]{1,3} {0,2}(?:个?工作日|[天日])"
)
_ANNOUNCES = re.compile(r"现(?:将|予|对|把|就)|如有|若有")
_LOOKS_BACK = re.compile(
    r"(?:未|没有?|无人?)(?:收到|接到|提出)?.{0,12}异议|公示期?(?:已?满|结束|届满)|(?:已|经)(?:于|在|按|将|向|通过|过)?[^,。;]{0,24}公示(?!如下|期)"
)
SIGNED_END = re.compile(
    rf"(?:^|[。;!?,) \d])(?P<unit>(?:(?!\d)[\u4e00-\u9fff()]){{3,40}}) {{0,6}}(?P<date>(?:(?:19|20)\d\d|{_N}{{4}}) {{0,2}}年[^年。,;]{{3,12}}日)[)]?$"
)


def line_parts(line: Line, heading: tuple[str, int] | None) -> Iterator[tuple[Part, tuple[str, int] | None]]:
    shape = plain(line.text)
    if is_menu(shape) and not FOOTER.match(shape):
        opening = _opening(shape, 0, at_line_start=True)
        if opening is None or opening.label.field in (Field.PAGE, Field.PAGE_DATE):
            yield from ((Part(Kind.FOOTER if FOOTER.search(shape) else Kind.LABELLED, line.text, Field.PAGE), None),)
            yield from _page_dates(line.text, shape)
            return
    cuts = sorted({0, *_cuts(shape)})
    for start, end in zip(cuts, [*cuts[1:], len(shape)], strict=True):
        part, ordinal = _piece(line.text[start:end], shape[start:end], heading, at_line_start=start == 0)
        if part.text.strip() or part.kind is Kind.LABELLED:
            yield part, ordinal
        heading = ordinal or heading


def _page_dates(text: str, shape: str) -> Iterator[tuple[Part, None]]:
    """The date on a line that is the web site's own (… 发布时间:2025-04-09 08:31 …)."""
    for found in re.finditer(
        r"(?:发布|公布|更新|发文)?(?:时间|日期) {0,3}[:] {0,3}(?P<date>[\d年月日./: -]{8,24})", shape
    ):
        yield Part(Kind.LABELLED, text[found.start("date") : found.end("date")], Field.PAGE_DATE, "发布时间"), None


def _cuts(shape: str) -> Iterator[int]:
    """Where a line must be cut: before a label in its middle, before and after the office's own sentences, at a footer."""
    yield from (found.start() for found in FOOTER.finditer(shape))
    if (signed := SIGNED_END.search(shape, max(0, len(shape) - 90))) and is_unit(signed["unit"]):
        yield _first_signer(shape, signed.start("unit"))
    for place in _boundaries(shape):
        opening = _opening(shape, place, at_line_start=False) if place else None
        if opening and (shape[place - 1] != "(" or opening.label.field in _REACHES):
            yield place
    if _OFFICE_TALK.search(shape):
        for sentence in _SENTENCES.finditer(shape):
            if _is_office_talk(sentence[0]):
                yield from (sentence.start(), sentence.end())


def _first_signer(shape: str, at: int) -> int:
    """Where the signature begins: several offices may sign on one line, a space between them."""
    while (before := _WORD_BEFORE.search(shape, max(0, at - 45), at)) and is_unit(before["unit"]):
        at = before.start("unit")
    return at


_WORD_BEFORE = re.compile(r"(?:^|(?<=[。;!?,) \d]))(?P<unit>[\u4e00-\u9fff()]{3,40}) {1,3}$")
_REACHES = frozenset({Field.PHONE, Field.EMAIL, Field.ADDRESS, Field.PERSON})  # (地址:……,电话:……) behind a receiver
_BOUNDARY = re.compile(r"[。;!?,()】\]:、 ”]|(?=(?<![一二三四五六七八九十第、])[一二三四五六七八九十]{1,3}、)")


def _boundaries(shape: str) -> Iterator[int]:
    numbered = ORDINAL.match(shape)
    after_number = numbered.end() if numbered else -1  # the 、 of 三、 begins nothing
    for found in _BOUNDARY.finditer(shape):
        at = found.end()
        if at <= after_number:
            continue
        numbered = ORDINAL.match(shape, at)
        after_number = numbered.end() if numbered else after_number
        if at < len(shape) and (numbered or shape[at] in FIRST_LETTERS or shape[at] in "【["):
            yield at


def _is_office_talk(sentence: str) -> bool:
    if not _OFFICE_TALK.search(sentence):
        return False
    return bool(_ANNOUNCES.search(sentence)) or not _LOOKS_BACK.search(sentence)


def _piece(
    text: str, shape: str, heading: tuple[str, int] | None, *, at_line_start: bool
) -> tuple[Part, tuple[str, int] | None]:
    if at_line_start and (heading_of_item := _item_heading(text, shape)):
        return heading_of_item, None
    opening = _opening(shape, 0, at_line_start=at_line_start)
    if opening:
        label = opening.label
        value = text[opening.text_at :].strip()
        ordinal = opening.ordinal if label.field in ITEM_FIELDS or opening.ordinal else None
        return Part(Kind.LABELLED, value, label.field, label.word, opening.note), ordinal
    if FOOTER.match(shape):
        return Part(Kind.FOOTER, text), None
    if unknown := _unknown(text, shape, heading):
        return unknown
    if _is_office_talk(shape):
        return Part(Kind.OFFICE, text.strip()), None
    return Part(Kind.TEXT, text.strip()), None


_NTH_ITEM = re.compile(
    rf"第(?:\d{{1,4}}|{_N}{{1,5}})项(?:整改)?(?:任务|问题)?(?:(?:整改)?(?:完成|落实)?情况)? {{0,3}}[:。]?"
)
_NTH_PROBLEM = re.compile(
    rf"(?:(?:整改|反馈)?(?:问题|任务)(?:\d{{1,2}}|{_N}{{1,2}})"
    rf"|(?P<named>[\u4e00-\u9fff]{{0,12}}第(?:\d{{1,4}}|{_N}{{1,5}})(?:号|项|个|条)(?:(?:整改|反馈)?(?:问题|任务))?)) {{0,3}}(?:[:]|$)"
)


def _item_heading(text: str, shape: str) -> Part | None:
    """A heading that begins the next task: 二、第三十三项整改任务, or 问题二:……"""
    numbered = ORDINAL.match(shape)
    at = numbered.end() if numbered else 0
    if _NTH_ITEM.fullmatch(shape.rstrip(), at):
        return Part(Kind.LABELLED, text[at:].strip(" :：。"), Field.NUMBER, "第几项")
    if nth := _NTH_PROBLEM.match(shape, at):
        return Part(Kind.LABELLED, text[nth.end() :].strip(), Field.PROBLEM, "问题几", nth["named"] or "")
    return None


def _opening(shape: str, start: int, *, at_line_start: bool) -> Opening | None:
    """The label that opens a piece of text at `start`, if the marks around it say that it is one."""
    numbered = ORDINAL.match(shape, start)
    at = numbered.end() if numbered else start
    if at_line_start and (as_of := _AS_OF.match(shape, at)):
        opening = _opening(shape, as_of.end(), at_line_start=True)
        if opening and opening.label.field is Field.COMPLETION:
            return replace(opening, note=as_of[0].strip(" ,"), ordinal=_ordinal(numbered))
    bracket = _OPEN.match(shape, at)
    at = bracket.end() if bracket else at
    if at >= len(shape) or shape[at] not in FIRST_LETTERS:
        return None
    label = label_at(shape, at)
    if label is None:
        return None
    if label.word in ATTACHED and at_line_start and (counted := _COUNT.match(shape, label.end)):
        return Opening(label, "", counted.end())
    in_brackets = _CLOSE.match(shape, label.end) if bracket and bracket[0].strip() else None
    after = in_brackets.end() if in_brackets else label.end
    note = _note(shape, after)
    text_at = note.end() if note else after
    colon = _COLON.match(shape, text_at)
    if colon or in_brackets:
        if at_line_start or numbered or in_brackets or label.stands & Stands.INLINE:
            return _opened(label, note, colon.end() if colon else text_at, numbered)
        return None
    return _without_colon(shape, label, note, text_at, numbered, at_line_start=at_line_start)


_AS_OF = re.compile(r"(?:截至|截止到?)[^,。;:]{4,14}?[日底末前],? {0,2}(?=[整完落进])")


def _note(shape: str, at: int) -> re.Match[str] | None:
    """The parenthesis behind a label, unless it is the number of the first thing under it: 整改措施(一)……(二)……"""
    note = NOTE.match(shape, at)
    return None if note and number_in(note["note"].strip()) is not None else note


def _without_colon(
    shape: str,
    label: Label,
    note: re.Match[str] | None,
    text_at: int,
    numbered: re.Match[str] | None,
    *,
    at_line_start: bool,
) -> Opening | None:
    rest = shape[text_at : text_at + 24]
    alone, spaced = not rest.strip(" 。"), rest.startswith(" ")
    if label.field is Field.NUMBER and at_line_start and _A_NUMBER.match(rest):
        return _opened(label, note, text_at, numbered)
    chinese = bool(numbered and (numbered["cn"] or numbered["pcn"]))
    if numbered and (at_line_start or chinese):
        if alone or spaced or rest.startswith("。"):
            return _opened(label, note, text_at + (1 if rest.startswith("。") else 0), numbered)
        runs_on = len(shape) - text_at > len(rest) or re.search(r"[。;,]", rest)
        glued = (
            chinese
            and numbered["cn"]
            and label.stands
            and runs_on
            and not re.match(r"[的和及与、]|情况|落实|工作", rest)
        )
        return _opened(label, note, text_at, numbered) if glued else None
    if at_line_start and label.stands & Stands.ALONE and (alone or spaced or re.match(r"\([一1]\)", rest)):
        return _opened(label, note, text_at, numbered)
    if label.field is Field.PERIOD and not chinese and re.match(r" {0,3}(?:19|20)\d\d {0,3}[年./-]", rest):
        return _opened(label, note, text_at, numbered)
    if label.field is Field.PHONE and re.match(r" {0,3}[为是]? {0,3}\(?\d{3}", rest):
        return _opened(label, note, text_at, numbered)
    return None


ATTACHED = frozenset({"附件", "附表", "附图"})
_COUNT = re.compile(rf" {{0,2}}(?:\d{{1,2}}|{_N}{{1,2}}) {{0,3}}(?:$|[:.、])")
_A_NUMBER = re.compile(rf"(?:\d{{1,4}}|{_N}{{1,5}})(?:-\d{{1,3}})? {{0,3}}(?:$|[:。,;(])")


def _opened(label: Label, note: re.Match[str] | None, text_at: int, numbered: re.Match[str] | None) -> Opening:
    return Opening(label, note["note"].strip() if note else "", text_at, _ordinal(numbered))


def _ordinal(numbered: re.Match[str] | None) -> tuple[str, int] | None:
    if numbered is None:
        return None
    for style in ("cn", "pcn", "ar", "par"):
        if numbered[style]:
            value = number_in(numbered[style].strip("()"))
            return (style, value) if value else None
    return None


_LABEL_ENDS = re.compile(
    r"(?:单位|部门|时间|时限|情况|目标|措施|问题|意见|结果|方式|地址|电话|邮箱|名称|编号|要求|标准|内容|计划|建议|人员|领导|责任人|日期|成效|打算|安排|方案)$"
)
_UNKNOWN_COLON = re.compile(r"(?P<label>[\u4e00-\u9fff、()/ ]{2,16}?) {0,3}[:](?P<rest>.*)", re.DOTALL)
_LONGEST_HEADING = 24


def _unknown(text: str, shape: str, heading: tuple[str, int] | None) -> tuple[Part, tuple[str, int] | None] | None:
    """A heading that the table does not know: it carries on the numbering of the headings before it, or looks like a label."""
    numbered = ORDINAL.match(shape)
    ordinal = _ordinal(numbered)
    at = numbered.end() if numbered else 0
    carries_on = bool(ordinal and heading and ordinal == (heading[0], heading[1] + 1))
    colon = _UNKNOWN_COLON.match(shape, at)
    if (
        colon
        and not colon["label"].startswith("各")
        and (carries_on or (numbered is None and _LABEL_ENDS.search(squeezed(colon["label"]))))
    ):
        label, rest = squeezed(colon["label"]), text[colon.start("rest") :].strip()
        return Part(Kind.LABELLED, rest, Field.UNKNOWN, label), ordinal
    title = shape[at:]
    if carries_on and len(title) <= _LONGEST_HEADING and not re.search(r"[。;,!?]", title):
        return Part(Kind.LABELLED, "", Field.UNKNOWN, squeezed(title)), ordinal
    return None
