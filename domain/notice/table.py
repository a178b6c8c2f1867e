"""Which words of a table belong to which label? A label may stand before its value or above a column of values.

`parts_of` is the way in: it cuts the whole page, rows here and lines in `parts`.
"""

from collections.abc import Iterator

from domain.notice.glyphs import plain, squeezed
from domain.notice.labels import ITEM_FIELDS, Field, Label, label_at
from domain.notice.layout import Block, Line, Row
from domain.notice.parts import NOTE, ORDINAL, Kind, Part, line_parts


def parts_of(blocks: list[Block]) -> list[Part]:
    parts: list[Part] = []
    rows: list[Row] = []
    heading: tuple[str, int] | None = _BEFORE_ALL
    for block in blocks:
        if isinstance(block, Row):
            rows.append(block)
            continue
        parts += _table_parts(rows)
        rows = []
        for part, ordinal in line_parts(block, heading):
            unnumbered = heading == _BEFORE_ALL and part.kind is Kind.LABELLED and part.field in ITEM_FIELDS
            heading = ordinal or (None if unnumbered else heading)
            parts.append(part)
    return parts + _table_parts(rows)


_BEFORE_ALL = ("cn", 0)  # so that an unknown 一、 is a heading too, unless the page's labels go without numbers


def _table_parts(rows: list[Row]) -> list[Part]:
    """The parts of neighbouring rows; a table without a single label (a site's menu) is running text."""
    if not any(_known_start(cell) for row in rows for cell in row.cells):
        return [Part(Kind.TEXT, cell, in_cell=True) for row in rows for cell in row.cells if cell]
    parts: list[Part] = []
    header: tuple[Label | None, ...] = ()
    for row in rows:
        header, found = _row_parts(row, header)
        parts += found
    return parts


def _known_start(cell: str) -> bool:
    shape = plain(cell)
    numbered = ORDINAL.match(shape)
    return label_at(shape, numbered.end() if numbered else 0) is not None


def label_of_cell(cell: str) -> tuple[Label, str] | None:
    """The label that fills a whole cell, and its note."""
    shape = plain(cell).replace("\n", " ").strip()
    numbered = ORDINAL.match(shape)
    label = label_at(shape, numbered.end() if numbered else 0)
    if label is None and not numbered:
        return None
    if label is None:
        return None
    note = NOTE.match(shape, label.end)
    rest = shape[note.end() if note else label.end :].strip(" :")
    return (label, note["note"].strip() if note else "") if not rest else None


_SHORT_CELL = 14


def _row_parts(row: Row, header: tuple[Label | None, ...]) -> tuple[tuple[Label | None, ...], list[Part]]:
    known = [label_of_cell(cell) for cell in row.cells]
    labels = [found for found in known if found]
    if len(row.cells) > 1 and (len(labels) == len(row.cells) or len(labels) >= max(3, 0.6 * len(row.cells))):
        strangers = [
            Part(Kind.LABELLED, "", Field.UNKNOWN, squeezed(cell), in_cell=True)
            for cell, found in zip(row.cells, known, strict=True)
            if not found and cell
        ]
        return tuple(found[0] if found else None for found in known), strangers
    if header and len(header) == len(row.cells):
        return header, list(_record(row, header))
    return header, list(_pairs(row, known))


def _record(row: Row, header: tuple[Label | None, ...]) -> Iterator[Part]:
    yield Part(Kind.NEW_ITEM, "")
    for cell, label in zip(row.cells, header, strict=True):
        if label and cell:
            field = Field.ASIDE if label.field is Field.WATCHING_UNIT else label.field  # watches over the task
            yield Part(Kind.LABELLED, cell, field, label.word, in_cell=True)


def _pairs(row: Row, known: list[tuple[Label, str] | None]) -> Iterator[Part]:
    cells = [cell for cell in row.cells if cell]
    if len(cells) == 1 and not any(known):
        for line in row.cells[0].split("\n"):
            yield from (part for part, _ in line_parts(Line(line.strip()), None))
        return
    if len(cells) == 2 and not any(known) and len(squeezed(cells[0])) <= _SHORT_CELL:
        yield Part(Kind.LABELLED, cells[1], Field.UNKNOWN, squeezed(cells[0]), in_cell=True)
        return
    opened: tuple[Label, str] | None = None
    values: list[str] = []
    for cell, found in zip(row.cells, known, strict=True):
        if found is None:
            values += [cell] if cell else []
            continue
        yield from _pair(opened, values, alone=False)
        opened, values = found, []
    yield from _pair(opened, values, alone=len(cells) == 1)


def _pair(opened: tuple[Label, str] | None, values: list[str], *, alone: bool) -> Iterator[Part]:
    if opened and (values or alone):
        label, note = opened
        yield Part(Kind.LABELLED, "\n".join(values), label.field, label.word, note, in_cell=bool(values))
    elif not opened:
        yield from (Part(Kind.TEXT, value, in_cell=True) for value in values)
