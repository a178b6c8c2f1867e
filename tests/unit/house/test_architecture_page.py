"""Does the way into the code name every module of `jobs/`, and none that is not there?"""

from __future__ import annotations

import re

from tests.check_house import ROOT


def test_every_job_stands_on_the_page_and_every_name_there_is_a_job() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page.partition("## Inside `jobs/`")[2].partition("\n\nThe jobs of the office")[0].partition("| --- |")[2]
    here = {entry.stem for entry in (ROOT / "jobs").iterdir() if not entry.stem.startswith("_")}
    assert set(re.findall(r"`(\w+)`", table)) == here
