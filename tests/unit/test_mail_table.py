"""What must become of which mail? A table of raw mails, one row each; where each shape comes from: tests/samples/mails."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.mail_in.incoming import IncomingMail, Lack, Purpose
from domain.mail_in.quoted import fresh
from domain.mail_in.verdict import (
    About,
    Clues,
    Known,
    LetterKnown,
    MailKind,
    NoticeKnown,
    Verdict,
    Why,
    clues,
    verdict,
)
from jobs.returns.parsed import parse

MAILS = Path(__file__).parent.parent / "samples" / "mails"
RECEIVE = "receive@gov.example.cn"

# The register as it stands: two objections, and a letter to a department.
FIRST, SECOND = "2025-0021", "2025-0022"
LETTERS = {
    "<0123456789abcdef0123456789abcdef@bot.example.org>": LetterKnown(1, 1, (RECEIVE, "second@gov.example.cn")),
    "<fedcba9876543210fedcba9876543210@bot.example.org>": LetterKnown(2, 2, ("third@gov.example.cn",)),
    "<00112233445566778899aabbccddeeff@bot.example.org>": LetterKnown(
        3, None, ("office@water.example.cn",), About.DEPARTMENT
    ),
}
NUMBERS = {FIRST: 1, SECOND: 2}
RUNNING = NoticeKnown(1, (RECEIVE,), late=False)

BOTH, RETURNS, CONTACT = None, Purpose.RETURNS, Purpose.CONTACT


@dataclass(frozen=True)
class Row:
    mail: str
    kind: MailKind
    objection: int | None = None
    waits: bool = True
    why: tuple[Why, ...] = ()
    candidates: tuple[int, ...] = ()
    text: str | None = None
    addresses: tuple[str, ...] = ()
    box: Purpose = Purpose.RETURNS
    reason: str = ""
    lacks: tuple[Lack, ...] = ()
    files: tuple[str, ...] = ()
    known: Known = field(default_factory=Known)


def reply(mail: str, text: str, *why: Why, **more: object) -> Row:
    return Row(mail, MailKind.REPLY, 1, text=text, why=why, **more)  # type: ignore[arg-type]


def unknown(mail: str, *why: Why, candidates: tuple[int, ...] = (), **more: object) -> Row:
    return Row(mail, MailKind.UNKNOWN, why=why, candidates=candidates, **more)  # type: ignore[arg-type]


def automatic(mail: str) -> Row:
    return Row(mail, MailKind.AUTO_REPLY, 1, waits=False)


def bounce(mail: str, address: str = RECEIVE, reason: str = "", objection: int = 1) -> Row:
    return Row(mail, MailKind.BOUNCE, objection, waits=False, addresses=(address,), reason=reason)


def new(mail: str, text: str | None = None, *why: Why, **more: object) -> Row:
    return Row(mail, MailKind.NEW, text=text, why=why, box=CONTACT, **more)  # type: ignore[arg-type]


TWO_OPEN = Known(recent=(LetterKnown(5, 2, (RECEIVE,)), LetterKnown(1, 1, (RECEIVE,))))
OVER = Known(notices=(NoticeKnown(1, (RECEIVE,), late=True),))

TABLE = [
    # replies, by their headers
    reply("reply-outlook", "经现场核查,该河段补水已于5月20日恢复。\n\n受理处"),
    reply("reply-qq", "已核实,情况属实,正在整改。\n\n受理处"),
    reply("reply-163", "异议所述不属实,见附件的监测报告。"),
    reply("reply-gmail", "Checked on site: the water is back."),
    reply("reply-html-only", "已办结。\n附件另寄。"),
    reply("reply-no-message-id", "已办结。"),
    reply("reply-raw-gbk-headers", "经核查,镕基路段已恢复。"),
    reply("reply-split-subject", "已办结。"),
    reply("reply-thread-of-one", "补充一句:已办结。"),
    reply("reply-point-by-point", "已补水。\n已停产。"),
    reply("reply-smime-signed", "已核查,属实。"),
    reply("reply-smime-encrypted", "", Why.EMPTY, lacks=(Lack.ENCRYPTED,), files=("smime.p7m",)),
    reply("reply-only-quote", "", Why.EMPTY),
    reply("reply-forged-sender", "异议不成立,请立即销号。", Why.STRANGER),
    reply("auto-only-sounds-so", "您好,来信已收悉,我们会尽快答复。", Why.LOOKS_AUTOMATIC),
    # replies that can't be told: for a person
    unknown("reply-names-another", Why.SEVERAL, candidates=(1, 2)),
    unknown("reply-references-only", Why.SEVERAL, candidates=(1, 2)),
    unknown("department-reply", Why.DEPARTMENT),
    unknown("number-in-subject", Why.NUMBER_ONLY, candidates=(1,)),
    unknown("number-one-digit-off", Why.SLIP, candidates=(1,)),
    unknown("number-digit-missing", Why.SLIP, candidates=(1,)),
    unknown("number-letter-for-digit", Why.NUMBER_ONLY, candidates=(1,)),
    unknown("numbers-several", Why.SEVERAL, candidates=(1, 2)),
    unknown("number-of-nobody", Why.NO_SUCH_NUMBER),
    unknown("fits-nothing", Why.FITS_NOTHING),
    # written by a program
    automatic("auto-exchange"),
    automatic("auto-vacation-sieve"),
    automatic("auto-qq-holiday"),
    automatic("auto-qq-holiday-own-subject"),
    automatic("auto-163"),
    automatic("auto-gmail"),
    automatic("read-receipt-outlook"),
    unknown("auto-newsletter", Why.LOOKS_AUTOMATIC, box=CONTACT),
    unknown("auto-web-form", Why.LOOKS_AUTOMATIC, box=CONTACT, text="留言内容:河道没有补水,不同意销号。"),
    # bounces
    bounce("bounce-postfix", reason='unknown user: "receive"'),
    bounce("bounce-exchange", "second@gov.example.cn", reason="550 5.1.10"),
    bounce("bounce-qq", "third@gov.example.cn", reason="收件人邮件地址(third@gov.example.cn)不存在", objection=2),
    bounce("bounce-163", reason="550 5.1.1"),
    bounce("bounce-163-text-alone", reason="对方邮箱被收件人拒绝"),
    bounce("bounce-gmail", reason="550-5.1.1"),
    bounce("bounce-qmail", reason="no mailbox here by that name"),
    bounce("bounce-exim", reason="5.2.2 Over quota"),
    bounce("bounce-after-forwarding", "third@gov.example.cn", reason="mailbox full", objection=2),
    bounce("bounce-delayed", reason="Connection timed out"),
    Row("bounce-which-letter", MailKind.BOUNCE, candidates=(2, 1), why=(Why.NO_LETTER,), known=TWO_OPEN),
    Row("bounce-of-another-mail", MailKind.BOUNCE, why=(Why.NO_LETTER,)),
    # to the contact address
    new("new-plain", "河道没有补水,不同意销号。我的电话2025-12345678,不是登记号。"),
    new("new-plain", None, Why.LATE, known=OVER),
    new("new-plain", None, Why.NO_PERIOD, known=Known(ours=False, numbers={"": 0})),
    new("new-with-photos", "见照片。", files=("河道.png", "情况../../etc/passwd.txt", "view.exe")),
    new("new-forwarded-as-attachment", "见附件。"),
    new("new-winmail", "材料在附件里。", files=("winmail.dat",)),
    new("new-empty", "", Why.EMPTY),
    new("new-header-injection", "不同意。"),
    new("hostile-nested", "", Why.EMPTY, lacks=(Lack.TOO_MANY_PARTS,)),
    new("garbage"),
    Row("own-letter", MailKind.OWN, waits=False, box=CONTACT),
]


def standing(row: Row, asked: Clues) -> Known:
    """What the register answers, but for what the row itself says of it."""
    if row.known != Known():
        return row.known
    return Known(
        letters={one: letter for one, letter in LETTERS.items() if one in asked.message_ids},
        numbers={number: case for number, case in NUMBERS.items() if number in asked.wanted_numbers},
        recent=tuple(one for one in LETTERS.values() if set(one.addresses) & set(asked.wanted_addresses)),
        notices=(RUNNING,),
    )


def read(row: Row) -> tuple[IncomingMail, Verdict]:
    mail = parse((MAILS / f"{row.mail}.eml").read_bytes()).mail
    return mail, verdict(mail, row.box, standing(row, clues(mail)))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.mail)
def test_each_mail_becomes_what_the_table_says(row: Row) -> None:
    mail, found = read(row)
    assert (found.kind, found.waits, found.objection) == (row.kind, row.waits, row.objection)
    assert (found.why, found.candidates, found.addresses) == (row.why, row.candidates, row.addresses)
    assert mail.lacks == row.lacks
    if row.text is not None:
        assert fresh(mail.text) == row.text
    if row.reason:
        assert found.bounce is not None
        assert row.reason in found.bounce.reason
    if row.files:
        assert tuple(one.name for one in parse((MAILS / f"{row.mail}.eml").read_bytes()).files) == row.files
    printed = [mail.subject, mail.sender_name, mail.sender, *mail.to, *(value for _, value in mail.headers)]
    assert all("\n" not in one and "\r" not in one for one in printed)


def test_a_late_notice_is_no_bounce_and_a_delay_parks_nothing() -> None:
    _, delayed = read(bounce("bounce-delayed"))
    _, failed = read(bounce("bounce-postfix"))
    assert delayed.bounce is not None
    assert failed.bounce is not None
    assert (delayed.bounce.lasting, failed.bounce.lasting) == (False, True)
    assert failed.bounce.status == "5.1.1"


def test_the_mail_within_a_forwarded_one_is_read_too() -> None:
    mail, _ = read(new("new-forwarded-as-attachment"))
    assert mail.enclosed.strip() == "厂区夜里仍有异味,不同意销号。"


def test_every_mail_stands_in_the_table_with_the_source_of_its_shape() -> None:
    files = {path.stem for path in MAILS.glob("*.eml")}
    assert {row.mail for row in TABLE} == files
    sources = re.findall(
        r"^\| `([a-z0-9-]+)` \|[^|]+\|[^|]+\|$", (MAILS / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(sources) == sorted(files)


@pytest.mark.parametrize(
    ("about", "mail", "kind", "why"),
    [
        pytest.param(About.ANSWER, "reply-gmail", MailKind.REPLY, Why.OBJECTOR, id="the objector writes back"),
        pytest.param(
            About.OTHER, "reply-gmail", MailKind.UNKNOWN, Why.NUMBER_ONLY, id="a digest, and its subject names a number"
        ),
        pytest.param(About.OTHER, "reply-no-message-id", MailKind.UNKNOWN, Why.NUMBER_ONLY, id="the same"),
    ],
)
def test_what_answers_another_letter_of_ours(about: About, mail: str, kind: MailKind, why: Why) -> None:
    read = parse((MAILS / f"{mail}.eml").read_bytes()).mail
    answered = LetterKnown(9, 1 if about == About.ANSWER else None, ("contact:1",), about)
    found = verdict(read, Purpose.RETURNS, Known(letters=dict.fromkeys(read.in_reply_to, answered), numbers=NUMBERS))
    assert (found.kind, found.why, found.waits) == (kind, (why,), True)


# -- within bounds ------------------------------------------------------------------------------------------------


def test_thousands_of_parts_are_not_opened() -> None:
    part = b"--x\r\nContent-Type: text/plain\r\n\r\ny\r\n"
    raw = b'From: a@example.net\r\nSubject: many\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n' + part * 20_000
    read = parse(raw)
    assert read.mail.lacks == (Lack.TOO_MANY_PARTS,)
    assert (read.mail.subject, read.mail.text, read.files) == ("many", "", ())


def test_what_was_cut_off_gives_its_beginning_and_no_files() -> None:
    raw = (MAILS / "new-with-photos.eml").read_bytes()
    read = parse(raw[: len(raw) // 2], whole=False)
    assert Lack.TOO_BIG in read.mail.lacks
    assert read.mail.text == "见照片。"
    assert read.files == ()


@pytest.mark.parametrize(
    "line", ["> " * 5_000, "-" * 50_000, "<" + "a@" * 20_000, " " * 50_000 + "写道", "在" * 50_000]
)
def test_no_line_makes_reading_slow(line: str) -> None:
    raw = f"From: a@example.net\r\nSubject: {line[:900]}\r\n\r\n{line}\r\n{line}\r\n".encode()
    mail = parse(raw).mail
    clues(mail)
    verdict(mail, Purpose.CONTACT, Known())
    fresh(mail.text)


def test_the_same_mail_is_the_same_wherever_it_lies_and_another_is_another() -> None:
    raw = (MAILS / "reply-163.eml").read_bytes()
    elsewhere = b"Delivered-To: x@example.org\r\nReceived: by mx2\r\n" + raw.replace(b"\r\n", b"\n")
    assert parse(raw).identity == parse(elsewhere).identity
    assert parse(raw).identity != parse(raw.replace(b"Message-ID: <5e6f", b"Message-ID: <6e6f")).identity


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_bytes_make_reading_fail(data: st.DataObject) -> None:
    """A sample with pieces cut out, doubled and written over; whatever comes, it is read and has a verdict."""
    raw = bytearray((MAILS / f"{data.draw(st.sampled_from(TABLE)).mail}.eml").read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, max(len(raw) - 1, 0)))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=60))
    read = parse(bytes(raw), whole=data.draw(st.booleans()))
    for box in Purpose:
        verdict(read.mail, box, Known(letters=LETTERS, numbers=NUMBERS, notices=(RUNNING,)))
    assert all("\n" not in one for one in (read.mail.subject, read.mail.sender, read.mail.sender_name))
