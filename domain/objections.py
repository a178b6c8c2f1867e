"""How does an objection come together? The form's steps, what a contact may be, how it is numbered.

    who -> (name -> contact, by name only) -> (tasks, where the notice has several) -> matter -> preview -> confirm

Nothing here is stored for the office before the last step: the draft is the objector's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from domain import named_tasks, traces
from domain.answers import Answer, Chosen, Files, ReceivedFile, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.named_tasks import TaskChoice
from domain.traces import Asks, Wish

LEAST_MATTER = 10  # characters: whoever writes this much before choosing how to object has begun to object
LONGEST_NAME = 40  # characters: longer than any name, shorter than a story


class Step(StrEnum):
    WHO = "who"
    NAME = "name"
    CONTACT = "contact"
    TASKS = "tasks"
    MATTER = "matter"
    PREVIEW = "preview"


class Act(StrEnum):
    """What an answer asks for beyond the form itself."""

    LODGE = "lodge"
    LEAVE = "leave"
    READ = "read"


@dataclass(frozen=True)
class Limits:
    files: int
    characters: int


@dataclass(frozen=True)
class Draft:
    """What has been said so far. `tasks` empty means all of the notice's; `texts` is (message id, text) in order."""

    anonymous: bool | None = None
    name: str = ""
    contact: str = ""
    tasks: tuple[int, ...] = ()
    texts: tuple[tuple[int, str], ...] = ()
    files: tuple[ReceivedFile, ...] = ()
    said_in: dict[str, int] = field(default_factory=dict)  # "name", "contact" -> the message that holds it
    wish: Wish = field(default_factory=Wish)  # what becomes of what the files tell beside what they show

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.texts)

    @property
    def asks(self) -> Asks:
        """What must be said about the files before they are sent."""
        return traces.asks(self.files, self.wish, anonymous=self.anonymous is not False)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Draft:
        if not stored:
            return cls()
        return cls(
            stored["anonymous"],
            stored["name"],
            stored["contact"],
            tuple(stored["tasks"]),
            tuple((message, text) for message, text in stored["texts"]),
            tuple(ReceivedFile(**file) for file in stored["files"]),
            dict(stored["said_in"]),
            Wish(**stored.get("wish", {})),
        )


@dataclass(frozen=True)
class Advance:
    step: Step
    draft: Draft
    note: Note | None = None
    act: Act | None = None


# Every step can also be done by typing: a press is lost after 150 s while the program is down.
_ANYWHERE = {"不提了": "leave", "上一步": "back", "leave": "leave", "back": "back"}
_SAID: dict[Step, dict[str, str]] = {
    Step.WHO: {
        "匿名": "anonymous",
        "匿名提出": "anonymous",
        "anonymous": "anonymous",
        "实名": "named",
        "实名提出": "named",
        "by name": "named",
    },
    Step.TASKS: {"全部": "all", "all": "all", "下一步": "next", "next": "next"},
    Step.MATTER: {"核对": "check", "下一步": "check", "next": "check", "check": "check"} | traces.SAID,
    Step.PREVIEW: {"确认提交": "confirm", "提交": "confirm", "确认": "confirm", "confirm": "confirm"} | traces.SAID,
}


def steps(draft: Draft, *, several: bool) -> list[Step]:
    """The way through the form for this objector, in order."""
    named = [Step.NAME, Step.CONTACT] if draft.anonymous is False else []
    return [Step.WHO, *named, *([Step.TASKS] if several else []), Step.MATTER, Step.PREVIEW]


