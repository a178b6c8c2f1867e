"""Who is reminded today, and who above them is told? Only those who still owe, one message a person and day at most.

What is owed is read when the message leaves. After the last rung the department's leaders and the coordinators are
told, once, in one card a day.
"""

from jobs.reminders.due import RECHECKS as _REMINDERS
from jobs.reminders.escalation import RECHECKS as _ESCALATIONS
from jobs.reminders.routine import REMIND, next_due

RECHECKS = {**_REMINDERS, **_ESCALATIONS}

__all__ = ["RECHECKS", "REMIND", "next_due"]
