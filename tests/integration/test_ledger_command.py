"""`xiaohao ledger`: a preview, a question, then all or nothing; and the ledger back as the contract's JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.ledger import ledger_app
from tests.ledger_files import HEADING, TASK, book, document

NOTICE = """关于第二轮省级生态环境保护督察整改任务(序号21)销号的公示
| 整改任务 | 河道生态补水不足,部分河段常年断流。 |
| 责任单位 | 示范省水利厅 |
| 整改目标 | 主要河段恢复生态基流。 |
| 整改措施 | 1.实施生态补水。2.建立调度机制。 |
| 整改时限 | 2024年12月底 |
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("XIAOHAO_DATA_DIR", str(tmp_path / "var"))
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "gbk.txt").write_text(NOTICE, encoding="gbk")
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, answer: str | None = None) -> Result:
        return CliRunner().invoke(ledger_app, list(arguments), input=answer)

    return invoke


def tasks(run: Any) -> list[dict[str, Any]]:
    assert run("export", "out.json").exit_code == 0
    exported: dict[str, list[dict[str, Any]]] = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return exported["tasks"]


def test_json_without_yes_is_a_preview(run: Any) -> None:
    result = run("import", "notice.txt", "--json")
    assert result.exit_code == 0
    counts = json.loads(result.stdout)
    assert (counts["added"], counts["changed"], counts["unchanged"], counts["errors"]) == (1, 0, 0, [])
    assert all(set(one) == {"where", "message"} for one in counts["warnings"])
    assert tasks(run) == []


def test_yes_applies_and_twice_changes_nothing(run: Any) -> None:
    assert json.loads(run("import", "notice.txt", "--json", "--yes").stdout)["added"] == 1
    (task,) = tasks(run)
    assert task == {
        "programme": "第二轮省级生态环境保护督察",
        "number": "21",
        "problem": "河道生态补水不足,部分河段常年断流。",
        "target": "主要河段恢复生态基流。",
        "deadline": "2024-12-31",
        "deadline_text": "2024年12月底",
        "state": "in_progress",
        "publicised": False,
        "lead": [],
        "responsible": ["示范省水利厅"],
        "cooperating": [],
        "supervising": [],
        "accepting": [],
        "measures": [
            {"number": 1, "text": "实施生态补水。", "departments": []},
            {"number": 2, "text": "建立调度机制。", "departments": []},
        ],
        "indicators": [],
    }
    again = json.loads(run("import", "gbk.txt", "--json", "--yes").stdout)
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 1)
    assert tasks(run) == [task]


@pytest.mark.parametrize(("answer", "written"), [("y\n", 1), ("n\n", 0), ("", 0)])
def test_without_yes_it_asks(answer: str, written: int, run: Any) -> None:
    result = run("import", "notice.txt", answer=answer)
    assert result.exit_code == 0
    assert "新增 1" in result.stdout
    assert len(tasks(run)) == written


def test_an_error_applies_nothing_and_prints_its_json(run: Any) -> None:
    Path("bad.txt").write_text(NOTICE.replace("(序号21)", ""), encoding="utf-8")
    result = run("import", "bad.txt", "--json", "--yes")
    assert result.exit_code == 1
    (error,) = json.loads(result.stdout)["errors"]
    assert error["where"] == "line 2"
    assert "第1项没有写明序号" in error["message"]
    assert tasks(run) == []


@pytest.mark.parametrize("name", ["ledger.xlsx", "ledger.csv", "picture.png", "missing.txt"])
def test_what_can_not_be_read_gets_one_sentence_and_exit_1(name: str, run: Any) -> None:
    if name != "missing.txt":
        Path(name).write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("import", name, "--yes")
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_a_programme_can_be_named(run: Any) -> None:
    assert run("import", "notice.txt", "--yes", "--programme", "另一轮督察").exit_code == 0
    assert tasks(run)[0]["programme"] == "另一轮督察"


def test_another_ending_is_no_form_of_the_ledger(run: Any) -> None:
    for command in ("export", "template"):
        result = run(command, "out.pdf")
        assert result.exit_code == 1
        assert ".xlsx" in result.stderr
        assert not Path("out.pdf").exists()


LEDGER = (HEADING, TASK, ("47-5", "噪声扰民", "牵头单位:示范省公安厅 配合单位:示范省水利厅", *TASK[3:5], "2024.10.31"))


def test_a_workbook_is_taken_over_and_twice_changes_nothing(run: Any) -> None:
    Path("台账.xlsx").write_bytes(book(*LEDGER))
    assert json.loads(run("import", "台账.xlsx", "--json").stdout)["added"] == 2
    assert tasks(run) == []
    assert run("import", "台账.xlsx", "--yes", "--programme", "第二轮督察").exit_code == 0
    first, second = tasks(run)
    assert (first["programme"], first["number"], first["deadline_text"]) == ("第二轮督察", "21", "2024年12月底")
    assert (second["lead"], second["cooperating"], second["responsible"]) == (["示范省公安厅"], ["示范省水利厅"], [])
    assert (second["deadline"], second["deadline_text"]) == ("2024-10-31", None)
    again = json.loads(run("import", "台账.xlsx", "--yes", "--json").stdout)
    assert again == {"added": 0, "changed": 0, "unchanged": 2, "errors": [], "warnings": []}


@pytest.mark.parametrize(
    ("name", "where"), [("台账.xlsx", "台账!{}{}"), ("台账.csv", "line {1}"), ("a.docx", "table 1 row {1}")]
)
def test_each_flaw_of_a_table_is_an_error_with_its_place(name: str, where: str, run: Any) -> None:
    rows = (HEADING, TASK, ("21", "又一个", *TASK[2:]), ("33", "", *TASK[2:5], "2024年2月30日"))
    content = {
        ".xlsx": lambda: book(*rows),
        ".csv": lambda: "\n".join(",".join(row) for row in rows).encode("gb18030"),
        ".docx": lambda: document(*rows),
    }[Path(name).suffix]()
    Path(name).write_bytes(content)
    result = run("import", name, "--json", "--yes")
    assert result.exit_code == 1
    counts = json.loads(result.stdout)
    assert set(counts) == {"added", "changed", "unchanged", "errors", "warnings"}
    places = [error["where"] for error in counts["errors"]]
    assert places == [where.format(column, row) for column, row in (("A", 3), ("F", 4), ("B", 4))]
    assert tasks(run) == []


def test_sixty_new_tasks_are_counted_and_a_changed_day_is_worded(run: Any) -> None:
    def ledger(deadline: str, extra: int) -> str:
        rows = [f"{n},河道生态补水不足,示范省水利厅,恢复生态基流,{deadline}" for n in range(1, extra + 1)]
        return "\n".join(["序号,整改任务,责任单位,整改目标,整改时限", *rows])

    Path("all.csv").write_text(ledger("2024年12月31日", 60), encoding="utf-8")
    shown = run("import", "all.csv", "--yes", "--programme", "第二轮督察").stdout
    assert "新增 60" in shown
    assert len(shown.splitlines()) == 23, "the head, twenty of them, how many more, that it is written"
    assert "另有 40 行" in shown
    Path("one.csv").write_text(ledger("2025年6月30日", 1), encoding="utf-8")
    changed = run("import", "one.csv", "--yes", "--programme", "第二轮督察").stdout
    assert "整改时限:2024年12月31日 → 2025年6月30日" in changed
