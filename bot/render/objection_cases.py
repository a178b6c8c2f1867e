"""Objections as coordinators see them: the list, the case, its files, the reply. Their contents are not for passing on."""

from __future__ import annotations

from bot.render.objections import Rows, folded, is_long
from bot.render.registry import Words, renders
from bot.render.report_parts import due_day, lines, paragraphs, rows
from bot.screen import Attachment, Button, Html, Screen, cut
from domain.messages.objections import (
    Contact,
    FileCopy,
    ObjectionCard,
    ReplyForm,
    SaidLine,
    Unsettled,
)
from domain.objection_states import OPEN, stage
from domain.states import ObjectionState

GROUP_SHOWN = 8  # register numbers of a group
SAID = 600  # characters of a question or an answer on the card


@renders(ObjectionCard)
def objection_card(message: ObjectionCard, words: Words) -> Screen:
    tasks = [words("case-task", number=task.number, problem=cut(task.problem, 40)) for task in message.tasks[:8]]
    is_open = message.state in OPEN
    parts = [
        lines(
            words(
                "case",
                number=message.register_number,
                who=_who(message, words),
                moment=words.moment(message.lodged_at),
                tasks=Html("\n".join(tasks)),
                state=_stage(message, words),
            ),
            due_line(message, words) if is_open else None,
        ),
        folded(message.text, words) if message.text else None,
        words("case-files", files=message.files) if message.files else None,
        words("case-additions", additions=message.additions) if message.additions else None,
        *(_said(said, words) for said in message.said if said.kind != "unsettled"),
        words("case-group", numbers=_some(message.group), count=len(message.group) + 1) if message.group else None,
        _alike(message, words) if message.alike else None,
        words("case-answer", answer=cut(message.answer, 600)) if message.answer else None,
        words(f"case-answered-{message.answered_way}") if message.answered_way not in ("", "chat") else None,
        *(_said(said, words) for said in message.said if said.kind == "unsettled"),
        words("case-settled") if message.settled else None,
        words(_next_step(message)) if is_open else None,
    ]
    return Screen(paragraphs(*parts), _case_rows(message, words), protect=True)


def _who(message: ObjectionCard, words: Words) -> Html:
    """By name or not, how it came where that was not in chat, and whether it was late."""
    said = [words("case-anonymous" if message.anonymous else "case-named")]
    if message.source != "chat":
        said.append(words(f"case-source-{message.source}"))
    if message.late:
        said.append(words("case-late"))
    return Html(" · ".join(said))


def _said(said: SaidLine, words: Words) -> Html:
    return words(f"case-said-{said.kind}", text=cut(said.text, SAID) or "none")


def _stage(message: ObjectionCard, words: Words) -> Html:
    told = stage(message.state, delivered=message.delivered, upheld=message.upheld)
    said = words(f"case-stage-{told.value.replace('_', '-')}", by=message.taken_by or "none")
    if message.state != ObjectionState.REGISTERED:
        return said
    return Html(said + words("case-seen-by" if message.seen else "case-unseen", by=message.seen_by or "none"))


def _alike(message: ObjectionCard, words: Words) -> Html:
    return words("case-alike", numbers=_some(message.alike), count=len(message.alike), percent=message.alike_percent)


def _some(numbers: tuple[str, ...]) -> str:
    return "、".join(numbers[:GROUP_SHOWN]) + ("…" if len(numbers) > GROUP_SHOWN else "")


def due_line(message: ObjectionCard, words: Words) -> Html | None:
    """Until when, with its light; nothing where the office has set no limit."""
    if message.due_on is None or not message.light:
        return None
    day = due_day(message.due_on, words, provisional=message.provisional)
    return words("case-due", day=day, light=words(light_key(message.state, message.light)))


def light_key(state: str, light: str) -> str:
    return "case-light-asked" if state == ObjectionState.ASKED else f"case-light-{light}"


