"""Objections as the public sees them: notices, the form, the receipt, the state card, the answer."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.screen import Button, Html, Screen, cut, length
from domain.messages.objections import (
    AdditionForm,
    Answered,
    AskCode,
    AskWords,
    LongText,
    NoNotices,
    Notices,
    ObjectionForm,
    PeriodClosed,
    ReceiptCode,
    StateCard,
)
from domain.objection_states import OPEN, Stage, stage

Rows = tuple[tuple[Button, ...], ...]

SHORT = 600  # characters of a long text on a card
ROOM = 3300  # UTF-16 units a folded text may take: the rest of the card has its room


def folded(text: str, words: Words) -> Html:
    """What a person wrote, to be opened with a tap; where the card would grow too long, its beginning."""
    shown = text if len(text.encode("utf-16-le")) // 2 <= ROOM else cut(text, SHORT)
    return words("objection-quoted", text=shown)


def is_long(text: str) -> bool:
    return length(text) > ROOM or len(text.encode("utf-16-le")) // 2 > ROOM


@renders(Notices)
def notices(message: Notices, words: Words) -> Screen:
    lines = [
        words(
            "notices-line",
            title=notice.title,
            starts=words.date(notice.starts_on),
            ends=words.date(notice.ends_on),
        )
        for notice in message.notices
    ]
    single = len(message.notices) == 1
    rows: Rows = tuple(
        (
            words.button(
                "notices-object" if single else "notices-object-to",
                "obj_new",
                notice.id,
                numbers="、".join(notice.numbers[:3]),
            ),
        )
        for notice in message.notices[:20]
    )
    return Screen(words("notices", list=Html("\n".join(lines))), rows)


@renders(NoNotices)
def no_notices(message: NoNotices, words: Words) -> Screen:
    return Screen(words("notices-none", ways=_ways(message.phones, (message.email,) if message.email else (), words)))


@renders(PeriodClosed)
def period_closed(message: PeriodClosed, words: Words) -> Screen:
    key = "ahead" if message.ahead else "withdrawn" if message.withdrawn else "over"
    return Screen(
        words(
            f"objection-period-{key}",
            title=message.title,
            starts=words.date(message.starts_on) if message.starts_on is not None else "",
            ends=words.date(message.ends_on) if message.ends_on is not None else "",
            ways=_ways(message.phones, message.emails, words),
            kept=words("objection-draft-kept") if message.kept else "",
        )
    )


def _ways(phones: tuple[str, ...], emails: tuple[str, ...], words: Words) -> Html:
    """Whom to call, where to write: only what there is."""
    said = []
    if phones:
        said.append(words("objection-call", phones="、".join(phones)))
    if emails:
        said.append(words("objection-write", emails="、".join(emails)))
    return Html(words("objection-or").join(said)) if said else words("objection-visit")


@renders(ObjectionForm)
def objection_form(message: ObjectionForm, words: Words) -> Screen:
    head = words(
        "objection-head",
        title=message.title,
        number=message.number,
        of=message.of,
        step=words.plain(f"objection-step-{message.step}"),
        ends=words.date(message.ends_on),
        days=max(message.days_left, 0),
    )
    body = _BODIES[message.step](message, words)
    return Screen(Html(f"{words.note(message.note)}{head}\n\n{body}"), _rows(message, words))


def _who(message: ObjectionForm, words: Words) -> Html:
    return words(
        "objection-who",
        emails="、".join(message.emails) or words.plain("objection-office"),
        days=message.retention_days,
    )


def _tasks(message: ObjectionForm, words: Words) -> Html:
    lines = [
        words(
            "objection-task-chosen" if task.chosen else "objection-task",
            number=task.number,
            problem=cut(task.problem, 60),
        )
        for task in message.tasks
    ]
    return words("objection-tasks", list=Html("\n".join(lines)))


def _matter(message: ObjectionForm, words: Words) -> Html:
    parts = [words("objection-matter")]
    if message.text:
        parts.append(folded(message.text, words))
    parts.append(_files(message, words))
    return Html("\n\n".join(part for part in parts if part))


def _files(message: ObjectionForm | AdditionForm, words: Words) -> Html:
    """The files, what they are called, and what becomes of what they tell beside what they show."""
    traces = message.traces
    if traces is None:
        return Html("")
    lines = [words("objection-files", count=len(message.files), names=_names(message.files))] if message.files else []
    if message.anonymous is not False and message.files:
        lines.append(words("objection-files-anonymous"))
    stubborn = _names(traces.stubborn)
    if traces.asks:
        lines.append(words(f"objection-{traces.asks}-ask", names=stubborn))
    elif traces.clean is None:
        lines.append(words("objection-traces-may"))
    elif not traces.clean:
        lines.append(words("objection-traces-stay"))
    else:
        if traces.clean and len(message.files) > (len(traces.stubborn) if traces.rest else 0):
            lines.append(words("objection-traces-gone"))
        if traces.stubborn:
            lines.append(words("objection-rest-sent" if traces.rest else "objection-rest-dropped", names=stubborn))
    return Html("\n".join(lines))


def _names(names: tuple[str, ...]) -> str:
    """Eight of them; a name on a card is never endless."""
    more = "…" if len(names) > 8 else ""
    return "、".join(cut(name, 60) for name in names[:8]) + more


def _asked(message: ObjectionForm | AdditionForm, words: Words) -> tuple[Button, ...]:
    """The answers to what is asked about the files; else the way to say the other thing."""
    traces = message.traces
    if traces is None:
        return ()
    wishes: tuple[str, ...]
    if traces.asks == "traces":
        wishes = ("clean", "as_is")
    elif traces.asks == "rest":
        wishes = ("rest_drop", "rest_send")
    else:
        wishes = ("as_is",) if traces.clean else ("clean",)
    return tuple(words.button(f"objection-wish-{wish}", "f", message.dialogue, message.rev, wish) for wish in wishes)


def _preview(message: ObjectionForm, words: Words) -> Html:
    chosen = [task for task in message.tasks if task.chosen] or list(message.tasks)
    who = (
        words("objection-preview-anonymous")
        if message.anonymous
        else words("objection-preview-named", name=message.name, contact=message.contact)
    )
    parts = [
        words(
            "objection-preview",
            numbers="、".join(task.number for task in chosen),
            who=who,
            emails="、".join(message.emails) or words.plain("objection-office"),
        ),
        folded(message.text, words),
        _files(message, words),
        words("objection-consent", days=message.retention_days),
    ]
    return Html("\n\n".join(part for part in parts if part))


_BODIES = {
    "who": _who,
    "name": lambda message, words: words("objection-name", kept=message.name or "none"),
    "contact": lambda message, words: words("objection-contact", kept=message.contact or "none"),
    "tasks": _tasks,
    "matter": _matter,
    "preview": _preview,
}


def _rows(message: ObjectionForm, words: Words) -> Rows:
    def button(key: str, value: str, style: str | None = None, **facts: str) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value, style=style, **facts)

    leaving = (button("objection-back", "back"), button("objection-leave", "leave"))
    if message.days_left <= 0:  # kept to be copied from, not to be sent
        return ((button("objection-leave", "leave"),),)
    asking = message.traces is not None and message.traces.asks
    match message.step:
        case "who":
            return (
                (button("objection-anonymously", "anonymous"), button("objection-by-name", "named")),
                (button("objection-read", "read"), button("objection-leave", "leave")),
            )
        case "tasks":
            picks = [button("objection-pick", f"task-{task.id}", task=task.number) for task in message.tasks[:40]]
            going = button("objection-next", "next") if any(task.chosen for task in message.tasks) else None
            return (
                (going or button("objection-all", "all"),),
                *(tuple(picks[at : at + 2]) for at in range(0, len(picks), 2)),
                leaving,
            )
        case "matter":
            check = (button("objection-check", "check"),) if message.text and not asking else ()
            return tuple(row for row in (check, _asked(message, words), leaving) if row)
        case "preview":
            confirm = (button("objection-confirm", "confirm", "success"),)
            return (
                _asked(message, words) if asking else confirm,
                (button("objection-change", "back"), button("objection-leave", "leave")),
            )
    return (leaving,)


@renders(LongText)
def long_text(message: LongText, words: Words) -> Screen:
    head = words("objection-long", title=message.title, part=message.part, parts=message.parts)
    return Screen(Html(f"{head}\n\n{words('objection-plain', text=message.text)}"), protect=message.protect)


@renders(ReceiptCode)
def receipt_code(message: ReceiptCode, words: Words) -> Screen:
    copy = Button(words.plain("receipt-copy"), copy=message.code)
    return Screen(words("receipt", code=message.code), ((copy,),))


@renders(StateCard)
def state_card(message: StateCard, words: Words) -> Screen:
    told = stage(message.state, delivered=message.delivery == "delivered", upheld=message.upheld)
    on_its_way = told == Stage.RECEIVED and message.delivery == "underway"
    is_open = message.state in OPEN
    seen = words("objection-state-seen") if message.seen and message.state == "registered" else ""
    text = words(
        "objection-state",
        number=message.register_number,
        title=message.title,
        state=words("objection-state-underway" if on_its_way else f"objection-state-{told.value.replace('_', '-')}"),
        seen=seen,
        next=words(_next_of(message)),
    )
    if message.question and not message.asking:
        text = Html(f"{text}\n\n{words('objection-question-text', text=message.question)}")

    def button(key: str, verb: str, style: str | None = None) -> Button:
        return words.button(key, verb, message.id, message.rev, style=style)

    rows: Rows = ()
    if message.asking:
        rows = (
            (button("objection-withdraw-sure", "obj_withdraw_sure", "danger"),),
            (button("objection-withdraw-not", "obj_state"),),
        )
    else:
        mine = button("objection-mine", "obj_mine")
        if message.question:
            rows = ((button("objection-reply", "obj_answer"),), (button("objection-withdraw", "obj_withdraw"), mine))
        elif is_open:
            rows = ((button("objection-add", "obj_add"),), (button("objection-withdraw", "obj_withdraw"), mine))
        else:
            rows = ((mine,),)
    return Screen(Html(f"{words.note(message.note)}{text}"), rows)


def _next_of(message: StateCard) -> str:
    if message.asking:
        return "objection-state-asking"
    if message.question:
        return "objection-next-asked"
    return f"objection-next-{'open' if message.state in OPEN else message.state}"


@renders(AskCode)
def ask_code(message: AskCode, words: Words) -> Screen:
    leave = words.button("objection-leave-form", "f", message.dialogue, message.rev, "leave")
    return Screen(Html(f"{words.note(message.note)}{words('receipt-ask')}"), ((leave,),))


@renders(AdditionForm)
def addition_form(message: AdditionForm, words: Words) -> Screen:
    parts = [words("objection-replying" if message.question else "addition", number=message.register_number)]
    if message.question:
        parts.append(words("objection-question-text", text=message.question))
    if message.text:
        parts.append(folded(message.text, words))
    if files := _files(message, words):
        parts.append(files)
    leave = words.button("addition-leave", "f", message.dialogue, message.rev, "leave")
    key = "objection-reply-send" if message.question else "addition-send"
    send = (words.button(key, "f", message.dialogue, message.rev, "send", style="success"),)
    asking = message.traces is not None and message.traces.asks
    ready = (message.text or message.files) and not asking
    rows: Rows = tuple(row for row in (send if ready else (), _asked(message, words), (leave,)) if row)
    return Screen(Html(f"{words.note(message.note)}{Html(chr(10) * 2).join(parts)}"), rows)


@renders(Answered)
def answered(message: Answered, words: Words) -> Screen:
    ask = "ask" if message.settled is None else "settled" if message.settled else "unsettled"
    text = words(
        "objection-answered",
        number=message.register_number,
        verdict=words("verdict-upheld-public" if message.upheld else "verdict-refused-public"),
        answer=words("objection-quoted", text=message.answer),
        next=words(f"objection-answered-{ask}"),
    )
    if message.settled is not None:
        return Screen(text)
    yes = words.button("objection-settled-yes", "obj_settled", message.id, message.rev, "yes")
    no = words.button("objection-settled-no", "obj_settled", message.id, message.rev, "no")
    return Screen(text, ((yes, no),))


@renders(AskWords)
def ask_words(message: AskWords, words: Words) -> Screen:
    leave = words.button("objection-leave-form", "f", message.dialogue, message.rev, "leave")
    text = words("objection-words", number=message.register_number)
    return Screen(Html(f"{words.note(message.note)}{text}"), ((leave,),))
