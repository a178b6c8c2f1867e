"""Objections as the public sees them: notices, the receipt, the state card, the answer."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import due_day
from bot.screen import Button, Html, Screen, cut, length
from domain.messages.objections import (
    Answered,
    AskCode,
    AskWords,
    LongText,
    NoNotices,
    Notices,
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
        due=_due(message, words),
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


def _due(message: StateCard, words: Words) -> str:
    """By when they hear from the office: the day alone, for a citizen counts no working days."""
    if message.due_on is None or message.asking:
        return "none"
    return due_day(message.due_on, words, provisional=message.provisional)


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
