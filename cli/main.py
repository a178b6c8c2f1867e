"""`xiaohao`: what can the operator do? The commands, each in a module of its own."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from cli import context
from cli.audit import audit_app
from cli.backup import backup, restore
from cli.doctor import doctor
from cli.init import init
from cli.invite import invite
from cli.keys import keys_app
from cli.ledger import ledger_app
from cli.notice import notice_app
from cli.notice_write import write as write_notice
from cli.parked import parked_app
from cli.rehearse import rehearse
from cli.report import report_app
from cli.run import run
from cli.sandbox import sandbox

app = typer.Typer(
    name="xiaohao",
    help="销号: the chat secretary of an office that supervises rectification tasks.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(asked: bool) -> None:
    if asked:
        print(f"xiaohao {version('xiaohao')}")
        raise typer.Exit


@app.callback()
def _options(
    config: Annotated[
        Path | None, typer.Option("--config", help="The settings file (TOML).", envvar="XIAOHAO_CONFIG")
    ] = None,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    context.choose_config(config)


app.command()(init)
app.command()(run)
app.command()(sandbox)
app.command()(rehearse)
app.command()(invite)
app.command()(doctor)
app.command()(backup)
app.command()(restore)
app.add_typer(ledger_app, name="ledger")
notice_app.command("write")(write_notice)
app.add_typer(notice_app, name="notice")
app.add_typer(report_app, name="report")
app.add_typer(parked_app, name="parked")
app.add_typer(audit_app, name="audit")
app.add_typer(keys_app, name="keys")


def main() -> None:
    """The console script."""
    app()


if __name__ == "__main__":
    main()
