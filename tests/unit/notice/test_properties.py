"""Whatever is sent, is a reading given, and is a notice made of known fields read back into them?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from config.holidays import load_calendar
from domain.notice.reader import read_notice
from domain.notice.reading import NoticeReading, as_json

CALENDAR = load_calendar()

WORDS = [
    "一、",
    "二、",
    "(一)",
    "1.",
    "整改任务",
    "整改目标",
    "整改措施",
    "完成情况",
    "责任单位",
    "公示期",
    "联系电话",
    "序号",
    "第",
    "项",
    ":",
    ":",
    "|",
    "\n",
    "。",
    ",",
    ";",
    "2025年",
    "5月",
    "21日",
    "至",
    "20XX年",
    "0311-8780",
    "3671",
    "@",
    "示范省水利厅",
    "关于",
    "的公示",
    "截至",
    "如有异议",
    "主办",
    "版权所有",
    "“",
    "”",
    "(",
    ")",
    "《",
    "》",
    "督察",
    "第二轮",
    "中央",
    "生态环境保护",
    "|",
    "|",
]


@given(st.text(max_size=400))
def test_any_text_gets_a_reading(text: str) -> None:
    assert isinstance(as_json(read_notice(text, CALENDAR))["warnings"], list)


@given(st.lists(st.sampled_from(WORDS), max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_shuffle_of_a_notices_own_words_gets_a_reading(words: list[str]) -> None:
    reading = read_notice("".join(words), CALENDAR)
    assert reading.items or reading.warnings


@dataclass(frozen=True)
class Notice:
    """What a notice is composed of, to be found again."""

    number: int
    problem: str
    departments: tuple[str, ...]
    target: str
    measures: tuple[str, ...]
    completion: str
    start: date
    days: int
    phones: tuple[str, ...]

    @property
    def end(self) -> date:
        return self.start + timedelta(days=self.days)


# Sentences of plain characters: none is a label, a number or a date.
SENTENCES = st.text(alphabet="河湖山林草岸坡水气土治理巡护补淤复绿监测达标稳步提升位", min_size=6, max_size=60).map(
    lambda text: text + "。"
)
UNITS = st.sampled_from(["省水利厅", "省林业和草原局", "示范市人民政府", "示范县住房和城乡建设局", "示范区管委会"])
NOTICES = st.builds(
    Notice,
    number=st.integers(1, 199),
    problem=SENTENCES,
    departments=st.lists(UNITS, min_size=1, max_size=3, unique=True).map(tuple),
    target=SENTENCES,
    measures=st.lists(SENTENCES, min_size=1, max_size=5).map(tuple),
    completion=SENTENCES,
    start=st.dates(date(2021, 1, 1), date(2025, 11, 30)),
    days=st.integers(2, 20),
    phones=st.lists(st.integers(20_000_000, 99_999_999), min_size=1, max_size=3, unique=True).map(
        lambda numbers: tuple(f"010-{number}" for number in numbers)
    ),
)


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _numbered(notice: Notice) -> str:
    return "".join(f"{count}.{measure}" for count, measure in enumerate(notice.measures, 1))


def _fields(notice: Notice) -> list[tuple[str, str]]:
    return [
        ("整改任务", notice.problem),
        ("责任单位", "、".join(notice.departments)),
        ("整改目标", notice.target),
        ("整改措施", _numbered(notice)),
        ("完成情况", notice.completion),
    ]


def _frame(notice: Notice, body: str) -> str:
    return (
        f"关于第二轮省级生态环境保护督察整改任务(序号{notice.number})的公示\n"
        f"现将整改情况公示如下,公示期为{_chinese(notice.start)}至{_chinese(notice.end)}。\n{body}\n"
        f"联系电话:{'、'.join(notice.phones)}\n示范省水利厅\n{_chinese(notice.start)}"
    )


def with_colons(notice: Notice) -> str:
    return _frame(notice, "\n".join(f"{label}:{value}" for label, value in _fields(notice)))


def with_headings(notice: Notice) -> str:
    numbered = zip("一二三四五", _fields(notice), strict=True)
    return _frame(notice, "\n".join(f"{ordinal}、{label}\n{value}" for ordinal, (label, value) in numbered))


def with_spaces(notice: Notice) -> str:
    return _frame(notice, "\n".join(f"{label} {value}" for label, value in _fields(notice)))


def with_rows(notice: Notice) -> str:
    return _frame(notice, "\n".join(f"| {label} | {value} |" for label, value in _fields(notice)))


def with_stacked_cells(notice: Notice) -> str:
    return _frame(notice, "\n".join(f"|\n{label} |\n{value} |\n|" for label, value in _fields(notice)))


def with_a_header(notice: Notice) -> str:
    labels, values = zip(*_fields(notice), strict=True)
    return _frame(notice, f"| {' | '.join(labels)} |\n| {' | '.join(values)} |")


def run_together(notice: Notice) -> str:
    numbered = zip("一二三四五", _fields(notice), strict=True)
    return _frame(notice, "".join(f"{ordinal}、{label}:{value}" for ordinal, (label, value) in numbered))


Layout = Callable[[Notice], str]
LAYOUTS = st.sampled_from(
    [with_colons, with_headings, with_spaces, with_rows, with_stacked_cells, with_a_header, run_together]
)


@given(NOTICES, LAYOUTS)
@settings(deadline=None)
def test_what_was_composed_is_read_back_in_every_layout(notice: Notice, layout: Layout) -> None:
    reading = read_notice(layout(notice), CALENDAR)
    (item,) = reading.items
    assert (item.number, item.problem, item.target) == (str(notice.number), notice.problem, notice.target)
    assert item.departments == notice.departments
    assert item.measures == notice.measures
    assert item.completion == notice.completion
    assert (reading.publicity.start, reading.publicity.end) == (notice.start, notice.end)
    assert reading.contact.phones == notice.phones
    assert (reading.issuer, reading.issued_on) == ("示范省水利厅", notice.start)
    assert reading.programme == "第二轮省级生态环境保护督察"
    assert reading.warnings == ()


@given(NOTICES, LAYOUTS)
@settings(deadline=None)
def test_a_copy_that_holds_the_text_twice_reads_the_same(notice: Notice, layout: Layout) -> None:
    text = layout(notice)
    assert read_notice(f"{text}\n扫一扫在手机打开当前页\n{text}", CALENDAR) == read_notice(text, CALENDAR)


ABOVE = st.lists(
    st.sampled_from(
        [
            "首页 > 政务公开 > 公示公告",
            "无障碍 | 长者模式 | 登录",
            "您现在的位置:首页",
            "[打印] [关闭]",
            "字体:大 中 小",
            "浏览次数:128",
        ]
    ),
    max_size=4,
)
BELOW = st.lists(
    st.sampled_from(
        [
            "扫一扫在手机打开当前页",
            "上一篇:某某通知",
            "网站地图 | 联系我们",
            "京ICP备00000000号",
            "版权所有:示范省人民政府",
        ]
    ),
    max_size=4,
)


@given(NOTICES, LAYOUTS, ABOVE, BELOW)
@settings(deadline=None)
def test_the_web_sites_frame_changes_nothing(
    notice: Notice, layout: Layout, above: list[str], below: list[str]
) -> None:
    text = layout(notice)
    footer = ["主办:示范省人民政府办公厅", "联系电话:010-55509999"] if below else []
    framed = "\n".join([*above, text, *below, *footer])
    assert read_notice(framed, CALENDAR) == read_notice(text, CALENDAR)


def test_an_empty_text_is_an_empty_reading_with_a_warning() -> None:
    reading = read_notice("", CALENDAR)
    assert reading == NoticeReading(warnings=reading.warnings)
    assert len(reading.warnings) == 1
