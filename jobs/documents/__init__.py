"""What does a document of the office say, and what does it look like on paper? Word, workbooks, charts and pictures.

notice, setting, template  the notice (公示) and its table, composed from the ledger, set in the office's template
objection_register, objection_sheet  the register of objections; one objection whole
closing_record      how a task was closed
quarter, year_summary  the quarter as a workbook, the year (年度总结) with its charts
supervision_letter, bulletin  督办单 and 通报
comparison          two texts beside each other, what changed marked
board_picture, charts, fonts  what is drawn
official, word_tables, columns, sheets, pages  how paper looks here: Word, tables, workbooks, web pages
archives            files in a zip, the same bytes each time
"""

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
