"""What does this notice say? Text in, reading out; what can be read two ways is None, with a warning that says why.

The road: lines and rows (`layout`), parts under labels (`parts`, by the table in `labels`), title and signature, parts
sorted into tasks and contacts (`gather`), then one small reader for each kind of thing.
"""

import re

from domain.notice import doubts
from domain.notice.contacts import (
    address_of,
    address_sent_to,
    emails_in,
    is_ourselves,
    masked_emails_in,
    person_of,
    phones_in,
    receiver_in,
)
from domain.notice.gather import Gathered, gather
from domain.notice.glyphs import plain
from domain.notice.headline import headline_of
from domain.notice.labels import Field
from domain.notice.layout import blocks_of
from domain.notice.openness import publicity_of
from domain.notice.programmes import programme_in
from domain.notice.reading import Calendar, Contact, NoticeReading, Publicity
from domain.notice.signature import signature_of
from domain.notice.table import parts_of
from domain.notice.tasks import items_of
from domain.notice.units import is_unit


def read_notice(text: str, calendar: Calendar) -> NoticeReading:
    """The reading of a notice's text (a page copied from a browser, a table as `a | b` lines, or running text)."""
    blocks = blocks_of(text)
    parts = parts_of(blocks)
    headline = headline_of(blocks)
    signature = signature_of(parts, headline.lines)
    gathered = gather(parts, signature.places, headline.lines)
    title = plain(headline.text or "")
    items, about_items = items_of(gathered, title)
    publicity, about_period = publicity_of(gathered, signature.issued_on, calendar)
    contact, about_contact = _contact(gathered, signature.issuer)
    programme, about_programme = _programme(gathered, title)
    written_title = headline.text or next(iter(gathered.about_the(Field.TITLE)), None)
    reading = NoticeReading(
        written_title, programme, signature.issuer, signature.issued_on, tuple(items), publicity, contact
    )
    return _with_warnings(
        reading,
        [
            *signature.warnings,
            *about_programme,
            *about_items,
            *about_period,
            *about_contact,
            *(doubts.unknown_label(label) for label in gathered.strangers),
            *(doubts.left_over(text) for text in gathered.left_over),
            *([doubts.several_notices(gathered.more_titles)] if gathered.more_titles else []),
        ],
    )


def _with_warnings(reading: NoticeReading, warnings: list[str]) -> NoticeReading:
    if not reading.items and reading.publicity == Publicity():
        warnings.insert(0, doubts.nothing_found())
    elif absent := _absent(reading):
        warnings.append(doubts.missing(absent))
    return NoticeReading(
        reading.title,
        reading.programme,
        reading.issuer,
        reading.issued_on,
        reading.items,
        reading.publicity,
        reading.contact,
        tuple(dict.fromkeys(warnings)),
    )


def _absent(reading: NoticeReading) -> list[str]:
    """What a notice must say and this one does not, in the office's words."""
    contact, period = reading.contact, reading.publicity
    wanted = (
        ("标题", reading.title),
        ("督察名称", reading.programme),
        ("任务序号", reading.items and all(item.number for item in reading.items)),
        ("问题或任务", reading.items and all(item.problem for item in reading.items)),
        ("完成情况", any(item.completion for item in reading.items)),
        ("公示起止日期", period.start or period.end or period.stated_length),
        ("落款单位", reading.issuer),
        ("落款日期", reading.issued_on),
        ("联系方式", contact.phones or contact.emails or contact.postal_address),
    )
    return [name for name, value in wanted if not value]


def _programme(gathered: Gathered, title: str) -> tuple[str | None, list[str]]:
    labelled = [section.text for item in gathered.items for section in item if section.field is Field.PROGRAMME]
    texts = [plain(text) for text in labelled + gathered.loose]
    texts += [
        plain(section.text) for item in gathered.items for section in item if section.field is not Field.PROGRAMME
    ]
    found = programme_in(title, "\n".join(texts))
    if labelled and not found.name:
        return labelled[0], []
    return found.name, [doubts.several_programmes(found.rivals)] if found.rivals else []


def _contact(gathered: Gathered, issuer: str | None) -> tuple[Contact, list[str]]:
    warnings: list[str] = []
    reaching = [section for section in gathered.about if section.field in _REACHES]
    labelled = [plain(section.text) for section in reaching]
    running = [plain(text) for text in _running(gathered)]
    phones: list[str] = []
    of_phones = [plain(section.text) for section in reaching if section.field is not Field.EMAIL]
    of_emails = [plain(text) for text in gathered.about_the(Field.EMAIL)]
    for text, is_labelled in [*((text, True) for text in of_phones), *((text, False) for text in of_emails + running)]:
        found = phones_in(text, labelled=is_labelled)
        phones += found.whole
        warnings += [doubts.cut_phone(digits) for digits in found.cut]
    emails = [address for text in [*labelled, *running] for address in emails_in(text)]
    broken = [masked for text in [*labelled, *running] for masked in masked_emails_in(text)]
    broken = broken or [text for text in gathered.about_the(Field.EMAIL) if not emails_in(plain(text))]
    warnings += [doubts.broken_email(text) for text in broken]
    contact = Contact(
        unit=_unit(gathered, issuer, warnings),
        person=next((name for text in gathered.about_the(Field.PERSON) if (name := person_of(text))), None),
        phones=tuple(dict.fromkeys(phones)),
        emails=tuple(dict.fromkeys(emails)),
        postal_address=_address(gathered, warnings),
    )
    return contact, warnings


def _running(gathered: Gathered) -> list[str]:
    """Sentences that may say how to object; some stand behind the period on its own line."""
    return gathered.loose + gathered.about_the(Field.PERIOD)


_REACHES = frozenset({Field.PHONE, Field.PERSON, Field.EMAIL, Field.UNIT, Field.WATCHING_UNIT, Field.ADDRESS})


def _unit(gathered: Gathered, issuer: str | None, warnings: list[str]) -> str | None:
    written = gathered.about_the(Field.UNIT) or gathered.about_the(Field.WATCHING_UNIT)
    labelled = list(dict.fromkeys(unit for text in written if (unit := _named_unit(text))))
    if len(labelled) > 1:
        warnings.append(doubts.several_units(labelled))
        return None
    if labelled:
        return labelled[0]
    unit = next((unit for text in _running(gathered) if (unit := receiver_in(text))), None)
    if unit is None:  # 联系电话:某某局 010-…
        beside = {
            unit for text in gathered.about_the(Field.PHONE) if (unit := _named_unit(text)) and is_unit(plain(unit))
        }
        unit = beside.pop() if len(beside) == 1 else None
    return issuer if unit and is_ourselves(unit) else unit


_UNIT_FIRST = re.compile(r"[\u4e00-\u9fff“”\"()·、]{2,60}")


def _named_unit(text: str) -> str | None:
    """The unit at the beginning of a label's value; a phone or a mail may follow it."""
    found = _UNIT_FIRST.match(plain(text).strip())
    return text.strip()[: found.end()].strip("、(") if found else None


def _address(gathered: Gathered, warnings: list[str]) -> str | None:
    found = [address for text in gathered.about_the(Field.ADDRESS) if (address := address_of(text))]
    found = found or [address for text in _running(gathered) if (address := address_sent_to(text))]
    found = list(dict.fromkeys(found))
    if len(found) > 1:
        warnings.append(doubts.several_addresses(found))
        return None
    return found[0] if found else None
