"""When is an objection lodged? When its row, its register number, its letters and its receipt stand in one transaction.

Whoever holds a receipt has an objection on disk that will reach every contact address, or a person is told.
"""

from __future__ import annotations

from db.tables import Dialogue, Publicity
from db.units import Unit
from domain.errors import Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.objections import Draft
from domain.people import Account
from domain.registering import Source
from domain.traces import as_sent, left_behind
from jobs import dialogues, outbox
from jobs.objections import form, limits, traces
from jobs.objections.registering import register


def lodge(
    unit: Unit, who: Account, dialogue: Dialogue, publicity: Publicity, draft: Draft, occasion: str
) -> Note | None:
    """Register what was confirmed. After 24:00 of the last day it gets the kind refusal, and the draft stays."""
    if not form.is_open(unit, publicity):
        outbox.say(
            unit, form.closed(publicity, kept=True), to=form.objector(unit, who), thing="notices", occasion=occasion
        )
        return Note("objection-period-closed", {})
    form.check_terms(unit, who, publicity)
    try:
        limits.check_lodge(unit, who, publicity)
    except Rejected as refused:  # on the card too: a toast has no room for whom to call meanwhile
        note = Note(refused.key, refused.facts)
        raise Rejected(refused.key, then=lambda unit: form.show(unit, who, note), **refused.facts) from None
    limits.count(unit, who, "lodge")
    anonymous = draft.anonymous is not False
    register(
        unit,
        source=Source.CHAT,
        publicity=publicity,
        tasks=draft.tasks,
        text=draft.text,
        identity=None if anonymous else {"name": draft.name, "contact": draft.contact},
        files=as_sent(draft.files, draft.wish),
        back=who,
        language=dialogue.language,
    )
    traces.let_go(unit, left_behind(draft.files, draft.wish))
    outbox.show(
        unit,
        Sentence("objection-lodged"),
        to=f"dialogue:{dialogue.id}",
        card=form.card_of(dialogue),
        occasion=f"lodged {dialogue.rev}",
    )
    dialogues.close(unit, dialogue)
    return Note("objection-lodged-toast", {})
