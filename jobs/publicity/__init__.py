"""How is a task published? Drafted and confirmed by a coordinator, announced, reminded of and ended by the clock."""

from jobs.publicity.amending import answer as answer_amendment
from jobs.publicity.amending import begin as begin_amendment
from jobs.publicity.amending import show as show_amendment
from jobs.publicity.cards import cancel, cancel_asked, look_up, show_card, show_list
from jobs.publicity.clockwork import RUN_PUBLICITY
from jobs.publicity.draft import answer, begin, change, paper_for, resume, send_document, show

__all__ = [
    "RUN_PUBLICITY",
    "answer",
    "answer_amendment",
    "begin",
    "begin_amendment",
    "cancel",
    "cancel_asked",
    "change",
    "look_up",
    "paper_for",
    "resume",
    "send_document",
    "show",
    "show_amendment",
    "show_card",
    "show_list",
]
