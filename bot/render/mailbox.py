"""Mail that came in, as coordinators see it: the card of one, the list of those that wait, a letter that came back."""

from __future__ import annotations

from typing import Protocol

from bot.render.objections import Rows, folded, is_long
from bot.render.registry import Words, renders
from bot.screen import Attachment, Button, Html, Screen, cut
from domain.enclosures import spoken_size
from domain.messages.mailbox import (
    AssignForm,
    Bounced,
    CaseLine,
    MailboxBack,
    MailboxDown,
    MailCard,
    MailFileCopy,
    MailList,
    MailSender,
    MailsWaiting,
    PeriodLine,
)

SUBJECT = 80  # characters of a subject on a card


class _Buttons(Protocol):
    """A button of this mail, as it stands: key, verb, argument."""

    def __call__(self, key: str, verb: str, argument: str = "", **facts: str | int) -> Button: ...


@renders(MailCard)
def mail_card(message: MailCard, words: Words) -> Screen:
    head = words(
        "mail-card",
        about=_about(message, words),
        moment=words.moment(message.received_at),
        subject=cut(message.subject, SUBJECT) if message.subject.strip() else words("mail-no-subject"),
    )
    doubts = [words(f"mail-why-{key.replace('_', '-')}") for key in message.why]
    doubts += [words(f"mail-lack-{key.replace('_', '-')}", size=spoken_size(message.size)) for key in message.lacks]
    if message.refused is not None:
        doubts.append(words(message.refused.key, **message.refused.facts))
    parts = [
        words.note(message.note).strip(),
        head,
        Html("\n".join(words("mail-doubt", what=doubt) for doubt in doubts)),
        folded(message.text, words) if message.text.strip() else words("mail-no-text"),
        words("mail-files", files=message.files) if message.files else "",
        _state(message, words),
    ]
    return Screen(Html("\n\n".join(part for part in parts if part)), _rows(message, words), protect=True)


def _about(message: MailCard, words: Words) -> Html:
    if message.registered and message.case is not None:
        return words("mail-about-registered", number=message.case.register_number)
    if message.case is not None:
        kind = message.kind.replace("_", "-")
        contact = message.contact or "none"
        return words(f"mail-about-case-{kind}", number=message.case.register_number, contact=contact)
    return words(f"mail-about-{message.kind.replace('_', '-')}")


def _state(message: MailCard, words: Words) -> Html:
    by = message.decided_by or "none"
    if message.state == "dismissed":
        return words("mail-state-dismissed", by=by)
    if message.state == "filed":
        if message.registered:
            return words("mail-state-registered", by=by)
        if message.answered and message.case is not None and not message.case.open:
            return words("mail-state-sent", by=by)
        if message.answered:
            return words("mail-state-answered", by=by)
        return words("mail-state-filed", by=by)
    if message.choosing:
        lines = [
            words("mail-period-late" if one.late else "mail-period", numbers=_numbers(one), title=cut(one.title, 60))
            for one in message.periods
        ]
        return Html("\n".join([words("mail-next-choose"), *lines]))
    return words(f"mail-next-{_next(message)}")


def _numbers(period: PeriodLine) -> str:
    return "、".join(period.numbers[:2])


def _next(message: MailCard) -> str:
    if message.case is not None:
        return "file" if message.kind != "reply" else "reply" if message.case.open else "closed"
    if message.kind in ("bounce", "workbook"):
        return message.kind
    return "new" if message.kind == "new" and message.periods else "unknown"


def _rows(message: MailCard, words: Words) -> Rows:
    def button(key: str, verb: str, argument: str = "", **facts: str | int) -> Button:
        return words.button(key, verb, message.mail, message.rev, argument, style=None, **facts)

    looks = []
    if message.files:
        looks.append(button("mail-show-files", "mail_files", files=message.files))
    if is_long(message.text):
        looks.append(button("mail-show-text", "mail_text"))
    if not message.contact:
        looks.append(button("mail-show-sender", "mail_from"))
    if message.choosing:
        picks = [button("mail-pick", "mail_new", str(one.publicity), numbers=_numbers(one)) for one in message.periods]
        return (*((pick,) for pick in picks), (button("mail-back", "mail_back"),))
    first, leaving = _deciding(message, button)
    pairs = tuple(tuple(looks[at : at + 2]) for at in range(0, len(looks), 2))
    return (*first, *pairs, *((leaving,) if leaving else ()))


