"""What did the writer write themselves? The text above what their program quotes; our own letter is no answer to it.

The marks are those of the programs people use here: Outlook and Exchange, QQ, NetEase (163, 126), Gmail, Apple, Foxmail.
"""

from __future__ import annotations

import re

_HEADING = re.compile(
    r"(原始邮件|原邮件|回复的原邮件|转发的?邮件(信息)?|Original Message|Forwarded message|Begin forwarded message)\s*[:：]?",
    re.IGNORECASE,
)
_RULE = re.compile(r"_{20,}|-{20,}")
# `On Tue, … wrote:` and `在 2024年10月8日,… 写道:`, whole or broken over up to three lines by the program that wrapped it.
_WROTE = re.compile(
    r"((On|At)\b.{4,400}?\bwrote|[在于].{4,400}?写道|.{0,200}<[^<>\s]+@[^<>\s]+>.{0,60}写道)\s*[:：]",
    re.IGNORECASE,
)
_FROM = re.compile(r"(发件人|寄件者|From)[\s*]*[:：]", re.IGNORECASE)
_BESIDE = re.compile(
    r"(发送时间|发送日期|发件时间|日期|时间|Sent|Date|收件人|To|主题|Subject)[\s*]*[:：]", re.IGNORECASE
)
_SIGNATURE = re.compile(r"^-- ?$")
_DEVICE = re.compile(
    r"^\s*(发自我的\s?\S{1,30}|来自我的\S{1,20}|从我的\s?\S{1,20}\s?发送|发自\S{0,10}(QQ|网易|163)邮箱\S{0,20}|Sent from my \S.{0,40}|Get Outlook for \S+.*)\s*$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"^\s*>")
_FRAME = " \t>|*_-"  # what programs put around a heading
LONGEST_MARK = 400  # characters: no program writes a longer line about the quote, and no line costs more to look at


def fresh(text: str) -> str:
    """The writer's own words. Lines between quotes stay: some people answer point by point."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        wrapped = _wrote(lines, at)
        if wrapped:
            if not _is_quoted_next(lines, at + wrapped):
                break  # what follows is the original, unmarked
            at += wrapped
            continue
        if _ends(lines, at):
            break
        if not _QUOTE.match(line) and not _DEVICE.match(line):
            kept.append(line.rstrip())
        at += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _ends(lines: list[str], at: int) -> bool:
    """Whether the quoted original, or the signature, begins here."""
    line = lines[at]
    if len(line) > LONGEST_MARK:
        return False
    if _SIGNATURE.match(line) or _HEADING.fullmatch(line.strip(_FRAME)):
        return True
    if _RULE.fullmatch(line.strip()):
        following = [row for row in lines[at + 1 : at + 4] if row.strip()]
        return bool(following) and _is(_FROM, following[0])
    return _is(_FROM, line) and sum(_is(_BESIDE, row) for row in lines[at + 1 : at + 6]) >= 2


def _is(mark: re.Pattern[str], line: str) -> bool:
    return len(line) <= LONGEST_MARK and mark.match(line.strip(_FRAME)) is not None


def _wrote(lines: list[str], at: int) -> int:
    """How many lines the sentence `… wrote:` takes that begins here; 0 for none."""
    if not lines[at].strip() or _QUOTE.match(lines[at]):
        return 0
    for taken in (1, 2, 3):
        sentence = " ".join(row.strip() for row in lines[at : at + taken])
        if len(sentence) > LONGEST_MARK:
            return 0
        if _WROTE.fullmatch(sentence):
            return taken
    return 0


def _is_quoted_next(lines: list[str], at: int) -> bool:
    following = next((row for row in lines[at:] if row.strip()), "")
    return _QUOTE.match(following) is not None