def advance(step: Step, draft: Draft, answer: Answer, *, tasks: Sequence[TaskChoice], limits: Limits) -> Advance:
    """Where an answer leads. Raises `Rejected` where it can't be taken: the form stays as it is."""
    several = len(tasks) > 1
    if isinstance(answer, Typed):
        if answer.edited:
            return _edited_here(step, draft, answer, limits)
        word = answer.text.strip().lower()
        value = _SAID.get(step, {}).get(word) or _ANYWHERE.get(word)
        if value is None:
            return _typed(step, draft, answer, tasks, limits)
        return _chosen(step, draft, value, tasks, several)
    if isinstance(answer, Chosen):
        return _chosen(step, draft, answer.value, tasks, several)
    return _sent(step, draft, answer, limits)


def _chosen(step: Step, draft: Draft, value: str, tasks: Sequence[TaskChoice], several: bool) -> Advance:
    match step, value:
        case _, "leave":
            return Advance(step, draft, act=Act.LEAVE)
        case _, "back":
            return _back(step, draft, several)
        case Step.WHO, "read":
            return Advance(step, draft, act=Act.READ)
        case Step.WHO, "anonymous" | "named":
            return _on(step, replace(draft, anonymous=value == "anonymous"), several)
        case Step.TASKS, "all":
            return _on(step, replace(draft, tasks=()), several)
        case Step.TASKS, "next":
            return _on(step, draft, several)
        case Step.TASKS, _ if value.startswith("task-"):
            return Advance(
                step, replace(draft, tasks=named_tasks.toggled(draft.tasks, value.removeprefix("task-"), tasks))
            )
        case Step.MATTER | Step.PREVIEW, _ if value in traces.WISHES and draft.files:
            return Advance(step, replace(draft, wish=traces.WISHES[value]))
        case (Step.MATTER, "check") | (Step.PREVIEW, "confirm"):
            _check_complete(draft)
            return Advance(Step.PREVIEW, draft, act=Act.LODGE if step == Step.PREVIEW else None)
    raise Moved


def _check_complete(draft: Draft) -> None:
    if not draft.text.strip():
        raise Rejected("objection-text-missing")
    if draft.asks:
        raise Rejected(f"objection-{draft.asks}-first")


def _typed(step: Step, draft: Draft, answer: Typed, tasks: Sequence[TaskChoice], limits: Limits) -> Advance:
    several = len(tasks) > 1
    match step:
        case Step.WHO if len(answer.text.strip()) >= LEAST_MATTER:
            grown = with_text(draft, answer.message_id, answer.text, limits)
            return Advance(step, grown, Note("objection-who-first-kept", {}))
        case Step.WHO:
            raise Rejected("objection-who-first")
        case Step.NAME:
            said = draft.said_in | {"name": answer.message_id}
            return _on(step, replace(draft, name=read_name(answer.text), said_in=said), several)
        case Step.CONTACT:
            said = draft.said_in | {"contact": answer.message_id}
            return _on(step, replace(draft, contact=read_contact(answer.text), said_in=said), several)
        case Step.TASKS:
            return _on(step, replace(draft, tasks=named_tasks.numbered(answer.text, tasks)), several)
        case Step.MATTER | Step.PREVIEW:
            grown = with_text(draft, answer.message_id, answer.text, limits)
            return Advance(step, grown, Note("objection-added", {"given": len(grown.text)}))


def _edited_here(step: Step, draft: Draft, answer: Typed, limits: Limits) -> Advance:
    changed = _edited(draft, answer, limits)
    return Advance(step, changed, Note("objection-edited", {"given": len(changed.text)}))


def _sent(step: Step, draft: Draft, answer: Files, limits: Limits) -> Advance:
    """Taken at every step: whoever sends a photo first does not have to send it again."""
    draft, note = with_files(draft, answer, limits)
    return Advance(step, draft, note)


def _back(step: Step, draft: Draft, several: bool) -> Advance:
    way = steps(draft, several=several)
    if step == way[0]:  # typed: there is no such button
        raise Rejected("objection-who-first")
    return Advance(way[way.index(step) - 1], draft)


def _on(step: Step, draft: Draft, several: bool) -> Advance:
    way = steps(draft, several=several)
    return Advance(way[way.index(step) + 1], draft)


