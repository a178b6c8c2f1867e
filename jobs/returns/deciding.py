"""What does a coordinator do with a mail? Answer with it, keep it with its objection, register it, or set it aside.

Nothing here is final: what was set aside can be taken up again, as long as the mail is kept.
"""

from __future__ import annotations

from sqlalchemy import select

from db.queries import publicity as periods
from db.tables import Dialogue, Exchange, Mail, Objection, Person, Publicity
from db.units import Unit
from domain import objection_replies
from domain import objections as rules
from domain.answers import Answer, Chosen, ReceivedFile, Typed
from domain.errors import Moved, Rejected
from domain.mail_in.numbers import named
from domain.mail_in.verdict import MailKind, Why
from domain.messages.base import Note
from domain.messages.entry import EntryCode
from domain.messages.everyday import Sentence
from domain.messages.mailbox import AssignForm, MailFileCopy, MailSender
from domain.messages.objections import LongText
from domain.people import Account
from domain.registering import Source
from jobs import audit, dialogues, outbox, rights
from jobs.objections import registering, reply, state
from jobs.returns import answered, cards
from jobs.returns.cards import DISMISSED, FILED, WAITING

ASSIGN = "mail_assign"


def answer_with(unit: Unit, who: Account, mail_id: int, rev: int, occasion: str) -> None:
    """[作为答复]: the objection's reply form, with the mail's words in it. Nothing is sent before it was looked at."""
    coordinator, mail = _held(unit, who, mail_id, rev, WAITING, FILED)
    objection = _its_objection(unit, coordinator, mail)
    text = "" if Why.EMPTY in mail.hints.get("why", []) else cards.content_of(unit, mail).text
    if not text:
        raise Rejected("mail-no-words")
    if mail.hints.get("answered"):  # it is in a form already, where it may have been changed
        raise Moved(then=lambda unit: _show_again(unit, coordinator.id, mail_id))
    reply.begin(unit, who, objection.id, objection.rev, occasion, text=text[: objection_replies.LONGEST])
    answered.hold(unit, who, mail, stood=mail.state)
    mail.hints = mail.hints | {"answered": True}
    _decide(unit, coordinator, mail, FILED, "mail.answer")


def keep(unit: Unit, who: Account, mail_id: int, rev: int) -> Note:
    """[只存档]: it stays with its objection."""
    coordinator, mail = _held(unit, who, mail_id, rev, WAITING)
    _decide(unit, coordinator, mail, FILED, "mail.keep")
    return Note("mail-kept", {})


def set_aside(unit: Unit, who: Account, mail_id: int, rev: int) -> Note:
    """[不办理]: advertisements, thanks, what was settled by telephone."""
    coordinator, mail = _held(unit, who, mail_id, rev, WAITING)
    _decide(unit, coordinator, mail, DISMISSED, "mail.aside")
    return Note("mail-aside-done", {})


def take_up(unit: Unit, who: Account, mail_id: int, rev: int) -> Note:
    """[重新办理]: back into the list."""
    coordinator, mail = _held(unit, who, mail_id, rev, DISMISSED)
    _decide(unit, coordinator, mail, WAITING, "mail.taken_up")
    return Note("mail-taken-up", {})


def assign(unit: Unit, who: Account, mail_id: int, rev: int, objection_id: int) -> Note:
    """[归到 2024-0021]: a reply to this objection from now on, whatever its headers say."""
    coordinator, mail = _held(unit, who, mail_id, rev, WAITING)
    objection = unit.session.get(Objection, objection_id)
    if objection is None:
        raise Moved
    _assign(unit, coordinator, mail, objection)
    return Note("mail-assigned", {"number": objection.register_number})


def register(unit: Unit, who: Account, mail_id: int, rev: int, publicity_id: int | None, occasion: str) -> Note | None:
    """[登记为异议]: to the only notice there is, or to the one that was chosen. Late where the mail came after its end."""
    coordinator, mail = _held(unit, who, mail_id, rev, WAITING)
    found = cards.periods_for(unit, mail)
    if publicity_id is None and len(found) > 1 and mail.publicity_id is None:
        card = cards.mail_card(unit, mail, choosing=True)
        to = outbox.to_person(coordinator.id)
        outbox.show(unit, card, to=to, card=cards.card_of(mail.id), occasion=f"choosing {occasion}")
        return None
    wanted = publicity_id or mail.publicity_id
    period = next((period for period, _ in found if wanted in (None, period.id)), None)
    if period is None:
        raise Rejected("mail-no-period")
    objection = _registered(unit, coordinator, mail, period)
    mail.objection_id, mail.publicity_id = objection.id, period.id
    mail.hints = mail.hints | {"registered": True}
    _decide(unit, coordinator, mail, FILED, "mail.registered")
    return Note("mail-registered", {"number": objection.register_number})


