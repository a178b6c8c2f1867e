"""What does a report ask for, and who owes one? The form's steps, and who is asked when.

A report has the steps 状态 - 进展 - 指标 - 佐证 - 核对; a task without indicators has four. The answers live in the draft
itself; a place in the form is one word in the dialogue: `status`, `text`, `figure-12`, `evidence`, `preview`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from domain import wording
from domain.states import ReportStatus, RequestState, TaskState, UnitRole

PERMANENT = "长期坚持"  # kept up for good: owed in every state of the task
LONGEST_TEXT = 8000  # characters of a report; the notice this work ends in quotes far less
LEAST_SENTENCE = 8  # characters
LEAST_PROSE = 15  # characters: a typed message this long at a figure's step is one more paragraph, not a wrong figure


# -- who is asked -------------------------------------------------------------------------------------------------


def owes(role: str, *, owns_measure: bool) -> bool:
    """Lead and responsible units, and a cooperating one that owns a measure; supervising and accepting units never."""
    if role in (UnitRole.LEAD, UnitRole.RESPONSIBLE):
        return True
    return role == UnitRole.COOPERATING and owns_measure


def is_asked(state: str, deadline_text: str | None) -> bool:
    """A 长期坚持 task in every state, the others while in progress."""
    return state == TaskState.IN_PROGRESS or PERMANENT in (deadline_text or "")


def number_order(number: str) -> tuple[tuple[int, str], ...]:
    """Sorts 序号 as people count: 9 before 21 before 47-5 before 47-12."""
    return tuple((int(part), "") if part.isdecimal() else (10**9, part) for part in re.split(r"[-.]", number))


def is_late(sent_on: date, due_on: date) -> bool:
    """After 24:00 office time of the due day."""
    return sent_on > due_on


# -- the steps ----------------------------------------------------------------------------------------------------


class Step(StrEnum):
    STATUS = "status"
    TEXT = "text"
    FIGURE = "figure"
    EVIDENCE = "evidence"
    PREVIEW = "preview"


@dataclass(frozen=True)
class Place:
    """A step; of the figures' step the indicator it is about."""

    step: Step
    indicator: int = 0

    @property
    def word(self) -> str:
        return f"{self.step}-{self.indicator}" if self.step is Step.FIGURE else str(self.step)

    @classmethod
    def read(cls, word: str) -> Place:
        step, _, indicator = word.partition("-")
        return cls(Step(step), int(indicator or 0))


STATUS, TEXT, EVIDENCE, PREVIEW = (Place(step) for step in (Step.STATUS, Step.TEXT, Step.EVIDENCE, Step.PREVIEW))


@dataclass(frozen=True)
class Filled:
    """What a draft holds by now. `asked` are the indicators it has to give, `given` those it gave (暂无数据 too).

    A special round (专项调度) asks a question of its own and no status: `asks_status` is false.
    """

    status: ReportStatus | None = None
    has_text: bool = False
    asked: tuple[int, ...] = ()
    given: frozenset[int] = frozenset()
    files: int = 0
    asks_status: bool = True

    @property
    def is_empty(self) -> bool:
        return self.status is None and not self.has_text and not self.given and not self.files

    @cached_property  # asked several times an answer
    def places(self) -> tuple[Place, ...]:
        figures = (Place(Step.FIGURE, indicator) for indicator in self.asked)
        begins = (STATUS, TEXT) if self.asks_status else (TEXT,)
        return (*begins, *figures, EVIDENCE, PREVIEW)

    def lacks(self, place: Place) -> bool:
        """Is something that must be said not said yet? Evidence may be none; 无新进展 needs no text."""
        match place.step:
            case Step.STATUS:
                return self.status is None
            case Step.TEXT:
                return not self.has_text and self.status is not ReportStatus.NO_CHANGE
            case Step.FIGURE:
                return place.indicator not in self.given
            case _:
                return False

    @property
    def gap(self) -> Place | None:
        """The first place where something is still missing."""
        return next((place for place in self.places if self.lacks(place)), None)

    @property
    def resume(self) -> Place:
        """Where a draft is taken up again."""
        if self.gap is not None:
            return self.gap
        return PREVIEW if self.files or self.status is ReportStatus.NO_CHANGE else EVIDENCE

    def after(self, place: Place) -> Place:
        """The next place that lacks something; evidence is offered once, then the preview."""
        places = self.places
        later = places[places.index(place) + 1 :] if place in places else places
        return next((other for other in later if self.lacks(other) or other in (EVIDENCE, PREVIEW)), PREVIEW)

    def before(self, place: Place) -> Place:
        places = self.places
        at = places.index(place) if place in places else 0
        return places[max(at - 1, 0)]

    def position(self, place: Place) -> tuple[int, int]:
        """(which step, of how many) as the header counts: all indicators are one step."""
        steps = list(dict.fromkeys(other.step for other in self.places))
        return steps.index(place.step) + 1, len(steps)


# -- what is typed ------------------------------------------------------------------------------------------------

