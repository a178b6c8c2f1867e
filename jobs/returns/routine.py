"""When is a mailbox read, and by whom? About once a minute, mail by mail: fetched on a thread, filed in a unit, then the next.

Killed between the two, a mail is fetched again and filed once. A mail that can't be made sense of is noted for a person
and stops nothing behind it.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select, update

from config.schema import Inbox
from config.settings import Settings
from db.crypto import Vault
from db.tables import Mailbox
from db.units import DatabaseUnavailable, Reading, Unit, Units
from domain.answers import ReceivedFile
from domain.enclosures import runs
from domain.errors import Rejected
from domain.mail_in.incoming import Lack, Purpose
from domain.messages.base import Note
from jobs.clock import Clock
from jobs.files import Store
from jobs.returns import filing, trouble
from jobs.returns.filing import Place, Taken, Workbook
from jobs.returns.imap import Fetched, MailRefused, OpenMailbox, Unreadable
from jobs.returns.parsed import Parsed, parse, unreadable
from jobs.routines import Routine
from jobs.workbook import post

log = structlog.get_logger("returns")

EVERY = timedelta(minutes=1)
EVERY_FAILING = timedelta(minutes=5)  # a refused login that is tried each minute locks the account
AT_ONCE = 100  # mails of one mailbox in one run
FIRST_LOOK = timedelta(days=3)  # a mailbox that was never read: bounces may lie there; years of old mail are left alone
LOOK_BACK = timedelta(
    days=2
)  # before it was last read, where its numbers were given anew: what was filed is known by its mark


def name_of(vault: Vault, inbox: Inbox) -> str:
    """A mailbox's mark: whoever reads the table learns no account."""
    return vault.mark("mailbox", f"{inbox.host}\0{inbox.port}\0{inbox.username}\0{inbox.purpose}")


def next_due(reading: Reading) -> datetime | None:
    """The earliest mailbox's; now for one that was never read. None where none is set."""
    names = {name_of(reading.vault, inbox) for inbox in reading.settings.mail.inboxes}
    if not names:
        return None
    rows = reading.conn.execute(
        select(Mailbox.name, Mailbox.checked_at, Mailbox.failing_since).where(Mailbox.name.in_(names))
    ).all()
    moments = [
        row.checked_at + (EVERY if row.failing_since is None else EVERY_FAILING)
        for row in rows
        if row.checked_at is not None
    ]
    return min(moments) if len(moments) == len(names) else reading.now


async def _read_all(units: Units, _clock: Clock) -> None:
    for inbox in units.settings.mail.inboxes:
        await read_mailbox(units, inbox)


async def read_mailbox(units: Units, inbox: Inbox) -> int:
    """How many mails were filed. Does nothing where it was read a moment ago, by whoever."""
    name = name_of(units.vault, inbox)
    last_read = await units.run(_claim, name, inbox.purpose)
    if last_read is None:
        return 0
    try:
        opened = await asyncio.to_thread(OpenMailbox.open, inbox)
        try:
            filed = await _read(units, inbox, name, opened, last_read)
        except BaseException:
            opened.drop()
            raise
        await asyncio.to_thread(opened.close)
    except Unreadable as error:
        log.warning("mailbox unreadable", action="read", purpose=inbox.purpose, reason=str(error))
        await units.run(trouble.failed, name, inbox, error.why, str(error))
        return 0
    await units.run(trouble.works, name, inbox)
    if filed:
        log.info("mail filed", action="read", purpose=inbox.purpose, mails=filed)
    return filed


def _claim(unit: Unit, name: str, purpose: str) -> datetime | None:
    """Take this turn: from when on to look where its numbers mean nothing (any more). None where another has the turn.

    Of two processes that wake at the same moment one reads; if both did, each mail is filed once all the same.
    """
    unit.conn.execute(unit.insert_new(Mailbox).values(name=name, purpose=purpose, last_uid=0))
    before = unit.conn.execute(
        select(Mailbox.checked_at, Mailbox.uidvalidity).where(Mailbox.name == name).with_for_update()
    ).one()
    if before.checked_at is not None and before.checked_at > unit.now - EVERY:
        return None
    unit.conn.execute(update(Mailbox).where(Mailbox.name == name).values(checked_at=unit.now))
    if before.checked_at is None or before.uidvalidity is None:
        return unit.now - FIRST_LOOK
    moment: datetime = before.checked_at - LOOK_BACK
    return moment


