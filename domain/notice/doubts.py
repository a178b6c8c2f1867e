"""What must a person look at? Every warning of the reader, each worded in one place, for the office's staff.

They are the reading's own words (the contract prints them as they are), so they stand here and not in the catalogue of
texts: this package may import nothing.
"""

from collections.abc import Iterable
from datetime import date

from domain.notice.dates import Flaw

_FLAWS = {
    Flaw.MASKED: "有遮盖或空缺的数字",
    Flaw.RUN_TOGETHER: "数字连在一起,可能掉了字",
    Flaw.IMPOSSIBLE: "不是日历上的日子",
    Flaw.TWO_DIGIT_YEAR: "年份只写了两位",
}
_NAMED = 6  # rivals a warning names before it says 等
_EXCERPT = 40  # characters of the text that a warning quotes


def flawed_date(where: str, written: str, flaw: Flaw) -> str:
    return f"{where}写作“{_cut(written)}”,{_FLAWS[flaw]},没有采用,请对照原文填写。"


def no_year(where: str, written: str) -> str:
    return f"{where}“{_cut(written)}”没有写年份,文中也没有能确定年份的日期,没有采用。"


def year_of_issue(written: str, year: int) -> str:
    return f"公示期“{_cut(written)}”没有写年份,按落款日期读作{year}年,请核对。"


def several_dates(where: str, written: Iterable[str]) -> str:
    return f"{where}有几种写法({_list(written)}),不能确定是哪一个,没有采用。"


def end_before_start(written: str) -> str:
    return f"公示期“{_cut(written)}”的结束日期早于开始日期或相隔超过一年,起止日期都没有采用。"


def period_in_issue(rule: str) -> str:
    return f"公示期只写了“{_cut(rule)}”,没有写明从哪一天开始,起止日期没有推算。"


def end_not_written(start: date, length: str) -> str:
    return f"公示期从{start.isoformat()}开始,写了“{length}”,没有写结束日期;首日是否计入有两种算法,没有推算。"


def only_one_day(which: str) -> str:
    return f"公示期只写了{which}日期,另一头没有写。"


def wrong_length(stated: str, calendar_days: int, working_days: int | None) -> str:
    counted = f"{calendar_days}天" + ("" if working_days is None else f"、{working_days}个工作日")
    return f"写明的“{stated}”与起止日期不符:按首尾两天都计入,共{counted}。"


def holidays_unknown(years: Iterable[int]) -> str:
    return f"{_list(map(str, years))}年的放假安排还没有公布或没有录入,工作日没有计算。"


def starts_before_issue(start: date, issued_on: date) -> str:
    return f"公示期从{start.isoformat()}开始,早于文中的发布或落款日期{issued_on.isoformat()}。"


def unknown_label(label: str) -> str:
    return f"认不出栏目“{_cut(label)}”,其中的内容没有归入任何一项。"


def left_over(text: str) -> str:
    return f"“{_cut(text)}”这段文字不知道属于哪个栏目,没有归入任何一项。"


def several_notices(titles: Iterable[str]) -> str:
    return f"一页里有几篇公示(还有:{_list(titles)}),标题和督察名称只读了第一篇的,其余请分开读。"


def mixed_label(label: str) -> str:
    return f"栏目“{label}”把措施和完成情况写在一起,全文放在完成情况里,措施请人工分开。"


def unclear_number(written: str) -> str:
    return f"任务序号“{_cut(written)}”看不明白,没有采用。"


def masked_number() -> str:
    return "任务序号被遮盖,没有采用。"


def several_numbers(numbers: Iterable[str]) -> str:
    return f"文中有几个任务序号({_list(numbers)}),不能确定各属于哪一项,没有采用。"


def number_or_range(number: str) -> str:
    return f"序号“{number}”按子项读;如果原意是从几到几,请改正。"


def row_number(row: str, number: str) -> str:
    return f"表中“序号”是{row},标题或正文写的是{number},按后者读,请核对。"


def unclear_deadline(written: str) -> str:
    return f"整改时限“{_cut(written)}”不能读成一个确定的日期,只保留原文。"


def unclear_as_of(written: str) -> str:
    return f"完成情况的截止日期“{_cut(written)}”不能读成一个确定的日期。"


def cut_phone(written: str) -> str:
    return f"电话“{_cut(written)}”不完整,没有采用。"


def broken_email(written: str) -> str:
    return f"邮箱“{_cut(written)}”不完整或写法不对,没有采用。"


def several_addresses(written: Iterable[str]) -> str:
    return f"文中有几个地址({_list(written)}),不能确定哪一个收信,没有采用。"


def several_units(written: Iterable[str]) -> str:
    return f"文中有几个受理单位({_list(written)}),不能确定是哪一个,没有采用。"


def several_programmes(names: Iterable[str]) -> str:
    return f"文中提到几个督察({_list(names)}),不能确定这项任务属于哪一个。"


def several_issuers(names: Iterable[str]) -> str:
    return f"文中有几个落款({_list(names)}),不能确定是哪一个,没有采用。"


def missing(fields: Iterable[str]) -> str:
    return f"文中没有读到:{'、'.join(fields)}。"


def nothing_found() -> str:
    return "这段文字里没有认出整改任务的任何栏目,请确认是不是公示。"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


def _list(texts: Iterable[str]) -> str:
    named = [_cut(text) for text in texts]
    return "、".join(named[:_NAMED]) + ("等" if len(named) > _NAMED else "")
