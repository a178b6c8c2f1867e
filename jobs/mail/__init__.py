"""How does a letter leave? Worded from its facts, composed once more under its one Message-ID, handed to the mail server."""

from jobs.mail import answer, department, digest, proof
from jobs.mail.channel import MailChannel

__all__ = ["MailChannel", "answer", "department", "digest", "proof"]
