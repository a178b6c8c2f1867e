"""/round: how does a coordinator draw up a special round? Question, tasks, departments, due day, preview; then it is sent.

The words are in the dialogue's sealed draft, the choices in its fields. Each answer leads to what is still missing; one
that is changed from the preview leads back there.
"""

from __future__ import annotations

from collections.abc import Callable

from db.queries import cycles
from db.tables import Dialogue, Person
from db.units import Unit
from domain import special_round as rules
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.people import Account
from domain.special_round import Step
from jobs import dialogues, outbox, rights
from jobs.collection import special, special_sent
from jobs.collection import special_card as cards
from jobs.collection.special_card import ALL

FORM = "round"
_ORDER = (Step.QUESTION, Step.TASKS, Step.DEPARTMENTS, Step.DUE, Step.PREVIEW)
_WORDS = {
    "全部": "all",
    "all": "all",
    "上一步": "back",
    "back": "back",
    "发出": "send",
    "send": "send",
    "选好了": "done",
}


# -- opened -------------------------------------------------------------------------------------------------------


def begin(unit: Unit, who: Account, occasion: str) -> None:
    """/round. One that is being drawn up is shown again as it stands."""
    rights.coordinator(unit, who)
    if not cards.programmes(unit):
        raise Rejected("round-no-tasks")
    if dialogues.form_of(unit, who) != FORM:
        found = cards.programmes(unit)
        programme = found[0].id if len(found) == 1 else None
        step = Step.QUESTION if programme is not None else Step.PROGRAMME
        dialogue = dialogues.open_form(unit, who, FORM, 0, step, programme=programme)
        dialogues.move(dialogue, drawn=dialogue.rev)
    cards.show_form(unit, who, None, occasion, ring=True)


def show_running(unit: Unit, who: Account, cycle_id: int, occasion: str) -> None:
    """One that was sent, instead of a new one: a form with nothing in it yet is left."""
    dialogue = dialogues.current(unit, who)
    if dialogue.form == FORM and not dialogues.draft(unit, dialogue).get("question"):
        _leave(unit, who, dialogue, occasion)
    special_sent.show_one(unit, who, cycle_id, occasion)


def show(unit: Unit, who: Account, note: Note | None) -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form == FORM:
        cards.show_form(unit, who, note, f"form {dialogue.id}.{dialogue.rev}")


# -- answered -----------------------------------------------------------------------------------------------------


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    person = rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    if not isinstance(answer, (Chosen, Typed)):
        raise Rejected("round-words-only")
    step = Step(dialogue.step or Step.QUESTION)
    pressed = answer.value if isinstance(answer, Chosen) else _typed_button(step, answer.text)
    if pressed == "leave":
        _leave(unit, who, dialogue, occasion)
        return None
    if pressed == "send" and step is Step.PREVIEW:
        return _send(unit, who, person, dialogue, occasion)
    if pressed is not None:
        _press(unit, dialogue, step, pressed)
    elif isinstance(answer, Typed):
        _TYPED[step](unit, dialogue, answer.text)
    cards.show_form(unit, who, None, occasion)
    return None


def _typed_button(step: Step, text: str) -> str | None:
    """What a button says can be typed as well; while the question is awaited, everything is the question."""
    word = text.strip().lower()
    return None if step is Step.QUESTION else _WORDS.get(word)


def _press(unit: Unit, dialogue: Dialogue, step: Step, value: str) -> None:
    verb, _, about = value.partition("-")
    if verb == "back" and step not in (Step.PROGRAMME, cards.first_step(unit)):
        before = (Step.PROGRAMME, *_ORDER)
        dialogues.move(dialogue, before[before.index(step) - 1])
    elif step in _PRESSED:
        _PRESSED[step](unit, dialogue, verb, about)
    else:
        raise Moved


def _press_programme(unit: Unit, dialogue: Dialogue, verb: str, about: str) -> None:
    if verb != "p" or about not in {str(one.id) for one in cards.programmes(unit)}:
        raise Moved
    dialogues.move(dialogue, programme=int(about), tasks=None, departments=None)
    _go_on(unit, dialogue)


def _press_tasks(unit: Unit, dialogue: Dialogue, verb: str, _about: str) -> None:
    if verb != "all":
        raise Moved
    _choose_tasks(unit, dialogue, ALL)


def _press_department(unit: Unit, dialogue: Dialogue, verb: str, about: str) -> None:
    """Marked one by one and then taken, or all of them at once."""
    known = {str(department_id) for department_id, _ in cards.offered(unit, dialogue)}
    if verb == "all":
        dialogues.move(dialogue, departments=ALL, page=0)
        _go_on(unit, dialogue)
    elif verb == "done":
        _choose_departments(unit, dialogue, [one for one in cards.picked(dialogue) if str(one) in known])
    elif verb == "d" and about in known:
        dialogues.move(dialogue, picked=sorted(set(cards.picked(dialogue)) ^ {int(about)}))
    elif verb == "page" and about.isdecimal():
        dialogues.move(dialogue, page=int(about[:4]))
    else:
        raise Moved


def _press_days(unit: Unit, dialogue: Dialogue, verb: str, about: str) -> None:
    if verb != "n" or not about.isdecimal():
        raise Moved
    dialogues.move(dialogue, due=rules.checked_days(int(about[:4])))
    _go_on(unit, dialogue)


def _press_preview(_unit: Unit, dialogue: Dialogue, verb: str, about: str) -> None:
    if verb == "figures":
        dialogues.move(dialogue, figures=not dialogue.fields.get("figures"))
    elif verb == "edit" and about in _ORDER[:-1]:
        dialogues.move(dialogue, about)
    else:
        raise Moved


