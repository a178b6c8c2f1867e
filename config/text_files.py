"""Where do the sentences stand? Fluent files, ours and the office's, read once for as long as they stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import structlog
from fluent.syntax import FluentParser, ast

LANGUAGES = ("zh-CN", "en")
SHIPPED = Path(__file__).parent / "texts"

Entry = ast.Message | ast.Term

_BEGINS = re.compile(r"^(-?[A-Za-z][\w-]*) *=", re.MULTILINE | re.ASCII)
_ATTRIBUTE = re.compile(r"^[ \t]+\.", re.MULTILINE)

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
    resource = FluentParser().parse(_text(stamp))
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            log.warning("text passed over", file=str(stamp.file), reason=entry.annotations[0].message)
    return resource


def entries(stamp: Stamp) -> dict[str, Entry]:
    """By name, a term's with its dash."""
    return {name_of(entry): entry for entry in parsed(stamp).body if isinstance(entry, Entry)}


@lru_cache(maxsize=256)
def unparsed(stamp: Stamp) -> dict[str, Entry | str]:
    """As `entries`, each still as it is written, for `parsed_entry`: parsing all that we ship takes half a second.

    Only for files that are known to be whole, as ours are (`check_texts`). What has attributes is parsed: they are
    sentences with names of their own.
    """
    text = _text(stamp)
    begins = [*_BEGINS.finditer(text)]
    ends = [*(each.start() for each in begins[1:]), len(text)]
    found = {each[1]: text[each.start() : end] for each, end in zip(begins, ends, strict=True)}
    return {name: parsed_entry(source) if _ATTRIBUTE.search(source) else source for name, source in found.items()}


def parsed_entry(source: str) -> Entry:
    """Raises `ValueError` where it can't be read."""
    entry = FluentParser().parse_entry(source)
    if not isinstance(entry, Entry):
        raise ValueError(f"it can't be read: {source[:60]}")  # noqa: TRY004 - it is a text that is wrong
    return entry


def name_of(entry: Entry) -> str:
    return f"-{entry.id.name}" if isinstance(entry, ast.Term) else str(entry.id.name)


def _text(stamp: Stamp) -> str:
    try:
        return stamp.file.read_text(encoding="utf-8-sig")  # an office's editor may write the mark
    except (OSError, UnicodeDecodeError) as fault:
        log.warning("text file can't be read", file=str(stamp.file), reason=str(fault))
        return ""
