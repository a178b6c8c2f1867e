"""What does the notice say, and what does it look like on paper? Composed from the ledger, set in the office's template."""

from jobs.documents.archives import STANDING_STILL
from jobs.documents.notice import Item, Paper, composed, item_of, objection_link, paper_of, paper_without_period
from jobs.documents.setting import notice_docx, notice_lines, stored_notice, table_rows

__all__ = [
    "STANDING_STILL",
    "Item",
    "Paper",
    "composed",
    "item_of",
    "notice_docx",
    "notice_lines",
    "objection_link",
    "paper_of",
    "paper_without_period",
    "stored_notice",
    "table_rows",
]
