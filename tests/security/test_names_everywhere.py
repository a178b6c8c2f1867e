"""Whatever a file is called and a person writes: no message fails, no markup breaks, no header is added, the file arrives.

Each name goes the product's own way: the label, the name the office sees, the form's card, the copy in chat, the letter;
read back by the sandbox's reader of HTML and by a strict parser of mail. FAULT_ROUNDS=100 tries fifty times as many.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.render import Renderer
from bot.screen import Screen
from config.settings import load_settings
from config.texts import Texts
from domain.answers import ReceivedFile
from domain.enclosures import file_names
from domain.messages.objections import FileCopy, FileLine, ObjectionForm, ObjectionLetter, TaskLine
from domain.messages.personal import DataCopy, OwnFile
from domain.traces import Wish
from jobs.files import label
from jobs.mail.compose import Enclosure, From, compose, one_line
from jobs.mail.wording import MailWords, worded
from jobs.objections import traces
from sandbox.html_reader import HtmlReader
from sandbox.keyboards import read_markup

NOW = datetime(2024, 10, 8, 1, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
TEXTS = Texts.of(load_settings(environ={}))
RENDERER = Renderer(TEXTS, ZONE, lambda: NOW, "example_bot")
SENDER = From("bot@example.org", "督察办", "office@example.org", "returns@example.org")
STRICT = policy.SMTP.clone(raise_on_defect=True)
HEADERS = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"),
    *("Auto-Submitted", "MIME-Version", "Content-Type"),
}
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))
MANY = settings(
    max_examples=15 * ROUNDS,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
HOSTILE = st.sampled_from(
    [
        "a\r\nBcc: everyone@example.org",
        '"; filename="evil.exe',
        "=?utf-8?b?DQpCY2M6IHhAZXhhbXBsZS5vcmc=?=",
        "../../etc/passwd",
        "C:\\Users\\某人\\桌面\\证据.docx",
        "\u202egpj.exe",
        "</blockquote><a href='tg://user?id=1'>b</a>.jpg",
        "👨\u200d👩\u200d👧.png",
        "长" * 400 + ".pdf",
        "%0d%0aBcc%3a.pdf",
        ".",
        "a\x00b\x1bc\x85d\u2028e.pdf",
        "~!@#$%^&*(){}|;'.pdf",
    ]
)
WORDS = st.one_of(HOSTILE, st.text(max_size=60))


def shown(screen: Screen) -> str:
    """The text as a person sees it; raises what Telegram would refuse."""
    if screen.markup is not None:
        read_markup(json.dumps(screen.markup, ensure_ascii=False))
    return HtmlReader(screen.text).read().text


def received(name: str, *, clean: bool) -> ReceivedFile:
    content = "0f" * 32
    return ReceivedFile(content, 10, "application/pdf", label(name), clean_sha256="1e" * 32 if clean else "")


@MANY
@given(WORDS, WORDS, st.booleans(), st.booleans(), st.sampled_from([Wish(), Wish(clean=True), Wish(clean=False)]))
def test_a_name_on_a_card_is_a_name(name: str, text: str, anonymous: bool, clean: bool, wish: Wish) -> None:
    files = (received(name, clean=clean),)
    (given_name,) = file_names(files, anonymous=anonymous)
    told = traces.told(files, wish, anonymous=anonymous)
    form = ObjectionForm(
        *(1, 1, "preview", 3, 3, text, date(2024, 10, 18), 3, ("a@example.org",), 180),
        anonymous=anonymous,
        name=name,
        contact="a@example.org",
        tasks=(TaskLine(1, "21", text),),
        text=text,
        files=(given_name,),
        traces=told,
    )
    for language in ("zh-CN", "en"):
        seen = shown(RENDERER.screen(form, language))
        if anonymous and len(label(name)) > 6 and label(name) not in text:
            assert label(name) not in seen
        for message in (FileCopy("2024-0001", given_name, "0f" * 32), OwnFile("2024-0001", given_name, "0f" * 32)):
            screen = RENDERER.screen(message, language)
            shown(screen)
            assert screen.attachment is not None
            assert not set(screen.attachment.name) & set("/\\\r\n\0")
    if anonymous:
        assert given_name == "材料1.pdf"


@MANY
@given(WORDS, WORDS, WORDS)
def test_a_letter_is_one_mail_with_one_file_of_that_name(name: str, text: str, contact: str) -> None:
    (given_name,) = file_names((received(name, clean=False),), anonymous=False)
    letter = ObjectionLetter(
        about="lodged",
        register_number="2024-0001",
        title=text,
        tasks=(TaskLine(1, "21", text),),
        anonymous=False,
        name=name,
        contact=contact,
        text=text,
        said_at=NOW,
        files=(FileLine(given_name, 10, ""),),
        left_out=(FileLine(given_name, 10, "0f" * 32),),
        part=1,
        parts=1,
        office=text,
    )
    raw = compose(
        worded(letter, MailWords(TEXTS, "zh-CN", ZONE, NOW)),
        sender=SENDER,
        to="a@example.org",
        message_id="<0@example.org>",
        date=NOW,
        enclosures=[Enclosure("0f" * 32, given_name, "application/pdf", b"%PDF-1.4 x")],
        answers=("<first@example.org>",),
    ).as_bytes()
    parsed = message_from_bytes(raw, policy=STRICT)
    assert isinstance(parsed, EmailMessage)
    assert set(parsed.keys()) == HEADERS
    assert len(parsed.keys()) == len(HEADERS)
    assert parsed["In-Reply-To"] == parsed["References"] == "<first@example.org>"
    (file,) = parsed.iter_attachments()
    assert file.get_content() == b"%PDF-1.4 x"
    assert file.get_filename() == (one_line(given_name) or "file")
    html = parsed.get_body(("html",))
    assert html is not None
    assert "<a href" not in html.get_content()


@MANY
@given(WORDS, WORDS)
def test_a_copy_of_ones_data_is_a_file_of_text(name: str, text: str) -> None:
    message = DataCopy(
        register_number="2024-0001",
        title=text,
        numbers=("21",),
        anonymous=False,
        name=name,
        contact=name,
        identity=True,
        way_back=True,
        lodged_at=NOW,
        state="registered",
        text=text,
        files=(FileLine(label(name), 10, "0f" * 32),),
        addresses=("a@example.org",),
        said=(),
        answer=text,
        answered_at=NOW,
        days=180,
    )
    screen = RENDERER.screen(message, "zh-CN")
    shown(screen)
    assert screen.attachment is not None
    assert screen.attachment.content is not None
    assert text in screen.attachment.content().decode("utf-8-sig")
