"""Days away, who stands in, handing over: the liaison's cards and what the others hear."""

from __future__ import annotations

from datetime import date

from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, rows
from bot.screen import Button, Html, Screen, cut
from domain.messages.absence import AskAway, AwayCard, Cover, HandOver, StandIn

SHORT_NAME = 5  # UTF-16 units of a name or a department on a button
MOST_BUTTONS = 12


def days(first: date, last: date | None, words: Words) -> str:
    """`10月14日(周一)至10月18日(周五)`, `10月14日(周一)`, `10月14日(周一)起`."""
    if last is None:
        return words.plain("days-from", first=words.date(first))
    if first == last:
        return words.date(first)
    return words.plain("days-between", first=words.date(first), last=words.date(last))


@renders(AskAway)
def ask_away(message: AskAway, words: Words) -> Screen:
    at = (message.dialogue, message.rev)
    text = paragraphs(
        words.note(message.note).strip() or None,
        words("away-title"),
        words(
            "away-ask",
            week=words.date(message.week_ends),
            next=words.date(message.next_week_ends),
        ),
    )
    buttons = [words.button(f"away-{which}", "f", *at, which) for which in ("today", "week", "next")]
    return Screen(text, rows(buttons[:1], buttons[1:], [words.button("away-leave", "f", *at, "leave")]))


@renders(AwayCard)
def away_card(message: AwayCard, words: Words) -> Screen:
    if message.first is None:
        return Screen(words("away-none"), rows([words.button("away-set-again", "away_dates")]))
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(
            words("away-is-set", days=days(message.first, message.last, words)),
            *(_cover(cover, words) for cover in message.covers),
        ),
        words("away-what"),
    )
    buttons = [button for cover in message.covers for button in _cover_buttons(cover, message, words)]
    back = words.button("away-back" if message.begun else "away-call-off", "away_back")
    return Screen(text, rows(others=[*buttons[:MOST_BUTTONS], words.button("away-change", "away_dates"), back]))


def _cover(cover: Cover, words: Words) -> Html:
    names = words.plain("collection-comma").join(name for _, name in (*cover.deputies, *cover.others) if name)
    how = "deputy" if cover.deputies else "others" if cover.others else "invited" if cover.invited else "nobody"
    return words(f"away-cover-{how}", department=cover.department, names=names or "none", email=cover.email or "none")


def _cover_buttons(cover: Cover, message: AwayCard, words: Words) -> list[Button]:
    several = len(message.covers) > 1
    where = cut(cover.department, SHORT_NAME) if several else "none"
    found = [
        words.button("away-colleague", "away_ask", cover.role, 0, str(person), name=cut(name, SHORT_NAME) or "none")
        for person, name in cover.others
    ]
    found += [
        words.button("away-drop", "away_drop", role, name=cut(name, SHORT_NAME) or "none")
        for role, name in cover.deputies
    ]
    return [*found, words.button("away-invite", "away_invite", cover.role, where=where)]


@renders(StandIn)
def stand_in(message: StandIn, words: Words) -> Screen:
    text = words(
        "stand-in-deputy" if message.deputy else "stand-in-colleague",
        department=message.department,
        name=message.name or "none",
        days=days(message.first, message.last, words),
        owed=message.owed,
    )
    return Screen(text, rows([words.button("stand-in-todo", "report_todo")]) if message.owed else ())


@renders(HandOver)
def hand_over(message: HandOver, words: Words) -> Screen:
    leaving = next((role for role in message.roles if role.role == message.asks), None)
    if leaving is not None:
        how = "deputy" if leaving.deputy else "others" if leaving.others else "last"
        yes = words.button("handover-leave-yes", "hand_leave", leaving.role, 0, "yes", style="danger")
        no = words.button("handover-leave-no", "hand_leave", leaving.role, 0, "no")
        return Screen(words(f"handover-asks-{how}", department=leaving.department), ((yes,), (no,)))
    several = len(message.roles) > 1
    links, leaves = [], []
    for role in message.roles[:MOST_BUTTONS]:
        where = cut(role.department, SHORT_NAME) if several else "none"
        if not role.deputy:
            links.append(words.button("handover-link", "hand_link", role.role, where=where))
        leaves.append(words.button("handover-leave", "hand_leave", role.role, 0, "ask", where=where))
    text = paragraphs(
        words("handover-title"),
        lines(
            *(
                words(
                    "handover-line",
                    department=role.department,
                    others=role.others,
                    state="deputy" if role.deputy else "invited" if role.invited else "none",
                )
                for role in message.roles
            )
        ),
        words("handover-what"),
    )
    return Screen(text, rows(others=[*links, *leaves]) if several else rows(links, leaves))
