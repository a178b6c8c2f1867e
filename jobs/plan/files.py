"""Is the file somebody sent a plan's table? Read on a thread, before any unit."""

from __future__ import annotations

from config.settings import Settings
from domain import plan_table
from domain.answers import ReceivedFile
from domain.plan_table import PlanTable
from jobs.files import Store
from jobs.sources import Unreadable, tables_of


def table_of(file: ReceivedFile, settings: Settings) -> PlanTable | None:
    """None for any other file; what can't be read at all is for the ledger's reader to say."""
    try:
        tables = tables_of(Store(settings.data_dir).get(file.sha256), file.name)
    except Unreadable:
        return None
    return plan_table.read(tables.grids, file.name)
