"""What does a row that stays cost on disk? Bytes a row of what grows, its indexes included, on SQLite.

Rows are written as the office writes them, and settled as they are settled: what is emptied is emptied. The first are
not counted, so that neither is a new file's first growth.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine

from bench.result import Result
from config.settings import load_settings
from db.database import database_url, open_database
from db.tables import Lane, Outbox, OutboxState
from db.units import Unit, Units
from domain.messages.everyday import Sentence
from jobs import audit, inbox, outbox

BEFORE, COUNTED, AT_ONCE = 2_000, 10_000, 500

Write = Callable[[Unit, int], None]


def told(unit: Unit, serial: int) -> None:
    """A card of a round, sent."""
    to, thing = f"person:{serial % 200}", f"cycle:{serial // 200}:{serial % 200}"
    row = outbox.put(unit, Sentence("moved-on"), to=to, thing=thing, occasion="opened", card=f"prompt:{thing}")
    assert row is not None
    outbox.sent(unit, [(row, str(100_000 + serial))])


def edited(unit: Unit, serial: int) -> None:
    """A newer state of a card, sent."""
    row = outbox.show(
        unit, Sentence("moved-on"), to="person:1", card=f"prompt:cycle:1:{serial % 40}", occasion="opened"
    )
    outbox.sent(unit, [(row, str(100_000 + serial))])


def announced(unit: Unit, serial: int) -> None:
    """A subscriber's row of an announcement, sent: its facts stand elsewhere."""
    row = unit.put_new(
        Outbox,
        channel="telegram",
        kind="publicity_announcement",
        thing=f"publicity:{serial // 5_000}",
        occasion="announce",
        recipient=f"dialogue:{serial}",
        op="send",
        lane=Lane.ANNOUNCEMENT,
        state=OutboxState.QUEUED,
        not_before=unit.now,
        attempts=0,
        epoch=0,
        withdraw_asked=False,
        created_at=unit.now,
    )
    outbox.sent(unit, [(row, str(100_000 + serial))])


def received(unit: Unit, serial: int) -> None:
    """An update that is done: emptied, kept for seven days."""
    chat = {"id": 1_000 + serial % 200, "type": "private"}
    message = {"message_id": serial, "from": chat, "chat": chat, "date": 1_728_000_000, "text": "实施生态补水" * 10}
    inbox.receive(unit, [{"update_id": serial, "message": message}])
    inbox.done(unit, serial)


def noted(unit: Unit, serial: int) -> None:
    """A row of the audit."""
    audit.note(unit, audit.person(serial % 200), "report.send", f"report:{serial}", {"revision": 1})


WRITES: dict[str, Write] = {
    "outbox_message_bytes": told,
    "outbox_edit_bytes": edited,
    "outbox_announcement_bytes": announced,
    "inbox_done_bytes": received,
    "audit_bytes": noted,
}


async def run() -> Result:
    return Result("size", figures={name: await _measured(write) for name, write in WRITES.items()})


async def _measured(write: Write) -> float:
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(environ={"XIAOHAO_DATA_DIR": str(Path(folder))})
        units = open_database(settings, now=lambda: datetime.now(UTC))
        url = database_url(settings)
        try:
            await _write(units, write, range(BEFORE))
            before = _size(url)
            await _write(units, write, range(BEFORE, BEFORE + COUNTED))
            return (_size(url) - before) / COUNTED
        finally:
            units.close()


async def _write(units: Units, write: Write, numbers: range) -> None:
    def some(unit: Unit, start: int) -> None:
        for serial in range(start, start + AT_ONCE):
            write(unit, serial)

    for start in range(numbers.start, numbers.stop, AT_ONCE):
        await units.run(some, start)


def _size(url: str) -> int:
    """Pages in use: those that a later row will fill are not counted."""
    engine = create_engine(url)
    with engine.connect() as conn:
        whole, free, size = (
            int(conn.exec_driver_sql(f"PRAGMA {name}").scalar_one())
            for name in ("page_count", "freelist_count", "page_size")
        )
    engine.dispose()
    return (whole - free) * size
