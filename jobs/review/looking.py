"""What does a coordinator look at? A report, its evidence, its text beside last quarter's or beside the one it is like."""

from __future__ import annotations

from db.queries import likeness, reports, reviews
from db.tables import Evidence, Report
from db.units import Unit
from domain.errors import Moved, Rejected
from domain.likeness import changed_percent
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.review import Comparison, EvidenceAlbum, EvidenceFile, FullText, MoreEvidence, NamedFile
from domain.people import Account
from domain.states import ReportState
from jobs import audit, outbox, rights

ALBUM = 10  # files: Telegram's most in one album
ALBUM_BYTES = 40 * 1024 * 1024  # of one upload; what is larger goes file by file
PAGE = 20  # files a press: an album or two ring once each


def show_oldest(unit: Unit, who: Account, occasion: str, after: int | None = None) -> None:
    """[从最早的审起] and [下一份]: the report that has waited longest, `after` the one that was just looked at."""
    person = rights.coordinator(unit, who)
    waiting = reviews.waiting(unit)
    if not waiting:
        to = outbox.to_person(person.id)
        outbox.say(unit, Sentence("review-none"), to=to, thing="review", occasion=occasion)
        return
    at = waiting.index(after) + 1 if after in waiting else 0
    _ring(unit, person.id, unit.session.get_one(Report, waiting[at % len(waiting)]), occasion)


def open_one(unit: Unit, who: Account, report_id: int, occasion: str) -> None:
    """One of the queue, whatever became of it since."""
    person = rights.coordinator(unit, who)
    report = unit.session.get(Report, report_id)
    if report is None or (report.state == ReportState.DRAFT and report.submitted_at is None and report.revision == 1):
        raise Moved("review-taken-back")
    _ring(unit, person.id, report, occasion)


def _ring(unit: Unit, person_id: int, report: Report, occasion: str) -> None:
    outbox.show(
        unit,
        reviews.in_review(unit, report),
        to=outbox.to_person(person_id),
        card=reviews.review_card(report.id),
        occasion=occasion,
        ring=True,
    )


# -- evidence -----------------------------------------------------------------------------------------------------


def send_evidence(unit: Unit, who: Account, report_id: int, occasion: str, page: int = 0) -> Note:
    """看佐证: albums of documents, the originals under their own names; what is too big for one comes by itself."""
    person = rights.office(unit, who)
    report = unit.session.get(Report, report_id)
    if report is None or not report.evidence:
        raise Moved
    files = report.evidence[page * PAGE : (page + 1) * PAGE]
    if not files:
        raise Moved
    to = outbox.to_person(person.id)
    at = page * PAGE + 1
    for album in _albums(files):
        message = _album(report, album, at)
        outbox.say(unit, message, to=to, thing=f"evidence:{album[0].id}", occasion=occasion)
        at += len(album)
    audit.note(unit, audit.person(person.id), "evidence.see", f"report:{report.id}")
    left = len(report.evidence) - at + 1
    if left > 0:
        more = MoreEvidence(report.id, report.request.task.number, at - 1, left, page + 1)
        outbox.say(unit, more, to=to, thing=f"report:{report.id}", occasion=f"{occasion} more")
    return Note("review-evidence-coming", {"count": len(files)})


def _albums(files: list[Evidence]) -> list[list[Evidence]]:
    albums: list[list[Evidence]] = []
    size = 0
    for file in files:
        if not albums or len(albums[-1]) == ALBUM or size + file.file.size > ALBUM_BYTES:
            albums.append([])
            size = 0
        albums[-1].append(file)
        size += file.file.size
    return albums


def _album(report: Report, files: list[Evidence], at: int) -> EvidenceFile | EvidenceAlbum:
    request = report.request
    number, department, key = request.task.number, request.department.name, request.cycle.key
    if len(files) == 1:
        [file] = files
        return EvidenceFile(number, department, key, at, len(report.evidence), file.name, file.file.sha256)
    named = tuple(NamedFile(file.name, file.file.sha256) for file in files)
    return EvidenceAlbum(number, department, key, at, len(report.evidence), named)


# -- texts --------------------------------------------------------------------------------------------------------


def send_text(unit: Unit, who: Account, report_id: int, occasion: str) -> None:
    """看全文: a text too long for the card."""
    person = rights.office(unit, who)
    report = unit.session.get(Report, report_id)
    if report is None or not report.text:
        raise Moved
    request = report.request
    whole = FullText(request.task.number, request.department.name, request.cycle.key, report.text)
    outbox.say(unit, whole, to=outbox.to_person(person.id), thing=f"report:{report.id}", occasion=occasion)


def compare(unit: Unit, who: Account, report_id: int, other_id: int | None, occasion: str) -> None:
    """[与上季对照], or [看异同] with the report it is like. Any two reports may be laid side by side in the office."""
    person = rights.office(unit, who)
    report = unit.session.get(Report, report_id)
    if report is None:
        raise Moved
    other = reports.last_accepted(unit, report.request) if other_id is None else unit.session.get(Report, other_id)
    if other is None or not report.text or not other.text or other.state == ReportState.DRAFT:
        raise Rejected("review-nothing-to-compare")
    one, theirs = report.request, other.request
    own = (one.task_id, one.department_id) == (theirs.task_id, theirs.department_id)
    found = next((match for match in likeness.of_report(unit, report) if match.report == other.id), None)
    comparison = Comparison(
        number=one.task.number,
        department=one.department.name,
        key=one.cycle.key,
        text=report.text,
        other_number=theirs.task.number,
        other_department=theirs.department.name,
        other_key=theirs.cycle.key,
        other_text=other.text,
        own=own,
        alike=found.percent if found is not None else None,
        changed=changed_percent(report.text, other.text) if own else None,
    )
    to = outbox.to_person(person.id)
    outbox.say(unit, comparison, to=to, thing=f"report:{report.id} {other.id}", occasion=occasion)