_PRESSED: dict[Step, Callable[[Unit, Dialogue, str, str], None]] = {
    Step.PROGRAMME: _press_programme,
    Step.TASKS: _press_tasks,
    Step.DEPARTMENTS: _press_department,
    Step.DUE: _press_days,
    Step.PREVIEW: _press_preview,
}


def _type_programme(unit: Unit, dialogue: Dialogue, text: str) -> None:
    found = [one for one in cards.programmes(unit) if text.strip() and text.strip() in one.name]
    if len(found) != 1:
        raise Rejected("round-programme-expected")
    dialogues.move(dialogue, programme=found[0].id, tasks=None, departments=None)
    _go_on(unit, dialogue)


def _type_question(unit: Unit, dialogue: Dialogue, text: str) -> None:
    question = rules.read_question(text)
    dialogues.keep(unit, dialogue, {"title": question.title, "question": question.text})
    _go_on(unit, dialogue)


def _type_tasks(unit: Unit, dialogue: Dialogue, text: str) -> None:
    known = {task.number: task.id for task in special.tasks_of(unit, cards.programme_of(dialogue))}
    _choose_tasks(unit, dialogue, rules.read_numbers(text, known))


def _type_departments(unit: Unit, dialogue: Dialogue, text: str) -> None:
    known = {cards.name_of(unit, department_id): department_id for department_id, _ in cards.offered(unit, dialogue)}
    _choose_departments(unit, dialogue, rules.read_departments(text, known))


def _type_due(unit: Unit, dialogue: Dialogue, text: str) -> None:
    opens_on, _ = special.opening(unit)
    due = rules.read_due(text, opens_on, cycles.calendar(unit))
    dialogues.move(dialogue, due=due if isinstance(due, int) else due.isoformat())
    _go_on(unit, dialogue)


def _type_nothing(_unit: Unit, _dialogue: Dialogue, _text: str) -> None:
    raise Rejected("round-preview-expected")


_TYPED: dict[Step, Callable[[Unit, Dialogue, str], None]] = {
    Step.PROGRAMME: _type_programme,
    Step.QUESTION: _type_question,
    Step.TASKS: _type_tasks,
    Step.DEPARTMENTS: _type_departments,
    Step.DUE: _type_due,
    Step.PREVIEW: _type_nothing,
}


def _choose_tasks(unit: Unit, dialogue: Dialogue, tasks: str | list[int]) -> None:
    """Departments that were chosen stay chosen as far as they answer for one of these."""
    chosen = cards.tasks_of(unit, cards.programme_of(dialogue), tasks)
    answering = special.answering(unit, chosen)
    if not answering:
        raise Rejected("round-nobody-owes")
    departments = dialogue.fields.get("departments")
    if isinstance(departments, list):
        departments = [one for one in departments if one in answering] or None
    dialogues.move(
        dialogue, tasks=tasks, departments=departments, picked=departments if departments != ALL else [], page=0
    )
    _go_on(unit, dialogue)


def _choose_departments(unit: Unit, dialogue: Dialogue, departments: list[int]) -> None:
    if not departments:
        raise Rejected("round-departments-expected")
    dialogues.move(dialogue, departments=departments, picked=departments, page=0)
    _go_on(unit, dialogue)


def _go_on(unit: Unit, dialogue: Dialogue) -> None:
    """To the first place where something is missing, the preview at last."""
    fields, kept = dialogue.fields, dialogues.draft(unit, dialogue)
    there = {
        Step.QUESTION: bool(kept.get("question")),
        Step.TASKS: fields.get("tasks") is not None,
        Step.DEPARTMENTS: fields.get("departments") is not None,
        Step.DUE: fields.get("due") is not None,
    }
    dialogues.move(dialogue, next((step for step, given in there.items() if not given), Step.PREVIEW))


# -- ended --------------------------------------------------------------------------------------------------------


def _leave(unit: Unit, who: Account, dialogue: Dialogue, occasion: str) -> None:
    card = cards.card_of(dialogue)
    dialogues.close(unit, dialogue)
    outbox.show(unit, Sentence("round-left"), to=outbox.to_account(unit, who), card=card, occasion=occasion)


def _send(unit: Unit, who: Account, person: Person, dialogue: Dialogue, occasion: str) -> Note:
    """As it was seen on the preview, or not at all: where its day has changed meanwhile, the preview is shown again."""
    facts = cards.facts_of(unit, dialogue, None)
    if facts.due_on is None or dialogue.fields.get("seen") != cards.seen(facts):
        raise Moved("round-has-moved", then=lambda unit: show(unit, who, None))
    wanted = special.Round(
        programme_id=cards.programme_of(dialogue),
        title=facts.title,
        question=facts.question or "",
        tasks=cards.tasks_of(unit, cards.programme_of(dialogue), dialogue.fields["tasks"]),
        departments=tuple(cards.departments_of(unit, dialogue)),
        due=cards.due_of(dialogue),
        asks_figures=facts.asks_figures,
    )
    cycle = special.open_round(unit, person, wanted)
    mine = outbox.to_person(person.id)
    special_sent.take_over(unit, cards.card_of(dialogue), mine, cycle)
    dialogues.close(unit, dialogue)
    card = special_sent.card(cycle.id)
    outbox.show(unit, special_sent.opened(unit, cycle, person.id), to=mine, card=card, occasion=occasion)
    others = special_sent.opened(unit, cycle, 0)
    for to in outbox.coordinators(unit):
        if to != mine:
            outbox.put(unit, others, to=to, thing=f"cycle:{cycle.id}", occasion="opened", card=card)
    return Note("round-sent", {"departments": facts.chosen})
