"""The tables, by the noun the office would use. Import from here."""

from db.tables.base import Base
from db.tables.closing import (
    Acceptance,
    AcceptanceFile,
    Objection,
    ObjectionFile,
    ObjectionTask,
    Publicity,
    PublicityTask,
)
from db.tables.collection import Cycle, Evidence, Report, ReportValue, Request, Review, StoredFile
from db.tables.ledger import (
    Department,
    Indicator,
    IndicatorTarget,
    LedgerProposal,
    Measure,
    MeasureOwner,
    Programme,
    Task,
    TaskUnit,
)
from db.tables.people import Dialogue, Invite, Person, Role, Subscription
from db.tables.post import Announcement, Inbox, InboxState, Lane, Letter, Outbox, OutboxState
from db.tables.record import Audit, AuditSeal, ChannelTrouble, Lease, Meta, RoutineRun, SeenFile

__all__ = [
    "Acceptance",
    "AcceptanceFile",
    "Announcement",
    "Audit",
    "AuditSeal",
    "Base",
    "ChannelTrouble",
    "Cycle",
    "Department",
    "Dialogue",
    "Evidence",
    "Inbox",
    "InboxState",
    "Indicator",
    "IndicatorTarget",
    "Invite",
    "Lane",
    "Lease",
    "LedgerProposal",
    "Letter",
    "Measure",
    "MeasureOwner",
    "Meta",
    "Objection",
    "ObjectionFile",
    "ObjectionTask",
    "Outbox",
    "OutboxState",
    "Person",
    "Programme",
    "Publicity",
    "PublicityTask",
    "Report",
    "ReportValue",
    "Request",
    "Review",
    "Role",
    "RoutineRun",
    "SeenFile",
    "StoredFile",
    "Subscription",
    "Task",
    "TaskUnit",
]