def _deciding(message: MailCard, button: _Buttons) -> tuple[Rows, tuple[Button, ...]]:
    """The next step, alone in its row; and how to leave it."""
    if message.state == "dismissed":
        return ((button("mail-take-up", "mail_up"),),), ()
    if message.state == "filed":
        used = message.registered or message.answered
        answers = message.case is not None and message.case.open and message.kind == "reply" and not used
        return (((button("mail-answer", "mail_answer"),),) if answers else ()), ()
    if message.case is not None:
        answers = message.case.open and message.kind == "reply"
        first: Rows = ((button("mail-answer", "mail_answer"),),) if answers else ()
        return (*first, (button("mail-keep", "mail_keep"), button("mail-assign", "mail_number"))), ()
    rows: Rows = tuple((_assigning(one, button),) for one in message.cases)
    if message.periods:
        rows = (*rows, (button("mail-register", "mail_new"),))
    return rows, (button("mail-assign", "mail_number"), button("mail-aside", "mail_aside"))


def _assigning(one: CaseLine, button: _Buttons) -> Button:
    return button("mail-assign-to", "mail_assign", str(one.objection), number=one.register_number)


@renders(MailList)
def mail_list(message: MailList, words: Words) -> Screen:
    if not message.lines:
        return Screen(words("mails-none" if message.mailboxes else "mails-no-mailbox"))
    lines = [
        words(
            "mails-line",
            at=at,
            about=words(f"mail-about-{line.kind.replace('_', '-')}"),
            subject=cut(line.subject, 30) if line.subject.strip() else words("mail-no-subject"),
            moment=words.moment(line.received_at),
        )
        for at, line in enumerate(message.lines, 1)
    ]
    buttons = [words.button("mails-open", "mail_open", line.mail, at=at) for at, line in enumerate(message.lines, 1)]
    rows: list[tuple[Button, ...]] = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    turning = []
    if message.page > 0:
        turning.append(words.button("page-back", "mail_page", message.page - 1))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "mail_page", message.page + 1))
    if turning:
        rows.append(tuple(turning))
    return Screen(words("mails", total=message.total, list=Html("\n".join(lines))), tuple(rows), protect=True)


@renders(MailsWaiting)
def mails_waiting(message: MailsWaiting, words: Words) -> Screen:
    return Screen(words("mails-waiting", total=message.total), ((words.button("mails-look", "mail_page"),),))


@renders(MailSender)
def mail_sender(message: MailSender, words: Words) -> Screen:
    subject = cut(message.subject, SUBJECT) if message.subject.strip() else words("mail-no-subject")
    return Screen(
        words("mail-sender", subject=subject, name=message.name or "none", address=message.address), protect=True
    )


@renders(MailFileCopy)
def mail_file(message: MailFileCopy, words: Words) -> Screen:
    caption = words("mail-file", subject=cut(message.subject, SUBJECT), name=message.name)
    return Screen(caption, attachment=Attachment(message.name, sha256=message.sha256), protect=True)


@renders(AssignForm)
def assign_form(message: AssignForm, words: Words) -> Screen:
    subject = cut(message.subject, SUBJECT) if message.subject.strip() else words("mail-no-subject")
    leave = words.button("mail-assign-leave", "f", message.dialogue, message.rev, "leave")
    text = Html(f"{words.note(message.note)}{words('mail-assign-ask', subject=subject)}")
    return Screen(text, ((leave,),), protect=True)


@renders(Bounced)
def bounced(message: Bounced, words: Words) -> Screen:
    text = words(
        "mail-bounced",
        about=_letter(message, words),
        address=message.address or words("mail-to-objector"),
        reason=message.reason or "none",
        next=words(f"mail-bounced-{message.settled}") if message.settled else _what_to_do(message, words),
    )
    if message.settled:
        return Screen(text)
    again = words.button("mail-bounce-resend", "mail_resend", message.row)
    given = words.button("mail-bounce-other", "mail_given", message.row)
    return Screen(text, ((again,), (given,)))


def _what_to_do(message: Bounced, words: Words) -> Html:
    advice = words(f"mail-advice-{_advice(message.status)}")
    return Html(f"{advice}\n{words(f'mail-bounced-next-{message.about}')}")


def _letter(message: Bounced, words: Words) -> Html:
    number, department = message.register_number or "none", message.department or "none"
    return words(f"mail-letter-{message.about}", number=number, department=department)


def _advice(status: str) -> str:
    """What the enhanced status code (RFC 3463) asks a person to do."""
    subject = ".".join(status.split(".")[1:3])
    if subject in ("1.1", "1.2", "1.3", "1.6", "1.10", "4.4"):
        return "address"
    if subject == "2.2":
        return "full"
    return "size" if subject in ("2.3", "3.4") else "refused" if status.startswith("5.7") else "other"


@renders(MailboxDown)
def mailbox_down(message: MailboxDown, words: Words) -> Screen:
    what, why = words(f"mailbox-{message.purpose}"), words(f"mailbox-reason-{message.reason}")
    return Screen(words("mailbox-down", what=what, host=message.host, minutes=message.minutes, reason=why))


@renders(MailboxBack)
def mailbox_back(message: MailboxBack, words: Words) -> Screen:
    return Screen(words("mailbox-back", what=words(f"mailbox-{message.purpose}"), host=message.host))
