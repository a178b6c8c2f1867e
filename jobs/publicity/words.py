"""How are the words of a notice changed while it is drawn up? A part is written anew, or words are put in other words' place.

The ledger stays as it is: what is changed here is the notice's alone, until it is composed from the ledger once more.
"""

from __future__ import annotations

from db.tables import Publicity
from db.units import Reading
from domain.amending import read_words, replaced
from domain.errors import Moved, Rejected
from domain.presses import row_number
from jobs import documents

PARTS = ("words", "title", "text")  # steps of the form; `done_12` is the completion of the task in row 12
DONE = "done_"
LONGEST_TITLE = 200  # characters
LONGEST_TEXT = 3000


def is_part(step: str) -> bool:
    return step in PARTS or step.startswith(DONE)


def rewrite(publicity: Publicity, step: str, text: str) -> None:
    """Raises `Rejected` for what is empty or too long, or stands nowhere in the notice."""
    typed = text.strip()
    if not typed:
        raise Rejected("publicity-words-empty")
    match step:
        case "words":
            wrong, right = read_words(typed)
            publicity.title, publicity.notice_text, publicity.table, _ = replaced(
                publicity.title or "", publicity.notice_text or "", publicity.table, wrong, right
            )
        case "title":
            publicity.title = _within(" ".join(typed.split()), LONGEST_TITLE)
        case "text":
            publicity.notice_text = _within(typed, LONGEST_TEXT)
        case _:
            number = task_number(publicity, step)
            publicity.table = [
                row | {"completion": _within(typed, LONGEST_TEXT)} if row["number"] == number else row
                for row in publicity.table
            ]


def _within(text: str, most: int) -> str:
    if len(text) > most:
        raise Rejected("amend-words-long", given=text[:20], most=most)
    return text


def task_number(publicity: Publicity, step: str) -> str:
    """The number of the task that `done_12` names. Raises `Moved` where the notice holds it no more."""
    task_id = row_number(step.removeprefix(DONE))
    found = next((entry.task.number for entry in publicity.tasks if entry.task_id == task_id), None)
    if found is None:
        raise Moved
    return found


def shown(publicity: Publicity, step: str) -> str:
    """What the part says now."""
    if step == "title":
        return publicity.title or ""
    if step == "text":
        return publicity.notice_text or ""
    if step.startswith(DONE):
        number = task_number(publicity, step)
        return next((str(row["completion"]) for row in publicity.table if row["number"] == number), "")
    return ""


def compose(reading: Reading, publicity: Publicity) -> None:
    """From the ledger as it stands, once: title and text where there are none, the rows of tasks that are new to it."""
    if publicity.title is not None:
        return
    tasks = [entry.task for entry in publicity.tasks]
    kept = {row["number"]: row for row in publicity.table}
    publicity.title, publicity.notice_text = documents.composed(reading, tasks)
    publicity.table = [kept.get(task.number) or documents.item_of(reading, task).to_json() for task in tasks]
    publicity.rev += 1


def forget(publicity: Publicity, *, rows: bool) -> None:
    """The next preview composes it anew; `rows`: the table too."""
    publicity.title = publicity.notice_text = None
    if rows:
        publicity.table = []
    publicity.rev += 1


def differs(reading: Reading, publicity: Publicity) -> bool:
    """Does the ledger say something else now? Words were changed here, or the ledger has moved on."""
    tasks = [entry.task for entry in publicity.tasks]
    table = [documents.item_of(reading, task).to_json() for task in tasks]
    return (publicity.title, publicity.notice_text, publicity.table) != (*documents.composed(reading, tasks), table)
