"""Whoever was erased after a back-up was taken is erased again as it is restored, before anything else happens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from config.keys import load_keys
from db.database import open_database
from db.tables import Objection
from db.units import Units
from jobs import erased_list
from jobs.clock import RealClock, VirtualClock
from jobs.objections import mine
from tests.conftest import Office, settings_in
from tests.integration.test_shell import shell
from tests.objecting import Speaker, publish

NAME, CONTACT = "实名异议人", "name@example.org"


async def test_the_list_names_who_was_erased_and_a_restore_applies_it_first(
    units: Units, clock: VirtualClock, office: Office, tmp_path: Path, environ: dict[str, str]
) -> None:
    office.coordinator()
    notice = publish(units, office.task())
    stays = Speaker(units, office.account())
    stays.lodge(notice, "没有完成", name=NAME, contact=CONTACT)
    goes = Speaker(units, office.account())
    lodged = goes.lodge(notice, "没有完成", name=NAME, contact=CONTACT)
    archive = tmp_path / "office.zip"
    assert shell(environ, "backup", str(archive)).exit_code == 0
    assert units.look(erased_list.LIST_ERASED.next_due) is None
    goes.run(mine.erase, lodged.id, lodged.rev)
    assert units.look(erased_list.LIST_ERASED.next_due) == clock.now()
    await erased_list.LIST_ERASED.run(units, clock)
    await erased_list.LIST_ERASED.run(units, clock)
    assert units.look(erased_list.LIST_ERASED.next_due) is None
    held = erased_list.place(units.settings.data_dir)
    assert held.read_text() == "2024-0002\n"

    new = {"XIAOHAO_DATA_DIR": str(tmp_path / "new"), "XIAOHAO_SECRETS__KEYS": json.dumps(load_keys(units.settings))}
    run = shell(new, "restore", str(archive), "--erased", str(held))
    assert run.exit_code == 0, run.output
    assert "1 identity that was erased since" in run.stdout
    restored = open_database(settings_in(tmp_path, **new), now=RealClock().now)
    identities = select(Objection.register_number, Objection.identity_sealed)
    kept = restored.look(lambda reading: {row[0]: row[1] for row in reading.conn.execute(identities)})
    restored.close()
    assert kept["2024-0001"] is not None
    assert kept["2024-0002"] is None


def test_a_list_that_is_none_stops_the_restore(tmp_path: Path, environ: dict[str, str]) -> None:
    archive = tmp_path / "office.zip"
    assert shell(environ, "backup", str(archive)).exit_code == 0
    other = {"XIAOHAO_DATA_DIR": str(tmp_path / "other")}
    run = shell(other, "restore", str(archive), "--erased", str(tmp_path / "missing.txt"))
    assert run.exit_code != 0


@pytest.fixture
def environ(units: Units) -> dict[str, str]:
    return {
        "XIAOHAO_DATA_DIR": str(units.settings.data_dir),
        "XIAOHAO_SECRETS__KEYS": json.dumps(load_keys(units.settings)),
    }
