"""Where does everything stand, and who has not answered? The board and what it opens, for coordinators and leaders.

The figures are counted when they are asked for: nothing is kept that could disagree with the ledger. One message is
edited from the programme to the one report; a picture is a message of its own.
"""

from jobs.board.details import one_request, one_task
from jobs.board.lists import by_department, by_task, kept, missing, one_department
from jobs.board.overview import board, picture

__all__ = [
    "board",
    "by_department",
    "by_task",
    "kept",
    "missing",
    "one_department",
    "one_request",
    "one_task",
    "picture",
]
