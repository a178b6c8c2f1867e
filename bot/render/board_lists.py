"""What the board opens: who has not answered, departments, tasks, the due days of a year, one request."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.render.board_parts import Rows, due, round_name, turning, two_a_row
from bot.render.registry import Words, renders
from bot.render.report_parts import figure_lines, folded, lines, paragraphs, problem
from bot.screen import Button, Html, Screen, cut
from domain.ledger import head
from domain.lights import Light
from domain.messages.board import (
    ByDepartment,
    ByTask,
    KeptLine,
    KeptYear,
    Missing,
    OneDepartment,
    OneRequest,
    OneTask,
    OwedLine,
    RequestLine,
    TaskLine,
)
from domain.states import OWED, ReportStatus, RequestState
from jobs.nudging.cards import NEW

LABEL = 10  # letters of a number on a button


@renders(Missing)
def missing(message: Missing, words: Words) -> Screen:
    leaving = (words.button("board-back", "board_show", message.programme),)
    if not message.total:
        return Screen(words("board-none-missing" if message.asked else "board-nothing-asked"), (leaving,))
    text = lines(
        words("board-missing", total=message.total, page=message.page + 1, pages=message.pages),
        *(_owed(line, words) for line in message.lines),
        words("board-unsigned", count=message.unsigned) if message.unsigned else None,
        words("board-unopened-by", count=message.unopened) if message.unopened else None,
        words("board-open-one"),
    )
    rows = _requests(((line.request, line.number) for line in message.lines), message.page, "m", words)
    pages = turning("board_missing", message.programme, message.page, message.pages, words)
    nudging: Rows = [(words.button("board-nudge", "nudge", 0, 0, NEW),)] if message.acts else []
    return Screen(text, (*nudging, *rows, *pages, leaving))


def _owed(line: OwedLine, words: Words) -> Html:
    back = line.doing == "returned" and line.light == Light.AMBER
    return words(
        "board-owed",
        light=words(f"board-owed-{'returned' if back else line.light}"),
        number=line.number,
        department=cut(line.department, 30),
        round=round_name(line.cycle, None, words) if line.cycle else "none",
        doing=words(f"board-doing-{line.doing}"),
        due=due(line.due_on, line.provisional, words),
        extended="yes" if line.extended else "no",
        looked=words("board-signed" if line.signed else "board-opened" if line.opened else "board-unopened"),
    )


# -- departments --------------------------------------------------------------------------------------------------


@renders(ByDepartment)
def by_department(message: ByDepartment, words: Words) -> Screen:
    text = lines(
        words("board-departments", page=message.page + 1, pages=message.pages),
        *(
            words(
                "board-department",
                light=words(f"light-{line.light}"),
                department=cut(line.department, 40),
                answered=line.answered,
                asked=line.asked,
            )
            for line in message.lines
        ),
    )
    rows: Rows = [
        (_department(line.department_id, line.department, message.programme, words),) for line in message.lines
    ]
    rows += turning("board_units", message.programme, message.page, message.pages, words)
    if message.whole:
        rows.append((words.button("board-back", "board_show", message.programme),))
    return Screen(text, tuple(rows))


def _department(id_: int, name: str, programme: int, words: Words) -> Button:
    return words.button("board-department-button", "board_unit", id_, 0, str(programme), name=name)


@renders(OneDepartment)
def one_department(message: OneDepartment, words: Words) -> Screen:
    text = lines(
        words("board-unit", department=message.department, page=message.page + 1, pages=message.pages),
        words("board-kept-short", year=str(message.year), record=_record(message.kept, words))
        if message.kept is not None
        else None,
        *(_request(line, words) for line in message.lines),
        words("board-open-one") if message.lines else words("board-nothing-of-unit"),
    )
    rows: Rows = []
    if message.acts and message.owes:
        rows.append((words.button("board-nudge", "nudge_unit", message.department_id, 0, NEW),))
    rows += _requests(((line.request, line.number) for line in message.lines), message.page, "u", words)
    rows += turning("board_unit", message.department_id, message.page, message.pages, words, str(message.programme))
    if message.whole:
        back = words.button("board-back", "board_show", message.programme)
        rows.append((words.button("board-by-department", "board_units", message.programme), back))
    return Screen(text, tuple(rows))


def _request(line: RequestLine, words: Words, *, of_task: bool = False) -> Html:
    owed = line.state in OWED and line.state != RequestState.RETURNED
    said = words(f"status-{line.status}") if line.status else words("board-doing-open")
    facts = {
        "light": words(f"board-owed-{line.light}") if line.state in OWED else words(f"board-dot-{line.light}"),
        "said": said,
        "state": "none" if owed else words(f"board-request-{line.state}"),
        "due": due(line.due_on, line.provisional, words),
        "extended": "yes" if line.extended else "no",
        "round": round_name(line.cycle, None, words) if line.cycle else "none",
    }
    if of_task:
        return words("board-request-of-task", department=cut(line.department, 30), **facts)
    return words("board-request", number=line.number, problem=head(line.problem, 14), **facts)


# -- tasks --------------------------------------------------------------------------------------------------------


@renders(ByTask)
def by_task(message: ByTask, words: Words) -> Screen:
    text = lines(
        words("board-tasks", page=message.page + 1, pages=message.pages),
        *(_task(line, words) for line in message.lines),
        words("board-open-one"),
    )
    buttons = [
        words.button("board-task-button", "board_task", line.task, message.page, which=cut(line.number, LABEL))
        for line in message.lines
    ]
    pages = turning("board_tasks", message.programme, message.page, message.pages, words)
    leaving = (words.button("board-back", "board_show", message.programme),)
    return Screen(text, (*two_a_row(buttons), *pages, leaving))


def _task(line: TaskLine, words: Words) -> Html:
    return words(
        "board-task",
        light=words(f"light-{line.light}") if line.light else words("board-not-asked"),
        number=line.number,
        problem=head(line.problem, 14),
        state=words(f"state-{line.state}"),
        due="yes" if line.due else "no",
    )


@renders(OneTask)
def one_task(message: OneTask, words: Words) -> Screen:
    deadline = message.deadline_text or (words.date(message.deadline) if message.deadline else "none")
    text = paragraphs(
        lines(
            words("board-one-task", number=message.number, state=words(f"state-{message.state}")),
            words("report-about", problem=problem(message.problem, 80)) if message.problem.strip() else None,
            words("board-deadline", deadline=cut(deadline, 60)),
        ),
        lines(*(_request(line, words, of_task=True) for line in message.lines)) or words("board-nothing-of-task"),
        words("board-more-units", count=message.more) if message.more else None,
    )
    rows: Rows = [
        (
            words.button(
                "board-department-button", "board_request", line.request, message.page, "t", name=line.department
            ),
        )
        for line in message.lines
    ]
    rows.append((words.button("board-task-card", "task_show", message.task),))
    rows.append(
        (
            words.button("board-by-task", "board_tasks", message.programme, message.page),
            words.button("board-back", "board_show", message.programme),
        )
    )
    return Screen(text, tuple(rows))


# -- one request --------------------------------------------------------------------------------------------------


@renders(OneRequest)
def one_request(message: OneRequest, words: Words) -> Screen:
    def card(short: Callable[[str], str]) -> Html:
        return paragraphs(
            lines(
                words(
                    "board-one-request",
                    number=message.number,
                    department=message.department,
                    period=round_name(message.key, message.title, words),
                ),
                words("report-about", problem=problem(message.problem, 80)) if message.problem.strip() else None,
                _standing(message, words),
            ),
            lines(
                words("board-said", status=words(f"status-{message.status}")) if message.status else None,
                *figure_lines(message.figures, message.key, words),
            ),
            words("report-text", text=short(message.text)) if message.text else None,
            words("evidence-count", count=message.files) if message.report else None,
            words("board-returned", comment=short(message.comment)) if message.comment else None,
        )

    text, is_cut = folded(card)
    return Screen(text, _actions(message, words, is_cut=is_cut))


def _standing(message: OneRequest, words: Words) -> Html:
    owed = message.state in OWED
    looked = words("board-signed" if message.signed else "board-opened" if message.opened else "board-unopened")
    return words(
        "board-standing",
        light=_word(message, words),
        state=words(f"board-doing-{message.doing}" if owed else f"board-request-{message.state}"),
        due=due(message.due_on, message.provisional, words),
        extended="yes" if message.extended else "no",
        looked=looked if owed else "none",
        late="yes" if message.late else "no",
    )


def _word(message: OneRequest, words: Words) -> Html:
    """Of one request the light can say which of its reasons it is."""
    if message.state in OWED:
        back = message.doing == "returned" and message.light == Light.AMBER
        return words(f"board-owed-{'returned' if back else message.light}")
    if message.light == Light.RED:
        return words("board-light-behind" if message.status == ReportStatus.BEHIND else "board-owed-red")
    if message.light == Light.AMBER:
        return words("board-light-review" if message.state == RequestState.SUBMITTED else "board-owed-amber")
    return words(f"light-{message.light}")


def _actions(message: OneRequest, words: Words, *, is_cut: bool) -> tuple[tuple[Button, ...], ...]:
    rows: Rows = []
    if message.acts and message.state == RequestState.SUBMITTED:
        rows.append((words.button("board-to-review", "review_open", message.report),))
    elif message.acts and message.state in OWED:
        rows.append((words.button("board-nudge", "nudge_request", message.request),))
    others: list[Button] = []
    if message.files and message.whole:
        others.append(words.button("review-evidence", "review_files", message.report))
    if is_cut and message.whole:
        others.append(words.button("review-whole", "review_text", message.report))
    rows += two_a_row(others)
    programme = str(message.programme)
    match message.origin:
        case "missing":
            back = words.button("board-back-missing", "board_missing", message.programme, message.page)
        case "task":
            back = words.button("board-back-task", "board_task", message.task, message.page)
        case _:
            back = words.button("board-back-unit", "board_unit", message.department_id, message.page, programme)
    leaving = [back, words.button("board-back", "board_show", message.programme)] if message.whole else [back]
    return (*rows, tuple(leaving))


# -- the due days of a year ---------------------------------------------------------------------------------------


@renders(KeptYear)
def kept_year(message: KeptYear, words: Words) -> Screen:
    text = lines(
        words("board-kept-title", year=str(message.year), page=message.page + 1, pages=message.pages),
        *(
            words(
                "board-kept-line",
                place=str(line.place) if line.place is not None else "none",
                department=cut(line.department, 30),
                record=_record(line, words),
            )
            for line in message.lines
        ),
        words("board-kept-how") if message.lines else words("board-kept-none"),
    )
    buttons = [_department(line.department_id, line.department, message.programme, words) for line in message.lines]
    rows: Rows = [(button,) for button in buttons]
    rows += turning("board_kept", message.programme, message.page, message.pages, words, str(message.year))
    years = [year for year in message.years if year != message.year][:4]
    rows += two_a_row(
        [
            words.button("board-kept-year", "board_kept", message.programme, 0, str(year), year=str(year))
            for year in years
        ]
    )
    rows.append((words.button("board-back", "board_show", message.programme),))
    return Screen(text, tuple(rows))


def _record(line: KeptLine, words: Words) -> Html:
    if line.percent is None:
        return words("board-record-none")
    return words(
        "board-record",
        on_time=line.on_time,
        judged=line.judged,
        percent=line.percent,
        late=line.late,
        missing=line.missing,
        returned=line.returned,
        extended=line.extended,
    )


def _requests(found: Iterable[tuple[int, str]], page: int, origin: str, words: Words) -> Rows:
    """A button a line, two a row."""
    return two_a_row(
        [
            words.button("board-task-button", "board_request", request, page, origin, which=cut(number, LABEL))
            for request, number in found
        ]
    )
