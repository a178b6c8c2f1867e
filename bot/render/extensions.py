"""An extension: which task, until when, why; what the office decides; what became of it."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import due_day, lines, paragraphs, period, problem, rows, with_number
from bot.screen import Button, Html, Screen
from domain import wording
from domain.extensions import ExtensionState as State
from domain.messages.extensions import AskExtension, AskOpinion, DecideExtension, ExtensionState, WhichRequest
from domain.presses import Press

PAGE = 8  # tasks a card


@renders(WhichRequest)
def which_request(message: WhichRequest, words: Words) -> Screen:
    pages = max(-(-len(message.owed) // PAGE), 1)
    page = min(message.page, pages - 1)
    shown = message.owed[page * PAGE : (page + 1) * PAGE]
    listed = [
        words(
            "extension-line",
            number=one.item.number,
            problem=problem(one.item.problem),
            period=period(one.key, words),
            due=due_day(one.due_on, words, provisional=one.provisional),
            asked="yes" if one.item.request in message.asked else "no",
        )
        for one in shown
    ]
    ids = (message.dialogue, message.rev)
    others = [
        Button(with_number("which-task", one.item.number, words), press=Press("f", *ids, f"r{one.item.request}"))
        for one in shown
    ]
    if page > 0:
        others.append(words.button("page-back", "f", *ids, f"page-{page - 1}"))
    if page < pages - 1:
        others.append(words.button("page-on", "f", *ids, f"page-{page + 1}"))
    text = paragraphs(
        words.note(message.note).strip() or None,
        words("extension-which-title"),
        lines(*listed),
        words("extension-which-ask"),
    )
    return Screen(text, rows(others=others, leaving=[words.button("extension-leave", "f", *ids, "leave")]))


@renders(AskExtension)
def ask_extension(message: AskExtension, words: Words) -> Screen:
    ids = (message.dialogue, message.rev)
    asked = message.until
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(
            words("extension-title", number=message.number, period=period(message.key, words)),
            words("report-about", problem=problem(message.problem, 80)),
            words(
                "extension-due",
                due=words.date(message.due_on),
                left=wording.time_left(message.days_left, words.language),
            ),
            words("extension-until", until=words.date(asked)) if asked is not None else None,
        ),
        words("extension-ask-reason") if asked is not None else words("extension-ask-day"),
    )
    if asked is not None:
        back = words.button("report-back", "f", *ids, "back")
        return Screen(text, rows(leaving=[back, words.button("extension-leave", "f", *ids, "leave")]))
    offers = [words.button("extension-more", "f", *ids, f"d{offer.days}", days=offer.days) for offer in message.offers]
    dated = lines(
        *(words("extension-offer", days=offer.days, until=words.date(offer.until)) for offer in message.offers)
    )
    leave = words.button("extension-leave", "f", *ids, "leave")
    return Screen(Html(text + "\n" + dated) if dated else text, rows(others=offers, leaving=[leave]))


@renders(ExtensionState)
def extension_state(message: ExtensionState, words: Words) -> Screen:
    text = paragraphs(
        lines(
            words(f"extension-state-{message.state}", number=message.number, period=period(message.key, words)),
            words("extension-from-to", due=words.date(message.was_due_on), until=words.date(message.until)),
            words("extension-reason", reason=message.reason),
            words("extension-opinion", opinion=message.opinion) if message.opinion else None,
        ),
        words("extension-after-due") if message.after_due and message.state == State.ASKED else None,
        words(f"extension-what-{message.state}", until=words.date(message.until)),
    )
    ids = (message.extension, message.rev)
    if message.state == State.ASKED:
        return Screen(text, rows([words.button("extension-withdraw", "extend_withdraw", *ids)]))
    if message.state in (State.GRANTED, State.REFUSED):
        return Screen(text, rows([words.button("report-go-on", "report_open", message.request)]))
    return Screen(text)


@renders(DecideExtension)
def decide_extension(message: DecideExtension, words: Words) -> Screen:
    text = paragraphs(
        lines(
            words(
                "extension-decide-title",
                number=message.number,
                department=message.department,
                period=period(message.key, words),
            ),
            words("report-about", problem=problem(message.problem, 80)),
        ),
        lines(
            words("extension-from-to", due=words.date(message.was_due_on), until=words.date(message.until)),
            words("extension-length", days=message.working_days),
            words("extension-reason", reason=message.reason),
            words(
                "extension-asked-line",
                at=words.moment(message.asked_at),
                after="yes" if message.after_due else "no",
            ),
            words("extension-earlier", count=message.earlier) if message.earlier else None,
        ),
        _outcome(message, words),
    )
    if message.state != State.ASKED:
        return Screen(text)
    ids = (message.extension, message.rev)
    grant = words.button("extension-grant", "extend_grant", *ids, style="success")
    return Screen(text, rows([grant], [words.button("extension-refuse", "extend_refuse", *ids)]))


@renders(AskOpinion)
def ask_opinion(message: AskOpinion, words: Words) -> Screen:
    text = paragraphs(
        words.note(message.note).strip() or None,
        words(
            "extension-opinion-title",
            number=message.number,
            department=message.department,
            until=words.date(message.until),
        ),
        words("extension-opinion-ask"),
    )
    return Screen(text, rows(leaving=[words.button("extension-keep", "f", message.dialogue, message.rev, "keep")]))


def _outcome(message: DecideExtension, words: Words) -> Html:
    if message.state == State.ASKED:
        return words("extension-decide-what")
    if message.state in (State.WITHDRAWN, State.MOOT):
        return words(f"extension-over-{message.state}")
    at = words.moment(message.decided_at or message.asked_at)
    line = words(f"extension-line-{message.state}", by=message.decided_by or "none", at=at)
    return lines(line, words("extension-opinion", opinion=message.opinion) if message.opinion else None)
