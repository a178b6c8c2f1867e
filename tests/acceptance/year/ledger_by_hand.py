"""The ledger of the year: sixty tasks of forty departments, as an office keeps it in a sheet."""

from __future__ import annotations

import io
from dataclasses import dataclass

from openpyxl import Workbook

PROGRAMME = "第二轮省级生态环境保护督察"


@dataclass(frozen=True)
class Group:
    """Departments that behave alike: how many they are, liaisons of each, tasks of each."""

    name: str
    departments: int
    liaisons: int
    tasks: int


AT_ONCE, TWO_TASKS, LATE, NEVER, HALVES, WRONG, BLOCKED, RETURNED, WORKBOOK, NOBODY = GROUPS = (
    Group("at once", departments=8, liaisons=1, tasks=1),
    Group("at once, two tasks", departments=4, liaisons=1, tasks=2),
    Group("late", departments=8, liaisons=2, tasks=1),
    Group("never", departments=4, liaisons=1, tasks=1),
    Group("in two halves", departments=4, liaisons=2, tasks=2),
    Group("with wrong input", departments=4, liaisons=1, tasks=1),
    Group("has blocked the bot", departments=3, liaisons=1, tasks=1),
    Group("was returned", departments=2, liaisons=2, tasks=1),
    Group("by workbook", departments=2, liaisons=2, tasks=7),
    Group("has nobody", departments=1, liaisons=0, tasks=1),
)

_OFFICES = [
    "水利厅",
    "林业和草原局",
    "住房和城乡建设厅",
    "交通运输厅",
    "农业农村厅",
    "工业和信息化厅",
    "自然资源厅",
    "发展和改革委员会",
    "公安厅",
    "财政厅",
    "科学技术厅",
    "卫生健康委员会",
    "应急管理厅",
    "市场监督管理局",
    "文化和旅游厅",
    "商务厅",
    "能源局",
    "气象局",
    "统计局",
    "畜牧兽医局",
]
_COUNTIES = [
    "东山",
    "西山",
    "南山",
    "北山",
    "东河",
    "西河",
    "南河",
    "北河",
    "青湖",
    "白塔",
    "长堤",
    "平原",
    "高岗",
    "石桥",
    "柳林",
    "沙洲",
    "清泉",
    "双井",
    "新港",
    "古城",
]
DEPARTMENTS = tuple(f"示范省{name}" for name in _OFFICES) + tuple(f"{name}县人民政府" for name in _COUNTIES)
SUPERVISOR = "示范省生态环境厅"  # supervises every task and owes no report

_PROBLEMS = (
    "生态补水不足,部分河段常年断流",
    "污水收集管网不完善,雨季有溢流",
    "建筑工地扬尘管控不到位",
    "畜禽粪污资源化利用率偏低",
    "历史遗留矿山修复滞后",
)


@dataclass(frozen=True)
class Owing:
    """A task of the ledger and the department that owes a report on it."""

    number: str
    department: str
    group: Group
    problem: str
    has_figure: bool


def owing() -> list[Owing]:
    """The sixty, numbered as they stand in the sheet. Those who mistype and those with a workbook owe figures."""
    found: list[Owing] = []
    names = iter(DEPARTMENTS)
    for group in GROUPS:
        for _ in range(group.departments):
            department = next(names)
            for _ in range(group.tasks):
                at = len(found) + 1
                problem = f"{department.removeprefix('示范省')}:{_PROBLEMS[at % len(_PROBLEMS)]}"
                found.append(Owing(str(at), department, group, problem, has_figure=group in (WRONG, WORKBOOK)))
    return found


def sheet(tasks: list[Owing]) -> bytes:
    """The ledger as a file: a title over all columns, a line with the date, the header in the third row."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "整改台账"
    header = [
        "序号",
        "整改任务",
        "整改目标",
        "整改措施",
        "责任单位",
        "督导单位",
        "整改时限",
        "指标名称",
        "计量单位",
        "2025年目标",
    ]
    page.append([f"{PROGRAMME}整改任务台账"])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(header))
    page.append(["填报日期:2024年12月27日"])
    page.append(header)
    for task in tasks:
        figure = ["完成治理面积", "万亩", 640] if task.has_figure else [None, None, None]
        page.append(
            [
                int(task.number),
                task.problem,
                "问题整改到位,长效机制健全。",
                "1.制定整改方案。 2.落实整改措施。 3.健全长效机制。",
                task.department,
                SUPERVISOR,
                "2026年12月底",
                *figure,
            ]
        )
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
