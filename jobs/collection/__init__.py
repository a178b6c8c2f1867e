"""What must the departments say this quarter, and what did they? Rounds, prompts, the form, and sending it."""

from jobs.collection.cycles import OPEN_CYCLES
from jobs.collection.prompts import RECHECKS

__all__ = ["OPEN_CYCLES", "RECHECKS"]
