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
        assert in_order(text(lines)) == in_order(written[name]), f"{name} in {language} is no longer so"


def in_order(page: str) -> list[str]:
    """Its lines; what the bot sends at one instant, between two acts of people, has no order of its own."""
    ordered: list[str] = []
    sent: list[list[str]] = []
    for line in page.splitlines():
        if sent and (line.startswith("    ") or not line):
            sent[-1].append(line)
        elif " ◂ " in line:
            sent.append([line])
        else:
            ordered += [one for message in sorted(sent) for one in message if one]
            ordered += [line] if line else []
            sent = []
    return ordered + [one for message in sorted(sent) for one in message if one]
