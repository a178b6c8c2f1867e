"""How does a coordinator enter what came by phone, by post or by mail? As few steps as can be, whoever calls is waiting.

    (notice, where there are several) -> source -> matter, with the contact in it -> (postmark, of a letter) -> preview

What the text says, whose it is and when it was posted is read out of it each time (`domain.written`); the preview shows
what was understood.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from domain import named_tasks
from domain.answers import Answer, Chosen, Files, ReceivedFile, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.named_tasks import TaskChoice
from domain.objections import Draft as Matter
from domain.objections import Limits, with_files, with_text
from domain.registering import Source
from domain.written import Written, day_of, read


class Step(StrEnum):
    NOTICE = "notice"
    SOURCE = "source"
    MATTER = "matter"
    POSTMARK = "postmark"
    RECEIVED = "received"
    TASKS = "tasks"
    PREVIEW = "preview"


class Act(StrEnum):
    REGISTER = "register"
    LEAVE = "leave"


@dataclass(frozen=True)
class NoticeChoice:
    """A notice that objections may still come to. `at`: its place in the list, from 1."""

    at: int
    id: int
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """What has been entered so far. `tasks` empty: all; `received_on` None: today; `no_postmark`: it can't be read."""

    publicity: int = 0
    source: Source | None = None
    texts: tuple[tuple[int, str], ...] = ()
    files: tuple[ReceivedFile, ...] = ()
    tasks: tuple[int, ...] = ()
    received_on: date | None = None
    posted_on: date | None = None
    no_postmark: bool = False

    def written(self, today: date) -> Written:
        """What the text says; a postmark that was asked for stands over one in the text."""
        found = read("\n".join(text for _, text in self.texts), today, letter=self.source == Source.LETTER)
        return replace(found, posted_on=self.posted_on or found.posted_on)

    def as_json(self) -> dict[str, Any]:
        days = {
            name: day.isoformat() if day else None
            for name, day in (("received_on", self.received_on), ("posted_on", self.posted_on))
        }
        return asdict(self) | days

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Draft:
        if not stored:
            return cls()
        days = {
            name: date.fromisoformat(stored[name]) if stored[name] else None for name in ("received_on", "posted_on")
        }
        return cls(
            stored["publicity"],
            Source(stored["source"]) if stored["source"] else None,
            tuple((message, text) for message, text in stored["texts"]),
            tuple(ReceivedFile(**file) for file in stored["files"]),
            tuple(stored["tasks"]),
            **days,
            no_postmark=stored["no_postmark"],
        )


@dataclass(frozen=True)
class Place:
    """What an answer is read against: the notices there are, the chosen one's tasks, today, the limits."""

    notices: Sequence[NoticeChoice]
    tasks: Sequence[TaskChoice]
    today: date
    limits: Limits


@dataclass(frozen=True)
class Advance:
    step: Step
    draft: Draft
    note: Note | None = None
    act: Act | None = None


_SAID: dict[Step, dict[str, str]] = {
    Step.SOURCE: {
        **dict.fromkeys(("来电", "电话", "phone", "call"), "phone"),
        **dict.fromkeys(("来信", "信件", "信", "letter"), "letter"),
        **dict.fromkeys(("邮件", "电子邮件", "mail"), "mail"),
    },
    Step.POSTMARK: {"不清": "unreadable", "看不清": "unreadable", "unreadable": "unreadable"},
    Step.TASKS: {"全部": "all", "all": "all", "下一步": "next", "next": "next"},
    Step.PREVIEW: {"登记": "register", "确认": "register", "确认登记": "register", "register": "register"},
}
_ANYWHERE = {"不登记了": "leave", "离开": "leave", "leave": "leave"}


def first_step(draft: Draft, today: date) -> Step:
    """The first thing that is not known yet."""
    if not draft.publicity:
        return Step.NOTICE
    if draft.source is None:
        return Step.SOURCE
    written = draft.written(today)
    if not written.text:
        return Step.MATTER
    if draft.source == Source.LETTER and written.posted_on is None and not draft.no_postmark:
        return Step.POSTMARK
    return Step.PREVIEW


def advance(step: Step, draft: Draft, answer: Answer, place: Place) -> Advance:
    """Where an answer leads. Raises `Rejected` where it can't be taken: the form stays as it is."""
    if isinstance(answer, Files):
        return _sent(draft, answer, place)
    if isinstance(answer, Chosen):
        return _chosen(step, draft, answer.value, place)
    if answer.edited:
        return _edited(step, draft, answer, place)
    word = answer.text.strip().lower()
    value = _SAID.get(step, {}).get(word) or _ANYWHERE.get(word)
    return _chosen(step, draft, value, place) if value is not None else _typed(step, draft, answer, place)


