"""What every `xiaohao report` shares: the group of commands, reading what a paper is made of, writing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Concatenate, ParamSpec, TypeVar

import typer

from cli.context import fail, sentence_of
from config.settings import Settings
from db.units import Reading, Units
from domain.errors import Rejected
from jobs.reports.rounds import NoOneRoundError

P = ParamSpec("P")
T = TypeVar("T")

report_app = typer.Typer(
    no_args_is_help=True,
    help="Write documents: quarter, year, objections, evidence, letter, closing, supervision, bulletin.",
)
Out = Annotated[Path | None, typer.Option("--out", help="Where to write it; without it, a name of its own here.")]


def read(
    units: Units,
    settings: Settings,
    query: Callable[Concatenate[Reading, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What a document is made of; a sentence and exit 1 where it can't be."""
    try:
        return units.look(query, *args, **kwargs)
    except NoOneRoundError as error:
        fail(error)
    except Rejected as refusal:
        fail(sentence_of(refusal, settings))


def ending(out: Path | None, wanted: str) -> Path | None:
    if out is not None and out.suffix.lower() != wanted:
        fail(f"{out} must end in {wanted}")
    return out


def write(to: Path, content: bytes) -> None:
    try:
        to.write_bytes(content)
    except OSError as error:
        fail(f"{to} can't be written: {error.strerror or error}")
    print(to)