def _registered(unit: Unit, coordinator: Person, mail: Mail, period: Publicity) -> Objection:
    content = cards.content_of(unit, mail)
    files = tuple(
        ReceivedFile(kept.file.sha256, kept.file.size, kept.file.media_type, kept.name) for kept in mail.files
    )
    most = unit.settings.objections.limits.characters
    text = content.text if content.text.strip() else content.subject
    identity = (
        {"name": (content.name or content.sender)[: rules.LONGEST_NAME], "contact": content.sender}
        if content.sender
        else None
    )
    done = registering.register(
        unit,
        source=Source.MAIL,
        publicity=period,
        tasks=(),
        text=text[:most],
        identity=identity,
        received_on=mail.received_at.astimezone(unit.settings.office.zone).date(),
        files=files,
        by=coordinator.id,
    )
    number = done.objection.register_number
    to, thing = outbox.to_person(coordinator.id), state.case(done.objection)
    outbox.say(unit, EntryCode(number, Source.MAIL, done.code), to=to, thing=thing, occasion="code")
    return done.objection


# -- the number typed ---------------------------------------------------------------------------------------------


def begin_assign(unit: Unit, who: Account, mail_id: int, rev: int, occasion: str) -> None:
    """[归到登记号]: which one is asked."""
    _held(unit, who, mail_id, rev, WAITING)
    dialogue = dialogues.current(unit, who)
    if (dialogue.form, dialogue.subject) != (ASSIGN, mail_id):
        dialogues.open_form(unit, who, ASSIGN, mail_id, "number")
    show_assign(unit, who, None, ring=occasion)


def answer_assign(unit: Unit, who: Account, answer: Answer, _occasion: str) -> Note | None:
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, ASSIGN, answer, show_assign)
    if (isinstance(answer, Chosen) and answer.value == "leave") or _says(answer, "离开", "leave"):
        return _leave(unit, coordinator, dialogue, "mail-assign-left")
    if not isinstance(answer, Typed):
        raise Rejected("mail-assign-expected")
    typed = answer.text.strip()
    wanted = named(typed) or named(f"登记号 {typed}")
    objection = unit.session.scalar(select(Objection).where(Objection.register_number.in_(wanted[:1])))
    if objection is None:
        raise Rejected("mail-assign-unknown", given=typed[:40])
    mail = unit.session.get_one(Mail, dialogue.subject, with_for_update=True)
    if mail.state != WAITING:
        _leave(unit, coordinator, dialogue, "mail-assign-left")
        raise Moved(then=lambda unit: _show_again(unit, coordinator.id, mail.id))
    _assign(unit, coordinator, mail, objection)
    return _leave(unit, coordinator, dialogue, "mail-assign-done")


def show_assign(unit: Unit, who: Account, note: Note | None, *, ring: str = "") -> None:
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.current(unit, who)
    if dialogue.form != ASSIGN:
        return
    mail = unit.session.get_one(Mail, dialogue.subject)
    card = AssignForm(dialogue.id, dialogue.rev, cards.content_of(unit, mail).subject, note)
    to, occasion = outbox.to_person(coordinator.id), ring or f"form {dialogue.rev}"
    outbox.show(unit, card, to=to, card=_form_card(dialogue), occasion=occasion, ring=bool(ring))


def _leave(unit: Unit, coordinator: Person, dialogue: Dialogue, key: str) -> Note:
    to = outbox.to_person(coordinator.id)
    outbox.show(unit, Sentence(key), to=to, card=_form_card(dialogue), occasion=f"{key} {dialogue.rev}")
    dialogues.close(unit, dialogue)
    return Note(key, {})


def _form_card(dialogue: Dialogue) -> str:
    return f"mail_assign:{dialogue.id}"


def _says(answer: Answer, *words: str) -> bool:
    return isinstance(answer, Typed) and answer.text.strip().lower() in words


# -- reading ------------------------------------------------------------------------------------------------------


def open_mail(unit: Unit, who: Account, mail_id: int, occasion: str) -> None:
    """One mail, where the phone is now."""
    coordinator = rights.coordinator(unit, who)
    cards.show(unit, _known(unit, mail_id), to=outbox.to_person(coordinator.id), occasion=occasion, ring=True)


def show_again(unit: Unit, who: Account, mail_id: int) -> None:
    """[返回]: the card as it is, in its place."""
    _show_again(unit, rights.coordinator(unit, who).id, mail_id)


