"""What does the outside world do? A Bot API server, a mailbox and people on this machine, as strict as the real ones.

Shares no code with the product: a judge does not borrow from the accused. README.md says what is there.
"""

from sandbox.faults import Fault, FaultKind
from sandbox.limits import Limits
from sandbox.mailbox import Behaviour, Mailbox
from sandbox.people import Attachment, Person
from sandbox.seen import Seen
from sandbox.server import Sandbox

__all__ = ["Attachment", "Behaviour", "Fault", "FaultKind", "Limits", "Mailbox", "Person", "Sandbox", "Seen"]
