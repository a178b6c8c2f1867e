"""Where is an objector in the form? The draft is sealed in their dialogue: until it is lodged it is nobody else's.

Whoever objects is addressed by their dialogue even if they have a role: no row says which person an objection is of.
"""

from __future__ import annotations

from db.queries import publicity as periods
from db.queries import retention
from db.tables import Dialogue, Publicity
from db.units import Unit
from domain import objections as rules
from domain.answers import ReceivedFile
from domain.enclosures import file_names
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objections import ObjectionForm, PeriodClosed, TaskLine
from domain.objections import Draft, Limits, Step
from domain.people import Account
from domain.states import PublicityState
from domain.traces import as_sent
from jobs import dialogues, outbox
from jobs.objections import traces

NAME = "objection"
_TERMS = "terms"  # in the dialogue's fields: what the preview said


def objector(unit: Unit, who: Account) -> str:
    return f"dialogue:{dialogues.current(unit, who).id}"


def card_of(dialogue: Dialogue) -> str:
    return f"objecting:{dialogue.id}"


def leave(unit: Unit, dialogue: Dialogue, said: Sentence, *, card: str) -> Note:
    """Leave a form: its draft is erased, its card says so."""
    outbox.show(unit, said, to=f"dialogue:{dialogue.id}", card=card, occasion=f"left {dialogue.rev}")
    dialogues.close(unit, dialogue)
    return Note(said.key, {})


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "", below: int | None = None) -> None:
    """The form as it stands. `ring`: the occasion of a new message, `below`: under files (`outbox.show_below`)."""
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        return
    publicity = periods.with_tasks(unit, dialogue.subject)
    if dialogue.step == Step.PREVIEW:
        dialogue.fields = dialogue.fields | {_TERMS: _terms(unit, publicity)}
    message, to, card = _card(unit, dialogue, publicity, note), f"dialogue:{dialogue.id}", card_of(dialogue)
    if below is not None:
        outbox.show_below(unit, message, to=to, card=card, sent=below)
        return
    outbox.show(unit, message, to=to, card=card, occasion=ring or f"form {dialogue.rev}", ring=bool(ring))


def _card(unit: Unit, dialogue: Dialogue, publicity: Publicity, note: Note | None) -> ObjectionForm:
    draft, step = Draft.of(dialogues.draft(unit, dialogue)), Step(dialogue.step or "")
    assert publicity.ends_on is not None
    way = rules.steps(draft, several=len(publicity.tasks) > 1)
    lines = tuple(
        TaskLine(row.task_id, row.task.number, row.task.problem, chosen=row.task_id in draft.tasks)
        for row in publicity.tasks
    )
    return ObjectionForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        step=step,
        number=way.index(step) + 1,
        of=len(way),
        title=publicity.title or "",
        ends_on=publicity.ends_on,
        days_left=(publicity.ends_on - unit.today).days + 1,
        emails=tuple(publicity.emails),
        retention_days=retention.days(unit),
        anonymous=draft.anonymous,
        name=draft.name,
        contact=draft.contact,
        tasks=lines,
        text=draft.text,
        files=tuple(file_names(shown_files(draft), anonymous=draft.anonymous is not False)),
        note=note,
        traces=traces.told(draft.files, draft.wish, anonymous=draft.anonymous is not False),
    )


def shown_files(draft: Draft) -> list[ReceivedFile]:
    """As they will be sent; all that came, while it is still asked what becomes of some."""
    return list(draft.files) if draft.asks else as_sent(draft.files, draft.wish)


def check_terms(unit: Unit, who: Account, publicity: Publicity) -> None:
    """Raises where the notice or the settings have changed since the preview: what is agreed to is what was read."""
    dialogue = dialogues.current(unit, who)
    if dialogue.fields.get(_TERMS) == _terms(unit, publicity):
        return

    def show_again(unit: Unit) -> None:
        dialogues.move(dialogues.current(unit, who))
        show(unit, who, Note("objection-terms-changed", {}))

    raise Moved("objection-terms-changed", then=show_again)


def _terms(unit: Unit, publicity: Publicity) -> list[str]:
    """Where it goes, and how long what is kept."""
    return [*publicity.emails, str(retention.days(unit))]


def limits_of(unit: Unit) -> Limits:
    limits = unit.settings.objections.limits
    return Limits(files=limits.files, characters=limits.characters)


def is_open(unit: Unit, publicity: Publicity) -> bool:
    """Asked again at the moment of confirming, the period's row locked: it may be closing right now."""
    periods.lock(unit, publicity)
    return periods.is_running(unit, publicity)


def closed(publicity: Publicity, *, kept: bool = False) -> PeriodClosed:
    """The kind refusal outside the period: when it was, and whom to call or write to."""
    return PeriodClosed(
        title=publicity.title or "",
        ahead=publicity.state == PublicityState.SCHEDULED,
        withdrawn=publicity.state == PublicityState.WITHDRAWN,
        starts_on=publicity.starts_on,
        ends_on=publicity.ends_on,
        phones=tuple(publicity.phones),
        emails=tuple(publicity.emails),
        kept=kept,
    )
