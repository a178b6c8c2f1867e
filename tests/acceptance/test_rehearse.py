"""A rehearsal tells when what would be sent, the same for the same dice, and touches nothing of the office's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app


def rehearse(*words: str, data_dir: Path) -> dict[str, list[dict[str, str]]]:
    run = CliRunner().invoke(app, ["rehearse", "--json", *words], env={"XIAOHAO_DATA_DIR": str(data_dir)})
    assert run.exit_code == 0, run.output
    told: dict[str, list[dict[str, str]]] = json.loads(run.stdout)
    return told


@pytest.mark.timeout(180)
def test_the_third_quarter_of_2024(tmp_path: Path) -> None:
    office, out = tmp_path / "office", tmp_path / "out"
    told = rehearse("--from", "2024-10-01", "--to", "2024-10-21", "--seed", "7", "--out", str(out), data_dir=office)
    prompts = [row for row in told["sent"] if "prompt" in row["kind"]]
    assert {(row["at"], row["to_role"]) for row in prompts} == {("2024-10-08T09:00:00+08:00", "liaison")}
    assert len({row["thing"] for row in prompts}) == 2, "one a department"
    assert all("2024-10-01" <= row["at"] < "2024-10-22" for row in told["sent"])
    assert [task["number"] for task in told["tasks"]] == ["21"]
    assert Path(str(told["notice"])).read_bytes().startswith(b"PK")
    assert not office.exists(), "the office's own folder was not touched"
    again = rehearse("--from", "2024-10-01", "--to", "2024-10-21", "--seed", "7", data_dir=office)
    assert again["sent"] == told["sent"]


def test_days_that_run_backwards_are_refused_with_a_sentence(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["rehearse", "--from", "2024-10-02", "--to", "2024-10-01"])
    assert run.exit_code == 1
    assert "lies before" in run.stderr
