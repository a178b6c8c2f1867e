"""What stands on every card of a report's form? The head with its step, the task, buttons of the form, the way out."""

from __future__ import annotations

from bot.render.registry import Words
from bot.render.report_parts import lines, period, problem
from bot.screen import Button, Html
from domain.messages.collection import Head

_STEP_NAMES = {
    "status": "report-step-status",
    "text": "report-step-text",
    "figure": "report-step-figure",
    "evidence": "report-step-evidence",
    "preview": "report-step-preview",
}


def form_head(head: Head, words: Words) -> Html:
    """Note, number, period, step; and why it came back, where it did."""
    title = words(
        "report-head",
        number=head.number,
        period=period(head.key, words),
        step=head.step,
        steps=head.steps,
        name=words.plain(_STEP_NAMES[head.place]),
    )
    returned = words("report-returned-line", comment=head.returned) if head.returned else None
    return Html(words.note(head.note) + lines(title, returned))


def about(head: Head, words: Words) -> Html:
    """The task; in a special round what it asks."""
    asked = words("report-question", question=head.question) if head.question else None
    return lines(words("report-about", problem=problem(head.problem, 120)), asked)


def form_button(key: str, head: Head, value: str, words: Words, **facts: str) -> Button:
    return words.button(key, "f", head.dialogue, head.rev, value, **facts)


def leaving(head: Head, words: Words, *, inside: bool = False) -> list[Button]:
    """Back and away; the first step has nothing before it, unless something lies open `inside` it."""
    away = form_button("report-leave", head, "leave", words)
    return [form_button("report-back", head, "back", words), away] if head.step > 1 or inside else [away]
