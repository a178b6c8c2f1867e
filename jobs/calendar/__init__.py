"""What follows where the calendar changes, or is not known yet? Running dates counted again, the office warned ahead."""

from jobs.calendar.coverage import WARN_UNCOVERED
from jobs.calendar.recount import RECHECKS, RECOUNT

__all__ = ["RECHECKS", "RECOUNT", "WARN_UNCOVERED"]
