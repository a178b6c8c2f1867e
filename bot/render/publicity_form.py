"""The form that draws up a publicity period: dates and contacts asked for, then everything shown as it would be."""

from __future__ import annotations

from dataclasses import replace

from bot.render.publicity import LONGEST_TEXT, announcement_text, warning_lines
from bot.render.registry import Words, renders
from bot.screen import MOST_TEXT, Button, Html, Screen, cut, length
from domain.messages.publicity import PublicityForm, PublicityPreview

FIELDS = {"dates": 1, "phones": 2, "emails": 3}
ROWS = (400, 120, 40)  # UTF-16 units of a table row on the preview, as the card allows; the document holds all of it


@renders(PublicityForm)
def form(message: PublicityForm, words: Words) -> Screen:
    numbers = "、".join(message.numbers)
    if message.step in ("left", "dropped", "reopened"):
        return Screen(words(f"publicity-form-{message.step}", numbers=numbers))
    if message.step not in FIELDS:
        head = words(f"publicity-form-head-{message.step}", numbers=numbers)
    else:
        head = words("publicity-form-head", numbers=numbers, step=FIELDS[message.step])
    parts = [words.note(message.note) + head]
    if message.kept:
        parts.append(words("publicity-form-kept", kept=cut("、".join(message.kept), LONGEST_TEXT)))
    parts.append(_asked(message, words))
    return Screen(Html("\n".join(parts)), _form_rows(message, words))


def _asked(message: PublicityForm, words: Words) -> Html:
    if message.step == "dates" and message.suggested is not None:
        suggested = message.suggested
        return words(
            "publicity-ask-dates",
            start=words.date(suggested.starts_on),
            end=words.date(suggested.ends_on),
            days=suggested.calendar_days,
            working=suggested.working_days,
        )
    if message.offered:
        return words(f"publicity-ask-{message.step}-offered", offered="、".join(message.offered))
    return words(f"publicity-ask-{message.step}")


def _form_rows(message: PublicityForm, words: Words) -> tuple[tuple[Button, ...], ...]:
    def choice(key: str, value: str) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value)

    rows: list[tuple[Button, ...]] = []
    if message.suggested is not None:
        dates = f"{message.suggested.starts_on.isoformat()},{message.suggested.ends_on.isoformat()}"
        rows.append((choice("publicity-use-suggested", dates),))
    elif message.offered:
        rows.append((choice(f"publicity-use-{message.step}", "office"),))
    if message.step == "words":
        rows.append((choice("publicity-change-title", "title"), choice("publicity-change-text", "text")))
        done = [
            words.button(
                "publicity-change-done", "f", message.dialogue, message.rev, f"done_{task.id}", task_number=task.number
            )
            for task in message.tasks
        ]
        rows += [tuple(done[at : at + 2]) for at in range(0, len(done), 2)]
    for task in message.tasks if message.step == "tasks" else ():
        key = "publicity-task-in" if task.chosen else "publicity-task-out"
        rows.append((words.button(key, "f", message.dialogue, message.rev, str(task.id), task_number=task.number),))
    if message.complete:
        rows.append((choice("publicity-to-preview", "preview"),))
    elif message.step != "dates":
        rows.append((choice("publicity-change-dates", "dates"),))
    rows.append((choice("publicity-drop", "drop"), choice("publicity-leave", "leave")))
    return tuple(rows)


@renders(PublicityPreview)
def preview(message: PublicityPreview, words: Words) -> Screen:
    def choice(key: str, value: str, style: str | None = None) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value, style=style)

    more = [choice("publicity-change-tasks", "tasks")] if message.more_tasks else []
    more += [choice("publicity-from-ledger", "ledger")] if message.apart else []
    prove = ((choice("publicity-prove", "prove"),),) if message.unproven else ()
    keyboard = (
        (choice("publicity-confirm", "confirm", "danger"),),
        *prove,
        (
            words.button("publicity-file", "pub_file", message.publicity, message.publicity_rev),
            choice("publicity-change-dates", "dates"),
        ),
        (choice("publicity-change-phones", "phones"), choice("publicity-change-emails", "emails")),
        (choice("publicity-change-receiver", "receiver"), choice("publicity-change-words", "words")),
        *([tuple(more)] if more else []),
        (choice("publicity-leave", "leave"),),
    )
    texts = (_preview_text(message, words, most) for most in ROWS)
    return Screen(
        next((text for text in texts if length(text) <= MOST_TEXT), _preview_text(message, words, 0)), keyboard
    )


def _preview_text(message: PublicityPreview, words: Words, most: int) -> Html:
    """The announcement word for word; the table's rows give way where the card would not fit."""
    shown = announcement_text(message.announcement, replace(words, language=message.language))
    parts = [words.note(message.note) + _preview_head(message, words), "", shown, ""]
    if most:
        rows = "\n".join(f"{label}:{cut(text, most)}" for label, text in message.rows)
        parts.append(words("publicity-preview-table", rows=rows))
    return Html("\n".join([*parts, *warning_lines(message.warnings, words), words("publicity-preview-then")]))


def _preview_head(message: PublicityPreview, words: Words) -> Html:
    if message.at_once:
        return words("publicity-preview-head-now")
    start = words.date(message.announcement.period.starts_on)
    return words("publicity-preview-head", start=start, at=message.announced_at)
