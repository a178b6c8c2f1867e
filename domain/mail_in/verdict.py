"""What is to become of a mail? From what it says (`clues`) and what the register knows of that (`Known`): one verdict.

Filed without a person are only a bounce that names our letter, an automatic reply to one, and our own letters. All else
waits for a coordinator; nothing that came in is thrown away unread.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from domain.mail_in.automatic import Automatic, automatic
from domain.mail_in.bounced import Bounce, bounced
from domain.mail_in.incoming import IncomingMail, Purpose
from domain.mail_in.numbers import named, near
from domain.mail_in.quoted import fresh


class MailKind(StrEnum):
    OWN = "own"  # our own letter, in a contact mailbox: passed over
    REPLY = "reply"
    NEW = "new"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    WORKBOOK = "workbook"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """What makes a person look closer: each is a sentence on the card."""

    SEVERAL = "several"  # it is about several objections
    SLIP = "slip"  # its number is in no register, one like it is
    NUMBER_ONLY = "number_only"  # it names an objection, but answers no letter of ours
    NO_SUCH_NUMBER = "no_such_number"
    DEPARTMENT = "department"  # an answer to a letter to a department
    NOTICE = "notice"  # an answer to a letter that is about no single objection: a digest, a proof
    OBJECTOR = "objector"  # whoever objected answers the letter that brought the office's answer
    FITS_NOTHING = "fits_nothing"
    LOOKS_AUTOMATIC = "looks_automatic"
    STRANGER = "stranger"  # an answer from an address that is none of the notice's
    NO_LETTER = "no_letter"  # a bounce of a letter that is not ours, or names none
    NO_PERIOD = "no_period"  # to the contact address while no notice runs
    LATE = "late"
    EMPTY = "empty"


class About(StrEnum):
    """What a letter of ours was about."""

    OBJECTION = "objection"
    ANSWER = "answer"  # to the objector
    DEPARTMENT = "department"
    OTHER = "other"


@dataclass(frozen=True)
class LetterKnown:
    """A letter of ours, by its Message-ID. `addresses`: those it went to, an objector's as `contact:<objection>` alone."""

    letter: int
    objection: int | None
    addresses: tuple[str, ...]
    about: About = About.OBJECTION


@dataclass(frozen=True)
class NoticeKnown:
    """A notice a new mail may be an objection to. `late`: it was over when the mail came in."""

    publicity: int
    emails: tuple[str, ...]
    late: bool


@dataclass(frozen=True)
class Known:
    """What the register knows of what a mail mentions.

    `numbers`: register number -> objection, of the numbers in `wanted_numbers`; `recent`: letters written lately to an
    address in `wanted_addresses`, the newest first; `notices`: those that run and those just over, running first.
    """

    letters: dict[str, LetterKnown] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    recent: tuple[LetterKnown, ...] = ()
    notices: tuple[NoticeKnown, ...] = ()
    ours: bool = False


@dataclass(frozen=True)
class Verdict:
    """`objection` where it is certain; `candidates` where a person decides. `addresses`: of a bounce, those it means."""

    kind: MailKind
    waits: bool
    objection: int | None = None
    letter: int | None = None
    publicity: int | None = None
    candidates: tuple[int, ...] = ()
    why: tuple[Why, ...] = ()
    addresses: tuple[str, ...] = ()
    bounce: Bounce | None = None


@dataclass(frozen=True)
class Clues:
    """What is to be asked of the register before a verdict."""

    message_ids: tuple[str, ...]
    numbers: tuple[str, ...]
    wanted_numbers: frozenset[str]
    wanted_addresses: tuple[str, ...]


def clues(mail: IncomingMail) -> Clues:
    ids = (mail.message_id, *mail.in_reply_to, *mail.references, *mail.returned)
    numbers = _numbers(mail)
    slips = frozenset(slip for number in numbers for slip in near(number))
    bounce = bounced(mail)
    addresses = _of_bounce(bounce) if bounce is not None else ()
    return Clues(tuple(dict.fromkeys(one for one in ids if one)), numbers, frozenset(numbers) | slips, addresses)


def verdict(mail: IncomingMail, purpose: Purpose, known: Known) -> Verdict:
    if mail.message_id in known.letters or known.ours:
        return Verdict(MailKind.OWN, waits=False)
    bounce = bounced(mail)
    if bounce is not None:
        return _bounce(mail, bounce, known)
    answered = _answered(mail, known)
    auto = automatic(mail)
    if auto == Automatic.YES and len({letter.objection for letter in answered}) == 1:
        (letter, *_) = answered
        return Verdict(MailKind.AUTO_REPLY, waits=False, objection=letter.objection, letter=letter.letter)
    doubt = () if auto == Automatic.NO else (Why.LOOKS_AUTOMATIC,)
    if answered:
        return _reply(mail, answered, known, doubt)
    return _unasked(mail, purpose, known, doubt)


# -- a reply ------------------------------------------------------------------------------------------------------


def _answered(mail: IncomingMail, known: Known) -> list[LetterKnown]:
    """The letters it answers: what it replies to decides, the thread only where that says nothing."""
    said = (*mail.in_reply_to, *(mail.returned if mail.is_receipt else ()))
    direct = [known.letters[one] for one in said if one in known.letters]
    return direct or [known.letters[one] for one in reversed(mail.references) if one in known.letters]


