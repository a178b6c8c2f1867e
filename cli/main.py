"""`xiaohao`: what can the operator do? The commands, each in a module of its own, loaded when it is asked for."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from cli import config_file
from cli.commands import Commands, list_in

app = typer.Typer(
    name="xiaohao",
    cls=Commands,
    help="销号: the chat secretary of an office that supervises rectification tasks.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - takes as long as all else that this needs

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
    config_file.chosen = config


list_in(app)


def main() -> None:
    """The console script. Nothing that is being loaded can go: the collector would look through it again and again."""
    gc.disable()  # until the command is loaded: `cli.commands.loaded`
    app()


if __name__ == "__main__":
    main()
