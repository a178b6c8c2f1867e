"""What a coordinator sees before and after a nudge: who owes, one department whole, whom it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.render.registry import Words, renders
from bot.render.reminders import department_buttons, overdue_line
from bot.render.report_parts import lines, paragraphs, period, problem, rows
from bot.screen import Button, Html, Screen
from domain import wording
from domain.messages.nudging import Confirm, DepartmentCard, Done, Overview, OwedTask, Tally

DAYS = 6  # days named in a line; the letter names all


@renders(Overview)
def overview(message: Overview, words: Words) -> Screen:
    if not message.departments:
        return Screen(words("nudge-nobody"))
    text = paragraphs(
        words(
            "nudge-title",
            departments=message.departments,
            requests=message.requests,
            overdue=message.overdue,
            page=message.page + 1,
            pages=message.pages,
        ),
        lines(*(overdue_line(line, words) for line in message.lines)),
        words("nudge-what"),
    )
    everybody = words.button("nudge-all", "nudge_ask", argument="all", count=message.departments)
    others = []
    if 0 < message.overdue < message.requests:
        others.append(words.button("nudge-late", "nudge_ask", argument="late"))
    others += department_buttons(message.lines, words)
    return Screen(text, rows([everybody], others) + rows(others=_turning(message, words)))


def _turning(message: Overview, words: Words) -> list[Button]:
    turning = []
    if message.page > 0:
        turning.append(words.button("page-back", "nudge", message.page - 1))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "nudge", message.page + 1))
    return turning


@renders(DepartmentCard)
def department(message: DepartmentCard, words: Words) -> Screen:
    text = paragraphs(
        lines(
            words(
                "nudge-department",
                department=message.department,
                page=message.page + 1,
                pages=message.pages,
            ),
            _who(message, words),
        ),
        lines(*(_task(task, words) for task in message.tasks)) or words("nudge-owes-nothing"),
        lines(
            _days("nudge-reminded", message.reminded_on, words),
            _days("nudge-nudged", message.nudged_on, words),
            words("nudge-letters", count=message.letters) if message.letters else None,
        ),
        lines(*_tally("nudge-did", message.done, words)) if message.done else None,
    )
    id_, home = message.department_id, message.home
    first = []
    if message.can_nudge and message.tasks and message.done is None:
        first = [words.button("nudge-this", "nudge_one", id_, argument=home)]
    others = []
    if message.overdue:
        others.append(words.button("nudge-letter", "doc_letter", id_, argument="new"))
    others.append(words.button("nudge-talk", "doc_talk", id_))
    turning = []
    if message.page > 0:
        turning.append(words.button("page-back", "nudge_unit", id_, message.page - 1, home))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "nudge_unit", id_, message.page + 1, home))
    return Screen(text, rows(first, others) + rows(others=turning, leaving=[_back(home, words)]))


def _who(message: DepartmentCard, words: Words) -> Html:
    return words("nudge-liaisons", people=message.liaisons, lost=message.lost)


def _task(task: OwedTask, words: Words) -> Html:
    return words(
        "nudge-task",
        light="red" if task.days_left < 0 else "white",
        number=task.number,
        problem=problem(task.problem, 14),
        period=period(task.key, words),
        state="returned" if task.returned else "draft" if task.drafted else "open",
        due=words.date(task.due_on),
        left=wording.time_left(task.days_left, words.language),
    )


def _days(key: str, days: Sequence[date], words: Words) -> Html | None:
    if not days:
        return None
    named = [words.date(day) for day in days[-DAYS:]]
    more = "yes" if len(days) > DAYS else "no"
    return words(key, count=len(days), more=more, days=words.plain("collection-comma").join(named))


@renders(Confirm)
def confirm(message: Confirm, words: Words) -> Screen:
    text = paragraphs(
        words(f"nudge-confirm-{message.scope}"),
        lines(*_tally("nudge-would", message.would, words)),
        words("nudge-confirm-what" if message.would.people else "nudge-confirm-nobody"),
    )
    argument = f"{message.scope}-{message.home}" if message.home else message.scope
    send = words.button("nudge-yes", "nudge_send", argument=argument, count=message.would.people)
    return Screen(text, rows([send] if message.would.people else [], leaving=[_back(message.home, words)]))


@renders(Done)
def done(message: Done, words: Words) -> Screen:
    text = lines(*_tally("nudge-did", message.did, words))
    return Screen(text, rows(leaving=[_back(message.home, words)]))


def _tally(key: str, tally: Tally, words: Words) -> list[Html]:
    """`已催办7个部门9位联络员`, then who was not reached and why, a line each."""
    found = [words(key, departments=tally.departments, people=tally.people, requests=tally.requests)]
    if tally.at is not None:
        found.append(words("nudge-waits", at=words.moment(tally.at)))
    for name in ("barred", "told", "lost", "unbound"):
        count = getattr(tally, name)
        if count:
            found.append(words(f"nudge-count-{name}", count=count))
    return found


def _back(home: str, words: Words) -> Button:
    if len(home) == 8 and home.isdecimal():
        return words.button("nudge-back", "escalation", int(home))
    return words.button("nudge-back", "nudge")
