"""Which field does this label open? One table of the words offices use, and the ways each word may stand.

To teach the reader a new label, add the word to the row of its field.
"""

from dataclasses import dataclass
from enum import Enum, Flag, auto
from typing import Self


class Field(Enum):
    NUMBER = auto()
    PROBLEM = auto()
    DEPARTMENTS = auto()
    TARGET = auto()
    MEASURES = auto()
    COMPLETION = auto()
    MIXED = auto()  # measures and their completion under one label: no reader can tell them apart for certain
    DEADLINE = auto()
    PROGRAMME = auto()
    TITLE = auto()
    PERIOD = auto()
    PERIOD_START = auto()
    PERIOD_END = auto()
    UNIT = auto()
    WATCHING_UNIT = auto()  # 监督单位: receives objections only where no other unit does
    PERSON = auto()
    PHONE = auto()
    EMAIL = auto()
    ADDRESS = auto()
    ISSUER = auto()
    PAGE_DATE = auto()
    PAGE = auto()  # what the web site says of the page
    ASIDE = auto()  # part of the notice, but nothing the reading has a place for
    UNKNOWN = auto()


ITEM_TEXTS = frozenset({Field.PROBLEM, Field.TARGET, Field.MEASURES, Field.COMPLETION, Field.MIXED})
ITEM_FIELDS = ITEM_TEXTS | {Field.NUMBER, Field.DEPARTMENTS, Field.DEADLINE, Field.PROGRAMME}


class Stands(Flag):
    """Where a word may be a label. Before a colon at a line's start, after 一、 or filling a table cell it always may."""

    PLAINLY = 0
    ALONE = auto()  # alone on its line, or before a space
    INLINE = auto()  # before a colon in the middle of a line
    BOTH = ALONE | INLINE


