"""Why are approved measures changed? Asked when a ledger is taken over that changes them: the form "ledger_reason"."""

from __future__ import annotations

from db.tables import LedgerProposal
from db.units import Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Rejected
from domain.ledger import Comparison, LedgerField
from domain.measures import LONGEST_REASON, goes_back
from domain.messages.base import Note
from domain.messages.ledger_export import AskImportReason
from domain.people import Account
from jobs import dialogues, outbox, rights
from jobs.ledger import imports

FORM = "ledger_reason"


def touched(comparison: Comparison) -> tuple[str, ...]:
    """The numbers of the tasks whose measures were approved and are written anew."""
    return tuple(
        one.row.number
        for one in comparison.changed
        if one.before.measures and any(change.field is LedgerField.MEASURES for change in one.changes)
    )


def apply(unit: Unit, who: Account, proposal_id: int, rev: int, occasion: str) -> Note | None:
    """[ 导入 ]: taken over, or first the question why measures change."""
    rights.coordinator(unit, who)
    seen = imports.expected_comparison(unit, who, proposal_id, rev)
    if not touched(seen):
        return imports.apply(unit, who, proposal_id, rev, occasion)
    dialogues.open_form(unit, who, FORM, proposal_id, "reason", rev=rev)
    show(unit, who, None)
    return None


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """The reason, or [ 返回 ]."""
    rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    assert dialogue.subject is not None
    proposal, rev = dialogue.subject, dialogue.fields["rev"]
    if isinstance(answer, Chosen) or (isinstance(answer, Typed) and goes_back(answer.text)):
        dialogues.close(unit, dialogue)
        imports.show_again(unit, who, proposal)
        return None
    if not isinstance(answer, Typed) or not answer.text.strip():
        raise Rejected("ledger-reason-expected")
    reason = " ".join(answer.text.split())
    if len(reason) > LONGEST_REASON:
        raise Rejected("ledger-reason-long", most=LONGEST_REASON, given=len(reason))
    dialogues.close(unit, dialogue)
    return imports.apply(unit, who, proposal, rev, occasion, reason=reason)


def show(unit: Unit, who: Account, note: Note | None) -> None:
    """The preview's own card, taken over by the question; the preview as it is where it was settled meanwhile."""
    person = rights.coordinator(unit, who)
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM or dialogue.subject is None:
        return
    proposal = unit.session.get(LedgerProposal, dialogue.subject)
    if proposal is None or proposal.state != "open" or proposal.rev != dialogue.fields["rev"]:
        subject = dialogue.subject
        dialogues.close(unit, dialogue)
        if proposal is not None:
            imports.show_again(unit, who, subject)
        return
    seen = imports.expected_comparison(unit, who, proposal.id, proposal.rev)
    asked = AskImportReason(dialogue.id, dialogue.rev, touched(seen), note)
    occasion = f"form {dialogue.id}.{dialogue.rev}"
    outbox.show(unit, asked, to=outbox.to_person(person.id), card=f"ledger:{proposal.id}", occasion=occasion)
