"""What does a mail look like on the wire? Headers nobody can inject into, text and HTML, the files it encloses."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy
from functools import lru_cache
from typing import Any

from domain.messages.base import Message
from domain.messages.objections import FileLine, ObjectionLetter
from domain.parcels import Refused
from jobs.mail.wording import Worded

MOST_REFERENCES = 12  # RFC 5322 sets no limit; programs that shorten keep the first and the last few
_MESSAGE_ID = re.compile(r"<(?!.*=\?)[!-;=?-~]{1,250}>")  # printable ASCII without blanks, brackets and encoded words


class _MessageIds(UnstructuredHeader, BaseHeader):
    """Folded between Message-IDs, never within: the standard's own folding encodes a long one, and no program knows it."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: " + f"{policy.linesep} ".join(str(self).split()) + policy.linesep


# Headers that are the same in letter after letter. Parsing and folding them was most of what composing took.
_RECURRING = frozenset({"content-type", "content-transfer-encoding", "mime-version", "auto-submitted"})
_ADDRESSES = frozenset({"from", "to", "reply-to"})
_KEPT = 64  # of each, the last


class _Policy(EmailPolicy):
    """The standard's own, which is asked once for what recurs."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        if type(value) is str and name.lower() in _RECURRING:
            return _parsed(name, value)
        return super().header_store_parse(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in _RECURRING | _ADDRESSES:
            return _folded(name, value)
        return super().fold_binary(name, value)


@lru_cache(_KEPT)
def _parsed(name: str, value: str) -> tuple[str, Any]:
    return EmailPolicy.header_store_parse(POLICY, name, value)


@lru_cache(_KEPT)
def _folded(name: str, value: Any) -> bytes:
    return EmailPolicy.fold_binary(POLICY, name, value)


# Seven bits: no server on the way has to understand 8BITMIME or SMTPUTF8.
_headers = HeaderRegistry()
_headers.map_to_type("in-reply-to", _MessageIds)
_headers.map_to_type("references", _MessageIds)
POLICY = _Policy(linesep="\r\n", raise_on_defect=False, cte_type="7bit", max_line_length=78, header_factory=_headers)
OCTETS = ("application", "octet-stream")


@dataclass(frozen=True)
class From:
    """Who writes: the sender, the name beside it, where answers go, where bounces go."""

    address: str
    name: str
    reply_to: str
    bounces: str


@dataclass(frozen=True)
class Enclosure:
    sha256: str
    name: str
    media_type: str
    content: bytes


def compose(
    worded: Worded,
    *,
    sender: From,
    to: str,
    message_id: str,
    date: datetime,
    enclosures: Sequence[Enclosure],
    answers: Sequence[str] = (),
) -> EmailMessage:
    """The same bytes for the same facts. Raises `Refused` for an address no mail can be written to.

    `answers`: the Message-IDs of the conversation it belongs to, the one it answers last. They may come from a
    stranger's mail: what is no Message-ID is left out.
    """
    mail = EmailMessage(policy=POLICY)
    mail["From"] = _address("From", sender.address, sender.name)
    mail["To"] = _address("To", to)
    mail["Reply-To"] = _address("Reply-To", sender.reply_to)
    mail["Subject"] = one_line(worded.subject)
    mail["Date"] = date
    mail["Message-ID"] = message_id
    if said := [one for one in answers if _MESSAGE_ID.fullmatch(one)]:
        mail["In-Reply-To"] = said[-1]
        mail["References"] = " ".join(said if len(said) <= MOST_REFERENCES else [said[0], *said[1 - MOST_REFERENCES :]])
    # RFC 3834: a program wrote the envelope, so no out-of-office reply comes back and is taken for an answer.
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(worded.text)
    mail.add_alternative(worded.html, subtype="html")
    for enclosure in enclosures:
        maintype, subtype = _type(enclosure.media_type)
        mail.add_attachment(
            enclosure.content, maintype=maintype, subtype=subtype, filename=one_line(enclosure.name) or "file"
        )
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=={hashlib.sha256(f'{message_id} {number}'.encode()).hexdigest()[:32]}==")
    return mail


@lru_cache(_KEPT)
def _address(header: str, address: str, name: str = "") -> Any:
    return POLICY.header_store_parse(header, mailbox(address, name))[1]


@lru_cache(_KEPT)
def mailbox(address: str, name: str = "") -> Address:
    """The address as a header holds it. Raises `Refused` for what is none: a line break ends no header here."""
    if not address.isascii() or one_line(address) != address:
        raise Refused(f"not a mail address: {one_line(address)[:80]!r}")
    try:
        parsed = Address(display_name=one_line(name), addr_spec=address)
    except (ValueError, IndexError, MessageError):  # the header parser raises any of them for half an address
        raise Refused(f"not a mail address: {address[:80]!r}") from None
    if not parsed.username or not parsed.domain:
        raise Refused(f"not a mail address: {address[:80]!r}")
    return parsed


def one_line(text: str) -> str:
    """Without line breaks, control characters and direction marks: what a header may hold.

    An encoded word (`=?utf-8?b?…?=`) that a person typed is taken apart: the header classes would decode it, line
    breaks and all.
    """
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split()).replace("=?", "= ?")


def lightened(message: Message, left_out: Sequence[tuple[str, int, str]]) -> Message:
    """The letter as it is since files stayed behind: it names each with size and hash."""
    if not left_out or not isinstance(message, ObjectionLetter):
        return message
    lines = tuple(FileLine(*file) for file in left_out)
    kept = list(message.files)
    for line in lines:
        kept.remove(FileLine(line.name, line.size, ""))
    return replace(message, files=tuple(kept), left_out=(*message.left_out, *lines))


def _type(media_type: str) -> tuple[str, str]:
    """A sniffed type as two tokens. `message/*` and `multipart/*` would be parsed as mails of their own: octets."""
    maintype, _, subtype = media_type.partition("/")
    tokens = maintype.isascii() and subtype.isascii() and subtype.replace("-", "").replace(".", "").replace("+", "")
    if not tokens or not tokens.isalnum() or maintype not in ("application", "audio", "image", "text", "video"):
        return OCTETS
    return (maintype, subtype) if maintype != "text" else OCTETS
