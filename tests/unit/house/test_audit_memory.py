"""What the house reads in its record must never be trimmed: every action a query asks for is one that stays."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from jobs.audit_keeping import REMEMBERED
from tests.check_house import ROOT

# Asked for by a parameter: what its callers in the same module hand in.
BY_PARAMETER = {("jobs.objections.state", "bindparam('action')"): ("SEEN", "TAKEN")}


def readers() -> list[str]:
    files = [*(ROOT / "jobs").rglob("*.py"), *(ROOT / "db" / "queries").glob("*.py")]
    reading = [file for file in files if "Audit.action" in file.read_text(encoding="utf-8")]
    return sorted(".".join(file.relative_to(ROOT).with_suffix("").parts) for file in reading)


def asked_for(module: ModuleType) -> Iterator[str]:
    """The actions that `Audit.action == X` and `Audit.action.in_(X)` name in a module, evaluated where they stand."""
    for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))):
        match node:
            case ast.Compare(left=left, comparators=[value]) if ast.unparse(left) == "Audit.action":
                pass
            case ast.Call(func=func, args=[value]) if ast.unparse(func) == "Audit.action.in_":
                pass
            case _:
                continue
        written = ast.unparse(value)
        for name in BY_PARAMETER.get((module.__name__, written), (written,)):
            found = eval(name, vars(module))
            yield from [found] if isinstance(found, str) else found


@pytest.mark.parametrize("name", readers())
def test_what_is_read_in_the_record_stays_in_it(name: str) -> None:
    asked = set(asked_for(importlib.import_module(name)))
    assert asked <= REMEMBERED, f"jobs/audit_keeping.py would trim what {name} reads"


def test_everything_that_stays_is_read_by_somebody() -> None:
    asked = {action for name in readers() for action in asked_for(importlib.import_module(name))}
    assert REMEMBERED - asked == {"audit.trimmed"}
