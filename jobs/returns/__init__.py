"""What comes back by mail? The mailboxes of `mail.inboxes` are read, and every mail finds its matter or a person.

imap       a mailbox, read-only
parsed     what stands in the bytes of a mail (headers, html_text: in those parts of it)
known      what the register knows of what it mentions
filing     recognised, kept and told in one unit
bounces    letters that did not arrive
cards      what a coordinator sees
deciding   what a coordinator does
trouble    a mailbox that can't be read
routine    when it is read
forgetting when it is forgotten
"""

from jobs.returns.forgetting import FORGET_MAIL
from jobs.returns.routine import READ_MAILBOXES

__all__ = ["FORGET_MAIL", "READ_MAILBOXES"]
