"""How is a task published? Drafted and confirmed by a coordinator, announced, reminded of and ended by the clock."""

from jobs.publicity.amending import answer as answer_amendment
from jobs.publicity.amending import begin as begin_amendment
from jobs.publicity.amending import show as show_amendment
from jobs.publicity.cards import cancel, cancel_asked, look_up, show_card, show_list
from jobs.publicity.clockwork import RUN_PUBLICITY
from jobs.publicity.draft import answer, begin, change, paper_for, places_to_ask_about, resume, send_document, show
from jobs.publicity.proving import answer as answer_proof
from jobs.publicity.proving import begin_for as prove_address
from jobs.publicity.proving import show as show_proof

__all__ = [
    "RUN_PUBLICITY",
    "answer",
    "answer_amendment",
    "answer_proof",
    "begin",
    "begin_amendment",
    "cancel",
    "cancel_asked",
    "change",
    "look_up",
    "paper_for",
    "places_to_ask_about",
    "prove_address",
    "resume",
    "send_document",
    "show",
    "show_amendment",
    "show_card",
    "show_list",
    "show_proof",
]
