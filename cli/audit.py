"""`xiaohao audit verify`: is the record whole?"""

from __future__ import annotations

import typer

from cli.context import database, fail
from jobs.audit_chain import broken_seal

audit_app = typer.Typer(help="The record of who did what.", no_args_is_help=True)


@audit_app.callback()
def _audit() -> None:
    """A callback keeps `verify` a command of its own."""


@audit_app.command()
def verify() -> None:
    """Walk the hash chain; exit 1 and name the first seal that does not hold."""
    with database() as units:
        broken = units.look(broken_seal)
    if broken is not None:
        fail(f"The audit chain is broken at seal {broken}: rows before it were changed or removed.")
    print("The audit chain is whole.")
