"""Where is this account in its conversation? Which form is open, at which step; opened, moved, parked and closed here.

A deep link in mid-form parks the form and loses nothing: closing the newer one brings the older one back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import bindparam, select

from db.prepared import Prepared
from db.session import PreparedRow
from db.tables import Dialogue
from db.units import Reading, Unit
from domain.answers import Chosen
from domain.errors import Forbidden, Moved
from domain.messages.base import Note
from domain.people import Account

Show = Callable[[Unit, Account, Note | None], object]
"""Shows an account its open form, with a note on top."""

FORM_BACK = "form back"  # the turn shows the form that is open again and says so
# Locked: a colleague's unit may end a form that this one is about to write in.
_OF = PreparedRow(select(Dialogue).where(Dialogue.mark == bindparam("mark")).with_for_update())
_FORM_OF = Prepared(select(Dialogue.form).where(Dialogue.mark == bindparam("mark")))
PARKED = 10  # forms kept aside; nobody has had more open, and a flood of links must end somewhere


def current(unit: Unit, who: Account) -> Dialogue:
    """The account's row, made at its first word."""
    dialogue = unit.once(("dialogue", who.mark), lambda: _found_or_made(unit, who))
    dialogue.touched_at = unit.now
    return dialogue


def _found_or_made(unit: Unit, who: Account) -> Dialogue:
    dialogue: Dialogue | None = _OF.one(unit, mark=who.mark)
    if dialogue is None:
        unit.conn.execute(
            unit.insert_new(Dialogue).values(
                mark=who.mark,
                account_sealed=unit.vault.seal(str(who.id)),
                language=None,
                rev=1,
                fields={},
                parked=[],
                touched_at=unit.now,
            )
        )
        dialogue = _OF.one(unit, mark=who.mark)
        assert dialogue is not None
    return dialogue


def form_of(reading: Reading, who: Account) -> str | None:
    """The name of the form that is open, for the handler to know whose answer it is."""
    form: str | None = _FORM_OF.scalar(reading, mark=who.mark)
    return form


def open_form(unit: Unit, who: Account, form: str, subject: int, step: str, **fields: Any) -> Dialogue:
    """Begin a form. One that is open is parked; the same one about the same subject simply starts over."""
    dialogue = current(unit, who)
    if dialogue.form is not None and (dialogue.form, dialogue.subject) != (form, subject):
        aside = {
            "form": dialogue.form,
            "subject": dialogue.subject,
            "step": dialogue.step,
            "fields": dialogue.fields,
            "draft": dialogue.draft_sealed.decode() if dialogue.draft_sealed else None,  # stays sealed
        }
        dialogue.parked = [*dialogue.parked, aside][-PARKED:]
        dialogue.draft_sealed = None
    # one that was set aside and is opened again must not come back a second time, unless it holds a draft of its own
    again = [aside for aside in dialogue.parked if (aside["form"], aside["subject"]) == (form, subject)]
    if any(aside["draft"] is None for aside in again):
        dialogue.parked = [aside for aside in dialogue.parked if aside not in again or aside["draft"] is not None]
    dialogue.form, dialogue.subject, dialogue.step = form, subject, step
    dialogue.fields = dict(fields)
    dialogue.rev += 1
    return dialogue


def move(dialogue: Dialogue, step: str | None = None, **fields: Any) -> None:
    """Go to a step, or stay and note something; every button drawn before is stale from now on."""
    if step is not None:
        dialogue.step = step
    if fields:
        dialogue.fields = dialogue.fields | fields
    dialogue.rev += 1


def close(unit: Unit, dialogue: Dialogue) -> None:
    """End the form. A parked one that comes back is shown by the turn (`FORM_BACK`)."""
    dialogue.form = dialogue.subject = dialogue.step = None
    dialogue.fields, dialogue.draft_sealed = {}, None
    dialogue.rev += 1
    if not dialogue.parked:
        return
    back = dialogue.parked[-1]
    dialogue.parked = dialogue.parked[:-1]
    dialogue.form, dialogue.subject, dialogue.step = back["form"], back["subject"], back["step"]
    dialogue.fields = back["fields"]
    dialogue.draft_sealed = back["draft"].encode() if back["draft"] is not None else None
    unit.nudge(FORM_BACK)


def expect(dialogue: Dialogue, form: str, answer: object) -> None:
    """Raises `Moved` when a press is of another form or an earlier state of this one, `Forbidden` of another's."""
    if isinstance(answer, Chosen) and answer.dialogue != dialogue.id:
        raise Forbidden("button-unknown")
    if dialogue.form != form or (isinstance(answer, Chosen) and answer.rev != dialogue.rev):
        raise Moved


def answering(unit: Unit, who: Account, form: str, answer: object, show: Show) -> Dialogue:
    """The open form that an answer belongs to. Raises as `expect` does, and then shows the form as it stands."""
    dialogue = current(unit, who)
    try:
        expect(dialogue, form, answer)
    except Moved:
        raise Moved(then=lambda unit: show(unit, who, None)) from None
    return dialogue


def draft(unit: Reading, dialogue: Dialogue) -> dict[str, Any]:
    """What belongs to nobody else yet: the form's sealed draft."""
    if dialogue.draft_sealed is None:
        return {}
    stored: dict[str, Any] = unit.vault.open_json(dialogue.draft_sealed)
    return stored


def keep(unit: Unit, dialogue: Dialogue, draft: dict[str, Any]) -> None:
    dialogue.draft_sealed = unit.vault.seal_json(draft)
