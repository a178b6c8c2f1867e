"""The form of a report, step by step, and what its card becomes once it was sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.render.form_frame import about, form_button, form_head, leaving
from bot.render.registry import Words, renders
from bot.render.report_parts import (
    amount,
    due_day,
    figure_lines,
    folded,
    lines,
    paragraphs,
    period,
    problem,
    rows,
    sent_line,
    status,
)
from bot.screen import Button, Html, Screen
from domain import wording
from domain.figures import example_of
from domain.messages.collection import (
    AskEvidence,
    AskFigure,
    AskStatus,
    AskText,
    KeptDraft,
    Preview,
    Receipt,
    Saved,
)
from domain.states import ReportState, ReportStatus

FILES_SHOWN = 8  # with a button each to take it out again
MEASURE = 300  # characters of a measure: enough to know which it is


@renders(AskStatus)
def ask_status(message: AskStatus, words: Words) -> Screen:
    head = message.head
    chosen = words("report-chosen", status=status(message.status, words)) if message.status else None
    last = None
    if message.last_status:
        last = words("report-last-status", status=status(message.last_status, words), **words.round(head.key))
    asks = words("report-ask-status", **words.round(head.key))
    text = paragraphs(form_head(head, words), lines(about(head, words), last, chosen), asks)
    choices = [form_button(f"status-{name}", head, name, words) for name in ReportStatus]
    on_track = choices.pop(list(ReportStatus).index(ReportStatus.ON_TRACK))
    if message.can_repeat:
        choices.append(form_button("report-same", head, "same", words, **words.round(head.key)))
    return Screen(text, rows([on_track], choices, [form_button("report-leave", head, "leave", words)]))


@renders(AskText)
def ask_text(message: AskText, words: Words) -> Screen:
    head, called = message.head, words.round(message.head.key)

    def card(short: Callable[[str], str]) -> Html:
        measures = "\n".join(f"{at}. {problem(text, MEASURE)}" for at, text in enumerate(message.measures, start=1))
        return paragraphs(
            form_head(head, words),
            about(head, words),
            words("report-measures", text=short(measures)) if measures else None,
            words("report-last-text", text=short(message.last_text), **called) if message.last_text else None,
            words("report-written", text=short(message.text)) if message.text else None,
            words("report-from-last", **called) if message.based_on_last else None,
            words(
                "report-ask-more" if message.text else "report-ask-answer" if head.question else "report-ask-text",
                **called,
            ),
        )

    may_go_on = message.text or message.status == ReportStatus.NO_CHANGE
    others = []
    if len(message.measures) > 1:
        others.append(form_button("report-by-measure", head, "parts", words))
    if message.last_text and not message.based_on_last:
        others.append(form_button("report-use-last", head, "last", words, **called))
    if message.text:
        others.append(form_button("report-clear", head, "clear", words))
    first = [form_button("report-next", head, "next", words)] if may_go_on else []
    return Screen(folded(card)[0], rows(first, others, leaving(head, words)))


@renders(AskFigure)
def ask_figure(message: AskFigure, words: Words) -> Screen:
    head, figure, called = message.head, message.figure, words.round(message.head.key)
    known = [words("figure-name", name=figure.name, at=message.at, of=message.of)]
    if figure.target is not None:
        known.append(words("figure-target-line", value=wording.format_amount(figure.target, figure.unit)))
    if figure.last is not None:
        known.append(words("figure-last-line", value=wording.format_amount(figure.last, figure.unit), **called))
    if figure.given:
        known.append(words("figure-given-line", value=amount(figure.value, figure.unit, words)))
    if message.doubt is not None and message.doubted is not None:
        asked = words(
            f"figure-doubt-{message.doubt}",
            value=wording.format_amount(message.doubted, figure.unit),
            before=amount(figure.last, figure.unit, words),
            **called,
            target=amount(figure.target, figure.unit, words),
        )
        sure = [form_button("figure-yes", head, "yes", words), form_button("figure-no", head, "no", words)]
        return Screen(
            paragraphs(form_head(head, words), lines(*known), asked), (tuple(sure), *rows(leaving=leaving(head, words)))
        )
    text = paragraphs(
        form_head(head, words),
        lines(*known),
        words("figure-ask", example=example_of(figure.unit, figure.target), **called),
    )
    others = [form_button("figure-same", head, "same", words, **called)] if figure.last is not None else []
    others.append(form_button("figure-no-data", head, "none", words))
    first = [form_button("report-next", head, "next", words)] if figure.given else []
    return Screen(text, rows(first, others, leaving(head, words)))


@renders(AskEvidence)
def ask_evidence(message: AskEvidence, words: Words) -> Screen:
    head = message.head
    first = len(message.files) - len(message.files[-FILES_SHOWN:])
    shown = list(enumerate(message.files[first:], start=first + 1))
    held = [words("evidence-count", count=len(message.files))] if message.files else []
    held += [words("evidence-line", at=at, name=name) for at, (_, name) in shown]
    text = paragraphs(form_head(head, words), lines(*held), words("evidence-ask"))
    drops = [
        words.button("evidence-drop", "f", head.dialogue, head.rev, f"drop-{id_}", at=at) for at, (id_, _) in shown
    ]
    done = form_button("evidence-done" if message.files else "evidence-none", head, "next", words)
    again = [form_button("evidence-again", head, "shelf", words)] if message.again else []
    return Screen(text, rows([done], [*again, *drops], leaving(head, words)))


@renders(Preview)
def preview(message: Preview, words: Words) -> Screen:
    head = message.head

    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            form_head(head, words),
            lines(
                words("report-status-line", status=status(message.status, words)) if message.asks_status else None,
                *figure_lines(message.figures, head.key, words),
            )
            or None,
            words("report-text", text=short(message.text)) if message.text else words("report-no-text"),
            words("report-from-last", **words.round(message.head.key)) if message.based_on_last else None,
            _files(message.files, words),
            words("help-written-line", text=short(message.help)) if message.help else None,
            words("report-will-be-late") if message.late else None,
            words("report-check"),
        )

    changes = [form_button("report-edit-status", head, "edit-status", words)] if message.asks_status else []
    changes.append(form_button("report-edit-text", head, "edit-text", words))
    if message.figures:
        changes.append(form_button("report-edit-figures", head, "edit-figures", words))
    changes.append(form_button("report-edit-evidence", head, "edit-evidence", words))
    changes.append(form_button("help-open", head, "help", words))
    send = words.button("report-send", "f", head.dialogue, head.rev, "send", style="primary")
    return Screen(folded(card)[0], rows([send], changes, leaving(head, words)))


@renders(Saved)
def saved(message: Saved, words: Words) -> Screen:
    text = words(
        "report-saved-card",
        number=message.number,
        period=period(message.key, words),
        step=message.step,
        steps=message.steps,
        due=due_day(message.due_on, words, provisional=message.provisional),
        late="yes" if message.late else "no",
    )
    first = words.button("report-go-on", "report_open", message.request)
    return Screen(text, rows([first], [words.button("extension-open", "extend", message.request)]))


@renders(Receipt)
def receipt(message: Receipt, words: Words) -> Screen:
    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            words(f"report-receipt-{message.state}", number=message.number, period=period(message.key, words)),
            lines(
                words("report-status-line", status=status(message.status, words)) if message.status else None,
                *figure_lines(message.figures, message.key, words),
            ),
            words("report-text", text=short(message.text)) if message.text else words("report-no-text"),
            lines(
                words("evidence-count", count=message.files) if message.files else None,
                _help(message, short, words),
                sent_line(message.sent_at, message.writer, words, late=message.late),
            ),
            words("report-take-back-asks") if message.asks_take_back else None,
        )

    return Screen(folded(card)[0], _receipt_rows(message, words))


@renders(KeptDraft)
def kept_draft(message: KeptDraft, words: Words) -> Screen:
    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            lines(
                words("report-kept-title", number=message.number, period=period(message.key, words)),
                words("report-kept-why", why=message.ended),
            ),
            lines(
                words("report-status-line", status=status(message.status, words)) if message.status else None,
                *figure_lines(message.figures, message.key, words),
            ),
            words("report-text", text=short(message.text)) if message.text else None,
            _files(message.files, words) if message.files else None,
            words("report-kept-what"),
        )

    return Screen(folded(card)[0])


# -- parts --------------------------------------------------------------------------------------------------------


def _receipt_rows(message: Receipt, words: Words) -> tuple[tuple[Button, ...], ...]:
    if message.state != ReportState.SUBMITTED:
        return ()
    ids = (message.report, message.rev)
    if not message.asks_take_back:
        more = words.button("report-more", "report_more", *ids)
        back = [] if message.stays else [words.button("report-take-back", "report_back", *ids, "ask")]
        return rows(others=[more, *back])
    sure = words.button("report-take-back-yes", "report_back", *ids, "yes", style="danger")
    return rows([sure], leaving=[words.button("report-take-back-no", "report_back", *ids, "no")])


def _help(message: Receipt, short: Callable[[str], str], words: Words) -> Html | None:
    """What was asked of the office, and whether it knows."""
    if message.help is None:
        return None
    seen = words.moment(message.help_seen_at) if message.help_seen_at is not None else "none"
    return words("receipt-help", text=short(message.help), seen=seen)


def _files(names: Sequence[str], words: Words) -> Html | None:
    if not names:
        return words("evidence-count", count=0)
    shown = words.plain("collection-comma").join(names[:FILES_SHOWN])
    return lines(words("evidence-count", count=len(names)), words("evidence-names", names=shown))
