"""How does the office answer an objection? Upheld or not, a text, a preview; and what can't be undone asks once more.

verdict -> text -> preview -> (upheld: sure) -> send

Whoever has no account here is answered by phone, letter or mail: which of them is said with the last press.
"""

from __future__ import annotations

from collections.abc import Sequence
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


class Way(StrEnum):
    """What the last press says: how whoever has no account here is answered. `MAIL`: the bot sends it now."""

    CHAT = "send"
    MAIL = "mail"
    PHONE = "phone"
    LETTER = "letter"
    MAILED = "mailed"


@dataclass(frozen=True)
class Reply:
    upheld: bool | None = None
    text: str = ""
    message: int = 0  # the one that holds the text: its edit edits the answer
    way: str = Way.CHAT


_BEFORE = {Step.VERDICT: Step.VERDICT, Step.TEXT: Step.VERDICT, Step.PREVIEW: Step.TEXT, Step.SURE: Step.PREVIEW}
_SAID = {
    "成立": "upheld",
    "不成立": "refused",
    "发送答复": "send",
    "发邮件": "mail",
    "已电话答复": "phone",
    "已书面答复": "letter",
    "已邮件答复": "mailed",
    "确认成立": "sure",
    "取消": "leave",
    "上一步": "back",
    "upheld": "upheld",
    "not upheld": "refused",
    "send": "send",
    "send mail": "mail",
    "by phone": "phone",
    "by letter": "letter",
    "by mail": "mailed",
    "uphold": "sure",
    "leave": "leave",
    "back": "back",
}
_AWAITED = {
    Step.VERDICT: ("upheld", "refused"),
    Step.TEXT: (),
    Step.PREVIEW: tuple(Way),
    Step.SURE: ("sure",),
}


def advance(
    step: Step, reply: Reply, answer: Answer, ways: Sequence[str] = (Way.CHAT,)
) -> tuple[Step, Reply, Act | None]:
    """Where a coordinator's answer leads; `ways` it can be given in. Raises `Rejected` where it can't be taken."""
    if isinstance(answer, Chosen):
        return _chosen(step, reply, answer.value, ways)
    if not isinstance(answer, Typed):
        raise Rejected("reply-text-only")
    if answer.edited and answer.message_id != reply.message:
        raise Rejected("objection-edit-unknown")
    value = _SAID.get(answer.text.strip().lower())
    if value in (*_AWAITED[step], "leave", "back") and value is not None:
        return _chosen(step, reply, value, ways)
    if step == Step.VERDICT:
        raise Rejected("reply-verdict-first")
    text = answer.text.strip()
    if not text or len(text) > LONGEST:
        raise Rejected("reply-text-expected", most=LONGEST)
    return Step.PREVIEW, replace(reply, text=text, message=answer.message_id), None


def _chosen(step: Step, reply: Reply, value: str, ways: Sequence[str]) -> tuple[Step, Reply, Act | None]:
    match step, value:
        case _, "leave":
            return step, reply, Act.LEAVE
        case _, "back":
            return _BEFORE[step], reply, None
        case Step.VERDICT, "upheld" | "refused":
            upheld = replace(reply, upheld=value == "upheld")
            return (Step.PREVIEW if reply.text else Step.TEXT), upheld, None
        case Step.PREVIEW, _ if value in ways:
            reply = replace(reply, way=value)
            return (Step.SURE, reply, None) if reply.upheld else (step, reply, Act.SEND)
        case Step.SURE, "sure":
            return step, reply, Act.SEND
    raise Moved
