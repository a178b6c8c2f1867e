"""A report in review, as coordinators see it, and what the department hears of the decision."""

from __future__ import annotations

from collections.abc import Callable

from bot.render.registry import Words, renders
from bot.render.report_parts import figure_lines, folded, lines, paragraphs, period, problem, rows, status
from bot.screen import Attachment, Button, Html, Screen
from domain.messages.review import (
    Accepted,
    AskComment,
    Decided,
    EvidenceFile,
    FullText,
    Returned,
    ReviewCard,
)


@renders(ReviewCard)
def review_card(message: ReviewCard, words: Words) -> Screen:
    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            lines(
                words(
                    "review-title",
                    number=message.number,
                    department=message.department,
                    period=period(message.key, words),
                    late="yes" if message.late else "no",
                ),
                problem(message.problem, 80) and words("report-about", problem=problem(message.problem, 80)),
            ),
            lines(
                words(
                    "review-status",
                    status=status(message.status, words),
                    last=status(message.last_status, words) if message.last_status else "none",
                ),
                *figure_lines(message.figures, words),
            ),
            words("report-text", text=short(message.text)) if message.text else words("report-no-text"),
            words("report-last-text", text=short(message.last_text)) if message.last_text else None,
            words("evidence-count", count=message.files),
            _outcome(message, words),
        )

    text, is_cut = folded(card)
    return Screen(text, _buttons(message, words, is_cut=is_cut))


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


@renders(EvidenceFile)
def evidence_file(message: EvidenceFile, words: Words) -> Screen:
    text = words(
        "review-evidence-file",
        number=message.number,
        department=message.department,
        period=period(message.key, words),
        at=message.at,
        of=message.of,
    )
    return Screen(text, attachment=Attachment(message.name, sha256=message.sha256))


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
    return words("review-is-taken-back") if message.taken_back else words("review-what")


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
        others = [words.button("review-return", "review_return", *ids)]
    if message.files:
        others.append(words.button("review-evidence", "review_files", message.report))
    if is_cut:
        others.append(words.button("review-whole", "review_text", message.report))
    if message.others:
        others.append(words.button("review-next", "review_next", message.report, count=message.others))
    return rows(first, others)
