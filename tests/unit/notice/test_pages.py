"""What do printers, scanners, spreadsheets and tired typists do to a notice, and is it still read, or doubted aloud?"""

from __future__ import annotations

from typing import Any

import pytest

from config.holidays import load_calendar
from domain.notice.reader import read_notice
from domain.notice.reading import as_json

CALENDAR = load_calendar()


def read(text: str) -> dict[str, Any]:
    return as_json(read_notice(text, CALENDAR))


def part(reading: dict[str, Any], path: str) -> Any:
    """`items.0.number` of a reading."""
    found: Any = reading
    for step in path.split("."):
        found = found[int(step)] if step.isdecimal() else found[step]
    return found


TITLE = "关于第二轮中央生态环境保护督察整改任务(序号21)完成情况的公示\n"

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "a printed page: lines broken at the edge, page numbers between them": (
        """关于第二轮省级生态环境保护督察反馈意见整改
任务(序号 14)完成情况的公示
根据省生态环境保护督察整改工作办法的有关规
定,现将我市反馈意见整改任务(序号 14)完成情况公
示如下,公示期 7 天(2025 年 3 月
10 日至 2025 年 3 月 16 日)。
一、整改任务
部分养殖场粪污处理设施不完善,粪污未经处理直接
还田,存在环境风险。
二、整改目标
规模养殖场设施装备配套率达到一百,畜禽粪污综合
利用率达到九成以上,并且建立起常态化巡查的机制
和台账。
- 1 -
三、整改完成情况
全市规模养殖场设施装备都已经配套,综合利用率已
— 2 —
经超过九成。
示范市农业农村局
2025 年 3 月 10 日""",
        {
            "title": "关于第二轮省级生态环境保护督察反馈意见整改任务(序号 14)完成情况的公示",
            "items.0.problem": "部分养殖场粪污处理设施不完善,粪污未经处理直接还田,存在环境风险。",
            "items.0.completion": "全市规模养殖场设施装备都已经配套,综合利用率已经超过九成。",
            "publicity.stated_length": "7天",
        },
    ),
    "a scan's space behind every character": (
        """关 于 第 二 轮 中 央 生 态 环 境 保 护 督 察 整 改 任 务( 序 号 17 )的 公 示
整 改 任 务 : 入 海 河 流 水 质 不 稳 定。
公 示 期 : 2024 年 7 月 1 日 — 7 月 5 日""",
        {
            "programme": "第二轮中央生态环境保护督察",
            "items.0.number": "17",
            "items.0.problem": "入海河流水质不稳定。",
            "publicity.end": "2024-07-05",
            "publicity.stated_length": None,
        },
    ),
    "a table copied with tabs, header and all": (
        """示范市省级生态环境保护督察整改任务完成情况公示
序号\t整改任务\t责任单位\t整改时限\t完成情况
1\t黑臭水体反弹\t市水务局\t2023年底前\t已截污
2\t扬尘治理不力\t市住建局\t立行立改\t已覆盖
公示期:2024年1月15日至1月19日""",
        {
            "items.0.problem": "黑臭水体反弹",
            "items.0.deadline": "2023-12-31",
            "items.1.departments": ["市住建局"],
            "items.1.completion": "已覆盖",
        },
    ),
    "everything on one line, the date glued to the label": (
        (
            "关于中央生态环境保护督察整改任务二十五完成情况的公示现将整改任务二十五完成情况公示如下一、整改任务管网建设滞后。"
            "二、完成情况新建管网85公里。公示时间2024年1月8日至1月12日,共5个工作日,联系电话0556-5500021,示范市住房和城乡建设局2024年1月8日"
        ),
        {
            "title": "关于中央生态环境保护督察整改任务二十五完成情况的公示",
            "items.0.number": "25",
            "items.0.completion": "新建管网85公里。",
            "publicity.end": "2024-01-12",
            "phones": ["0556-5500021"],
            "issuer": "示范市住房和城乡建设局",
            "issued_on": "2024-01-08",
        },
    ),
    "two notices on one page, each with its number, period and signature": (
        """示范市水利局关于中央生态环境保护督察整改任务(序号11)的公示
整改任务:地下水超采。
完成情况:压采3000万立方米。
公示期:2024年5月6日至5月10日
示范市水利局
2024年5月6日
示范市林业局关于中央生态环境保护督察整改任务(序号12)的公示
整改任务:湿地侵占。
完成情况:恢复500亩。
公示期:2024年6月3日至6月7日
示范市林业局
2024年6月3日""",
        {
            "items.0.number": "11",
            "items.0.problem": "地下水超采。",
            "items.1.number": "12",
            "items.1.completion": "恢复500亩。",
            "publicity.start": None,
            "issuer": None,
        },
    ),
    "numbers that carry their problem, roles in parentheses": (
        """示范县省级生态环境保护督察整改销号公示
(一)序号36:面源污染防治不力
整改责任单位:县农业农村局(牵头)、县水利局(配合)
整改完成情况:推广测土配方
(二)序号41:噪声扰民多发
整改责任单位:各市、县(市、区)人民政府、县公安局
整改完成情况:投诉下降""",
        {
            "items.0.number": "36",
            "items.0.problem": "面源污染防治不力",
            "items.0.departments": ["县农业农村局"],
            "items.1.number": "41",
            "items.1.departments": ["各市、县(市、区)人民政府", "县公安局"],
        },
    ),
    "unit and deadline behind each measure": (
        TITLE
        + "整改措施:\n1.置换水源。责任单位:省水利厅。整改时限:2023年底。\n2.推进节水。责任单位:省农业农村厅。\n完成情况:已完成",
        {"items.0.measures": ["置换水源。", "推进节水。"], "items.0.departments": ["省水利厅", "省农业农村厅"]},
    ),
    "hours in the period, two offices that receive and watch, the table's own watchers": (
        TITLE
        + """|反馈问题|完成情况|监督单位|
|扬尘|已完成|市住建局|
公示时间:2024年3月11日上午9:00至2024年3月15日下午5:30
受理单位:示范市生态环境局
监督单位:示范市环委办""",
        {"publicity.start": "2024-03-11", "publicity.end": "2024-03-15", "contact_unit": "示范市生态环境局"},
    ),
    "a receiver with address and phone in parentheses": (
        TITLE
        + "完成情况:已完成\n公示期内如有异议,请向示范市住建局管理科(地址:示范市人民路18号,电话:0728-3220021,邮箱:a@example.org)反映。",
        {
            "contact_unit": "示范市住建局管理科",
            "postal_address": "示范市人民路18号",
            "phones": ["0728-3220021"],
            "emails": ["a@example.org"],
        },
    ),
    "persons with their phones in parentheses, a fax at the end": (
        TITLE + "完成情况:已完成\n联系人:河湖科(0931-4800021)、办公室(0931-4800022),0931-4800023(传真)",
        {"phones": ["0931-4800021", "0931-4800022"]},
    ),
    "two offices sign on one line": (
        TITLE + "完成情况:已完成\n公示期:2025年1月13日至1月17日\n中共示范县委 示范县人民政府 2025年1月13日",
        {"issuer": "中共示范县委 示范县人民政府", "issued_on": "2025-01-13"},
    ),
    "the day of the completion before its label, in Chinese numerals": (
        TITLE + "整改措施:1.截污。2.清淤。\n截至二〇二五年四月底整改完成情况:一是截污,二是清淤。",
        {
            "items.0.measures": ["截污。", "清淤。"],
            "items.0.completion": "一是截污,二是清淤。",
            "items.0.completion_as_of": "2025-04-30",
        },
    ),
    "a sub-item in parentheses": (
        "关于第三轮中央生态环境保护督察反馈第三十项之(二)整改任务验收销号的公示\n整改任务:违建\n完成情况:已拆除",
        {"items.0.number": "30-2"},
    ),
    "a letter to be sent by a day names the end only": (
        TITLE + "完成情况:已完成\n如有异议,请于2025年4月25日前向示范镇人民政府反映。",
        {"publicity.start": None, "publicity.end": "2025-04-25", "contact_unit": "示范镇人民政府"},
    ),
    "a row with a line number and a code is one task": (
        """信访件办结公示
|序号|受理编号|交办问题基本情况|处理和整改情况|
|1|X3JX202405250031|废气扰民|已搬迁|
|2|D3JX202405250008|噪声扰民|已隔音|""",
        {
            "items.0.number": "X3JX202405250031",
            "items.0.problem": "废气扰民",
            "items.1.number": "D3JX202405250008",
            "items.1.completion": "已隔音",
        },
    ),
    "roles in words, two labels joined, an unknown heading before all": (
        TITLE
        + """一、任务概述
餐厨垃圾处理能力不足。
二、责任单位:牵头单位为市水利局,责任单位为各县人民政府,配合单位为市财政局
三、主要措施及进展情况
建成处理厂。""",
        {
            "items.0.problem": None,
            "items.0.departments": ["市水利局", "各县人民政府"],
            "items.0.completion": "建成处理厂。",
            "warnings.0": "栏目“主要措施及进展情况”把措施和完成情况写在一起,全文放在完成情况里,措施请人工分开。",
            "warnings.1": "认不出栏目“任务概述”,其中的内容没有归入任何一项。",
        },
    ),
    "a label glued to its first number": (
        TITLE + "整改目标:水质达标\n整改措施(一)截污。(二)清淤。\n完成情况:已完成",
        {"items.0.target": "水质达标", "items.0.measures": ["截污。", "清淤。"]},
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_read_however_it_was_made(page: str) -> None:
    text, expected = PAGES[page]
    reading = read(text)
    assert {path: part(reading, path) for path in expected} == expected


DOUBTED = [
    ("关于整改任务(序号3*)的公示\n整改任务:扬尘\n完成情况:已完成", "items.0.number", "序号", "a masked number"),
    (TITLE + "完成情况:已完成\n公示期5个工作日。\n公示时间:2023年5月15日至5月21日,共7个工作日", "publicity.stated_length", "几种写法", "two lengths"),
    (PAGES["two notices on one page, each with its number, period and signature"][0], "issuer", "几篇公示", "two notices"),
    (TITLE + "完成情况:已完成\n邮箱:abc(at)example.org", "contact_unit", "邮箱", "a mail address that hides its @"),
    (TITLE + "完成情况:已完成\n公示截止日期:2025年7月15日", "publicity.start", "公示期只写了结束日期", "an end alone"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "warning", "why"), DOUBTED, ids=[row[3] for row in DOUBTED])
def test_what_can_be_read_two_ways_is_empty_and_said(text: str, path: str, warning: str, why: str) -> None:
    reading = read(text)
    assert part(reading, path) is None
    assert any(warning in one for one in reading["warnings"])


def test_a_paragraph_between_two_labels_is_not_lost_in_silence() -> None:
    reading = read(TITLE + "整改时限:2024年底\n这一段话不知道说的是目标还是措施还是别的什么。\n完成情况:已完成")
    assert any("这一段话" in warning for warning in reading["warnings"])


# -- tasks that say the same -----------------------------------------------------------------------------------------

ALIKE = "\n".join(
    f"附件{number}\n\n序号:{number}\n整改任务:{place}县污水收集管网不完善。\n责任单位:示范省水利厅\n整改目标:问题整改到位,长效机制健全。\n"
    "整改措施:1.制定整改方案。 2.落实整改措施。\n完成情况:管网已经接通,长效机制已经建立,现场复核没有发现新的问题。\n"
    for number, place in enumerate(("东山", "西山", "南山", "北山"), 1)
)


@pytest.mark.parametrize("tasks", [2, 4])
@pytest.mark.parametrize("copies", [1, 2])
@pytest.mark.parametrize("heading", ["附件", "任务"])
def test_tasks_that_share_unit_target_and_measures_keep_them_all(tasks: int, copies: int, heading: str) -> None:
    """What stands under several tasks is no second copy of the page, and a second copy adds no task."""
    sections = ALIKE.split("附件")[1 : tasks + 1]
    page = "关于整改任务销号情况的公示\n" + "\n".join(heading + section for section in sections)
    reading = read_notice("\n\n".join([page] * copies), CALENDAR)
    assert [item.number for item in reading.items] == [str(number) for number in range(1, tasks + 1)]
    for item in reading.items:
        assert item.departments == ("示范省水利厅",)
        assert item.target == "问题整改到位,长效机制健全。"
        assert len(item.measures) == 2
        assert item.completion is not None
