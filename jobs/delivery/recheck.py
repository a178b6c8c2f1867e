"""Is it still due? Asked in the unit that claims a message: what a person is told is true when it leaves."""

from __future__ import annotations

from collections.abc import Mapping

from jobs import calendar, collection, department_mail, nudging, objections, reminders
from jobs.delivery import trouble
from jobs.delivery.claim import Recheck
from jobs.publicity import proving

RECHECKS: Mapping[str, Recheck] = {
    **calendar.RECHECKS,
    **collection.RECHECKS,
    **reminders.RECHECKS,
    **nudging.RECHECKS,
    **department_mail.RECHECKS,
    **objections.RECHECKS,
    **trouble.RECHECKS,
    **proving.RECHECKS,
}