def _next_step(message: ObjectionCard) -> str:
    match message.state:
        case ObjectionState.ASKED:
            return "case-next-asked"
        case ObjectionState.REGISTERED if not message.seen:
            return "case-next"
        case _:
            return "case-next-answer"


def _case_rows(message: ObjectionCard, words: Words) -> Rows:
    def button(key: str, verb: str) -> Button:
        return words.button(key, verb, message.id, message.rev, files=message.files)

    steps = [button(key, verb) for key, verb in _steps(message)]
    looks = [
        ("case-show-files", "obj_files", message.files > 0),
        ("case-show-text", "obj_text", is_long(message.text)),
        ("case-show-contact", "obj_contact", not message.anonymous),
        ("paper-objection", "doc_objection", message.state not in OPEN),
    ]
    return rows(steps[:1], [*steps[1:], *(button(key, verb) for key, verb, there in looks if there)])


def _steps(message: ObjectionCard) -> list[tuple[str, str]]:
    """What may be done about an open one, the next step first."""
    if message.state not in OPEN:
        return []
    found = [
        ("case-seen", "obj_seen", not message.seen),
        ("case-take", "obj_take", message.state == ObjectionState.REGISTERED),
        ("case-reply", "obj_reply", True),
        ("case-ask", "obj_ask", message.askable),
        ("case-join", "obj_group", bool(message.alike)),
        ("case-not-same", "obj_group_not", bool(message.alike)),
        ("case-ungroup", "obj_ungroup", bool(message.group)),
    ]
    return [(key, verb) for key, verb, there in found if there]


@renders(Contact)
def contact(message: Contact, words: Words) -> Screen:
    text = words("case-contact", number=message.register_number, name=message.name, contact=message.contact)
    return Screen(text, protect=True)


@renders(FileCopy)
def file_copy(message: FileCopy, words: Words) -> Screen:
    key = "case-file-left-out" if message.left_out else "case-file"
    caption = words(key, number=message.register_number, name=message.name)
    return Screen(caption, attachment=Attachment(message.name, sha256=message.sha256), protect=True)


@renders(ReplyForm)
def reply_form(message: ReplyForm, words: Words) -> Screen:
    def button(key: str, value: str, style: str | None = None) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value, style=style)

    numbers = "、".join(message.numbers)
    verdict = words("verdict-upheld" if message.upheld else "verdict-refused")
    leaving = (button("objection-back", "back"), button("reply-leave", "leave"))
    buttons: Rows
    match message.step:
        case "verdict":
            body = words("reply-verdict", numbers=numbers)
            buttons = (
                (button("reply-upheld", "upheld"), button("reply-refused", "refused")),
                (button("reply-leave", "leave"),),
            )
        case "text":
            body, buttons = words("reply-text", verdict=verdict), (leaving,)
        case "sure":
            body = words("reply-sure", numbers=numbers)
            buttons = ((button("reply-uphold-sure", "sure", "danger"),), leaving)
        case _:
            given = [button(f"reply-{way}", way, "success" if way == message.ways[0] else None) for way in message.ways]
            quoted = words("objection-quoted", text=message.text)
            body = words(
                "reply-preview" if "send" in message.ways else "reply-preview-told", verdict=verdict, answer=quoted
            )
            buttons = (
                *rows(given[:1], given[1:]),
                (button("objection-change", "back"), button("reply-leave", "leave")),
            )
    head = words("reply-head", number=message.register_number)
    if message.others:
        together = words("reply-group", numbers=_some(message.others), count=len(message.others) + 1)
        head = Html(f"{head}\n{together}")
    return Screen(Html(f"{words.note(message.note)}{head}\n\n{body}"), buttons, protect=True)


@renders(Unsettled)
def unsettled(message: Unsettled, words: Words) -> Screen:
    return Screen(
        words("case-unsettled", number=message.register_number, words=words("objection-quoted", text=message.words)),
        protect=True,
    )
