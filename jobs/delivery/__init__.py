"""How do messages leave? Rows are claimed and committed, sent outside any unit, and their outcome recorded and committed."""

from jobs.delivery.at_once import AtOnce
from jobs.delivery.desk import Rates
from jobs.delivery.loop import Delivery

__all__ = ["AtOnce", "Delivery", "Rates"]
