"""How does a file become the ledger? Read, compared, shown; taken over whole after a yes, or not at all.

What is confirmed is what was shown: when the ledger has moved since the preview, a fresh preview comes instead.
Taking the same file over again changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select

from config.holidays import calendar_now
from config.settings import Settings
from config.texts import Texts
from db.queries import ledger as queries
from db.tables import LedgerProposal
from db.units import Reading, Unit
from domain.answers import ReceivedFile, TooBig
from domain.errors import Moved, Rejected
from domain.ledger import Comparison, Remark, Row, Sheet, compare, programme_for
from domain.messages.base import Note
from domain.messages.ledger import AddedTask, ChangedTask, LedgerDetails, LedgerPreview
from domain.people import Account
from jobs import audit, outbox, rights
from jobs.files import Store
from jobs.ledger.writing import write
from jobs.sources import Tables, Unreadable, tables_of, text_of

_NOTHING_THERE = ("ledger-nothing-found", "ledger-no-heading")
_SHEET: TypeAdapter[Sheet] = TypeAdapter(Sheet)
_COMPARISON: TypeAdapter[Comparison] = TypeAdapter(Comparison)


# -- reading a file: no database, on a thread ---------------------------------------------------------------------


def read_sheet(content: bytes, name: str, settings: Settings) -> Sheet:
    """The rows of a file: a ledger's table, else a notice. Raises `Rejected` where there is nothing to read in it."""
    try:
        return _read(content, name, settings)
    except Unreadable as fault:
        raise Rejected(f"ledger-{fault.reason}", file=name) from None


def _read(content: bytes, name: str, settings: Settings) -> Sheet:
    from domain.ledger_sheet import sheet_of_grids  # noqa: PLC0415 - on this thread, when first used

    tables = tables_of(content, name)
    ledger = sheet_of_grids(tables.grids, name) if not _is_notice(tables) else None
    if ledger is not None and (ledger.rows or not tables.is_document):
        return ledger
    if not tables.is_document:
        return ledger or Sheet(name, None, errors=(Remark(tables.grids[0].where(0), "ledger-no-heading"),))
    from domain.ledger_notice import sheet_of  # noqa: PLC0415 - on this thread, when first used
    from domain.notice.reader import read_notice  # noqa: PLC0415 - on this thread, when first used

    text = text_of(content)
    notice = sheet_of(read_notice(text, calendar_now(settings.data_dir)), text, name)
    return notice if notice.rows or ledger is None else ledger


def _is_notice(tables: Tables) -> bool:
    """A notice's 序号 may only count its rows, where its title names the task: such a page is for the notices' reader."""
    return tables.is_document and "公示" in tables.loose


def read_received(files: tuple[ReceivedFile, ...], too_big: tuple[TooBig, ...], settings: Settings) -> Sheet:
    """The rows of the file a message brought."""
    if too_big:
        raise Rejected("ledger-source-too-big", file=too_big[0].name)
    file = files[0]
    return read_sheet(Store(settings.data_dir).get(file.sha256), file.name, settings)


# -- in the shell -------------------------------------------------------------------------------------------------


def preview(reading: Reading, sheet: Sheet, programme: str | None = None) -> Comparison:
    """What taking it over would do now; `programme` is asked for, whatever the file says."""
    if programme:
        sheet = sheet.into(programme)
    known, archived = queries.known_rows(reading), queries.archived_names(reading)
    found = compare(sheet, programme_for(sheet, [name for name in known if name not in archived]), known)
    return replace(found, errors=(*found.errors, *_into_the_archive(found, archived)))


def _into_the_archive(found: Comparison, archived: set[str]) -> list[Remark]:
    """An error for each archived programme that the file would change."""
    places: dict[str, str] = {}
    for row in found.rows:
        name = row.programme or found.programme
        if name in archived:
            places.setdefault(name, row.place("number"))
    return [Remark(place, "archive-is-archived", {"name": name}) for name, place in places.items()]


def take_over(
    unit: Unit, sheet: Sheet, seen: Comparison, programme: str | None = None, reason: str | None = None
) -> None:
    """Do what the preview showed. Raises `Rejected` for errors, `Moved` where the ledger is no longer what was seen."""
    comparison = preview(unit, sheet, programme)
    if comparison.errors:
        raise Rejected("ledger-has-errors")
    if comparison != seen:
        raise Moved("ledger-has-moved")
    write(unit, comparison, audit.SHELL, reason or _own_reason(unit, sheet))


def _own_reason(unit: Unit, sheet: Sheet) -> str:
    """Why measures change when nobody at the shell said so: the file."""
    return Texts.of(unit.settings).say(unit.settings.office.language, "ledger-reason-file", file=sheet.name)


# -- in chat ------------------------------------------------------------------------------------------------------


def may_send(reading: Reading, who: Account) -> None:
    """Asked before a file is read: raises `Rejected` for anyone but a coordinator."""
    try:
        rights.coordinator(reading, who)
    except Rejected:
        raise Rejected("ledger-file-unexpected") from None


def propose(unit: Unit, who: Account, sheet: Sheet, occasion: str) -> None:
    """A coordinator sent a file: what would it change?"""
    person = rights.coordinator(unit, who)
    if not sheet.rows and all(error.key in _NOTHING_THERE for error in sheet.errors):
        raise Rejected("ledger-file-without-tasks", file=sheet.name)
    comparison = preview(unit, sheet)
    sheet = replace(sheet, programme=comparison.programme)  # what was shown stays so, whatever programmes come
    proposal = LedgerProposal(
        programme_name=comparison.programme,
        content=_Content(sheet, comparison).dumped(),
        proposed_by=person.id,
        state=_state_of(comparison),
        created_at=unit.now,
    )
    unit.session.add(proposal)
    unit.session.flush()
    _show(unit, proposal, outbox.to_person(person.id), occasion, ring=True)


