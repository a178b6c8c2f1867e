"""Objections as coordinators see them: the list, the case, its files, the reply. Their contents are not for passing on."""

from __future__ import annotations

from bot.render.objections import Rows, folded, is_long
from bot.render.registry import Words, renders
from bot.screen import Attachment, Button, Html, Screen, cut
from domain.messages.objections import (
    Contact,
    FileCopy,
    ObjectionCard,
    ObjectionList,
    ReplyForm,
    Unsettled,
)


@renders(ObjectionCard)
def objection_card(message: ObjectionCard, words: Words) -> Screen:
    tasks = [words("case-task", number=task.number, problem=cut(task.problem, 40)) for task in message.tasks[:8]]
    state = message.state
    if state == "registered":
        state = "seen" if message.seen else "unseen"
    elif state == "answered":
        state = "upheld" if message.upheld else "refused"
    parts = [
        words(
            "case",
            number=message.register_number,
            who=words("case-anonymous" if message.anonymous else "case-named"),
            moment=words.moment(message.lodged_at),
            tasks=Html("\n".join(tasks)),
            state=words(f"case-state-{state}"),
        ),
        folded(message.text, words) if message.text else Html(""),
        words("case-files", files=message.files) if message.files else Html(""),
        words("case-additions", additions=message.additions) if message.additions else Html(""),
        words("case-answer", answer=cut(message.answer, 600)) if message.answer else Html(""),
        words("case-next") if message.state == "registered" else Html(""),
    ]
    return Screen(Html("\n\n".join(part for part in parts if part)), _case_rows(message, words), protect=True)


def _case_rows(message: ObjectionCard, words: Words) -> Rows:
    def button(key: str, verb: str) -> Button:
        return words.button(key, verb, message.id, message.rev, files=message.files)

    first: list[Button] = []
    more: list[Button] = []
    if message.state == "registered":
        if not message.seen:
            first.append(button("case-seen", "obj_seen"))
        (more if first else first).append(button("case-reply", "obj_reply"))
    if message.files:
        more.append(button("case-show-files", "obj_files"))
    if is_long(message.text):
        more.append(button("case-show-text", "obj_text"))
    if not message.anonymous:
        more.append(button("case-show-contact", "obj_contact"))
    pairs = tuple(tuple(more[at : at + 2]) for at in range(0, len(more), 2))
    return (tuple(first), *pairs) if first else pairs


@renders(ObjectionList)
def objection_list(message: ObjectionList, words: Words) -> Screen:
    if not message.lines:
        return Screen(words("cases-none"))
    lines = [
        words("cases-seen" if seen else "cases-unseen", number=number, tasks=tasks, days=days)
        for _, number, tasks, seen, days in message.lines
    ]
    buttons = [words.button("cases-open", "obj_open", id_, register=number) for id_, number, *_ in message.lines]
    rows: list[tuple[Button, ...]] = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    turning = []
    if message.page > 0:
        turning.append(words.button("page-back", "obj_page", message.page - 1))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "obj_page", message.page + 1))
    if turning:
        rows.append(tuple(turning))
    text = words("cases", total=message.total, list=Html("\n".join(lines)))
    return Screen(text, tuple(rows))


@renders(Contact)
def contact(message: Contact, words: Words) -> Screen:
    text = words("case-contact", number=message.register_number, name=message.name, contact=message.contact)
    return Screen(text, protect=True)


@renders(FileCopy)
def file_copy(message: FileCopy, words: Words) -> Screen:
    caption = words("case-file", number=message.register_number, name=message.name)
    return Screen(caption, attachment=Attachment(message.name, sha256=message.sha256), protect=True)


@renders(ReplyForm)
def reply_form(message: ReplyForm, words: Words) -> Screen:
    def button(key: str, value: str, style: str | None = None) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value, style=style)

    numbers = "、".join(message.numbers)
    verdict = words("verdict-upheld" if message.upheld else "verdict-refused")
    leaving = (button("objection-back", "back"), button("reply-leave", "leave"))
    rows: Rows
    match message.step:
        case "verdict":
            body = words("reply-verdict", numbers=numbers)
            rows = (
                (button("reply-upheld", "upheld"), button("reply-refused", "refused")),
                (button("reply-leave", "leave"),),
            )
        case "text":
            body, rows = words("reply-text", verdict=verdict), (leaving,)
        case "sure":
            body = words("reply-sure", numbers=numbers)
            rows = ((button("reply-uphold-sure", "sure", "danger"),), leaving)
        case _:
            quoted = words("objection-quoted", text=message.text)
            body = words("reply-preview", verdict=verdict, answer=quoted)
            rows = (
                (button("reply-send", "send", "success"),),
                (button("objection-change", "back"), button("reply-leave", "leave")),
            )
    head = words("reply-head", number=message.register_number)
    return Screen(Html(f"{words.note(message.note)}{head}\n\n{body}"), rows, protect=True)


@renders(Unsettled)
def unsettled(message: Unsettled, words: Words) -> Screen:
    return Screen(
        words("case-unsettled", number=message.register_number, words=words("objection-quoted", text=message.words)),
        protect=True,
    )
