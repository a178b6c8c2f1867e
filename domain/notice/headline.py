"""What is the notice called? Finds its title among a page's lines, put together again where it was broken in two."""

import re
from dataclasses import dataclass

from domain.notice.chrome import FOOTER, is_page_line
from domain.notice.dates import mentions
from domain.notice.glyphs import plain, squeezed
from domain.notice.labels import Stands, label_at
from domain.notice.layout import Block, Line
from domain.notice.units import is_unit

_LONGEST = 120
_SEARCHED = 400  # lines: a title stands near the beginning, also after a long menu
_ENDS = re.compile(r"公[示告](?:书|表|稿|说明|情况说明|材料)?(?: {0,3}\([^()]{1,30}\))?[.!]?$")
_GLUED = re.compile(
    r"(?P<title>[^。;!]{4,100}?公示) {0,3}(?=根据|按照|依照|依据|现[将对就把予]|为(?:贯彻|落实|做好|进一步|深入))"
)
_PAGE_TAIL = re.compile(
    r"[ \[【(]{1,6}(?:信息来源|文章来源|来源|发布时间|发布日期|时间|日期|作者|浏览次数|编辑|字体|字号|点击数|阅读) {0,3}:.{0,200}$| {0,3}[_|].{0,40}$"
    r"| {1,3}(?:19|20)\d\d-\d\d-\d\d.{0,40}$| - [^-]{2,30}$"
)
_NO_TITLE = re.compile(
    r"^(?:现将|现对|现予|特此|根据|按照|依照|依据|附件|我|予以|请|公示[期时日]|对|如|为了|欢迎|通知公告|公示公告|公告公示|标题|下载)"
)
_MATTER = re.compile(r"督[察查]|整改|反馈|问题|销号|序号|信访|环境|环保")
_UNFINISHED = re.compile(r"^(?:[的及和与(]|整改|销号|验收|完成|情况|公示|问题|任务|反馈)|^.{0,14}$")


@dataclass(frozen=True)
class Headline:
    text: str | None
    lines: frozenset[str]
    """The page's lines it was made of."""


def headline_of(blocks: list[Block]) -> Headline:
    lines = [block.text for block in blocks if isinstance(block, Line)][:_SEARCHED]
    shapes = [plain(line) for line in lines]
    best: tuple[int, int] | None = None
    for index, shape in enumerate(shapes):
        if (score := _score(shape)) and (best is None or score > best[0]):
            best = (score, index)
    if best:
        return _joined(lines, shapes, best[1])
    return _without_the_word(lines, shapes)


_SURELY = 6  # a score: a line that names its matter and begins or goes on with 关于


def is_title(text: str) -> bool:
    """Whether a line is surely a notice's title, for the second notice on a page."""
    return _score(plain(text)) >= _SURELY


def _title_part(shape: str) -> str:
    if glued := _GLUED.match(shape):
        return glued["title"]
    return _PAGE_TAIL.sub("", shape).strip()


def _score(shape: str) -> int:
    if len(shape) > _LONGEST and not _GLUED.match(shape):
        return 0
    title = _title_part(shape)
    wrong = (
        not 4 <= len(title) <= _LONGEST
        or re.search(r"[。;>]", title)
        or _NO_TITLE.match(title)
        or not _ENDS.search(title)
    )
    if squeezed(title) == "公示":
        return 1  # 公 示, spread over the line, for want of a better one
    if wrong or FOOTER.match(title):
        return 0
    return (
        1 + 3 * title.startswith("关于") + 2 * bool(_MATTER.search(title)) + 2 * ("关于" in title) + (len(title) > 12)
    )


def _joined(lines: list[str], shapes: list[str], at: int) -> Headline:
    title = lines[at][: len(_title_part(shapes[at]))].strip()
    title = squeezed(title) if squeezed(title) == "公示" else title
    used = [lines[at]]
    first = at
    while first > 0 and at - first < 3 and _goes_before(shapes[first - 1], plain(title)):
        first -= 1
        title = lines[first].strip() + title
        used.append(lines[first])
    if at + 1 < len(shapes) and re.fullmatch(r"\([^()]{0,30}(?:序号|编号|问题|任务|\d项)[^()]{0,30}\)", shapes[at + 1]):
        title += lines[at + 1].strip()
        used.append(lines[at + 1])
    return Headline(title, frozenset(used))


def _goes_before(above: str, title: str) -> bool:
    """Whether the line above is the title's first half: the title can't begin as it does, and that line can't end so."""
    if title.startswith("关于") or len(above) > 60 or re.search(r"[。;:!?>|]|公[示告]$", above) or is_page_line(above):
        return False
    if any(True for _ in mentions(above)) and not _MATTER.search(above):
        return False
    opens = above.startswith("关于") or "关于" in above or above.count("(") > above.count(")")
    return opens or bool(_UNFINISHED.match(title) and _MATTER.search(above) and not is_unit(above) and len(above) >= 6)


def _without_the_word(lines: list[str], shapes: list[str]) -> Headline:
    """A page without 公示 in a title: its first line, if that looks like a heading and nothing else."""
    for line, shape in list(zip(lines, shapes, strict=True))[:12]:
        if is_page_line(shape) or FOOTER.search(shape):
            continue
        label = label_at(shape)
        labelled = label and (
            shape[label.end :].strip(" :") == "" or (label.stands & Stands.ALONE and shape[label.end] in " :(")
        )
        fits = (
            6 <= len(shape) <= 60
            and not _NO_TITLE.match(shape)
            and not re.search(r"[。;!?:,|]", shape)
            and not labelled
            and not is_unit(shape)
        )
        return Headline(line.strip(), frozenset({line})) if fits and re.search(r"[\u4e00-\u9fff]{4}", shape) else _NONE
    return _NONE


_NONE = Headline(None, frozenset())
