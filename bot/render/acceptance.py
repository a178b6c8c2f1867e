"""Applications for acceptance: the form, the coordinators' card, the decision."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render.registry import Words, renders
from bot.screen import Attachment, Button, Html, Screen, cut
from domain.messages.acceptance import (
    AcceptanceCard,
    AcceptanceDecided,
    AcceptanceFileSent,
    Applied,
    ApplyForm,
    OpinionForm,
)

SHORT = 120  # UTF-16 units of a problem on a card: what it is, not all of it
NAMES = 5  # files named on the form


@renders(ApplyForm)
def apply_form(message: ApplyForm, words: Words) -> Screen:
    def choice(key: str, value: str) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value)

    head = words("accept-form-head", number=message.number, problem=cut(message.problem, SHORT))
    names = "、".join(message.files[:NAMES])
    parts = [
        words.note(message.note) + head,
        words("accept-form-statement", text=message.statement) if message.statement else "",
        words("accept-form-files", count=len(message.files), names=names) if message.files else "",
        words("accept-form-next" if message.statement else "accept-form-ask"),
    ]
    rows: list[tuple[Button, ...]] = []
    if message.statement:
        rows.append((choice("accept-submit", "submit"),))
    last = [choice("accept-clear", "clear")] if message.statement or message.files else []
    rows.append((*last, choice("accept-leave", "leave")))
    return Screen(_joined(parts), tuple(rows))


@renders(Applied)
def applied(message: Applied, words: Words) -> Screen:
    problem = cut(message.problem, SHORT)
    return Screen(words(f"accept-applied-{message.state}", number=message.number, problem=problem, files=message.files))


@renders(AcceptanceCard)
def acceptance_card(message: AcceptanceCard, words: Words) -> Screen:
    head = words("accept-card-head", number=message.number, department=message.department)
    parts = [
        head,
        words("accept-card-problem", problem=cut(message.problem, SHORT)),
        words("accept-card-statement", text=message.statement),
        words("accept-card-files", count=message.files, at=words.moment(message.applied_at)),
    ]
    if message.opinion:
        parts.append(words("accept-card-opinion", text=message.opinion))
    if message.state in ("passed", "failed") and message.decided_at is not None:
        parts.append(words(f"accept-card-{message.state}", by=message.decided_by, at=words.moment(message.decided_at)))
    else:
        parts.append(words("accept-card-waiting"))
    return Screen(_joined(parts), _card_rows(message, words))


def _card_rows(message: AcceptanceCard, words: Words) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    if message.state == "applied":
        rows.append((words.button("accept-pass", "accept_pass", message.acceptance, message.rev),))
        rows.append((words.button("accept-fail", "accept_fail", message.acceptance, message.rev),))
    elif message.next_step == "publicity":
        rows.append((words.button("accept-publish", "pub_new", message.task, message.task_rev),))
    elif message.next_step == "close":
        rows.append((words.button("accept-close", "close_ask", message.task, message.task_rev),))
    if message.files:
        files = words.button("accept-files", "accept_files", message.acceptance, message.rev)
        second_row = len(rows) == 2
        if second_row:
            rows[1] = (*rows[1], files)
        else:
            rows.append((files,))
    return tuple(rows)


@renders(OpinionForm)
def opinion_form(message: OpinionForm, words: Words) -> Screen:
    def choice(key: str, value: str) -> Button:
        return words.button(key, "f", message.dialogue, message.rev, value)

    kind = "pass" if message.passing else "fail"
    text = words(f"accept-opinion-{kind}", number=message.number, problem=cut(message.problem, SHORT))
    rows = [(choice("accept-opinion-none", "none"),)] if message.passing else []
    return Screen(words.note(message.note) + text, (*rows, (choice("accept-back", "back"),)))


@renders(AcceptanceDecided)
def acceptance_decided(message: AcceptanceDecided, words: Words) -> Screen:
    problem = cut(message.problem, SHORT)
    opinion = words("accept-card-opinion", text=message.opinion) if message.opinion else ""
    if message.passed:
        return Screen(_joined([words("accept-told-passed", number=message.number, problem=problem), opinion]))
    text = _joined(
        [words("accept-told-failed", number=message.number, problem=problem), opinion, words("accept-again")]
    )
    return Screen(text, ((words.button("accept-apply-again", "accept_apply", message.task, message.task_rev),),))


@renders(AcceptanceFileSent)
def acceptance_file(message: AcceptanceFileSent, words: Words) -> Screen:
    text = words("accept-file", number=message.number, position=message.position, total=message.total)
    return Screen(text, attachment=Attachment(message.name, sha256=message.sha256))


def _joined(parts: Sequence[str]) -> Html:
    return Html("\n".join(part for part in parts if part))
