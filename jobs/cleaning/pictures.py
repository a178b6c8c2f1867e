"""What do pictures carry beside their pixels? Segments, chunks and blocks: those that show the picture stay, no others.

The orientation is kept: a photo would lie on its side without it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from jobs.cleaning.cannot import CannotClean

UPRIGHT = 1
_ORIENTATION = 0x0112
_MOST_TAGS = 1_000

# -- JPEG ---------------------------------------------------------------------------------------------------------

_EXIF, _ICC = b"Exif\0\0", b"ICC_PROFILE\0"
_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")  # the next one that ends the pixels' data
_BARE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_SHOWN = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD, 0xDE}  # frames, tables, scans: what decodes to pixels


def jpeg(content: bytes) -> bytes:
    """Everything behind the picture's end goes as well: phones put a film or a second picture there."""
    kept: list[bytes] = []
    profile: list[bytes] = []
    turned = UPRIGHT
    for marker, segment, body in _segments(content):
        if marker == 0xE1 and body.startswith(_EXIF) and turned == UPRIGHT:
            turned = orientation(body[len(_EXIF) :])
        elif marker == 0xE2 and body.startswith(_ICC):
            profile.append(segment)
        elif marker in _SHOWN or (marker == 0xEE and body.startswith(b"Adobe") and len(body) == 12):
            kept.append(segment)
        elif marker == 0xE0 and body.startswith(b"JFIF\0") and len(body) >= 14:
            kept.append(b"\xff\xe0\x00\x10" + body[:12] + b"\0\0")  # without its small picture
    if not is_common(b"".join(segment[18:] for segment in profile)):
        profile = []
    exif = _EXIF + exif_of(turned)
    told = [b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif] if turned != UPRIGHT else []
    return b"".join([b"\xff\xd8", *told, *profile, *kept, b"\xff\xd9"])


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """(marker, the whole segment, its body) up to the picture's end; a scan's segment holds its data as well."""
    at = 2
    while True:
        found = _MARKER.match(content, at)
        if found is None:
            raise CannotClean("a JPEG that breaks off")
        marker, at = content[found.end() - 1], found.end()
        if marker == 0xD9:
            return
        if marker in _BARE:
            continue
        end = at + int.from_bytes(content[at : at + 2], "big")
        if end < at + 2 or end > len(content):
            raise CannotClean("a JPEG that breaks off")
        segment, body = b"\xff" + bytes([marker]) + content[at:end], content[at + 2 : end]
        at = end
        if marker == 0xDA:
            data = _MARKER.search(content, at)
            if data is None:
                raise CannotClean("a JPEG that breaks off")
            segment += content[at : data.start()]
            at = data.start()
        yield marker, segment, body


