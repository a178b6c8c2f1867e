"""[ 存为草稿 ] [ 全部报送 ] [ 不要了 ]: a filled workbook is taken whole, in one unit, or not at all.

Through the same drafts, and sent as the form sends. What is confirmed is what was shown: where a draft or a request has
moved since the preview, a fresh preview comes instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import delete, select

from db.queries import reports
from db.tables import Person, Report, ReportValue, Request, WorkbookReturn
from db.units import Unit
from domain.errors import Moved, Rejected
from domain.figures import doubt_about
from domain.messages.base import Note
from domain.messages.workbook import ReportsArrived
from domain.people import Account
from domain.states import OWED, ReportStatus
from domain.workbook import Entry
from domain.workbook_plan import Outcome, Planned
from jobs import audit, dialogues, outbox
from jobs.collection import form, pen, sending
from jobs.collection.writing import FORM, Writing, draft_for
from jobs.workbook.handing import issued_of
from jobs.workbook.returns import Content, bring_up_to_date, decided_by, digest, plan_of, settle_preview

PARAGRAPH = "workbook"  # the key of a draft's text that came in a workbook


def drop(unit: Unit, who: Account, return_id: int, rev: int) -> Note:
    """[ 不要了 ]: nothing of it is taken."""
    person, row = decided_by(unit, who, return_id, rev, "open")
    row.state = "dropped"
    row.rev += 1
    audit.note(unit, audit.person(person.id), "workbook.drop", f"workbook:{row.workbook_id}", {"return": row.id})
    bring_up_to_date(unit, row)
    return Note("workbook-dropped", {})


def look_again(unit: Unit, who: Account, return_id: int, rev: int) -> None:
    """[ 返回 ]: nothing was sent, the preview as it was."""
    _, row = decided_by(unit, who, return_id, rev, "open", "drafted")
    row.rev += 1
    bring_up_to_date(unit, row)


def keep(unit: Unit, who: Account, return_id: int, rev: int) -> Note:
    """[ 存为草稿 ]."""
    person, row = decided_by(unit, who, return_id, rev, "open")
    rows = _as_shown(unit, row)
    if rows is None:
        return Note("workbook-has-moved", {})
    filled = _filled(unit, who, person, row, rows)
    _settle(unit, row, rows, "drafted", person, [writing.request.id for writing in filled])
    _bring_up_to_date(unit, who, row, filled)
    return Note("workbook-kept", {"count": len(filled)})


def send(unit: Unit, who: Account, return_id: int, rev: int, occasion: str, *, sure: bool = False) -> Note | None:
    """[ 全部报送 ]: every row that was changed, or none. `sure`: what surprises was asked about."""
    person, row = decided_by(unit, who, return_id, rev, "open", "drafted")
    if row.state == "drafted":
        rows = Content.of(row).rows
        writings = _drafts(unit, who, person, rows)
        _check_complete((each.request.task.number, each.filled.gap is not None) for each in writings)
        doubtful = _is_doubtful(unit, writings)
    else:
        shown = _as_shown(unit, row)
        if shown is None:
            return Note("workbook-has-moved", {})
        rows, writings = shown, []
        _check_complete((each.number, bool(each.lacks)) for each in rows)
        doubtful = any(each.is_doubtful for each in rows)
    if doubtful and not sure:
        row.rev += 1
        bring_up_to_date(unit, row, asks=True)
        return None
    writings = writings or _filled(unit, who, person, row, rows)
    for writing in writings:
        sending.submit(writing)
    _settle(unit, row, rows, "sent", person, [writing.request.id for writing in writings])
    _bring_up_to_date(unit, who, row, writings)
    _tell_office(unit, person, row, writings, occasion)
    return Note("workbook-sent", {"count": len(writings)})


# -- what was shown is what is done -------------------------------------------------------------------------------


def _as_shown(unit: Unit, row: WorkbookReturn) -> tuple[Planned, ...] | None:
    """The plan, its requests locked; None where it is no longer what was shown: then it is shown anew."""
    requests = sorted(one.request for one in issued_of(row.workbook).rows)
    unit.session.scalars(select(Request).where(Request.id.in_(requests)).order_by(Request.id).with_for_update()).all()
    rows = plan_of(unit, row)
    if digest(rows) == Content.of(row).seen:
        return rows
    row.rev += 1
    settle_preview(unit, row)
    bring_up_to_date(unit, row, Note("workbook-has-moved", {}))
    return None


def _settle(
    unit: Unit, row: WorkbookReturn, rows: tuple[Planned, ...], state: str, person: Person, requests: list[int]
) -> None:
    """What became of it, as it was then."""
    content = Content.of(row)
    row.content = replace(content, rows=rows).dumped()
    row.state = state
    row.rev += 1
    unit.session.flush()
    audit.note(
        unit,
        audit.person(person.id),
        f"workbook.{state}",
        f"workbook:{row.workbook_id}",
        {"return": row.id, "requests": requests, "for_office": content.for_office},
    )


def _check_complete(rows: Iterable[tuple[str, bool]]) -> None:
    """(number, does it lack something?): all of them are sent, or none."""
    for number, lacks in rows:
        if lacks:
            raise Rejected("workbook-incomplete", number=number)


def _bring_up_to_date(unit: Unit, who: Account, row: WorkbookReturn, writings: list[Writing]) -> None:
    """The lists, once for all; the return's own card; the form that its sender may have open on one of them."""
    sending.bring_up_to_date(unit, writings[0].request)
    bring_up_to_date(unit, row)
    dialogue = dialogues.current(unit, who)
    open_here = next((one for one in writings if (dialogue.form, dialogue.subject) == (FORM, one.request.id)), None)
    if open_here is not None:
        open_here.go(open_here.filled.resume)  # on to what is still missing
        form.show(unit, who, None)


