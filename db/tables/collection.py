"""What is owed, and what was sent? Cycles, requests, reports with their revisions, evidence, reviews."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.tables.base import Base, Id, Word, spelled
from db.tables.ledger import Department, Indicator, Programme, Task
from domain.states import OWED, RequestState

UNDECIDED = text("state IN ('open', 'submitted', 'returned')")


class Cycle(Base):
    """One collection round. `opens_on` and `due_on` are office dates; `key` is 2024Q3, 2024M09, 2024W36 or 2024S01.

    `working_days`: how many the due day was counted with, the opening day being the first; None where a person named it.
    An S is a special round (专项调度): opened by a coordinator, with a `title` and a `question` of its own; it asks for
    the tasks' figures only where `asks_figures`; `cancelled_at`: one of them took it back, and what was not answered ended.
    """

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("programme_id", "key"),)

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    key: Mapped[Word]
    opens_on: Mapped[date]
    due_on: Mapped[date]
    working_days: Mapped[int | None]
    provisional: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str | None]
    question: Mapped[str | None]
    asks_figures: Mapped[bool | None]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    cancelled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    programme: Mapped[Programme] = relationship()


class Request(Base):
    """What one department owes for one task in one cycle.

    `signed_at`: a liaison signed for it (签收); `opened_at`: its form was opened for the first time. `due_on` is the
    round's, or what an extension made of it. `ended_at`: when its programme was archived, or its special round cancelled,
    before an answer came.
    """

    __tablename__ = "request"
    __table_args__ = (
        UniqueConstraint("cycle_id", "task_id", "department_id"),
        # Requests are kept for good, few are undecided: what is asked of those costs nothing of the others.
        Index(
            "ix_request_undecided",
            "department_id",
            "cycle_id",
            "due_on",
            "state",
            sqlite_where=UNDECIDED,
            postgresql_where=UNDECIDED,
        ),
    )

    id: Mapped[Id]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    state: Mapped[Word] = mapped_column(default="open", index=True)
    due_on: Mapped[date]
    signed_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    cycle: Mapped[Cycle] = relationship()
    task: Mapped[Task] = relationship()
    department: Mapped[Department] = relationship()
    reports: Mapped[list[Report]] = relationship(back_populates="request", order_by="Report.revision")


IS_UNDECIDED = Request.state.in_(spelled((RequestState.OPEN, RequestState.SUBMITTED, RequestState.RETURNED)))
IS_OWED = IS_UNDECIDED & Request.state.in_(spelled(OWED))
IS_IN_REVIEW = IS_UNDECIDED & (Request.state == spelled((RequestState.SUBMITTED,))[0])


class Report(Base):
    """One revision of the answer to a request. The unsent one is the draft; `rev` grows with every change to it.

    `help_wanted`: a matter that needs the office's help (需协调事项). `based_on`: the report its text was started from.
    """

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("request_id", "revision"),)

    id: Mapped[Id]
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    revision: Mapped[int]
    rev: Mapped[int] = mapped_column(default=1)
    state: Mapped[Word] = mapped_column(default="draft")
    status: Mapped[Word | None]
    text: Mapped[str | None]
    help_wanted: Mapped[str | None]
    based_on: Mapped[int | None] = mapped_column(ForeignKey("report.id"))
    messages: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    writer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    late: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]

    request: Mapped[Request] = relationship(back_populates="reports")
    values: Mapped[list[ReportValue]] = relationship(order_by="ReportValue.indicator_id")
    evidence: Mapped[list[Evidence]] = relationship(order_by="Evidence.id")


class ReportValue(Base):
    """An indicator's cumulative value within the year as this revision reports it; None is "no figure yet"."""

    __tablename__ = "report_value"
    __table_args__ = (UniqueConstraint("report_id", "indicator_id"),)

    id: Mapped[Id]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    value: Mapped[Decimal | None] = mapped_column(Numeric(20, 4))

    indicator: Mapped[Indicator] = relationship()


class ReportPart(Base):
    """What a report says of one measure, where it was written measure by measure; `Report.text` is all of it composed."""

    __tablename__ = "report_part"
    __table_args__ = (UniqueConstraint("report_id", "measure_id"),)

    id: Mapped[Id]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    text: Mapped[str]


class Likeness(Base):
    """A sent report whose text is nearly another one's: last quarter's, or another task's. `percent` alike, 0 to 100."""

    __tablename__ = "likeness"
    __table_args__ = (UniqueConstraint("report_id", "other_id"),)

    id: Mapped[Id]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    percent: Mapped[int]


class Extension(Base):
    """An extension (延期) of one request: asked for with a reason, then granted or refused. `until` is an office date."""

    __tablename__ = "extension"

    id: Mapped[Id]
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    until: Mapped[date]
    reason: Mapped[str]
    state: Mapped[Word] = mapped_column(default="asked")
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    opinion: Mapped[str | None]
    rev: Mapped[int] = mapped_column(default=1)

    request: Mapped[Request] = relationship()


class Workbook(Base):
    """A workbook (填报表) as it was handed out: what it was filled with is what it is compared with when it comes back."""

    __tablename__ = "workbook"
    __table_args__ = (UniqueConstraint("cycle_id", "department_id", "revision"),)

    id: Mapped[Id]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    revision: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    issued_to: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    issued_at: Mapped[datetime]


class WorkbookReturn(Base):
    """A filled workbook that came back, read and checked, waiting for a yes. Taken whole or not at all.

    `sent_by` is None where it came by mail: then a coordinator confirms it.
    """

    __tablename__ = "workbook_return"

    id: Mapped[Id]
    workbook_id: Mapped[int] = mapped_column(ForeignKey("workbook.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[Word] = mapped_column(default="open")
    rev: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    workbook: Mapped[Workbook] = relationship()


class StoredFile(Base):
    """A file in the content store, by its SHA-256. `telegram_id` is `file_unique_id`: fetched once, found again."""

    __tablename__ = "stored_file"

    id: Mapped[Id]
    sha256: Mapped[Word] = mapped_column(unique=True)
    size: Mapped[int]
    media_type: Mapped[str]
    created_at: Mapped[datetime]


class Evidence(Base):
    """A file that came with a report: evidence (佐证材料). The name is a label, never a path."""

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("report_id", "file_id"),)

    id: Mapped[Id]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    name: Mapped[str]
    message_id: Mapped[int | None]

    file: Mapped[StoredFile] = relationship()


class Review(Base):
    """A coordinator's decision on one revision: accepted or returned. The unique key is what keeps two from deciding."""

    __tablename__ = "review"

    id: Mapped[Id]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), unique=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decision: Mapped[Word]
    comment: Mapped[str | None]
    at: Mapped[datetime]