_TABLE: tuple[tuple[Field, Stands, str], ...] = (
    (
        Field.NUMBER,
        Stands.BOTH,
        """
        问题序号 任务序号 整改任务序号 整改序号 督察序号 反馈问题序号 清单序号 问题编号 任务编号 整改编号 受理编号
        信访件编号 信访编号 举报编号 交办编号 转办编号 案件编号 举报件编号 件号 整改任务编号 督察编号 反馈序号 省序号
        方案序号 整改方案序号 省级序号
        """,
    ),
    (
        Field.NUMBER,
        Stands.ALONE,
        "序号 编号 任务号 问题号",
    ),
    (
        Field.PROBLEM,
        Stands.BOTH,
        """
        整改任务 整改问题 反馈问题 存在问题 存在的问题 主要问题 突出问题 问题描述 问题内容 具体问题 督察反馈问题
        督察反馈意见 反馈意见 反馈问题情况 问题基本情况 转办问题基本情况 转办问题 交办问题 举报内容 信访内容 反映问题
        反映情况 群众反映问题 反映的问题 整改事项 问题概况 问题情况 任务内容 整改任务内容 问题名称 反馈问题内容 督察问题
        督察发现问题 发现问题 督察反馈的问题 反馈的问题 信访问题 举报问题 问题表述 信访反映问题 信访举报内容 交办内容
        转办内容 投诉内容 反馈内容 整改问题内容 整改问题描述 问题具体内容 问题简述 反映主要问题 警示片披露问题 披露问题
        问题摘要 反馈问题及意见 督察反馈问题内容 问题来源及内容 拟销号问题 交办问题基本情况 举报问题基本情况 信访问题基本情况 举报件基本情况 信访件基本情况 任务描述 整改任务描述 反馈问题描述 信访件内容 反映内容 督察指出问题 指出问题
        """,
    ),
    (
        Field.PROBLEM,
        Stands.PLAINLY,
        "问题 任务 具体内容 内容 事项",
    ),
    (
        Field.DEPARTMENTS,
        Stands.BOTH,
        """
        责任单位 牵头单位 整改责任单位 责任部门 整改实施主体 实施主体 整改主体 整改单位 牵头责任单位 责任主体 主体责任单位
        整改牵头单位 牵头部门 整改责任主体 整改责任部门 责任地区 责任单位(地区) 牵头(责任)单位 主责单位 实施单位
        整改落实单位 落实单位 主要责任单位 牵头和责任单位 整改实施单位 办理单位 责任地方 责任地方和部门 责任县区
        责任县(市、区) 责任市县 整改主体责任 整改主体责任单位 整改主体单位 主体责任
        """,
    ),
    (
        Field.TARGET,
        Stands.BOTH,
        """
        整改目标 目标任务 整改任务目标 工作目标 目标要求 整改目标要求 整改要求 预期目标 整改工作目标 整改目标任务
        整改目标及要求 整改总体目标 整改预期目标 办结目标
        """,
    ),
    (
        Field.TARGET,
        Stands.PLAINLY,
        "目标",
    ),
    (
        Field.MEASURES,
        Stands.BOTH,
        """
        整改措施 重点措施 主要措施 具体措施 整改工作措施 采取措施 采取的措施 整改具体措施 整改举措 工作措施 整改主要措施
        主要整改措施 具体整改措施 整改工作举措 主要举措 整改重点措施 重点任务措施 工作举措
        """,
    ),
    (
        Field.MEASURES,
        Stands.PLAINLY,
        "措施 举措",
    ),
    (
        Field.COMPLETION,
        Stands.BOTH,
        """
        完成情况 整改完成情况 整改落实情况 落实情况 整改情况 整改工作完成情况 整改进展 整改进展情况 进展情况
        整改主要工作及成效 整改成效 整改结果 整改工作情况 任务完成情况 整改任务完成情况 工作完成情况 办理情况 处理情况
        办理结果 处理结果 整改落实完成情况 整改措施落实情况 整改措施完成情况 措施落实情况 措施完成情况 查处整改情况
        处理整改情况 处理和整改情况 处理及整改情况 整改工作进展情况 整改工作进展 整改工作及成效 主要工作及成效 整改效果
        目标完成情况 整改目标完成情况 整改任务落实情况 具体整改情况 整改具体情况 整改完成成效 整改工作落实情况 主要工作和成效
        整改主要工作和成效 整改主要工作成效 整改推进情况 整改任务进展情况 目前进展 目前整改情况 整改进度 工作进展
        工作开展情况 整改工作开展情况 整改工作成效 整改开展情况 完成整改情况 整改完成情况及成效 办理及整改情况 整改办理情况
        调查处理情况 核实整改情况 调查处理及整改情况 整改落实及完成情况 整改达标情况 整改完成具体情况 落实整改情况
        主要做法及成效 主要做法和成效 查处情况 调查处理结果
        """,
    ),
    (
        Field.MIXED,
        Stands.BOTH,
        """
        整改措施及完成情况 整改措施和完成情况 整改措施及落实情况 整改措施及成效 整改措施及进展 整改措施及进展情况
        整改措施及整改情况 整改措施及效果 整改措施与完成情况 主要措施及成效 整改措施和成效 整改措施及整改成效
        整改措施、完成情况 整改目标及完成情况 整改措施及整改完成情况
        """,
    ),
    (
        Field.DEADLINE,
        Stands.BOTH,
        """
        整改时限 完成时限 整改期限 完成时间 整改完成时限 整改完成时间 时限要求 计划完成时间 完成期限 整改时间 整改时限要求
        完成时限要求 整改限期 办结时限 整改完成期限 计划完成时限 完成整改时限 规定时限 要求完成时限 整改截止时间
        要求完成时间
        """,
    ),
    (
        Field.DEADLINE,
        Stands.PLAINLY,
        "时限 期限",
    ),
    (
        Field.PROGRAMME,
        Stands.BOTH,
        "问题来源 任务来源 督察来源 反馈来源 督察轮次 督察名称 督察批次 整改来源",
    ),
    (
        Field.TITLE,
        Stands.PLAINLY,
        "标题 信息名称 公示标题",
    ),
    (
        Field.PERIOD,
        Stands.BOTH,
        """
        公示期 公示时间 公示日期 公示期间 公示时限 公示期限 公示起止时间 公示起止日期 公示时段 公示时间段 公示起止期
        公示周期 公示有效期 公示时间及期限
        """,
    ),
    (
        Field.PERIOD_START,
        Stands.BOTH,
        "公示开始时间 公示开始日期 公示起始时间 公示起始日期 公示起始日 公示开始日",
    ),
    (
        Field.PERIOD_END,
        Stands.BOTH,
        "公示截止时间 公示截止日期 公示结束时间 公示结束日期 公示截止日 公示终止日期",
    ),
    (
        Field.UNIT,
        Stands.BOTH,
        """
        受理部门 受理单位 意见反馈渠道 联系单位 受理机构 反馈单位 意见受理单位 接收单位 意见反馈单位 收件单位
        异议受理单位 异议受理部门 意见受理部门 意见受理 联系部门 联系单位及电话 联系单位及联系电话 联系单位及联系方式 受理单位及电话 受理单位及联系电话
        受理单位及联系方式 受理意见单位 反馈部门 意见反馈部门 反馈渠道
        """,
    ),
    (
        Field.UNIT,
        Stands.PLAINLY,
        "单位",
    ),
    (
        Field.WATCHING_UNIT,
        Stands.BOTH,
        "监督单位 监督部门 监督机构",
    ),
    (
        Field.PERSON,
        Stands.BOTH,
        """
        联系人 联系人员 受理人 经办人 联系人及电话 联系人及联系电话 联系人及联系方式 联系人和电话 联系人、电话 收件人
        受理人员 联系人电话 联系人/电话
        """,
    ),
    (
        Field.PHONE,
        Stands.BOTH,
        """
        联系电话 监督电话 举报电话 受理电话 电话 咨询电话 反馈电话 联系方式 热线 热线电话 监督举报电话 值班电话 办公电话
        公示电话 投诉电话 投诉举报电话 固定电话 手机 手机号 手机号码 移动电话 联系号码 监督热线 举报热线 意见反馈电话
        反馈意见电话 公示联系电话 公示期间联系电话 监督联系电话 反映电话 电话号码 联系电话(传真) 电话(传真) 电话/传真
        电话、传真 联系电话/传真 电话及传真 受理举报电话 异议受理电话 服务电话 监督方式 公示监督电话 反馈方式 意见反馈方式
        反映方式 受理方式
        """,
    ),
    (
        Field.EMAIL,
        Stands.BOTH,
        """
        电子邮箱 邮箱 电子邮件 邮箱地址 电子信箱 联系邮箱 反馈邮箱 电子邮箱地址 电子邮件地址 受理邮箱 监督邮箱 举报邮箱
        意见反馈邮箱 E-mail Email EMAIL email e-mail E-MAIL 邮件
        """,
    ),
    (
        Field.ADDRESS,
        Stands.BOTH,
        """
        邮寄地址 通讯地址 通信地址 联系地址 受理地址 地址 办公地址 来信地址 信函地址 收件地址 寄送地址 邮政地址 单位地址
        来信来访地址 来访地址 信函邮寄地址 书面材料邮寄地址 书信地址 联系地址及邮编 信件地址 受理通讯地址
        """,
    ),
    (
        Field.ISSUER,
        Stands.BOTH,
        "公示单位 公示部门 公示主体 公示机关 发文单位",
    ),
    (
        Field.PAGE_DATE,
        Stands.INLINE,
        "发布时间 发布日期 发文日期 成文日期 时间 日期 公开日期 更新时间 发表时间 生成日期 公布时间 公布日期 上传时间",
    ),
    (
        Field.PAGE,
        Stands.INLINE,
        """
        来源 信息来源 文章来源 稿件来源 编辑 责任编辑 作者 浏览次数 浏览量 点击数 点击次数 点击率 阅读次数 阅读 访问量
        字体 字号 字体大小 索引号 文号 发文字号 发布机构 发文机关 主题分类 分类 公开方式 公开范围 关键词 访问次数 浏览
        点击 阅读量 信息索引 有效性 发布人 审核 审核人 录入 撰稿 发布单位 发布者 信息分类 公开时限 来源单位 主题词
        体裁
        """,
    ),
    (
        Field.ASIDE,
        Stands.BOTH,
        """
        配合单位 督导单位 验收单位 责任人 责任领导 督办单位 监管单位 整改责任人 验收情况 验收意见 验收结论 核查情况
        验收结果 自查自验情况 自验情况 审核意见 销号意见 现场核查情况 验收标准 销号标准 下一步工作 下一步工作计划
        下步工作打算 下一步工作打算 下一步措施 下一步打算 下一步工作安排 下步工作 下步打算 下步工作计划 下步工作安排 下一步计划 拟销号时间 销号时间 销号日期 实际完成时间
        实际完成日期 完成日期 督办领导 牵头领导 包案领导 验收时间 验收部门 任务名称 整改任务名称 项目名称 调查情况
        调查核实情况 核实情况 核查结论 配合部门 参与单位 协办单位 验收销号情况 销号情况 督导部门 工作依据 公示依据
        公示内容 公示方式 公示范围 公示事项 公示说明 整改类型 问题类型 长效机制 巩固措施 验收核查情况 自查验收情况
        责任追究情况 问责情况 责任单位负责人 核查意见 验收及核查情况 公示网址 公示媒体 公示平台 公示地点 公示情况
        行业主管部门 监督单位意见 主管部门 督促单位 责任单位意见 信访件办理情况 是否属实 受理时间 公示渠道 销号申请单位
        验收组意见 交办时间 交办日期 污染类型 行政区域 异议反馈 意见反馈 存在不足 证明材料 佐证材料 是否完成 完成状态
        整改状态 佐证资料 举证材料 督察组意见 办结情况 验收组织单位 组织验收单位 验收日期 责任人被处理情况 责任人处理情况 追责问责情况 问责处理情况 是否办结 是否销号
        附件 附表 附图
        """,
    ),
    (
        Field.ASIDE,
        Stands.INLINE,
        """
        传真 传真电话 传真号码 邮编 邮政编码 备注 类型 所在地 县区 地区 属地 乡镇 点位 网址 受理时段 工作时间
        办公时间 公众号 微信公众号 注 说明 点位名称 所属县区 所属地区
        """,
    ),
)


