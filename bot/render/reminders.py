"""Reminders, nudges as a liaison reads them, and the word to those above that the reminders are over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.render.collection import PAGE, owed_buttons, owed_line
from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, rows
from bot.screen import Button, Html, Screen, cut
from domain import wording
from domain.collection import RowState
from domain.messages.collection import Owed, Reminder
from domain.messages.nudging import Nudge
from domain.messages.reminders import Escalation, OverdueLine, OwnEscalation
from domain.presses import Press

LABEL = 8  # characters of a department on its button; the line above has the whole name
NUMBERS = 6  # tasks named in a department's line; the department's own card names all


@renders(Reminder)
def reminder(message: Reminder, words: Words) -> Screen:
    return _reminding(message.owed, message.snoozed_until, None, words)


@renders(Nudge)
def nudge(message: Nudge, words: Words) -> Screen:
    return _reminding(message.owed, message.snoozed_until, words("nudge-head"), words)


def _reminding(owed: Sequence[Owed], snoozed_until: date | None, head: Html | None, words: Words) -> Screen:
    nearest = min(one.days_left for one in owed)
    left = wording.time_left(nearest, words.language)
    if len(owed) == 1:
        text = paragraphs(head, _only(owed[0], left, words), words("reminder-what-one"))
    else:
        shown = owed[:PAGE]
        text = paragraphs(
            head,
            words("reminder-title", left=left, count=len(owed)),
            lines(*(owed_line(one, words) for one in shown)),
            words("reminder-what" if len(shown) == len(owed) else "reminder-more"),
        )
    if any(one.provisional for one in owed):
        text = paragraphs(text, words("prompt-provisional"))
    if snoozed_until is not None:
        text = paragraphs(text, words("reminder-is-snoozed", day=words.date(snoozed_until)))
    return Screen(text, _buttons(owed, nearest, words, snoozed=snoozed_until is not None))


def _only(one: Owed, left: str, words: Words) -> Html:
    """`今天截止 · 还差 序号33 一项(草稿已写到第3步)。`"""
    state = one.item.state if one.item.state in (RowState.DRAFT, RowState.RETURNED) else "other"
    return words("reminder-only", left=left, number=one.item.number, state=state, step=one.item.step)


def _buttons(owed: Sequence[Owed], nearest: int, words: Words, *, snoozed: bool) -> tuple[tuple[Button, ...], ...]:
    others: list[Button] = []
    if len(owed) == 1:
        item = owed[0].item
        key = {RowState.DRAFT: "reminder-go-on", RowState.RETURNED: "reminder-correct"}.get(
            RowState(item.state), "reminder-fill"
        )
        first = [Button(words.plain(key), press=Press("report_open", item.request))]
        others.append(words.button("reminder-extend", "extend", item.request))
    else:
        first, others = owed_buttons(owed[:PAGE], words)
    if not snoozed:
        others.append(
            words.button("reminder-snooze-due" if nearest == 0 else "reminder-snooze", "snooze", owed[0].item.request)
        )
    return rows(first, others)


# -- the word upwards ---------------------------------------------------------------------------------------------


@renders(Escalation)
def escalation(message: Escalation, words: Words) -> Screen:
    if not message.departments:
        return Screen(words("escalation-over", day=words.date(message.day)))
    text = paragraphs(
        words(
            "escalation-title",
            departments=message.departments,
            requests=message.requests,
            page=message.page + 1,
            pages=message.pages,
        ),
        lines(*(overdue_line(line, words) for line in message.lines)),
        words("escalation-what"),
    )
    day = int(f"{message.day:%Y%m%d}")
    late = words.button("escalation-nudge", "nudge_ask", argument=f"late-{day}", count=message.departments)
    others = department_buttons(message.lines, words, str(day))
    turning = []
    if message.page > 0:
        turning.append(words.button("page-back", "escalation", day, message.page - 1))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "escalation", day, message.page + 1))
    return Screen(text, rows([late], others) + rows(others=turning))


@renders(OwnEscalation)
def own_escalation(message: OwnEscalation, words: Words) -> Screen:
    text = paragraphs(
        words("escalation-own-title", requests=sum(line.count for line in message.lines)),
        lines(*(overdue_line(line, words) for line in message.lines)),
        words("escalation-own-what"),
    )
    return Screen(text)


def overdue_line(line: OverdueLine, words: Words) -> Html:
    """`🔴 示范省水利厅 · 欠2项(序号21、33) · 10月18日(周五)截止,已逾期4个工作日`"""
    if not line.count:
        return words("overdue-answered", department=line.department)
    numbers = words.plain("collection-comma").join(line.numbers[:NUMBERS])
    return words(
        "overdue-line",
        light="red" if line.days_left < 0 else "white",
        department=line.department,
        count=line.count,
        numbers=numbers,
        more="yes" if len(line.numbers) > NUMBERS else "no",
        due=words.date(line.due_on),
        left=wording.time_left(line.days_left, words.language),
    )


def department_buttons(them: Sequence[OverdueLine], words: Words, home: str = "") -> list[Button]:
    """One a department that still owes: its card has everything that can be done about it."""
    return [
        words.button("overdue-department", "nudge_unit", line.department_id, 0, home, name=cut(line.department, LABEL))
        for line in them
        if line.count
    ]
