"""Does a contact address receive what is sent to it? A code is mailed to it, and a coordinator types it back in chat.

Whoever can type it has read the mailbox. An address that refuses a letter for good is unproven again.
"""

from __future__ import annotations

import secrets

from sqlalchemy import select

from db.queries import addresses
from db.tables import ContactAddress, Dialogue, Letter, Publicity
from db.units import Unit
from domain import proving as rules
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Message, Note
from domain.messages.proving import ProofForm, ProofLetter
from domain.people import Account
from jobs import audit, dialogues, outbox, rights
from jobs.letters import new_message_id
from jobs.publicity.cards import known, show_all

FORM = "proof"
MINUTES = int(rules.GOOD_FOR.total_seconds()) // 60


def begin_for(unit: Unit, who: Account, publicity_id: int, occasion: str) -> None:
    """[验证邮箱] on a notice's card: the first of its addresses that is not proven."""
    rights.coordinator(unit, who)
    waiting = addresses.unproven(unit, known(unit, publicity_id).emails)
    if not waiting:
        raise Moved("proof-all-proven")
    begin(unit, who, waiting[0], occasion)


def begin(unit: Unit, who: Account, address: str, occasion: str) -> None:
    """Mail a code to the address, unless one has just left, and wait for it. An open form is set aside meanwhile."""
    if unit.settings.mail.host is None:
        raise Rejected("proof-no-mail")
    row = _row(unit, address)
    if row.code_sent_at is None or unit.now >= rules.next_code_at(row.code_sent_at, row.wrong):
        _mail(unit, row)
    dialogues.open_form(unit, who, FORM, row.id, "code")
    _show(unit, who, None, occasion, ring=True)


def show(unit: Unit, who: Account, note: Note | None) -> None:
    _show(unit, who, note, "form")


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    row = unit.session.get_one(ContactAddress, dialogue.subject, with_for_update=True)
    match answer:
        case Chosen(value="leave"):
            _end(unit, who, dialogue, row, "left")
            return None
        case Chosen(value="again"):
            _again(unit, row)
            dialogues.move(dialogue)
            _show(unit, who, None, occasion)
            return Note("proof-mailed", {})
        case Typed(edited=False):
            return _typed(unit, who, dialogue, row, rules.read_code(answer.text), coordinator.id)
        case _:
            raise Rejected("proof-six-digits")


def _typed(
    unit: Unit, who: Account, dialogue: Dialogue, row: ContactAddress, code: str, coordinator: int
) -> Note | None:
    if row.code_mark is None or row.code_sent_at is None:
        raise Rejected("proof-no-code")
    if rules.is_old(row.code_sent_at, unit.now):
        raise Rejected("proof-old")
    if not secrets.compare_digest(row.code_mark, _mark(unit, row, code)):
        row.wrong += 1  # counted, so nothing is raised: what is raised is undone
        left = rules.MOST_WRONG - row.wrong
        if left <= 0:
            row.code_mark = None
        dialogues.move(dialogue)
        _show(unit, who, Note("proof-wrong", {"left": max(left, 0)}), f"wrong {row.wrong}")
        return None
    row.proven_at, row.proven_by, row.code_mark, row.wrong = unit.now, coordinator, None, 0
    audit.note(unit, audit.person(coordinator), "address.proven", f"address:{row.id}")
    unit.session.flush()
    for publicity in unit.session.scalars(select(Publicity).where(Publicity.state.in_(("scheduled", "running")))):
        if row.address in {rules.normal(email) for email in publicity.emails}:
            show_all(unit, publicity, f"proven {row.id}")
    _end(unit, who, dialogue, row, "done")
    return Note("proof-done", {})


def _again(unit: Unit, row: ContactAddress) -> None:
    if row.code_sent_at is not None:
        at = rules.next_code_at(row.code_sent_at, row.wrong)
        if unit.now < at:
            raise Rejected("proof-wait", minutes=-(-int((at - unit.now).total_seconds()) // 60))
    _mail(unit, row)


def _row(unit: Unit, address: str) -> ContactAddress:
    normal = rules.normal(address)
    unit.conn.execute(unit.insert_new(ContactAddress).values(address=normal, wrong=0, created_at=unit.now))
    return unit.session.scalars(select(ContactAddress).where(ContactAddress.address == normal).with_for_update()).one()


def _mail(unit: Unit, row: ContactAddress) -> None:
    """A new code; the one before is worth nothing from now on."""
    code = f"{secrets.randbelow(10**rules.DIGITS):0{rules.DIGITS}d}"
    row.code_mark, row.code_sent_at, row.wrong = _mark(unit, row, code), unit.now, 0
    message = ProofLetter(code, unit.settings.office.name, MINUTES)
    letter = Letter(
        kind=message.KIND,
        thing=f"address:{row.id}",
        occasion=f"proof {unit.now.isoformat()}",
        part=1,
        parts=1,
        message_id=new_message_id(unit.settings),
        facts_sealed=outbox.sealed(unit, message),
        files=[],
        created_at=unit.now,
    )
    unit.session.add(letter)
    unit.session.flush()
    outbox.put_letter(unit, letter, message, [row.address])


def _mark(unit: Unit, row: ContactAddress, code: str) -> str:
    return unit.vault.mark("address", f"{row.id} {code}")


def recheck(unit: Unit, thing: str, _recipient: str, message: Message) -> Message | None:
    """A code that waited too long for the mail, or was replaced by a newer one, helps nobody."""
    assert isinstance(message, ProofLetter)
    letter = unit.session.get_one(Letter, int(thing.removeprefix("letter:")))
    row = unit.session.get_one(ContactAddress, int(letter.thing.removeprefix("address:")))
    if row.code_sent_at is None or rules.is_old(row.code_sent_at, unit.now):
        return None
    return message if row.code_mark == _mark(unit, row, message.proof) else None


RECHECKS = {ProofLetter.KIND: recheck}


# -- the screens --------------------------------------------------------------------------------------------------


def _show(unit: Unit, who: Account, note: Note | None, occasion: str, *, ring: bool = False) -> None:
    dialogue = dialogues.current(unit, who)
    row = unit.session.get(ContactAddress, dialogue.subject) if dialogue.form == FORM else None
    if row is not None:
        _screen(unit, who, dialogue, row, "code", occasion, note, ring=ring)


def _end(unit: Unit, who: Account, dialogue: Dialogue, row: ContactAddress, step: str) -> None:
    _screen(unit, who, dialogue, row, step, step, None)
    dialogues.close(unit, dialogue)


def _screen(
    unit: Unit,
    who: Account,
    dialogue: Dialogue,
    row: ContactAddress,
    step: str,
    occasion: str,
    note: Note | None,
    *,
    ring: bool = False,
) -> None:
    screen = ProofForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        address=row.address,
        step=step,
        live=row.code_mark is not None,
        minutes=MINUTES,
        note=note,
    )
    to = outbox.to_account(unit, who)
    outbox.show(unit, screen, to=to, card=f"address:{row.id}", occasion=occasion, ring=ring)
