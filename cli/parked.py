"""`xiaohao parked`: what waits for a person?"""

from __future__ import annotations

from typing import Annotated

import typer

from cli.context import database, fail
from domain.errors import Rejected
from jobs import audit, parked

parked_app = typer.Typer(help="What could not be delivered or handled.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="As `parked list` prints it: out12, in34.")]


@parked_app.command("list")
def list_() -> None:
    """One line each: name, what, to whom, since when, why."""
    with database() as units:
        rows = units.look(parked.rows)
    for row in rows:
        since = f"{row.since:%Y-%m-%d %H:%M}Z" if row.since else ""
        print(f"{row.name}\t{row.kind}\t{row.to}\t{since}\t{row.reason}")
    if not rows:
        print("Nothing is parked.")


@parked_app.command()
def retry(name: Name) -> None:
    """Try it again from the start."""
    with database() as units:
        try:
            units.call(parked.retry, name, audit.SHELL)
        except Rejected:
            fail(_unknown(name))
    print(f"{name} is queued again.")


@parked_app.command()
def drop(name: Name) -> None:
    """Give it up for good."""
    with database() as units:
        try:
            units.call(parked.drop, name, audit.SHELL)
        except Rejected:
            fail(_unknown(name))
    print(f"{name} is dropped.")


def _unknown(name: str) -> str:
    """As the operator's other commands speak, whatever the office's language."""
    return f"Nothing that is parked is called {name}: see xiaohao parked list."
