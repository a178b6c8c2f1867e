"""What does the office say to a report? Accepts it, or returns it with a comment; once, whoever is faster.

The second coordinator is told who decided and how. What nobody needs to read first is accepted together, each for
itself.
"""

from jobs.review.deciding import accept
from jobs.review.looking import compare, open_one, send_evidence, send_text, show_oldest
from jobs.review.queue import ALL, accept_all, answer_all, show_all, show_queue
from jobs.review.returning import FORM, answer, ask_comment, show

__all__ = [
    "ALL",
    "FORM",
    "accept",
    "accept_all",
    "answer",
    "answer_all",
    "ask_comment",
    "compare",
    "open_one",
    "send_evidence",
    "send_text",
    "show",
    "show_all",
    "show_oldest",
    "show_queue",
]
