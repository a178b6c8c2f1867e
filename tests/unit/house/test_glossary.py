"""Does the code use the glossary's words? Each name the glossary gives must be there, where it says."""

from __future__ import annotations

import pkgutil
import re

import pytest

from tests.check_house import ROOT

TABLE_ROW = re.compile(
    r"^\| (?P<zh>[^|]+) \| (?P<en>[^|]+) \| `(?P<code>[\w.]+)` \| (?P<meaning>[^|]+) \|$", re.MULTILINE
)
GLOSSARY = (ROOT / "docs/glossary.md").read_text("utf-8")
ROWS = [match.groupdict() for match in TABLE_ROW.finditer(GLOSSARY)]


def exists(dotted: str) -> bool:
    """Whether a dotted name leads to something; a dataclass's field counts, with or without a default."""
    holder, _, last = dotted.rpartition(".")
    try:
        held = pkgutil.resolve_name(holder)
    except (ImportError, AttributeError):
        return False
    return hasattr(held, last) or last in getattr(held, "__dataclass_fields__", {})


def test_every_row_of_the_glossary_is_read() -> None:
    rows = [
        line for line in GLOSSARY.splitlines() if line.startswith("| ") and not line.startswith(("| 中文", "| ---"))
    ]
    assert len(ROWS) == len(rows) > 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_the_code_has_the_word(row: dict[str, str]) -> None:
    assert exists(row["code"])


def test_a_word_that_the_code_lost_is_seen() -> None:
    assert not exists("db.tables.Taks")
    assert not exists("domain.workdays.DueDate.guess")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_stands_for_two_things(language: str) -> None:
    """Parts and states may share a word across tables ("accepting" is a unit's part and a task's state): code tells."""
    meant = {(row[language], row["code"].rpartition(".")[0]) for row in ROWS}
    assert len(meant) == len(ROWS)