def orientation(tiff: bytes) -> int:
    """1 to 8 from Exif data; upright where it does not say, or says it wrongly."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return UPRIGHT
    (first,) = struct.unpack_from(order + "I", tiff, 4)
    if first + 2 > len(tiff):
        return UPRIGHT
    (count,) = struct.unpack_from(order + "H", tiff, first)
    for entry in range(min(count, _MOST_TAGS)):
        at = first + 2 + 12 * entry
        if at + 12 > len(tiff):
            return UPRIGHT
        tag, kind, number, value = struct.unpack_from(order + "HHIH", tiff, at)
        if tag == _ORIENTATION:
            return value if (kind, number) == (3, 1) and 1 <= value <= 8 else UPRIGHT
    return UPRIGHT


def exif_of(turned: int) -> bytes:
    """Exif data that says how the picture is turned, and nothing else."""
    return b"MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0) + b"\0\0\0\0"


# -- colours ------------------------------------------------------------------------------------------------------

# Profiles that millions of pictures share. One that was measured for a screen or scanner names it, with its serial number.
_COMMON = (
    *("sRGB", "Display P3", "Adobe RGB", "AdobeRGB", "uRGB", "c2", "Generic RGB", "Generic Gray", "Gray Gamma"),
    *("Dot Gain", "ProPhoto", "ROMM RGB", "ITU-R", "Apple Wide Color", "Image P3", "e-sRGB", "DCI-P3", "GIMP built-in"),
)
_DEVICES = (b"mmod", b"vcgt", b"ndin", b"dscm")  # tags of a profile that was measured


def is_common(profile: bytes) -> bool:
    """Whether a colour profile tells nothing of whose device it was."""
    if len(profile) < 132 or profile[36:40] != b"acsp":
        return False
    count = int.from_bytes(profile[128:132], "big")
    tags = {profile[132 + 12 * at : 136 + 12 * at]: 132 + 12 * at for at in range(min(count, 100))}
    if b"desc" not in tags or any(device in tags for device in _DEVICES):
        return False
    at, size = struct.unpack(">II", profile[tags[b"desc"] + 4 : tags[b"desc"] + 12])
    said = profile[at : at + min(size, 400)]
    return any(name.encode() in said or name.encode("utf-16-be") in said for name in _COMMON)


# -- PNG ----------------------------------------------------------------------------------------------------------

_PNG_SHOWN = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sRGB", b"sBIT", b"cICP", b"mDCV", b"cLLI"),
    *(b"pHYs", b"bKGD", b"hIST", b"acTL", b"fcTL", b"fdAT"),
}


def png(content: bytes) -> bytes:
    """A colour profile is compressed here and not looked into: it goes, and the picture is taken as sRGB."""
    kept, at = [content[:8]], 8
    while True:
        if at + 12 > len(content):
            raise CannotClean("a PNG that breaks off")
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise CannotClean("a PNG that breaks off")
        if name in _PNG_SHOWN:
            kept.append(content[at:end])
        elif not name[0] & 0x20:
            raise CannotClean("a PNG with a chunk nobody knows")
        if name == b"IEND":
            return b"".join(kept)
        at = end


# -- WebP ---------------------------------------------------------------------------------------------------------

_WEBP_SHOWN = {b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH"}
_HAS_PROFILE, _HAS_EXIF, _HAS_XMP = 0x20, 0x08, 0x04


def webp(content: bytes) -> bytes:
    size = int.from_bytes(content[4:8], "little") + 8
    if size > len(content):
        raise CannotClean("a WebP that breaks off")
    kept: list[tuple[bytes, bytes]] = []
    at, turned, profile = 12, UPRIGHT, b""
    while at + 8 <= size:
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        body = content[at + 8 : at + 8 + length]
        if at + 8 + length > size:
            raise CannotClean("a WebP that breaks off")
        if name in _WEBP_SHOWN:
            kept.append((name, body))
        elif name == b"ICCP" and is_common(body):
            profile = body
        elif name == b"EXIF":
            turned = orientation(body.removeprefix(_EXIF))
        at += 8 + length + length % 2
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_HAS_PROFILE | _HAS_EXIF | _HAS_XMP)
        flags |= (_HAS_PROFILE if profile else 0) | (_HAS_EXIF if turned != UPRIGHT else 0)
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
        if profile:
            kept.insert(1, (b"ICCP", profile))
        if turned != UPRIGHT:
            kept.append((b"EXIF", exif_of(turned)))
    chunks = b"".join(
        name + struct.pack("<I", len(body)) + body + (b"\0" if len(body) % 2 else b"") for name, body in kept
    )
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


# -- GIF ----------------------------------------------------------------------------------------------------------


def gif(content: bytes) -> bytes:
    """Frames, their timing, and how often they are shown; no comment, no other program's block."""
    try:
        return _gif(content)
    except IndexError:
        raise CannotClean("a GIF that breaks off") from None


def _gif(content: bytes) -> bytes:
    at = 13 + _palette(content[10])
    kept = [content[:at]]
    while content[at] != 0x3B:
        start, what = at, content[at]
        if what == 0x2C:
            at = _blocks(content, at + 10 + _palette(content[at + 9]) + 1)
            kept.append(content[start:at])
        elif what == 0x21:
            label = content[at + 1]
            loops = label == 0xFF and content[at + 3 : at + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
            at = _blocks(content, at + 2)
            if label == 0xF9 or loops:
                kept.append(content[start:at])
        else:
            raise CannotClean("a GIF with a block nobody knows")
    return b"".join(kept) + b";"


def _palette(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(content: bytes, at: int) -> int:
    """Where a row of sub-blocks ends."""
    while content[at]:
        at += content[at] + 1
    return at + 1
