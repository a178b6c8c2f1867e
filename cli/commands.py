"""Which commands are there, and where is each? Listed here by name and sentence; only the one that is asked for is loaded.

`invite` needs neither the sandbox nor what reads a notice, and whoever types a command would wait for all of them.
"""

from __future__ import annotations

import gc
import importlib
from dataclasses import dataclass
from typing import Any

import typer
from typer.core import TyperGroup


@dataclass(frozen=True)
class Place:
    """`module:name` of a command or of a group of them, and what its own help says first (a test compares)."""

    at: str
    says: str


COMMANDS = {
    "init": Place(
        "cli.init:init",
        "Ask ten questions, try token and mail by using them, write the settings file, print the first invite.",
    ),
    "run": Place("cli.run:run", "Receive, schedule and deliver until told to stop."),
    "sandbox": Place("cli.sandbox:sandbox", "Play every part on this machine."),
    "rehearse": Place(
        "cli.rehearse:rehearse", "Run the routines in virtual time between two days and tell what they sent."
    ),
    "invite": Place(
        "cli.invite:invite", "Print a single-use deep link. `leader --department` invites a department's leader."
    ),
    "doctor": Place(
        "cli.doctor:doctor", "Check settings, token, mail, database, working days, clock, fonts and queues."
    ),
    "backup": Place(
        "cli.backup:backup",
        "Write database and files to one archive. The keys are not in it: keep secrets.keys elsewhere.",
    ),
    "restore": Place(
        "cli.backup:restore", "Put an archive into an empty database. Needs the keys the archive was sealed with."
    ),
    "ledger": Place("cli.ledger:ledger_app", "The ledger of tasks: import and export."),
    "notice": Place("cli.notice:notice_app", "Read a notice, or write one from the ledger."),
    "report": Place(
        "cli.report:report_app",
        "Write documents: quarter, year, objections, evidence, letter, closing, supervision, bulletin.",
    ),
    "parked": Place("cli.parked:parked_app", "What could not be delivered or handled."),
    "audit": Place("cli.audit:audit_app", "The record of who did what."),
    "keys": Place("cli.keys:keys_app", "The keys that seal what the database keeps."),
}


class Commands(TyperGroup):
    """Holds a stand-in for each command, which is all that `--help` needs, and runs the real one."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, _, rest = super().resolve_command(ctx, args)
        return name, loaded(name) if name else None, rest


def list_in(app: typer.Typer) -> None:
    for name, place in COMMANDS.items():
        app.command(name, help=place.says)(_stand_in)


def loaded(name: str) -> Any:
    """The command itself, as the library builds it."""
    module, _, thing = COMMANDS[name].at.partition(":")
    found = getattr(importlib.import_module(module), thing)
    if not gc.isenabled():  # see `cli.main.main`: from here on only what the command makes is looked through
        gc.freeze()
        gc.enable()
    app = typer.Typer()
    if isinstance(found, typer.Typer):
        app.add_typer(found, name=name)
    else:
        app.command(name)(found)
    return typer.main.get_group(app).commands[name]


def _stand_in() -> None:
    """Never runs."""