_STATUS_WORDS = {
    ReportStatus.DONE: ("已完成", "完成", "done"),
    ReportStatus.ON_TRACK: ("达到序时进度", "on track"),
    ReportStatus.BEHIND: ("未达到序时进度", "behind"),
    ReportStatus.NO_CHANGE: ("无新进展", "no change", "nothing new"),
}
_BEGINNINGS = (*(f"从{last}开始" for last in wording.LAST_ONES), *(f"from {last}" for last in wording.LAST_ONES))
_AS_BEFORE = (*(f"与{last}相同" for last in wording.LAST_ONES), *(f"as {last}" for last in wording.LAST_ONES))
# A press may be lost while the program is down, so what a button says can also be typed.
_BUTTON_WORDS = {
    "next": ("下一步", "next", "下一条", "next one", "写完了", "that is all"),
    "back": ("上一步", "back", "选好了"),
    "parts": ("逐条填写", "by measure"),
    "whole": ("整段填写", "as one text"),
    "last": (*_BEGINNINGS, "用上季文字", "from last time", "use last text"),
    "clear": ("清空重写", "clear text"),
    "shelf": ("用以前的材料", "sent before"),
    "same": (*_AS_BEFORE, "same", "as last time"),
    "none": ("暂无数据", "no figure"),
    "yes": ("确定", "yes"),
    "no": ("改一下", "no", "change it"),
    "send": ("报送", "send"),
    "leave": ("存草稿离开", "leave", "save draft"),
}
_TYPED_BUTTONS = {word: choice for choice, words in _BUTTON_WORDS.items() for word in words}
_AT_PREVIEW = {
    "改状态": "edit-status",
    "改文字": "edit-text",
    "改指标": "edit-figures",
    "改佐证": "edit-evidence",
    "需协调事项": "help",
    "status": "edit-status",
    "text": "edit-text",
    "figures": "edit-figures",
    "evidence": "edit-evidence",
    "help wanted": "help",
}
_TYPED_STATUS = {word: status for status, words in _STATUS_WORDS.items() for word in words}
_ENDS_FILES = ("完成", "done", "没有佐证", "没有", "no evidence", "none")


def typed_choice(place: Place, text: str) -> str | None:
    """The button a typed word stands for at this step, or None: it is an answer."""
    word = text.strip().lower()
    if place.step is Step.STATUS and word in _TYPED_STATUS:
        return _TYPED_STATUS[word]
    if place.step is Step.EVIDENCE and word in _ENDS_FILES:
        return "next"
    if place.step is Step.PREVIEW and word in _AT_PREVIEW:
        return _AT_PREVIEW[word]
    return _TYPED_BUTTONS.get(word)


def is_prose(text: str) -> bool:
    return len(text.strip()) >= LEAST_PROSE


def is_sentence(text: str) -> bool:
    """Shorter than prose, but said to its end: 验收单已附,现场已复核。 Where no figure is waited for it is one more paragraph."""
    said = text.strip()
    return is_prose(said) or (len(said) >= LEAST_SENTENCE and said.endswith(("。", "!", "!", ";", ";", ".")))


def composed(paragraphs: Mapping[str, Any], measures: Mapping[int, int] | None = None) -> str | None:
    """The report's text: what was written of each measure, in their order, then the paragraphs as they were written.

    A paragraph of a measure is `{"measure": id, "text": …}`, any other a text. `measures`: number by id; what was
    written of one that is no longer asked for stands with the others, it is not lost.
    """
    numbers = measures or {}
    parts = parts_of(paragraphs)
    said = [f"{number}. {parts[id_]}" for id_, number in numbers.items() if id_ in parts]
    said += [text for id_, text in parts.items() if id_ not in numbers]
    said += [each.strip() for each in paragraphs.values() if isinstance(each, str) and each.strip()]
    return "\n".join(said) or None


def parts_of(paragraphs: Mapping[str, Any]) -> dict[int, str]:
    """What was written measure by measure, by the measure's id."""
    found: dict[int, list[str]] = {}
    for each in paragraphs.values():
        if isinstance(each, dict) and each["text"].strip():
            found.setdefault(each["measure"], []).append(each["text"].strip())
    return {measure: "\n".join(texts) for measure, texts in found.items()}


# -- how far a request is -----------------------------------------------------------------------------------------


class RowState(StrEnum):
    """What stands behind a task on the prompt card."""

    EMPTY = "empty"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    ENDED = "ended"


def row_state(state: str, draft: Filled | None) -> RowState:
    match RequestState(state):
        case RequestState.SUBMITTED:
            return RowState.SUBMITTED
        case RequestState.ACCEPTED:
            return RowState.ACCEPTED
        case RequestState.RETURNED:
            return RowState.RETURNED
        case RequestState.ENDED:
            return RowState.ENDED
        case _:
            return RowState.EMPTY if draft is None or draft.is_empty else RowState.DRAFT


OWED_ROWS = (RowState.EMPTY, RowState.DRAFT, RowState.RETURNED)  # these still wait for the department
