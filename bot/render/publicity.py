"""Publicity periods: the notice as the public sees it, and the coordinators' cards."""

from __future__ import annotations

from datetime import date

from bot.render.registry import Words, renders
from bot.screen import Attachment, Button, Html, Screen, cut
from domain.messages.base import Note
from domain.messages.publicity import (
    Amended,
    Contacts,
    ListedPublicity,
    NoticeDocument,
    Period,
    PinAnnouncement,
    PublicityAnnouncement,
    PublicityCard,
    PublicityEnded,
    PublicityList,
    PublicityMissed,
    PublicityOutcome,
    PublicityReminder,
    StillPinned,
    TaskRef,
    UnpinAnnouncement,
)
from domain.wording import full_date

ADD_CHANNEL = "https://t.me/{bot}?startchannel&admin=post_messages+edit_messages"  # who presses it chooses the channel
ADD_GROUP = "https://t.me/{bot}?startgroup&admin=pin_messages"
LISTED = 12  # register numbers on a result; the rest is counted
LONGEST_LINE = 250  # UTF-16 units of a title, of each contact
LONGEST_TEXT = 2000  # UTF-16 units of the notice's text in a message; the document holds all of it


# -- what the public sees -----------------------------------------------------------------------------------------


@renders(PublicityAnnouncement)
def announcement(message: PublicityAnnouncement, words: Words) -> Screen:
    text = announcement_text(message, words)
    over = message.ended or any(one.amends == "withdrawal" for one in message.amended)
    closing = [*_amended(message.amended, words)]
    if message.ended:
        closing.append(words("publicity-over", day=full_date(message.period.ends_on, words.language)))
    if closing:
        text = Html("\n".join([f"{text}\n", *closing]))
    objecting = () if over else ((object_button(message.publicity, words),),)
    file = ((words.button("publicity-public-file", "pub_file", message.publicity),),) if message.private else ()
    return Screen(text, objecting + file)


def _amended(amended: tuple[Amended, ...], words: Words) -> list[Html]:
    """What was announced about it since: the last of each kind."""
    newest = {one.amends: one for one in amended}
    return [words(f"publicity-amended-{one.amends}", day=full_date(one.on, words.language)) for one in newest.values()]


def announcement_text(message: PublicityAnnouncement, words: Words) -> Html:
    """The whole notice but its button: the preview quotes it as it stands."""
    head = words(
        "publicity-notice",
        title=cut(message.title, LONGEST_LINE),
        text=cut(message.text, LONGEST_TEXT),
        period=period_line(message.period, words),
    )
    contacts = contact_lines(message.contacts, words)
    issuer = words("publicity-issuer", issuer=cut(message.issuer, LONGEST_LINE)) if message.issuer else ""
    return Html("\n".join(part for part in (head, *contacts, issuer) if part))


def period_line(period: Period, words: Words) -> Html:
    """With the year, always: a notice is read for years. Both counts."""
    return words(
        "publicity-period",
        start=full_date(period.starts_on, words.language),
        end=full_date(period.ends_on, words.language),
        days=period.calendar_days,
        working=period.working_days,
    )


def contact_lines(contacts: Contacts, words: Words) -> list[Html]:
    given = (
        ("receiver", contacts.unit),
        ("person", contacts.person),
        ("phones", "、".join(contacts.phones)),
        ("emails", "、".join(contacts.emails)),
        ("postal", contacts.postal),
    )
    return [words(f"publicity-contact-{name}", given=cut(value, LONGEST_LINE)) for name, value in given if value]


def object_button(publicity: int, words: Words) -> Button:
    return Button(words.plain("publicity-object"), url=words.link(f"o_{publicity}"))


@renders(PinAnnouncement)
def pin(message: PinAnnouncement, words: Words) -> Screen:
    return Screen(words("publicity-pin", title=message.title))


@renders(UnpinAnnouncement)
def unpin(message: UnpinAnnouncement, words: Words) -> Screen:
    return Screen(words("publicity-pin", title=message.title))


@renders(StillPinned)
def still_pinned(message: StillPinned, words: Words) -> Screen:
    return Screen(words("publicity-still-pinned", title=message.title, where=message.where, reason=message.reason))


@renders(NoticeDocument)
def document(message: NoticeDocument, words: Words) -> Screen:
    return Screen(
        words("publicity-document", title=message.title), attachment=Attachment(message.name, sha256=message.sha256)
    )


@renders(PublicityReminder)
def reminder(message: PublicityReminder, words: Words) -> Screen:
    text = words(
        "publicity-remind-last" if message.last_day else "publicity-remind-halfway",
        title=message.title,
        day=words.date(message.ends_on),
        left=message.days_left,
        phones="、".join(message.contacts.phones) or "none",
    )
    return Screen(text, ((object_button(message.publicity, words),),))


@renders(PublicityOutcome)
def outcome(message: PublicityOutcome, words: Words) -> Screen:
    return Screen(words("publicity-outcome", title=message.title, number=message.number, objections=message.objections))


# -- how it stands ------------------------------------------------------------------------------------------------


