"""The acts above a reminder as a coordinator sees them, and the document a department is sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.render.registry import Words, renders
from bot.render.reminders import LABEL, overdue_line
from bot.render.report_parts import lines, paragraphs, period, problem, rows
from bot.screen import Attachment, Button, Html, Screen, cut
from domain.messages.supervision import (
    ActCard,
    ActDelivered,
    ActFile,
    ActLine,
    ActList,
    BulletinPreview,
    ChooseRound,
    ChooseUnit,
    LetterPreview,
    Ranked,
    TalkForm,
)
from domain.presses import Press
from domain.supervision import ANSWER_DAYS, ActKind

TASKS = 8  # tasks of a letter named on its preview; the letter names all
DAYS = 6  # days named in a line; the letter names all
NUMBERS = 12  # tasks named on an act's card
NOTE = 600  # characters of a talk on its card while it is checked; kept whole


@renders(ActList)
def act_list(message: ActList, words: Words) -> Screen:
    text = paragraphs(
        words(
            "act-list",
            year=str(message.year),
            letters=message.letters,
            bulletins=message.bulletins,
            talks=message.talks,
            page=message.page + 1,
            pages=message.pages,
        ),
        lines(*(act_line(line, words) for line in message.lines)) or words("act-none"),
        words("act-list-what"),
    )
    make = [
        words.button("act-new-bulletin", "doc_new", argument="bulletin"),
        words.button("act-new-talk", "doc_new", argument="talk"),
    ]
    shown = [_open(line, words) for line in message.lines]
    turning = _turning("doc_list", "", message.page, message.pages, words)
    letter = words.button("act-new-letter", "doc_new", argument="letter")
    papers = [words.button("paper-register", "doc_register"), words.button("paper-year", "doc_year")]
    if message.archived:
        papers.append(words.button("archive-button", "archive_list", count=message.archived))
    return Screen(text, rows([letter], make) + rows(others=shown) + rows(others=turning) + rows(others=papers))


def act_line(line: ActLine, words: Words) -> Html:
    return words("act-line", name=_name(line, words), about=_about(line, words), day=words.date(line.on))


def _open(line: ActLine, words: Words) -> Button:
    return words.button(f"act-open-{line.act_kind}", "doc_show", line.act, number=line.number)


def _name(act: ActLine | ActCard | ActFile | ActDelivered, words: Words) -> str:
    """`督办单〔2024〕3号`"""
    return words.plain(f"act-name-{act.act_kind}", year=str(act.year), number=act.number)


def _about(act: ActLine | ActCard | ActFile | ActDelivered, words: Words) -> str:
    """The department, or the round of a bulletin."""
    if act.key is not None:
        return period(act.key, words)
    return act.department or words.plain("act-about-nobody")


@renders(ChooseUnit)
def choose_unit(message: ChooseUnit, words: Words) -> Screen:
    text = paragraphs(
        words(f"act-choose-{message.act_kind}", page=message.page + 1, pages=message.pages),
        lines(*(overdue_line(line, words) for line in message.lines)),
    )
    verb = "doc_letter" if message.act_kind == ActKind.LETTER else "doc_talk"
    units = [Button(cut(line.department, LABEL), press=Press(verb, line.department_id)) for line in message.lines]
    turning = _turning("doc_new", message.act_kind, message.page, message.pages, words)
    return Screen(text, rows(others=units) + rows(others=turning, leaving=[words.button("act-back", "doc_list")]))


@renders(ChooseRound)
def choose_round(message: ChooseRound, words: Words) -> Screen:
    listed = [
        words(
            "act-round",
            at=at,
            period=period(one.key, words),
            programme=one.programme,
            answered=one.answered,
            owed=one.owed,
        )
        for at, one in enumerate(message.rounds, start=1)
    ]
    buttons = [
        words.button("act-round-button", "doc_bulletin", one.cycle, at=at)
        for at, one in enumerate(message.rounds, start=1)
    ]
    text = paragraphs(words("act-choose-round"), lines(*listed))
    return Screen(text, rows(others=buttons, leaving=[words.button("act-back", "doc_list")]))


# -- previews -----------------------------------------------------------------------------------------------------


@renders(LetterPreview)
def letter_preview(message: LetterPreview, words: Words) -> Screen:
    shown = message.tasks[:TASKS]
    text = paragraphs(
        words(
            "supervision-preview",
            name=words.plain("act-name-letter", year=str(message.year), number=message.number),
            department=message.department,
        ),
        lines(
            words("supervision-preview-late", count=len(message.tasks)),
            *(
                words(
                    "supervision-preview-task",
                    number=task.number,
                    problem=problem(task.problem, 14),
                    period=period(task.key, words),
                    due=words.date(task.due_on),
                    days=task.days_over,
                )
                for task in shown
            ),
            words("act-and-more", count=len(message.tasks) - len(shown)) if len(shown) < len(message.tasks) else None,
        ),
        lines(
            _days("supervision-preview-reminded", message.reminded_on, words),
            _days("supervision-preview-nudged", message.nudged_on, words),
            words("supervision-preview-earlier", count=message.earlier) if message.earlier else None,
            words("supervision-preview-demand", day=words.date(message.answer_by), days=message.days),
        ),
        words("supervision-preview-what"),
    )
    id_ = message.department_id
    make = words.button("act-make", "doc_letter_make", id_, message.number, str(message.days), style="primary")
    lengths = [
        words.button("supervision-length", "doc_letter", id_, days, days=days)
        for days in ANSWER_DAYS
        if days != message.days
    ]
    return Screen(text, rows([make], lengths, [words.button("act-back", "doc_list")]))


def _days(key: str, days: Sequence[date], words: Words) -> Html | None:
    if not days:
        return None
    named = words.plain("collection-comma").join(words.date(day) for day in days[-DAYS:])
    return words(key, count=len(days), more="yes" if len(days) > DAYS else "no", days=named)


@renders(BulletinPreview)
def bulletin_preview(message: BulletinPreview, words: Words) -> Screen:
    text = paragraphs(
        words(
            "bulletin-preview",
            name=words.plain("act-name-bulletin", year=str(message.year), number=message.number),
            period=period(message.key, words),
        ),
        words(
            "bulletin-preview-counts",
            departments=message.departments,
            owed=message.owed,
            answered=message.answered,
            on_time=message.on_time,
            late=message.late,
            missing=message.missing,
        ),
        lines(
            *(_ranked(one, words) for one in message.first),
            words("bulletin-preview-between") if message.last else None,
            *(_ranked(one, words) for one in message.last),
        ),
        words("bulletin-preview-what"),
    )
    make = words.button("act-make", "doc_bulletin_make", message.cycle, message.number, style="primary")
    return Screen(text, rows([make], leaving=[words.button("act-back", "doc_list")]))


def _ranked(one: Ranked, words: Words) -> Html:
    return words(
        "bulletin-preview-line",
        place=one.place if one.place is not None else "none",
        department=one.department,
        answered=one.answered,
        owed=one.owed,
        done=one.percent_done if one.percent_done is not None else "none",
        punctual=one.percent_on_time if one.percent_on_time is not None else "none",
    )


@renders(TalkForm)
def talk_form(message: TalkForm, words: Words) -> Screen:
    place = message.dialogue, message.rev
    held = words("talk-held", day=words.date(message.held_on)) if message.held_on else None
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(
            words(
                "talk-title",
                name=words.plain("act-name-talk", year=str(message.year), number=message.number),
                department=message.department,
            ),
            held,
        ),
        words("act-note", text=cut(message.text, NOTE)) if message.text and message.step == "check" else None,
        words(f"talk-{message.step}"),
    )
    leave = words.button("talk-leave", "f", *place, "leave")
    if message.step == "date":
        days = [
            words.button("talk-today", "f", *place, "today"),
            words.button("talk-yesterday", "f", *place, "yesterday"),
        ]
        return Screen(text, rows(others=days, leaving=[leave]))
    if message.step == "note":
        return Screen(text, rows(others=[words.button("talk-edit-day", "f", *place, "date")], leaving=[leave]))
    keep = words.button("talk-keep", "f", *place, "keep", style="primary")
    others = [words.button("talk-edit-day", "f", *place, "date"), words.button("talk-edit-note", "f", *place, "note")]
    return Screen(text, rows([keep], others, [leave]))


# -- an act -------------------------------------------------------------------------------------------------------


@renders(ActCard)
def act_card(message: ActCard, words: Words) -> Screen:
    named = words.plain("collection-comma").join(message.tasks[:NUMBERS])
    more = "yes" if len(message.tasks) > NUMBERS else "no"
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(
            words("act-title", name=_name(message, words), about=_about(message, words)),
            words(f"act-day-{message.act_kind}", day=words.date(message.on)),
            words("act-tasks", count=len(message.tasks), numbers=named, more=more) if message.tasks else None,
            words("act-answer-by", day=words.date(message.answer_by)) if message.answer_by else None,
        ),
        words("act-note", text=cut(message.text, 3000)) if message.text else None,
        _state(message, words),
    )
    back = words.button("act-back", "doc_list")
    if message.asks:
        send = words.button("act-send-yes", "doc_send", message.act, message.rev, "yes", count=message.receivers)
        return Screen(text, rows([send], leaving=[words.button("act-send-no", "doc_send", message.act, 0, "no")]))
    first = []
    if message.has_file and message.sent_at is None and message.receivers:
        first = [words.button("act-send", "doc_send", message.act, message.rev, "ask")]
    others = [words.button("act-download", "doc_file", message.act)] if message.has_file else []
    return Screen(text, rows(first, others, [back]))


def _state(message: ActCard, words: Words) -> Html:
    if message.sent_at is not None:
        return words("act-was-sent", at=words.moment(message.sent_at), people=message.sent_to)
    if message.asks:
        return words(f"act-asks-{message.act_kind}", people=message.receivers)
    if not message.has_file:
        return words("act-is-kept")
    return words("act-not-sent" if message.receivers else "act-no-receivers")


@renders(ActFile)
def act_file(message: ActFile, words: Words) -> Screen:
    text = words("act-file", name=_name(message, words), about=_about(message, words))
    return Screen(text, attachment=Attachment(message.name, sha256=message.sha256))


@renders(ActDelivered)
def act_delivered(message: ActDelivered, words: Words) -> Screen:
    text = words(
        f"act-delivered-{message.act_kind}",
        name=_name(message, words),
        about=_about(message, words),
        count=message.count,
        due=words.date(message.answer_by) if message.answer_by else "none",
    )
    return Screen(text, attachment=Attachment(message.name, sha256=message.sha256))


def _turning(verb: str, argument: str, page: int, pages: int, words: Words) -> list[Button]:
    turning = []
    if page > 0:
        turning.append(words.button("page-back", verb, page - 1, 0, argument))
    if page < pages - 1:
        turning.append(words.button("page-on", verb, page + 1, 0, argument))
    return turning
