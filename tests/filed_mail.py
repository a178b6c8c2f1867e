"""How does a test file a raw mail without a server? Parsed, stored and filed as the routine does it, in one call."""

from __future__ import annotations

from pathlib import Path

from db.tables import Mailbox
from db.units import Unit, Units
from domain.mail_in.incoming import Purpose
from jobs.files import Store
from jobs.returns import filing
from jobs.returns.filing import Place, Taken, Workbook
from jobs.returns.parsed import parse

MAILS = Path(__file__).parent / "samples" / "mails"


def mailbox(unit: Unit) -> None:
    """The one they lie in."""
    unit.session.add(Mailbox(name="box", purpose="contact", uidvalidity=1, last_uid=0))


def came(
    units: Units,
    mail: str | bytes,
    uid: int = 1,
    workbook: Workbook | None = None,
    *,
    purpose: Purpose = Purpose.CONTACT,
) -> int | None:
    """The new row's id. `mail`: the name of a sample, or the bytes."""
    parsed = parse((MAILS / f"{mail}.eml").read_bytes() if isinstance(mail, str) else mail)
    store = Store(units.settings.data_dir)
    files = tuple(store.receive(one.content, one.name) for one in parsed.files)
    taken = Taken(parsed.mail, files, parsed.identity, units.look(lambda reading: reading.now))
    return units.call(filing.file, Place("box", purpose, 1, uid), taken, workbook or Workbook())
