"""Why does the same document always come out the same? Office files are zip archives whose parts carry an instant each."""

from __future__ import annotations

import io
import re
import zipfile

STANDING_STILL = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold: no file in it has an instant of its own
_CORE = "docProps/core.xml"
_INSTANTS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def standing_still(content: bytes) -> bytes:
    """The same archive with every part dated alike, and without the hour it was made at."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for info in before.infolist():
            entry = zipfile.ZipInfo(info.filename, STANDING_STILL)
            entry.compress_type = zipfile.ZIP_DEFLATED
            part = before.read(info)
            after.writestr(entry, _INSTANTS.sub(b"", part) if info.filename == _CORE else part)
    return made.getvalue()
