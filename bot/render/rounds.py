"""A special round as it is drawn up, and as it was sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.render.registry import Words, renders
from bot.render.report_parts import due_day, folded, lines, paragraphs, period, rows
from bot.screen import Button, Html, Screen, cut
from domain.messages.rounds import RoundCancel, RoundCancelled, RoundDepartment, RoundForm, RoundOpened
from domain.quarters import Special, parse_period
from domain.special_round import OFFERED, Step

SHORT_NAME = 16  # UTF-16 units of a department on a button
MOST_NAMES = 40  # of departments in the folded line of the preview
MOST_NUMBERS = 12  # of tasks
MOST_RUNNING = 4  # with a button, at the first step
FEW = 6  # of departments nobody can be reached in: the card that follows has a button for each
_ORDER = (Step.QUESTION, Step.TASKS, Step.DEPARTMENTS, Step.DUE, Step.PREVIEW)


@renders(RoundForm)
def round_form(message: RoundForm, words: Words) -> Screen:
    step = Step(message.step)
    first, others = _BUTTONS[step](message, words)
    leaving = [] if message.first else [_button("round-back", message, words, "back")]
    leaving.append(_button("round-leave", message, words, "leave"))
    text, _ = folded(lambda short: _text(message, step, words, short))
    sent = [_running(cycle, key, words) for cycle, key in message.running[:MOST_RUNNING]]
    return Screen(text, rows(first, others + sent, leaving))


def _text(message: RoundForm, step: Step, words: Words, short: Callable[[str], str]) -> Html:
    at = _ORDER.index(step) + 1 if step in _ORDER else 0
    return paragraphs(
        words.note(message.note).strip() or None,
        words("round-head", at=at, of=len(_ORDER), step=words(f"round-step-{step}")),
        _so_far(message, step, words, short),
        words(f"round-ask-{step}", count=message.open_tasks, of=message.of),
        words("round-running") if message.running else None,
    )


def _so_far(message: RoundForm, step: Step, words: Words, short: Callable[[str], str]) -> Html | None:
    """What has been said already; on the preview all of it, as the departments will get it."""
    if step is Step.PROGRAMME:
        return lines(*(words("round-programme", name=name) for _, name in message.programmes))
    if message.question is None:
        return None
    preview = step is Step.PREVIEW
    return lines(
        words("prompt-round", title=message.title) if message.title else None,
        words("prompt-question", question=short(message.question)),
        words("round-tasks", count=len(message.tasks), numbers=_names(message.tasks, words, MOST_NUMBERS))
        if message.tasks
        else None,
        words("round-departments", count=message.chosen, requests=message.requests) if preview else None,
        words("round-names", names=_names([one.name for one in message.departments], words)) if preview else None,
        _due(message, words) if preview else None,
        words("round-figures") if preview and message.asks_figures else None,
        None if message.opens_now or not preview else words("round-waits", day=words.date(message.opens_on)),
        _nobody(message.departments, words) if preview else None,
    )


def _due(message: RoundForm, words: Words) -> Html | None:
    if message.due_on is None:
        return None
    due = due_day(message.due_on, words, provisional=message.provisional)
    if message.working_days is None:
        return words("round-due-named", due=due)
    return words("round-due", due=due, days=message.working_days, start=words.date(message.opens_on))


def _nobody(departments: Sequence[RoundDepartment], words: Words) -> Html | None:
    unbound = [one.name for one in departments if not one.bound]
    return words("round-unbound", count=len(unbound), names=_names(unbound, words, FEW)) if unbound else None


def _names(names: Sequence[str], words: Words, most: int = MOST_NAMES) -> str:
    comma = words.plain("collection-comma")
    said = comma.join(cut(name, 30) for name in names[:most])
    return said if len(names) <= most else words.plain("round-and-more", names=said, count=len(names) - most)


# -- buttons ------------------------------------------------------------------------------------------------------

_Rows = tuple[list[Button], list[Button]]


def _button(
    key: str, message: RoundForm, words: Words, value: str, /, style: str | None = None, **facts: object
) -> Button:
    return words.button(key, "f", message.dialogue, message.rev, value, style=style, **facts)


def _running(cycle: int, key: str, words: Words) -> Button:
    period = parse_period(key)
    return words.button("round-running-button", "round_show", cycle, n=period.n if isinstance(period, Special) else key)


def _programmes(message: RoundForm, words: Words) -> _Rows:
    found = [
        _button("round-programme-button", message, words, f"p-{id_}", name=cut(name, SHORT_NAME))
        for id_, name in message.programmes
    ]
    return [], found


def _question(_message: RoundForm, _words: Words) -> _Rows:
    return [], []


def _tasks(message: RoundForm, words: Words) -> _Rows:
    return [_button("round-all-tasks", message, words, "all", count=message.open_tasks)], []


def _departments(message: RoundForm, words: Words) -> _Rows:
    others = [
        _button(
            "round-picked" if one.chosen else "round-department",
            message,
            words,
            f"d-{one.id}",
            name=cut(one.name, SHORT_NAME),
        )
        for one in message.departments
    ]
    if message.page > 0:
        others.append(_button("page-back", message, words, f"page-{message.page - 1}"))
    if message.page < message.pages - 1:
        others.append(_button("page-on", message, words, f"page-{message.page + 1}"))
    if message.chosen:
        return [_button("round-done", message, words, "done", count=message.chosen)], others
    return [_button("round-all-departments", message, words, "all", count=message.of)], others


def _days(message: RoundForm, words: Words) -> _Rows:
    return [], [_button("round-days", message, words, f"n-{days}", days=days) for days in OFFERED]


def _preview(message: RoundForm, words: Words) -> _Rows:
    others = [_button(f"round-edit-{step}", message, words, f"edit-{step}") for step in _ORDER[:-1]]
    if message.has_figures:
        key = "round-without-figures" if message.asks_figures else "round-with-figures"
        others.append(_button(key, message, words, "figures"))
    return [_button("round-send", message, words, "send", style="primary", count=message.chosen)], others


_BUTTONS: dict[Step, Callable[[RoundForm, Words], _Rows]] = {
    Step.PROGRAMME: _programmes,
    Step.QUESTION: _question,
    Step.TASKS: _tasks,
    Step.DEPARTMENTS: _departments,
    Step.DUE: _days,
    Step.PREVIEW: _preview,
}


# -- sent ---------------------------------------------------------------------------------------------------------


@renders(RoundOpened)
def round_opened(message: RoundOpened, words: Words) -> Screen:
    due = due_day(message.due_on, words, provisional=message.provisional)

    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            lines(
                words(
                    "round-opened" if message.by_me else "round-opened-by-another", period=period(message.key, words)
                ),
                words("prompt-round", title=message.title) if message.title else None,
                words("prompt-question", question=short(message.question)),
            ),
            lines(
                words("round-tasks", count=len(message.tasks), numbers=_names(message.tasks, words, MOST_NUMBERS)),
                words("round-departments", count=message.departments, requests=message.requests),
                words(
                    "round-due-named",
                    due=due,
                ),
                None if message.opens_now else words("round-waits", day=words.date(message.opens_on)),
                words("round-unbound", count=len(message.unbound), names=_names(message.unbound, words, FEW))
                if message.unbound
                else None,
            ),
            words("round-opened-what"),
        )

    cancel = words.button("round-cancel", "round_cancel", message.cycle, style="danger")
    return Screen(folded(card)[0], rows([cancel]) if message.owed else (), silent=not message.by_me)


@renders(RoundCancel)
def round_cancel(message: RoundCancel, words: Words) -> Screen:
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(
            words("round-cancel-ask", period=period(message.key, words)),
            words("prompt-round", title=message.title) if message.title else None,
        ),
        lines(
            words("round-cancel-who", count=len(message.departments), owed=message.owed),
            words("round-names", names=_names(message.departments, words)),
        ),
        words("round-cancel-what", begun=message.begun, answered=message.answered),
    )
    sure = words.button("round-cancel-yes", "f", message.dialogue, message.rev, "cancel", style="danger")
    return Screen(text, ((sure,), (words.button("round-cancel-no", "f", message.dialogue, message.rev, "leave"),)))


@renders(RoundCancelled)
def round_cancelled(message: RoundCancelled, words: Words) -> Screen:
    return Screen(
        paragraphs(
            lines(
                words("round-cancelled", period=period(message.key, words)),
                words("prompt-round", title=message.title) if message.title else None,
                words("round-cancelled-by", by=message.by or "none", at=words.moment(message.at)),
            ),
            lines(
                words("round-cancelled-ended", count=len(message.departments), ended=message.ended),
                words("round-names", names=_names(message.departments, words)),
                words("round-cancelled-kept", answered=message.answered) if message.answered else None,
            ),
            words("round-cancelled-unbound", count=len(message.unbound), names=_names(message.unbound, words, FEW))
            if message.unbound
            else None,
        )
    )
