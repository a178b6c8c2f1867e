"""What does the coordinator see while drawing up a notice? The field that is awaited, or the preview.

It is composed from the ledger once; what the preview shows is what the row then holds. Where the ledger says something
else by then the preview says so, and it can be composed anew.
"""

from __future__ import annotations

from datetime import datetime

from config.texts import Texts
from db.queries import addresses
from db.queries import publicity as periods
from db.tables import Dialogue, Publicity, Task
from db.units import Unit
from domain import publicity as rules
from domain import stated_length
from domain.messages.base import Note
from domain.messages.publicity import PublicityForm, PublicityPreview, TaskChoice
from domain.people import Account
from domain.states import PublicityState
from domain.wording import office_time
from domain.workdays import Calendar
from jobs import channels, dialogues, documents, outbox
from jobs.publicity import words
from jobs.publicity.cards import ready, show_card
from jobs.publicity.facts import announcement_of, calendar_of, period_of

FORM = "publicity"
RECEIVER = ("unit", "person", "postal")
MOST_TASKS = 8  # what a card takes; a notice of more is read by nobody


def show_form(unit: Unit, who: Account, note: Note | None, *, occasion: str = "form", ring: bool = False) -> None:
    dialogue = dialogues.current(unit, who)
    publicity = unit.session.get(Publicity, dialogue.subject) if dialogue.form == FORM else None
    if publicity is None:
        return
    to, card = outbox.to_account(unit, who), f"publicity:{publicity.id}"
    if publicity.state != PublicityState.DRAFT:  # another coordinator has confirmed it meanwhile
        dialogues.close(unit, dialogue)
        show_card(unit, publicity, to, occasion)
        return
    calendar = calendar_of(unit)
    screen: PublicityForm | PublicityPreview
    if dialogue.step == "preview":
        screen = _preview(unit, dialogue, publicity, calendar, note)
    else:
        screen = _field(unit, dialogue, publicity, calendar, note)
    outbox.show(unit, screen, to=to, card=card, occasion=occasion, ring=ring)


def _field(
    unit: Unit, dialogue: Dialogue, publicity: Publicity, calendar: Calendar, note: Note | None
) -> PublicityForm:
    office, step = unit.settings.office, dialogue.step or ""
    offered: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    if step == "phones":
        offered, kept = tuple(office.phones), tuple(publicity.phones)
    elif step == "emails":
        offered, kept = (office.email,) if office.email else (), tuple(publicity.emails)
    elif words.is_part(step):
        kept = tuple(part for part in (words.shown(publicity, step),) if part)
    elif step == "receiver":
        kept = tuple(line for name in RECEIVER if (line := (publicity.receiver or {}).get(name)))
    suggested = None
    if step == "dates":
        first_day_counts = unit.settings.publicity.first_day_counts
        suggested = rules.suggestion(unit.today, calendar, first_day_counts=first_day_counts)
    return PublicityForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        step="done" if step.startswith(words.DONE) else step,
        numbers=(words.task_number(publicity, step),) if step.startswith(words.DONE) else periods.numbers(publicity),
        suggested=suggested,
        tasks=_listed(unit, publicity, step),
        offered=offered,
        kept=kept,
        complete=first_gap(publicity) == "preview",
        note=note,
    )


def _preview(
    unit: Unit, dialogue: Dialogue, publicity: Publicity, calendar: Calendar, note: Note | None
) -> PublicityPreview:
    words.compose(unit, publicity)
    apart = words.differs(unit, publicity)
    dialogue.fields = dialogue.fields | {"seen": publicity.rev}
    texts, language = Texts.of(unit.settings), unit.settings.office.language
    several = len(publicity.table) > 1
    rows = []
    for stored in publicity.table:
        item = documents.Item.from_json(stored)
        for label, text in documents.table_rows(item, texts, language):
            rows.append((f"{item.number} {label}" if several else label, text))
    return PublicityPreview(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        publicity=publicity.id,
        publicity_rev=publicity.rev,
        announcement=announcement_of(unit, publicity),
        language=language,
        announced_at=office_time(unit.settings.publicity.announce_at),
        at_once=_announces_at(unit, publicity) <= unit.now,
        rows=tuple(rows),
        warnings=(
            *_warnings(unit, dialogue, publicity, calendar),
            *([Note("publicity-warn-ledger", {})] if apart else []),
        ),
        apart=apart,
        more_tasks=len(choices(unit, publicity)) > 1,
        unproven=bool(addresses.unproven(unit, publicity.emails)),
        note=note,
    )


def _listed(unit: Unit, publicity: Publicity, step: str) -> tuple[TaskChoice, ...]:
    """The tasks that can be taken in or out; those whose completion can be written anew."""
    if step == "words":
        return tuple(TaskChoice(entry.task_id, entry.task.number, chosen=True) for entry in publicity.tasks)
    return choices(unit, publicity) if step == "tasks" else ()


def choices(unit: Unit, publicity: Publicity) -> tuple[TaskChoice, ...]:
    """The tasks it holds, and those of the same programme that are ready for one, as many as a card takes."""
    held = [entry.task for entry in publicity.tasks]
    others = [unit.session.get_one(Task, ref.id) for ref in ready(unit)]
    offered = [task for task in others if task.programme_id == held[0].programme_id]
    chosen = [TaskChoice(task.id, task.number, chosen=True) for task in held]
    return (*chosen, *(TaskChoice(task.id, task.number, chosen=False) for task in offered))[:MOST_TASKS]


def _announces_at(unit: Unit, publicity: Publicity) -> datetime:
    assert publicity.starts_on is not None
    settings = unit.settings
    return datetime.combine(publicity.starts_on, settings.publicity.announce_at, tzinfo=settings.office.zone)


def _warnings(unit: Unit, dialogue: Dialogue, publicity: Publicity, calendar: Calendar) -> list[Note]:
    settings = unit.settings
    period = period_of(unit, publicity, calendar)
    found = rules.warnings(period, unit.today, calendar, minimum=settings.publicity.minimum_working_days)
    stated = [dialogue.fields.get("stated"), *stated_length.stated_in(publicity.notice_text or "")]
    first_day_counts = settings.publicity.first_day_counts
    found += stated_length.warnings(period, filter(None, stated), first_day_counts=first_day_counts)
    for stored in publicity.table:
        for row in ("departments", "target", "measures", "completion"):
            if not stored[row]:
                found.append(Note(f"publicity-warn-no-{row}", {"number": stored["number"]}))
    if not publicity.phones:
        found.append(Note("publicity-warn-no-phones", {}))
    if unproven := addresses.unproven(unit, publicity.emails):
        found.append(Note("publicity-warn-unproven", {"addresses": "、".join(unproven)}))
    if not channels.of(unit):
        found.append(Note("publicity-warn-no-channel", {}))
    found += [Note(key, facts) for key, facts in dialogue.fields.get("places", ())]
    return found


def first_gap(publicity: Publicity) -> str:
    if publicity.starts_on is None:
        return "dates"
    if not publicity.phones and not (publicity.receiver or {}).get("without_phones"):
        return "phones"
    return "emails" if not publicity.emails else "preview"