async def _read(units: Units, inbox: Inbox, name: str, opened: OpenMailbox, last_read: datetime) -> int:
    position = await units.run(_begin, name, opened.uidvalidity)
    if position is None:
        day = last_read.astimezone(units.settings.office.zone).date()
        uids = await asyncio.to_thread(opened.since, day)
    else:
        uids = await asyncio.to_thread(opened.after, position)
    filed = 0
    place = Place(name, Purpose(inbox.purpose), opened.uidvalidity, 0)
    for uid in uids[:AT_ONCE]:
        place = replace(place, uid=uid)
        try:
            fetched = await asyncio.to_thread(opened.fetch, uid)
        except MailRefused:
            fetched = Fetched(uid, f"{name} {place.uidvalidity} {uid}".encode(), 0, whole=False, received_at=last_read)
            filed += await units.run(filing.file, place, _unread(fetched), Workbook()) is not None
            continue
        if fetched is None:
            await units.run(filing.passed, place)
        elif await _file(units, place, fetched) is not None:
            filed += 1
    if len(uids) <= AT_ONCE and opened.uidnext is not None:
        await units.run(filing.passed, replace(place, uid=opened.uidnext - 1))
    return filed


def _begin(unit: Unit, name: str, uidvalidity: int) -> int | None:
    """The last UID that was read; None where the numbers mean nothing (any more)."""
    mailbox = unit.session.get_one(Mailbox, name, with_for_update=True)
    if mailbox.uidvalidity == uidvalidity and mailbox.last_uid:
        return mailbox.last_uid
    mailbox.uidvalidity, mailbox.last_uid = uidvalidity, 0
    return None


async def _file(units: Units, place: Place, fetched: Fetched) -> int | None:
    taken = await asyncio.to_thread(take, fetched, units.settings)
    try:
        workbook = await _workbook(units, taken)
        return await units.run(filing.file, place, taken, workbook)
    except DatabaseUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - one mail's bug must not keep the mailbox from being read on
        log.error("mail not filed", action="file", uid=place.uid, error=type(error).__name__)  # noqa: TRY400 - a trace may quote it
        return await units.run(filing.file, place, _unread(fetched), Workbook())


def _unread(fetched: Fetched) -> Taken:
    """A mail of which nothing is known but that it is there."""
    lost = unreadable(fetched.raw)
    return Taken(lost.mail, (), lost.identity, fetched.received_at, lost.mail.lacks)


def take(fetched: Fetched, settings: Settings) -> Taken:
    """Parse it and put its files into the store. Blocks: on a thread."""
    read = _parsed(fetched)
    store = Store(settings.data_dir)
    lacks = list(read.mail.lacks)
    kept: dict[str, ReceivedFile] = {}
    for enclosed in read.files:
        received = store.receive(enclosed.content, enclosed.name)
        if runs(received):
            lacks.append(Lack.PROGRAMS)  # unreferred, the sweep takes it away again
        else:
            kept.setdefault(received.sha256, received)
    size = 0 if fetched.whole else fetched.size
    return Taken(read.mail, tuple(kept.values()), read.identity, fetched.received_at, tuple(dict.fromkeys(lacks)), size)


def _parsed(fetched: Fetched) -> Parsed:
    try:
        return parse(fetched.raw, whole=fetched.whole)
    except Exception as error:  # noqa: BLE001 - whatever the parser stumbles over: the mail exists, and a person is told
        log.error("mail not parsed", action="parse", uid=fetched.uid, error=type(error).__name__)  # noqa: TRY400 - as above
        return unreadable(fetched.raw)


async def _workbook(units: Units, taken: Taken) -> Workbook:
    """A department's filled workbook among its files becomes a card that a coordinator confirms."""
    sheets = [one for one in taken.files if post.is_spreadsheet(one)]
    if not sheets or await units.read(filing.is_own, taken.mail):
        return Workbook()
    found, refused = False, None
    for sheet in sheets:
        try:
            found = await post.take_from_mail(units, sheet, f"mail {taken.mail.message_id or sheet.sha256}") or found
        except Rejected as error:
            refused = Note(error.key, {key: str(value)[:200] for key, value in error.facts.items()})
    return Workbook(taken=found and refused is None, refused=refused)


READ_MAILBOXES = Routine("read_mailboxes", next_due, _read_all, seconds=300.0)
