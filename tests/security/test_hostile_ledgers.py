"""What may a ledger do to us? Bombs, sheets without end, locked and torn files, formulas: a sentence, and nothing else happens."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.settings import Settings
from domain.errors import Rejected
from jobs.ledger import imports
from tests.conftest import settings_in
from tests.ledger_files import HEADING, TASK, book, document

XLS = Path(__file__).parents[1] / "samples" / "ledger.xls"
LOCKED = b"\xd0\xcf\x11\xe0" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
ROW = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_in(tmp_path_factory.mktemp("office"))


def altered(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with these parts in the place of its own, or beside them."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            if entry.filename not in parts:
                after.writestr(entry, before.read(entry))
        for name, part in parts.items():
            after.writestr(name, part)
    return held.getvalue()


LEDGER = book(HEADING, TASK)
FIRST = "xl/worksheets/sheet1.xml"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
)


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (altered(LEDGER, {FIRST: b"\0" * (150 * 2**20)}), "a.xlsx", "too-big"),
        (altered(LEDGER, {FIRST: SHEET % b"".join(ROW % (n, n) for n in range(1, 6001))}), "a.xlsx", "too-big"),
        (altered(LEDGER, {FIRST: SHEET % (ROW % (1_048_576, 1_048_576))}), "a.xlsx", "too-big"),
        (altered(LEDGER, {FIRST: (SHEET % b"").replace(b"</work", b"<mergeCells>%s</mergeCells></work" % (b'<mergeCell ref="A1:B2"/>' * 30_000))}), "a.xlsx", "too-big"),
        (altered(LEDGER, {"xl/sharedStrings.xml": ENTITIES}), "a.xlsx", "broken"),
        (altered(LEDGER, {FIRST: b"<worksheet"}), "a.xlsx", "broken"),
        (altered(LEDGER, {"xl/workbook.xml": b"<workbook/>"}), "a.xlsx", "empty"),
        (LEDGER[: len(LEDGER) // 2], "a.xlsx", "broken"),
        (altered(LEDGER, {"xl/vbaProject.bin": b"macros"}), "a.xlsm", "other-workbook"),
        (altered(LEDGER, {"xl/vbaProject.bin": b"macros"}), "a.xlsx", "other-workbook"),
        (altered(document(HEADING, TASK), {"word/vbaProject.bin": b"macros"}), "a.docm", "other-word"),
        (LOCKED, "a.xlsx", "encrypted"),
        (LOCKED, "a.docx", "encrypted"),
        (XLS.read_bytes()[:4000], "a.xls", "broken"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "a.wps", "other-word"),
        (b"{\\rtf1 x}", "a.doc", "other-word"),
        (b"\x7fELF" + b"\0" * 100, "a.xlsx", "unknown-kind"),
        (b"\xff\xff\x81\x00\x81", "a.docx", "broken"),
        (("序号,整改任务\n" + "21,断流\n" * 5001).encode(), "a.csv", "too-big"),
        (b"a,b\n" + b'"' + b"x" * 200_000, "a.csv", "broken"),
        (b"<table><tr>" + b"<td colspan=9999 rowspan=9999>x" * 9999 + b"</table>", "a.html", "too-big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_ledger_that_can_not_be_read_is_refused_with_its_reason(
    content: bytes, name: str, key: str, office: Settings
) -> None:
    with pytest.raises(Rejected) as refused:
        imports.read_sheet(content, name, office)
    assert refused.value.key == f"ledger-source-{key}"


def test_a_sheet_that_only_claims_to_be_endless_is_read(office: Settings) -> None:
    """A border drawn down to the last row, and a size that is a lie: both happen in honest files."""
    styled = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 30_003))
    part = zipfile.ZipFile(io.BytesIO(LEDGER)).read(FIRST).replace(b"</sheetData>", styled + b"</sheetData>")
    part = part.replace(b'<dimension ref="A1:F2"', b'<dimension ref="A1:XFD1048576"')
    assert b"XFD1048576" in part
    assert [row.number for row in imports.read_sheet(altered(LEDGER, {FIRST: part}), "a.xlsx", office).rows] == ["21"]


def test_an_old_workbook_is_read(office: Settings) -> None:
    sheet = imports.read_sheet(XLS.read_bytes(), "台账.xls", office)
    assert [(row.number, row.measures) for row in sheet.rows] == [("21", ("补水", "验收")), ("47-5", ("查处",))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.sampled_from(["xlsx", "docx", "csv", "html"]),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=8)), min_size=1, max_size=6),
    part=st.floats(0, 0.999),
)
def test_whatever_is_torn_is_read_or_refused(
    which: str, cuts: list[tuple[float, int, bytes]], part: float, office: Settings
) -> None:
    """Bytes cut out and put in, within one part of the package: never anything but rows or a sentence."""

    def torn(content: bytes) -> bytes:
        for at, gone, put in cuts:
            place = int(at * len(content))
            content = content[:place] + put + content[place + gone :]
        return content

    whole = {
        "xlsx": LEDGER,
        "docx": document(HEADING, TASK),
        "csv": ",".join(HEADING).encode(),
        "html": b"<table><tr><td>1</table>",
    }
    content = whole[which]
    if which in ("xlsx", "docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            name = names[int(part * len(names))]
            inner = package.read(name)
        content = altered(content, {name: torn(inner)})
    else:
        content = torn(content)
    with contextlib.suppress(Rejected):
        imports.read_sheet(content, f"a.{which}", office)
