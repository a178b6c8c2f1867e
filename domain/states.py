"""In which states can things be, and which ways lead between a task's?

`in_progress` 整改中 -> `accepting` 申请验收 -> `accepted` 通过验收 -> `closed` 已销号. 公示中 is not a state but a running
publicity period: some provinces publish before acceptance, and some twice.
"""

from __future__ import annotations

from enum import StrEnum


class TaskState(StrEnum):
    IN_PROGRESS = "in_progress"
    ACCEPTING = "accepting"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class Edge(StrEnum):
    """Why a task moves. No other edge exists."""

    APPLY = "apply"
    PASS = "pass"  # noqa: S105 - an acceptance, no password
    FAIL = "fail"
    CLOSE = "close"
    UPHELD = "upheld"
    LOOK_BACK = "look_back"


EDGES: dict[Edge, tuple[frozenset[TaskState], TaskState]] = {
    Edge.APPLY: (frozenset({TaskState.IN_PROGRESS}), TaskState.ACCEPTING),
    Edge.PASS: (frozenset({TaskState.ACCEPTING}), TaskState.ACCEPTED),
    Edge.FAIL: (frozenset({TaskState.ACCEPTING}), TaskState.IN_PROGRESS),
    # A programme whose closing asks for no acceptance closes from in_progress.
    Edge.CLOSE: (frozenset({TaskState.ACCEPTED, TaskState.IN_PROGRESS}), TaskState.CLOSED),
    Edge.UPHELD: (
        frozenset({TaskState.IN_PROGRESS, TaskState.ACCEPTING, TaskState.ACCEPTED}),
        TaskState.IN_PROGRESS,
    ),
    Edge.LOOK_BACK: (frozenset({TaskState.CLOSED}), TaskState.IN_PROGRESS),
}


class RequestState(StrEnum):
    """`ENDED`: its programme was archived, or its round cancelled, before an answer came; nobody waits any more."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    ENDED = "ended"


OWED = (RequestState.OPEN, RequestState.RETURNED)


class ReportState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class ReportStatus(StrEnum):
    """What a department says of its progress."""

    DONE = "done"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NO_CHANGE = "no_change"


class AcceptanceState(StrEnum):
    DRAFT = "draft"
    APPLIED = "applied"
    PASSED = "passed"
    FAILED = "failed"


class PublicityState(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class ObjectionState(StrEnum):
    """As stored. What people are told of it, and which moves there are: domain/objection_states.py."""

    REGISTERED = "registered"
    UNDER_REVIEW = "under_review"
    ASKED = "asked"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class UnitRole(StrEnum):
    """A department's part in a task. Lead and responsible units owe reports; a cooperating one that owns a measure too."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"
    SUPERVISING = "supervising"
    ACCEPTING = "accepting"