@dataclass(frozen=True)
class Label:
    field: Field
    stands: Stands
    word: str
    end: int
    """Where the text after the label begins, counted in the text that was looked at."""


class _Node(dict[str, "_Node"]):
    """A letter tree: longest word first, and white space inside a word (联 系 人) is skipped."""

    hit: tuple[Field, Stands, str] | None = None

    @classmethod
    def planted(cls, table: tuple[tuple[Field, Stands, str], ...]) -> Self:
        root = cls()
        for field, stands, words in table:
            for word in words.split():
                node: _Node = root
                for letter in word:
                    node = node.setdefault(letter, cls())
                node.hit = (field, stands, word)
        return root


_TREE = _Node.planted(_TABLE)
FIRST_LETTERS = frozenset(_TREE)
_GAP = 4  # spaces an office puts between two characters to stretch a label over a column


_JOINED = {
    (Field.MEASURES, Field.COMPLETION): Field.MIXED,
    (Field.PERSON, Field.PHONE): Field.PERSON,
    (Field.UNIT, Field.PHONE): Field.UNIT,
}
"""What two labels with a 及 between them open together; any other pair is one that the table does not know."""


def label_at(text: str, start: int = 0) -> Label | None:
    """The longest label of the table that begins at `start` of a plain text, or two that are joined (主要措施及进展情况)."""
    first = _word_at(text, start)
    if first is None or text[first.end : first.end + 1] not in _AND:
        return first
    second = _word_at(text, first.end + 1)
    field = _JOINED.get((first.field, second.field)) if second else None
    if second is None or field is None:
        return first
    return Label(field, first.stands & second.stands, text[start : second.end], second.end)


_AND = ("及", "和", "与", "、")


def _word_at(text: str, start: int) -> Label | None:
    found, node, position, spaces = None, _TREE, start, 0
    while position < len(text):
        letter = text[position]
        if letter == " " and node is not _TREE and spaces < _GAP:
            position, spaces = position + 1, spaces + 1
            continue
        following = node.get(letter)
        if following is None:
            break
        node, position, spaces = following, position + 1, 0
        if node.hit:
            found = Label(*node.hit, end=position)
    return found
