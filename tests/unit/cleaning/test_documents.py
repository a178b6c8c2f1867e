"""A document keeps its pages and loses its author; a film keeps its frames and loses its place."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from PIL import Image

from jobs.cleaning import CannotClean, cleaned, office

NEEDLE = "needle-38.04,114.51"


def photo() -> bytes:
    held, told = io.BytesIO(), Image.Exif()
    told[0x013B] = NEEDLE
    Image.new("RGB", (40, 30), "teal").save(held, "JPEG", exif=told.tobytes())
    return held.getvalue()


def everything(content: bytes) -> bytes:
    """What anyone could find in a package or a PDF, unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return b"\n".join(info.filename.encode() + parts.read(info) for info in parts.infolist()) + content
    found = content
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            found += zlib.decompressobj().decompress(packed)
        except zlib.error:
            found += packed
    return found


def with_parts(content: bytes, more: dict[str, bytes], change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    held, more = io.BytesIO(), dict(more)
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(held, "w") as target:
        for info in source.infolist():
            body = more.pop(info.filename, None) or source.read(info)
            target.writestr(info, change(info.filename, body) if change else body)
        for name, body in more.items():
            target.writestr(name, body)
    return held.getvalue()


def a_document() -> bytes:
    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = NEEDLE
    document.add_paragraph("河道下游没有恢复补水")
    document.add_picture(io.BytesIO(photo()))
    document.add_comment(document.paragraphs[0].runs, text="请核实", author=NEEDLE, initials="nd")
    held = io.BytesIO()
    document.save(held)

    def change(name: str, body: bytes) -> bytes:
        if name == "word/document.xml":
            told = f'<w:ins w:id="9" w:author="{NEEDLE}" w:date="2024-10-08T01:02:03Z" w:rsidR="00AB12CD"/>'.encode()
            return body.replace(b"<w:body>", b"<w:body>" + told)
        return body

    more = {
        "docProps/custom.xml": f"<Properties>{NEEDLE}</Properties>".encode(),
        "docProps/thumbnail.jpeg": photo(),
        "word/people.xml": f'<w15:people><w15:person w15:author="{NEEDLE}"/></w15:people>'.encode(),
    }
    return with_parts(held.getvalue(), more, change)


def a_workbook() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.properties.creator = NEEDLE
    book.active["A1"] = "补水量"
    book.active["A1"].comment = Comment("请核实", NEEDLE)
    held = io.BytesIO()
    book.save(held)

    def change(name: str, body: bytes) -> bytes:
        folder = f'<x15ac:absPath xmlns:x15ac="http://a" url="C:\\Users\\{NEEDLE}\\"/><sheets>'.encode()
        return body.replace(b"<sheets>", folder) if name == "xl/workbook.xml" else body

    person = f'<personList><person displayName="{NEEDLE}" id="{{1}}" userId="{NEEDLE}"/></personList>'
    return with_parts(held.getvalue(), {"xl/persons/person.xml": person.encode()}, change)


def a_page(**more: object) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Author"] = NEEDLE
        with pdf.open_metadata() as told:
            told["dc:creator"] = [NEEDLE]
        picture = pdf.make_stream(photo(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=30)
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        picture.Filter = pikepdf.Name.DCTDecode
        page = pdf.pages[0]
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        page.Contents = pdf.make_stream(b"q 40 0 0 30 0 0 cm /Im0 Do Q")
        page.PieceInfo = pikepdf.Dictionary(Program=pikepdf.String(NEEDLE))
        mark = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])
        mark.T, mark.Contents = pikepdf.String(NEEDLE), pikepdf.String("see here")
        page.Annots = pikepdf.Array([mark])
        for key, value in more.items():
            pdf.Root[f"/{key}"] = value
        held = io.BytesIO()
        pdf.save(held)
    return held.getvalue()


@pytest.mark.parametrize("made", [a_document, a_workbook, a_page])
def test_the_author_is_taken_out_wherever_it_stands(made: Callable[[], bytes]) -> None:
    content = made()
    assert NEEDLE.encode() in everything(content)
    clean = cleaned(content, "")
    assert NEEDLE.encode() not in everything(clean)
    assert b"Users" not in everything(clean)
    assert cleaned(content, "") == clean, "the same bytes each time"
    assert everything(cleaned(clean, "")) == everything(clean)


def test_a_cleaned_document_opens_and_says_what_it_said() -> None:
    document = docx.Document(io.BytesIO(cleaned(a_document(), "")))
    assert next(paragraph.text for paragraph in document.paragraphs) == "河道下游没有恢复补水"
    assert len(document.inline_shapes) == 1
    assert next(iter(document.comments)).text == "请核实"
    book = openpyxl.load_workbook(io.BytesIO(cleaned(a_workbook(), "")))
    assert book.active is not None
    assert book.active["A1"].value == "补水量"
    assert book.active["A1"].comment.text == "请核实"


def test_a_cleaned_pdf_shows_the_same_page() -> None:
    with pikepdf.open(io.BytesIO(cleaned(a_page(), ""))) as pdf:
        (page,) = pdf.pages
        assert page.Contents.read_bytes() == b"q 40 0 0 30 0 0 cm /Im0 Do Q"
        picture = pikepdf.PdfImage(page.Resources.XObject.Im0).as_pil_image()
        assert picture.size == (40, 30)
        assert str(page.Annots[0].Contents) == "see here"
        assert not pdf.docinfo
        assert "/Metadata" not in pdf.Root


