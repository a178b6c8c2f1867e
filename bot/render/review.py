"""A report in review, as coordinators see it, and what the department hears of the decision."""

from __future__ import annotations

from collections.abc import Callable

from bot.render import compared
from bot.render.registry import Words, renders
from bot.render.report_parts import figure_lines, folded, lines, paragraphs, period, problem, rows, status
from bot.screen import Attachment, Button, Html, Screen, cut, length
from domain.figures import doubt_about
from domain.messages.review import (
    Accepted,
    AcceptedMany,
    Alike,
    AskComment,
    Decided,
    FullText,
    Returned,
    ReviewCard,
)

REWRITTEN = 60  # per cent: a text of which more is new is read, not compared
MOST_MARKED, MOST_SHORTENED = 3000, 1800  # UTF-16 units that a marked text may take of the card, whole or its changes


@renders(ReviewCard)
def review_card(message: ReviewCard, words: Words) -> Screen:
    marked, before = _marked_text(message, words), words.round(message.key)["last"]

    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            lines(
                words(
                    "review-title",
                    number=message.number,
                    department=message.department,
                    period=cut(message.title, 30) if message.title else period(message.key, words),
                    late="yes" if message.late else "no",
                ),
                problem(message.problem, 80) and words("report-about", problem=problem(message.problem, 80)),
            ),
            lines(
                words(
                    "review-status",
                    status=status(message.status, words),
                    last=status(message.last_status, words) if message.last_status else "none",
                    before=before,
                )
                if message.status or not message.question
                else words("report-question", question=short(message.question)),
                *figure_lines(message.figures, message.key, words),
                *_doubts(message, words),
            ),
            lines(
                words("review-changed", percent=message.changed, based="yes" if message.based else "no", before=before)
                if message.changed is not None
                else None,
                *(_alike(one, message, words) for one in message.alike),
            ),
            *_texts(message, marked, short, words),
            words("review-help", text=short(message.help_wanted)) if message.help_wanted else None,
            words("evidence-count", count=message.files),
            _outcome(message, words),
        )

    text, is_cut = folded(card)
    return Screen(text, _buttons(message, words, is_cut=is_cut), silent=message.quiet)


def _marked_text(message: ReviewCard, words: Words) -> tuple[Html | None, bool]:
    """This quarter's text with what changed marked in it, where that is the best way to read it; else its changes alone.

    True where it is the whole text.
    """
    if not message.text or not message.last_text or message.changed is None:
        return None, False
    if message.changed > REWRITTEN and not message.based:
        return None, False
    pieces = compared.changes(message.last_text, message.text)
    if compared.marks(pieces) > compared.MOST_MARKS:
        return None, False
    text = compared.marked(pieces)
    if length(text) <= MOST_MARKED:
        return text, True
    text = compared.marked(compared.shortened(pieces, words))
    return (text if length(text) <= MOST_SHORTENED else None), False


def _texts(
    message: ReviewCard, marked: tuple[Html | None, bool], short: Callable[[str], str], words: Words
) -> tuple[Html | None, ...]:
    changes, is_whole = marked
    before, last = words.round(message.key)["last"], None
    if message.last_text:
        last = words("report-last-text", text=short(message.last_text), **words.round(message.key))
    if not message.text:
        return words("report-no-text"), last
    if changes is None:
        return words("report-text", text=short(message.text)), last
    if is_whole:
        return (words("review-text-marked", text=changes, before=before),)
    return words("review-text-changes", text=changes, before=before), words("report-text", text=short(message.text))


def _doubts(message: ReviewCard, words: Words) -> list[Html]:
    """Figures that the department was asked about and meant."""
    found = []
    for figure in message.figures:
        doubt = doubt_about(figure.value, figure.last, figure.target) if figure.value is not None else None
        if doubt is not None:
            found.append(words(f"review-figure-{doubt}", name=figure.name, before=words.round(message.key)["last"]))
    return found


def _alike(one: Alike, message: ReviewCard, words: Words) -> Html:
    if one.own:
        return words("review-alike-own", period=period(one.key, words), percent=one.percent)
    department = one.department if one.department != message.department else "none"
    of = period(one.key, words) if one.key != message.key else "none"
    return words("review-alike", number=one.number, department=department, period=of, percent=one.percent)


@renders(AskComment)
def ask_comment(message: AskComment, words: Words) -> Screen:
    text = paragraphs(
        words.note(message.note).strip() or None,
        words(
            "review-comment-title",
            number=message.number,
            department=message.department,
            period=period(message.key, words),
        ),
        words("review-comment-ask"),
    )
    return Screen(text, rows(leaving=[words.button("review-keep", "f", message.dialogue, message.rev, "keep")]))


@renders(FullText)
def full_text(message: FullText, words: Words) -> Screen:
    facts = {"number": message.number, "department": message.department, "period": period(message.key, words)}
    name = words.plain("review-full-text-name", **facts)
    return Screen(words("review-full-text", **facts), attachment=Attachment(name, message.text.encode))


@renders(Accepted)
def accepted(message: Accepted, words: Words) -> Screen:
    facts = {"number": message.number, "period": period(message.key, words)}
    if message.task is None:
        return Screen(words("review-accepted", **facts), silent=True)
    apply = words.button("review-apply", "accept_apply", message.task, message.task_rev)
    return Screen(words("review-accepted-done", **facts), rows([apply]), silent=True)


@renders(AcceptedMany)
def accepted_many(message: AcceptedMany, words: Words) -> Screen:
    numbers = cut(words.plain("review-comma").join(message.numbers), 300)
    return Screen(
        words(
            "review-accepted-many",
            count=len(message.numbers),
            numbers=numbers,
            period=period(message.key, words),
        ),
        silent=True,
    )


@renders(Returned)
def returned(message: Returned, words: Words) -> Screen:
    text = words(
        "review-returned",
        number=message.number,
        period=period(message.key, words),
        comment=message.comment,
        due="past" if message.due_on_passed else "ahead",
    )
    return Screen(text, rows([words.button("review-correct", "report_open", message.request)]))


def _outcome(message: ReviewCard, words: Words) -> Html | None:
    if message.decided is not None:
        return _decided(message.decided, words)
    if message.taken_back:
        return words("review-is-taken-back")
    return words("review-round-cancelled" if message.stays else "review-what")


def _decided(decided: Decided, words: Words) -> Html:
    by = decided.by or "none"
    at = words.moment(decided.at)
    if decided.comment:
        return words("review-line-returned", by=by, at=at, comment=decided.comment)
    return words("review-line-accepted", by=by, at=at)


def _buttons(message: ReviewCard, words: Words, *, is_cut: bool) -> tuple[tuple[Button, ...], ...]:
    ids = (message.report, message.rev)
    first, others = [], []
    if message.decided is None and not message.taken_back:
        first = [words.button("review-accept", "review_accept", *ids, style="success")]
        others = [] if message.stays else [words.button("review-return", "review_return", *ids)]
    if message.text and message.last_text:
        others.append(words.button("review-compare", "review_compare", *ids, before=words.round(message.key)["last"]))
    like = next((one for one in message.alike if not one.own), None)
    if like is not None and message.text:
        others.append(words.button("review-see-alike", "review_compare", *ids, str(like.report)))
    if message.files:
        others.append(words.button("review-evidence", "review_files", message.report))
    if is_cut:
        others.append(words.button("review-whole", "review_text", message.report))
    if message.others:
        others.append(words.button("review-next", "review_next", message.report, count=message.others))
    return rows(first, others)
