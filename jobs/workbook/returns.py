"""A filled workbook has come back: what would it change, and who decides?

Who sends it for their own department decides about it; what a coordinator sends, or what came by mail, a coordinator
decides about in the department's name. Rows that were answered another way meanwhile are refused by name, the others go
on; a workbook of another round, or of a revision that asks something else by now, is refused whole.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import false, select

from db.queries import reports
from db.tables import Person, Request, Workbook, WorkbookReturn
from db.units import Reading, Unit
from domain.answers import ReceivedFile
from domain.collection import is_late
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.workbook import WorkbookPreview
from domain.people import Account
from domain.states import OWED
from domain.workbook import Mark, Returned, choice_typed
from domain.workbook_plan import Outcome, Planned, Standing, planned
from jobs import audit, dialogues, files, outbox, rights
from jobs.collection import pen
from jobs.workbook.expected import expected, expected_by_mail, is_theirs
from jobs.workbook.handing import figure_rows, issued_of

_RETURNED: TypeAdapter[Returned] = TypeAdapter(Returned)
_PLAN: TypeAdapter[tuple[Planned, ...]] = TypeAdapter(tuple[Planned, ...])
SETTLED = ("drafted", "sent")  # what became of its rows is kept as it was then


# -- the preview --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Content:
    """What a return keeps: the file's label, what was read, and the plan that was shown; `rows` once it is settled."""

    name: str
    returned: Returned
    for_office: bool
    seen: str = ""
    rows: tuple[Planned, ...] = ()

    @classmethod
    def of(cls, row: WorkbookReturn) -> Content:
        stored: dict[str, Any] = row.content
        return cls(
            name=stored["name"],
            returned=_RETURNED.validate_python(stored["returned"]),
            for_office=stored["for_office"],
            seen=stored["seen"],
            rows=_PLAN.validate_python(stored["rows"]),
        )

    def dumped(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "returned": _RETURNED.dump_python(self.returned, mode="json"),
            "for_office": self.for_office,
            "seen": self.seen,
            "rows": _PLAN.dump_python(self.rows, mode="json"),
        }


def propose(unit: Unit, who: Account, mark: Mark, file: ReceivedFile, returned: Returned, occasion: str) -> None:
    """A liaison sent their workbook, or a coordinator a department's: what would it change?"""
    expected(unit, who, mark)
    person = rights.person_of(unit, who)
    assert person is not None
    for_office = not is_theirs(unit, person, mark.department)
    row = _kept(unit, mark.workbook, file, returned, sent_by=person.id, for_office=for_office)
    show(unit, row, to=outbox.to_person(person.id), occasion=occasion, ring=True)


def arrived_by_mail(unit: Unit, mark: Mark, file: ReceivedFile, returned: Returned, occasion: str) -> None:
    """A filled workbook came by mail: a From can be forged, so a coordinator confirms it. Raises `Rejected` as chat does.

    One mail is one return, however often it is read.
    """
    expected_by_mail(unit, mark)
    again = select(WorkbookReturn.id).where(
        WorkbookReturn.workbook_id == mark.workbook,
        WorkbookReturn.file_id == files.remember(unit, file),
        WorkbookReturn.sent_by.is_(None),
    )
    if unit.conn.scalar(again.limit(1)) is not None:
        return
    row = _kept(unit, mark.workbook, file, returned, sent_by=None, for_office=True)
    for to in outbox.coordinators(unit):
        show(unit, row, to=to, occasion=occasion, ring=True)


def _kept(
    unit: Unit, workbook_id: int, file: ReceivedFile, returned: Returned, *, sent_by: int | None, for_office: bool
) -> WorkbookReturn:
    """The return on disk. An earlier one of the same sender that still waits gives way to it."""
    waiting = unit.session.scalars(
        select(WorkbookReturn).where(
            WorkbookReturn.workbook_id == workbook_id,
            WorkbookReturn.sent_by == sent_by if sent_by is not None else WorkbookReturn.sent_by.is_(None),
            WorkbookReturn.state == "open",
        )
    ).all()
    for earlier in waiting:
        earlier.state = "replaced"
        earlier.rev += 1
        bring_up_to_date(unit, earlier)
    row = WorkbookReturn(
        workbook_id=workbook_id,
        file_id=files.remember(unit, file),
        content=Content(file.name, returned, for_office).dumped(),
        sent_by=sent_by,
        rev=1,
        created_at=unit.now,
    )
    row.workbook = unit.session.get_one(Workbook, workbook_id)
    settle_preview(unit, row)
    unit.session.add(row)
    unit.session.flush()
    who = audit.person(sent_by) if sent_by is not None else audit.OUTSIDER
    detail = {"return": row.id, "errors": len(returned.errors)}
    audit.note(unit, who, "workbook.return", f"workbook:{workbook_id}", detail)
    return row


def settle_preview(unit: Unit, row: WorkbookReturn) -> tuple[Planned, ...]:
    """Note what is shown from now on, and the state that follows from it."""
    content = Content.of(row)
    rows = plan_of(unit, row)
    row.content = replace(content, seen=digest(rows)).dumped()
    if content.returned.errors:
        row.state = "faulty"
    else:
        row.state = "open" if any(one.outcome is Outcome.CHANGED for one in rows) else "same"
    return rows


