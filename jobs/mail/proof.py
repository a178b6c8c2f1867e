"""What does a contact address read that is to be proven? A code, and what it is for."""

from __future__ import annotations

from domain.messages.proving import ProofLetter
from jobs.mail.wording import Lines, MailWords, Paragraph, Worded, mails


@mails(ProofLetter)
def proof_letter(letter: ProofLetter, words: MailWords) -> Worded:
    return Worded(
        words("proof-letter-subject"),
        (
            Paragraph(words("proof-letter-opening")),
            Lines(((words("proof-letter-code"), letter.proof),)),
            Paragraph(words("proof-letter-how", minutes=letter.minutes)),
            Paragraph(words("letter-closing", office=letter.office or "none")),
        ),
    )
