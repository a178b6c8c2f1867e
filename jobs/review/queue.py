"""What waits for review, and what of it can be accepted together? Only what nobody would have to read first.

A report that came late, is like another, lets a figure fall, asks for help or has not been compared yet is looked at
by itself. Each of the others is a decision of its own: one that moved on meanwhile is left out, and named.
"""

from __future__ import annotations

from db.queries import review_queue, reviews
from db.tables import Dialogue, Report
from db.units import Unit
from domain.answers import Answer, Chosen
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.review import AcceptAll, ReviewQueue, Waiting
from domain.people import Account
from jobs import audit, dialogues, outbox, rights
from jobs.review import looking
from jobs.review.deciding import accept_one, lists_up_to_date, stands, tell_accepted

ALL = "accept_all"
CARD = "review"
PAGE = 8  # lines a card
MOST = 20  # decisions a press: more would hold up everybody else, and nobody reads a longer list


def show_queue(unit: Unit, who: Account, occasion: str, page: int = 0, *, ring: bool = True) -> None:
    """/review: the only report that waits, or the list of them."""
    if len(reviews.waiting(unit)) == 1 and ring:
        looking.show_oldest(unit, who, occasion)
        return
    _show(unit, who, occasion, page=page, ring=ring)


def accept_all(unit: Unit, who: Account, occasion: str) -> None:
    """[一并通过]: asks once more, and names what will be accepted and what is left to be read."""
    rights.coordinator(unit, who)
    lines = review_queue.lines(unit)
    clean = [report for report, line in lines if not line.warnings][:MOST]
    if not clean:
        raise Moved(then=lambda unit: _show(unit, who, occasion))
    reports = [[report.id, report.rev] for report in clean]
    dialogue = dialogues.open_form(unit, who, ALL, 0, "confirm", reports=reports)
    _ask(unit, who, dialogue, lines, None)


def answer_all(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """[全部通过] or [先不通过]."""
    dialogue = dialogues.answering(unit, who, ALL, answer, show_all)
    if not isinstance(answer, Chosen):
        raise Rejected("review-all-press")
    chosen: list[list[int]] = dialogue.fields["reports"]
    dialogues.close(unit, dialogue)
    note = _accept(unit, who, chosen) if answer.value == "yes" else None
    _show(unit, who, occasion, note=note)
    return note


def show_all(unit: Unit, who: Account, note: Note | None) -> None:
    """The card that asks once more; the queue where nothing it would accept is left."""
    rights.coordinator(unit, who)
    dialogue = dialogues.current(unit, who)
    if dialogue.form == ALL:
        _ask(unit, who, dialogue, review_queue.lines(unit), note)


def _ask(unit: Unit, who: Account, dialogue: Dialogue, lines: list[tuple[Report, Waiting]], note: Note | None) -> None:
    person = rights.coordinator(unit, who)
    chosen = {tuple(pair) for pair in dialogue.fields["reports"]}
    taken = tuple(line for report, line in lines if (report.id, report.rev) in chosen)
    if not taken:
        dialogues.close(unit, dialogue)
        _show(unit, who, f"queue {dialogue.rev}")
        return
    others = [line for report, line in lines if (report.id, report.rev) not in chosen]
    card = AcceptAll(
        taken=taken,
        kept=tuple(line for line in others if line.warnings),
        left=sum(not line.warnings for line in others),
        dialogue=dialogue.id,
        rev=dialogue.rev,
        note=note,
    )
    outbox.show(unit, card, to=outbox.to_person(person.id), card=CARD, occasion=f"all {dialogue.id}.{dialogue.rev}")


def _accept(unit: Unit, who: Account, chosen: list[list[int]]) -> Note:
    person = rights.coordinator(unit, who)
    accepted: list[Report] = []
    moved: list[str] = []
    for report_id, rev in sorted(chosen):
        report = unit.session.get(Report, report_id, with_for_update=True)
        if report is None:
            continue
        if not stands(report, rev):
            moved.append(report.request.task.number)
            continue
        accept_one(unit, person, report)
        accepted.append(report)
    for request in {(one.request.cycle_id, one.request.department_id): one.request for one in accepted}.values():
        lists_up_to_date(unit, request)
    tell_accepted(unit, accepted)
    reports = [report.id for report in accepted]
    audit.note(unit, audit.person(person.id), "report.accept_all", "review", {"reports": reports})
    if moved:
        numbers = "、".join(dict.fromkeys(moved))
        return Note("review-all-moved", {"count": len(accepted), "left": len(moved), "numbers": numbers})
    return Note("review-all-accepted", {"count": len(accepted)})


def _show(
    unit: Unit, who: Account, occasion: str, *, page: int = 0, ring: bool = False, note: Note | None = None
) -> None:
    person = rights.coordinator(unit, who)
    to = outbox.to_person(person.id)
    lines = [line for _, line in review_queue.lines(unit)]
    if not lines and ring:
        outbox.say(unit, Sentence("review-none"), to=to, thing=CARD, occasion=occasion)
        return
    pages = max(1, -(-len(lines) // PAGE))
    page = min(max(page, 0), pages - 1)
    card = ReviewQueue(
        total=len(lines),
        clean=sum(not line.warnings for line in lines),
        lines=tuple(lines[page * PAGE : (page + 1) * PAGE]),
        page=page,
        pages=pages,
        note=note,
    )
    outbox.show(unit, card, to=to, card=CARD, occasion=occasion, ring=ring)
