"""A notice is corrected, extended or withdrawn: the amendment as the public sees it, and the form that draws it up."""

from __future__ import annotations

from dataclasses import replace

from bot.render.publicity import contact_lines, object_button, period_line, warning_lines
from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, rows
from bot.screen import Button, Html, Screen, cut
from domain.amending import LONGEST_BODY, Field
from domain.messages.amending import AmendmentForm, AmendmentNotice, AmendmentPreview

LONGEST_TITLE = 250  # UTF-16 units
LEFT = ("done", "dropped")


@renders(AmendmentNotice)
def notice(message: AmendmentNotice, words: Words) -> Screen:
    if not message.open:
        return Screen(notice_text(message, words))
    file = [words.button("publicity-public-file", "pub_file", message.publicity)] if message.private else []
    return Screen(notice_text(message, words), rows([object_button(message.publicity, words)], file))


def notice_text(message: AmendmentNotice, words: Words) -> Html:
    """The whole amendment but its button: the preview quotes it as it stands."""
    return paragraphs(
        words("amend-head", title=cut(message.title, LONGEST_TITLE)),
        words("amend-body", text=cut(message.text, LONGEST_BODY)),
        lines(
            *contact_lines(message.contacts, words),
            words("publicity-issuer", issuer=cut(message.issuer, LONGEST_TITLE)) if message.issuer else None,
        ),
    )


# -- drawing it up ------------------------------------------------------------------------------------------------


@renders(AmendmentForm)
def form(message: AmendmentForm, words: Words) -> Screen:
    title = cut(message.title, LONGEST_TITLE)
    if message.step in LEFT:
        return Screen(words(f"amend-{message.step}-{message.amends}", title=title))
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(
            words(f"amend-form-{message.amends}", title=title),
            words("amend-period", period=period_line(message.period, words)),
        ),
        _done(message, words),
        lines(words("amend-kept", kept=message.kept) if message.kept else None, _asked(message, words)),
    )
    return Screen(text, _rows(message, words))


def _done(message: AmendmentForm, words: Words) -> Html | None:
    longer = message.suggested
    if longer is not None and message.step != "end":
        return words(
            "amend-longer", end=words.date(longer.ends_on), days=longer.calendar_days, working=longer.working_days
        )
    if not message.changed:
        return None
    comma = words.plain("collection-comma")
    return words("amend-so-far", fields=comma.join(words.plain(f"amend-field-{field}") for field in message.changed))


def _asked(message: AmendmentForm, words: Words) -> Html:
    if message.step == "end" and message.suggested is not None:
        longer = message.suggested
        return words(
            "amend-ask-end",
            end=words.date(longer.ends_on),
            days=longer.calendar_days,
            working=longer.working_days,
        )
    key = "amend-ask-end-typed" if message.step == "end" else f"amend-ask-{message.step}"
    return words(f"{key}-{message.amends}" if message.step == "reason" else key)


def _rows(message: AmendmentForm, words: Words) -> tuple[tuple[Button, ...], ...]:
    def choice(key: str, value: str) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value)

    away = [choice("amend-drop", "drop")]
    if message.step == "field":
        return rows(others=[choice(f"amend-field-{field}", field) for field in Field], leaving=away)
    if message.step == "end":
        return rows([choice("amend-use-suggested", "suggested")], leaving=away)
    if message.step in tuple(Field):
        away.insert(0, choice("amend-other-field", "field"))
    return rows(leaving=away)


@renders(AmendmentPreview)
def preview(message: AmendmentPreview, words: Words) -> Screen:
    amends = message.notice.amends

    def choice(key: str, value: str, style: str | None = None) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value, style=style)

    shown = notice_text(message.notice, replace(words, language=message.language))
    told = words("amend-goes-to", channels=message.channels, subscribers=message.subscribers)
    text = paragraphs(
        words.note(message.note).strip() or None,
        words(f"amend-preview-{amends}"),
        shown,
        lines(*warning_lines(message.warnings, words), told, words(f"amend-then-{amends}")),
    )
    change = {"correction": "field", "extension": "end"}.get(amends)
    others = [choice("amend-change-reason", "reason")]
    if change is not None:
        others.insert(0, choice(f"amend-again-{amends}", change))
    keyboard = rows([choice(f"amend-confirm-{amends}", "confirm", "danger")], others, [choice("amend-drop", "drop")])
    return Screen(text, keyboard)
