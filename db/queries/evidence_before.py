"""What has this department sent as evidence before? So that nothing has to be sent twice."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from db.prepared import Prepared
from db.tables import Cycle, Evidence, Report, Request, Task
from db.units import Reading
from domain.states import ReportState

MOST = 200  # files looked through: twenty-five pages on a phone are more than anybody turns


@dataclass(frozen=True)
class Earlier:
    """A file that was sent: for which task, in which round."""

    evidence_id: int
    file_id: int
    name: str
    number: str
    key: str


_SENT = Prepared(
    select(Evidence.id, Evidence.file_id, Evidence.name, Task.number, Cycle.key)
    .join(Report, Report.id == Evidence.report_id)
    .join(Request, Request.id == Report.request_id)
    .join(Task, Task.id == Request.task_id)
    .join(Cycle, Cycle.id == Request.cycle_id)
    .where(Request.department_id == bindparam("department"), Report.state != ReportState.DRAFT)
    .order_by(Request.task_id != bindparam("task"), Evidence.id.desc())
    .limit(MOST)
)


def evidence_before(reading: Reading, request: Request, draft: Report) -> list[Earlier]:
    """What the draft does not hold yet: of this task first, then of the department's others, the newest first."""
    rows = _SENT.all(reading, department=request.department_id, task=request.task_id)
    held = {file.file_id for file in draft.evidence}
    found: dict[int, Earlier] = {}
    for row in rows:
        if row.file_id not in held and row.file_id not in found:
            found[row.file_id] = Earlier(row.id, row.file_id, row.name, row.number, row.key)
    return list(found.values())
