"""Striking a task off: asked once more in red, told to everyone concerned; and its coming back after a look back."""

from __future__ import annotations

from datetime import date

from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, rows
from bot.screen import Button, Html, Screen, cut
from domain.messages.base import Note
from domain.messages.closing import AskClose, LookBackForm, TaskClosed, TaskReopened
from domain.messages.publicity import Period

SHORT = 120
NAMED = 6  # objections named in a line, or with a button


@renders(AskClose)
def ask_close(message: AskClose, words: Words) -> Screen:
    head = words(
        "closing-head", number=message.number, programme=message.programme, problem=cut(message.problem, SHORT)
    )
    again = words.button("closing-look-again", "close_ask", message.task, message.rev)
    if message.missing:
        text = lines(head, *missing_lines(message.missing, words), words("closing-missing-then"))
        return Screen(text, rows(others=in_the_way(message.missing, words), leaving=[again]))
    confirm = words.button("closing-do", "close_do", message.task, message.rev, style="danger")
    text = paragraphs(
        lines(head, *_ends(message.periods, message.objections, words)),
        words("closing-confirm", number=message.number, people=message.people),
    )
    return Screen(text, ((confirm,),))


def missing_lines(notes: tuple[Note, ...], words: Words) -> list[Html]:
    """That it can't be struck off yet, and why not, a line each."""
    return [words("closing-missing"), *(words("closing-missing-line", what=what) for what in _missing(notes, words))]


def in_the_way(notes: tuple[Note, ...], words: Words) -> list[Button]:
    """What stands in the way, to be opened: objections that wait, a notice that runs."""
    found: dict[tuple[str, int], Button] = {}
    for note in notes:
        if "objection" in note.facts:
            objection, number = int(note.facts["objection"]), note.facts["number"]
            found["obj_open", objection] = words.button("cases-open", "obj_open", objection, register=number)
        elif "publicity" in note.facts:
            publicity = int(note.facts["publicity"])
            found["pub_show", publicity] = words.button("closing-see-period", "pub_show", publicity)
    return list(found.values())[:NAMED]


def _missing(notes: tuple[Note, ...], words: Words) -> list[Html]:
    """A line each; objections that wait for the same are named in one."""
    said = []
    for key in dict.fromkeys(note.key for note in notes):
        alike = [note for note in notes if note.key == key]
        facts = dict(alike[0].facts)
        if "until" in facts:
            facts["until"] = words.date(date.fromisoformat(str(facts["until"])))
        if "number" in facts:
            facts["number"] = words.plain("collection-comma").join(str(note.facts["number"]) for note in alike[:NAMED])
            facts |= {"count": len(alike), "more": "yes" if len(alike) > NAMED else "no"}
        said.append(words(key, **facts))
    return said


def _ends(periods: tuple[Period, ...], objections: tuple[str, ...], words: Words) -> list[Html]:
    """What the closing record will say: the periods, the objections or that there were none."""
    shown = [
        words(
            "closing-period",
            starts=words.date(period.starts_on),
            ends=words.date(period.ends_on),
            days=period.calendar_days,
            working=period.working_days,
        )
        for period in periods
    ]
    if objections:
        named = words.plain("collection-comma").join(objections[:NAMED])
        more = "yes" if len(objections) > NAMED else "no"
        return [*shown, words("closing-objections", count=len(objections), numbers=named, more=more)]
    return [*shown, *([words("closing-no-objections")] if periods else [])]


@renders(TaskClosed)
def task_closed(message: TaskClosed, words: Words) -> Screen:
    done = words(
        "closing-done",
        number=message.number,
        programme=message.programme,
        problem=cut(message.problem, SHORT),
        day=words.date(message.closed_on),
    )
    text = lines(done, *_ends(message.periods, message.objections, words))
    record = [words.button("closing-record", "doc_closing", message.task)] if message.task else []
    return Screen(text, rows(record))


@renders(LookBackForm)
def look_back_form(message: LookBackForm, words: Words) -> Screen:
    head = words(
        "look-back-head",
        number=message.number,
        programme=message.programme,
        problem=cut(message.problem, SHORT),
        day=words.date(message.closed_on) if message.closed_on else "none",
    )
    leave = words.button("look-back-leave", "f", message.dialogue, message.rev, "leave")
    note = words.note(message.note).strip() or None
    if not message.reason:
        return Screen(paragraphs(note, head, words("look-back-reason")), ((leave,),))
    sure = words.button("look-back-do", "f", message.dialogue, message.rev, "reopen", style="danger")
    asks = words("look-back-sure", number=message.number, reason=message.reason, people=message.people)
    return Screen(paragraphs(note, head, asks), ((sure,), (leave,)))


@renders(TaskReopened)
def task_reopened(message: TaskReopened, words: Words) -> Screen:
    return Screen(
        words(
            "look-back-reopened",
            number=message.number,
            programme=message.programme,
            problem=cut(message.problem, SHORT),
            reason=message.reason,
            day=words.date(message.reopened_on),
            closed=words.date(message.closed_on) if message.closed_on else "none",
            owes="yes" if message.owes else "no",
        )
    )
