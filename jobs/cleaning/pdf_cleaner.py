"""Reads a PDF from standard input and writes it to standard output without what tells of author, device and place.

A program of its own: what qpdf unpacks is bounded here, by memory and time. Exit codes: 0 cleaned, 3 it can't be
(a signature, files within, a password), anything else broken. Pages are not touched: a scan keeps its pixels.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

MEMORY = 1 << 30  # bytes: ten times what the heaviest scan takes
SECONDS = 25  # of the processor's
UNPACKED = 100_000_000  # bytes of one stream
MOST_OBJECTS = 300_000
DEEPEST = 100
CANNOT = 3
# Of any dictionary: metadata, what an editing program keeps, who and when.
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified")
_OF_MARKUP = ("/T", "/M", "/CreationDate", "/NM", "/RT_Author")  # of an annotation: its author, its times


def main() -> int:
    with contextlib.suppress(ImportError, ValueError, OSError):  # no such limits on this system
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pikepdf.settings.set_qpdf_limits(flate_max_memory=UNPACKED, run_length_max_memory=UNPACKED, doc_max_warnings=1000)
    try:
        with pikepdf.open(io.BytesIO(sys.stdin.buffer.read()), suppress_warnings=True, attempt_recovery=False) as pdf:
            if len(pdf.objects) > MOST_OBJECTS or not _clean(pdf):
                return CANNOT
            held = io.BytesIO()
            pdf.save(held, deterministic_id=True, fix_metadata_version=False, encryption=False)
    except pikepdf.PasswordError:
        return CANNOT
    sys.stdout.buffer.write(held.getvalue())
    return 0


def _clean(pdf: pikepdf.Pdf) -> bool:
    """False where something would stay that can't be looked into."""
    jpeg = _picture_cleaner()
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    return all(_clean_one(one, jpeg) for thing in pdf.objects for one in _within(thing, 0))


def _within(thing: Any, depth: int) -> Iterator[Any]:
    """Dictionaries of this object: itself, and those that have no number of their own."""
    if isinstance(thing, pikepdf.Array):
        inner = list(thing)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        inner = [value for _, value in thing.items()]
    else:
        return
    if depth > DEEPEST:
        raise RecursionError
    for one in inner:
        if isinstance(one, pikepdf.Object) and not one.is_indirect:
            yield from _within(one, depth + 1)
    if not isinstance(thing, pikepdf.Array):
        yield thing


def _clean_one(thing: Any, jpeg: Callable[[bytes], bytes]) -> bool:
    kind, sub = str(thing.get("/Type", "")), str(thing.get("/Subtype", ""))
    if kind in ("/Sig", "/EmbeddedFile", "/Filespec") or "/ByteRange" in thing or "/EF" in thing:
        return False
    if kind == "/Metadata" and isinstance(thing, pikepdf.Stream):
        thing.write(b"")
    for key in _TELLING:
        if key in thing:
            del thing[key]
    if kind == "/Annot" or ("/Rect" in thing and sub and sub != "/Widget"):
        for key in _OF_MARKUP:
            if key in thing and not (key == "/T" and "/FT" in thing):
                del thing[key]
    if isinstance(thing, pikepdf.Stream) and _is_photo(thing):
        thing.write(jpeg(thing.read_raw_bytes()), filter=pikepdf.Name("/DCTDecode"), decode_parms=_parms(thing))
    return True


def _is_photo(stream: pikepdf.Stream) -> bool:
    """A JPEG as a camera or scanner made it, put into the page with all it says."""
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        return len(filters) == 1 and filters[0] == "/DCTDecode"
    return bool(filters == "/DCTDecode")


def _parms(stream: pikepdf.Stream) -> Any:
    parms = stream.get("/DecodeParms")
    return parms[0] if isinstance(parms, pikepdf.Array) and len(parms) else parms


def _picture_cleaner() -> Callable[[bytes], bytes]:
    """The JPEG's own cleaner, by its path: this program is alone, without the house."""
    found: dict[str, Any] = {}
    for name in ("cannot", "pictures"):
        spec = importlib.util.spec_from_file_location(f"jobs.cleaning.{name}", Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        found[name] = sys.modules[f"jobs.cleaning.{name}"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(found[name])
    cleaner: Callable[[bytes], bytes] = found["pictures"].jpeg
    return cleaner


if __name__ == "__main__":
    sys.exit(main())
