"""How can the office be reached? Phones as they are written, addresses, mail, the unit and the person; nothing half."""

import re
from dataclasses import dataclass

from domain.notice.glyphs import plain

_DASH = r" {0,2}-{1,3} {0,2}"
_EXTENSION = rf"(?:{_DASH}\d{{1,5}}(?!\d)| {{0,2}}转(?:分机)? {{0,2}}\d{{1,5}}(?!\d))?"
_FULL = (
    rf"(?:(?:\+?86{_DASH})?(?:\(0\d{{2,3}}\)|0\d{{2,3}})(?:{_DASH}| {{0,2}})[2-9](?:\d{{6,7}}|\d{{2,3}}[ -]\d{{4}})(?![\d*]){_EXTENSION}"
    rf"|(?:\+?86{_DASH})?1[3-9]\d{{9}}(?![\d*])|1[3-9]\d[- ]\d{{4}}[- ]\d{{4}}(?![\d*])|[48]00{_DASH}\d{{3}}{_DASH}?\d{{4}}(?!\d))"
)
_FULL_PHONE = re.compile(rf"(?<![\dA-Za-z.]){_FULL}")
_ANY_PHONE = re.compile(
    rf"(?<![\dA-Za-z.*-])(?:{_FULL}|[2-9]\d{{6,7}}(?![\d*]){_EXTENSION}|(?:12\d{{3}}|9\d{{4}})(?![\d*-]))"
)
_DIGITS = re.compile(r"[\d*Xx][\d*Xx() -]{2,24}[\d*Xx-]|\d{3,}")
_CLOCK_OR_DATE = re.compile(
    r"\d{1,2}:\d{2}(?: {0,2}[-~至] {0,2}\d{1,2}:\d{2})?|\d{4} {0,2}年(?: {0,2}\d{1,2} {0,2}月)?(?: {0,2}\d{1,2} {0,2}日)?|(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}"
    r"|\d{1,3}(?:号|室|楼|层|栋|日|天|个|月)|(?:邮编|邮政编码) {0,3}[:]? {0,3}\d{6}"
)
_FAX = re.compile(r"(?<![/、(及])传真(?:电话|号码)? {0,3}[:]? {0,3}[\d() -]{7,24}|[\d-][\d() -]{5,20}\d {0,2}\(传真\)")


@dataclass(frozen=True)
class Phones:
    whole: tuple[str, ...]
    cut: tuple[str, ...]
    """Runs of digits where a phone should stand that are no whole phone number."""


def phones_in(text: str, *, labelled: bool) -> Phones:
    """The phones of a plain text. After a phone's label local numbers count too, and a leftover of digits is a cut number."""
    shape = _FAX.sub(lambda fax: " " * len(fax[0]), text)
    if "@" in shape:
        shape = _EMAIL.sub(lambda mail: " " * len(mail[0]), shape)
    pattern = _ANY_PHONE if labelled else _FULL_PHONE
    whole = tuple(dict.fromkeys(_as_written(found[0]) for found in pattern.finditer(shape)))
    if not labelled:
        return Phones(whole, ())
    rest = _CLOCK_OR_DATE.sub(" ", pattern.sub(" ", shape))
    return Phones(whole, tuple(found[0].strip() for found in _DIGITS.finditer(rest)))


def _as_written(number: str) -> str:
    return re.sub(r" *-[- ]*", "-", number.strip())


_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63} {0,2}@ {0,2}[A-Za-z0-9-]{1,63}(?: {0,2}\. {0,2}[A-Za-z0-9-]{1,63}){1,4}"
)


def emails_in(text: str) -> list[str]:
    """The e-mail addresses of a plain text, without the spaces that a page put into them."""
    return list(dict.fromkeys(found[0].replace(" ", "").rstrip(".") for found in _EMAIL.finditer(text)))


_MASKED_EMAIL = re.compile(
    r"[A-Za-z0-9._-]{2,40} {0,2}(?:[(\[]? {0,2}at {0,2}[)\]]|[#☆]) {0,2}[A-Za-z0-9-]{1,40}\.[A-Za-z]{2,6}",
    re.IGNORECASE,
)


def masked_emails_in(text: str) -> list[str]:
    """The addresses of a plain text with something else in the place of their @, which a person must put back."""
    return [found[0] for found in _MASKED_EMAIL.finditer(text)]


_ADDRESS_ENDS = re.compile(
    r"[,;。]? {0,3}[(]? {0,3}(?:邮编|邮政编码|收件人|联系人|联系电话|电话|邮箱|电子邮箱|传真)[:为]?|[。;]|[(](?=邮)| {2,}(?=\d{6}(?!\d))"
)
_SENT_TO = re.compile(
    r"(?:邮寄(?:地址)?(?:至|到)|寄送?(?:至|到|往)) {0,3}[:]?(?P<to>[^,。;]{4,60}?(?:号|室|楼|栋|层|大厦|大院|信箱))"
)


def address_of(text: str) -> str | None:
    """The address that a label's value holds, without what stands behind it."""
    found = _ADDRESS_ENDS.search(plain(text))
    address = re.sub(r"^[ ,，、:：]+|[ ,，、]+$", "", (text[: found.start()] if found else text).strip())
    return address or None


def address_sent_to(text: str) -> str | None:
    """The address of a running sentence: 请邮寄至……号."""
    found = _SENT_TO.search(plain(text))
    return text[found.start("to") : found.end("to")].strip() if found else None


_PERSON = re.compile(r"[\u4e00-\u9fff·*A-Za-z]{1,12}(?: ?[、,/ ] ?[\u4e00-\u9fff·*]{2,8})*")


def person_of(text: str) -> str | None:
    """The person a label's value names, without phones and what follows them."""
    found = _PERSON.search(plain(text))
    return text[found.start() : found.end()].strip() if found else None


_RECEIVER = re.compile(
    r"(?:(?<![方走意导趋])向|(?<![直不])至|请?联系|(?<!如)与|告知|反馈(?:给|到|(?!给|到|意见|问题|情况|信息|方式|渠道|电话|至))|送达|提交)(?P<unit>[\u4e00-\u9fff“”\"()、]{1,45}?"
    r"(?:厅|局|委|委员会|政府|办公室|办|领导小组|小组|指挥部|管委会|党工委|专班|中心|公司|街道办|办事处|院|处|站|支队|部门|单位|队|工委|所|科|股|科室|办公厅))"
    r"(?=\(|,|。|;| |$|:|书面|电话|实名|如实|提出|反映|反馈|举报|联系|投诉|提交|来电|来函|来信|进行|电子邮箱|邮箱|以|或|递交|直接|送达|说明|通过|申诉|咨询)"
)


def receiver_in(text: str) -> str | None:
    """The unit that an objection sentence names: 向某某办公室反映."""
    if "异议" not in text and "公示" not in text and "反映" not in text and "意见" not in text:
        return None
    found = _RECEIVER.search(plain(text))
    return text[found.start("unit") : found.end("unit")] if found else None


_OURSELVES = re.compile(r"[我本](?:局|厅|委|办|单位|部门|中心|机关|院|公司|办公室|领导小组办公室)")


def is_ourselves(unit: str) -> bool:
    return bool(_OURSELVES.fullmatch(unit))
