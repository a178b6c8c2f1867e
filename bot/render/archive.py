"""Archiving a programme: what is still open, the confirmation in red, who is told; the archive and its papers."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, problem, rows
from bot.screen import Button, Html, Screen, cut
from domain.messages.archive import (
    ArchiveCard,
    ArchiveForm,
    ArchiveList,
    ProgrammeArchived,
    ProgrammeReopened,
)

NUMBERS = 12  # tasks named in a line
NAMED = 6  # objections named in a line, or with a button
YEARS = 4  # with a button; older summaries are made in the shell


@renders(ArchiveForm)
def archive_form(message: ArchiveForm, words: Words) -> Screen:
    note = words.note(message.note).strip() or None
    leave = words.button("archive-leave", "f", message.dialogue, message.rev, "leave")
    head = lines(
        words("archive-form-title", name=message.name),
        words("archive-struck", tasks=message.tasks, struck=message.tasks - len(message.open_numbers)),
        *_open_tasks(message, words),
        words("archive-kept-up", count=message.kept_up) if message.kept_up else None,
        words("archive-owed", count=message.owed) if message.owed else None,
    )
    if message.step == "blocked":
        text = paragraphs(note, head, lines(words("archive-blocked"), *_in_the_way(message, words)))
        again = words.button("archive-look-again", "f", message.dialogue, message.rev, "again")
        ways = [words.button("board-review", "review_queue", 0, 1, count=message.in_review)] * bool(message.in_review)
        ways += [
            words.button("cases-open", "obj_open", one.objection, register=one.number)
            for one in message.objections[:NAMED]
        ]
        return Screen(paragraphs(text, words("archive-then")), rows([again], ways, [leave]))
    if message.step == "reason":
        return Screen(paragraphs(note, head, words("archive-reason")), ((leave,),))
    sure = words.button("archive-do", "f", message.dialogue, message.rev, "archive", style="danger")
    reason = words("archive-reason-given", reason=message.reason) if message.reason else None
    asks = words("archive-sure", people=message.people, reason="yes" if message.reason else "no")
    return Screen(paragraphs(note, lines(head, reason), asks), ((sure,), (leave,)))


def _open_tasks(message: ArchiveForm, words: Words) -> list[Html]:
    if not message.open_numbers:
        return []
    numbers = words.plain("collection-comma").join(message.open_numbers[:NUMBERS])
    more = "yes" if len(message.open_numbers) > NUMBERS else "no"
    return [words("archive-open-tasks", count=len(message.open_numbers), numbers=numbers, more=more)]


def _in_the_way(message: ArchiveForm, words: Words) -> list[Html]:
    found = [
        words(
            "archive-blocked-period",
            title=cut(period.title, 60) or "none",
            day=words.date(period.ends_on) if period.ends_on else "none",
        )
        for period in message.periods[:NAMED]
    ]
    if message.objections:
        numbers = words.plain("collection-comma").join(one.number for one in message.objections[:NAMED])
        more = "yes" if len(message.objections) > NAMED else "no"
        found.append(words("archive-blocked-objections", count=len(message.objections), numbers=numbers, more=more))
    if message.in_review:
        found.append(words("archive-blocked-review", count=message.in_review))
    return found


@renders(ProgrammeArchived)
def programme_archived(message: ProgrammeArchived, words: Words) -> Screen:
    text = lines(
        words("archive-done", name=message.name, day=words.date(message.closed_on)),
        words("archive-struck", tasks=message.tasks, struck=message.tasks - message.open_tasks),
        words("archive-reason-given", reason=message.reason) if message.reason else None,
        words("archive-ended", count=message.ended) if message.ended else None,
    )
    look = [words.button("archive-open", "archive_show", message.programme)] if message.programme else []
    return Screen(paragraphs(text, words("archive-done-what")), rows(look))


@renders(ProgrammeReopened)
def programme_reopened(message: ProgrammeReopened, words: Words) -> Screen:
    facts = {"closed": words.date(message.closed_on), "day": words.date(message.reopened_on)}
    return Screen(
        lines(
            words("archive-reopened", name=message.name, **facts),
            words("archive-back", count=message.back) if message.back else None,
            words("archive-reopened-owes" if message.owes else "archive-reopened-what"),
        )
    )


@renders(ArchiveList)
def archive_list(message: ArchiveList, words: Words) -> Screen:
    listed = [
        words("archive-line", at=at, name=cut(line.name, 60), tasks=line.tasks, day=words.date(line.closed_on))
        for at, line in enumerate(message.lines, start=1)
    ]
    text = paragraphs(
        words.note(message.note).strip() or None,
        lines(words("archive-list"), *listed) if listed else words("archive-none"),
    )
    buttons = [
        words.button("board-programme-button", "archive_show", line.programme, at=at)
        for at, line in enumerate(message.lines, start=1)
    ]
    turning = [words.button("page-back", "archive_list", message.page - 1)] if message.page else []
    turning += [words.button("page-on", "archive_list", message.page + 1)] * (message.page < message.pages - 1)
    return Screen(text, rows(others=buttons) + rows(others=turning))


@renders(ArchiveCard)
def archive_card(message: ArchiveCard, words: Words) -> Screen:
    programme = message.programme
    text = lines(
        words("archive-title", name=message.name),
        words("archive-closed-on", day=words.date(message.closed_on)),
        words("archive-struck", tasks=message.total, struck=message.total - message.open_tasks),
        words("archive-reason-given", reason=cut(message.reason, 200)) if message.reason else None,
    )
    note = words.note(message.note).strip() or None
    if message.asking:
        sure = words.button("archive-reopen-do", "archive_reopen", programme)
        keep = words.button("archive-reopen-leave", "archive_show", programme, message.page)
        return Screen(paragraphs(note, text, words("archive-reopen-sure", back=message.back)), ((sure,), (keep,)))
    listed = [
        words("archive-task", number=task.number, problem=problem(task.problem, 40), page=message.page + 1)
        for task in message.tasks
    ]
    papers = [words.button("archive-ledger", "archive_ledger", programme)]
    papers += [
        words.button("archive-year", "archive_year", programme, year, year=str(year)) for year in message.years[:YEARS]
    ]
    records: list[Button] = [
        words.button("archive-record", "doc_closing", task.task, number=cut(task.number, 10)) for task in message.tasks
    ]
    turning = [words.button("page-back", "archive_show", programme, message.page - 1)] if message.page else []
    turning += [words.button("page-on", "archive_show", programme, message.page + 1)] * (
        message.page < message.pages - 1
    )
    leaving = [
        words.button("archive-reopen", "archive_show", programme, message.page, "ask"),
        words.button("archive-to-list", "archive_list"),
    ]
    what = words("archive-what")
    grid = rows(others=papers) + rows(others=records) + rows(others=turning) + rows(leaving=leaving)
    return Screen(paragraphs(note, text, lines(*listed) or None, what), grid)
