"""Messages about changing a notice that has been published: the form, its preview, the amendment as the public sees it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.messages.base import Message, Note, kind
from domain.messages.publicity import Contacts, Period


@kind("amending.notice")
@dataclass(frozen=True)
class AmendmentNotice(Message):
    """To channels and subscribers who were sent the notice: what changes about it. `amends` is a word of `AmendmentKind`.

    `title` and `text` stand as they were approved; `open`: objections are still taken. `private`: to a subscriber, who
    asks for the document as it reads now by a button; a channel is sent it.
    """

    publicity: int
    amendment: int
    amends: str
    title: str
    text: str
    issuer: str
    contacts: Contacts
    open: bool
    private: bool = False


@kind("amending.form")
@dataclass(frozen=True)
class AmendmentForm(Message):
    """To the coordinator who amends: `step` is field, phones, emails, receiver, text, end, reason, done or dropped.

    `suggested`: the longer period, offered or chosen; `kept`: what the field holds now; `changed`: the fields that have been corrected so far.
    """

    dialogue: int
    rev: int
    amends: str
    step: str
    title: str
    period: Period
    suggested: Period | None = None
    kept: str = ""
    changed: tuple[str, ...] = ()
    note: Note | None = None


@kind("amending.preview")
@dataclass(frozen=True)
class AmendmentPreview(Message):
    """To the coordinator who amends: the amendment exactly as it will appear, and what follows from it."""

    dialogue: int
    rev: int
    notice: AmendmentNotice
    language: str
    warnings: tuple[Note, ...]
    subscribers: int
    channels: int
    note: Note | None = None
