"""Does it say that a letter of ours did not arrive? By its delivery report (RFC 3464), else by who wrote it and how.

Without a report the failed address and the reason are looked for in the text: qmail's, Exim's, QQ's and NetEase's notes,
and gateways that take the report out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.mail_in.incoming import Failed, IncomingMail

MOST_ADDRESSES = 50

_DAEMONS = re.compile(
    r"^(mailer-daemon|postmaster|mail-?daemon|mdaemon|microsoftexchange[0-9a-f]+|noreply-?dsn|bounces?)@|^mailer-daemon$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"退信|退回|未送达|未传递|无法(送达|投递|传递|递送)|投递(失败|状态)|发送失败|undeliver(ed|able)|not\s+delivered|delivery\s+(status|failure|has\s+failed|incomplete|report)|"
    r"(mail|message)\s+delivery\s+(failed|failure)|returned\s+(mail|to\s+sender)|failure\s+notice|could\s+not\s+be\s+delivered",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45]\d\d)[ -]")
_REASON = re.compile(
    r"(?:退信原因|失败原因|错误原因|原因|英文说明|diagnostic[\s-]code|remote\s+server\s+(?:said|returned)|said)\s*[:：]?\s*(\S[^\n]{3,300})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Bounce:
    """`failed`: who did not get it, as far as it says; `mentioned`: every address its text names, to be compared with ours.

    `lasting` is False for a note that the letter is only late or that it did arrive.
    """

    failed: tuple[Failed, ...]
    mentioned: tuple[str, ...]
    lasting: bool
    reason: str
    status: str = ""


def bounced(mail: IncomingMail) -> Bounce | None:
    """None for anything but a bounce."""
    if mail.reports:
        return _reported(mail)
    if not (mail.is_report or _is_daemons(mail)):
        return None
    named = [one.strip() for one in (mail.header("x-failed-recipients") or "").split(",") if "@" in one]
    if not (named or mail.is_report or _SUBJECT.search(mail.subject) or _STATUS.search(mail.text)):
        return None
    status = _STATUS.search(mail.text)
    code = _CODE.search(mail.text)
    late = (status is not None and status[1].startswith("4") and not _gives_up(mail)) or _is_late(mail)
    failed = tuple(Failed(address) for address in named)
    return Bounce(
        failed,
        _addresses(mail.text),
        lasting=not late,
        reason=_reason(mail.text),
        status=status[1] if status else code[1] if code else "",
    )


def _reported(mail: IncomingMail) -> Bounce:
    failed = tuple(one for one in mail.reports if one.action == "failed")
    first = (failed or mail.reports)[0]
    reason = first.diagnostic or _reason(mail.text)
    return Bounce(
        failed or mail.reports, _addresses(mail.text), lasting=bool(failed), reason=reason[:300], status=first.status
    )


def _is_daemons(mail: IncomingMail) -> bool:
    """A mail server's own: its name, an empty return path with a subject that says so, or a mark of Exchange, Exim, Gmail."""
    if mail.header("x-failed-recipients") or mail.header("x-ms-exchange-message-is-ndr") is not None:
        return True
    if _DAEMONS.match(mail.sender):
        return True
    return mail.header("return-path") == "<>" and _SUBJECT.search(mail.subject) is not None


def _is_late(mail: IncomingMail) -> bool:
    return (
        re.search(
            r"delayed|warning: message|延迟|尚未送达|will\s+(keep|continue)\s+(trying|to)",
            f"{mail.subject}\n{mail.text[:500]}",
            re.IGNORECASE,
        )
        is not None
    )


def _gives_up(mail: IncomingMail) -> bool:
    return (
        re.search(
            r"permanent|given up|giv(en|ing) up|放弃|永久|failed|退回|退信",
            f"{mail.subject}\n{mail.text[:2000]}",
            re.IGNORECASE,
        )
        is not None
    )


def _addresses(text: str) -> tuple[str, ...]:
    found = (match[0].lower() for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(found))[:MOST_ADDRESSES]


def _reason(text: str) -> str:
    match = _REASON.search(text)
    if match is not None:
        return match[1].strip()
    return next((line.strip()[:300] for line in text.splitlines() if _CODE.search(line) or _STATUS.search(line)), "")