def expected_comparison(unit: Unit, who: Account, proposal_id: int, rev: int) -> Comparison:
    """What was shown, if the proposal still is as the button was drawn. Raises `Moved`."""
    return _Content.of(_expected(unit, who, proposal_id, rev)).comparison


def apply(unit: Unit, who: Account, proposal_id: int, rev: int, occasion: str, reason: str = "") -> Note | None:
    """[ 导入 ]: compared once more, then written whole. `reason`: why approved measures change (jobs/ledger/reasons.py)."""
    person = rights.coordinator(unit, who)
    proposal = _expected(unit, who, proposal_id, rev)
    content = _Content.of(proposal)
    now = preview(unit, content.sheet)
    to = outbox.to_person(person.id)
    proposal.rev += 1
    if now != content.comparison:
        proposal.content = _Content(content.sheet, now).dumped()
        proposal.state = _state_of(now)
        note = Note("ledger-has-moved", {})
        _show(unit, proposal, to, occasion, note=note)
        return note
    write(unit, now, audit.person(person.id), reason, person.id)
    proposal.state = "applied"
    _show(unit, proposal, to, occasion)
    return Note("ledger-taken-over", {"added": len(now.added), "changed": len(now.changed)})


def drop(unit: Unit, who: Account, proposal_id: int, rev: int, occasion: str) -> Note:
    """[ 不导入 ]."""
    person = rights.coordinator(unit, who)
    proposal = _expected(unit, who, proposal_id, rev)
    proposal.state = "dropped"
    proposal.rev += 1
    audit.note(unit, audit.person(person.id), "ledger.drop", f"proposal:{proposal.id}")
    _show(unit, proposal, outbox.to_person(person.id), occasion)
    return Note("ledger-dropped", {})


@dataclass(frozen=True)
class _Content:
    """What a proposal keeps: the file as it was read, and the comparison that was shown."""

    sheet: Sheet
    comparison: Comparison

    @classmethod
    def of(cls, proposal: LedgerProposal) -> _Content:
        stored = proposal.content
        return cls(_SHEET.validate_python(stored["sheet"]), _COMPARISON.validate_python(stored["comparison"]))

    def dumped(self) -> dict[str, Any]:
        return {
            "sheet": _SHEET.dump_python(self.sheet, mode="json"),
            "comparison": _COMPARISON.dump_python(self.comparison, mode="json"),
        }


def _expected(unit: Unit, who: Account, proposal_id: int, rev: int) -> LedgerProposal:
    """The proposal, locked, if it still is as the button was drawn; else the card as it is now."""
    proposal = unit.session.scalar(
        select(LedgerProposal)
        .where(LedgerProposal.id == proposal_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if proposal is None:
        raise Moved
    if proposal.state != "open" or proposal.rev != rev:
        raise Moved(then=lambda later: show_again(later, who, proposal_id))
    return proposal


def show_again(unit: Unit, who: Account, proposal_id: int) -> None:
    """The card as it is now."""
    person = rights.coordinator(unit, who)
    proposal = unit.session.get(LedgerProposal, proposal_id)
    assert proposal is not None
    _show(unit, proposal, outbox.to_person(person.id), f"again {proposal.rev}")


def _state_of(comparison: Comparison) -> str:
    if comparison.errors:
        return "faulty"
    return "same" if comparison.changes_nothing else "open"


def _show(
    unit: Unit, proposal: LedgerProposal, to: str, occasion: str, *, ring: bool = False, note: Note | None = None
) -> None:
    content = _Content.of(proposal)
    seen = content.comparison
    applied = proposal.state == "applied"
    names = {name for row in seen.rows for name in (*row.lead, *row.responsible)}
    message = LedgerPreview(
        proposal=proposal.id,
        rev=proposal.rev,
        state=proposal.state,
        file=content.sheet.name,
        programme=_programmes(seen),
        new_programme=seen.new_programme,
        added=_added(seen),
        changed=_changed(seen),
        unchanged=seen.unchanged,
        errors=seen.errors,
        warnings=seen.warnings,
        unbound=queries.unbound_departments(unit, names) if applied else 0,
        note=note,
    )
    outbox.show(unit, message, to=to, card=f"ledger:{proposal.id}", occasion=occasion, ring=ring)


def show_whole(unit: Unit, who: Account, proposal_id: int, occasion: str) -> None:
    """[ 看全部 ]: what the card had no room for, as a document."""
    person = rights.coordinator(unit, who)
    proposal = unit.session.get(LedgerProposal, proposal_id)
    if proposal is None:
        raise Moved
    content = _Content.of(proposal)
    seen = content.comparison
    whole = LedgerDetails(
        file=content.sheet.name,
        programme=_programmes(seen),
        added=_added(seen),
        changed=_changed(seen),
        unchanged=seen.unchanged,
        errors=seen.errors,
        warnings=seen.warnings,
    )
    outbox.say(unit, whole, to=outbox.to_person(person.id), thing=f"ledger:{proposal.id}", occasion=occasion)


def _programmes(seen: Comparison) -> str:
    return "、".join(seen.programmes) or seen.programme


def _added(seen: Comparison) -> tuple[AddedTask, ...]:
    return tuple(AddedTask(row.number, row.problem or "", _told_apart(seen, row)) for row in seen.added)


def _changed(seen: Comparison) -> tuple[ChangedTask, ...]:
    return tuple(ChangedTask(one.row.number, one.changes, _told_apart(seen, one.row)) for one in seen.changed)


def _told_apart(seen: Comparison, row: Row) -> str:
    """The row's programme, where two of them may have its number."""
    return (row.programme or "") if len(seen.programmes) > 1 else ""