def _reply(mail: IncomingMail, answered: list[LetterKnown], known: Known, doubt: tuple[Why, ...]) -> Verdict:
    letter = answered[0]
    if letter.about == About.ANSWER:
        why = (Why.OBJECTOR, *doubt)
        return Verdict(MailKind.REPLY, waits=True, objection=letter.objection, letter=letter.letter, why=why)
    objections = {one.objection for one in answered if one.objection is not None}
    also = {known.numbers[number] for number in _numbers(mail) if number in known.numbers}
    meant = tuple(dict.fromkeys(sorted(objections | also)))
    if len(meant) > 1:
        return Verdict(MailKind.UNKNOWN, waits=True, candidates=meant, why=(Why.SEVERAL, *doubt))
    if letter.objection is None:
        asks = Why.NUMBER_ONLY if meant else Why.DEPARTMENT if letter.about == About.DEPARTMENT else Why.NOTICE
        return Verdict(MailKind.UNKNOWN, waits=True, letter=letter.letter, why=(asks, *doubt), candidates=meant)
    looked_at = list(doubt)
    if mail.sender not in letter.addresses:
        looked_at.append(Why.STRANGER)
    if not fresh(mail.text):
        looked_at.append(Why.EMPTY)
    return Verdict(MailKind.REPLY, waits=True, objection=letter.objection, letter=letter.letter, why=tuple(looked_at))


# -- nobody asked for it ------------------------------------------------------------------------------------------


def _unasked(mail: IncomingMail, purpose: Purpose, known: Known, doubt: tuple[Why, ...]) -> Verdict:
    numbers = _numbers(mail)
    meant = tuple(dict.fromkeys(known.numbers[number] for number in numbers if number in known.numbers))
    if meant:
        why = Why.SEVERAL if len(meant) > 1 else Why.NUMBER_ONLY
        return Verdict(MailKind.UNKNOWN, waits=True, candidates=meant, why=(why, *doubt))
    slips = tuple(
        dict.fromkeys(
            known.numbers[slip] for number in numbers for slip in sorted(near(number)) if slip in known.numbers
        )
    )
    if slips:
        return Verdict(MailKind.UNKNOWN, waits=True, candidates=slips, why=(Why.SLIP, *doubt))
    wrong = (Why.NO_SUCH_NUMBER,) if numbers else ()
    if purpose == Purpose.CONTACT and not doubt:
        return _new(mail, known, wrong)
    return Verdict(MailKind.UNKNOWN, waits=True, why=(*wrong, *doubt) or (Why.FITS_NOTHING,))


def _new(mail: IncomingMail, known: Known, why: tuple[Why, ...]) -> Verdict:
    """To the contact address: an objection to the notice that names this address, or to the only one there is."""
    empty = (Why.EMPTY,) if not fresh(mail.text) else ()
    named = [notice for notice in known.notices if set(notice.emails) & set(mail.to)] or list(known.notices)
    running = [notice for notice in named if not notice.late] or named
    if not running:
        return Verdict(MailKind.NEW, waits=True, why=(*why, Why.NO_PERIOD, *empty))
    notice = running[0] if len(running) == 1 else None
    late = (Why.LATE,) if all(one.late for one in running) else ()
    return Verdict(MailKind.NEW, waits=True, publicity=notice.publicity if notice else None, why=(*why, *late, *empty))


# -- a bounce -----------------------------------------------------------------------------------------------------


def _bounce(mail: IncomingMail, bounce: Bounce, known: Known) -> Verdict:
    ids = (*mail.returned, *mail.in_reply_to, *reversed(mail.references))
    letter = next((known.letters[one] for one in ids if one in known.letters), None) or _by_address(mail, bounce, known)
    if letter is None:
        meant = tuple(dict.fromkeys(one.objection for one in known.recent if one.objection is not None))
        meant = meant or tuple(known.numbers[number] for number in _numbers(mail) if number in known.numbers)
        return Verdict(MailKind.BOUNCE, waits=True, candidates=meant, why=(Why.NO_LETTER,), bounce=bounce)
    meant_addresses = tuple(one for one in _of_bounce(bounce) if one in letter.addresses)
    if not meant_addresses and len(letter.addresses) == 1:
        meant_addresses = letter.addresses  # it was forwarded on, and failed there
    return Verdict(
        MailKind.BOUNCE,
        waits=bounce.lasting and not meant_addresses,
        objection=letter.objection,
        letter=letter.letter,
        why=() if meant_addresses or not bounce.lasting else (Why.NO_LETTER,),
        addresses=meant_addresses,
        bounce=bounce,
    )


def _by_address(mail: IncomingMail, bounce: Bounce, known: Known) -> LetterKnown | None:
    """No original, no id: the letter its number names, else the only one written lately to that address."""
    wanted = set(_of_bounce(bounce))
    recent = [one for one in known.recent if wanted & set(one.addresses)]
    numbered = {known.numbers[number] for number in _numbers(mail) if number in known.numbers}
    if numbered:
        recent = [one for one in recent if one.objection in numbered]
    return recent[0] if len(recent) == 1 else None


def _of_bounce(bounce: Bounce) -> tuple[str, ...]:
    """The addresses it means: those it reports; else any its text names."""
    reported = [address for one in bounce.failed for address in (one.original, one.address) if address]
    return tuple(dict.fromkeys(reported)) or bounce.mentioned


def _numbers(mail: IncomingMail) -> tuple[str, ...]:
    """In the subject and in the writer's own words; a quoted letter names its number too, and proves nothing."""
    text = mail.text if mail.is_report else fresh(mail.text)
    return named(f"{mail.subject}\n{text[:20_000]}")
