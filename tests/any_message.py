"""What may any kind of message hold? Facts of every kind, from its dataclass alone: hostile ones, or plain ones to keep.

A field that holds one of our own words (a state, a step, a role) takes one of these; whatever a person can have written
takes anything.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from domain.amending import AmendmentKind, Field
from domain.case_list import Which
from domain.closing import ORDERS
from domain.collection import RowState, Step
from domain.delivery_reasons import KEYS
from domain.entering import Step as EntryStep
from domain.extensions import ExtensionState as Extension
from domain.figures import Doubt
from domain.lights import Light
from domain.mail_in.incoming import Lack
from domain.mail_in.verdict import About, MailKind, Why
from domain.messages import Message, every_kind
from domain.messages.base import Note
from domain.messages.publicity import PublicityForm
from domain.objection_replies import Step as ReplyStep
from domain.objection_replies import Way
from domain.objection_states import Stage
from domain.objections import Step as ObjectionStep
from domain.people import RoleName
from domain.quarters import PeriodKind
from domain.special_round import Step as RoundStep
from domain.states import (
    AcceptanceState,
    Edge,
    ObjectionState,
    PublicityState,
    ReportState,
    ReportStatus,
    RequestState,
    TaskState,
    UnitRole,
)
from domain.supervision import ActKind

NOTE = "objection-task-unknown"  # a sentence with two facts of a person's
PERIODS = ("2024Q3", "2024Q4", "2025M09", "2025W36", "2025S01")
ABOUT = ("role", "deputy", "successor", "rebind")  # what an invite does

# The closed words, by (class, field) or by field alone.
WORDS: dict[tuple[str, str] | str, tuple[str, ...]] = {
    "light": tuple(Light),
    "status": tuple(ReportStatus),
    "last_status": tuple(ReportStatus),
    "role": tuple(UnitRole),
    "key": PERIODS,
    "last_key": PERIODS,
    "other_key": PERIODS,
    "cycle": PERIODS,
    "cycles": PERIODS,
    "place": tuple(Step),
    "language": ("zh-CN", "en"),
    "announce_at": ("09:00",),
    "announced_at": ("09:00",),
    "sha256": ("0f" * 32, ""),
    "code": ("K7M4-Q2XD-9F3T-0000-1111-2222-33",),
    "link": ("https://t.me/example_bot?start=i_0123456789abcdefghijkl",),
    "rhythm": tuple(PeriodKind),
    "programme_rhythm": tuple(PeriodKind),
    "still": PERIODS,
    ("Applied", "state"): (AcceptanceState.APPLIED, "left"),
    ("AcceptanceCard", "state"): tuple(AcceptanceState),
    ("AcceptanceCard", "next_step"): ("", "publicity", "close"),
    ("OwedLine", "light"): (Light.WHITE, Light.AMBER, Light.RED),
    ("OwedLine", "doing"): ("open", "draft", "returned"),
    ("RequestLine", "state"): tuple(RequestState),
    ("board.TaskLine", "state"): tuple(TaskState),
    ("OneTask", "state"): tuple(TaskState),
    ("OneRequest", "state"): tuple(RequestState),
    ("OneRequest", "doing"): ("open", "draft", "returned"),
    ("OneRequest", "origin"): ("missing", "unit", "task"),
    ("Item", "state"): tuple(RowState),
    ("Prompt", "ended"): ("cancelled", "archived"),
    ("KeptDraft", "ended"): ("cancelled", "archived"),
    ("RoundForm", "running"): ("2024S01", "2024S12"),
    ("Spreading", "state"): ("sending", "paused", "ended", "done"),
    ("AskFigure", "doubt"): tuple(Doubt),
    ("Receipt", "state"): (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED),
    ("SentLine", "state"): (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED),
    ("SentReport", "state"): (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED),
    ("ExtensionState", "state"): tuple(Extension),
    ("DecideExtension", "state"): tuple(Extension),
    ("Sentence", "key"): (NOTE,),
    ("Note", "key"): (NOTE,),
    ("Miss", "key"): ("reconcile-objection-letter", "reconcile-audit-chain"),
    ("ParkedLine", "table"): ("out", "in"),
    ("ParkedLine", "what"): (
        "letter",
        "answer-letter",
        "answer",
        "question",
        "digest",
        "announcement",
        "update",
        "other",
    ),
    ("ParkedLine", "why"): KEYS,
    ("MailboxLine", "purpose"): ("returns", "contact"),
    ("Parked", "what"): ("objections.letter", "publicity.announcement", "people.joined"),
    ("Remark", "key"): (NOTE,),
    ("Menu", "roles"): tuple(RoleName),
    ("Welcome", "roles"): tuple(RoleName),
    ("InviteLink", "role"): tuple(RoleName),
    ("InviteLink", "about"): ABOUT,
    ("OpenInvite", "role"): tuple(RoleName),
    ("OpenInvite", "about"): ABOUT,
    ("Joined", "about"): ABOUT,
    ("ChooseDepartment", "role"): (RoleName.LIAISON, RoleName.DEPARTMENT_LEADER),
    ("AskDepartment", "role"): (RoleName.LIAISON, RoleName.DEPARTMENT_LEADER),
    ("RoleLine", "role"): tuple(RoleName),
    ("RoleEnded", "role"): tuple(RoleName),
    ("RoleEnded", "why"): ("ended", "left", "handed", "over", "moved"),
    ("PersonCard", "asks"): ("", "end", "rebind"),
    ("UnboundLine", "why"): ("none", "away", "unreachable"),
    ("DepartmentLetter", "about"): ("prompt", "overdue"),
    ("Joined", "role"): tuple(RoleName),
    ("LedgerPreview", "state"): ("open", "same", "faulty", "applied", "dropped"),
    ("PlanCard", "state"): ("open", "draft", "in_force"),
    ("TableTask", "state"): tuple(TaskState),
    ("TaskCard", "state"): tuple(TaskState),
    ("TaskCard", "actions"): ("publicity", "close", "indicator", "rhythm", "apply", "record", "look_back"),
    ("TurnLine", "edge"): tuple(Edge),
    ("ledger.Period", "state"): (PublicityState.DRAFT, PublicityState.SCHEDULED, PublicityState.RUNNING),
    ("Progress", "state"): tuple(RequestState),
    ("Waiting", "warnings"): ("late", "alike", "falls", "far", "help", "uncompared"),
    ("Decided", "decision"): ("accepted", "returned"),
    ("ObjectionForm", "step"): tuple(ObjectionStep),
    ("DataCopy", "state"): tuple(ObjectionState),
    ("SaidLine", "by"): ("office", "objector"),
    ("Traces", "asks"): ("", "traces", "rest"),
    ("ReplyForm", "step"): tuple(ReplyStep),
    ("StateCard", "state"): tuple(ObjectionState),
    ("StateCard", "delivery"): ("none", "underway", "delivered"),
    ("ObjectionCard", "state"): tuple(ObjectionState),
    ("ObjectionCard", "light"): ("", *Light),
    ("ObjectionCard", "answered_way"): ("", "chat", "mail", "phone", "letter"),
    ("ReplyForm", "ways"): tuple(Way),
    ("DigestLine", "stage"): tuple(Stage),
    ("ListLine", "stage"): tuple(Stage),
    ("ObjectionList", "which"): tuple(Which),
    ("ChooseNotice", "which"): tuple(Which),
    ("SaidLine", "kind"): ("question", "reply", "unsettled"),
    ("QuestionForm", "step"): ("text", "preview"),
    ("Question", "state"): ("open", "answered", "closed"),
    ("ObjectionLetter", "about"): ("lodged", "addition", "reply", "withdrawn"),
    ("EntryForm", "step"): tuple(EntryStep),
    ("ObjectionCard", "source"): ("chat", "phone", "letter", "mail"),
    ("EntryForm", "source"): ("phone", "letter", "mail"),
    ("EntryDone", "source"): ("phone", "letter", "mail"),
    ("EntryCode", "source"): ("phone", "letter", "mail"),
    ("LateCard", "source"): ("phone", "letter", "mail"),
    ("LateCard", "decision"): ("", "accepted", "kept"),
    ("RoundForm", "step"): tuple(RoundStep),
    ("PublicityForm", "step"): (
        "dates",
        "phones",
        "emails",
        "receiver",
        "tasks",
        "words",
        "title",
        "text",
        "done",
        "left",
        "dropped",
        "reopened",
    ),
    ("ProofForm", "step"): ("code", "done", "left"),
    ("Subscriptions", "by"): ("", "programme", "department"),
    ("ClosingOrder", "steps"): ("acceptance", "publicity"),
    ("ClosingOrder", "order"): ("", *ORDERS),
    ("ArchiveForm", "step"): ("blocked", "reason", "sure"),
    "amends": tuple(AmendmentKind),
    ("AmendmentForm", "step"): ("field", "phones", "emails", "receiver", "text", "end", "reason", "done", "dropped"),
    ("AmendmentForm", "changed"): tuple(Field),
    ("PublicityCard", "state"): ("scheduled", "running", "ended", "withdrawn"),
    ("Confirm", "scope"): ("all", "late"),
    "act_kind": tuple(ActKind),
    ("TalkForm", "step"): ("date", "note", "check"),
    "home": ("", "20241024"),
    ("ListedPublicity", "state"): ("draft", "scheduled", "running", "ended"),
    ("WorkbookPreview", "state"): ("open", "faulty", "same", "drafted", "sent", "dropped", "replaced"),
    ("CellRemark", "key"): (NOTE,),
    ("MailCard", "kind"): tuple(kind for kind in MailKind if kind != MailKind.OWN),
    ("MailCard", "state"): ("waiting", "filed", "dismissed"),
    ("MailCard", "why"): tuple(Why),
    ("MailCard", "lacks"): tuple(Lack),
    ("MailLine", "kind"): tuple(kind for kind in MailKind if kind != MailKind.OWN),
    ("Bounced", "about"): tuple(About),
    ("Bounced", "settled"): ("", "sent", "other"),
    ("Bounced", "status"): ("5.1.1", "5.2.2", "4.3.1", "5.7.1", "550", ""),
    ("MailboxDown", "reason"): ("login", "connection", "tls", "folder", "mails"),
    ("MailboxDown", "purpose"): ("returns", "contact"),
    ("MailboxBack", "purpose"): ("returns", "contact"),
    ("Planned", "changed"): ("status", "text", "help"),
    ("Planned", "cleared"): ("status", "text", "help"),
    ("PlannedFigure", "doubt"): tuple(Doubt),
}

HOSTILE = (
    "<b>",
    "</blockquote></b>",
    '<a href="tg://user?id=1">',
    "&lt;&amp;&nbsp;&#0;",
    "\u202egpj.exe",
    "a\u200b\u200b\u200bb",
    "甲\n\n乙\r\n\t",
    "{ $number }",
    "👨\u200d👩\u200d👧\u200d👦",
    "=HYPERLINK(1)",
    "\ue0000\ue001",
    "长" * 5_000,
    "😀<&>" * 1_500,
    "",
)
NEVER_EMPTY = {("Reminder", "owed"), ("Nudge", "owed"), ("OwnEscalation", "lines"), ("ListedPublicity", "numbers")}
SHORT = 20  # characters: a task's or an objection's number, as the ledger and the register make them
NUMBERS = {"number", "numbers", "register_number", "open_numbers"}


def messages(cls: type[Message]) -> st.SearchStrategy[Message]:
    """Any message of the kind, its words as hostile as they come."""
    return _built(cls).filter(_can_be)


def _can_be(message: Message) -> bool:
    """What the office offers stands beside the two fields it can be offered for; dates are always suggested."""
    if not isinstance(message, PublicityForm):
        return True
    offered = message.step in ("phones", "emails") or not message.offered
    return offered and (message.step != "dates" or message.suggested is not None)


@cache
def _built(cls: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls)
    return st.builds(cls, **{field.name: _of(hints[field.name], cls, field.name) for field in fields(cls)})


def _of(hint: Any, cls: type, name: str) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is types.UnionType:
        return st.one_of(*(_of(part, cls, name) for part in inner))
    if hint is type(None):
        return st.none()
    if origin is tuple and len(inner) == 2 and inner[1] is ...:
        least = int((cls.__name__, name) in NEVER_EMPTY)
        return st.lists(_of(inner[0], cls, name), min_size=least, max_size=12).map(tuple)
    if origin is tuple:
        return st.tuples(*(_of(part, cls, name) for part in inner))
    if origin is dict:
        return st.fixed_dictionaries({"given": _text(cls, ""), "numbers": _text(cls, "")})
    if hint is Note:
        return st.builds(Note, st.just(NOTE), _of(dict[str, Any], cls, name))
    if is_dataclass(hint):
        return _built(hint)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return _plain(hint, cls, name)


def _plain(hint: Any, cls: type, name: str) -> st.SearchStrategy[Any]:
    if hint is str:
        return _text(cls, name)
    found: dict[Any, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: st.integers(0, 10**8),  # as large as a row's rev may be in a button
        date: st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        datetime: st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is put on
        Decimal: st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=4),
    }
    return found[hint]


def closed_words(cls: type, name: str) -> tuple[str, ...] | None:
    area = cls.__module__.rpartition(".")[2]
    for place in ((f"{area}.{cls.__name__}", name), (cls.__name__, name), name):
        if place in WORDS:
            return tuple(str(word) for word in WORDS[place])
    return None


def _text(cls: type, name: str) -> st.SearchStrategy[str]:
    closed = closed_words(cls, name)
    if closed is not None:
        return st.sampled_from(closed)
    anything = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
    return anything.map(lambda text: text[:SHORT]) if name in NUMBERS else anything


# -- one of each, to keep -----------------------------------------------------------------------------------------


def plain(cls: type[Message]) -> Message:
    """One message of the kind, every field filled, the same each time: for the samples of a release."""
    built: Message = _plainly(cls, cls, "")
    return built


def samples() -> dict[str, Message]:
    return {name: plain(cls) for name, cls in sorted(every_kind().items())}


def _plainly(hint: Any, cls: type, name: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is types.UnionType:
        return _plainly(next(part for part in inner if part is not type(None)), cls, name)
    if origin is tuple:
        parts = inner[:1] if len(inner) == 2 and inner[1] is ... else inner
        return tuple(_plainly(part, cls, name) for part in parts)
    if origin is dict:
        return {"given": "甲", "numbers": "21、33"}
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(**{field.name: _plainly(hints[field.name], hint, field.name) for field in fields(hint)})  # type: ignore[operator]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if hint is str:
        return (closed_words(cls, name) or (f"{name} 甲",))[0]
    found: dict[Any, Any] = {
        bool: True,
        int: 3,
        date: date(2024, 10, 18),
        datetime: datetime(2024, 10, 18, 1, 30, tzinfo=UTC),
        Decimal: Decimal("520.5000"),
    }
    return found[hint]