def with_text(draft: Draft, message_id: int, text: str, limits: Limits) -> Draft:
    """The draft with one message's text: in its place if the message spoke before, else at the end."""
    said = text.strip()
    if not said:  # a sticker, a place, a contact
        raise Rejected("objection-not-text")
    held = dict(draft.texts)
    held[message_id] = said
    grown = replace(draft, texts=tuple(held.items()))
    if len(grown.text) > limits.characters:
        raise Rejected("objection-text-too-long", most=limits.characters, given=len(grown.text))
    return grown


def with_files(draft: Draft, answer: Files, limits: Limits) -> tuple[Draft, Note | None]:
    """The draft with what one message brought; a caption is text. The same content twice is one file."""
    held = {file.sha256: file for file in draft.files}
    held.update({file.sha256: file for file in answer.files})
    if len(held) > limits.files:
        raise Rejected("objection-files-too-many", most=limits.files)
    grown = replace(draft, files=tuple(held.values()))
    if answer.caption.strip():
        grown = with_text(grown, answer.message_id, answer.caption, limits)
    return grown, Note("objection-files-kept", {"files": len(held)}) if answer.files else None


def _edited(draft: Draft, answer: Typed, limits: Limits) -> Draft:
    """An edit of a message edits what it said."""
    said = {message: what for what, message in draft.said_in.items()}.get(answer.message_id)
    if said == "name":
        return replace(draft, name=read_name(answer.text))
    if said == "contact":
        return replace(draft, contact=read_contact(answer.text))
    if answer.message_id in dict(draft.texts):
        return with_text(draft, answer.message_id, answer.text, limits)
    raise Rejected("objection-edit-unknown")


# -- what a person writes -----------------------------------------------------------------------------------------

_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")
_PHONE = re.compile(r"\+?[\d() -]{7,24}")


def read_name(text: str) -> str:
    name = " ".join(_one_line(text).split())
    if not name or len(name) > LONGEST_NAME:
        raise Rejected("objection-name-expected", most=LONGEST_NAME)
    return name


def read_contact(text: str) -> str:
    """A phone (7 to 15 digits) or an e-mail address; full-width characters are taken as the plain ones."""
    contact = unicodedata.normalize("NFKC", _one_line(text)).strip()
    contact = contact.translate(str.maketrans("—–－", "---"))
    if _EMAIL.fullmatch(contact) and contact.isascii():
        return contact
    if _PHONE.fullmatch(contact) and 7 <= sum(ch.isdigit() for ch in contact) <= 15:
        return contact
    raise Rejected("objection-contact-expected", given=contact[:40])


def is_email(contact: str) -> bool:
    return contact.isascii() and _EMAIL.fullmatch(contact) is not None


def _one_line(text: str) -> str:
    return "".join(ch if ch.isprintable() else " " for ch in text)


# -- registering --------------------------------------------------------------------------------------------------


def register_number(year: int, serial: int) -> str:
    """`2025-0021`."""
    return f"{year}-{serial:04d}"


def serial_of(number: str) -> int:
    return int(number.partition("-")[2])


def days_open(since: date, today: date) -> int:
    return (today - since).days


def in_parts(text: str, most: int = 3500) -> list[str]:
    """A long text in messages of at most `most` UTF-16 units, broken at line ends where there are any."""
    parts: list[str] = []
    rest = text
    while rest:
        piece = _within(rest, most)
        if len(piece) < len(rest) and "\n" in piece[len(piece) // 2 :]:
            piece = piece[: piece.rindex("\n") + 1]
        parts.append(piece.rstrip("\n"))
        rest = rest[len(piece) :]
    return parts or [""]


def _within(text: str, most: int) -> str:
    units = 0
    for position, ch in enumerate(text):
        units += 2 if ord(ch) > 0xFFFF else 1
        if units > most:
            return text[:position]
    return text
