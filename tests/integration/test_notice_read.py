"""Is a notice read from every kind of file, as the operator does it? The command, real files, the real notices."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from typer.testing import CliRunner

from cli.notice import notice_app
from jobs.sources import MAX_BYTES, Reason, Unreadable, text_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "config" / "samples" / "notice.txt"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the real notices are not beside this checkout")

KEYS = {
    "title", "programme", "issuer", "issued_on", "items", "publicity", "contact_unit", "contact_person", "phones", "emails",
    "postal_address", "warnings",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIAOHAO_DATA_DIR", str(tmp_path / "data"))


def read(*words: str, stdin: bytes | None = None) -> Any:
    return CliRunner().invoke(notice_app, ["read", *words], input=stdin)


def reading_of(file: Path) -> dict[str, Any]:
    result = read(str(file), "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_the_sample_is_read_into_every_field() -> None:
    reading = reading_of(SAMPLE)
    assert set(reading) == KEYS
    (item,) = reading["items"]
    assert item["number"] == "21"
    assert item["departments"] == ["示范省水利厅", "示范省林业和草原局"]
    assert len(item["measures"]) == 3
    assert item["measures"][1].startswith("2022年至2024年")
    assert (item["deadline"], item["deadline_text"]) == ("2024-12-31", "2024年12月底")
    assert item["completion_as_of"] == "2024-09-20"
    assert reading["publicity"] == {
        "start": "2025-05-21", "end": "2025-05-31", "stated_length": None, "calendar_days": 11, "working_days": 8,
    }  # fmt: skip
    assert reading["phones"] == ["010-55500021", "010-55500022"]
    assert reading["emails"] == ["objections@example.org"]
    assert reading["postal_address"] == "示范省示范市湖滨路21号"
    assert reading["warnings"] == []


@needs_shared
def test_the_seed_is_read_into_every_field() -> None:
    reading = reading_of(SHARED / "seed" / "notice-21.txt")
    (item,) = reading["items"]
    assert reading["title"] == "关于第二轮中央生态环境保护督察整改任务(序号21)销号的公示"
    assert reading["programme"] == "第二轮中央生态环境保护督察"
    assert (reading["issuer"], reading["issued_on"]) == ("河北省生态环境厅", "2025-05-21")
    assert (item["number"], item["departments"]) == ("21", ["省生态环境厅"])
    assert item["problem"].startswith("“两区”建设工作机制还不顺畅")
    assert item["target"].startswith("健全张家口首都“两区”")
    assert len(item["measures"]) == 1
    assert item["completion"].startswith("(一)重视程度")
    assert item["completion"].endswith("整体完成率达到65%。")
    assert item["completion_as_of"] == "2024-12-07"
    assert (reading["publicity"]["start"], reading["publicity"]["end"]) == ("2025-05-21", "2025-05-31")
    assert (reading["publicity"]["calendar_days"], reading["publicity"]["working_days"]) == (11, 8)
    assert reading["phones"] == ["0311-87803671", "0311-87908302"]
    assert reading["emails"] == ["hbssthjtzhc@163.com"]
    assert reading["warnings"] == []


ABOUT = {
    "title": "title", "issuer": "issuer", "issued_on": "issued_on", "round_or_source": "programme", "phones": "phones",
    "emails": "emails", "postal_address": "postal_address", "contact_unit": "contact_unit", "contact_person": "contact_person",
}  # fmt: skip
PERIOD = {"publicity_start": "start", "publicity_end": "end", "stated_length": "stated_length"}
PERIOD |= {"calendar_days": "calendar_days", "working_days": "working_days"}


@needs_shared
@pytest.mark.parametrize("name", sorted(file.stem for file in (SHARED / "notices").glob("*.json")))
def test_other_offices_notices_are_read_as_a_careful_reader_does(name: str) -> None:
    right = json.loads((SHARED / "notices" / f"{name}.json").read_text(encoding="utf-8"))
    reading = reading_of(SHARED / "notices" / f"{name}.txt")
    (item,) = reading["items"]
    for theirs, ours in ABOUT.items():
        if theirs in right:
            assert reading[ours] == right[theirs], theirs
    for theirs, ours in PERIOD.items():
        if theirs in right:
            assert reading["publicity"][ours] == right[theirs], theirs
    assert [item["number"]] == (right["task_numbers"] or [None])
    assert item["departments"] == right["responsible_units"]
    for field in ("target", "completion", "deadline", "completion_as_of"):
        if field in right:
            assert item[field] == right[field], field
    if "problem_starts" in right:
        assert item["problem"].startswith(right["problem_starts"])
    if "problem" in right and right["problem"] is None:
        assert item["problem"] is None
    for part in right.get("measures_contains", []):
        assert any(part in measure for measure in item["measures"])
    for part in right["completion_contains"]:
        assert part in item["completion"]
    if right.get("expect_warning"):
        assert any("不符" in warning for warning in reading["warnings"])


def test_standard_input_and_gbk_are_read_alike() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    results = [
        read("-", "--json", stdin=text.encode(encoding)) for encoding in ("utf-8", "gb18030", "utf-8-sig", "utf-16")
    ]
    assert {result.exit_code for result in results} == {0}
    assert len({result.stdout for result in results}) == 1


def test_without_json_a_table_is_printed() -> None:
    result = read(str(SAMPLE))
    assert result.exit_code == 0
    assert "整改目标" in result.stdout
    assert "2025-05-21 至 2025-05-31" in result.stdout


PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>公示_示范省</title><style>p{}</style></head><body>
<div>首页 &gt; 公告</div><h1>关于整改任务(序号21)<br>销号的公示</h1><table><tr><td>
<table><tr><td rowspan="3">整改情况</td><td>整改任务</td><td><p>河道淤积,</p><p>行洪不畅。</p></td></tr>
<tr><td>责任单位</td><td>省水利厅<br>省林业和草原局</td></tr>
<tr><td>整改措施</td><td><p>1.清淤;</p><p>2.护岸。</p></td></tr><tr><td>完成情况</td><td colspan="2">已完成 5|6 段</td></tr></table>
</td></tr></table><script>var x = "整改目标:假的"</script><p style="display: none">整改目标:看不见的</p>
<p>公示时间:2025年5月21日&mdash;2025年5月31日</p><p>联系电话:010-55500021</p></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_saved_page_is_read_with_its_table(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "notice.html"
    file.write_bytes(PAGE.encode(encoding))
    reading = reading_of(file)
    (item,) = reading["items"]
    assert item["number"] == "21"
    assert item["problem"] == "河道淤积, 行洪不畅。"
    assert item["departments"] == ["省水利厅", "省林业和草原局"]
    assert item["measures"] == ["清淤;", "护岸。"]
    assert item["completion"] == "已完成 5/6 段"
    assert item["target"] is None
    assert reading["publicity"]["end"] == "2025-05-31"


def word(rows: list[tuple[str, str]], *paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=len(rows) + 1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "整改情况表"
    for row, (label, value) in enumerate(rows, 1):
        table.cell(row, 0).text = label
        table.cell(row, 1).merge(table.cell(row, 2)).text = value
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def test_a_word_document_is_read_with_its_merged_cells(tmp_path: Path) -> None:
    rows = [("整改任务", "扬尘污染。"), ("整改措施", "一是洒水。\n二是覆盖。"), ("完成情况", "已完成。")]
    file = tmp_path / "notice.docx"
    file.write_bytes(word(rows, "关于整改任务(序号33)的公示", "公示期:2025年5月21日至5月31日"))
    reading = reading_of(file)
    (item,) = reading["items"]
    assert (item["number"], item["problem"], item["completion"]) == ("33", "扬尘污染。", "已完成。")
    assert item["measures"] == ["洒水。", "覆盖。"]
    assert reading["publicity"]["start"] == "2025-05-21"


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (101 * 2**20))
    return packed.getvalue()


REFUSED = [
    (b"", Reason.EMPTY),
    (b"  \n ", Reason.EMPTY),
    (b"%PDF-1.7 ...", Reason.UNKNOWN_KIND),
    (b"\0" * 5000, Reason.UNKNOWN_KIND),
    (b"PK\x03\x04 torn", Reason.BROKEN),
    (b"\xff\xff\x81", Reason.UNKNOWN_ENCODING),
    (b"x" * (MAX_BYTES + 1), Reason.TOO_BIG),
    (bomb(), Reason.TOO_BIG),
]


@pytest.mark.parametrize(("content", "reason"), REFUSED, ids=[str(row[1]) + str(n) for n, row in enumerate(REFUSED)])
def test_a_file_without_text_is_refused_with_its_reason(content: bytes, reason: Reason) -> None:
    with pytest.raises(Unreadable) as refused:
        text_of(content)
    assert refused.value.reason is reason


def test_a_workbook_is_no_notice() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Unreadable) as refused:
        text_of(packed.getvalue())
    assert refused.value.reason is Reason.UNKNOWN_KIND


def test_a_missing_file_is_one_sentence_and_exit_1() -> None:
    result = read("no-such-file.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "no-such-file.txt" in result.stderr


def test_an_unreadable_file_is_one_sentence_and_exit_1(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"%PDF-1.7")
    result = read(str(file), "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1


def test_wrong_usage_is_exit_2() -> None:
    assert read().exit_code == 2
    assert read("a", "--what").exit_code == 2
