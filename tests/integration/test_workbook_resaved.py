"""Saved again by another program, a workbook still says the same: its mark, its rows, what was filled in.

LibreOffice stands for WPS and the others; where it is not installed these are skipped.
"""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from domain.errors import Rejected
from domain.workbook import Given, Mark
from jobs.workbook import filled
from jobs.workbook.mark import mark_in
from tests import workbooks
from tests.workbooks import ISSUED, MARK, TEXTS

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
FILLED = {"填报!H7": "达到序时进度", "填报!I7": "营造林520万亩。\n其余年内完成。", "指标!H7": "=500+20.25"}


def resaved(content: bytes, folder: Path, form: str) -> bytes:
    (folder / "填报表.xlsx").write_bytes(content)
    (folder / "out").mkdir()
    assert OFFICE is not None
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", form, "--outdir", str(folder / "out"), str(folder / "填报表.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    [made] = (folder / "out").iterdir()
    return made.read_bytes()


@needs_office
def test_another_programs_file_says_the_same(tmp_path: Path) -> None:
    content = resaved(workbooks.filled(workbooks.composed(), FILLED), tmp_path, "xlsx")
    assert mark_in(content) == Mark.read(MARK)
    returned = filled.read(content, ISSUED, TEXTS)
    assert returned.errors == returned.warnings == ()
    first, second = returned.entries
    assert (first.status, first.text) == ("on_track", "营造林520万亩。\n其余年内完成。")
    assert first.figures == (Given(31, Decimal("520.25"), given=True), Given(32, Decimal("61.5"), given=True))
    assert (second.status, second.text, second.help) == ("behind", "=草稿,还没写完", "请协调")


@needs_office
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_another_format_is_known_as_ours_and_asked_for_as_xlsx(tmp_path: Path, form: str) -> None:
    content = resaved(workbooks.filled(workbooks.composed(), FILLED), tmp_path, form)
    with pytest.raises(Rejected, match="workbook-save-as-xlsx"):
        mark_in(content)
