"""How do messages leave? Rows are claimed and committed, sent outside any unit, and their outcome recorded and committed."""

from jobs.delivery.loop import Delivery
from jobs.delivery.pace import Pace

__all__ = ["Delivery", "Pace"]
