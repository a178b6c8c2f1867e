"""What a department sent: the list by round and task, one report, one file of it."""

from __future__ import annotations

from collections.abc import Callable

from bot.render.registry import Words, renders
from bot.render.report_parts import (
    figure_lines,
    folded,
    lines,
    paragraphs,
    period,
    problem,
    rows,
    sent_line,
    status,
    with_number,
)
from bot.screen import Attachment, Button, Html, Screen
from domain.messages.history import History, SentFile, SentLine, SentReport
from domain.presses import Press

FILES_SHOWN = 8


@renders(History)
def history(message: History, words: Words) -> Screen:
    if not message.lines:
        return Screen(words("history-none"))
    listed: list[Html] = []
    rounds = None
    for line in message.lines:
        if line.key != rounds:
            listed.append(words("history-round", period=period(line.key, words)))
            rounds = line.key
        listed.append(_line(line, words, departments=message.departments))
    text = paragraphs(words("history-title", count=message.total), lines(*listed), words("history-what"))
    others = [
        Button(with_number("history-open", line.number, words), press=Press("history_open", line.report, message.page))
        for line in message.lines
    ]
    if message.page > 0:
        others.append(words.button("page-back", "history", 0, message.page - 1))
    if message.page < message.pages - 1:
        others.append(words.button("page-on", "history", 0, message.page + 1))
    return Screen(text, rows(others=others))


@renders(SentReport)
def sent_report(message: SentReport, words: Words) -> Screen:
    seen = words.moment(message.help_seen_at) if message.help_seen_at is not None else "none"

    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            lines(
                words(f"report-receipt-{message.state}", number=message.number, period=period(message.key, words)),
                words("report-about", problem=problem(message.problem, 80)),
            ),
            lines(
                words("report-status-line", status=status(message.status, words)) if message.status else None,
                *figure_lines(message.figures, message.key, words),
            ),
            words("report-text", text=short(message.text)) if message.text else words("report-no-text"),
            lines(
                words("evidence-count", count=len(message.files)),
                words("evidence-names", names=words.plain("collection-comma").join(message.files[:FILES_SHOWN]))
                if message.files
                else None,
                words("receipt-help", text=short(message.help), seen=seen) if message.help else None,
            ),
            lines(
                sent_line(message.sent_at, message.writer, words, late=message.late),
                words("history-comment", comment=message.comment) if message.comment else None,
            ),
        )

    others = [words.button("history-files", "history_files", message.report)] if message.files else []
    back = words.button("history-back", "history", 0, message.page)
    return Screen(folded(card)[0], rows(others=others, leaving=[back]))


@renders(SentFile)
def sent_file(message: SentFile, words: Words) -> Screen:
    text = words("history-file", number=message.number, period=period(message.key, words), at=message.at, of=message.of)
    return Screen(text, attachment=Attachment(message.name, sha256=message.sha256))


def _line(line: SentLine, words: Words, *, departments: bool) -> Html:
    return words(
        "history-line",
        number=line.number,
        problem=problem(line.problem),
        state=words(f"row-{line.state}"),
        at=words.date(line.sent_at.astimezone(words.zone).date()) if line.sent_at is not None else "none",
        late="yes" if line.late else "no",
        department=line.department if departments else "none",
    )
