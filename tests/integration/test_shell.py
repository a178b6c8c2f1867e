"""The operator's commands: one clear sentence, the right exit code, and what was promised on disk."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select
from typer.testing import CliRunner

from cli.main import app
from config.keys import load_keys
from db.crypto import Vault
from db.database import open_database
from db.tables import Audit, Outbox, OutboxState, Person
from db.units import Unit
from domain.messages.everyday import Sentence
from jobs import audit_chain, files, outbox
from jobs.clock import RealClock
from tests.conftest import Office, settings_in


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"XIAOHAO_DATA_DIR": str(tmp_path / "var")}


def shell(environ: dict[str, str], *words: str) -> Result:
    return CliRunner().invoke(app, list(words), env=environ)


def test_version() -> None:
    assert shell({}, "--version").stdout == "xiaohao 0.1.0\n"


def test_wrong_usage_is_two(environ: dict[str, str]) -> None:
    assert shell(environ, "invite", "emperor").exit_code == 2
    assert shell(environ, "no-such-command").exit_code == 2


def test_an_invite_is_alone_on_the_last_line_and_says_why_there_is_no_link(environ: dict[str, str]) -> None:
    run = shell(environ, "invite", "coordinator")
    assert run.exit_code == 0
    assert run.stdout.splitlines()[-1].startswith("/start i_")
    assert "xiaohao run" in run.stderr


def test_a_liaison_needs_a_department(environ: dict[str, str]) -> None:
    run = shell(environ, "invite", "liaison")
    assert run.exit_code == 1
    assert "Traceback" not in run.output
    assert run.stderr.count("\n") == 1


def test_a_wrong_setting_is_one_sentence_with_its_place(environ: dict[str, str]) -> None:
    run = shell(environ | {"XIAOHAO_MAIL__PORT": "post office"}, "invite", "coordinator")
    assert run.exit_code == 1
    assert "XIAOHAO_MAIL__PORT" in run.stderr
    assert run.stderr.count("\n") == 1


def test_run_without_a_token_says_what_to_do(environ: dict[str, str]) -> None:
    run = shell(environ, "run")
    assert run.exit_code == 1
    assert "@BotFather" in run.stderr
    assert run.stderr.count("\n") == 1


def test_doctor_warns_and_works_without_chat_and_mail(environ: dict[str, str]) -> None:
    run = shell(environ, "doctor", "--json")
    checks = {check["name"]: check for check in json.loads(run.stdout)}
    assert checks["token"]["level"] == checks["mail"]["level"] == "warn"
    assert checks["database"]["level"] == "ok"
    assert run.exit_code == (1 if any(check["level"] == "fail" for check in checks.values()) else 0)
    assert all(check["todo"] for check in checks.values() if check["level"] != "ok")


def test_doctor_names_each_sentence_of_the_office_that_takes_no_effect(environ: dict[str, str]) -> None:
    own = Path(environ["XIAOHAO_DATA_DIR"]) / "overrides" / "texts" / "zh-CN"
    own.mkdir(parents=True)
    (own / "ours.ftl").write_text("moved-onn = 已变\n", encoding="utf-8")
    found = [check for check in json.loads(shell(environ, "doctor", "--json").stdout) if check["name"] == "texts"]
    assert [(check["level"], check["says"]) for check in found] == [
        ("warn", "zh-CN: moved-onn is not a text of this release")
    ]
    assert str(own.parent) in found[0]["todo"]


def test_a_back_up_comes_back_whole_with_the_same_keys_and_not_with_others(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    settings = settings_in(tmp_path)
    units = open_database(settings, now=RealClock().now)
    Office(units).coordinator("经办人")
    stored = files.Store(settings.data_dir).receive(b"%PDF-1.7 evidence", "a.pdf")
    units.call(files.remember, stored)
    units.call(lambda unit: outbox.put(unit, Sentence("moved-on"), to="person:1", thing="t", occasion="o"))
    units.close()

    archive = tmp_path / "office.zip"
    assert shell(environ, "backup", str(archive)).exit_code == 0
    assert (settings.data_dir / "secrets.keys").read_bytes() not in archive.read_bytes()

    new = {"XIAOHAO_DATA_DIR": str(tmp_path / "new"), "XIAOHAO_SECRETS__KEYS": json.dumps(load_keys(settings))}
    assert shell(new, "restore", str(archive)).exit_code == 0
    restored = open_database(settings_in(tmp_path, **new), now=RealClock().now)
    name = restored.look(lambda reading: reading.vault.open(reading.conn.scalar(select(Person.name_sealed))))  # type: ignore[arg-type]
    assert name == "经办人"
    assert files.Store(tmp_path / "new").get(stored.sha256) == b"%PDF-1.7 evidence"
    restored.close()

    again = shell(new, "restore", str(archive))
    assert again.exit_code == 1
    assert "not empty" in again.stderr

    elsewhere = {"XIAOHAO_DATA_DIR": str(tmp_path / "other")}
    other = shell(elsewhere, "restore", str(archive))
    assert other.exit_code == 1
    assert "nothing is restored" in other.stderr
    shutil.copy(settings.data_dir / "secrets.keys", tmp_path / "other" / "secrets.keys")  # as that sentence says
    assert shell(elsewhere, "restore", str(archive)).exit_code == 0


def test_a_database_that_is_away_is_a_sentence(environ: dict[str, str]) -> None:
    away = {"XIAOHAO_DATABASE__URL": "postgresql+psycopg://office@127.0.0.1:1/office"}
    said = shell(environ | away, "parked", "list")
    assert said.exit_code == 1
    assert "the database can't be used: connection failed" in said.stderr
    assert "Traceback" not in said.stderr + said.stdout
    looked = shell(environ | away, "doctor")
    assert looked.exit_code == 1
    assert "it can't be used: connection failed" in " ".join(looked.stdout.split())
    assert "see that its server runs" in " ".join(looked.stdout.split())
    assert "psycopg" not in looked.stdout
    assert "OperationalError" not in looked.stdout


def test_what_is_not_parked_is_said_as_the_command_speaks(environ: dict[str, str]) -> None:
    for what in ("retry", "drop"):
        said = shell(environ, "parked", what, "out99")
        assert said.exit_code == 1
        assert said.stderr.strip() == "Nothing that is parked is called out99: see xiaohao parked list."


def test_a_back_up_of_sqlite_restores_into_postgresql(
    tmp_path: Path, environ: dict[str, str], postgresql_url: str
) -> None:
    settings = settings_in(tmp_path)
    units = open_database(settings, now=RealClock().now)
    Office(units).task("21")
    units.close()
    archive = tmp_path / "office.zip"
    assert shell(environ, "backup", str(archive)).exit_code == 0
    new = {
        "XIAOHAO_DATA_DIR": str(tmp_path / "new"),
        "XIAOHAO_DATABASE__URL": postgresql_url,
        "XIAOHAO_SECRETS__KEYS": json.dumps(load_keys(settings)),
    }
    assert shell(new, "restore", str(archive)).exit_code == 0, "restored"
    restored = open_database(settings_in(tmp_path, **new), now=RealClock().now)
    assert Office(restored).task("22") == 2, "numbers go on after the restored ones"
    restored.close()


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 torn", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_back_up_is_named_and_restores_nothing(
    tmp_path: Path, environ: dict[str, str], content: bytes
) -> None:
    file = tmp_path / "notes.zip"
    file.write_bytes(content)
    run = shell(environ, "restore", str(file))
    assert run.exit_code == 1
    assert "is not a back-up of xiaohao" in run.stderr


def test_a_data_folder_that_is_a_file_gets_sentences(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    there = {"XIAOHAO_DATA_DIR": str(tmp_path / "file")}
    for command in (("doctor",), ("keys", "rotate"), ("audit", "verify"), ("parked", "list")):
        run = shell(there, *command)
        assert run.exit_code == 1
        assert isinstance(run.exception, SystemExit), command


@pytest.mark.parametrize("name", ["", "  ", "长" * 61])
def test_no_department_without_a_name_is_made(environ: dict[str, str], name: str) -> None:
    run = shell(environ, "invite", "liaison", "--department", name)
    assert run.exit_code == 1
    assert "单位" in run.stderr
    assert shell(environ, "invite", "liaison", "--department", "示范省水利厅").exit_code == 0


def test_parked_rows_are_listed_tried_again_and_dropped(tmp_path: Path, environ: dict[str, str]) -> None:
    assert shell(environ, "parked", "list").stdout == "Nothing is parked.\n"
    settings = settings_in(tmp_path)
    units = open_database(settings, now=RealClock().now)
    for occasion in ("a", "b"):
        row = units.call(
            lambda unit, occasion=occasion: outbox.put(
                unit, Sentence("moved-on"), to="channel:@x", thing="t", occasion=occasion
            )
        )
        units.call(outbox.settle, row, OutboxState.DEAD, error="chat not found")  # type: ignore[arg-type]
    units.close()
    assert "out1\teveryday.sentence\tchannel:@x" in shell(environ, "parked", "list").stdout
    assert shell(environ, "parked", "retry", "out1").exit_code == 0
    assert shell(environ, "parked", "drop", "out2").exit_code == 0
    assert shell(environ, "parked", "retry", "out9").exit_code == 1
    with sqlite3.connect(settings.data_dir / "xiaohao.db") as conn:
        assert conn.execute("SELECT state FROM outbox ORDER BY id").fetchall() == [
            (OutboxState.QUEUED,),
            (OutboxState.WITHDRAWN,),
        ]
    conn.close()


def test_a_changed_audit_row_breaks_the_chain(tmp_path: Path, environ: dict[str, str]) -> None:
    settings = settings_in(tmp_path)
    units = open_database(settings, now=RealClock().now)
    shell(environ, "invite", "coordinator")
    units.call(audit_chain.seal)
    shell(environ, "invite", "coordinator")
    units.call(audit_chain.seal)
    assert shell(environ, "audit", "verify").stdout == "The audit chain is whole.\n"

    def tamper(unit: Unit) -> None:
        unit.session.get_one(Audit, 1).who = "person:9"

    units.call(tamper)
    units.close()
    run = shell(environ, "audit", "verify")
    assert run.exit_code == 1
    assert "seal 1" in run.stderr


def test_rotated_keys_open_what_older_ones_sealed(tmp_path: Path, environ: dict[str, str]) -> None:
    settings = settings_in(tmp_path)
    units = open_database(settings, now=RealClock().now)
    Office(units).coordinator("经办人")
    units.close()
    before = load_keys(settings)
    assert shell(environ, "keys", "rotate").exit_code == 0
    after = load_keys(settings)
    assert after[1:] == before
    newest_only = environ | {"XIAOHAO_SECRETS__KEYS": json.dumps(after[:1])}
    opened = open_database(settings_in(tmp_path, **newest_only), now=RealClock().now)
    name = opened.look(lambda reading: reading.vault.open(reading.conn.scalar(select(Person.name_sealed))))  # type: ignore[arg-type]
    assert name == "经办人", "everything is sealed with the newest key"
    assert opened.look(lambda reading: reading.conn.scalar(select(Outbox.id))) is None
    opened.close()


def test_keys_are_rotated_while_the_program_runs(tmp_path: Path, environ: dict[str, str]) -> None:
    running = open_database(settings_in(tmp_path), now=RealClock().now)
    Office(running).coordinator("经办人")
    assert shell(environ, "keys", "rotate").exit_code == 0
    name = running.look(lambda reading: reading.vault.open(reading.conn.scalar(select(Person.name_sealed))))  # type: ignore[arg-type]
    assert name == "经办人", "what was sealed with the new key opens without a restart"
    assert running.vault.fingerprint == Vault(load_keys(settings_in(tmp_path))).fingerprint, "and it seals with it"
    running.close()
