"""Is a report that was just sent a copy? Compared off the database's thread, as soon as it is there, once a revision.

What was found is stored, and stands on the reviewers' cards. A report is compared again when it was taken back and
sent once more; what waits to be compared is asked of the database, so that a run cut short is completed by the next.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from sqlalchemy import delete, exists, select

from db.queries import likeness as queries
from db.queries import reviews
from db.queries.likeness import COMPARED, Sent
from db.tables import Dialogue, Likeness, Meta, Report
from db.units import Reading, Unit, Units
from domain.likeness import Essence, alike, essence
from domain.states import ReportState
from jobs import outbox
from jobs.clock import Clock
from jobs.routines import Routine

MOST = 3  # others that are kept of a report: the first is enough to look into it

Found = list[tuple[int, int]]
"""(the other report, per cent), the most alike first."""


def compare(everything: list[Sent], wanted: dict[int, int]) -> dict[int, Found]:
    """What each of the wanted reports is like. Blocks: call it on a thread."""
    essences: dict[int, Essence | None] = {}

    def of(one: Sent) -> Essence | None:
        if one.report not in essences:
            essences[one.report] = essence(one.text)
        return essences[one.report]

    compared: dict[int, Found] = {}
    for one in everything:
        own = of(one) if wanted.get(one.report) == one.rev else None
        if own is None:
            continue
        found: dict[tuple[int, int], tuple[int, int]] = {}  # the best of each task and department, not its every round
        for other in queries.others_of(one, everything):
            theirs = of(other)
            percent = alike(own, theirs) if theirs is not None else None
            if percent is not None and percent >= found.get(other.owner, (0, 0))[1]:
                found[other.owner] = (other.report, percent)
        compared[one.report] = sorted(found.values(), key=lambda match: (-match[1], match[0]))[:MOST]
    return compared


def keep(unit: Unit, report_id: int, rev: int, found: Found) -> None:
    """What a report is like, as it was when it was read; nothing where it moved on meanwhile."""
    report = unit.session.get(Report, report_id, with_for_update=True)
    if report is None or report.state != ReportState.SUBMITTED or report.rev != rev:
        return
    known = [(row.report, row.percent) for row in queries.of_report(unit, report)]
    if known != found:
        unit.conn.execute(delete(Likeness).where(Likeness.report_id == report.id))
        unit.session.add_all(Likeness(report_id=report.id, other_id=other, percent=percent) for other, percent in found)
    mark = unit.session.get(Meta, f"{COMPARED}{report.id}") or Meta(name=f"{COMPARED}{report.id}")
    mark.value = str(rev)
    unit.session.add(mark)
    unit.session.flush()
    if known != found and not _is_being_returned(unit, report.id):
        outbox.edit_shown(unit, reviews.in_review(unit, report), card=reviews.review_card(report.id))


def _is_being_returned(reading: Reading, report_id: int) -> bool:
    """Somebody is typing why: their card asks for it, and shows the report again whatever they do."""
    form = exists().where(Dialogue.form == reviews.RETURNING, Dialogue.subject == report_id)
    return bool(reading.conn.scalar(select(form)))


def forget_marks(unit: Unit) -> None:
    """A report that was decided, or is a draft again, needs no mark."""
    waiting = set(unit.conn.scalars(select(Report.id).where(Report.state == ReportState.SUBMITTED)))
    gone = [f"{COMPARED}{report}" for report in queries.compared_at(unit) if report not in waiting]
    unit.conn.execute(delete(Meta).where(Meta.name.in_(gone)))


def next_due(reading: Reading) -> datetime | None:
    return reading.now if queries.uncompared(reading) else None


async def _compare(units: Units, _clock: Clock) -> None:
    wanted = await units.read(queries.uncompared)
    if not wanted:
        return
    everything = await units.read(queries.sent)
    compared = await asyncio.to_thread(compare, everything, wanted)
    for report_id, rev in wanted.items():
        await units.run(keep, report_id, rev, compared.get(report_id, []))
    await units.run(forget_marks)


COMPARE = Routine("compare", next_due, _compare, seconds=60.0)
