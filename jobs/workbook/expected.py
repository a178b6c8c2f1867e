"""May a filled workbook be taken at all? One of ours, of now, and this person's to send; asked before the file is read.

A workbook of another round, or of a revision that asks something else by now, is refused whole.
"""

from __future__ import annotations

import hmac

from db.tables import Cycle, Department, Person, Workbook
from db.units import Reading
from domain.errors import Forbidden, Rejected
from domain.people import Account
from domain.workbook import Issued, Mark
from jobs import rights
from jobs.workbook.handing import PURPOSE, is_current, issued_of, newest_of, round_name


def expected(reading: Reading, who: Account, mark: Mark) -> Issued:
    """Asked before the file is read: what was handed out under this mark. Raises `Rejected` with what to do instead."""
    workbook = _proven(reading, mark)
    language = _may_send(reading, who, workbook)
    _refuse_what_is_past(reading, workbook, language)
    return issued_of(workbook)


def expected_by_mail(reading: Reading, mark: Mark) -> Issued:
    """The same of a file that came by mail: nobody's account stands behind it."""
    workbook = _proven(reading, mark)
    _refuse_what_is_past(reading, workbook, reading.settings.office.language)
    return issued_of(workbook)


def may_send_ledger(reading: Reading, who: Account, file: str) -> None:
    """A spreadsheet without a mark: a coordinator's is a ledger; a liaison is told that it is no workbook of ours."""
    person = rights.person_of(reading, who)
    if (
        person is not None
        and not rights.is_coordinator(reading, person.id)
        and rights.departments_of(reading, person.id)
    ):
        raise Rejected("workbook-foreign", file=file)


def _proven(reading: Reading, mark: Mark) -> Workbook:
    if not hmac.compare_digest(reading.vault.mark(PURPOSE, mark.claim), mark.proof):
        raise Rejected("workbook-mark-altered")
    workbook = reading.session.get(Workbook, mark.workbook)
    if workbook is None or (workbook.cycle_id, workbook.department_id, workbook.revision) != (
        mark.cycle,
        mark.department,
        mark.revision,
    ):
        raise Rejected("workbook-unknown")
    return workbook


def _may_send(reading: Reading, who: Account, workbook: Workbook) -> str:
    """Raises `Rejected` for anyone but the department's liaisons and coordinators; the language they are told in."""
    person = rights.person_of(reading, who)
    if person is None:
        raise Forbidden("only-liaison")
    if not is_theirs(reading, person, workbook.department_id) and not rights.is_coordinator(reading, person.id):
        department = reading.session.get_one(Department, workbook.department_id)
        raise Rejected("workbook-other-department", department=department.name)
    return person.language


def _refuse_what_is_past(reading: Reading, workbook: Workbook, language: str) -> None:
    """Raises `Rejected` for another round's, and for a revision that was followed by one which asks something else."""
    cycle = reading.session.get_one(Cycle, workbook.cycle_id)
    if not is_current(reading, cycle):
        raise Rejected("workbook-other-round", period=round_name(cycle, language))
    newest = newest_of(reading, workbook.cycle_id, workbook.department_id)
    assert newest is not None
    if newest.id != workbook.id and issued_of(newest).asked != issued_of(workbook).asked:
        raise Rejected("workbook-old-revision", revision=workbook.revision, newest=newest.revision)


def is_theirs(reading: Reading, person: Person, department_id: int) -> bool:
    return department_id in rights.departments_of(reading, person.id)
