"""A task's card, and the form for its figures."""

from __future__ import annotations

from datetime import date

from bot.render import measure_history
from bot.render.closing import in_the_way, missing_lines
from bot.render.documents import act_line
from bot.render.registry import Words, renders
from bot.screen import Attachment, Button, Html, Screen, cut, length
from domain import wording
from domain.ledger import head
from domain.messages.ledger import (
    Figure,
    IndicatorForm,
    Period,
    Progress,
    RoleUnits,
    TaskCard,
    TaskText,
    TurnLine,
    WhichTask,
)

CARD = 3_600  # UTF-16 units a card may take before its texts become excerpts: room is left for what stands around them
EXCERPT = 600  # of a long text, as the house's rules of the screen say
ACTS = 8  # letters, bulletins and talks on a task's card: the newest; /documents has them all

TURNS = 8  # the newest moves of its state; the closing record has them all

# -- a task -------------------------------------------------------------------------------------------------------


@renders(TaskCard)
def task_card(message: TaskCard, words: Words) -> Screen:
    text = _task_text(message, words, most=None)
    shortened = length(text) > CARD
    if shortened:
        text = _task_text(message, words, most=EXCERPT)
        if length(text) > CARD:
            text = _task_text(message, words, most=EXCERPT // 4)
    buttons = in_the_way(message.missing, words)
    buttons += [_action(action, message, words) for action in message.actions]
    rows: list[tuple[Button, ...]] = []
    if buttons:
        first, rest = buttons[0], buttons[1:]
        rows.append((first,))
        rows += [tuple(rest[n : n + 2]) for n in range(0, len(rest), 2)]
    if shortened or len(message.history) > measure_history.MOST:
        rows.append((words.button("task-full", "task_full", message.task, message.rev),))
    return Screen(words.note(message.note) + text, tuple(rows))


_VERBS = {
    "indicator": "task_indicator",
    "rhythm": "rhythm_task",
    "apply": "accept_apply",
    "publicity": "pub_new",
    "close": "close_ask",
    "record": "doc_closing",
    "look_back": "look_back",
}


def _action(action: str, message: TaskCard, words: Words) -> Button:
    return words.button(f"task-action-{action}", _VERBS[action], message.task, message.rev)


def _task_text(message: TaskCard, words: Words, most: int | None) -> Html:
    """`most`: of each long text; None folds it whole."""

    def long(label: str, text: str | None) -> list[Html]:
        if not text:
            return []
        said = text if most is None else cut(text, most)
        key = "task-long" if len(said) <= 60 else "task-folded"
        return [words(key, label=words(label), text=said)]

    deadline = _deadline(message.deadline, message.deadline_text, words)
    lines = [
        words("task-title", number=message.number, programme=message.programme),
        words("task-state", state=words(f"state-{message.state}")),
        *([words("archive-task-is")] if message.archived else []),
        *(_period(period, words) for period in message.periods),
        *long("task-problem", message.problem),
        *(_unit(unit, words) for unit in message.units),
        *([words("task-line", label=words("task-deadline"), text=deadline)] if deadline else []),
        *long("task-target", message.target),
        *long("task-measures", _numbered(message.measures)),
        *measure_history.on_card(message.history, words, most),
        *(_figure(figure, words) for figure in message.figures),
        *long("task-completion", message.completion),
        *(_progress(one, words) for one in message.progress),
        *(act_line(act, words) for act in message.acts[-ACTS:]),
        *(_turn(turn, words) for turn in message.turns[-TURNS:]),
    ]
    last = [words("task-next") if message.actions else words("task-nothing-to-do")]
    if message.missing:
        then = [words("task-missing-then")] if in_the_way(message.missing, words) else []
        last = [*missing_lines(message.missing, words), *then]
    return Html("\n".join(lines) + "\n\n" + "\n".join(last))


def _turn(turn: TurnLine, words: Words) -> Html:
    return words(
        "task-turn",
        day=words.date(turn.on),
        what=words(f"task-turn-{turn.edge}"),
        reason=cut(turn.reason, 60) or "none",
    )


def _numbered(measures: tuple[str, ...]) -> str:
    if len(measures) < 2:
        return "".join(measures)
    return "\n".join(f"{n}. {text}" for n, text in enumerate(measures, 1))


def _deadline(day: date | None, text: str | None, words: Words) -> str:
    """The office's own words (2024年12月底), and the day they come to."""
    said = words.date(day) if day is not None else ""
    return words.plain("task-deadline-both", text=text, day=said) if text and said else text or said


def _unit(unit: RoleUnits, words: Words) -> Html:
    return words("task-line", label=words(f"task-role-{unit.role}"), text="、".join(unit.names))


def _figure(figure: Figure, words: Words) -> Html:
    if figure.target is None:
        return words("task-figure-open", name=figure.name, unit=figure.unit)
    return words(
        "task-figure", name=figure.name, target=wording.format_amount(figure.target, figure.unit), year=str(figure.year)
    )


def _period(period: Period, words: Words) -> Html:
    if period.starts_on is None or period.ends_on is None:
        return words("task-period-draft")
    return words(f"task-period-{period.state}", start=words.date(period.starts_on), end=words.date(period.ends_on))


def _progress(one: Progress, words: Words) -> Html:
    said = words(f"status-{one.status}") if one.status else words("task-nothing-sent")
    return words(
        "task-progress",
        cycle=wording.quarter_label(one.cycle, words.language),
        department=one.department,
        said=said,
        light=words(f"light-{one.light}"),
    )


@renders(TaskText)
def task_text(message: TaskText, words: Words) -> Screen:
    label = words.plain
    fields = [
        (label("task-problem"), message.problem),
        *((label(f"task-role-{unit.role}"), "、".join(unit.names)) for unit in message.units),
        (label("task-deadline"), _deadline(message.deadline, message.deadline_text, words)),
        (label("task-target"), message.target),
        (label("task-measures"), _numbered(message.measures)),
        (label("measure-history-label"), measure_history.in_full(message.history, words)),
        (label("task-completion"), message.completion),
    ]
    title = words.plain("task-text-title", number=message.number, programme=message.programme)
    body = "\n\n".join(f"{name}\n{text}" for name, text in fields if text)
    content = f"{title}\n\n{body}\n".encode("utf-8-sig")  # with the mark Windows' editor needs
    name = words.plain("task-text-file", number=message.number)
    return Screen(words("task-text-here", number=message.number), attachment=Attachment(name, lambda: content))


@renders(WhichTask)
def which_task(message: WhichTask, words: Words) -> Screen:
    if any(choice.number not in ("", message.number) for choice in message.choices):
        return _which_part(message, words)
    lines = [
        words("task-choice", place=place, programme=choice.programme, problem=head(choice.problem))
        for place, choice in enumerate(message.choices, 1)
    ]
    rows = tuple(
        (words.button("task-choose", "task_show", choice.task, programme=head(choice.programme, 20)),)
        for choice in message.choices
    )
    return Screen("\n".join([words("task-which", number=message.number), *lines, words("task-which-next")]), rows)


def _which_part(message: WhichTask, words: Words) -> Screen:
    lines = [words("task-part", number=one.number, problem=head(one.problem, 40)) for one in message.choices]
    buttons = [
        words.button("task-part-button", "task_show", one.task, number=cut(one.number, 10)) for one in message.choices
    ]
    text = "\n".join([words("task-which-part", number=message.number), *lines, words("task-which-next")])
    return Screen(text, tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)))


# -- the form for figures -----------------------------------------------------------------------------------------


@renders(IndicatorForm)
def indicator_form(message: IndicatorForm, words: Words) -> Screen:
    lines = [
        words("indicator-title", number=message.number, problem=head(message.problem)),
        *(_figure(figure, words) for figure in message.figures),
        words("indicator-next-or-done" if message.saved else "indicator-ask", year=str(message.year)),
    ]
    text = words.note(message.note) + "\n".join(lines)
    done = words.button("indicator-done", "f", message.dialogue, message.rev, "done")
    if not message.saved:
        leave = words.button("indicator-leave", "f", message.dialogue, message.rev, "done")
        return Screen(text, ((done if message.figures else leave,),))
    return Screen(text, ((done,), (words.button("indicator-more", "f", message.dialogue, message.rev, "more"),)))
