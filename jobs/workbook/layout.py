"""Where does what stand in a workbook? Two sheets, the same places in both languages and every release.

Column A is hidden: A1 holds the mark, below it each row says which request or indicator it is, so that a row that was
moved is still known. What a clerk fills in is unlocked; all else is there to be read.
"""

from __future__ import annotations

PROPERTY = "xiaohao-workbook"  # the custom property that carries the mark as well

HEADER = 5  # the row of the columns' names; title, about, how to, and a special round's question stand above it
IDS = 6  # hidden: what each column is, for a program; a column that was put in between is noticed
FIRST = 7
KEY = "A"

# 填报: a row a task
NUMBER, PROBLEM, TARGET, MEASURES, LAST_STATUS, LAST_TEXT = "BCDEFG"
STATUS, TEXT, HELP, SEE_FIGURES = "HIJK"
TASK_COLUMNS = {
    NUMBER: ("number", 7),
    PROBLEM: ("problem", 20),
    TARGET: ("target", 18),
    MEASURES: ("measures", 32),
    LAST_STATUS: ("last-status", 13),
    LAST_TEXT: ("last-text", 26),
    STATUS: ("status", 13),
    TEXT: ("text", 35),
    HELP: ("help", 16),
    SEE_FIGURES: ("see-figures", 10),
}
TASK_LAST = SEE_FIGURES

# 指标: a row an indicator
FIGURE_NUMBER, FIGURE_PROBLEM, NAME, UNIT, YEAR_TARGET, LAST, THIS = "BCDEFGH"
FIGURE_COLUMNS = {
    FIGURE_NUMBER: ("number", 8),
    FIGURE_PROBLEM: ("problem", 34),
    NAME: ("name", 30),
    UNIT: ("unit", 12),
    YEAR_TARGET: ("year-target", 15),
    LAST: ("last", 15),
    THIS: ("this", 18),
}
FIGURE_LAST = THIS

# Beyond these nothing of ours stands, and nothing is looked for: a clerk's notes a little aside are still seen.
MOST_COLUMNS = 26
MOST_ROWS = 2_000


def task_key(request: int) -> str:
    return f"r{request}"


def figure_key(indicator: int) -> str:
    return f"i{indicator}"


def figures_mark(mark: str) -> str:
    """What stands in A1 of the second sheet."""
    return f"{mark} i"
