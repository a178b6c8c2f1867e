"""Which conversations are there, and where are they written?"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterable
from pathlib import Path

from tests.acceptance.tour import (
    absence,
    beginning,
    by_file,
    calendar,
    mail,
    objecting,
    pressing,
    quarter,
    reviewing,
    shelving,
)
from tests.acceptance.tour.guide import Guide

DOCS = Path(__file__).parents[3] / "docs" / "transcripts"
LANGUAGES = ("zh-CN", "en")
PARTS = {
    "beginning": beginning.play,
    "quarter": quarter.play,
    "absence": absence.play,
    "by_file": by_file.play,
    "reviewing": reviewing.play,
    "pressing": pressing.play,
    "calendar": calendar.play,
    "plan": calendar.plan,
    "objecting": objecting.play,
    "mail": mail.play,
    "shelving": shelving.play,
}


async def tour(language: str, folder: Path, parts: Iterable[str]) -> dict[str, list[str]]:
    """The pages by name. Every part has an office of its own below `folder`, and all are played at once."""

    async def played(part: str) -> dict[str, list[str]]:
        guide = Guide(language, starting)
        await PARTS[part](guide, folder / part)
        return guide.pages

    starting = asyncio.Lock()
    logging.disable(logging.ERROR)
    try:
        async with asyncio.TaskGroup() as group:
            playing = [group.create_task(played(part), name=part) for part in parts]
    finally:
        logging.disable(logging.NOTSET)
    return dict(sorted(page for task in playing for page in task.result().items()))


def text(lines: list[str]) -> str:
    """A page as it stands in its file."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"
