"""A back-up holds the rows in an order that a restore can take; a new key reaches everything that is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select, update

from config.settings import Settings
from db import dump
from db.crypto import Vault
from db.database import open_database
from db.reseal import reseal_all
from db.tables import Dialogue, Outbox, StoredFile
from db.units import Unit, Units
from domain.messages.everyday import Sentence
from jobs import dialogues, files, outbox
from tests.conftest import Office, settings_in

NOW = datetime(2024, 10, 8, 1, 0, tzinfo=UTC)


@pytest.fixture
def units(both: Settings) -> Iterator[Units]:
    opened = open_database(both, now=lambda: NOW)
    yield opened
    opened.close()


def _card_and_edit(unit: Unit) -> None:
    card = outbox.put(unit, Sentence("form-left"), to="channel:@a", thing="t", occasion="1")
    outbox.put(unit, Sentence("form-left"), to="channel:@a", thing="t", occasion="2", op="edit", target=card)
    # PostgreSQL writes a changed row anew, behind all others.
    unit.conn.execute(update(Outbox).where(Outbox.id == card).values(attempts=1))


def test_a_row_that_names_an_earlier_one_is_restored_behind_it(units: Units, both: Settings, tmp_path: Path) -> None:
    units.call(_card_and_edit)
    archive, other = tmp_path / "backup.zip", settings_in(tmp_path / "other")
    units.look(dump.write, archive, both.data_dir / "files")
    restored = open_database(other, now=lambda: NOW)
    restored.call(lambda unit: dump.read(unit.conn, archive, other.data_dir / "files"))
    assert restored.look(lambda reading: reading.conn.scalar(select(func.count()).select_from(Outbox))) == 2
    restored.close()


def test_a_file_that_is_no_longer_what_it_was_is_not_restored(units: Units, both: Settings, tmp_path: Path) -> None:
    store = files.Store(both.data_dir)
    received = store.receive(b"evidence", "a.txt")
    units.call(files.remember, received)
    store.path(received.sha256).write_bytes(b"something else")
    archive, other = tmp_path / "backup.zip", settings_in(tmp_path / "other")
    units.look(dump.write, archive, both.data_dir / "files")
    restored = open_database(other, now=lambda: NOW)
    with pytest.raises(dump.CannotRestore, match=received.sha256[:16]):
        restored.call(lambda unit: dump.read(unit.conn, archive, other.data_dir / "files"))
    assert restored.look(lambda reading: reading.conn.scalar(select(func.count()).select_from(StoredFile))) == 0
    restored.close()


def test_a_draft_put_aside_opens_with_the_new_key_alone(units: Units) -> None:
    who = Office(units).account()
    old = units.vault

    def set_aside(unit: Unit) -> None:
        dialogue = dialogues.open_form(unit, who, "objection", 1, "matter")
        dialogues.keep(unit, dialogue, {"text": "河水发黑"})
        dialogues.open_form(unit, who, "receipt", 0, "code")

    units.call(set_aside)
    fresh = Fernet.generate_key().decode()
    vault = Vault([fresh])
    vault._fernet = type(old._fernet)([Fernet(fresh), *old._fernet._fernets])
    units.vault = vault
    reseal_all(units)
    (aside,) = units.look(lambda reading: reading.conn.scalar(select(Dialogue.parked))) or []
    assert Vault([fresh]).open_json(aside["draft"].encode()) == {"text": "河水发黑"}
