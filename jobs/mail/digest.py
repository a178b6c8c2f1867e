"""The daily letter to a contact address: what is open, in a line each."""

from __future__ import annotations

from domain.messages.objection_cases import DigestLetter, DigestLine
from jobs.mail.wording import Block, Items, MailWords, Paragraph, Worded, mails


@mails(DigestLetter)
def digest_letter(letter: DigestLetter, words: MailWords) -> Worded:
    blocks: tuple[Block, ...] = (
        Paragraph(words("digest-opening", count=len(letter.lines))),
        Items(words("digest-heading"), tuple(_line(line, words) for line in letter.lines)),
        Paragraph(words("letter-answering")),
        Paragraph(words("letter-closing", office=letter.office or "none")),
    )
    return Worded(words("digest-subject", count=len(letter.lines), day=words.day(letter.day)), blocks)


def _line(line: DigestLine, words: MailWords) -> str:
    state = words(f"case-stage-{line.stage.replace('_', '-')}", by="none")
    said = words("digest-line", number=line.register_number, tasks=line.numbers, days=line.days, state=state)
    return said + (words("digest-due", day=words.day(line.due_on)) if line.due_on is not None else "")
