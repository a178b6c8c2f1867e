"""Which settings does this command run with? Read once, when a command needs them; faults are sentences on stderr."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import NoReturn

import typer
from sqlalchemy.exc import DBAPIError

from cli import config_file
from config.settings import Settings, SettingsError, load_settings
from db.crypto import CannotOpen
from db.database import open_database
from db.files_mark import NotShared
from db.units import Units
from domain.errors import Rejected
from jobs.clock import RealClock


def current_settings() -> Settings:
    """Exits 1 with one sentence a fault."""
    try:
        return load_settings(config_file.chosen)
    except SettingsError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        raise typer.Exit(1) from None


def fail(sentence: object) -> NoReturn:
    """One clear sentence on stderr, exit 1."""
    print(sentence, file=sys.stderr)
    raise typer.Exit(1)


def driver_says(error: DBAPIError) -> str:
    """The driver's own words, in one line."""
    return str(error.orig).strip().partition("\n")[0]


def unusable(error: DBAPIError) -> str:
    """A database that can't even be opened: a full disk, a server that is away. What its driver says, and what to do."""
    return f"the database can't be used: {driver_says(error)}; see that its disk has room and its server runs, then start again"


@contextlib.contextmanager
def database(settings: Settings | None = None) -> Iterator[Units]:
    """The office's database, created or migrated; closed afterwards."""
    settings = settings or current_settings()
    try:
        units = open_database(settings, now=RealClock().now)
    except (CannotOpen, NotShared) as error:
        fail(error)
    except SettingsError as error:
        fail("\n".join(str(fault) for fault in error.faults))
    except OSError as error:
        fail(f"the data folder {settings.data_dir} can't be used: {error.strerror or error}")
    except DBAPIError as error:
        fail(unusable(error))
    try:
        yield units
    finally:
        units.close()


def sentence_of(refusal: Rejected, settings: Settings) -> str:
    """A refusal's sentence in the office's language."""
    from config.texts import Texts  # noqa: PLC0415 - most commands refuse nothing

    return Texts.of(settings).say(settings.office.language, refusal.key, **refusal.facts)
