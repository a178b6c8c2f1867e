"""Which column is this? The headings an office's ledger may have, and the one heading the product itself writes.

A heading is compared without spaces, notes in brackets and numbers of years: `2024年度 目标值(万亩)` is a yearly target, of
2024, in 万亩. Under a heading that spans several columns a short word is enough: 牵头 under 责任单位, 名称 under 年度指标.
To teach the reader a heading, add the word to the row of its column; those of notices (domain/notice/labels.py) are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.notice.glyphs import plain, squeezed
from domain.notice.labels import Field, label_at


class Column(StrEnum):
    """What a column says, in the order the product writes them."""

    PROGRAMME = "programme"
    NUMBER = "number"
    PROBLEM = "problem"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"
    SUPERVISING = "supervising"
    ACCEPTING = "accepting"
    TARGET = "target"
    DEADLINE = "deadline"
    MEASURE_NUMBER = "measure_number"
    MEASURE = "measure"
    MEASURE_OWNERS = "measure_owners"
    INDICATOR = "indicator"
    INDICATOR_UNIT = "indicator_unit"
    INDICATOR_YEAR = "indicator_year"
    INDICATOR_TARGET = "indicator_target"
    COMPLETION = "completion"
    COMPLETION_AS_OF = "completion_as_of"
    STATE = "state"
    PUBLICISED = "publicised"


@dataclass(frozen=True)
class Named:
    """A column's own heading in both languages. A reader knows both, whatever language it speaks."""

    chinese: str
    english: str

    def heading(self, language: str) -> str:
        return self.chinese if language.startswith("zh") else self.english


HEADINGS: dict[Column, Named] = {
    Column.PROGRAMME: Named("督察", "Inspection"),
    Column.NUMBER: Named("序号", "No."),
    Column.PROBLEM: Named("整改任务", "Task"),
    Column.LEAD: Named("牵头单位", "Lead units"),
    Column.RESPONSIBLE: Named("责任单位", "Responsible units"),
    Column.COOPERATING: Named("配合单位", "Cooperating units"),
    Column.SUPERVISING: Named("督导单位", "Supervising units"),
    Column.ACCEPTING: Named("验收单位", "Accepting units"),
    Column.TARGET: Named("整改目标", "Target"),
    Column.DEADLINE: Named("整改时限", "Deadline"),
    Column.MEASURE_NUMBER: Named("措施序号", "Measure no."),
    Column.MEASURE: Named("整改措施", "Measure"),
    Column.MEASURE_OWNERS: Named("措施责任单位", "Measure owners"),
    Column.INDICATOR: Named("指标名称", "Indicator"),
    Column.INDICATOR_UNIT: Named("计量单位", "Unit of measure"),
    Column.INDICATOR_YEAR: Named("指标年度", "Year"),
    Column.INDICATOR_TARGET: Named("年度目标", "Yearly target"),
    Column.COMPLETION: Named("完成情况", "Completion"),
    Column.COMPLETION_AS_OF: Named("完成情况截至", "Completion as of"),
    Column.STATE: Named("状态", "State"),
    Column.PUBLICISED: Named("是否已公示", "Publicised"),
}

TOLD_ONLY = frozenset({Column.STATE, Column.PUBLICISED})
"""What the product writes and never takes from a file: a task's state moves by its own acts alone."""

ROLES = (Column.LEAD, Column.RESPONSIBLE, Column.COOPERATING, Column.SUPERVISING, Column.ACCEPTING)