@renders(PublicityCard)
def card(message: PublicityCard, words: Words) -> Screen:
    parts = [words("publicity-card-head", title=message.title, period=period_line(message.period, words))]
    if message.asking_cancel:
        parts.append(words("publicity-card-cancel", day=words.date(message.period.starts_on), at=message.announce_at))
    elif message.state == "scheduled":
        day = words.date(message.period.starts_on)
        parts.append(words("publicity-card-scheduled", day=day, at=message.announce_at))
    elif message.state == "withdrawn" and message.announced_on is not None:
        parts.append(words("publicity-card-taken-back"))
    else:
        parts.append(words(f"publicity-card-{message.state}", day=words.date(message.period.ends_on)))
    parts += _amended(message.amended, words)
    if message.unproven:
        warning = Note("publicity-warn-unproven", {"addresses": "、".join(message.unproven)})
        parts += warning_lines((warning,), words)
    if message.announced_on is not None and message.announced_on != message.period.starts_on:
        parts.append(words("publicity-card-late", day=words.date(message.announced_on)))
    if message.state == "running":  # no count here: this card is not edited as objections come
        parts.append(words("publicity-card-objections-come"))
    elif message.state == "ended" or message.objections:
        parts.append(words("publicity-card-objections", count=message.objections, open=message.open_objections))
    return Screen(Html("\n".join(parts)), _card_rows(message, words))


def _card_rows(message: PublicityCard, words: Words) -> tuple[tuple[Button, ...], ...]:
    file = words.button("publicity-file", "pub_file", message.publicity, message.rev)
    if message.asking_cancel:
        sure = words.button("publicity-cancel-do", "pub_cancel_do", message.publicity, message.rev, style="danger")
        return ((sure,), (words.button("publicity-keep", "pub_keep", message.publicity, message.rev),))
    if message.state == "scheduled":
        change = words.button("publicity-change", "pub_change", message.publicity, message.rev)
        cancel = words.button("publicity-cancel", "pub_cancel", message.publicity, message.rev)
        return (*_prove_row(message, words), (file, change), (cancel,))
    enter = words.button("entry-new", "entry_new", message.publicity)
    if message.state == "running":
        correct, extend, withdraw = (
            words.button(f"publicity-{kind}", "amend_new", message.publicity, message.rev, kind, style=style)
            for kind, style in (("correction", None), ("extension", None), ("withdrawal", "danger"))
        )
        return (*_prove_row(message, words), (correct, extend), (file, enter), (withdraw,))
    if message.state == "withdrawn":
        return ()
    return (*_close_rows(message.closable if not message.open_objections else (), words), (file, enter))


def _prove_row(message: PublicityCard, words: Words) -> tuple[tuple[Button, ...], ...]:
    return (
        ((words.button("publicity-prove", "addr_prove", message.publicity, message.rev),),) if message.unproven else ()
    )


def _close_rows(tasks: tuple[TaskRef, ...], words: Words) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (words.button("publicity-close", "close_ask", task.id, task.rev, task_number=task.number),) for task in tasks
    )


@renders(PublicityEnded)
def ended(message: PublicityEnded, words: Words) -> Screen:
    head = words("publicity-ended-head", title=message.title, period=period_line(message.period, words))
    if not message.open_numbers:
        key = "publicity-ended-none" if message.objections == 0 else "publicity-ended-answered"
        then = words("publicity-ended-close" if message.closable else "publicity-ended-next")
        text = f"{head}\n{words(key, count=message.objections)}\n{then}"
        return Screen(Html(text), _close_rows(message.closable, words))
    numbers = "、".join(message.open_numbers[:LISTED])
    left = words("publicity-ended-open", open=len(message.open_numbers), count=message.objections, numbers=numbers)
    return Screen(Html(f"{head}\n{left}"))


@renders(PublicityMissed)
def missed(message: PublicityMissed, words: Words) -> Screen:
    return Screen(words("publicity-missed", title=message.title, period=period_line(message.period, words)))


@renders(PublicityList)
def listing(message: PublicityList, words: Words) -> Screen:
    parts = [words("publicity-list-head", page=message.page + 1, pages=message.pages)]
    rows: list[tuple[Button, ...]] = []
    for period in message.periods:
        parts.append(_listed(period, words))
        verb = "pub_open" if period.state == "draft" else "pub_show"
        key = "publicity-list-resume" if period.state == "draft" else "publicity-list-show"
        rows.append((words.button(key, verb, period.id, period.rev, numbers=_short(period.numbers)),))
    if message.ready:
        parts.append(words("publicity-list-ready", numbers="、".join(task.number for task in message.ready)))
    rows += [
        (words.button("publicity-list-new", "pub_new", task.id, task.rev, task_number=task.number),)
        for task in message.ready
    ]
    parts.append(words("publicity-list-then" if rows else "publicity-list-empty"))
    turning = []
    if message.page > 0:
        turning.append(words.button("page-back", "pub_page", message.page - 1))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "pub_page", message.page + 1))
    if turning:
        rows.append(tuple(turning))
    rows.append(
        (
            Button(words.plain("publicity-add-channel"), url=ADD_CHANNEL.format(bot=words.bot_name)),
            Button(words.plain("publicity-add-group"), url=ADD_GROUP.format(bot=words.bot_name)),
        )
    )
    return Screen(Html("\n".join(parts)), tuple(rows))


def _listed(period: ListedPublicity, words: Words) -> Html:
    return words(
        f"publicity-listed-{period.state}",
        numbers="、".join(period.numbers),
        start=words.date(period.starts_on) if period.starts_on is not None else "",
        end=words.date(period.ends_on) if period.ends_on is not None else "",
    )


def _short(numbers: tuple[str, ...]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}…"


def warning_lines(warnings: tuple[Note, ...], words: Words) -> list[Html]:
    return [words("publicity-warning", what=words(note.key, **_dated(note, words))) for note in warnings]


def _dated(note: Note, words: Words) -> dict[str, str | int]:
    """A day travels as ISO, and is worded where it is read."""
    day = note.facts.get("day")
    return note.facts | ({"day": words.date(date.fromisoformat(day))} if isinstance(day, str) else {})
