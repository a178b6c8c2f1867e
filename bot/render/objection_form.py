"""The objector's forms: the objection step by step, and what is added to it later."""

from __future__ import annotations

from bot.render.objections import Rows, folded
from bot.render.registry import Words, renders
from bot.screen import Button, Html, Screen, cut
from domain.messages.objections import AdditionForm, ObjectionForm


@renders(ObjectionForm)
def objection_form(message: ObjectionForm, words: Words) -> Screen:
    head = words(
        "objection-head",
        title=message.title,
        number=message.number,
        of=message.of,
        step=words.plain(f"objection-step-{message.step}"),
        ends=words.date(message.ends_on),
        days=max(message.days_left, 0),
    )
    body = _BODIES[message.step](message, words)
    return Screen(Html(f"{words.note(message.note)}{head}\n\n{body}"), _rows(message, words))


def _who(message: ObjectionForm, words: Words) -> Html:
    return words(
        "objection-who",
        emails="、".join(message.emails) or words.plain("objection-office"),
        days=message.retention_days,
    )


def _tasks(message: ObjectionForm, words: Words) -> Html:
    lines = [
        words(
            "objection-task-chosen" if task.chosen else "objection-task",
            number=task.number,
            problem=cut(task.problem, 60),
        )
        for task in message.tasks
    ]
    return words("objection-tasks", list=Html("\n".join(lines)))


def _matter(message: ObjectionForm, words: Words) -> Html:
    parts = [words("objection-matter")]
    if message.text:
        parts.append(folded(message.text, words))
    parts.append(_files(message, words))
    return Html("\n\n".join(part for part in parts if part))


def _files(message: ObjectionForm | AdditionForm, words: Words) -> Html:
    """The files, what they are called, and what becomes of what they tell beside what they show."""
    traces = message.traces
    if traces is None:
        return Html("")
    lines = [words("objection-files", count=len(message.files), names=_names(message.files))] if message.files else []
    if message.anonymous is not False and message.files:
        lines.append(words("objection-files-anonymous"))
    stubborn = _names(traces.stubborn)
    if traces.asks:
        lines.append(words(f"objection-{traces.asks}-ask", names=stubborn))
    elif traces.clean is None:
        lines.append(words("objection-traces-may"))
    elif not traces.clean:
        lines.append(words("objection-traces-stay"))
    else:
        if traces.clean and len(message.files) > (len(traces.stubborn) if traces.rest else 0):
            lines.append(words("objection-traces-gone"))
        if traces.stubborn:
            lines.append(words("objection-rest-sent" if traces.rest else "objection-rest-dropped", names=stubborn))
    return Html("\n".join(lines))


def _names(names: tuple[str, ...]) -> str:
    """Eight of them; a name on a card is never endless."""
    more = "…" if len(names) > 8 else ""
    return "、".join(cut(name, 60) for name in names[:8]) + more


def _asked(message: ObjectionForm | AdditionForm, words: Words) -> tuple[Button, ...]:
    """The answers to what is asked about the files; else the way to say the other thing."""
    traces = message.traces
    if traces is None:
        return ()
    wishes: tuple[str, ...]
    if traces.asks == "traces":
        wishes = ("clean", "as_is")
    elif traces.asks == "rest":
        wishes = ("rest_drop", "rest_send")
    else:
        wishes = ("as_is",) if traces.clean else ("clean",)
    return tuple(words.button(f"objection-wish-{wish}", "f", message.dialogue, message.rev, wish) for wish in wishes)


def _preview(message: ObjectionForm, words: Words) -> Html:
    chosen = [task for task in message.tasks if task.chosen] or list(message.tasks)
    who = (
        words("objection-preview-anonymous")
        if message.anonymous
        else words("objection-preview-named", name=message.name, contact=message.contact)
    )
    parts = [
        words(
            "objection-preview",
            numbers="、".join(task.number for task in chosen),
            who=who,
            emails="、".join(message.emails) or words.plain("objection-office"),
        ),
        folded(message.text, words),
        _files(message, words),
        words("objection-consent", days=message.retention_days),
    ]
    return Html("\n\n".join(part for part in parts if part))


_BODIES = {
    "who": _who,
    "name": lambda message, words: words("objection-name", kept=message.name or "none"),
    "contact": lambda message, words: words("objection-contact", kept=message.contact or "none"),
    "tasks": _tasks,
    "matter": _matter,
    "preview": _preview,
}


def _rows(message: ObjectionForm, words: Words) -> Rows:
    def button(key: str, value: str, style: str | None = None, **facts: str) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value, style=style, **facts)

    leaving = (button("objection-back", "back"), button("objection-leave", "leave"))
    if message.days_left <= 0:  # kept to be copied from, not to be sent
        return ((button("objection-leave", "leave"),),)
    asking = message.traces is not None and message.traces.asks
    match message.step:
        case "who":
            return (
                (button("objection-anonymously", "anonymous"), button("objection-by-name", "named")),
                (button("objection-read", "read"), button("objection-leave", "leave")),
            )
        case "tasks":
            picks = [button("objection-pick", f"task-{task.id}", task=task.number) for task in message.tasks[:40]]
            going = button("objection-next", "next") if any(task.chosen for task in message.tasks) else None
            return (
                (going or button("objection-all", "all"),),
                *(tuple(picks[at : at + 2]) for at in range(0, len(picks), 2)),
                leaving,
            )
        case "matter":
            check = (button("objection-check", "check"),) if message.text and not asking else ()
            return tuple(row for row in (check, _asked(message, words), leaving) if row)
        case "preview":
            confirm = (button("objection-confirm", "confirm", "success"),)
            return (
                _asked(message, words) if asking else confirm,
                (button("objection-change", "back"), button("objection-leave", "leave")),
            )
    return (leaving,)


# -- added later ----------------------------------------------------------------------------------------------------


@renders(AdditionForm)
def addition_form(message: AdditionForm, words: Words) -> Screen:
    parts = [words("objection-replying" if message.question else "addition", number=message.register_number)]
    if message.question:
        parts.append(words("objection-question-text", text=message.question))
    if message.text:
        parts.append(folded(message.text, words))
    if files := _files(message, words):
        parts.append(files)
    leave = words.button("addition-leave", "f", message.dialogue, message.rev, "leave")
    key = "objection-reply-send" if message.question else "addition-send"
    send = (words.button(key, "f", message.dialogue, message.rev, "send", style="success"),)
    asking = message.traces is not None and message.traces.asks
    ready = (message.text or message.files) and not asking
    rows: Rows = tuple(row for row in (send if ready else (), _asked(message, words), (leave,)) if row)
    return Screen(Html(f"{words.note(message.note)}{Html(chr(10) * 2).join(parts)}"), rows)
