"""What becomes of an objection? From the notice to the receipt, from the receipt to the answer.

notices   what runs now, and the way into the form
form      the objector's draft, step by step
traces    files without place, device and author, where the objector wishes
lodge     confirmed in chat: it goes into the register
registering  the register itself: number, receipt, letters, in one unit, however the objection came
entry     what came by phone, post or mail, entered by a coordinator
late      what came after the last day: a coordinator decides
state     the objector's card and the coordinators', as the objection moves
receipt   back with the code from any account; more material; withdrawing
case      what coordinators see and do
case_list the list of them
question  the office asks back, the objector answers
exchange  what was said since, sealed
due       until when it must be answered
recount   counted again when the calendar moves
reminders what nobody read, what is to be answered soon
digest    a letter a day to the contact address
alike     which of them say the same
groups    answered together
reply     how the office writes its answer
answering how it reaches whoever objected, and what it does
settled   whether it settled the matter
"""

from jobs.objections.alike import COMPARE_OBJECTIONS
from jobs.objections.digest import WRITE_DIGEST
from jobs.objections.recount import RECOUNT_ANSWERS
from jobs.objections.reminders import RECHECKS, REMIND_OF_OBJECTIONS
from jobs.objections.state import FORGET_DRAFTS, OBJECTION_STATES
from jobs.objections.traces import FORGET_ORIGINALS

__all__ = [
    "COMPARE_OBJECTIONS",
    "FORGET_DRAFTS",
    "FORGET_ORIGINALS",
    "OBJECTION_STATES",
    "RECHECKS",
    "RECOUNT_ANSWERS",
    "REMIND_OF_OBJECTIONS",
    "WRITE_DIGEST",
]
