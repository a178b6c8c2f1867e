"""What becomes of requests that nobody waits for any more: a special round cancelled, a programme archived?

Their prompts no longer leave, their cards say so, an extension waits for nothing, and what was written stays to be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from db.queries import extensions, reports, rounds
from db.tables import Extension, Report, Request
from db.units import Reading, Unit
from domain.extensions import ExtensionState
from domain.messages.collection import KeptDraft, Prompt
from domain.states import RequestState
from jobs import outbox


def stop(unit: Unit, owed: Sequence[Request]) -> list[int]:
    """Requests that nobody has answered end now; their ids."""
    for request in owed:
        request.state, request.ended_at = RequestState.ENDED, unit.now
    unit.session.flush()
    for cycle_id, department_id in sorted({(request.cycle_id, request.department_id) for request in owed}):
        outbox.withdraw(unit, kind=Prompt.KIND, thing=rounds.prompt_thing(cycle_id, department_id))
    bring_up_to_date(unit, owed)
    for request in owed:
        draft = reports.draft_of(unit, request.id)
        if draft is not None:
            outbox.edit_shown(unit, kept(unit, request, draft), card=reports.request_card(request.id))
    ids = sorted(request.id for request in owed)
    for extension in unit.session.scalars(
        select(Extension).where(Extension.request_id.in_(ids), Extension.state == ExtensionState.ASKED)
    ).all():
        extension.state, extension.decided_at = ExtensionState.MOOT, unit.now
        extension.rev += 1
        unit.session.flush()
        card = extensions.extension_card(extension.request_id)
        outbox.edit_shown(unit, extensions.state(unit, extension), card=card)
        outbox.edit_shown(unit, extensions.to_decide(unit, extension), card=extensions.decision_card(extension.id))
    return ids


def bring_up_to_date(unit: Unit, requests: Sequence[Request]) -> None:
    """Each department's cards, once a round."""
    for request in {(one.cycle_id, one.department_id): one for one in requests}.values():
        for card, message in rounds.cards(unit, request):
            outbox.edit_shown(unit, message, card=card)


def kept(reading: Reading, request: Request, draft: Report) -> KeptDraft:
    """The draft as it was left, to be read."""
    return KeptDraft(
        number=request.task.number,
        key=request.cycle.key,
        ended=rounds.why_ended(request.cycle),
        status=draft.status,
        text=draft.text,
        figures=tuple(reports.figures_of(reading, request, draft).values()),
        files=tuple(file.name for file in draft.evidence),
    )
