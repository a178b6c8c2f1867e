"""Can a name, a title, a file's label or an address write a header? Impossible by construction, and tried here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.texts import Texts
from domain.messages.objections import FileLine, ObjectionLetter, TaskLine
from domain.parcels import Refused
from jobs.files import label
from jobs.mail.compose import Enclosure, From, compose, mailbox
from jobs.mail.wording import MailWords, worded

WORDS = MailWords(Texts.shipped(), "zh-CN", ZoneInfo("Asia/Shanghai"), datetime(2024, 10, 8, tzinfo=UTC))
SENDER = From("bot@example.org", "督察办", "office@example.org", "returns@example.org")
OURS = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
}
HOSTILE = [
    "a\r\nBcc: everyone@example.org",
    "a\nBcc: everyone@example.org",
    "a\r\n\r\nanother body",
    "a\r\n .\r\nMAIL FROM:<x@example.org>",
    "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029Bcc: g",
    "=?utf-8?b?DQpCY2M6IHhAZXhhbXBsZS5vcmc=?=",
    '"; filename="evil.exe',
    "\u202egpj.exe",
    "\ud83d\ude00" * 3,
    "长" * 500,
]
LETTER = ObjectionLetter(
    about="lodged",
    register_number="2024-0001",
    title="公示",
    tasks=(TaskLine(1, "21", "问题"),),
    anonymous=False,
    name="张某",
    contact="13800012345",
    text="内容",
    said_at=datetime(2024, 10, 8, 1, 0, tzinfo=UTC),
    files=(),
    left_out=(),
    part=1,
    parts=1,
    office="督察办",
)


def written(letter: ObjectionLetter, name: str = "证据.pdf", sender: From = SENDER) -> tuple[bytes, EmailMessage]:
    enclosure = Enclosure("0" * 64, name, "application/pdf", b"%PDF-1.4")
    raw = compose(
        worded(letter, WORDS),
        sender=sender,
        to="a@example.org",
        message_id="<0@example.org>",
        date=datetime(2024, 10, 8, tzinfo=UTC),
        enclosures=[enclosure],
    ).as_bytes()
    parsed = message_from_bytes(raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return raw, parsed


def assert_unbroken(raw: bytes, parsed: EmailMessage) -> None:
    """Our headers and no others, each once; two alternatives and one file; seven bits, no bare line ends."""
    assert set(parsed.keys()) == OURS
    assert len(parsed.keys()) == len(OURS)
    assert parsed["To"].addresses[0].addr_spec == "a@example.org"
    assert len(parsed["To"].addresses) == len(parsed["From"].addresses) == 1
    assert len(list(parsed.iter_attachments())) == 1
    assert parsed.get_body(("plain",)) is not None
    assert not parsed.defects
    assert max(raw) < 128
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("place", ["name", "contact", "title", "text", "register_number", "office"])
def test_nothing_a_person_writes_becomes_a_header(place: str, hostile: str) -> None:
    hostile = hostile.encode("utf-16", "surrogatepass").decode("utf-16")
    assert_unbroken(*written(replace(LETTER, **{place: hostile})))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_task_number_from_the_ledger_can_not_end_the_subject(hostile: str) -> None:
    hostile = hostile.encode("utf-16", "surrogatepass").decode("utf-16")
    raw, parsed = written(replace(LETTER, tasks=(TaskLine(1, hostile, hostile),)))
    assert_unbroken(raw, parsed)
    assert "\n" not in parsed["Subject"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_files_name_is_one_parameter(hostile: str) -> None:
    hostile = hostile.encode("utf-16", "surrogatepass").decode("utf-16")
    for name in (hostile, label(hostile)):
        raw, parsed = written(replace(LETTER, left_out=(FileLine(name, 1, "0" * 64),)), name=name)
        assert_unbroken(raw, parsed)
        (file,) = parsed.iter_attachments()
        assert file.get_content() == b"%PDF-1.4"
        assert "\n" not in (file.get_filename() or "")
        assert set(file.keys()) <= {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version"}


LONG = f"<{'PH0PR' * 30}@prod.outlook.com>"


def answering(*answers: str) -> tuple[bytes, EmailMessage]:
    raw = compose(
        worded(LETTER, WORDS),
        sender=SENDER,
        to="a@example.org",
        message_id="<0@example.org>",
        date=datetime(2024, 10, 8, tzinfo=UTC),
        enclosures=[],
        answers=answers,
    ).as_bytes()
    parsed = message_from_bytes(raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return raw, parsed


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_strangers_message_id_is_one_or_left_out(hostile: str) -> None:
    hostile = hostile.encode("utf-16", "surrogatepass").decode("utf-16")
    for one in (hostile, f"<{hostile}>", f"<a@example.net>\r\nBcc: <{hostile}>", f"<a> <{hostile}>"):
        raw, parsed = answering("<1@example.net>", one)
        assert set(parsed.keys()) <= OURS | {"In-Reply-To", "References"}
        assert b"\nBcc" not in raw
        assert parsed["In-Reply-To"] in ("<1@example.net>", one)
        assert max(raw) < 128
    assert answering(hostile)[1]["In-Reply-To"] is None


def test_a_long_message_id_is_said_as_it_is_and_a_long_thread_is_shortened() -> None:
    raw, parsed = answering("<1@example.net>", LONG)
    assert parsed["In-Reply-To"] == LONG
    assert parsed["References"].split() == ["<1@example.net>", LONG]
    assert f" {LONG}".encode() in raw
    said = answering(*(f"<{number}@example.net>" for number in range(60)))[1]["References"].split()
    assert (len(said), said[0], said[-1]) == (12, "<0@example.net>", "<59@example.net>")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_the_senders_name_is_one_phrase(hostile: str) -> None:
    hostile = hostile.encode("utf-16", "surrogatepass").decode("utf-16")
    raw, parsed = written(LETTER, sender=replace(SENDER, name=hostile))
    assert_unbroken(raw, parsed)
    assert parsed["From"].addresses[0].addr_spec == "bot@example.org"


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org, b@example.org",
        "a@example.org> RCPT TO:<b@example.org",
        "a b@example.org",
        "no-at-sign",
        "@example.org",
        "a@",
        "",
        "名字@example.org",
        "a\x00@example.org",
    ],
)
def test_what_is_no_address_is_refused_and_not_repaired(address: str) -> None:
    with pytest.raises(Refused):
        mailbox(address)


@given(st.text(max_size=300), st.text(max_size=80))
def test_whatever_is_written_the_letter_says_it_in_both_alternatives(text: str, name: str) -> None:
    raw, parsed = written(replace(LETTER, text=text, name=name), name=name)
    assert_unbroken(raw, parsed)
    html = parsed.get_body(("html",))
    assert html is not None
    assert "<script" not in html.get_content().lower()
