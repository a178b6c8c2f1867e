"""Storage begins with nothing: here the migrations are really run, each time."""

from __future__ import annotations

import pytest

from db import database

MIGRATE = database.migrate  # as it is before `migrated_once` puts its copies in its place


@pytest.fixture(autouse=True)
def really_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "migrate", MIGRATE)


@pytest.fixture(scope="session")
def postgresql_template() -> str:
    return "template1"
