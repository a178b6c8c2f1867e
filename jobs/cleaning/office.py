"""What do .docx, .xlsx and .pptx tell? Properties, authors of changes and comments, folders, the pictures within.

The package is written anew with its parts in their order. A part whose names can't be taken out with certainty (a
signature, a macro, another document within) is a reason to say so.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib

from jobs.cleaning import pictures
from jobs.cleaning.cannot import CannotClean

MOST_PARTS = 5_000
MOST_BYTES = 200_000_000  # unpacked: a bomb ends here
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a part's time stamp says when its author was awake

_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_CUSTOM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
_PROPERTIES = {"docprops/core.xml": _CORE, "docprops/app.xml": _APP, "docprops/custom.xml": _CUSTOM}
_VALUE = rb"""\s*=\s*(?:"[^"]*"|'[^']*')"""
# Whoever changed or commented, and when; in the lists of people, what they are called and their accounts' ids.
_AUTHORS = re.compile(
    rb"(\s(?:w|w15|w16cex|w16du):(?:author|initials|userId|providerId|date|dateUtc)|\suserName)" + _VALUE
)
_REVISIONS = re.compile(rb"\sw:rsid\w*" + _VALUE)
_AUTHOR_ELEMENT = re.compile(rb"(<(?:\w+:)?author(?:\s[^>]*)?>)[^<]*(</)")
_PEOPLE_NAMES = re.compile(
    rb"(\s(?:name|initials|displayName|userId|providerId|userName|w15:author|w15:userId|w15:providerId))" + _VALUE
)
_FOLDERS = re.compile(rb"(\s(?:\w+:)?url)" + _VALUE)
_TEMPLATE = re.compile(rb"<w:attachedTemplate\s[^>]*/>|<w:rsids>.*?</w:rsids>", re.DOTALL)
_FILE = re.compile(rb"""(Target\s*=\s*["'])(?:file:|[A-Za-z]:\\|\\\\)[^"']*""", re.IGNORECASE)
_WHO = re.compile(r"/(people|persons/[^/]*|commentauthors|authors|revisions/usernames)\.xml$")
_REFUSED = re.compile(r"(^|/)(_xmlsignatures/|embeddings/|vbaproject\.bin|activex/)")
_DROPPED = re.compile(r"(^|/)(docprops/thumbnail\.\w+|printersettings/[^/]+\.bin)$")
_PICTURES = {
    (".jpg", ".jpeg", ".jpe", ".jfif"): pictures.jpeg,
    (".png",): pictures.png,
    (".gif",): pictures.gif,
    (".webp",): pictures.webp,
}
_HARMLESS = (".xml", ".rels", ".vml", ".emf", ".wmf", ".odttf", ".fntdata", ".bin")


def package(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            return _written(_parts(source))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise CannotClean(f"a package that does not open: {type(error).__name__}") from None


def _parts(source: zipfile.ZipFile) -> list[tuple[str, bytes]]:
    infos = [info for info in source.infolist() if not info.is_dir()]
    names = [info.filename for info in infos]
    if "[Content_Types].xml" not in names or len(names) > MOST_PARTS or len(set(names)) != len(names):
        raise CannotClean("a package that is no document of an office")
    left, kept, dropped = MOST_BYTES, [], set()
    for info in infos:
        name = info.filename.lower()
        if _REFUSED.search(name):
            raise CannotClean(f"a part that can't be cleaned: {posixpath.basename(name)[:40]}")
        with source.open(info) as part:
            body = part.read(left + 1)
        left -= len(body)
        if left < 0:
            raise CannotClean("a package too big to unpack")
        if _DROPPED.search(name):
            dropped.add(info.filename)
            continue
        kept.append((info.filename, _part(name, body)))
    return [(name, _without(body, dropped) if name.endswith(".rels") else body) for name, body in kept]


def _part(name: str, body: bytes) -> bytes:
    if name in _PROPERTIES:
        return _PROPERTIES[name]
    ending = f".{name.rpartition('.')[2]}"
    for endings, cleaner in _PICTURES.items():
        if ending in endings:
            return cleaner(body)
    if name != "[content_types].xml" and ending not in _HARMLESS:
        raise CannotClean(f"a part that can't be cleaned: {ending[:10]}")
    return _xml(name, body) if ending in (".xml", ".rels", ".vml") else body


def _xml(name: str, body: bytes) -> bytes:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise CannotClean("a part in another encoding") from None
    if b"<!DOCTYPE" in body[:1000]:
        raise CannotClean("a part that defines entities")
    if name.endswith(".rels"):
        return _FILE.sub(rb"\1file:///", body)
    body = _REVISIONS.sub(b"", _AUTHORS.sub(_unnamed, body))
    if _WHO.search(f"/{name}"):
        body = _PEOPLE_NAMES.sub(_unnamed, body)
    if "comment" in name:
        body = _AUTHOR_ELEMENT.sub(rb"\1-\2", body)
    if name.endswith("workbook.xml"):
        body = _FOLDERS.sub(rb'\1=""', body)
    if name.endswith("settings.xml"):
        body = _TEMPLATE.sub(b"", body)
    return body


def _unnamed(found: re.Match[bytes]) -> bytes:
    """The attribute stays, for readers that want it; a date becomes one that says nothing."""
    what = found[1].rpartition(b":")[2]
    return found[1] + (b'="2000-01-01T00:00:00Z"' if what in (b"date", b"dateUtc") else b'="-"')


def _without(body: bytes, dropped: set[str]) -> bytes:
    """A list of relations without those to parts that were left out."""
    for name in dropped:
        last = re.escape(posixpath.basename(name).encode())
        body = re.sub(rb"""<Relationship\s[^>]*Target\s*=\s*["'][^"'>]*""" + last + rb"""["'][^>]*/>""", b"", body)
    return body


def _written(parts: list[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name, body in parts:
            target.writestr(zipfile.ZipInfo(name, _LONG_AGO), body, zipfile.ZIP_DEFLATED)
    return held.getvalue()