def plan_of(reading: Reading, row: WorkbookReturn) -> tuple[Planned, ...]:
    """What it would change now."""
    issued, entries = issued_of(row.workbook), Content.of(row).returned.entries
    sender = reading.session.get_one(Person, row.sent_by) if row.sent_by is not None else None
    standings = {}
    for one in issued.rows:
        request = reading.session.get(Request, one.request)
        if request is not None:
            standings[one.request] = _standing(reading, request, sender)
    return planned(issued, {entry.request: entry for entry in entries}, standings)


def _standing(reading: Reading, request: Request, sender: Person | None) -> Standing:
    held = pen.holder(reading, request, sender) if sender is not None and request.state in OWED else None
    draft = reports.draft_of(reading, request.id) if request.state in OWED else None
    if draft is None:
        return Standing(request.state, None, None, None, figure_rows(reading, request))
    return Standing(
        state=request.state,
        status=draft.status,
        text=draft.text,
        help=draft.help_wanted,
        figures=figure_rows(reading, request),
        writer=reports.name_of(reading, draft.writer_id),
        held_by=reports.name_of(reading, held.person.id) if held is not None else None,
        draft=(draft.id, draft.rev),
    )


def digest(rows: tuple[Planned, ...]) -> str:
    """Stands for a plan: what is confirmed is what was shown."""
    return hashlib.sha256(_PLAN.dump_json(rows)).hexdigest()


# -- its card -----------------------------------------------------------------------------------------------------


def return_card(return_id: int) -> str:
    return f"workbook_return:{return_id}"


def show(
    unit: Unit,
    row: WorkbookReturn,
    *,
    to: str,
    occasion: str,
    ring: bool = False,
    note: Note | None = None,
    asks: bool = False,
) -> None:
    message = preview(unit, row, note=note, asks=asks)
    outbox.show(unit, message, to=to, card=return_card(row.id), occasion=occasion, ring=ring)


def bring_up_to_date(unit: Unit, row: WorkbookReturn, note: Note | None = None, *, asks: bool = False) -> None:
    """Every copy of its card: a coordinator's decision is seen by the others."""
    unit.session.flush()
    outbox.edit_shown(unit, preview(unit, row, note=note, asks=asks), card=return_card(row.id))


def preview(reading: Reading, row: WorkbookReturn, *, note: Note | None = None, asks: bool = False) -> WorkbookPreview:
    content, issued = Content.of(row), issued_of(row.workbook)
    rows = content.rows if row.state in SETTLED else plan_of(reading, row)
    due_on = _due_on(reading, rows) or issued.due_on
    return WorkbookPreview(
        returned=row.id,
        rev=row.rev,
        state=row.state,
        file=content.name,
        key=issued.key,
        title=issued.title,
        department=issued.department,
        revision=issued.revision,
        due_on=due_on,
        late=is_late(reading.today, due_on),
        rows=tuple(one for one in rows if one.outcome is not Outcome.UNCHANGED),
        unchanged=sum(one.outcome is Outcome.UNCHANGED for one in rows),
        errors=content.returned.errors,
        warnings=content.returned.warnings,
        for_office=content.for_office,
        by_mail=row.sent_by is None,
        asks=asks,
        note=note,
    )


def _due_on(reading: Reading, rows: tuple[Planned, ...]) -> Any:
    """The nearest due day of what would be taken: an extension counts."""
    taken = [one.request for one in rows if one.outcome is Outcome.CHANGED]
    days = [reading.session.get_one(Request, which).due_on for which in taken]
    return min(days, default=None)


# -- who decides --------------------------------------------------------------------------------------------------


def decided_by(unit: Unit, who: Account, return_id: int, rev: int, *states: str) -> tuple[Person, WorkbookReturn]:
    """Whoever may decide, and the return, locked, as the button was drawn; else the card as it is now."""
    row = unit.session.get(WorkbookReturn, return_id, with_for_update=True)
    if row is None:
        raise Moved
    if Content.of(row).for_office:
        person = rights.coordinator(unit, who)
    else:
        person = rights.liaison_for(unit, who, row.workbook.department_id)
    if row.state not in states or row.rev != rev:
        raise Moved(then=lambda later: _show_again(later, person.id, return_id))
    return person, row


def meant(reading: Reading, who: Account, typed: str) -> tuple[int, int, str] | None:
    """(return, rev, choice) of the newest preview that waits for this person, where a button's word was typed.

    None while a form is open: the word is that form's.
    """
    choice, person = choice_typed(typed), rights.person_of(reading, who)
    if choice is None or person is None or dialogues.form_of(reading, who) is not None:
        return None
    by_mail = WorkbookReturn.sent_by.is_(None) if rights.is_coordinator(reading, person.id) else false()
    row = reading.conn.execute(
        select(WorkbookReturn.id, WorkbookReturn.rev)
        .where((WorkbookReturn.sent_by == person.id) | by_mail, WorkbookReturn.state.in_(("open", "drafted")))
        .order_by(WorkbookReturn.id.desc())
        .limit(1)
    ).one_or_none()
    return (row.id, row.rev, choice) if row is not None else None


def _show_again(unit: Unit, person_id: int, return_id: int) -> None:
    row = unit.session.get_one(WorkbookReturn, return_id)
    show(unit, row, to=outbox.to_person(person_id), occasion=f"again {row.rev}")
