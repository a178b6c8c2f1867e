"""How is a page's text compared? Character for character, with full-width forms, odd dashes and odd spaces made plain.

`plain` keeps every position: what a pattern finds in the plain text is cut out of the text as it was written.
"""

import re
import unicodedata

_DASHES = "‐‑‒–—―─━﹣－−﹘"
_TILDES = "～〜∼˜"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"
_FOLDED = ((0xFF01, 0xFF5E), (0xFE50, 0xFE6B), (0x2F00, 0x2FD5), (0xF900, 0xFAD9))
"""Full-width and small forms, and the radicals and doubles that text copied from a PDF holds in place of characters."""

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2029|\u2028")


def _folding() -> dict[int, str]:
    table = {ord(dash): "-" for dash in _DASHES} | {ord(tilde): "~" for tilde in _TILDES}
    table |= {ord(space): " " for space in _SPACES}
    for first, last in _FOLDED:
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if code not in table and len(folded) == 1:
                table[code] = folded
    return table


_PLAIN = _folding()


def plain(text: str) -> str:
    """The same text with plain digits, letters, punctuation, dashes and spaces; every position stays."""
    return text.translate(_PLAIN)


def visible(text: str) -> str:
    """The text without characters nobody sees, every line ended the same way."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))


def squeezed(text: str) -> str:
    """Without any white space: how labels and names are compared (责任 单位 is 责任单位)."""
    return "".join(text.split())
