"""Which kinds of notice are read, and read right? One notice a kind: its labels, its layout, its flaws."""

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


KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "numbered headings, text beneath, a title in two lines, full-width marks": (
        """示范市生态环境局
关于第一轮省级生态环境保护督察反馈意见第２１项
整改任务完成情况的公示
现将整改任务完成情况公示如下：
一、整改任务
全市机动车污染防治滞后。
二、整改责任单位
牵头单位：市生态环境局；责任单位：市公安局、市交通运输局；配合单位：市财政局
三、整改时限
2023年12月31日前
四、整改目标
淘汰老旧车1.2万辆
五、整改措施
（一）建立淘汰台账。
（二）发放补贴9623万元；
（三）加强路检路查。
六、整改落实情况
（一）台账已建立。
（二）淘汰1.3万辆。
七、验收情况
2024年1月通过验收。
公示期为5个工作日，自２０２４年２月５日至２０２４年２月９日。
联系电话：０１０－５５５０００２１；传真：０１０－５５５０００２２
电子邮箱：objections＠example.org
通信地址：示范市迎宾路8号，邮编：100000
示范市生态环境局
2024年2月4日""",
        {
            "title": "关于第一轮省级生态环境保护督察反馈意见第２１项整改任务完成情况的公示",
            "programme": "第一轮省级生态环境保护督察",
            "issuer": "示范市生态环境局",
            "issued_on": "2024-02-04",
            "items.0.number": "21",
            "items.0.problem": "全市机动车污染防治滞后。",
            "items.0.departments": ["市生态环境局", "市公安局", "市交通运输局"],
            "items.0.target": "淘汰老旧车1.2万辆",
            "items.0.measures": ["建立淘汰台账。", "发放补贴9623万元；", "加强路检路查。"],
            "items.0.completion": "（一）台账已建立。\n（二）淘汰1.3万辆。",
            "items.0.deadline": "2023-12-31",
            "publicity": {
                "start": "2024-02-05",
                "end": "2024-02-09",
                "stated_length": "5个工作日",
                "calendar_days": 5,
                "working_days": 5,
            },
            "phones": ["010-55500021"],
            "emails": ["objections@example.org"],
            "postal_address": "示范市迎宾路8号",
            "warnings": [],
        },
    ),
    "label and colon lines inside page chrome, over the New Year, an issuer broken in two": (
        """当前位置:首页 > 政务公开 > 通知公告
第二轮省级生态环境保护督察反馈问题(序号二十一)整改完成情况公示
发布日期:2024-12-26 浏览次数:102
现将整改情况公示如下。
整改任务:部分河段岸线被侵占。
牵头单位:示范市水务局、示范市自然资源和规划局
整改时限:2024年10月底前
整改目标:岸线恢复,长效管护到位。
整改措施:1.拆除违建12处。2.复绿岸坡3.5公里;3、建立巡查制度。
整改完成情况:截至2024年12月20日,违建已全部拆除。
公示期:2024年12月27日至1月5日
联系人:整改办值班员 联系电话:010-55500021、55500022 传真:010-55500023
电子邮箱:objections @ example.org
通讯地址:示范市示范区水务路1号(邮编:100000)
示范市生态环境保护督察
整改工作领导小组办公室
2024年12月26日
主办:示范市人民政府 承办:示范市人民政府办公室 电话:010-55509999""",
        {
            "title": "第二轮省级生态环境保护督察反馈问题(序号二十一)整改完成情况公示",
            "issuer": "示范市生态环境保护督察整改工作领导小组办公室",
            "issued_on": "2024-12-26",
            "items.0.number": "21",
            "items.0.departments": ["示范市水务局", "示范市自然资源和规划局"],
            "items.0.measures": ["拆除违建12处。", "复绿岸坡3.5公里;", "建立巡查制度。"],
            "items.0.completion_as_of": "2024-12-20",
            "items.0.deadline": "2024-10-31",
            "items.0.deadline_text": "2024年10月底前",
            "publicity.start": "2024-12-27",
            "publicity.end": "2025-01-05",
            "contact_person": "整改办值班员",
            "phones": ["010-55500021", "55500022"],
            "emails": ["objections@example.org"],
            "postal_address": "示范市示范区水务路1号",
        },
    ),
    "a table with one row a task": (
        """关于第三轮中央生态环境保护督察反馈问题整改销号的公示
现将2项任务整改情况予以公示,公示时间为2025年3月3日至3月14日,共10个工作日。
|序号|问题|责任单位|整改目标|整改措施|整改完成情况|完成时限|
|---|---|---|---|---|---|---|
|12|垃圾填埋场渗滤液处置不到位|县住房和城乡建设局|达标处置|一是清运存量;二是新建处理站。|已完成|2024年6月|
|18-2|畜禽粪污直排|县农业农村局|资源化利用|建设三级沉淀池|已建成12座|长期坚持|
如有异议,请以书面形式向我办反映。
监督电话:13800000001(微信同号)
示范县生态环境保护督察整改工作专班办公室
二〇二五年三月三日""",
        {
            "items.0.number": "12",
            "items.0.departments": ["县住房和城乡建设局"],
            "items.0.measures": ["清运存量;", "新建处理站。"],
            "items.0.deadline": "2024-06-30",
            "items.1.number": "18-2",
            "items.1.problem": "畜禽粪污直排",
            "items.1.deadline": None,
            "items.1.deadline_text": "长期坚持",
            "issued_on": "2025-03-03",
            "publicity.working_days": 10,
            "contact_unit": "示范县生态环境保护督察整改工作专班办公室",
            "phones": ["13800000001"],
            "warnings": [],
        },
    ),
    "everything run together on one line": (
        (
            "示范区关于省级生态环境保护督察“回头看”反馈意见整改落实情况的公示 根据要求,现将我区整改任务第21项完成情况公示如下:"
            "一、整改问题扬尘污染突出,群众反映强烈。二、整改目标工地扬尘防控达标率100%。三、整改措施(一)严格六个百分百。"
            "(二)安装在线监测。四、整改完成情况工地全部安装监测,扬尘投诉下降65%。公示期5个工作日(2025年5月21日-27日)。"
            "联系电话:010-55500021 示范区住房和建设局 2025年5月20日"
        ),
        {
            "title": "示范区关于省级生态环境保护督察“回头看”反馈意见整改落实情况的公示",
            "programme": "省级生态环境保护督察“回头看”",
            "items.0.number": "21",
            "items.0.problem": "扬尘污染突出,群众反映强烈。",
            "items.0.target": "工地扬尘防控达标率100%。",
            "items.0.measures": ["严格六个百分百。", "安装在线监测。"],
            "items.0.completion": "工地全部安装监测,扬尘投诉下降65%。",
            "publicity.start": "2025-05-21",
            "publicity.end": "2025-05-27",
            "phones": ["010-55500021"],
            "issuer": "示范区住房和建设局",
            "issued_on": "2025-05-20",
        },
    ),
    "two tasks under headings that carry their numbers": (
        """关于两项任务的公示
一、序号21
(一)整改任务:甲河水质超标。
(四)整改措施:1.截污。2.清淤。
(五)完成情况:断面达标。
二、序号22
(一)整改任务:乙湖围垦。
(四)整改措施:退出围垦3000亩。
(五)完成情况:已退出。
公示时间:2025.5.21—2025.5.31
联系电话:010-55500021/010-55500022转8012""",
        {
            "items.0.number": "21",
            "items.0.completion": "断面达标。",
            "items.1.number": "22",
            "items.1.problem": "乙湖围垦。",
            "publicity.end": "2025-05-31",
            "phones": ["010-55500021", "010-55500022转8012"],
        },
    ),
    "two tasks under 第几项, the contact behind the period": (
        """第二轮中央生态环境保护督察第二十一项、第三十三项整改任务公示
一、第二十一项整改任务
整改问题：甲。
整改完成情况：甲完成。
二、第三十三项整改任务
整改问题：乙。
整改完成情况：乙完成。
公示期限：2025年5月21日——2025年5月31日，如有意见请向省水利厅河湖处（电话：010-55500021）反映。""",
        {
            "items.0.number": "21",
            "items.0.completion": "甲完成。",
            "items.1.number": "33",
            "publicity.start": "2025-05-21",
            "phones": ["010-55500021"],
            "contact_unit": "省水利厅河湖处",
        },
    ),
    "running text that only quotes the problem, no signature, a site's footer": (
        """某区督察反馈问题第7项整改公示
现将2023年天津市生态环境保护督察反馈问题第7项关于“某中心院内存有大量尘土且未采取抑尘措施”整改任务落实情况进行公示(详见附表)。
公示日期为2025年1月21日至2月8日。公示期间,接受社会各界提出异议,并将相关证明材料发送至区运管局办公室电子邮箱objections@example.org。
主办:示范网 版权所有
联系电话:010-55509999""",
        {
            "programme": "2023年天津市生态环境保护督察",
            "items.0.number": "7",
            "items.0.problem": "某中心院内存有大量尘土且未采取抑尘措施",
            "publicity.calendar_days": 19,
            "contact_unit": "区运管局办公室",
            "emails": ["objections@example.org"],
            "phones": [],
            "issuer": None,
            "issued_on": None,
        },
    ),
    "each cell on a line of its own, two tasks, numbers in the title": (
        (
            "关于整改任务(序号21、序号33)的公示\n序号\n21\n整改任务\n地下水超采\n责任单位\n省水利厅\n整改措施\n(1)置换水源;\n(2)严控开采;\n"
            "完成情况\n压减1.77亿立方米\n序号\n33\n整改任务\n湿地萎缩\n责任单位\n省林业和草原局\n整改措施\n补水\n完成情况\n恢复2万亩\n"
            "公示起止时间\n2025年3月3日至2025年3月7日\n电话\n010-55500021\n省水利厅\n2025年2月26日"
        ),
        {
            "items.0.number": "21",
            "items.0.measures": ["置换水源;", "严控开采;"],
            "items.0.completion": "压减1.77亿立方米",
            "items.1.number": "33",
            "items.1.departments": ["省林业和草原局"],
            "publicity.working_days": 5,
            "phones": ["010-55500021"],
            "issuer": "省水利厅",
        },
    ),
    "labels in brackets, the year left out, a period without its second month": (
        """某某督察整改销号公示
【整改问题】某矿区未复垦。
【整改措施】①平整土地;②覆土种草;③管护三年。
【完成情况】已完成复垦200公顷。
【公示期限】5月21日-31日(8个工作日)
【受理单位】示范州自然资源局
【联系方式】电话:010-55500021;邮箱:objections@example.org;地址:示范州大街8号
示范州自然资源局
2025年5月20日""",
        {
            "items.0.measures": ["平整土地;", "覆土种草;", "管护三年。"],
            "publicity.start": "2025-05-21",
            "publicity.end": "2025-05-31",
            "contact_unit": "示范州自然资源局",
            "phones": ["010-55500021"],
            "emails": ["objections@example.org"],
            "postal_address": "示范州大街8号",
        },
    ),
    "the problem quoted first, the table after it, a local phone": (
        """根据《第二轮中央生态环境保护督察反馈意见》,反馈问题:一些地方对群众信访重视不够。现将有关整改完成情况进行公示(见附件),接受社会监督。
如有异议,请以信函、传真或其他方式,向示范县突出环境问题整治工作指挥部办公室反馈。
公示时间:2022年7月22日至2022年7月31日
联系电话:5550021
附件
整改情况
问题序号 | 具体内容 | 整改措施 | 完成情况 | 责任 单位 | 完成 时限 |
序号8(市序号9) | 一些地方对群众信访重视不够。 | 1、领导包案。 2、化解积案。 | 1、开展领导包案。 2、推动化解。 | 县信访局 | 2022年6月 |""",
        {
            "programme": "第二轮中央生态环境保护督察",
            "items.0.number": "8",
            "items.0.measures": ["领导包案。", "化解积案。"],
            "items.0.deadline": "2022-06-30",
            "contact_unit": "示范县突出环境问题整治工作指挥部办公室",
            "phones": ["5550021"],
        },
    ),
    "four cells a row, label and value by turns": (
        """整改任务销号公示表
| 序号 | 21 | 责任单位 | 省水利厅 |
| 整改任务 | 河道非法采砂 | 整改时限 | 2025年3月 |
| 整改措施 | 严厉打击；常态巡河 |
| 完成情况 | 立案12起 |
| 公示期 | 2025/05/21 至 2025/05/31 |
| 联系人及电话 | 河湖处 010-55500021 |""",
        {
            "title": "整改任务销号公示表",
            "items.0.number": "21",
            "items.0.departments": ["省水利厅"],
            "items.0.deadline": "2025-03-31",
            "items.0.measures": ["严厉打击；常态巡河"],
            "publicity.start": "2025-05-21",
            "contact_person": "河湖处",
            "phones": ["010-55500021"],
        },
    ),
    "a petition with a code, the address in a sentence": (
        """公示
现就第三轮中央生态环境保护督察交办的受理编号为D3HB202405160021的信访件整改情况公示如下：
信访内容：某养殖场臭味扰民。
办理情况：已搬迁。
公示期限：2024年12月30日至1月8日（7个工作日）
如有异议请拨打010-55500021，或邮寄至示范县人民路5号。
示范县农业农村局  2024年12月30日""",
        {
            "title": "公示",
            "items.0.number": "D3HB202405160021",
            "items.0.problem": "某养殖场臭味扰民。",
            "items.0.completion": "已搬迁。",
            "publicity.end": "2025-01-08",
            "publicity.working_days": 7,
            "phones": ["010-55500021"],
            "postal_address": "示范县人民路5号",
            "issuer": "示范县农业农村局",
            "warnings": [],
        },
    ),
    "a row broken over lines, no outer bars": (
        """示范县贯彻落实督察反馈意见整改公示
序号 | 反馈问题 | 整改措施 | 责任单位 | 整改时限 | 整改进展
1 | 问题甲 | 措施甲 | 县水利局
县住建局 | 2024年底前 | 完成甲
2 | 问题乙 | 措施乙 | 县林业局 | 持续推进 | 完成乙
公示时间为2025年5月21日至5月31日""",
        {
            "items.0.departments": ["县水利局", "县住建局"],
            "items.0.deadline": "2024-12-31",
            "items.1.completion": "完成乙",
            "items.1.deadline": None,
            "publicity.end": "2025-05-31",
        },
    ),
    "an earlier publicity told of in the completion is not this one": (
        """关于某问题整改情况的公示
整改问题:某企业超标排放。
整改完成情况:已整改,县级已于2024年3月1日至3月7日在县政府网站公示,公示期间未收到异议。
公示期:2025年5月21日至5月27日""",
        {
            "publicity.start": "2025-05-21",
            "items.0.completion": "已整改,县级已于2024年3月1日至3月7日在县政府网站公示,公示期间未收到异议。",
        },
    ),
    "two attachments, one a task, a list of them before": (
        """示范省生态环境保护督察整改办公室关于第二轮中央生态环境保护督察
整改任务（第17、18项）验收销号的公示
（2024年第5号）
各有关单位：
省直有关部门对第17、18项整改任务进行了验收，拟予销号，现予公示。公示时间：2024年10月8日至10月21日。对公示内容有异议的，可向我办反映。
联系人及联系方式：值班员，010-55500021
附件：1.第17项整改任务完成情况
2.第18项整改任务完成情况
示范省生态环境保护督察整改办公室
2024年10月8日
附件1
第17项整改任务完成情况
一、问题描述
自然保护区内违规建设。
二、整改完成情况
拆除28栋。
附件2
第18项整改任务完成情况
一、问题描述
矿山修复滞后。
二、整改完成情况
修复95公顷。""",
        {
            "title": "示范省生态环境保护督察整改办公室关于第二轮中央生态环境保护督察整改任务（第17、18项）验收销号的公示",
            "items.0.number": "17",
            "items.0.completion": "拆除28栋。",
            "items.1.number": "18",
            "items.1.problem": "矿山修复滞后。",
            "contact_unit": "示范省生态环境保护督察整改办公室",
            "contact_person": "值班员",
            "warnings": [],
        },
    ),
    "a table whose cells hold line ends, unknown rows named": (
        """公 示
|整改任务序号|第二十一项|
|整改任务内容|散乱污企业整治不彻底。|
|责任单位|示范市工业和信息化局、示范县人民政府（牵头单位）|
|具体整改措施|1.排查。
2.取缔。
3.回访。|
|整改落实情况|已取缔45家。|
|得分|100|
|公示起止日期|2023年7月3日至2023年7月14日|
|公示单位|示范市工业和信息化局|""",
        {
            "title": "公示",
            "items.0.number": "21",
            "items.0.departments": ["示范市工业和信息化局", "示范县人民政府"],
            "items.0.measures": ["排查。", "取缔。", "回访。"],
            "publicity.working_days": 10,
            "issuer": "示范市工业和信息化局",
            "warnings": [
                "认不出栏目“得分”,其中的内容没有归入任何一项。",
                "文中没有读到:督察名称、落款日期、联系方式。",
            ],
        },
    ),
    "labels one behind the other in a single paragraph, the number inside the label": (
        """关于督察反馈示范县问题整改情况的公示
整改任务清单第21号问题:养殖尾水直排。牵头单位:县农业农村局。责任单位:各镇人民政府。整改时限:2022年12月底前完成并长期坚持。整改目标:达标排放。整改措施:建设设施;加强巡查。整改情况:建成36套。公示期:2022年12月12日至12月16日。联系电话:010-55500021。
示范县农业农村局2022年12月12日""",
        {
            "items.0.number": "21",
            "items.0.problem": "养殖尾水直排。",
            "items.0.departments": ["县农业农村局", "各镇人民政府"],
            "items.0.deadline": "2022-12-31",
            "items.0.measures": ["建设设施;加强巡查。"],
            "items.0.completion": "建成36套。",
            "phones": ["010-55500021"],
            "issuer": "示范县农业农村局",
        },
    ),
    "问题一, 问题二 and no numbers; the phones name whose they are": (
        """关于省生态环境保护督察反馈问题整改销号公示(第3批)
现将已完成整改的2个问题公示如下:
问题一:某小区油烟扰民。
整改措施:安装净化器。
整改完成情况:已安装12台。
问题二:某市场垃圾堆放。
整改措施:增设垃圾桶。
整改完成情况:已增设30个。
公示期为7天(2023年6月1日—6月7日)。如有异议,可通过以下方式反映:
电话:010-55500021(示范市城管局);010-55500022(市督察整改办)
来信地址:示范市城管局305室
示范市城市管理局
2023年6月1日""",
        {
            "items.0.problem": "某小区油烟扰民。",
            "items.0.number": None,
            "items.1.problem": "某市场垃圾堆放。",
            "publicity.stated_length": "7天",
            "phones": ["010-55500021", "010-55500022"],
            "postal_address": "示范市城管局305室",
            "warnings": ["文中没有读到:任务序号。"],
        },
    ),
    "full stops behind the labels, the receiver and the hours in a sentence": (
        """中央生态环境保护督察反馈问题“某湖水质持续下降”整改情况公示
现将序号为三十三的整改任务整改情况予以公示。公示期自2025年5月21日起至2025年5月31日止。
（一）整改目标。水质稳定在Ⅲ类。
（二）整改措施。一是截污控源。二是生态补水。
（三）整改完成情况。水质达Ⅲ类。
对公示有异议的单位和个人，请与示范市水利局联系，联系电话:010-55500021（工作日9:00-17:00）。
示范市水利局（盖章）
2025年5月20日
(此件公开发布)""",
        {
            "items.0.number": "33",
            "items.0.problem": "某湖水质持续下降",
            "items.0.target": "水质稳定在Ⅲ类。",
            "items.0.measures": ["截污控源。", "生态补水。"],
            "publicity.end": "2025-05-31",
            "contact_unit": "示范市水利局",
            "phones": ["010-55500021"],
            "issuer": "示范市水利局",
            "issued_on": "2025-05-20",
        },
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_notice_is_read(kind: str) -> None:
    text, expected = KINDS[kind]
    reading = read(text)
    assert {path: part(reading, path) for path in expected} == expected


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_stands_twice_is_read_once(kind: str) -> None:
    text, _ = KINDS[kind]
    assert read(text + "\n" + text) == read(text)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "chrome" not in kind and "footer" not in kind])
def test_the_web_sites_own_words_change_nothing(kind: str) -> None:
    text, _ = KINDS[kind]
    above = "无障碍 | 长者模式\n您现在的位置:首页 > 政务公开 > 公示公告\n"
    below = "\n扫一扫在手机打开当前页\n主办:示范网 技术支持:信息中心\n联系电话:010-55509999\n京ICP备00000000号"
    assert read(above + text + below) == read(text)
