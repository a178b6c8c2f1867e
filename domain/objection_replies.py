"""How does the office answer an objection? Upheld or not, a text, a preview; and what can't be undone asks once more.

verdict -> text -> preview -> (upheld: sure) -> send
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected

LONGEST = 3000  # characters: the answer reaches the objector in one message, quoted whole


class Step(StrEnum):
    VERDICT = "verdict"
    TEXT = "text"
    PREVIEW = "preview"
    SURE = "sure"


class Act(StrEnum):
    SEND = "send"
    LEAVE = "leave"


@dataclass(frozen=True)
class Reply:
    upheld: bool | None = None
    text: str = ""
    message: int = 0  # the one that holds the text: its edit edits the answer


_BEFORE = {Step.VERDICT: Step.VERDICT, Step.TEXT: Step.VERDICT, Step.PREVIEW: Step.TEXT, Step.SURE: Step.PREVIEW}
_SAID = {
    "成立": "upheld",
    "不成立": "refused",
    "发送答复": "send",
    "确认成立": "sure",
    "取消": "leave",
    "上一步": "back",
    "upheld": "upheld",
    "not upheld": "refused",
    "send": "send",
    "uphold": "sure",
    "leave": "leave",
    "back": "back",
}
_AWAITED = {
    Step.VERDICT: ("upheld", "refused"),
    Step.TEXT: (),
    Step.PREVIEW: ("send",),
    Step.SURE: ("sure",),
}


def advance(step: Step, reply: Reply, answer: Answer) -> tuple[Step, Reply, Act | None]:
    """Where a coordinator's answer leads. Raises `Rejected` where it can't be taken."""
    if isinstance(answer, Chosen):
        return _chosen(step, reply, answer.value)
    if not isinstance(answer, Typed):
        raise Rejected("reply-text-only")
    if answer.edited and answer.message_id != reply.message:
        raise Rejected("objection-edit-unknown")
    value = _SAID.get(answer.text.strip().lower())
    if value in (*_AWAITED[step], "leave", "back") and value is not None:
        return _chosen(step, reply, value)
    if step == Step.VERDICT:
        raise Rejected("reply-verdict-first")
    text = answer.text.strip()
    if not text or len(text) > LONGEST:
        raise Rejected("reply-text-expected", most=LONGEST)
    return Step.PREVIEW, replace(reply, text=text, message=answer.message_id), None


def _chosen(step: Step, reply: Reply, value: str) -> tuple[Step, Reply, Act | None]:
    match step, value:
        case _, "leave":
            return step, reply, Act.LEAVE
        case _, "back":
            return _BEFORE[step], reply, None
        case Step.VERDICT, "upheld" | "refused":
            upheld = replace(reply, upheld=value == "upheld")
            return (Step.PREVIEW if reply.text else Step.TEXT), upheld, None
        case Step.PREVIEW, "send" if reply.upheld:
            return Step.SURE, reply, None
        case (Step.PREVIEW, "send") | (Step.SURE, "sure"):
            return step, reply, Act.SEND
    raise Moved
