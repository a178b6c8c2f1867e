"""The board and what it opens."""

from __future__ import annotations

from collections.abc import Iterable

from bot.render.registry import Words, renders
from bot.screen import Button, Html, Screen
from domain import wording
from domain.ledger import head
from domain.lights import Light
from domain.messages.board import Board, ByDepartment, ByTask, Missing, OneDepartment, OwedLine, RequestLine, TaskLine

Rows = list[tuple[Button, ...]]


@renders(Board)
def board(message: Board, words: Words) -> Screen:
    cycles = "、".join(wording.quarter_label(key, words.language) for key in message.cycles)
    lines = [
        words("board-title", cycles=cycles, tasks=message.tasks)
        if cycles
        else words("board-title-no-round", tasks=message.tasks),
        words(
            "board-figures",
            expected=message.expected,
            reported=message.reported,
            accepted=message.accepted,
            publicised=message.publicised,
            closed=message.closed,
        ),
    ]
    if message.asked:
        lines.append(words("board-answered", answered=message.answered, asked=message.asked))
        if message.overdue or message.due_soon or message.behind:
            lines.append(words("board-lights", overdue=message.overdue, soon=message.due_soon, behind=message.behind))
    else:
        lines.append(words("board-no-round"))
    rows: Rows = []
    missing = message.asked - message.answered
    if missing:
        rows.append((words.button("board-see-missing", "board_missing", count=missing),))
    by_task = words.button("board-by-task", "board_tasks")
    rows.append((words.button("board-by-department", "board_units"), by_task) if message.asked else (by_task,))
    return Screen("\n".join(lines), tuple(rows))


@renders(Missing)
def missing(message: Missing, words: Words) -> Screen:
    if not message.total:
        said = words("board-none-missing" if message.asked else "board-nothing-asked")
        return Screen(said, ((words.button("board-back", "board_show"),),))
    title = words("board-missing", total=message.total, page=message.page + 1, pages=message.pages)
    lines = [title, *(_owed(line, words) for line in message.lines), words("board-open-one")]
    rows = _numbers(((line.task, line.number) for line in message.lines), words)
    return Screen("\n".join(lines), (*rows, *_turning("board_missing", message.page, message.pages, words)))


def _owed(line: OwedLine, words: Words) -> Html:
    back = line.doing == "returned" and line.light == Light.AMBER
    return words(
        "board-owed",
        light=words(f"board-owed-{'returned' if back else line.light}"),
        number=line.number,
        department=line.department,
        doing=words(f"board-doing-{line.doing}"),
        due=words.date(line.due_on),
        signed=words("board-signed" if line.signed else "board-unsigned"),
    )


@renders(ByDepartment)
def by_department(message: ByDepartment, words: Words) -> Screen:
    lines = [words("board-departments", page=message.page + 1, pages=message.pages)]
    lines += [
        words(
            "board-department",
            light=words(f"light-{line.light}"),
            department=line.department,
            answered=line.answered,
            asked=line.asked,
        )
        for line in message.lines
    ]
    rows: Rows = [
        (words.button("board-department-button", "board_unit", line.department_id, name=line.department),)
        for line in message.lines
    ]
    return Screen("\n".join(lines), (*rows, *_turning("board_units", message.page, message.pages, words)))


@renders(OneDepartment)
def one_department(message: OneDepartment, words: Words) -> Screen:
    lines = [words("board-unit", department=message.department, page=message.page + 1, pages=message.pages)]
    lines += [_request(line, words) for line in message.lines]
    lines.append(words("board-open-one"))
    rows = _numbers(((line.task, line.number) for line in message.lines), words)
    turning: list[Button] = []
    if message.page > 0:
        turning.append(words.button("page-back", "board_unit", message.department_id, message.page - 1))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "board_unit", message.department_id, message.page + 1))
    if turning:
        rows.append(tuple(turning))
    rows.append((words.button("board-by-department", "board_units"), words.button("board-back", "board_show")))
    return Screen("\n".join(lines), tuple(rows))


def _request(line: RequestLine, words: Words) -> Html:
    said = words(f"status-{line.status}") if line.status else words("board-doing-open")
    return words(
        "board-request",
        light=words(f"board-dot-{line.light}"),
        number=line.number,
        problem=head(line.problem, 14),
        said=said,
        state=words(f"board-request-{line.state}"),
        due=words.date(line.due_on),
    )


@renders(ByTask)
def by_task(message: ByTask, words: Words) -> Screen:
    lines = [words("board-tasks", page=message.page + 1, pages=message.pages)]
    lines += [_task(line, words) for line in message.lines]
    lines.append(words("board-open-one"))
    rows = _numbers(((line.task, line.number) for line in message.lines), words)
    return Screen("\n".join(lines), (*rows, *_turning("board_tasks", message.page, message.pages, words)))


def _task(line: TaskLine, words: Words) -> Html:
    return words(
        "board-task",
        light=words(f"light-{line.light}") if line.light else words("board-not-asked"),
        number=line.number,
        problem=head(line.problem, 14),
        state=words(f"state-{line.state}"),
    )


def _numbers(tasks: Iterable[tuple[int, str]], words: Words) -> Rows:
    """A button a task, two a row; a task that stands in several lines gets one."""
    buttons = [words.button("board-task-button", "task_show", id_, which=number) for id_, number in dict(tasks).items()]
    return [tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2)]


def _turning(verb: str, page: int, pages: int, words: Words) -> Rows:
    """Back, on, and last the way out."""
    turning: list[Button] = []
    if page > 0:
        turning.append(words.button("page-back", verb, page - 1))
    if page < pages - 1:
        turning.append(words.button("page-on", verb, page + 1))
    leaving = (words.button("board-back", "board_show"),)
    return [tuple(turning), leaving] if turning else [leaving]
