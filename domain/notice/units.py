"""Which offices are named? Splits a list of units, and tells a unit's name from other words."""

import re

from domain.notice.glyphs import plain, squeezed

_SUFFIX = (
    r"(?:厅|局|委|委员会|政府|办公室|办|领导小组|工作组|小组|指挥部|管委会|党工委|专班|中心|公司|街道|办事处|院|处|站|大队|支队|总队|部|部门|县|市|区|组|所|集团|"
    r"学校|医院|党委|队|工委|林场|农场|厂|协会|联合会|联席会议|河长办|乡|镇|村|协调机构|分局|机关|州|盟|旗|省|银行|总站|海关|联社|合作社|村委会|居委会)"
)
_SEAL = r"(?:[(](?:盖章|公章|章|印章|代章)[)])?"
_UNIT = re.compile(
    rf"[\u4e00-\u9fff](?:[\u4e00-\u9fff()“”·\"]| (?=[\u4e00-\u9fff])|  +(?=[\u4e00-\u9fff])){{1,60}}{_SUFFIX} *{_SEAL}"
)
_ENDS_AS_UNIT = re.compile(rf"{_SUFFIX} *{_SEAL}$")
_NO_UNIT = re.compile(
    r"^(?:附|联系|公示|关于|特此|一是|二是|三是|以上|如|请|现|根据|按照|扫一扫|打印|关闭|上一篇|下一篇)|异议|整改到位|公示$"
)


def is_unit(text: str) -> bool:
    """Whether a plain text is the name of an office and nothing else."""
    return bool(_UNIT.fullmatch(text)) and not _NO_UNIT.search(text) and "、" not in text


def may_begin_unit(text: str) -> bool:
    """Whether a plain text could be the upper line of an office's name that was broken in two."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff][\u4e00-\u9fff()“”、\" ]{3,40}", text)) and not _NO_UNIT.search(text)


def ends_as_unit(text: str) -> bool:
    return bool(_ENDS_AS_UNIT.search(text))


def without_seal(text: str) -> str:
    return re.sub(r"\s*[(（](?:盖章|公章|章|印章|代章)[)）]$", "", text)


_OUTSIDE_PARENTHESES = re.compile(r"[、,;。/\n]|(?<=[\u4e00-\u9fff)]) +(?=[\u4e00-\u9fff])")
_CLAUSE = re.compile(r"[;。\n]")
_AND = re.compile(
    r"(?<={suffix})[和及与](?!(?:人民)?政府$)(?=[\u4e00-\u9fff]{2,})".replace("{suffix}", "[厅局委办府会市县区部院处]")
)
_ROLE = re.compile(
    r"[(](?:牵头|主责|责任|主要责任|牵头单位|责任单位|主体责任)[)]$|(?:负责)?(?:牵头|负责|落实|分工负责|按职责分工负责)$"
)
_OTHER_ROLE = re.compile(r"(?:配合|协助|督导|验收|监督指导|指导)[)]?$")
_EVERY = re.compile(r"各(?:相关|有关)?[市县区州盟旗乡镇]{1,2}(?:\([^()]{1,12}\))?")
_AND_EVERY = re.compile(r"[市县区州盟旗乡镇]{1,2}(?:\([^()]{1,12}\))?(?:(?:人民)?政府|党委|管委会|$)")
_PREFIX = re.compile(r"^(?:牵头(?:单位|部门)?|责任(?:单位|部门)?|主体|整改主体) *[:]|^(?:牵头|责任)(?:单位|部门)[为是]")
_OTHER_PREFIX = re.compile(r"(?:配合|协助|督导|验收|监督)(?:(?:单位|部门)? *[:]|(?:单位|部门)[为是])")
_NOBODY = frozenset({"", "略", "无", "/", "-"})


def units_in(text: str) -> list[str]:
    """The responsible units of a label's value, in order, each once; those that only help or supervise are left out."""
    named: list[str] = []
    for clause in _pieces(text, _CLAUSE):
        clause_shape = plain(clause)
        names = _with_every(_pieces(clause, _OUTSIDE_PARENTHESES))
        others = next((at for at, name in enumerate(names) if _OTHER_PREFIX.match(plain(name))), len(names))
        names = names[:others]
        helping = bool(_OTHER_ROLE.search(clause_shape))
        leads = [index for index, name in enumerate(names) if _ROLE.search(plain(name).strip())]
        if helping:
            names = names[: leads[-1] + 1] if leads else []
        for name in names:
            named += [bare for one in _pieces(name, _AND) if (bare := _bare(one)) not in _NOBODY]
    return list(dict.fromkeys(named))


def names_in(text: str) -> list[str]:
    """Every name of a list of units as it is written, whatever its part; what stands in parentheses stays with its name."""
    listed = [name for clause in _pieces(text, _CLAUSE) for name in _with_every(_pieces(clause, _OUTSIDE_PARENTHESES))]
    return [one for name in listed for one in _pieces(name, _AND)]


def _with_every(names: list[str]) -> list[str]:
    """各市、县(市、区)人民政府 is one name."""
    whole: list[str] = []
    for name in names:
        if whole and _EVERY.fullmatch(plain(whole[-1])) and _AND_EVERY.match(plain(name)):
            whole[-1] += f"、{name}"
        else:
            whole.append(name)
    return whole


def _bare(name: str) -> str:
    shape = plain(name).strip()
    if _OTHER_ROLE.search(shape):
        return ""
    start = found.end() if (found := _PREFIX.match(shape)) else 0
    end = found.start() if (found := _ROLE.search(shape)) else len(shape)
    return re.sub(r"^[。.,，、;；:：]+|[。.,，、;；:：]+$", "", squeezed(name.strip()[start:end]))


def _pieces(text: str, marks: re.Pattern[str]) -> list[str]:
    """The text cut at `marks`, but never inside parentheses (各市(含定州、辛集市)党委)."""
    shape, pieces, begin = plain(text), [], 0
    depths, depth = [], 0
    for letter in shape:
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        depths.append(depth)
    for found in marks.finditer(shape):
        if depths[found.start()] == 0:
            pieces.append(text[begin : found.start()])
            begin = found.end()
    return [piece.strip() for piece in [*pieces, text[begin:]] if piece.strip()]
