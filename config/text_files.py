"""Where do the sentences stand? Fluent files, ours and the office's, read once for as long as they stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import structlog
from fluent.syntax import FluentParser, ast

LANGUAGES = ("zh-CN", "en")
SHIPPED = Path(__file__).parent / "texts"

log = structlog.get_logger(__name__)


def overrides_folder(data_dir: Path) -> Path:
    return data_dir / "overrides" / "texts"


def resources(folder: Path) -> Iterator[tuple[Path, ast.Resource]]:
    """Every Fluent file of a folder as a syntax tree, in the order of their names."""
    for stamp in stamps([folder]):
        yield stamp.file, parsed(stamp)


@dataclass(frozen=True)
class Stamp:
    """A file as it was when looked at: what was made of it holds until it changes."""

    file: Path
    changed: int
    size: int


def stamps(folders: Sequence[Path]) -> tuple[Stamp, ...]:
    return tuple(
        Stamp(file, (facts := file.stat()).st_mtime_ns, facts.st_size)
        for folder in folders
        for file in sorted(folder.glob("*.ftl"))
    )


@lru_cache(maxsize=256)
def parsed(stamp: Stamp) -> ast.Resource:
    try:
        text = stamp.file.read_text(encoding="utf-8-sig")  # an office's editor may write the mark
    except (OSError, UnicodeDecodeError) as fault:
        log.warning("text file can't be read", file=str(stamp.file), reason=str(fault))
        return ast.Resource([])
    resource = FluentParser().parse(text)
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            log.warning("text passed over", file=str(stamp.file), reason=entry.annotations[0].message)
    return resource
