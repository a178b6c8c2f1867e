"""How is a task published? Drafted and confirmed by a coordinator, announced, reminded of and ended by the clock."""

from jobs.publicity.cards import cancel, cancel_asked, look_up, show_card, show_list
from jobs.publicity.clockwork import RUN_PUBLICITY
from jobs.publicity.draft import answer, begin, paper_for, resume, send_document, show

__all__ = [
    "RUN_PUBLICITY",
    "answer",
    "begin",
    "cancel",
    "cancel_asked",
    "look_up",
    "paper_for",
    "resume",
    "send_document",
    "show",
    "show_card",
    "show_list",
]
