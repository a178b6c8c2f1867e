"""Which rows of the outbox need nobody remember? Those whose memory is kept elsewhere; all others stay for good.

A row that left is the memory that something was told: its unique key keeps it from being told twice, and its id is the
card that is edited. After a year these three alone can go:

- an edit of a card: the card is the row of its first sending, which stays;
- an answer to an update that could not be taken: the inbox itself knows an update again for as long as Telegram repeats it;
- a subscriber's row of an announcement that is over: the announcement makes no more rows, and its counts are its own.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import String, and_, cast, delete, func, literal, or_, select

from db.tables import Announcement, Lane, Outbox
from db.units import Reading, Unit
from jobs import outbox, slices
from jobs.publicity import spreading
from jobs.slices import Slice

KEPT = timedelta(days=365)
AT_ONCE = 1_000  # rows a unit: no answer waits long behind it
SHARE = 100_000  # ids a night looks at: whatever is stored, a night costs no more


def tonight(reading: Reading) -> Slice:
    """Which ids a night looks at: the next ones in a circle. What came since is too young."""
    return slices.tonight(reading, "sweep.outbox", Outbox, SHARE)


def forgettable(reading: Reading, after: int, upto: int) -> list[int]:
    """The next rows that can go, above the id `after` up to `upto`, in order: at most `AT_ONCE`."""
    later = Outbox.__table__.alias("later")
    rows = (
        select(Outbox.id)
        .where(
            Outbox.id > after,
            Outbox.id <= upto,
            Outbox.id < select(func.max(later.c.id)).scalar_subquery(),  # SQLite gives the last id out again
            Outbox.state.in_(outbox.FINAL),
            Outbox.settled_at < reading.now - KEPT,
            or_(_EDITS, _REFUSALS, _ANNOUNCED),
            ~select(later.c.id).where(later.c.target_id == Outbox.id).exists(),
        )
        .order_by(Outbox.id)
        .limit(AT_ONCE)
    )
    return list(reading.conn.scalars(rows))


_EDITS = and_(Outbox.op == "edit", Outbox.target_id.is_not(None))
_REFUSALS = and_(Outbox.thing.startswith("update:", autoescape=True), Outbox.card.is_(None))
_ANNOUNCED = and_(
    Outbox.lane == Lane.ANNOUNCEMENT,
    Outbox.recipient.startswith("dialogue:", autoescape=True),
    select(Announcement.id)
    .where(
        (literal("publicity:") + cast(Announcement.publicity_id, String) == Outbox.thing)
        | (func.replace(Announcement.occasion, " ", ":") == Outbox.thing),  # of an amendment
        Announcement.occasion == Outbox.occasion,
        Announcement.state.in_((spreading.DONE, spreading.ENDED)),
    )
    .exists(),
)


def forget(unit: Unit, rows: list[int]) -> None:
    """Rows of `forgettable`: final, so nobody can have taken one up meanwhile."""
    unit.conn.execute(delete(Outbox).where(Outbox.id.in_(rows), Outbox.state.in_(outbox.FINAL)))
