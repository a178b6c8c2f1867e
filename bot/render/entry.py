"""A coordinator's form for what came by phone, post or mail, the code for whoever called, and what came too late."""

from __future__ import annotations

from bot.render.objections import Rows, folded
from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, rows
from bot.screen import Button, Html, Screen, cut
from domain.messages.entry import AskLateReason, EntryCode, EntryDone, EntryForm, LateCard, NoticeLine

NUMBERS = 3  # tasks of a notice named in a list


@renders(EntryForm)
def entry_form(message: EntryForm, words: Words) -> Screen:
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(words("entry-head"), words("entry-notice", title=message.title) if message.title else None),
        _BODY.get(message.step, _asked)(message, words),
    )
    return Screen(text, _rows(message, words), protect=message.step == "preview")


def _asked(message: EntryForm, words: Words) -> Html:
    return words(f"entry-{message.step}", source=message.source or "phone")


def _notices(message: EntryForm, words: Words) -> Html:
    return paragraphs(words("entry-which"), lines(*(_line(notice, words) for notice in message.notices)))


def _line(notice: NoticeLine, words: Words) -> Html:
    return words(
        "entry-notice-line",
        at=notice.at,
        numbers="、".join(notice.numbers[:NUMBERS]),
        starts=words.date(notice.starts_on),
        ends=words.date(notice.ends_on),
        running="yes" if notice.running else "no",
    )


def _tasks(message: EntryForm, words: Words) -> Html:
    shown = [
        words(
            "objection-task-chosen" if task.chosen else "objection-task",
            number=task.number,
            problem=cut(task.problem, 30),
        )
        for task in message.tasks
    ]
    return paragraphs(words("entry-tasks"), lines(*shown))


def _preview(message: EntryForm, words: Words) -> Html:
    chosen = [task.number for task in message.tasks if task.chosen] or [task.number for task in message.tasks]
    return paragraphs(
        lines(
            words(
                "entry-came",
                source=words.plain(f"entry-source-{message.source}"),
                received=words.date(message.received_on),
                posted=words.date(message.posted_on)
                if message.posted_on
                else "unreadable"
                if message.no_postmark
                else "none",
            ),
            words("entry-is-late" if message.late else "entry-in-time", ends=words.date(message.ends_on))
            if message.ends_on
            else None,
            words("entry-about", numbers="、".join(chosen)),
            words("entry-anonymous")
            if message.anonymous
            else words("entry-named", name=message.name, contact=message.contact),
        ),
        folded(message.text, words),
        words("case-files", files=message.files) if message.files else None,
        words("entry-then"),
    )


_BODY = {"notice": _notices, "tasks": _tasks, "preview": _preview}


def _rows(message: EntryForm, words: Words) -> Rows:
    def button(key: str, value: str, style: str | None = None, **facts: object) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value, style=style, **facts)

    leaving = [button("entry-leave", "leave")]
    match message.step:
        case "notice":
            choices = [
                button("entry-choose", str(notice.id), at=notice.at, number=notice.numbers[0] if notice.numbers else "")
                for notice in message.notices
            ]
            return rows(others=choices, leaving=leaving)
        case "source":
            return rows(
                [button("entry-phone", "phone")],
                [button("entry-letter", "letter"), button("entry-mail", "mail")],
                leaving,
            )
        case "postmark":
            return rows(others=[button("entry-unreadable", "unreadable")], leaving=leaving)
        case "received":
            return rows(others=[button("talk-today", "today"), button("talk-yesterday", "yesterday")], leaving=leaving)
        case "tasks":
            picks = [button("objection-pick", f"task-{task.id}", task=task.number) for task in message.tasks]
            return rows([button("objection-next", "next")], [*picks, button("objection-all", "all")], leaving)
        case "preview":
            changes = [button("entry-change-received", "received"), button("entry-change-source", "source")]
            if message.source == "letter":
                changes.append(button("entry-change-postmark", "postmark"))
            if len(message.tasks) > 1:
                changes.append(button("entry-change-tasks", "tasks"))
            return rows([button("entry-register", "register", "success")], changes, leaving)
    return rows(leaving=leaving)


@renders(EntryDone)
def entry_done(message: EntryDone, words: Words) -> Screen:
    text = lines(
        words(
            "entry-done",
            number=message.register_number,
            source=words.plain(f"entry-source-{message.source}"),
            who=words.plain("case-anonymous" if message.anonymous else "case-named"),
        ),
        words("entry-routed" if message.letters else "entry-not-routed"),
        words("entry-done-late") if message.late else None,
        words("entry-done-closed", numbers="、".join(message.closed)) if message.closed else None,
    )
    return Screen(text)


@renders(EntryCode)
def entry_code(message: EntryCode, words: Words) -> Screen:
    copy = Button(words.plain("receipt-copy"), copy=message.code)
    text = words("entry-code", number=message.register_number, code=message.code, source=message.source)
    return Screen(text, ((copy,),))


@renders(LateCard)
def late_card(message: LateCard, words: Words) -> Screen:
    text = paragraphs(
        words(
            "late",
            number=message.register_number,
            title=message.title,
            source=words.plain(f"entry-source-{message.source}"),
            ends=words.date(message.ends_on),
            received=words.date(message.received_on),
            posted=words.date(message.posted_on) if message.posted_on else "none",
        ),
        words(f"late-{message.decision or 'asks'}", reason=message.reason),
    )
    if message.decision:
        return Screen(text)
    accept = words.button("late-accept", "late_accept", message.id, message.rev)
    return Screen(text, ((accept, words.button("late-keep", "late_keep", message.id, message.rev)),))


@renders(AskLateReason)
def ask_late_reason(message: AskLateReason, words: Words) -> Screen:
    text = Html(f"{words.note(message.note)}{words('late-reason', number=message.register_number)}")
    return Screen(text, ((words.button("late-leave", "f", message.dialogue, message.rev, "leave"),),))
