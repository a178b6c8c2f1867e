"""`python -m tests.acceptance.tour [PART]`: play the conversations and write docs/transcripts anew, in both languages."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.acceptance.tour.programme import DOCS, LANGUAGES, PARTS, text, tour


def main() -> None:
    wanted = sys.argv[1:] or list(PARTS)
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            pages = asyncio.run(tour(language, Path(folder), wanted))
        place = DOCS / language
        place.mkdir(parents=True, exist_ok=True)
        for name, lines in pages.items():
            (place / f"{name}.txt").write_text(text(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
