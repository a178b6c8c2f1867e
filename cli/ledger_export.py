"""`xiaohao ledger export FILE` and `ledger template FILE`: how does the ledger become a file? Its ending says which."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.context import current_settings, database, fail
from config.texts import Texts
from db.queries import ledger as queries
from jobs.ledger import export as exports


def export(
    file: Annotated[Path, typer.Argument(help="Where to write it: .xlsx, .csv, .docx, .html, .txt or .json.")],
    programme: Annotated[str | None, typer.Option("--programme", help="Only the tasks of this inspection.")] = None,
) -> None:
    """Write every task with its units, measures and figures; what is written imports back unchanged."""
    ending = _ending(file, exports.ENDINGS)
    settings = current_settings()
    texts, language = Texts.of(settings), settings.office.language
    with database(settings) as units:
        names = units.look(queries.programme_names)
        if programme is not None and programme not in names:
            fail(texts.say(language, "ledger-export-unknown", name=programme, names="、".join(names)))
        if ending == ".json":
            content = units.look(exports.contract, programme)
        else:
            content = exports.written(units.look(exports.ledger, programme), ending, texts, language)
    _write(file, content)


def template(
    file: Annotated[Path, typer.Argument(help="Where to write it: .xlsx, .csv, .docx, .html or .txt.")],
) -> None:
    """Write an empty ledger to fill in."""
    ending = _ending(file, exports.TABLES)
    settings = current_settings()
    _write(file, exports.template(ending, Texts.of(settings), settings.office.language))


def _ending(file: Path, known: tuple[str, ...]) -> str:
    ending = file.suffix.lower()
    if ending not in known:
        fail(f"{file.name}: the form follows the name's ending, one of {' '.join(known)}")
    return ending


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        fail(f"{file} can't be written: {error.strerror or error}")
