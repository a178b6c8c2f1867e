"""What does a department read that nobody can ask in chat? What is owed, until when, and how to answer."""

from __future__ import annotations

from domain import wording
from domain.messages.absence import DepartmentLetter
from jobs.mail.wording import Block, Items, Lines, MailWords, Paragraph, Quote, Worded, mails

LISTED = 100  # tasks a letter lists; no department has had more
SHORT_PROBLEM = 200  # characters


@mails(DepartmentLetter)
def department_letter(letter: DepartmentLetter, words: MailWords) -> Worded:
    facts = {
        "period": letter.title or wording.quarter_label(letter.key, words.language),
        "count": len(letter.items),
        "due": words.day(letter.due_on),
    }
    listed = tuple(
        words("department-letter-item", number=item.number, problem=" ".join(item.problem.split())[:SHORT_PROBLEM])
        for item in letter.items[:LISTED]
    )
    blocks: list[Block] = [
        Paragraph(words("department-letter-to", department=letter.department)),
        Paragraph(words(f"department-letter-{letter.about}", **facts)),
    ]
    if letter.question:
        blocks.append(Quote(letter.question))
    blocks.append(Items(words("department-letter-items"), listed))
    if letter.provisional:
        blocks.append(Paragraph(words("department-letter-provisional")))
    blocks.append(Paragraph(words("department-letter-workbook" if letter.workbook else "department-letter-how")))
    contacts = [("phone", "、".join(letter.phones)), ("email", letter.email)]
    known = tuple((words(f"department-letter-{what}"), value) for what, value in contacts if value)
    if known:
        blocks.append(Lines(known))
    blocks.append(Paragraph(words("letter-closing", office=letter.office or "none")))
    return Worded(words(f"department-letter-subject-{letter.about}", **facts), tuple(blocks))
