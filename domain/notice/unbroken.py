"""Which line ends did the writer not make? Puts lines together again that a PDF or a scan broke, and parts tabs into cells."""

import re
import unicodedata
from collections.abc import Iterator

from domain.notice.glyphs import plain
from domain.notice.labels import label_at

_CJK = r"[\u4e00-\u9fff]"
_PAGE_NUMBER = re.compile(
    r"[-~]{0,2} {0,3}(?:\d{1,3}|第 {0,2}\d{1,3} {0,2}页(?:[,/ ]{0,3}共 {0,2}\d{1,3} {0,2}页)?) {0,3}[-~]{0,2}"
)
_CLOSED = re.compile(r"[。;:!?|]$")
_SPACED = re.compile(rf"(?<={_CJK}) (?={_CJK})")
_LETTERS = re.compile(rf"{_CJK} ?(?={_CJK})")
_SPACES_TO_DROP = re.compile(
    r"(?<=[\u4e00-\u9fff,。:;()、“”]) (?=[\u4e00-\u9fff,。:;()、“”\d])|(?<=\d) (?=[\u4e00-\u9fff)])"
)
_NARROWEST, _WIDEST = 36, 100  # columns, a Chinese character being two: a printed page's line; a screen's are longer
_RAGGED = 4  # columns a full line may fall short of the page's width
_FEWEST = 4  # full lines before a page counts as printed


def unbroken(lines: list[str]) -> list[str]:
    lines = [_without_spacing(line) for line in lines]
    return list(_with_cells(_joined(lines)))


def _without_spacing(line: str) -> str:
    """关 于 整 改 任 务: a scan's space behind every character is not the writer's."""
    shape = plain(line)
    pairs = len(_LETTERS.findall(shape))
    if pairs < 4 or len(_SPACED.findall(shape)) < 0.7 * pairs:
        return line
    kept = [letter for at, letter in enumerate(line) if not _is_dropped(shape, at)]
    return "".join(kept)


def _is_dropped(shape: str, at: int) -> bool:
    return shape[at] == " " and bool(_SPACES_TO_DROP.match(shape, at))


def _joined(lines: list[str]) -> list[str]:
    """A page whose lines end at one right edge, most of them in the middle of a sentence, was broken by a printer."""
    shapes = [plain(line) for line in lines]
    widths = [_width(shape) for shape in shapes]
    edge = max(widths, default=0)
    full = [at for at, width in enumerate(widths) if width >= edge - _RAGGED]
    broken = [at for at in full if not _CLOSED.search(shapes[at])]
    if not _NARROWEST <= edge <= _WIDEST or len(broken) < max(_FEWEST, 0.6 * len(full)):
        return lines
    whole: list[str] = []
    goes_on = False
    for at, line in enumerate(lines):
        if _PAGE_NUMBER.fullmatch(shapes[at]):
            continue
        if goes_on:
            whole[-1] += line
        else:
            whole.append(line)
        goes_on = at in broken
    return whole


def _width(shape: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in shape)


def _with_cells(lines: list[str]) -> Iterator[str]:
    """A table copied with tabs between its cells, as a spreadsheet or a browser hands it on, gets `|` between them."""
    columns = 0
    for line in lines:
        cells = [cell.strip().replace("|", "/") for cell in line.split("\t")]
        begins = (
            len(cells) > 1 and _is_label(cells[0]) and (len(cells) == 2 or _is_label(cells[1]) or _is_label(cells[2]))
        )
        if begins or (len(cells) > 1 and len(cells) == columns):
            columns = len(cells)
            yield f"| {' | '.join(cells)} |"
        else:
            columns = 0
            yield line


def _is_label(cell: str) -> bool:
    shape = plain(cell).rstrip(" :")
    label = label_at(shape)
    return label is not None and (label.end == len(shape) or shape[label.end] == "(")
