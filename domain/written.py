"""What does a caller's or a writer's text say, as a coordinator typed it? The matter, whose it is, when it was posted.

A first line that is only a day is a letter's postmark. Lines that name a contact (`联系人:…`, or a name and a phone alone
on the first or last line) are the identity; a text that has none is anonymous.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from domain.errors import Rejected
from domain.supervision import read_day

LONGEST_CONTACT = 60  # characters of a line that is taken for a name and a phone
LONG_AGO = 183  # days: typed without its year, a day so far back is one that is still to come
NOT_SAID = "—"  # a contact without a name, or a name without a contact

_NAME = "来电人|来信人|发件人|寄件人|提出人|异议人|反映人|联系人|姓名|称呼|name"
_WAY = "联系方式|联系电话|联系邮箱|电话|手机号|手机|邮箱|电子邮箱|phone|contact|e-?mail"
_LABELLED = re.compile(rf"(?P<label>{_NAME}|{_WAY})\s*:\s*(?P<value>.+)", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\、]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")
_PHONE = re.compile(r"\+?\d[\d() -]{5,22}\d")
_NAME_ALONE = re.compile(r"[^\d。;!?]{0,20}")
_POSTMARK = re.compile(r"(?:邮戳|寄出|postmark)(?:日期|为)?\s*:?\s*", re.IGNORECASE)

_DASHES = str.maketrans("—–−", "---")


@dataclass(frozen=True)
class Written:
    """`identity` is `{"name", "contact"}`, None where nobody is named; `posted_on` an office day."""

    text: str
    identity: dict[str, str] | None = None
    posted_on: date | None = None


def read(text: str, today: date, *, letter: bool) -> Written:
    """Take a text apart. It can't fail: what is not understood is the matter."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    posted_on = _postmark(lines[0], today) if letter and lines else None
    identity, matter = _identity(lines[1:] if posted_on else lines)
    return Written("\n".join(matter), identity, posted_on)


def _postmark(line: str, today: date) -> date | None:
    with contextlib.suppress(Rejected):
        return day_of(_POSTMARK.sub("", unicodedata.normalize("NFKC", line), count=1), today)
    return None


def day_of(text: str, today: date) -> date:
    """`昨天`, `10月17日`, `2024-10-17`: a day that is not ahead. Raises `Rejected`."""
    try:
        day = read_day(text, today)
    except Rejected:
        raise Rejected("entry-day-expected", given=text.strip()[:40]) from None
    if (today - day).days > LONG_AGO and not re.search(r"\d{4}", text):
        raise Rejected("entry-day-expected", given=text.strip()[:40])
    return day


def _identity(lines: list[str]) -> tuple[dict[str, str] | None, list[str]]:
    matter, names, ways = [], [], []
    for at, line in enumerate(lines):
        plain = unicodedata.normalize("NFKC", line).translate(_DASHES)
        labelled = _LABELLED.fullmatch(plain)
        if labelled is None and not (len(lines) > 1 and at in (0, len(lines) - 1) and _is_contact(plain)):
            matter.append(line)
            continue
        value = labelled["value"] if labelled else plain
        if (way := _EMAIL.search(value) or _PHONE.search(value)) is not None:
            ways.append(way[0].strip())
            value = value.replace(way[0], " ")
        names.append(" ".join(re.sub("[,;、()]|电话|手机|邮箱", " ", value).split()))
    name, contact = next(filter(None, names), ""), "、".join(dict.fromkeys(ways))
    if not name and not contact:
        return None, matter
    return {"name": name or NOT_SAID, "contact": contact or NOT_SAID}, matter


def _is_contact(line: str) -> bool:
    """A line that is nothing but a phone or an address, perhaps after a name: `来电群众 0311-55501234`."""
    way = _EMAIL.search(line) or _PHONE.search(line)
    if way is None or len(line) > LONGEST_CONTACT:
        return False
    rest = (line[: way.start()] + line[way.end() :]).strip(" ,;、()")
    return _NAME_ALONE.fullmatch(rest) is not None
