"""Does each import contract fire? One wrong line is planted in a copy of the rooms, and one contract must break."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.check_house import ROOMS, ROOT

CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
}

# contract, file, the wrong line
PLANTED = [
    ("rooms", "bot/planted.py", "import cli"),
    ("rooms", "jobs/audit.py", "from bot import screen"),
    ("rooms", "db/planted.py", "import jobs.clock"),
    ("rooms", "config/planted.py", "from db import crypto"),
    ("rooms", "domain/planted.py", "import config.schema"),
    ("jobs", "jobs/unplaced.py", ""),  # a module nobody gave a place
    ("jobs", "jobs/ledger.py", "from jobs import people"),  # neighbours
    ("jobs", "jobs/publicity.py", "from jobs import objections"),
    ("jobs", "jobs/outbox/__init__.py", "from jobs import audit"),
    ("jobs", "jobs/outbox/__init__.py", "from jobs.delivery import pace"),  # upwards
    ("jobs", "jobs/collection.py", "from jobs import schedule"),
    ("jobs", "jobs/delivery/pace.py", "from jobs import reconcile"),  # inside a package as well
    ("sandbox-alone", "sandbox/planted.py", "from domain import workdays"),
    ("sandbox-alone", "sandbox/planted.py", "import bot.screen"),
    ("sandbox-door", "jobs/clock.py", "import sandbox"),
    ("sandbox-door", "bot/planted.py", "import sandbox.planted"),
    ("domain-pure", "domain/planted.py", "import sqlalchemy"),
    ("domain-pure", "domain/planted.py", "from telegram import Update"),
    ("domain-pure", "domain/planted.py", "from apscheduler.triggers.cron import CronTrigger"),
    ("domain-pure", "domain/planted.py", "import aiosmtplib"),
    ("telegram-in-bot", "jobs/clock.py", "import telegram.error"),
    ("telegram-in-bot", "db/planted.py", "import telegram"),
    ("telegram-in-bot", "config/planted.py", "def later():\n    from telegram import Bot"),
    ("handlers-call-jobs", "bot/handlers/planted.py", "from db.tables import Task"),
    ("handlers-call-jobs", "bot/handlers/planted.py", "from db import tables"),
    ("handlers-call-jobs", "bot/handlers/planted.py", "from sqlalchemy import select"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The rooms' Python files, and the contracts."""
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py"):
            target = tmp_path / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def module(copy: Path, place: str) -> Path:
    """The file of a module that is, or one day becomes, a package."""
    package = (copy / place).with_suffix("")
    return package / "__init__.py" if package.is_dir() else copy / place


def broken(copy: Path) -> set[str]:
    """The ids of the contracts that import-linter finds broken."""
    command = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "COLUMNS": "500"}  # it wraps what it prints, names of contracts too
    ran = subprocess.run(
        [command, "--no-logo", "--no-cache"], check=False, cwd=copy, env=environment, capture_output=True, text=True
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", ran.stdout, re.MULTILINE))
    assert verdicts.keys() == set(CONTRACTS.values()), ran.stdout + ran.stderr
    assert ran.returncode == ("BROKEN" in verdicts.values())
    return {id_ for id_, name in CONTRACTS.items() if verdicts[name] == "BROKEN"}


def test_the_rooms_keep_every_contract(copy: Path) -> None:
    assert broken(copy) == set()


def test_every_contract_has_a_fault_planted_below() -> None:
    assert {contract for contract, _, _ in PLANTED} == CONTRACTS.keys()


@pytest.mark.parametrize(("contract", "place", "line"), PLANTED, ids=lambda value: str(value).replace("\n", " "))
def test_a_wrong_import_breaks_its_contract_and_no_other(copy: Path, contract: str, place: str, line: str) -> None:
    with module(copy, place).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    for name in re.findall(r"import (objections|people|reconcile|audit|schedule)$", line):
        module(copy, f"jobs/{name}.py").touch()  # a neighbour that may not have been built yet
    if line == "import sandbox.planted":
        module(copy, "sandbox/planted.py").touch()
    assert broken(copy) == {contract}