def _tell_office(unit: Unit, person: Person, row: WorkbookReturn, writings: list[Writing], occasion: str) -> None:
    """One ring for all of it; each report waits in the queue of reviews."""
    issued = issued_of(row.workbook)
    arrived = ReportsArrived(
        key=issued.key,
        title=issued.title,
        department=issued.department,
        numbers=tuple(writing.request.task.number for writing in writings),
        late=any(writing.draft.late for writing in writings),
        by=reports.name_of(unit, person.id),
    )
    for to in outbox.coordinators(unit):
        if to != outbox.to_person(person.id):
            outbox.put(unit, arrived, to=to, thing=f"workbook_return:{row.id}", occasion=occasion)


# -- into the drafts ----------------------------------------------------------------------------------------------


def _filled(unit: Unit, who: Account, person: Person, row: WorkbookReturn, rows: tuple[Planned, ...]) -> list[Writing]:
    """The drafts of every changed row, written."""
    entries = {entry.request: entry for entry in Content.of(row).returned.entries}
    changed = [one for one in rows if one.outcome is Outcome.CHANGED]
    if not changed:
        raise Moved
    return [_write(_writing(unit, who, person, one.request), one, entries[one.request]) for one in changed]


def _writing(unit: Unit, who: Account, person: Person, request_id: int) -> Writing:
    """A colleague whose form is open is told on their own card who goes on."""
    request = unit.session.get_one(Request, request_id)
    draft = draft_for(unit, request, person)
    pen.take(unit, person, request, draft)
    return Writing(unit, person, request, draft, dialogues.current(unit, who))


def _write(writing: Writing, planned: Planned, entry: Entry) -> Writing:
    """Only what the workbook says anew: a cell that came back as it was leaves the draft alone."""
    draft = writing.draft
    if "status" in planned.changed:
        draft.status = entry.status
    if "text" in planned.changed and (entry.text or None) != draft.text:
        writing.set_text({PARAGRAPH: entry.text} if entry.text else {})
    if "help" in planned.changed:
        draft.help_wanted = entry.help
    for figure in planned.figures:
        _set_figure(writing, figure.indicator, figure.value, given=figure.given)
    if draft.status == ReportStatus.NO_CHANGE:
        _repeat_figures(writing)
    writing.touch()
    writing.unit.session.flush()
    return writing


def _repeat_figures(writing: Writing) -> None:
    """Without progress the figures are last quarter's; where this year has none yet, there is none."""
    last = reports.last_values(writing.unit, writing.request)
    filled = writing.filled
    for indicator in filled.asked:
        if indicator not in filled.given:
            _set_figure(writing, indicator, last.get(indicator), given=True)


def _set_figure(writing: Writing, indicator: int, value: Decimal | None, *, given: bool) -> None:
    unit, draft = writing.unit, writing.draft
    mine = (ReportValue.report_id == draft.id, ReportValue.indicator_id == indicator)
    unit.conn.execute(delete(ReportValue).where(*mine))
    if given:
        unit.conn.execute(unit.insert_new(ReportValue).values(report_id=draft.id, indicator_id=indicator, value=value))
    unit.session.expire(draft, ["values"])


# -- drafts that were kept before ---------------------------------------------------------------------------------


def _drafts(unit: Unit, who: Account, person: Person, rows: tuple[Planned, ...]) -> list[Writing]:
    """What was kept as drafts and has not been sent another way: as it stands now, with what was added in chat."""
    kept = sorted(one.request for one in rows if one.outcome is Outcome.CHANGED)
    requests = unit.session.scalars(
        select(Request).where(Request.id.in_(kept)).order_by(Request.id).with_for_update()
    ).all()
    drafts: list[tuple[Request, Report]] = []
    for request in requests:
        draft = reports.draft_of(unit, request.id) if request.state in OWED else None
        if draft is not None:
            drafts.append((request, draft))
    if not drafts:
        raise Moved("workbook-drafts-sent")
    dialogue = dialogues.current(unit, who)
    return [Writing(unit, person, request, draft, dialogue) for request, draft in drafts]


def _is_doubtful(unit: Unit, writings: list[Writing]) -> bool:
    """Is there a figure that surprises, also of those changed in chat since?"""
    for writing in writings:
        for figure in reports.figures_of(unit, writing.request, writing.draft).values():
            if figure.value is not None and doubt_about(figure.value, figure.last, figure.target) is not None:
                return True
    return False
