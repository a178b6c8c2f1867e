"""Are the transcripts in the documentation what is really said? Every conversation is played anew and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.tour.programme import DOCS, LANGUAGES, PARTS, text, tour


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_transcripts_are_what_is_said(language: str, tmp_path: Path) -> None:
    """Written anew by `python -m tests.acceptance.tour`."""
    pages = await tour(language, tmp_path, PARTS)
    written = {file.stem: file.read_text(encoding="utf-8") for file in (DOCS / language).glob("*.txt")}
    assert sorted(written) == sorted(pages)
    for name, lines in pages.items():
        assert text(lines).splitlines() == written[name].splitlines(), f"{name} in {language} is no longer so"
