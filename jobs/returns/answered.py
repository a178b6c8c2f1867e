"""What becomes of a mail once its words were taken for an answer? Its card waits with the answer, and says how it ended.

The form is the one of objections; here it is seen to that the mail follows it: left unsent, the mail waits again as it
did; sent, by this coordinator or another, no mail about that objection offers to be its answer any more.
"""

from __future__ import annotations

from sqlalchemy import select

from db.queries.objection_groups import members
from db.tables import Mail, Objection
from db.units import Unit
from domain.answers import Answer
from domain.messages.base import Note
from domain.people import Account
from jobs import audit, dialogues, outbox, rights
from jobs.objections import reply
from jobs.returns import cards
from jobs.returns.cards import FILED, WAITING

_MAIL, _STOOD = "mail", "mail_stood"  # in the form's fields: whose words it holds, and how that mail stood before


def hold(unit: Unit, who: Account, mail: Mail, *, stood: str) -> None:
    """The form that is open now holds this mail's words."""
    dialogue = dialogues.current(unit, who)
    dialogue.fields = dialogue.fields | {_MAIL: mail.id, _STOOD: stood}


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """As the reply's form answers; where that ends it, the mails follow."""
    dialogue = dialogues.current(unit, who)
    objection_id, fields = dialogue.subject, dict(dialogue.fields)
    said = reply.answer(unit, who, answer, occasion)
    if (dialogue.form, dialogue.subject) == (reply.NAME, objection_id) or objection_id is None:
        return said
    mail = unit.session.get(Mail, fields.get(_MAIL, 0), with_for_update=True)
    group = [row.id for row in members(unit, unit.session.get_one(Objection, objection_id))]
    if said is not None and said.key == "reply-left":
        if mail is not None and mail.state == FILED and mail.hints.get("answered"):
            _give_back(unit, who, mail, fields[_STOOD])
        return said
    for about in unit.session.scalars(select(Mail).where(Mail.objection_id.in_(group))):
        outbox.edit_shown(unit, cards.mail_card(unit, about), card=cards.card_of(about.id))
    return said


def _give_back(unit: Unit, who: Account, mail: Mail, stood: str) -> None:
    coordinator = rights.coordinator(unit, who)
    mail.hints = {key: hint for key, hint in mail.hints.items() if key != "answered"}
    mail.state = stood
    if stood == WAITING:
        mail.decided_by = mail.decided_at = None
    mail.rev += 1
    unit.session.flush()
    audit.note(unit, audit.person(coordinator.id), "mail.not_answered", f"mail:{mail.id}")
    outbox.edit_shown(unit, cards.mail_card(unit, mail), card=cards.card_of(mail.id))
