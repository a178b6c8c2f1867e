"""Which departments does a cell name, and in which part? `牵头单位:省水利厅 配合单位:省财政厅、省林草局`, `省水利厅(牵头)、省财政厅`.

Names that say no part have the part of their column.
"""

from __future__ import annotations

import re

from domain.ledger import LedgerField
from domain.notice.glyphs import plain, squeezed
from domain.notice.units import names_in

_PARTS: tuple[tuple[LedgerField, str], ...] = (
    (LedgerField.LEAD, "总牵头|牵头|主办|主责|主要责任|第一责任"),
    (LedgerField.COOPERATING, "配合|协办|协助|协同|参与|参加"),
    (LedgerField.SUPERVISING, "督导|督办|督促|监督指导|监督|监管|指导"),
    (LedgerField.ACCEPTING, "组织验收|验收销号|验收|销号"),
    (LedgerField.RESPONSIBLE, "整改责任|责任|承办|落实|实施|整改|负责"),
)
_WORDS = "|".join(words for _, words in _PARTS)
_LABEL = re.compile(
    rf"(?:^|(?<=[\s,;。、)\]】|/])|(?<=[\u4e00-\u9fff])(?=(?:{_WORDS})(?:单位|部门)\s*:))"
    rf"[(\[【]?(?P<part>{_WORDS})(?:责任)?(?:(?:单位|部门|主体|厅局|方)[)\]】]?\s*[:为]?|[)\]】]?\s*:)\s*"
    rf"|(?:^|(?<=[\n,;。、]))\s*[(\[【](?P<marked>{_WORDS})(?:单位|部门)?[)\]】]\s*(?=[\u4e00-\u9fff])"
)
_BEHIND = re.compile(rf"[(\[](?P<part>{_WORDS})(?:单位|部门)?[)\]]$")
_VERB = re.compile(
    r"(?:负责)?(?P<part>牵头|主办|配合|协办|协助|参与|督导|指导|监督|验收|负责|落实)(?:负责|落实|实施|配合)?$"
)
_NOBODY = frozenset({"", "略", "无", "/", "-", "--", "——", "—", "\\"})

Parts = dict[LedgerField, tuple[str, ...]]


def departments_in(text: str, column: LedgerField) -> Parts:
    """The departments of a cell by their part, in order, each once."""
    found: dict[LedgerField, list[str]] = {}
    for part, segment in _segments(text, column):
        for role, name in _named(segment, part):
            found.setdefault(role, []).append(name)
    return {role: tuple(dict.fromkeys(names)) for role, names in found.items()}


def _segments(text: str, column: LedgerField) -> list[tuple[LedgerField, str]]:
    """The text cut at its labels: `牵头单位:` opens the part of what follows."""
    opened, begin, part = [], 0, column
    for label in _LABEL.finditer(plain(text)):
        opened.append((part, text[begin : label.start()]))
        begin, part = label.end(), part_of(label["part"] or label["marked"])
    return [*opened, (part, text[begin:])]


def _named(segment: str, part: LedgerField) -> list[tuple[LedgerField, str]]:
    """`甲、乙牵头,丙配合`: a verb counts for the names before it, a mark in brackets for its own name alone."""
    named: list[tuple[LedgerField, str]] = []
    waiting: list[str] = []
    for written in names_in(segment):
        shape = plain(written).strip()
        if mark := _BEHIND.search(shape):
            named += [(part, name) for name in waiting]
            waiting = []
            named += [(part_of(mark["part"]), _bare(written.strip()[: mark.start()]))]
        elif verb := _VERB.search(shape):
            role = part_of(verb["part"])
            role = part if role is LedgerField.RESPONSIBLE else role  # 负责 says no more than the column does
            named += [(role, name) for name in (*waiting, _bare(written.strip()[: verb.start()]))]
            waiting = []
        else:
            waiting.append(_bare(written))
    named += [(part, name) for name in waiting]
    return [(role, name) for role, name in named if name not in _NOBODY]


def part_of(word: str) -> LedgerField:
    return next(part for part, words in _PARTS if word in words.split("|"))


def _bare(name: str) -> str:
    return squeezed(name).strip("。.,，、;；:：")