def send_files(unit: Unit, who: Account, mail_id: int, occasion: str) -> None:
    coordinator = rights.coordinator(unit, who)
    mail = _known(unit, mail_id)
    if not mail.files:
        raise Rejected("mail-no-files")
    subject = cards.content_of(unit, mail).subject
    for number, kept in enumerate(mail.files, 1):
        outbox.say(
            unit,
            MailFileCopy(subject, kept.name, kept.file.sha256),
            to=outbox.to_person(coordinator.id),
            thing=cards.card_of(mail.id),
            occasion=f"{occasion}.{number}",
        )
    audit.note(unit, audit.person(coordinator.id), "mail.files_read", f"mail:{mail.id}")


def send_text(unit: Unit, who: Account, mail_id: int, occasion: str) -> None:
    """[看全文], in as many messages as it takes."""
    coordinator = rights.coordinator(unit, who)
    mail = _known(unit, mail_id)
    content = cards.content_of(unit, mail)
    parts = rules.in_parts(content.text)
    for number, part in enumerate(parts, 1):
        outbox.say(
            unit,
            LongText(content.subject[:80], part, number, len(parts), protect=True),
            to=outbox.to_person(coordinator.id),
            thing=cards.card_of(mail.id),
            occasion=f"{occasion}.{number}",
        )


def send_sender(unit: Unit, who: Account, mail_id: int, occasion: str) -> None:
    """Who wrote it. An address is an identity: asking is on record."""
    coordinator = rights.coordinator(unit, who)
    mail = _known(unit, mail_id)
    content = cards.content_of(unit, mail)
    if not content.sender:
        raise Rejected("mail-no-sender")
    outbox.say(
        unit,
        MailSender(content.subject, content.name, content.sender),
        to=outbox.to_person(coordinator.id),
        thing=cards.card_of(mail.id),
        occasion=occasion,
    )
    audit.note(unit, audit.person(coordinator.id), "mail.sender_read", f"mail:{mail.id}")


# -- what all of them need ----------------------------------------------------------------------------------------


def _held(unit: Unit, who: Account, mail_id: int, rev: int, *states: str) -> tuple[Person, Mail]:
    """The coordinator, and the mail, locked, as the button was drawn; of two coordinators the second sees what the first did."""
    coordinator = rights.coordinator(unit, who)
    mail = unit.session.get(Mail, mail_id, with_for_update=True)
    if mail is None:
        raise Moved
    if mail.state not in states or mail.rev != rev:
        raise Moved(then=lambda unit: _show_again(unit, coordinator.id, mail_id))
    return coordinator, mail


def _known(unit: Unit, mail_id: int) -> Mail:
    mail = unit.session.get(Mail, mail_id)
    if mail is None:
        raise Moved
    return mail


def _show_again(unit: Unit, person_id: int, mail_id: int) -> None:
    mail = _known(unit, mail_id)
    cards.show(unit, mail, to=outbox.to_person(person_id), occasion=f"again {mail.rev}")


def _its_objection(unit: Unit, coordinator: Person, mail: Mail) -> Objection:
    if mail.objection_id is None or mail.hints.get("registered"):
        raise Moved
    objection, mail_id = state.locked(unit, mail.objection_id), mail.id
    if not periods.is_open(objection):

        def as_it_is(unit: Unit) -> None:  # without the button that can do nothing
            _show_again(unit, coordinator.id, mail_id)

        raise Rejected("mail-objection-closed", then=as_it_is, number=objection.register_number)
    return objection


def _assign(unit: Unit, coordinator: Person, mail: Mail, objection: Objection) -> None:
    """It waits on, as a reply to this objection: whether it is the answer is the next question. A bounce is none."""
    bounced = mail.kind == MailKind.BOUNCE
    mail.objection_id = objection.id
    mail.kind = mail.kind if bounced else MailKind.REPLY
    why = [one for one in mail.hints.get("why", []) if one in (Why.LOOKS_AUTOMATIC, Why.EMPTY)]
    mail.hints = mail.hints | {"cases": [], "why": why}
    text = cards.content_of(unit, mail).text
    unit.session.add(
        Exchange(
            objection_id=objection.id,
            kind="note" if bounced else "draft",
            text_sealed=unit.vault.seal(text),
            person_id=coordinator.id,
            mail_id=mail.id,
            at=unit.now,
        )
    )
    _decide(unit, coordinator, mail, FILED if bounced else WAITING, "mail.assigned")


def _decide(unit: Unit, coordinator: Person, mail: Mail, to: str, action: str) -> None:
    mail.state = to
    mail.decided_by = coordinator.id if to != WAITING else None
    mail.decided_at = unit.now if to != WAITING else None
    mail.rev += 1
    unit.session.flush()
    audit.note(unit, audit.person(coordinator.id), action, f"mail:{mail.id}", {"objection": mail.objection_id})
    outbox.edit_shown(unit, cards.mail_card(unit, mail), card=cards.card_of(mail.id))
