"""What kind of file is it? Told by its first bytes and by what it packs; the name counts where these leave it open."""

from __future__ import annotations

from enum import Enum, auto

from jobs.sources.limits import MAX_BYTES, Reason, Unreadable, opened_package
from jobs.sources.texts import decoded, is_page


class Kind(Enum):
    TEXT = auto()
    PAGE = auto()
    SEPARATED = auto()
    WORD = auto()
    WORKBOOK = auto()
    OLD_WORKBOOK = auto()


_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF")
_COMPOUND = b"\xd0\xcf\x11\xe0"
_WORD_NAMES = (".docx", ".doc", ".docm", ".wps", ".rtf", ".odt")
_BOOK_NAMES = (".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".ods")
_SEPARATED_NAMES = (".csv", ".tsv", *_BOOK_NAMES)  # a system's "Excel export" is often text or a page with that name


def kind_of(content: bytes, name: str = "") -> Kind:
    """Raises Unreadable for what can't be read, with the form to save it in where there is one."""
    name = name.lower()
    if len(content) > MAX_BYTES:
        raise Unreadable(Reason.TOO_BIG)
    if not content.strip():
        raise Unreadable(Reason.EMPTY)
    if content.startswith(b"PK\x03\x04"):
        return _packed(content, name)
    if content.startswith(_COMPOUND):
        return _compound(content, name)
    if content.startswith(b"{\\rtf"):
        raise Unreadable(Reason.OTHER_WORD)
    if content.startswith(_FOREIGN):
        raise Unreadable(Reason.UNKNOWN_KIND)
    return _plain(content, name)


def _plain(content: bytes, name: str) -> Kind:
    try:
        text = decoded(content)
    except Unreadable as fault:
        if name.endswith((*_WORD_NAMES, *_BOOK_NAMES)) and fault.reason is not Reason.TOO_BIG:
            raise Unreadable(Reason.BROKEN) from None  # no encoding is to blame for a torn document
        raise
    if is_page(text):
        return Kind.PAGE
    if name.endswith(_WORD_NAMES):
        raise Unreadable(Reason.BROKEN)
    return Kind.SEPARATED if name.endswith(_SEPARATED_NAMES) else Kind.TEXT


def _packed(content: bytes, name: str) -> Kind:
    names = frozenset(opened_package(content))
    if "word/document.xml" in names:
        if "word/vbaProject.bin" in names:
            raise Unreadable(Reason.OTHER_WORD)
        return Kind.WORD
    if "xl/workbook.xml" in names:
        if "xl/vbaProject.bin" in names or name.endswith(".xlsm"):
            raise Unreadable(Reason.OTHER_WORKBOOK)
        return Kind.WORKBOOK
    if "xl/workbook.bin" in names or name.endswith((".ods", ".et", ".xlsb")):
        raise Unreadable(Reason.OTHER_WORKBOOK)
    if name.endswith((".odt", ".wps")):
        raise Unreadable(Reason.OTHER_WORD)
    raise Unreadable(Reason.UNKNOWN_KIND)


def _compound(content: bytes, name: str) -> Kind:
    """The container of Word and Excel before 2007, of WPS, and of a locked .docx or .xlsx; its parts' names tell which."""

    def holds(*parts: str) -> bool:
        return any(part.encode("utf-16-le") in content for part in parts)

    if holds("EncryptedPackage"):
        raise Unreadable(Reason.ENCRYPTED)
    if holds("WordDocument"):
        raise Unreadable(Reason.OTHER_WORD)
    if name.endswith(".et"):
        raise Unreadable(Reason.OTHER_WORKBOOK)
    if holds("Workbook", "Book"):
        return Kind.OLD_WORKBOOK
    if name.endswith(_WORD_NAMES):
        raise Unreadable(Reason.OTHER_WORD)
    raise Unreadable(Reason.BROKEN if name.endswith(_BOOK_NAMES) else Reason.UNKNOWN_KIND)
