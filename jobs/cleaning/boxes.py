"""What do films and HEIC pictures carry? Boxes within boxes. What tells of place, device and author is blanked where it lies.

Nothing moves: the index of a film counts bytes from the start of the file. A box we blank is called `free`, which every
player passes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jobs.cleaning.cannot import CannotClean

_PICTURES = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis", b"miaf"}
_AT_TOP = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx", b"styp", b"meta", b"idat"}
_WITHIN = {
    b"moov",
    b"trak",
    b"mdia",
    b"minf",
    b"moof",
    b"traf",
    b"edts",
    b"dinf",
    b"mvex",
}  # boxes that hold boxes only
_TELLING = {b"udta", b"meta", b"uuid", b"Xtra", b"name", b"keys", b"ilst"}
_TRACKS = {b"vide", b"soun", b"auxv", b"pict"}  # a track of anything else may say where the camera was each second
_DATED = {b"mvhd", b"tkhd", b"mdhd"}
_DEEPEST = 12
_MOST = 20_000  # boxes
# Exif data that says nothing, in the shape an item of a HEIC has: an offset, then no entry at all.
_NO_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"


@dataclass(frozen=True)
class _Box:
    name: bytes
    start: int
    body: int
    end: int


def film_or_picture(content: bytes) -> bytes:
    """MP4, MOV, HEIC, AVIF; told apart by the brands the file names."""
    first = next(_boxes(content, 0, len(content)))
    brands = {content[at : at + 4] for at in range(first.body, first.end, 4)}
    changed = bytearray(content)
    if brands & _PICTURES:
        _picture(content, changed)
    else:
        _film(content, changed)
    return bytes(changed)


def _boxes(content: bytes, at: int, end: int) -> Iterator[_Box]:
    count = 0
    while at + 8 <= end:
        size, name, body = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], at + 8
        if size == 1:
            size, body = int.from_bytes(content[at + 8 : at + 16], "big"), at + 16
        elif size == 0:
            size = end - at
        count += 1
        if size < body - at or at + size > end or count > _MOST:
            raise CannotClean("boxes that do not fit into each other")
        yield _Box(name, at, body, at + size)
        at += size
    if content[at:end].strip(b"\0"):
        raise CannotClean("something behind the last box")


def _blank(changed: bytearray, box: _Box) -> None:
    changed[box.start + 4 : box.start + 8] = b"free"
    changed[box.body : box.end] = bytes(box.end - box.body)


# -- films --------------------------------------------------------------------------------------------------------


def _film(content: bytes, changed: bytearray) -> None:
    found = False
    for box in _boxes(content, 0, len(content)):
        if box.name == b"moov":
            found = True
        if box.name not in _AT_TOP or box.name == b"meta":
            _blank(changed, box)
        elif box.name in _WITHIN:
            _within(content, changed, box, 1)
    if not found:
        raise CannotClean("a film without an index")


def _within(content: bytes, changed: bytearray, parent: _Box, depth: int) -> None:
    if depth > _DEEPEST:
        raise CannotClean("boxes too deep")
    for box in _boxes(content, parent.body, parent.end):
        if box.name == b"cmov":
            raise CannotClean("a film with a packed index")
        if box.name in _TELLING:
            _blank(changed, box)
        elif box.name in _DATED:
            _undate(content, changed, box)
        elif box.name == b"hdlr":
            _handler(content, changed, box, parent)
        elif box.name in _WITHIN:
            _within(content, changed, box, depth + 1)


def _undate(content: bytes, changed: bytearray, box: _Box) -> None:
    """When it was taken and changed: two numbers behind version and flags."""
    width = 8 if content[box.body] == 1 else 4
    changed[box.body + 4 : box.body + 4 + 2 * width] = bytes(2 * width)


def _handler(content: bytes, changed: bytearray, box: _Box, parent: _Box) -> None:
    """Which kind of track it is; the name behind it is the device's."""
    kind = content[box.body + 8 : box.body + 12]
    if parent.name == b"mdia" and kind not in _TRACKS:
        raise CannotClean("a track that is neither picture nor sound")
    changed[box.body + 24 : box.end] = bytes(max(box.end - box.body - 24, 0))


# -- pictures -----------------------------------------------------------------------------------------------------


def _picture(content: bytes, changed: bytearray) -> None:
    inner: dict[bytes, _Box] = {}
    for box in _boxes(content, 0, len(content)):
        if box.name == b"meta":
            inner = {within.name: within for within in _boxes(content, box.body + 4, box.end)}
        elif box.name == b"moov":
            _within(content, changed, box, 1)  # a picture that moves
        elif box.name not in _AT_TOP:
            _blank(changed, box)
    if b"iinf" not in inner or b"iloc" not in inner:
        raise CannotClean("a picture without an index")
    telling = _telling_items(content, inner[b"iinf"])
    for item, extents in _places(content, inner[b"iloc"], inner.get(b"idat")):
        if item in telling:
            _blank_item(changed, extents, exif=telling[item])
    for name in (b"uuid", b"udta"):
        if name in inner:
            _blank(changed, inner[name])


def _telling_items(content: bytes, box: _Box) -> dict[int, bool]:
    """Items that are no picture -> whether it is Exif. Everything we do not know to be one is among them."""
    version = content[box.body]
    at = box.body + 4 + (2 if version == 0 else 4)
    found = {}
    for entry in _boxes(content, at, box.end):
        if entry.name != b"infe" or content[entry.body] < 2:
            raise CannotClean("an index of an older kind")
        wide = 4 if content[entry.body] >= 3 else 2
        item = int.from_bytes(content[entry.body + 4 : entry.body + 4 + wide], "big")
        kind = content[entry.body + 6 + wide : entry.body + 10 + wide]
        if kind in (b"Exif", b"mime", b"uri "):
            found[item] = kind == b"Exif"
    return found


def _places(content: bytes, box: _Box, idat: _Box | None) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """(item, [(start, length)]) of each item, as bytes of the file."""
    version, at = content[box.body], box.body + 4
    sizes = int.from_bytes(content[at : at + 2], "big")
    offset, length, base, index = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15 if version else 0
    at += 2
    wide = 4 if version == 2 else 2

    def number(width: int) -> int:
        nonlocal at
        if at + width > box.end:
            raise CannotClean("an index that breaks off")
        value = int.from_bytes(content[at : at + width], "big")
        at += width
        return value

    for _ in range(number(wide)):
        item, method = number(wide), number(2) & 15 if version else 0
        number(2)
        start = number(base) + (idat.body if method == 1 and idat is not None else 0)
        extents = []
        for _ in range(number(2)):
            number(index)
            extents.append((start + number(offset), number(length)))
        if method > 1 or any(place + size > len(content) for place, size in extents):
            raise CannotClean("an item that lies elsewhere")
        yield item, extents


def _blank_item(changed: bytearray, extents: list[tuple[int, int]], *, exif: bool) -> None:
    for at, size in extents:
        changed[at : at + size] = bytes(size)
    if exif and extents and extents[0][1] >= len(_NO_EXIF):
        at = extents[0][0]
        changed[at : at + len(_NO_EXIF)] = _NO_EXIF
