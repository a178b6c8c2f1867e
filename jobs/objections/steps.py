"""Where does an objector's answer lead? Every message and press of the form comes through here."""

from __future__ import annotations

from config.texts import Texts
from db.queries import publicity as periods
from db.tables import Publicity
from db.units import Reading, Unit
from domain import objections as rules
from domain.answers import Answer, Files
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objections import LongText
from domain.named_tasks import TaskChoice
from domain.objections import Act, Advance, Draft, Step
from domain.people import Account
from domain.traces import every_copy
from jobs import dialogues, documents, outbox
from jobs.objections import form, traces
from jobs.objections.lodge import lodge


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """One message or press. Nothing is lost by a mistake: the form stays where it was."""
    dialogue = dialogues.current(unit, who)
    try:
        dialogues.expect(dialogue, form.NAME, answer)
        publicity = periods.with_tasks(unit, dialogue.subject)
        choices = tuple(TaskChoice(row.task_id, row.task.number) for row in publicity.tasks)
        draft, step = Draft.of(dialogues.draft(unit, dialogue)), Step(dialogue.step or "")
        after = rules.advance(step, draft, answer, tasks=choices, limits=form.limits_of(unit))
    except Moved as moved:
        raise Moved(moved.key, then=lambda unit: form.show(unit, who, None)) from None
    match after.act:
        case Act.LEAVE:
            traces.let_go(unit, every_copy(draft.files))
            return form.leave(unit, dialogue, Sentence("objection-left"), card=form.card_of(dialogue))
        case Act.READ:
            read_notice(unit, who, publicity, occasion)
            return None
        case Act.LODGE:
            return lodge(unit, who, dialogue, publicity, draft, occasion)
    dialogues.keep(unit, dialogue, after.draft.as_json())
    if _redraws_buttons(step, draft, after):
        dialogues.move(dialogue, after.step)
    form.show(unit, who, after.note, below=answer.message_id if isinstance(answer, Files) else None)
    return None


def _redraws_buttons(step: Step, draft: Draft, after: Advance) -> bool:
    """More text leaves the buttons good: a press that crosses it is no mistake. What is confirmed is what was shown."""
    chosen = draft.tasks != after.draft.tasks or draft.wish != after.draft.wish
    return step != after.step or step == Step.PREVIEW or chosen


def read_notice(unit: Unit, who: Account, publicity: Publicity, occasion: str) -> None:
    """The notice and its table as they were published, in as many messages as it takes."""
    parts = rules.in_parts(_whole(unit, publicity))
    for number, part in enumerate(parts, 1):
        message = LongText(publicity.title or "", part, number, len(parts))
        to, thing = form.objector(unit, who), f"publicity:{publicity.id}"
        outbox.say(unit, message, to=to, thing=thing, occasion=f"{occasion}.{number}")


def _whole(reading: Reading, publicity: Publicity) -> str:
    texts, language = Texts.of(reading.settings), reading.settings.office.language
    items = [documents.Item.from_json(stored) for stored in publicity.table]
    tables = [
        "\n".join(f"{label}:{text}" for label, text in documents.table_rows(item, texts, language)) for item in items
    ]
    return "\n\n".join(part for part in (publicity.notice_text or publicity.title or "", *tables) if part)
