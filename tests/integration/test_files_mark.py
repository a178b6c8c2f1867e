"""Processes of one PostgreSQL prove at start that they keep their files in one folder; who does not is told what to share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import create_engine, select
from typer.testing import CliRunner

from cli.main import app
from config.keys import load_keys
from db import files_mark
from db.database import open_database
from db.tables import Meta
from jobs.clock import RealClock
from tests.conftest import settings_in


def shell(environ: dict[str, str], *words: str) -> Result:
    return CliRunner().invoke(app, list(words), env=environ)


@pytest.fixture
def first(tmp_path: Path, postgresql_url: str) -> dict[str, str]:
    """The environment of a process that has opened the database before all others."""
    environ = {"XIAOHAO_DATA_DIR": str(tmp_path / "first"), "XIAOHAO_DATABASE__URL": postgresql_url}
    settings = settings_in(tmp_path, **environ)
    open_database(settings, now=RealClock().now).close()
    return environ | {"XIAOHAO_SECRETS__KEYS": json.dumps(load_keys(settings))}


def on_record(folder: Path, environ: dict[str, str]) -> str | None:
    units = open_database(settings_in(folder, **environ), now=RealClock().now)
    try:
        return units.look(lambda reading: reading.conn.scalar(select(Meta.value).where(Meta.name == files_mark.NAME)))
    finally:
        units.close()


def test_the_first_marks_its_folder_and_the_next_finds_the_mark(tmp_path: Path, first: dict[str, str]) -> None:
    mark = files_mark.read(tmp_path / "first/files")
    assert mark
    assert mark == on_record(tmp_path, first)
    (tmp_path / "second").mkdir()
    (tmp_path / "second/files").symlink_to(tmp_path / "first/files")  # as a mount would be
    assert on_record(tmp_path, first | {"XIAOHAO_DATA_DIR": str(tmp_path / "second")}) == mark


@pytest.mark.parametrize("other", ["has no .mark", "has the .mark of another database"])
def test_a_folder_that_is_not_shared_is_refused_with_one_sentence(
    tmp_path: Path, first: dict[str, str], other: str
) -> None:
    apart = tmp_path / "apart"
    if "another" in other:
        (apart / "files").mkdir(parents=True)
        (apart / "files/.mark").write_text("00112233445566778899aabbccddeeff\n")
    environ = first | {"XIAOHAO_DATA_DIR": str(apart), "XIAOHAO_TELEGRAM__TOKEN": "1:a"}
    for command in (["run"], ["parked", "list"]):
        refused = shell(environ, *command)
        assert refused.exit_code == 1
        assert f"{apart}/files {other}" in refused.stderr
        assert "data_dir/files" in refused.stderr
        assert refused.stderr.strip().count("\n") == 0
    seen = json.loads(shell(environ, "doctor", "--json").stdout)
    assert [(check["name"], check["level"]) for check in seen if check["name"] == "files"] == [("files", "fail")]
    assert not (apart / "files/.mark").exists() or "another" in other, "who is refused marks nothing"


def test_doctor_says_that_the_folder_is_the_databases(first: dict[str, str]) -> None:
    seen = json.loads(shell(first, "doctor", "--json").stdout)
    assert [check["level"] for check in seen if check["name"] == "files"] == ["ok"]


def test_a_marked_folder_meets_a_new_database_and_gives_it_its_mark(tmp_path: Path, postgresql_url: str) -> None:
    files = tmp_path / "var/files"
    files.mkdir(parents=True)
    (files / ".mark").write_text("00112233445566778899aabbccddeeff\n")
    assert on_record(tmp_path, {"XIAOHAO_DATABASE__URL": postgresql_url}) == "00112233445566778899aabbccddeeff"


def test_sqlite_keeps_no_mark(tmp_path: Path) -> None:
    assert on_record(tmp_path, {}) is None
    assert files_mark.read(tmp_path / "var/files") is None


def test_a_restored_database_belongs_to_the_folder_it_was_restored_into(
    tmp_path: Path, first: dict[str, str], postgresql_server: str
) -> None:
    archive = tmp_path / "office.zip"
    assert shell(first, "backup", str(archive)).exit_code == 0
    before = files_mark.read(tmp_path / "first/files")
    _emptied(first["XIAOHAO_DATABASE__URL"], postgresql_server)
    new = first | {"XIAOHAO_DATA_DIR": str(tmp_path / "new")}
    assert shell(new, "restore", str(archive)).exit_code == 0
    mark = on_record(tmp_path, new)
    assert mark == files_mark.read(tmp_path / "new/files")
    assert mark != before
    assert shell(first, "parked", "list").exit_code == 1, "the folder of before belongs to another database now"

    lite = {"XIAOHAO_DATA_DIR": str(tmp_path / "lite"), "XIAOHAO_SECRETS__KEYS": first["XIAOHAO_SECRETS__KEYS"]}
    assert shell(lite, "restore", str(archive)).exit_code == 0
    assert on_record(tmp_path, lite) is None


def _emptied(url: str, server: str) -> None:
    name = url.partition("?")[0].rpartition("/")[2]
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        conn.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        conn.exec_driver_sql(f"CREATE DATABASE {name}")
    admin.dispose()
