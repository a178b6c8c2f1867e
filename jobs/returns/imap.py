"""How is a mailbox read? By IMAP, read-only, on a thread: nothing is marked, moved or deleted, and nothing large is fetched whole."""

from __future__ import annotations

import contextlib
import imaplib
import re
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

import structlog
from imap_tools import A, BaseMailBox, ImapToolsError, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import MailboxLoginError

from config.schema import Inbox

log = structlog.get_logger("returns")

# What imaplib and imap-tools raise: their own errors, the line's, and those of a server that answers what no parser expects.
BROKEN = (ImapToolsError, imaplib.IMAP4.error, OSError, ValueError, LookupError, AttributeError, TypeError)

TIMEOUT = 12.0  # s for any one answer: a server that hangs must not keep the program from stopping within twenty
GOODBYE = 2.0  # s
MOST_BYTES = 25 * 2**20  # a mail above this is noted, and only its beginning read
BEGINNING = 128 * 1024  # bytes: headers and the first words
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class Unreadable(Exception):
    """The mailbox can't be read now. `why` is login, connection, tls, folder or mails; the sentence names no account."""

    def __init__(self, why: str, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


class MailRefused(Exception):
    """The server lists this one mail and does not hand it out; the others it does."""


@dataclass(frozen=True)
class Fetched:
    """One mail as the server holds it. `whole` False: it is `size` bytes, and `raw` only its beginning."""

    uid: int
    raw: bytes
    size: int
    whole: bool
    received_at: datetime


class OpenMailbox:
    """A connection that is logged in, with INBOX opened to read. Its functions block: call them on a thread."""

    def __init__(self, mailbox: BaseMailBox, uidvalidity: int, uidnext: int | None) -> None:
        self._mailbox = mailbox
        self.uidvalidity = uidvalidity
        self.uidnext = uidnext  # what comes later has this number or a higher one; None where the server does not say

    @classmethod
    def open(cls, inbox: Inbox) -> OpenMailbox:
        """Raises `Unreadable`."""
        try:
            mailbox = _connect(inbox)
        except ssl.SSLError as error:
            raise Unreadable("tls", f"no safe connection ({error.reason or type(error).__name__})") from None
        except BROKEN as error:
            raise Unreadable("connection", f"no connection ({type(error).__name__})") from None
        try:
            _log_in(mailbox, inbox)
            return cls(mailbox, *_examine(mailbox))
        except BaseException:
            _hang_up(mailbox)
            raise

    def since(self, day: date) -> list[int]:
        """UIDs of the mails that came on `day` or later, by the server's own clock; in order."""
        return self._uids(str(A(date_gte=day)))

    def after(self, uid: int) -> list[int]:
        """UIDs above `uid`, in order. (`n:*` names the last mail even where it is below n.)"""
        return [found for found in self._uids(f"UID {uid + 1}:*") if found > uid]

    def fetch(self, uid: int) -> Fetched | None:
        """None where it is gone meanwhile. Raises `Unreadable` for the mailbox, `MailRefused` for this mail."""
        told = self._ask(uid, "(RFC822.SIZE INTERNALDATE)")
        lines = [one if isinstance(one, bytes) else one[0] for one in told if one]
        line = next((one for one in lines if _SIZE.search(one)), b"")
        found = _SIZE.search(line)
        if found is None:
            return None
        size = int(found[1])
        whole = size <= MOST_BYTES
        parts = self._ask(uid, "(BODY.PEEK[])" if whole else f"(BODY.PEEK[]<0.{BEGINNING}>)")
        raw = next((one[1] for one in parts if isinstance(one, tuple)), None)
        if raw is None:
            return None
        stamp = imaplib.Internaldate2tuple(line)
        at = datetime.fromtimestamp(time.mktime(stamp) if stamp is not None else 0, UTC)
        return Fetched(uid, raw, size, whole, at)

    def close(self) -> None:
        _hang_up(self._mailbox)

    def drop(self) -> None:
        """Without a goodbye, from any thread: whoever waits for an answer on this line is told that it broke."""
        with contextlib.suppress(OSError):
            self._mailbox.client.sock.shutdown(socket.SHUT_RDWR)

    def _uids(self, criteria: str) -> list[int]:
        try:
            return sorted(int(uid) for uid in self._mailbox.uids(criteria, charset=None))
        except BROKEN as error:
            raise Unreadable("mails", f"the mails can't be listed ({type(error).__name__})") from None

    def _ask(self, uid: int, parts: str) -> list[bytes | tuple[bytes, bytes] | None]:
        try:
            status, answer = self._mailbox.client.uid("FETCH", str(uid), parts)
        except BROKEN as error:
            raise Unreadable("mails", f"a mail can't be fetched ({type(error).__name__})") from None
        if status != "OK":
            raise MailRefused
        return list(answer)


def _connect(inbox: Inbox) -> BaseMailBox:
    if inbox.tls == "implicit":
        return MailBox(inbox.host, inbox.port, timeout=TIMEOUT, ssl_context=ssl.create_default_context())
    if inbox.tls == "starttls":
        return MailBoxStartTls(inbox.host, inbox.port, timeout=TIMEOUT, ssl_context=ssl.create_default_context())
    return MailBoxUnencrypted(inbox.host, inbox.port, timeout=TIMEOUT)


def _log_in(mailbox: BaseMailBox, inbox: Inbox) -> None:
    password = inbox.password.get_secret_value()
    try:
        if (inbox.username + password).isascii():
            mailbox.login(inbox.username, password, initial_folder=None)
        else:
            mailbox.login_utf8(inbox.username, password, initial_folder=None)
        if "ID" in mailbox.client.capabilities:  # 163 and 126 open no folder for a program that does not say its name
            mailbox.client.xatom("ID", '("name" "xiaohao" "version" "1")')
    except (MailboxLoginError, imaplib.IMAP4.error):
        raise Unreadable("login", "the login is refused") from None
    except BROKEN as error:
        raise Unreadable("connection", f"no login ({type(error).__name__})") from None


def _examine(mailbox: BaseMailBox) -> tuple[int, int | None]:
    """INBOX, read-only; its UIDVALIDITY and UIDNEXT."""
    try:
        mailbox.folder.set("INBOX", readonly=True)
        validity, following = _told(mailbox, "UIDVALIDITY"), _told(mailbox, "UIDNEXT")
        if validity is None:
            validity = int(mailbox.folder.status("INBOX", ["UIDVALIDITY"])["UIDVALIDITY"])
    except BROKEN as error:
        raise Unreadable("folder", f"INBOX can't be opened ({type(error).__name__})") from None
    return validity, following


def _told(mailbox: BaseMailBox, name: str) -> int | None:
    _, told = mailbox.client.response(name)
    return int(told[0]) if told and told[0] else None


def _hang_up(mailbox: BaseMailBox) -> None:
    try:
        mailbox.client.sock.settimeout(GOODBYE)
        mailbox.logout()
    except BROKEN as error:
        log.debug("no goodbye", action="close", reason=type(error).__name__)
