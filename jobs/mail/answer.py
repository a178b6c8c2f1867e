"""The office's answer, by mail, to an objector who has no account in chat."""

from __future__ import annotations

from domain.messages.objection_cases import AnswerLetter
from jobs.mail.wording import Block, Lines, MailWords, Paragraph, Quote, Worded, mails


@mails(AnswerLetter)
def answer_letter(letter: AnswerLetter, words: MailWords) -> Worded:
    verdict = words("verdict-upheld-public" if letter.upheld else "verdict-refused-public")
    blocks: list[Block] = [
        Paragraph(words("answer-letter-opening", title=letter.title)),
        Lines(((words("letter-register"), letter.register_number),)),
        Paragraph(verdict),
        Quote(letter.answer),
    ]
    if letter.phones:
        blocks.append(Paragraph(words("answer-letter-call", phones="、".join(letter.phones))))
    blocks.append(Paragraph(words("letter-closing", office=letter.office or "none")))
    return Worded(words("answer-letter-subject", register=letter.register_number), tuple(blocks))