_WORDS: tuple[tuple[Column, str], ...] = (
    (Column.PROGRAMME, "督察 督察名称 督察轮次 督察批次 督察来源 问题来源 任务来源 反馈来源 整改来源 来源 programme"),
    (Column.NUMBER, "序号 编号 任务号 问题号 号 no num number # 清单编号 任务编码 问题编码 编码 taskno taskno."),
    (
        Column.PROBLEM,
        """
        整改任务 问题 任务 反馈问题 存在问题 存在的问题 问题事项 具体问题 问题清单 整改事项 反馈意见问题 任务名称 整改任务名称 问题概述 问题现状
        督察反馈意见 task problem issue finding
        """,
    ),
    (Column.TARGET, "整改目标 目标 目标任务 整改要求 整改标准 target goal objective"),
    (
        Column.DEADLINE,
        """
        整改时限 完成时限 时限 期限 时间节点 完成时间节点 整改时间节点 完成节点 时限节点 整改完成时限 整改期限 办结时限 目标时限 deadline duedate due dueon
        """,
    ),
    (
        Column.LEAD,
        """
        牵头单位 牵头部门 牵头责任单位 牵头责任部门 整改牵头单位 牵头厅局 牵头主体 主办单位 主办部门 主责单位 主责部门 主要责任单位 第一责任单位 总牵头单位
        lead leadunit leadunits leadingunit leaddepartment leaddepartments
        """,
    ),
    (
        Column.RESPONSIBLE,
        """
        责任单位 责任部门 整改责任单位 整改单位 责任主体 整改主体 整改责任主体 责任地区 责任市县 责任地方 承办单位 承办部门 落实单位 实施单位 牵头和责任单位
        牵头及责任单位 牵头责任及配合单位 牵头单位及责任单位 责任及配合单位 责任和配合单位
        responsible responsibleunit responsibleunits responsibledepartment responsibledepartments department departments units
        """,
    ),
    (
        Column.COOPERATING,
        """
        配合单位 配合部门 协办单位 协办部门 协助单位 协助部门 协同单位 参与单位 参加单位 配合责任单位 配合责任部门 整改配合单位
        cooperating cooperatingunit cooperatingunits cooperatingdepartments supportingunits
        """,
    ),
    (
        Column.SUPERVISING,
        """
        督导单位 督导部门 督办单位 督办部门 监督单位 监督部门 监管单位 监管部门 指导单位 指导部门 督促单位 督导责任单位 督导督办单位 监督指导单位 督促指导单位
        督导指导单位 省级督导单位 市级督导单位 整改督导单位 supervising supervisingunit supervisingunits supervisor
        """,
    ),
    (
        Column.ACCEPTING,
        """
        验收单位 验收部门 验收主体 组织验收单位 验收组织单位 验收责任单位 牵头验收单位 验收牵头单位 验收销号单位 销号验收单位 销号单位
        accepting acceptingunit acceptingunits acceptance
        """,
    ),
    (Column.MEASURE_NUMBER, "措施序号 措施编号 措施号 measureno measureno. measurenumber"),
    (Column.MEASURE, "整改措施 措施 举措 整改举措 具体措施 措施内容 措施清单 具体举措 measure measures action actions"),
    (
        Column.MEASURE_OWNERS,
        """
        措施责任单位 措施责任部门 措施落实单位 措施承办单位 措施牵头单位 措施实施单位 具体措施责任单位 整改措施责任单位 每项措施责任单位
        measureowner measureowners measuredepartments owner owners
        """,
    ),
    (Column.INDICATOR, "指标名称 指标 年度指标 量化指标 考核指标 指标内容 整改指标 工作指标 indicator indicators"),
    (Column.INDICATOR_UNIT, "计量单位 指标单位 数量单位 量纲 unitofmeasure indicatorunit"),
    (Column.INDICATOR_YEAR, "指标年度 目标年度 年度 年份 indicatoryear year targetyear"),
    (
        Column.INDICATOR_TARGET,
        """
        年度目标 年度目标值 年目标 年目标值 目标值 指标值 指标目标 指标目标值 指标年度目标 年度指标值 计划值 年度计划 目标数 年度目标数 全年目标 全年目标值
        yearlytarget annualtarget targetvalue indicatortarget
        """,
    ),
    (Column.COMPLETION, "完成情况 整改完成情况 completion"),
    (Column.COMPLETION_AS_OF, "完成情况截至 完成情况截止 截至日期 截止日期 completionasof"),
    (Column.STATE, "状态 state"),
    (Column.PUBLICISED, "是否已公示 publicised"),
)

_OF_NOTICES = {
    Field.NUMBER: Column.NUMBER,
    Field.PROBLEM: Column.PROBLEM,
    Field.DEPARTMENTS: Column.RESPONSIBLE,
    Field.TARGET: Column.TARGET,
    Field.MEASURES: Column.MEASURE,
    Field.COMPLETION: Column.COMPLETION,
    Field.DEADLINE: Column.DEADLINE,
    Field.PROGRAMME: Column.PROGRAMME,
}

