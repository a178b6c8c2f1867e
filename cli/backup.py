"""`xiaohao backup FILE` and `restore FILE`: a consistent copy of database and files, taken while running, without keys."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Annotated

import typer

from cli.context import current_settings, database, fail
from config.keys import keys_file
from db import dump
from db.units import Unit


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the archive.", dir_okay=False)],
) -> None:
    """Write database and files to one archive. The keys are not in it: keep secrets.keys elsewhere."""
    settings = current_settings()
    with database(settings) as units:
        try:
            rows = units.look(dump.write, file, settings.data_dir / "files")
        except OSError as error:
            fail(f"{file} can't be written: {error.strerror or error}")
    print(f"{rows} rows and their files are in {file}.")
    if not settings.secrets.keys:
        print(f"The keys are not: keep a copy of {keys_file(settings.data_dir)} in another place.")


def restore(
    file: Annotated[Path, typer.Argument(help="An archive made by backup.", exists=True, dir_okay=False)],
) -> None:
    """Put an archive into an empty database. Needs the keys the archive was sealed with."""
    settings = current_settings()
    with database(settings) as units:
        try:
            rows = units.call(_read, file, settings.data_dir / "files")
        except (dump.CannotRestore, zipfile.BadZipFile) as error:
            fail(error)
    with database(settings):  # opens the mark key: with other keys than the archive's this fails with a sentence
        print(f"{rows} rows are restored.")


def _read(unit: Unit, file: Path, files: Path) -> int:
    return dump.read(unit.conn, file, files)
