"""`xiaohao backup FILE` and `restore FILE`: a consistent copy of database and files, taken while running, without keys."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import delete, select

from cli.context import current_settings, database, fail
from config.keys import keys_file
from db import dump, files_mark
from db.crypto import CannotOpen
from db.tables import Meta
from db.units import Unit
from jobs import erased_list


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the archive.", dir_okay=False)],
) -> None:
    """Write database and files to one archive. The keys are not in it: keep secrets.keys elsewhere."""
    settings = current_settings()
    with database(settings) as units:
        try:
            rows, lacking = units.look(dump.write, file, settings.data_dir / "files")
        except OSError as error:
            fail(f"{file} can't be written: {error.strerror or error}")
    print(f"{rows} rows and their files are in {file}.")
    if lacking:
        missing = ", ".join(sha256[:12] for sha256 in lacking)
        print(f"{len(lacking)} files are not in data_dir/files any more and so not in it: {missing}", file=sys.stderr)
    if not settings.secrets.keys:
        print(f"The keys are not: keep a copy of {keys_file(settings.data_dir)} in another place.")


def restore(
    file: Annotated[Path, typer.Argument(help="An archive made by backup.", exists=True, dir_okay=False)],
    erased: Annotated[
        Path | None,
        typer.Option(
            help="Who was erased since: data_dir/erased.txt of the old folder. Without it, the one in data_dir.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """Put an archive into an empty database. Needs the keys the archive was sealed with."""
    settings = current_settings()
    with database(settings) as units:
        try:
            numbers = erased_list.numbers(erased or erased_list.place(settings.data_dir))
            rows, again = units.call(_read, file, settings.data_dir / "files", numbers)
        except zipfile.BadZipFile:
            fail(f"{file} is not a back-up of xiaohao")
        except dump.CannotRestore as error:
            fail(error)
        except CannotOpen:
            units.call(_forget_seal)
            fail(
                f"{file} was sealed with other keys; nothing is restored. Put the keys it was taken with into "
                f"{keys_file(settings.data_dir)} (in the place of those made for this empty folder), then restore again"
            )
    print(f"{rows} rows are restored.")
    if again:
        what = "1 identity that was" if again == 1 else f"{again} identities that were"
        print(f"{what} erased since the archive was taken: erased again.")


def _forget_seal(unit: Unit) -> None:
    """What this empty database was sealed with a moment ago: with the right keys in their place it would not open."""
    unit.conn.execute(delete(Meta).where(Meta.value_sealed.is_not(None)))


def _read(unit: Unit, file: Path, files: Path, erased: list[str]) -> tuple[int, int]:
    """All of it, or nothing: with other keys than the archive's not even its mark key opens.

    Who was erased since is erased again in the same unit: nobody sees them in between.
    """
    rows = dump.read(unit.conn, file, files)
    for sealed in unit.conn.scalars(select(Meta.value_sealed).where(Meta.value_sealed.is_not(None))):
        unit.vault.open_bytes(sealed or b"")
    files_mark.belongs_here(unit, files)
    return rows, erased_list.erase_again(unit, erased)
