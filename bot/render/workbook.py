"""The workbook as a file, which one is wanted, and what a filled one would change."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, period, rows
from bot.screen import Attachment, Button, Html, Screen, cut, length
from domain import wording
from domain.figures import Doubt
from domain.messages.workbook import ReportsArrived, WhichWorkbook, WorkbookChoice, WorkbookFile, WorkbookPreview
from domain.states import ReportStatus
from domain.workbook import CellRemark
from domain.workbook_plan import EXCERPT, Outcome, Planned, PlannedFigure, Why
from jobs.workbook import post

FEW = 4  # lines that need no fold
ROOM = 3_300  # UTF-16 units for rows and remarks together: what stands around them fits beside it
LONG_NAME = 24  # characters of an indicator's or a person's name in a line
MOST_NUMBERS = 60  # of tasks in one line


@renders(WorkbookFile)
def workbook_file(message: WorkbookFile, words: Words) -> Screen:
    issued = message.issued
    name, due = _round(issued.key, issued.title, words), words.date(issued.due_on)
    caption = words(
        "workbook-file-to-hand-on" if message.hand_on else "workbook-file",
        period=cut(name, 80),
        department=cut(issued.department, 80),
        revision=issued.revision,
        count=len(issued.rows),
        due=due,
        left=_overdue(message.days_left, words),
    )
    file = words.plain(
        "workbook-file-name", period=cut(name, 40), department=cut(issued.department, 40), revision=issued.revision
    )

    def composed() -> bytes:
        from jobs.workbook import sheet  # noqa: PLC0415 - on this thread, when first used

        say = partial(words.plain, **_called(issued.key, words))
        late = message.days_left < 0
        return sheet.composed(issued, say, period=name, due=due, by_mail=message.hand_on, late=late)

    return Screen(caption, attachment=Attachment(post.file_name(file), composed))


@renders(WhichWorkbook)
def which_workbook(message: WhichWorkbook, words: Words) -> Screen:
    said = [
        words(
            "workbook-choice",
            department=cut(one.department, 40),
            period=cut(_round(one.key, one.title, words), 40),
            owed=one.owed,
            due=words.date(one.due_on),
            left=_overdue(one.days_left, words),
        )
        for one in message.choices
    ]
    text = paragraphs(words("workbook-which"), lines(*said), words("workbook-which-what"))
    buttons = tuple((_choice(one, words),) for one in message.choices)
    return Screen(text, (*buttons, (words.button("workbook-get-all", "workbook_get", argument="all"),)))


def _overdue(days_left: int, words: Words) -> str:
    return wording.time_left(days_left, words.language) if days_left < 0 else "none"


def _called(key: str, words: Words) -> dict[str, str]:
    """What the round and the one before are called in the file: facts `this` and `before` of its texts."""
    called = words.round(key)
    return {"this": called["this"], "before": called["last"]}


def _choice(one: WorkbookChoice, words: Words) -> Button:
    return words.button(
        "workbook-get-one",
        "workbook_get",
        one.cycle_id,
        argument=str(one.department_id),
        department=cut(one.department, 20),
        period=cut(_round(one.key, one.title, words), 18),
    )


# -- what came back -----------------------------------------------------------------------------------------------


@renders(WorkbookPreview)
def preview(message: WorkbookPreview, words: Words) -> Screen:
    changed = [one for one in message.rows if one.outcome is Outcome.CHANGED]
    refused = [one for one in message.rows if one.outcome is Outcome.REFUSED]
    settled = message.state in ("drafted", "sent", "dropped", "replaced")
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(
            words(
                "workbook-preview",
                period=cut(_round(message.key, message.title, words), 60),
                department=cut(message.department, 60),
            ),
            words("workbook-preview-file", file=cut(message.file, 60), revision=message.revision),
            words("workbook-preview-mail") if message.by_mail and message.state == "open" else None,
            None
            if message.errors
            else words(
                "workbook-preview-counts",
                changed=len(changed),
                unchanged=message.unchanged,
                refused=len(refused),
            ),
        ),
        *_said(message, words),
        None if settled or not changed or message.errors else _before_sending(message, words),
        _now(message, changed, words),
    )
    return Screen(text, _buttons(message, changed, words))


def _said(message: WorkbookPreview, words: Words) -> Iterable[Html | None]:
    """Errors alone where there are any; else the rows, and what to look at."""
    if message.state in ("dropped", "replaced"):
        return
    if message.errors:
        said, _ = _listed([_remark(one, words) for one in message.errors], ROOM, words)
        yield lines(words("workbook-errors", count=len(message.errors)), said)
        return
    before = words.round(message.key)["last"]
    said, room = _listed([_row(one, before, words) for one in message.rows], ROOM, words)
    yield said
    if message.warnings and message.state in ("open", "same"):
        warned, _ = _listed([_remark(one, words) for one in message.warnings], max(room, ROOM // 4), words)
        yield lines(words("workbook-warnings", count=len(message.warnings)), warned)


def _listed(said: list[Html], room: int, words: Words) -> tuple[Html | None, int]:
    """The lines, folded where they are many, as far as there is room; what is left of it."""
    if not said:
        return None, room
    shown: list[Html] = []
    for line in said:
        room -= length(line) + 1
        if room < 0:
            shown.append(words("workbook-and-more", count=len(said) - len(shown)))
            break
        shown.append(line)
    body = lines(*shown)
    return (body if len(shown) <= FEW else words("workbook-folded", lines=body)), max(room, 0)


def _remark(one: CellRemark, words: Words) -> Html:
    facts = {name: cut(fact, 60) if isinstance(fact, str) else fact for name, fact in one.facts.items()}
    statuses = words.plain("collection-comma").join(words.plain(f"status-{status}") for status in ReportStatus)
    said = words(one.key, **{"list": statuses} | facts)
    return words("workbook-at", cell=cut(one.cell, 40), said=said) if one.cell else said


def _row(one: Planned, before: str, words: Words) -> Html:
    """A task, what is set, and below it what needs a look."""
    if one.outcome is Outcome.REFUSED:
        said = words(f"workbook-refused-{one.why or Why.GONE}")
        return words("workbook-row", number=cut(one.number, 20), said=said)
    parts: list[Html] = [words(f"status-{one.status}")] if one.status else []
    if "text" in one.changed and "text" not in one.cleared:
        parts.append(words("workbook-row-text", count=one.text, begins=cut(one.begins, EXCERPT)))
    parts += [_figure(figure, before, words) for figure in one.figures]
    if "help" in one.changed and "help" not in one.cleared:
        parts.append(words("workbook-row-help"))
    if one.cleared:
        emptied = words.plain("collection-comma").join(words.plain(f"workbook-field-{name}") for name in one.cleared)
        parts.append(words("workbook-row-cleared", list=emptied))
    said = Html(words("workbook-row-comma").join(parts) or words("workbook-row-nothing"))
    notes = [*_doubts(one, before, words)]
    if one.overwrites is not None:
        notes.append(words("workbook-row-overwrites", name=cut(one.overwrites, LONG_NAME) or "none"))
    elif one.held_by is not None:
        notes.append(words("workbook-row-held", name=cut(one.held_by, LONG_NAME) or "none"))
    if one.lacks:
        fields = {"status", "text"}
        missing = [
            words.plain(f"workbook-field-{name}") if name in fields else cut(name, LONG_NAME) for name in one.lacks
        ]
        notes.append(words("workbook-row-lacks", list=words.plain("collection-comma").join(missing)))
    return lines(words("workbook-row", number=cut(one.number, 20), said=said), *notes)


def _figure(figure: PlannedFigure, before: str, words: Words) -> Html:
    name, value = cut(figure.name, LONG_NAME), _amount(figure, words)
    if figure.last is None:
        return words("workbook-row-figure", name=name, value=value)
    last = wording.format_amount(figure.last, "")
    return words("workbook-row-figure-last", name=name, value=value, before=before, last=last)


def _amount(figure: PlannedFigure, words: Words) -> str:
    if figure.value is not None:
        return wording.format_amount(figure.value, cut(figure.unit, LONG_NAME))
    return words.plain("figure-none" if figure.given else "report-none")


def _doubts(one: Planned, before: str, words: Words) -> Iterable[Html]:
    for figure in one.figures:
        facts = {"name": cut(figure.name, LONG_NAME), "value": _amount(figure, words)}
        unit = cut(figure.unit, LONG_NAME)
        if figure.doubt == Doubt.FALLS and figure.last is not None:
            yield words("workbook-row-falls", **facts, before=before, last=wording.format_amount(figure.last, unit))
        elif figure.doubt == Doubt.FAR and figure.target is not None:
            yield words("workbook-row-far", **facts, target=wording.format_amount(figure.target, unit))


def _before_sending(message: WorkbookPreview, words: Words) -> Html | None:
    return lines(
        words("workbook-late", due=words.date(message.due_on)) if message.late else None,
        None if message.for_office else words("workbook-no-evidence"),
    )


def _now(message: WorkbookPreview, changed: list[Planned], words: Words) -> Html:
    """The last line: what to do now, or what has been done."""
    if message.asks:
        return words("workbook-now-asks", before=words.round(message.key)["last"])
    if message.state in ("drafted", "sent") and message.for_office:
        return words(f"workbook-now-{message.state}-office", count=len(changed))
    if message.state != "open":
        return words(f"workbook-now-{message.state}", count=len(changed))
    if message.for_office:
        return words("workbook-now-office", department=cut(message.department, 60))
    return words("workbook-now-incomplete" if any(one.lacks for one in changed) else "workbook-now-open")


def _buttons(message: WorkbookPreview, changed: list[Planned], words: Words) -> tuple[tuple[Button, ...], ...]:
    def take(key: str, choice: str, style: str | None = None) -> Button:
        return words.button(key, "workbook_take", message.returned, message.rev, choice, style=style)

    if message.state not in ("open", "drafted"):
        return ()
    if message.asks:
        return rows([take("workbook-take-sure", "sure")], leaving=[take("workbook-take-back", "back")])
    send = take("workbook-take-office" if message.for_office else "workbook-take-send", "send", "primary")
    if message.state == "drafted":
        todo = words.button("workbook-todo", "report_todo")
        return rows([send], leaving=[] if message.for_office else [todo])
    keep, drop = take("workbook-take-keep", "keep"), take("workbook-take-drop", "drop")
    if any(one.lacks for one in changed):
        return rows([keep], leaving=[drop])
    return rows([send], [keep], [drop])


@renders(ReportsArrived)
def reports_arrived(message: ReportsArrived, words: Words) -> Screen:
    numbers = [cut(number, 20) for number in message.numbers[:MOST_NUMBERS]]
    if len(message.numbers) > MOST_NUMBERS:
        numbers.append("…")
    text = words(
        "workbook-arrived",
        department=cut(message.department, 60),
        count=len(message.numbers),
        period=cut(_round(message.key, message.title, words), 60),
        late="yes" if message.late else "no",
        numbers=words.plain("collection-comma").join(numbers),
        by=cut(message.by, LONG_NAME) or "none",
    )
    return Screen(text, ((words.button("workbook-arrived-review", "review_next"),),))


def _round(key: str, title: str | None, words: Words) -> str:
    return title or period(key, words)
