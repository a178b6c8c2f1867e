"""The mail as plain data: parsed, decoded, bounded. Nothing of it is believed; a From can be forged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What a mailbox of `mail.inboxes` is read for."""

    RETURNS = "returns"
    CONTACT = "contact"


class Lack(StrEnum):
    """What of a mail could not be read; whoever looks at it must know."""

    TOO_BIG = "too_big"  # only its beginning was read
    TOO_MANY_PARTS = "too_many_parts"  # nested or split beyond all use
    TOO_MANY_FILES = "too_many_files"
    PROGRAMS = "programs"  # files that run are not kept
    ENCRYPTED = "encrypted"  # S/MIME or PGP: nobody here has the key
    UNREADABLE = "unreadable"  # no parser made sense of it


@dataclass(frozen=True)
class Failed:
    """One recipient of a delivery report. Addresses lower-case; `action` and `status` as RFC 3464 names them."""

    address: str
    action: str = "failed"
    status: str = ""
    diagnostic: str = ""
    original: str = ""  # Original-Recipient: what we wrote to, before anybody forwarded it


@dataclass(frozen=True)
class IncomingMail:
    """Header fields decoded, on one line each. Message-IDs with their angle brackets; addresses lower-case.

    `headers`: those that tell who wrote it and why, by lower-case name. `text` is the plain part, or the HTML one as
    text, quotes marked by `>`; `enclosed` the text of a mail within it, forwarded as an attachment. `returned`:
    Message-IDs found in an enclosed original or beside it; `reports`: what a delivery report says of each recipient.
    `is_receipt`: a program tells that the letter was opened (RFC 8098), and no more.
    """

    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sender: str = ""
    sender_name: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    date: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    text: str = ""
    enclosed: str = ""
    is_report: bool = False
    is_receipt: bool = False
    reports: tuple[Failed, ...] = ()
    returned: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()

    def header(self, name: str) -> str | None:
        """The first of this name, lower-case and stripped; None where it is not there (an empty one is)."""
        return next((value.strip().lower() for key, value in self.headers if key == name), None)