def test_what_can_not_be_looked_into_is_said_not_to_be_clean() -> None:
    with pikepdf.open(io.BytesIO(a_page())) as pdf:
        held = io.BytesIO()
        pdf.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    attached = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=pikepdf.String("a.txt"))
    refused = [
        held.getvalue(),
        a_page(Attached=attached),
        a_page()[:-400],
        b"%PDF-1.7 nothing",
        with_parts(a_document(), {"_xmlsignatures/sig1.xml": b"<Signature/>"}),
        with_parts(a_document(), {"word/embeddings/a.xlsx": a_workbook()}),
        with_parts(a_document(), {"word/vbaProject.bin": b"x"}),
        with_parts(a_document(), {"word/media/a.tiff": b"II*\0"}),
        with_parts(a_document(), {"word/a.xml": "<a>甲</a>".encode("gb18030")}),
        b"PK\x03\x04" + b"0" * 100,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"\x1aE\xdf\xa3" + bytes(100),
    ]
    for content in refused:
        with pytest.raises(CannotClean):
            cleaned(content, "application/octet-stream")


def test_a_bomb_ends_without_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = zlib.compress(b"5 0 " + b" " * 110_000_000, 9)
    objects = [b"<</Type/Catalog/Pages 2 0 R/X 5 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    objects.append(
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed) + packed + b"\nendstream"
    )
    pdf, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = [(0, 0, 65535), *((1, at, 0) for at in places), (1, len(pdf), 0), (2, 3, 0)]
    index = b"".join(struct.pack(">BIH", *row) for row in rows)
    pdf += b"4 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n" % len(index) + index
    pdf += b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % rows[4][1]
    with pytest.raises(CannotClean):
        cleaned(pdf, "application/pdf")
    monkeypatch.setattr(office, "MOST_BYTES", 2_000_000)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", b" " * 2_100_000)
    with pytest.raises(CannotClean):
        cleaned(held.getvalue(), "application/zip")


# -- films and HEIC -----------------------------------------------------------------------------------------------


def box(name: bytes, *within: bytes) -> bytes:
    body = b"".join(within)
    return struct.pack(">I", len(body) + 8) + name + body


def a_film(*tracks: bytes) -> bytes:
    told = box(b"udta", box(b"\xa9xyz", NEEDLE.encode()), box(b"meta", b"\0\0\0\0", NEEDLE.encode()))
    dated = box(b"mvhd", bytes(4), struct.pack(">II", 3_800_000_000, 3_800_000_001), bytes(88))
    handlers = tracks or (b"vide", b"soun")
    made = [
        box(
            b"trak",
            box(
                b"mdia",
                box(b"hdlr", bytes(8), kind, bytes(12), NEEDLE.encode()),
                box(b"minf", box(b"stbl", box(b"stco", b"offsets"))),
            ),
            box(b"udta", NEEDLE.encode()),
        )
        for kind in handlers
    ]
    return b"".join(
        [
            box(b"ftyp", b"mp42\0\0\0\0mp42isom"),
            box(b"mdat", b"the frames"),
            box(b"moov", dated, *made, told),
            box(b"uuid", b"0123456789abcdef", NEEDLE.encode()),
        ]
    )


def test_a_film_keeps_every_byte_in_its_place() -> None:
    film = a_film()
    clean = cleaned(film, "video/mp4")
    assert len(clean) == len(film)
    assert NEEDLE.encode() not in clean
    assert clean.index(b"the frames") == film.index(b"the frames")
    assert b"offsets" in clean
    assert struct.pack(">I", 3_800_000_000) not in clean
    assert clean.count(b"free") == 4
    with pytest.raises(CannotClean):  # a track that says where the camera was each second
        cleaned(a_film(b"vide", b"meta"), "video/mp4")
    with pytest.raises(CannotClean):
        cleaned(film[:-5], "video/mp4")


def a_heic() -> bytes:
    pixels, exif = b"the pixels", b"\0\0\0\x06Exif\0\0" + NEEDLE.encode() * 2
    entries = [(1, b"hvc1", b""), (2, b"Exif", b""), (3, b"mime", b"application/rdf+xml\0")]
    index = [
        box(b"infe", b"\x02\0\0\0", struct.pack(">HH", item, 0), kind, b"\0", more) for item, kind, more in entries
    ]
    iinf = box(b"iinf", bytes(4), struct.pack(">H", 3), *index)
    head = box(b"ftyp", b"heic\0\0\0\0mif1heic")

    def whole(start: int) -> bytes:
        at, places = start, b""
        for (item, _, _), size in zip(entries, (len(pixels), len(exif), len(NEEDLE)), strict=True):
            places += struct.pack(">HHHII", item, 0, 1, at, size)
            at += size
        iloc = box(b"iloc", bytes(4), b"\x44\0", struct.pack(">H", 3), places)
        handler = box(b"hdlr", bytes(8), b"pict", bytes(13))
        return head + box(b"meta", bytes(4), handler, iinf, iloc)

    start = len(whole(0)) + 8
    return whole(start) + box(b"mdat", pixels, exif, NEEDLE.encode())


def test_a_heic_picture_loses_its_exif_where_it_lies() -> None:
    content = a_heic()
    clean = cleaned(content, "image/heic")
    assert len(clean) == len(content)
    assert content.count(NEEDLE.encode()) == 3
    assert NEEDLE.encode() not in clean
    assert clean.index(b"the pixels") == content.index(b"the pixels")


@given(st.binary(max_size=300), st.sampled_from([a_film(), a_heic(), a_workbook()]), st.integers(0, 2000))
def test_a_torn_file_is_cleaned_or_refused(noise: bytes, whole: bytes, at: int) -> None:
    torn = whole[: at % len(whole)] + noise + whole[at % len(whole) + len(noise) :]
    with contextlib.suppress(CannotClean):
        cleaned(torn, "application/octet-stream")
