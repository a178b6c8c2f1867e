"""What does a period look like in a message? Its facts, from the row as it is now."""

from __future__ import annotations

from config.holidays import calendar_now
from db.queries import addresses, amendments
from db.queries import publicity as periods
from db.tables import Publicity
from db.units import Reading
from domain import publicity as rules
from domain.closing import Step
from domain.messages.publicity import Contacts, Period, PublicityAnnouncement, PublicityCard, TaskRef
from domain.states import PublicityState, TaskState
from domain.wording import office_time
from domain.workdays import Calendar

PROVE_IN = (PublicityState.SCHEDULED, PublicityState.RUNNING)  # while objections are still to come


def calendar_of(reading: Reading) -> Calendar:
    return calendar_now(reading.settings.data_dir)


def period_of(reading: Reading, publicity: Publicity, calendar: Calendar | None = None) -> Period:
    """Its dates with both counts. Only for a period that has dates."""
    assert publicity.starts_on is not None
    assert publicity.ends_on is not None
    return rules.period(publicity.starts_on, publicity.ends_on, calendar or calendar_of(reading))


def contacts_of(publicity: Publicity) -> Contacts:
    receiver = publicity.receiver or {}
    return Contacts(
        phones=tuple(publicity.phones),
        emails=tuple(publicity.emails),
        unit=receiver.get("unit", ""),
        person=receiver.get("person", ""),
        postal=receiver.get("postal", ""),
    )


def announcement_of(reading: Reading, publicity: Publicity, *, ended: bool = False) -> PublicityAnnouncement:
    """The notice as the public sees it, from what was frozen."""
    return PublicityAnnouncement(
        publicity=publicity.id,
        title=publicity.title or "",
        text=publicity.notice_text or "",
        issuer=publicity.issuer,
        period=period_of(reading, publicity),
        contacts=contacts_of(publicity),
        ended=ended,
        amended=amendments.marks(reading, publicity.id),
    )


def card_of(reading: Reading, publicity: Publicity, *, asking_cancel: bool = False) -> PublicityCard:
    objections = periods.objections(reading, publicity.id)
    announced = publicity.announced_at
    return PublicityCard(
        publicity=publicity.id,
        rev=publicity.rev,
        state=publicity.state,
        title=publicity.title or "",
        period=period_of(reading, publicity),
        announce_at=office_time(reading.settings.publicity.announce_at),
        announced_on=announced.astimezone(reading.settings.office.zone).date() if announced is not None else None,
        objections=len(objections),
        open_objections=sum(periods.is_open(objection) for objection in objections),
        closable=closable(reading, publicity),
        asking_cancel=asking_cancel,
        amended=amendments.marks(reading, publicity.id),
        unproven=addresses.unproven(reading, publicity.emails) if publicity.state in PROVE_IN else (),
    )


def closable(reading: Reading, publicity: Publicity) -> tuple[TaskRef, ...]:
    """The tasks of an ended period that have nothing left but the striking off; objections are asked when it is pressed."""
    if publicity.state != PublicityState.ENDED:
        return ()
    return tuple(
        TaskRef(entry.task.id, entry.task.rev, entry.task.number)
        for entry in publicity.tasks
        if entry.task.state != TaskState.CLOSED and periods.step_of(reading, entry.task) == Step.CLOSE
    )
