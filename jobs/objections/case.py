"""What do coordinators see of an objection, and what may they ask for? Its words and files; a contact only on record."""

from __future__ import annotations

from db.tables import Objection
from db.units import Unit
from domain import objections as rules
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.objections import Contact, FileCopy, LongText
from domain.objection_states import Move, moved
from domain.people import Account
from jobs import audit, outbox, rights
from jobs.objections import state


def open_case(unit: Unit, who: Account, objection_id: int, occasion: str) -> None:
    """One objection, where the phone is now."""
    coordinator = rights.coordinator(unit, who)
    objection = state.locked(unit, objection_id)
    outbox.show(
        unit,
        state.case_card(unit, objection),
        to=outbox.to_person(coordinator.id),
        card=state.case(objection),
        occasion=occasion,
        ring=True,
    )


def seen(unit: Unit, who: Account, objection_id: int, rev: int) -> Note:
    """[已阅]: a mail server's 250 is not a reader; this is. Twice pressed is once done."""
    coordinator = rights.coordinator(unit, who)
    objection = state.locked(unit, objection_id)
    if objection.seen_at is not None:
        return Note("objection-seen-already", {})
    if objection.rev != rev:
        raise Moved(then=lambda unit: show_current(unit, who, objection_id))
    objection.seen_at = unit.now
    audit.note(unit, audit.person(coordinator.id), state.SEEN, state.thing(objection))
    state.changed(unit, objection)
    return Note("objection-seen", {})


def take(unit: Unit, who: Account, objection_id: int, rev: int) -> Note:
    """[开始办理]: this coordinator looks into it. Whoever takes it has seen it."""
    coordinator = rights.coordinator(unit, who)
    objection = unanswered(unit, who, objection_id)
    if objection.rev != rev:
        raise Moved(then=lambda unit: show_current(unit, who, objection_id))
    objection.state = moved(objection.state, Move.BEGIN)
    by = audit.person(coordinator.id)
    if objection.seen_at is None:
        objection.seen_at = unit.now
        audit.note(unit, by, state.SEEN, state.thing(objection))
    audit.note(unit, by, state.TAKEN, state.thing(objection))
    state.changed(unit, objection)
    return Note("objection-taken", {})


def unanswered(unit: Unit, who: Account, objection_id: int) -> Objection:
    """The objection, locked, while it waits for an answer: of two coordinators the second is shown what the first did."""
    objection = state.locked(unit, objection_id)
    if not state.is_open(objection):
        raise Moved("objection-no-longer-open", then=lambda unit: show_current(unit, who, objection_id))
    return objection


def show_current(unit: Unit, who: Account, objection_id: int) -> None:
    """The card of this coordinator as it is now: shown with every refusal of an old button."""
    coordinator = rights.coordinator(unit, who)
    objection = state.locked(unit, objection_id)
    outbox.show(
        unit,
        state.case_card(unit, objection),
        to=outbox.to_person(coordinator.id),
        card=state.case(objection),
        occasion=f"now {objection.rev}",
    )


def send_files(unit: Unit, who: Account, objection_id: int, occasion: str) -> None:
    """Every file, also those too big for a mail, to the coordinator who asked."""
    coordinator = rights.coordinator(unit, who)
    objection = state.locked(unit, objection_id)
    if not objection.files:
        raise Rejected("objection-no-files")
    for number, kept in enumerate(objection.files, 1):
        outbox.say(
            unit,
            FileCopy(objection.register_number, kept.name, kept.file.sha256),
            to=outbox.to_person(coordinator.id),
            thing=f"case:{objection.id}",
            occasion=f"{occasion}.{number}",
        )
    audit.note(unit, audit.person(coordinator.id), "objection.files_read", state.thing(objection))


def send_text(unit: Unit, who: Account, objection_id: int, occasion: str) -> None:
    """[看全文], in as many messages as it takes."""
    coordinator = rights.coordinator(unit, who)
    objection = state.locked(unit, objection_id)
    parts = rules.in_parts(state.text_of(unit, objection))
    for number, part in enumerate(parts, 1):
        outbox.say(
            unit,
            LongText(objection.register_number, part, number, len(parts), protect=True),
            to=outbox.to_person(coordinator.id),
            thing=f"case:{objection.id}",
            occasion=f"{occasion}.{number}",
        )


def send_contact(unit: Unit, who: Account, objection_id: int, occasion: str) -> None:
    """Who a named objector is. Asking is on record."""
    coordinator = rights.coordinator(unit, who)
    objection = state.locked(unit, objection_id)
    if objection.identity_sealed is None:
        raise Rejected("objection-no-contact" if objection.anonymous else "objection-contact-gone")
    identity = unit.vault.open_json(objection.identity_sealed)
    outbox.say(
        unit,
        Contact(objection.register_number, identity["name"], identity["contact"]),
        to=outbox.to_person(coordinator.id),
        thing=f"case:{objection.id}",
        occasion=occasion,
    )
    audit.note(unit, audit.person(coordinator.id), "objection.identity_read", state.thing(objection))
