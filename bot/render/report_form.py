"""The form of a report, step by step, and what its card becomes once it was sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.render.registry import Words, renders
from bot.render.report_parts import (
    amount,
    figure_lines,
    folded,
    lines,
    paragraphs,
    period,
    problem,
    rows,
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
    Head,
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
    last = words("report-last-status", status=status(message.last_status, words)) if message.last_status else None
    text = paragraphs(_head(head, words), lines(_about(head, words), last, chosen), words("report-ask-status"))
    choices = [_press(f"status-{name}", head, name, words) for name in ReportStatus]
    on_track = choices.pop(list(ReportStatus).index(ReportStatus.ON_TRACK))
    if message.can_repeat:
        choices.append(_press("report-same", head, "same", words))
    return Screen(text, rows([on_track], choices, [_press("report-leave", head, "leave", words)]))


@renders(AskText)
def ask_text(message: AskText, words: Words) -> Screen:
    head = message.head

    def card(short: Callable[[str], str]) -> Html:
        measures = "\n".join(f"{at}. {problem(text, MEASURE)}" for at, text in enumerate(message.measures, start=1))
        return paragraphs(
            _head(head, words),
            _about(head, words),
            words("report-measures", text=short(measures)) if measures else None,
            words("report-last-text", text=short(message.last_text)) if message.last_text else None,
            words("report-written", text=short(message.text)) if message.text else None,
            words("report-ask-more" if message.text else "report-ask-text"),
        )

    may_go_on = message.text or message.status == ReportStatus.NO_CHANGE
    others = []
    if message.last_text and message.last_text != message.text:
        others.append(_press("report-use-last", head, "last", words))
    if message.text:
        others.append(_press("report-clear", head, "clear", words))
    first = [_press("report-next", head, "next", words)] if may_go_on else []
    return Screen(folded(card)[0], rows(first, others, _leaving(head, words)))


@renders(AskFigure)
def ask_figure(message: AskFigure, words: Words) -> Screen:
    head, figure = message.head, message.figure
    known = [words("figure-name", name=figure.name, at=message.at, of=message.of)]
    if figure.target is not None:
        known.append(words("figure-target-line", value=wording.format_amount(figure.target, figure.unit)))
    if figure.last is not None:
        known.append(words("figure-last-line", value=wording.format_amount(figure.last, figure.unit)))
    if figure.given:
        known.append(words("figure-given-line", value=amount(figure.value, figure.unit, words)))
    if message.doubt is not None and message.doubted is not None:
        asked = words(
            f"figure-doubt-{message.doubt}",
            value=wording.format_amount(message.doubted, figure.unit),
            last=amount(figure.last, figure.unit, words),
            target=amount(figure.target, figure.unit, words),
        )
        sure = [_press("figure-yes", head, "yes", words), _press("figure-no", head, "no", words)]
        return Screen(
            paragraphs(_head(head, words), lines(*known), asked), (tuple(sure), *rows(leaving=_leaving(head, words)))
        )
    text = paragraphs(
        _head(head, words), lines(*known), words("figure-ask", example=example_of(figure.unit, figure.target))
    )
    others = [_press("figure-same", head, "same", words)] if figure.last is not None else []
    others.append(_press("figure-no-data", head, "none", words))
    first = [_press("report-next", head, "next", words)] if figure.given else []
    return Screen(text, rows(first, others, _leaving(head, words)))


@renders(AskEvidence)
def ask_evidence(message: AskEvidence, words: Words) -> Screen:
    head = message.head
    first = len(message.files) - len(message.files[-FILES_SHOWN:])
    shown = list(enumerate(message.files[first:], start=first + 1))
    held = [words("evidence-count", count=len(message.files))] if message.files else []
    held += [words("evidence-line", at=at, name=name) for at, (_, name) in shown]
    text = paragraphs(_head(head, words), lines(*held), words("evidence-ask"))
    drops = [
        words.button("evidence-drop", "f", head.dialogue, head.rev, f"drop-{id_}", at=at) for at, (id_, _) in shown
    ]
    done = _press("evidence-done" if message.files else "evidence-none", head, "next", words)
    return Screen(text, rows([done], drops, _leaving(head, words)))


@renders(Preview)
def preview(message: Preview, words: Words) -> Screen:
    head = message.head

    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            _head(head, words),
            lines(
                words("report-status-line", status=status(message.status, words)),
                *figure_lines(message.figures, words),
            ),
            words("report-text", text=short(message.text)) if message.text else words("report-no-text"),
            _files(message.files, words),
            words("report-will-be-late") if message.late else None,
            words("report-check"),
        )

    changes = [
        _press("report-edit-status", head, "edit-status", words),
        _press("report-edit-text", head, "edit-text", words),
    ]
    if message.figures:
        changes.append(_press("report-edit-figures", head, "edit-figures", words))
    changes.append(_press("report-edit-evidence", head, "edit-evidence", words))
    send = words.button("report-send", "f", head.dialogue, head.rev, "send", style="primary")
    return Screen(folded(card)[0], rows([send], changes, _leaving(head, words)))


@renders(Saved)
def saved(message: Saved, words: Words) -> Screen:
    text = words(
        "report-saved-card",
        number=message.number,
        period=period(message.key, words),
        step=message.step,
        steps=message.steps,
        due=words.date(message.due_on),
    )
    return Screen(text, rows([words.button("report-go-on", "report_open", message.request)]))


@renders(Receipt)
def receipt(message: Receipt, words: Words) -> Screen:
    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            words(f"report-receipt-{message.state}", number=message.number, period=period(message.key, words)),
            lines(
                words("report-status-line", status=status(message.status, words)),
                *figure_lines(message.figures, words),
            ),
            words("report-text", text=short(message.text)) if message.text else words("report-no-text"),
            lines(
                words("evidence-count", count=message.files) if message.files else None,
                words(
                    "report-sent-line",
                    at=words.moment(message.sent_at),
                    writer=message.writer or "none",
                    late="yes" if message.late else "no",
                )
                if message.sent_at is not None
                else None,
            ),
            words("report-take-back-asks") if message.asks_take_back else None,
        )

    return Screen(folded(card)[0], _receipt_rows(message, words))


# -- parts --------------------------------------------------------------------------------------------------------


def _receipt_rows(message: Receipt, words: Words) -> tuple[tuple[Button, ...], ...]:
    if message.state != ReportState.SUBMITTED:
        return ()
    ids = (message.report, message.rev)
    if not message.asks_take_back:
        return rows([words.button("report-take-back", "report_back", *ids, "ask")])
    sure = words.button("report-take-back-yes", "report_back", *ids, "yes", style="danger")
    return rows([sure], leaving=[words.button("report-take-back-no", "report_back", *ids, "no")])


def _head(head: Head, words: Words) -> Html:
    """Note, number, period, step; and why it came back, where it did."""
    name = _STEP_NAMES[head.place]
    title = words(
        "report-head",
        number=head.number,
        period=period(head.key, words),
        step=head.step,
        steps=head.steps,
        name=words.plain(name),
    )
    returned = words("report-returned-line", comment=head.returned) if head.returned else None
    return Html(words.note(head.note) + lines(title, returned))


def _about(head: Head, words: Words) -> Html:
    return words("report-about", problem=problem(head.problem, 120))


def _files(names: Sequence[str], words: Words) -> Html | None:
    if not names:
        return words("evidence-count", count=0)
    shown = words.plain("collection-comma").join(names[:FILES_SHOWN])
    return lines(words("evidence-count", count=len(names)), words("evidence-names", names=shown))


def _press(key: str, head: Head, value: str, words: Words) -> Button:
    return words.button(key, "f", head.dialogue, head.rev, value)


def _leaving(head: Head, words: Words) -> list[Button]:
    return [_press("report-back", head, "back", words), _press("report-leave", head, "leave", words)]


_STEP_NAMES = {
    "status": "report-step-status",
    "text": "report-step-text",
    "figure": "report-step-figure",
    "evidence": "report-step-evidence",
    "preview": "report-step-preview",
}
