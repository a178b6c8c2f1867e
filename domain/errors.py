"""What may go wrong that a person must hear of?

    Rejected            what was sent can't be taken; the sentence says why and what to do; nothing is written
      Moved             the button or form is of an earlier state; the current one is shown
      Forbidden         it is not theirs; that they tried goes on record

Anything else that is raised is a bug: the unit rolls back, the update is retried, then parked, and the person told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Rejected(Exception):
    """`Rejected("form-number-expected", given=text)`: a key of the texts and its facts, shown to the person.

    `then` is run in the unit that writes the sentence: it shows the screen as it is now.
    """

    def __init__(self, key: str, /, *, then: Callable[[Any], object] | None = None, **facts: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts
        self.then = then


class Moved(Rejected):
    """The thing has moved on since the button was drawn."""

    def __init__(
        self, key: str = "moved-on", /, *, then: Callable[[Any], object] | None = None, **facts: str | int
    ) -> None:
        super().__init__(key, then=then, **facts)


class Forbidden(Rejected):
    """It belongs to another: another's form, another department's task, a button that no card of theirs carries."""
