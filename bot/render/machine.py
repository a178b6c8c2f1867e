"""What can't be delivered, and how the machine is, as coordinators read it; lights are a colour with a word."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, rows
from bot.screen import Button, Html, Screen
from domain.delivery_reasons import why
from domain.messages.machine import AskDrop, HealthCard, MailboxLine, ParkedLine, ParkedList, RoutineLine
from domain.messages.trouble import ChannelBack, ChannelDown, Parked

GIGABYTE = 1_000_000_000
LITTLE = 2 * GIGABYTE  # of disk: time to make room
QUEUE_MINUTES = 15  # what is due leaves within seconds


def reason(key: str, said: str, words: Words) -> Html:
    """`对方服务器拒收(550 No such user)`"""
    return words("why-said" if said else "why-plain", why=words(f"why-{key}"), said=said)


@renders(ParkedList)
def parked_list(message: ParkedList, words: Words) -> Screen:
    if not message.lines:
        return Screen(words("parked-none"))
    numbered = list(enumerate(message.lines, message.first))
    text = words(
        "parked-list",
        total=message.total,
        list=Html("\n\n".join(_item(at, line, words) for at, line in numbered)),
    )
    buttons = []
    for at, line in numbered:
        buttons.append(words.button("parked-retry", "parked_retry", line.row, 0, line.table, at=at))
        buttons.append(words.button("parked-drop", "parked_drop", line.row, 0, line.table, style="danger", at=at))
    turning = []
    if message.page > 0:
        turning.append(words.button("page-back", "parked_page", message.page - 1))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "parked_page", message.page + 1))
    return Screen(text, rows(others=buttons, leaving=turning))


def _item(at: int, line: ParkedLine, words: Words) -> Html:
    return words(
        "parked-item",
        at=at,
        what=_what(line, words),
        where=line.where or "none",
        why=reason(line.why, line.said, words),
        since=words.moment(line.since) if line.since is not None else "none",
    )


def _what(line: ParkedLine, words: Words) -> Html:
    return words(f"parked-what-{line.what}", about=line.about or "none")


@renders(AskDrop)
def ask_drop(message: AskDrop, words: Words) -> Screen:
    line = message.line
    text = words("parked-ask-drop", what=_what(line, words), where=line.where or "none")
    sure = words.button("parked-drop-sure", "parked_drop_sure", line.row, 0, line.table, style="danger")
    keep = words.button("parked-drop-not", "parked_keep", line.row, 0, line.table)
    return Screen(text, rows([sure], leaving=[keep]))


@renders(Parked)
def parked(message: Parked, words: Words) -> Screen:
    what = {
        "objections.letter": "letter",
        "objections.answer_letter": "letter",
        "people.department_letter": "letter",
        "publicity.announcement": "announcement",
    }.get(message.what, "other")
    told = why(message.reason)
    text = words("parked", what=words(f"parked-{what}"), where=message.where, reason=reason(told.key, told.said, words))
    retry = words.button("parked-again", "parked_retry", message.row, 0, "out")
    drop = words.button("parked-give-up", "parked_drop", message.row, 0, "out", style="danger")
    return Screen(text, rows([retry], [drop]))


@renders(ChannelDown)
def channel_down(message: ChannelDown, words: Words) -> Screen:
    told = why(message.reason)
    return Screen(
        words(
            "channel-down",
            minutes=message.minutes,
            waiting=message.waiting,
            objections=message.objections,
            phones="、".join(message.phones) or "none",
            reason=reason(told.key, told.said, words),
        )
    )


@renders(ChannelBack)
def channel_back(message: ChannelBack, words: Words) -> Screen:
    return Screen(
        words(
            "channel-back",
            delivered=message.delivered,
            objections=message.objections,
            waiting=message.waiting,
            left=message.objections_waiting,
        )
    )


@renders(HealthCard)
def health(message: HealthCard, words: Words) -> Screen:
    down = dict(message.down)
    queues = [_queue(name, count, down, message, words) for name, count in message.waiting]
    channels = [
        words("health-channel", channel=name, parked=parked, light=_light(parked == 0, words))
        for name, parked in message.channels
    ]
    text = paragraphs(
        words("health", at=words.moment(message.at)),
        lines(
            *queues,
            words("health-parked", parked=message.parked, light=_light(message.parked == 0, words)),
            words("health-unread", unread=message.unread) if message.unread else None,
            *channels,
            *(_mailbox(box, words) for box in message.mailboxes),
            *(_routine(run, words) for run in message.routines),
            _disk(message, words),
        ),
    )
    first: list[Button] = [words.button("health-parked-show", "parked_page", 0)] if message.parked else []
    return Screen(text, rows(first, leaving=[words.button("health-again", "health")]))


def _queue(name: str, count: int, down: dict[str, int], message: HealthCard, words: Words) -> Html:
    channel = name if name in ("telegram", "mail") else "other"
    if channel == "mail" and not message.mail_set:
        return words("health-mail-unset", waiting=count)
    if name in down:
        return words(f"health-{channel}-down", waiting=count, minutes=down[name])
    slow = count > 0 and message.oldest_minutes >= QUEUE_MINUTES
    said = words(f"health-{channel}", waiting=count, light=_light(not slow, words))
    if channel == "mail" and message.mail_sent_at is not None:
        said = Html(said + words("health-mail-sent", at=words.moment(message.mail_sent_at)))
    return said


def _mailbox(box: MailboxLine, words: Words) -> Html:
    if box.failing_since is not None:
        return words("health-mailbox-failing", purpose=_purpose(box, words), since=words.moment(box.failing_since))
    at = words.moment(box.checked_at) if box.checked_at is not None else "none"
    return words("health-mailbox", purpose=_purpose(box, words), at=at)


def _purpose(box: MailboxLine, words: Words) -> Html:
    return words("health-purpose-contact" if box.purpose == "contact" else "health-purpose-returns")


def _routine(run: RoutineLine, words: Words) -> Html:
    known = {"sweep": "sweep", "reconcile": "reconcile"}.get(run.name)
    name = words(f"health-routine-{known}") if known else run.name
    at = words.moment(run.at) if run.at is not None else "none"
    return words("health-routine-failed" if run.failed else "health-routine", name=name, at=at)


def _disk(message: HealthCard, words: Words) -> Html | None:
    if message.disk_total <= 0:
        return None
    enough = message.disk_free >= LITTLE and message.disk_free * 20 >= message.disk_total
    free, total = (f"{max(size, 0) / GIGABYTE:.0f} GB" for size in (message.disk_free, message.disk_total))
    return words("health-disk", free=free, total=total, light=_light(enough, words))


def _light(well: bool, words: Words) -> Html:
    return words("health-well" if well else "health-look")
