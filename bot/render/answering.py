"""Beside the five steps of a report: one measure, earlier evidence, help wanted, a colleague who writes, an addition."""

from __future__ import annotations

from collections.abc import Callable

from bot.render.form_frame import form_button, form_head, leaving
from bot.render.registry import Words, renders
from bot.render.report_parts import figure_lines, folded, lines, paragraphs, period, problem, rows, status
from bot.screen import Html, Screen
from domain.messages.answering import AskHelp, AskMore, AskPart, AskShelf, BeingWritten, HelpWanted, TakenOver

FILES_SHOWN = 8


@renders(AskPart)
def ask_part(message: AskPart, words: Words) -> Screen:
    on = message.head

    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            form_head(on, words),
            words("part-measure", at=message.at, of=message.of, text=short(message.measure)),
            words("report-last-text", text=short(message.last_text), **words.round(on.key))
            if message.last_text
            else None,
            words("report-written", text=short(message.text)) if message.text else None,
            words("part-ask-more" if message.text else "part-ask", **words.round(on.key)),
        )

    last = message.at == message.of
    first = form_button("part-done" if last else "part-next", on, "next", words)
    others = []
    if message.last_text and message.last_text != message.text:
        others.append(form_button("part-same", on, "same", words, **words.round(on.key)))
    if message.text:
        others.append(form_button("part-clear", on, "clear", words))
    others.append(form_button("part-whole", on, "whole", words))
    return Screen(folded(card)[0], rows([first], others, leaving(on, words, inside=True)))


@renders(AskShelf)
def ask_shelf(message: AskShelf, words: Words) -> Screen:
    on = message.head
    listed = [
        words("shelf-line", at=one.at, name=one.name, number=one.number, period=period(one.key, words))
        for one in message.files
    ]
    text = paragraphs(
        form_head(on, words),
        lines(words("shelf-title"), *listed) if listed else words("shelf-empty"),
        words("evidence-count", count=message.held),
        words("shelf-ask") if listed else None,
    )
    others = [
        words.button("shelf-use", "f", on.dialogue, on.rev, f"use-{one.evidence}", at=one.at) for one in message.files
    ]
    if message.page > 0:
        others.append(form_button("page-back", on, f"shelf-{message.page - 1}", words))
    if message.page < message.pages - 1:
        others.append(form_button("page-on", on, f"shelf-{message.page + 1}", words))
    return Screen(
        text,
        rows([form_button("shelf-done", on, "back", words)], others, [form_button("report-leave", on, "leave", words)]),
    )


@renders(AskHelp)
def ask_help(message: AskHelp, words: Words) -> Screen:
    on = message.head
    text = paragraphs(
        form_head(on, words),
        words("help-written-line", text=message.text) if message.text else None,
        words("help-ask"),
    )
    drop = [form_button("help-drop", on, "nohelp", words)] if message.text else []
    return Screen(text, rows(others=drop, leaving=leaving(on, words, inside=True)))


@renders(BeingWritten)
def being_written(message: BeingWritten, words: Words) -> Screen:
    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            words.note(message.note).strip() or None,
            lines(
                words("pen-title", number=message.number, period=period(message.key, words)),
                words("report-about", problem=problem(message.problem, 120)),
            ),
            words(
                "pen-held",
                writer=message.writer or "none",
                since=words.moment(message.since),
                touched=words.moment(message.touched_at),
            ),
            lines(
                words("report-status-line", status=status(message.status, words)) if message.status else None,
                *figure_lines(message.figures, message.key, words),
            )
            or None,
            words("report-written", text=short(message.text)) if message.text else None,
            words("evidence-count", count=message.files) if message.files else None,
            words("pen-what"),
        )

    take = words.button("pen-take", "report_take", message.request, message.rev)
    look = words.button("pen-look", "report_open", message.request)
    return Screen(folded(card)[0], rows([take], [look]))


@renders(TakenOver)
def taken_over(message: TakenOver, words: Words) -> Screen:
    text = words(
        "pen-taken",
        number=message.number,
        period=period(message.key, words),
        by=message.by or "none",
        at=words.moment(message.at),
    )
    return Screen(text, rows([words.button("report-go-on", "report_open", message.request)]))


@renders(HelpWanted)
def help_wanted(message: HelpWanted, words: Words) -> Screen:
    def card(short: Callable[[str], str]) -> Html:
        if message.seen_at is not None:
            state = words("help-state-seen", by=message.seen_by or "none", at=words.moment(message.seen_at))
        elif message.taken_back:
            state = words("help-state-back")
        else:
            state = words("help-state-new")
        return paragraphs(
            lines(
                words(
                    "help-title",
                    number=message.number,
                    department=message.department,
                    period=period(message.key, words),
                ),
                words("report-about", problem=problem(message.problem, 80)),
            ),
            words("help-text", text=short(message.text)),
            words("help-sent", at=words.moment(message.sent_at)),
            state,
        )

    waits = message.seen_at is None and not message.taken_back
    seen = [words.button("help-seen", "help_seen", message.report, message.rev)] if waits else []
    return Screen(folded(card)[0], rows(seen))


@renders(AskMore)
def ask_more(message: AskMore, words: Words) -> Screen:
    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            words.note(message.note).strip() or None,
            words("more-title", number=message.number, period=period(message.key, words)),
            words("report-written", text=short("\n".join(message.texts))) if message.texts else None,
            lines(
                words("evidence-count", count=len(message.files)),
                words("evidence-names", names=words.plain("collection-comma").join(message.files[:FILES_SHOWN])),
            )
            if message.files
            else None,
            words("more-ask"),
        )

    ids = (message.dialogue, message.rev)
    some = message.texts or message.files
    send = [words.button("more-send", "f", *ids, "send", style="primary")] if some else []
    return Screen(folded(card)[0], rows(send, leaving=[words.button("more-leave", "f", *ids, "leave")]))
