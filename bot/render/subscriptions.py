"""Which notices come to this chat, and which could."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, rows
from bot.screen import Button, Html, Screen, cut
from domain.messages.subscriptions import Subscriptions

LONGEST = 30  # UTF-16 units of a name on a button
NAMED = 20  # names on the card; the rest is counted


@renders(Subscriptions)
def subscriptions(message: Subscriptions, words: Words) -> Screen:
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(words("subscriptions-head"), _state(message, words)),
        words(f"subscriptions-choose-{message.by}" if message.by else "subscriptions-then"),
    )
    return Screen(text, _choosing(message, words) if message.by else _overview(message, words))


def _state(message: Subscriptions, words: Words) -> Html:
    if message.everything:
        return words("subscriptions-all")
    if not message.wanted:
        return words("subscriptions-none")
    names = words.plain("collection-comma").join(cut(name, 60) for name in message.wanted[:NAMED])
    return words("subscriptions-some", names=names, more=max(len(message.wanted) - NAMED, 0))


def _overview(message: Subscriptions, words: Words) -> tuple[tuple[Button, ...], ...]:
    everything = [] if message.everything else [words.button("subscriptions-take-all", "sub_all")]
    by = [words.button(f"subscriptions-by-{by}", "sub_look", 0, 0, by) for by in ("programme", "department")]
    some = message.everything or message.wanted
    return rows(everything, by, [words.button("subscriptions-stop", "sub_none")] if some else [])


def _choosing(message: Subscriptions, words: Words) -> tuple[tuple[Button, ...], ...]:
    found: list[tuple[Button, ...]] = []
    for choice in message.choices:
        key = "subscriptions-in" if choice.chosen else "subscriptions-out"
        name = cut(choice.name, LONGEST)
        found.append((words.button(key, "sub_pick", choice.id, message.page, message.by, name=name),))
    turning = []
    if message.page > 0:
        turning.append(words.button("page-back", "sub_look", message.page - 1, 0, message.by))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "sub_look", message.page + 1, 0, message.by))
    if turning:
        found.append(tuple(turning))
    return (*found, (words.button("subscriptions-back", "sub_look"),))