def _chosen(step: Step, draft: Draft, value: str, place: Place) -> Advance:
    match step, value:
        case _, "leave":
            return Advance(step, draft, act=Act.LEAVE)
        case Step.NOTICE, _ if value in {str(notice.id) for notice in place.notices}:
            return _on(replace(draft, publicity=int(value), tasks=()), place)
        case Step.SOURCE, "phone" | "letter" | "mail":
            return _on(replace(draft, source=Source(value)), place)
        case Step.POSTMARK, "unreadable":
            return _on(replace(draft, posted_on=None, no_postmark=True), place)
        case Step.RECEIVED, "today" | "yesterday":
            return _received(draft, value, place)
        case Step.TASKS, _:
            return _tasks(draft, value, place)
        case Step.PREVIEW, "register":
            return Advance(step, draft, act=Act.REGISTER)
        case Step.PREVIEW, "source" | "received" | "postmark" | "tasks":
            return Advance(Step(value), draft)
    raise Moved


def _tasks(draft: Draft, value: str, place: Place) -> Advance:
    if value in ("all", "next"):
        return Advance(Step.PREVIEW, replace(draft, tasks=()) if value == "all" else draft)
    return Advance(
        Step.TASKS, replace(draft, tasks=named_tasks.toggled(draft.tasks, value.removeprefix("task-"), place.tasks))
    )


def _typed(step: Step, draft: Draft, answer: Typed, place: Place) -> Advance:
    match step:
        case Step.NOTICE:
            return _on(replace(draft, publicity=_notice(answer.text, place.notices), tasks=()), place)
        case Step.SOURCE:
            raise Rejected("entry-source-expected")
        case Step.MATTER | Step.PREVIEW:
            return _on(_with_text(draft, answer, place), place)
        case Step.POSTMARK:
            posted = day_of(answer.text, place.today)
            return _on(_in_order(replace(draft, posted_on=posted, no_postmark=False), place), place)
        case Step.RECEIVED:
            return _received(draft, answer.text, place)
        case Step.TASKS:
            return Advance(Step.PREVIEW, replace(draft, tasks=named_tasks.numbered(answer.text, place.tasks)))


def _edited(step: Step, draft: Draft, answer: Typed, place: Place) -> Advance:
    if answer.message_id not in dict(draft.texts):
        raise Rejected("entry-edit-unknown")
    changed = _with_text(draft, answer, place)
    return Advance(
        first_step(changed, place.today) if step == Step.PREVIEW else step, changed, Note("entry-edited", {})
    )


def _sent(draft: Draft, answer: Files, place: Place) -> Advance:
    """A scan may come at any step; its caption is text."""
    grown, note = with_files(_as_matter(draft), answer, place.limits)
    kept = _from(draft, grown)
    return Advance(first_step(kept, place.today), kept, note)


def _received(draft: Draft, text: str, place: Place) -> Advance:
    return _on(_in_order(replace(draft, received_on=day_of(text, place.today)), place), place)


def _on(draft: Draft, place: Place) -> Advance:
    return Advance(first_step(draft, place.today), draft)


def _with_text(draft: Draft, answer: Typed, place: Place) -> Draft:
    grown = _from(draft, with_text(_as_matter(draft), answer.message_id, answer.text, place.limits))
    return _in_order(grown, place)


def _as_matter(draft: Draft) -> Matter:
    return Matter(texts=draft.texts, files=draft.files)


def _from(draft: Draft, matter: Matter) -> Draft:
    return replace(draft, texts=matter.texts, files=matter.files)


def _in_order(draft: Draft, place: Place) -> Draft:
    posted = draft.written(place.today).posted_on
    received = draft.received_on or place.today
    if posted is not None and posted > received:
        raise Rejected("entry-posted-after", posted=posted.isoformat(), received=received.isoformat())
    return draft


def _notice(text: str, notices: Sequence[NoticeChoice]) -> int:
    """By its place in the list, or by the number of a task that one notice alone has."""
    given = unicodedata.normalize("NFKC", text).strip().removeprefix("序号")
    by_number = [notice.id for notice in notices if given in notice.numbers]
    found = by_number if len(by_number) == 1 else [notice.id for notice in notices if str(notice.at) == given]
    if len(found) != 1:
        raise Rejected("entry-notice-expected", given=given[:40])
    return found[0]