# Words that say enough only under a heading which spans their columns.
_UNDER: tuple[tuple[str, tuple[tuple[Column, str], ...]], ...] = (
    (
        r"指标",
        (
            (Column.INDICATOR, "名称 指标 内容 项目 指标名称 name"),
            (Column.INDICATOR_UNIT, "单位 计量单位 unit"),
            (Column.INDICATOR_YEAR, "年度 年份 year"),
            (Column.INDICATOR_TARGET, "目标 目标值 数值 指标值 计划 计划值 年度目标 target value"),
        ),
    ),
    (
        r"措施|举措",
        (
            (Column.MEASURE_NUMBER, "序号 编号 号"),
            (Column.MEASURE, "内容 措施 具体内容 措施内容 具体措施 名称"),
            (Column.MEASURE_OWNERS, "责任单位 责任部门 单位 牵头单位 承办单位 落实单位 实施单位"),
        ),
    ),
    (
        r"单位|部门|责任|分工",
        (
            (Column.LEAD, "牵头 主办 主责 牵头单位 牵头部门"),
            (Column.RESPONSIBLE, "责任 承办 责任单位 主体 落实"),
            (Column.COOPERATING, "配合 协办 协助 参与 配合单位"),
            (Column.SUPERVISING, "督导 督办 监督 指导 监管"),
            (Column.ACCEPTING, "验收 销号"),
        ),
    ),
    (
        r"任务|问题|反馈",
        (
            (Column.NUMBER, "序号 编号 号"),
            (Column.PROBLEM, "内容 描述 名称 表述 具体内容 问题 任务"),
            (Column.PROGRAMME, "来源"),
        ),
    ),
)


@dataclass(frozen=True)
class Heading:
    """What a heading says: its column, and what stands beside the word (a year, an indicator's unit)."""

    column: Column
    year: int | None = None
    unit: str | None = None


def heading_of(written: str, group: str = "") -> Heading | None:
    """The column that a heading names; `group` is the heading above it that spans several columns."""
    word, year, asides = _bare(written)
    group_word, group_year, group_asides = _bare(group)
    column = _column(word, group_word)
    if column is None and year and not word and re.search(r"目标|指标|计划", group_word):
        column = Column.INDICATOR_TARGET  # 年度目标 over 2024年 and 2025年
    if column is None:
        return None
    if word == "目标" and (year or group_year):
        column = Column.INDICATOR_TARGET  # 2024年目标 is a figure, 目标 is words
    if column is not Column.INDICATOR_TARGET:
        return Heading(column)
    unit = next((aside for aside in (*asides, *group_asides) if not _NOTE.search(aside)), None)
    return Heading(column, year or group_year, re.sub(r"^单位[::]?", "", unit) if unit else None)


_ASIDE = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?")
_NOTE = re.compile(r"必填|选填|可|请|填|例|如|注|年|[.。]|、|,|;|/")
_AROUND = " :*★.。、;,_-"


def _bare(written: str) -> tuple[str, int | None, list[str]]:
    """The word alone, its year, and what stood in brackets."""
    shape = squeezed(plain(written)).lower()
    asides = _ASIDE.findall(shape)
    word = _ASIDE.sub("", shape) or shape
    found = _YEAR.search(word)
    year = int(found[1]) if found else next((int(y[1]) for a in asides if (y := _YEAR.search(a))), None)
    word = _YEAR.sub("", word)
    return word.strip(_AROUND), year, [aside for aside in asides if aside and not _YEAR.fullmatch(aside)]


def _column(word: str, group: str) -> Column | None:
    if group and group != word:
        for of_group, words in _UNDER:
            if re.search(of_group, group) and (found := _listed(words).get(word)):
                return found
    if found := _ALL.get(word):
        return found
    if joined := _JOINED.fullmatch(word):
        # 牵头/配合单位: the cell itself says who is which. It may stand beside 责任单位, so it is not that column's twin.
        return Column.LEAD if joined["first"] in _LEADING and "责任" not in word else Column.RESPONSIBLE
    label = label_at(word) if word else None
    return _OF_NOTICES.get(label.field) if label is not None and label.end == len(word) else None


_LEADING = ("牵头", "主办", "主责")
_OF_UNITS = r"(?:单位|部门|主体)?"
_JOINED = re.compile(
    rf"(?P<first>牵头|主办|主责|责任|承办|落实){_OF_UNITS}(?:[/、,和及与](?:牵头|责任|承办|落实|配合|协办|协助|参与){_OF_UNITS})+"
)


def _listed(words: Iterable[tuple[Column, str]]) -> dict[str, Column]:
    return {word: column for column, listed in words for word in listed.split()}


def _own() -> Iterator[tuple[Column, str]]:
    for column, named in HEADINGS.items():
        for written in (named.chinese, named.english):
            yield column, _bare(written)[0]


_ALL = _listed(_WORDS) | {word: column for column, word in _own()}
