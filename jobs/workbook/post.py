"""How does a workbook travel? Out with a mail to a department without a liaison, and back as a file from chat or mail.

What takes a processor's time happens on a thread, between two units.
"""

from __future__ import annotations

import asyncio
from datetime import date

from config.settings import Settings
from config.texts import Texts
from db.units import Reading, Unit, Units
from domain import wording
from domain.answers import ReceivedFile
from domain.workbook import Issued, Mark, Returned
from jobs import files
from jobs.files import Store
from jobs.workbook import expected, returns
from jobs.workbook.handing import issue
from jobs.workbook.mark import mark_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".et", ".ods")


# -- out ----------------------------------------------------------------------------------------------------------


async def workbook_attachment(units: Units, cycle_id: int, department_id: int) -> dict[str, str] | None:
    """The department's workbook for the mail to it, in the content store: what `Letter.files` holds of a file.

    `{"sha256", "name", "media_type"}`; None where nothing is owed. In the office's language. Asked again while nothing
    has changed it is the same revision: a routine that was cut off before its letter may ask once more.
    """
    settings = units.settings
    issued = await units.run(_issue_for_mail, cycle_id, department_id)
    if issued is None:
        return None
    late = issued.due_on < await units.read(_today)
    file = await asyncio.to_thread(_stored, issued, settings, late=late)
    await units.run(_remember, file)
    return {"sha256": file.sha256, "name": file.name, "media_type": file.media_type}


def _issue_for_mail(unit: Unit, cycle_id: int, department_id: int) -> Issued | None:
    return issue(unit, cycle_id, department_id, to=None)


def _today(reading: Reading) -> date:
    return reading.today


def _stored(issued: Issued, settings: Settings, *, late: bool) -> ReceivedFile:
    from jobs.workbook import sheet  # noqa: PLC0415 - on this thread, when first used

    texts, language = Texts.of(settings), settings.office.language
    period = issued.title or wording.quarter_label(issued.key, language)
    due = wording.full_date(issued.due_on, language)
    this, before = wording.this_and_last(issued.key, language)

    def say(key: str, /, **facts: object) -> str:
        return texts.say(language, key, **{"this": this, "before": before} | facts)

    content = sheet.composed(issued, say, period=period, due=due, by_mail=True, late=late)
    named = say("workbook-file-name", period=period, department=issued.department, revision=issued.revision)
    return ReceivedFile(Store(settings.data_dir).put(content), len(content), XLSX, file_name(named))


def _remember(unit: Unit, file: ReceivedFile) -> None:
    files.remember(unit, file)


def file_name(name: str) -> str:
    """A name every file system takes."""
    return files.label("".join("-" if ch in '/\\:*?"<>|' else ch for ch in name))


# -- back ---------------------------------------------------------------------------------------------------------


def mark_of(file: ReceivedFile, settings: Settings) -> Mark | None:
    """The mark of a filled workbook; None for any other file. Raises `Rejected` for one that was tampered with."""
    return mark_in(Store(settings.data_dir).get(file.sha256))


def read_received(file: ReceivedFile, issued: Issued, settings: Settings) -> Returned:
    from jobs.workbook import filled  # noqa: PLC0415 - on this thread, when first used

    return filled.read(Store(settings.data_dir).get(file.sha256), issued, Texts.of(settings))


def is_spreadsheet(file: ReceivedFile) -> bool:
    return file.name.lower().endswith(SPREADSHEETS)


async def take_from_mail(units: Units, file: ReceivedFile, occasion: str) -> bool:
    """A file that came by mail, in the store already: a card for the coordinators if it is a filled workbook.

    False for any other file. Raises `Rejected` with what to answer. `occasion`: the mail's Message-ID; handling one mail
    twice rings once.
    """
    mark = await asyncio.to_thread(mark_of, file, units.settings)
    if mark is None:
        return False
    issued = await units.read(expected.expected_by_mail, mark)
    returned = await asyncio.to_thread(read_received, file, issued, units.settings)
    await units.run(returns.arrived_by_mail, mark, file, returned, occasion)
    return True
