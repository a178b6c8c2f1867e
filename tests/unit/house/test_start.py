"""Does a command load only what it needs? What is loaded is asked, never how long it took."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_group

from cli.commands import COMMANDS, Commands, loaded
from cli.main import app
from config.settings import load_settings
from db.database import open_database
from jobs.clock import RealClock
from tests.conftest import settings_in
from tests.program import Program, environ_for, servers

ASKED = """
import runpy, sys
sys.argv = ["xiaohao", *sys.argv[1:]]
try:
    runpy.run_module("cli.main", run_name="__main__")
finally:
    print(*sys.modules, file=sys.stderr)
"""
DOCUMENTS = {
    "docx",
    "docxtpl",
    "jinja2",
    "lxml",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pikepdf",
    "PIL",
    "python_calamine",
    "segno",
}
HEAVY = {
    "aiohttp",
    "alembic",
    "docx",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pydantic",
    "sandbox",
    "sqlalchemy",
    "telegram",
}


def loads(folder: Path, *words: str) -> set[str]:
    """The modules that a command has loaded by its end."""
    environ = os.environ | {"XIAOHAO_DATA_DIR": str(folder)}
    run = subprocess.run(
        [sys.executable, "-c", ASKED, *words], env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    return set(run.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_asking_what_there_is_loads_nothing_of_it(tmp_path: Path, word: str) -> None:
    assert not loads(tmp_path, word) & (HEAVY | {"bot", "config", "db", "domain", "jobs"})


def test_an_invite_loads_no_chat_no_documents_and_no_reader(tmp_path: Path) -> None:
    open_database(settings_in(tmp_path), now=RealClock().now).close()  # migrated, as all but the first find it
    assert not loads(settings_in(tmp_path).data_dir, "invite", "coordinator") & (
        HEAVY - {"pydantic", "sqlalchemy"} | {"bot", "domain.notice", "domain.messages.ledger"}
    )


async def test_what_receives_has_loaded_nothing_that_reads_or_writes_documents(tmp_path: Path) -> None:
    """At its first getUpdates. The database is there: only what migrates one loads what migrates."""
    async with servers() as (api, smtp, _sandbox):
        environ = environ_for(tmp_path / "var", api, smtp)
        open_database(load_settings(environ=environ), now=RealClock().now).close()
        program = Program(environ, tmp_path / "run.log", command=("-c", ASKED, "run"))
        await program.start()
        assert await program.stop() == 0
    has = set(program.log.read_text().splitlines()[-1].split())
    assert {"bot.handlers.ledger", "jobs.schedule", "telegram"} <= has
    assert has & (DOCUMENTS | {"alembic", "domain.notice.reader", "psycopg", "sandbox"}) == set()


def test_help_says_of_each_command_what_the_command_says_of_itself() -> None:
    listed = get_group(app)
    assert isinstance(listed, Commands)
    assert list(listed.commands) == list(COMMANDS)
    for name, stand_in in listed.commands.items():
        assert (stand_in.name, stand_in.help) == (name, str(loaded(name).help).partition("\n\n")[0])
