"""Does all run? A short card of what `doctor` and the metrics ask too, without the questions to other servers."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from db.queries import health
from db.units import Reading, Unit
from domain.messages.machine import HealthCard, MailboxLine, RoutineLine
from domain.people import Account
from jobs import channels, outbox, rights


@dataclass(frozen=True)
class Disk:
    """Bytes of the disk that database and files are on."""

    free: int
    total: int


def disk(data_dir: Path) -> Disk:
    """Blocks: call it on a thread. Zeros where it can't be asked."""
    try:
        usage = shutil.disk_usage(data_dir)
    except OSError:
        return Disk(0, 0)
    return Disk(usage.free, usage.total)


def show(unit: Unit, who: Account, space: Disk, occasion: str) -> None:
    """/health and [刷新]"""
    coordinator = rights.coordinator(unit, who)
    ring = not occasion.startswith("press")
    to = outbox.to_person(coordinator.id)
    outbox.show(unit, card(unit, space), to=to, card="health", occasion=occasion, ring=ring)


def card(reading: Reading, space: Disk) -> HealthCard:
    now = health.health(reading)
    parked = health.parked_channels(reading)
    return HealthCard(
        at=reading.now,
        waiting=tuple((name, now.waiting.get(name, 0)) for name in ("telegram", "mail")),
        oldest_minutes=int(now.oldest_seconds // 60),
        unread=max(now.inbox_open - 1, 0),  # without the one that asks
        parked=now.outbox_parked + now.inbox_parked,
        down=tuple((name, int(seconds // 60)) for name, seconds in sorted(now.down.items())),
        mail_sent_at=health.last_sent(reading, "mail"),
        mail_set=reading.settings.mail.host is not None,
        routines=tuple(RoutineLine(run.name, run.last_success, run.failed) for run in health.routines(reading)),
        channels=tuple((title, parked.get(name, 0)) for name, title in channels.titled(reading)),
        mailboxes=tuple(
            MailboxLine(box.name, box.purpose, box.checked_at, box.failing_since) for box in health.mailboxes(reading)
        ),
        disk_free=space.free,
        disk_total=space.total,
    )
