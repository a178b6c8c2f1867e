"""What does an amendment say, and what does it do? Its text is frozen at the preview; confirmed, everything moves at once.

The notice's facts, the announcement that stands in the channels, the amendment to all who were sent the notice, the
reminders: one unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import update

from config.texts import Texts
from db.queries import amendments
from db.queries import publicity as periods
from db.tables import Amendment, Announcement, Publicity
from db.units import Reading, Unit
from domain import publicity as rules
from domain.amending import AmendmentKind, AmendmentState, Field, replaced, said_receiver, split_text
from domain.messages.amending import AmendmentNotice
from domain.messages.publicity import Contacts, Period, PinAnnouncement, PublicityReminder, UnpinAnnouncement
from domain.publicity import Event
from domain.states import PublicityState
from domain.wording import full_date
from jobs import audit, outbox
from jobs.publicity import spreading
from jobs.publicity.cards import show_all
from jobs.publicity.facts import announcement_of, calendar_of, contacts_of, period_of

# -- what it says -------------------------------------------------------------------------------------------------


def compose(reading: Reading, amendment: Amendment) -> str:
    """Title, an empty line, the body: it names the notice by title, date and tasks, what changes, and why."""
    publicity = amendment.publicity
    assert publicity.announced_at is not None
    settings = reading.settings
    texts, language = Texts.of(settings), settings.office.language

    def say(key: str, **facts: str | int) -> str:
        return texts.say(language, key, **facts)

    announced = publicity.announced_at.astimezone(settings.office.zone).date()
    named = {
        "title": publicity.title or "",
        "day": full_date(announced, language),
        "numbers": "、".join(periods.numbers(publicity)),
    }
    running = period_of(reading, publicity)
    lines = [say(f"amend-text-{amendment.kind}", **named, **_dates(running, language))]
    if amendment.kind == AmendmentKind.CORRECTION:
        lines += _changes(amendment.changes, say)
        lines.append(say("amend-text-unchanged", **_dates(running, language)))
    if amendment.kind == AmendmentKind.EXTENSION and amendment.ends_on is not None:
        longer = rules.period(running.starts_on, amendment.ends_on, calendar_of(reading))
        lines.append(say("amend-text-longer", **_dates(longer, language)))
    if amendment.reason:
        lines.append(say("amend-text-reason", reason=amendment.reason))
    return "\n\n".join([say(f"amend-title-{amendment.kind}", **named), "\n".join(lines)])


def _dates(period: Period, language: str) -> dict[str, str | int]:
    return {
        "start": full_date(period.starts_on, language),
        "end": full_date(period.ends_on, language),
        "days": period.calendar_days,
        "working": period.working_days,
    }


def _changes(changes: dict[str, Any], say: Any) -> Iterator[str]:
    for field in (Field.PHONES, Field.EMAILS):
        if field in changes:
            before, after = ("、".join(value) for value in changes[field])
            yield say(f"amend-change-{field}", before=before or say("amend-change-none"), after=after)
    if Field.RECEIVER in changes:
        before, after = (said_receiver(value) or say("amend-change-issuer") for value in changes[Field.RECEIVER])
        yield say("amend-change-receiver", before=before, after=after)
    for wrong, right in changes.get(Field.TEXT, ()):
        yield say("amend-change-text", before=wrong, after=right)


def notice_of(amendment: Amendment) -> AmendmentNotice:
    """The amendment as the public sees it."""
    title, body = split_text(amendment.text or "")
    publicity = amendment.publicity
    return AmendmentNotice(
        publicity=publicity.id,
        amendment=amendment.id,
        amends=amendment.kind,
        title=title,
        text=body,
        issuer=publicity.issuer,
        contacts=_contacts(publicity, amendment.changes),
        open=amendment.kind != AmendmentKind.WITHDRAWAL,
    )


def _contacts(publicity: Publicity, changes: dict[str, Any]) -> Contacts:
    """As they are once the amendment holds."""
    now = contacts_of(publicity)
    receiver = changes[Field.RECEIVER][1] if Field.RECEIVER in changes else publicity.receiver or {}
    return Contacts(
        phones=tuple(changes[Field.PHONES][1]) if Field.PHONES in changes else now.phones,
        emails=tuple(changes[Field.EMAILS][1]) if Field.EMAILS in changes else now.emails,
        unit=receiver.get("unit", ""),
        person=receiver.get("person", ""),
        postal=receiver.get("postal", ""),
    )


# -- what it does -------------------------------------------------------------------------------------------------


def take_effect(unit: Unit, amendment: Amendment, coordinator: int, occasion: str) -> None:
    """The notice reads otherwise from here on; everyone who was sent it is told. The row of the notice is locked."""
    publicity = amendment.publicity
    notice = notice_of(amendment)  # while the amendment still says what stood before
    amendment.state, amendment.confirmed_at = AmendmentState.CONFIRMED, unit.now
    amendment.rev += 1
    _APPLY[AmendmentKind(amendment.kind)](unit, publicity, amendment)
    publicity.rev += 1
    unit.session.flush()
    announced = announcement_of(unit, publicity)
    outbox.edit_shown(unit, announced, card=f"announcement:{publicity.id}")
    spreading.begin(unit, publicity.id, announced)
    for row, to in amendments.channels_told(unit, publicity.id):
        outbox.put(unit, notice, to=to, thing=f"amendment:{amendment.id}", occasion="amend", target=row)
    _spread(unit, publicity, amendment, notice)
    thing, detail = f"publicity:{publicity.id}", {"amendment": amendment.id, "fields": sorted(amendment.changes)}
    audit.note(unit, audit.person(coordinator), f"publicity.{amendment.kind}", thing, detail, reason=amendment.reason)
    show_all(unit, publicity, occasion)
    unit.nudge("schedule")


def _spread(unit: Unit, publicity: Publicity, amendment: Amendment, notice: AmendmentNotice) -> None:
    occasion = spreading.occasion_of(amendment.id)
    unit.put_new(
        Announcement,
        publicity_id=publicity.id,
        occasion=occasion,
        state=spreading.RUNNING,
        position=0,
        total=0,
        sent=0,
        failed=0,
        paused=False,
        created_at=unit.now,
    )
    spreading.begin(unit, publicity.id, notice, occasion)


def _correct(_unit: Unit, publicity: Publicity, amendment: Amendment) -> None:
    changes = amendment.changes
    if Field.PHONES in changes:
        publicity.phones = changes[Field.PHONES][1]
    if Field.EMAILS in changes:
        publicity.emails = changes[Field.EMAILS][1]
    if Field.RECEIVER in changes:
        publicity.receiver = changes[Field.RECEIVER][1]
    for wrong, right in changes.get(Field.TEXT, ()):
        publicity.title, publicity.notice_text, publicity.table, _ = replaced(
            publicity.title or "", publicity.notice_text or "", publicity.table, wrong, right
        )


def _extend(unit: Unit, publicity: Publicity, amendment: Amendment) -> None:
    """The reminders follow the new end: the last day's comes once more, the one halfway where that lies ahead again."""
    assert publicity.starts_on is not None
    assert amendment.ends_on is not None
    halfway = rules.halfway_day(publicity.starts_on, amendment.ends_on)
    again = [Event.LAST_DAY, *([Event.HALFWAY] if halfway is not None and halfway > unit.today else [])]
    unit.conn.execute(
        update(Announcement)
        .where(Announcement.publicity_id == publicity.id, Announcement.occasion.in_(again))
        .values(occasion=Announcement.occasion + f" of {publicity.ends_on}")
    )
    outbox.withdraw(unit, kind=PublicityReminder.KIND, thing=f"publicity:{publicity.id}")
    publicity.ends_on = amendment.ends_on


def _withdraw(unit: Unit, publicity: Publicity, _amendment: Amendment) -> None:
    publicity.state, publicity.ended_at = PublicityState.WITHDRAWN, unit.now
    thing = f"publicity:{publicity.id}"
    outbox.withdraw(unit, kind=PublicityReminder.KIND, thing=thing)
    outbox.withdraw(unit, kind=PinAnnouncement.KIND, thing=thing)
    unpin = UnpinAnnouncement(title=publicity.title or "")
    for row, to in amendments.pinned(unit, publicity.id):
        outbox.put(unit, unpin, to=to, thing=thing, occasion="withdrawn", op="unpin", target=row)
    spreading.end_first(unit, publicity.id)


_APPLY = {
    AmendmentKind.CORRECTION: _correct,
    AmendmentKind.EXTENSION: _extend,
    AmendmentKind.WITHDRAWAL: _withdraw,
}
