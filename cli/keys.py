"""`xiaohao keys rotate`: a new key from now on; everything sealed is sealed again with it."""

from __future__ import annotations

import typer
from cryptography.fernet import Fernet

from cli.context import current_settings, database, fail
from config.keys import keys_file, load_keys, write_keys
from db.reseal import reseal_all

keys_app = typer.Typer(help="The keys that seal what the database keeps.", no_args_is_help=True)


@keys_app.callback()
def _keys() -> None:
    """A callback keeps `rotate` a command of its own."""


@keys_app.command()
def rotate() -> None:
    """Make a new key, seal everything with it, keep the old ones for back-ups taken before."""
    settings = current_settings()
    if settings.secrets.keys:
        fail(
            "secrets.keys is set in the settings: put a new key first there "
            f"(for example {Fernet.generate_key().decode()}), restart, then run this again without it"
        )
    with database(settings):
        pass  # the keys there are must open this database before another is put before them
    try:
        keys = load_keys(settings)
        write_keys(keys_file(settings.data_dir), [Fernet.generate_key().decode(), *keys], replace=True)
    except OSError as error:
        fail(f"{keys_file(settings.data_dir)} can't be written: {error.strerror or error}")
    with database(settings) as units:
        count = reseal_all(units)
    print(f"Sealed with the new key: {count}. Restart `xiaohao run` so that it uses it too.")
