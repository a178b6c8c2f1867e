"""Whatever people wrote, every kind of message reaches Telegram as it stands there, in both languages.

The judge is the sandbox's own reader of HTML and keyboards, which shares no code with what it judges.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.render import Renderer
from bot.render.registry import rendered_kinds
from bot.screen import Screen
from config.settings import load_settings
from config.texts import Texts
from domain.messages import Message, every_kind
from domain.messages.everyday import Menu
from jobs.mail.compose import From, compose
from jobs.mail.wording import MailWords, mailed_kinds, worded
from sandbox.formatting import utf16
from sandbox.html_reader import HtmlReader
from sandbox.keyboards import read_markup
from tests.any_message import messages

NOW = datetime(2024, 10, 8, 1, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
LANGUAGES = ("zh-CN", "en")
SENDER = From("office@example.org", "示范办公室", "office@example.org", "office@example.org")
TEXTS = Texts.of(load_settings(environ={}))
RENDERER = Renderer(TEXTS, ZONE, lambda: NOW, "example_bot")
EXAMPLES = settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)


def test_every_kind_is_worded_in_chat_or_by_mail_and_none_in_both() -> None:
    assert rendered_kinds() | mailed_kinds() == set(every_kind())
    assert not rendered_kinds() & mailed_kinds()


@pytest.mark.parametrize("name", sorted(rendered_kinds() - {Menu.KIND}))
@EXAMPLES
@given(data=st.data())
def test_whatever_it_holds_it_is_a_message_telegram_takes(name: str, data: st.DataObject) -> None:
    message = data.draw(messages(every_kind()[name]))
    for language in LANGUAGES:
        check_screen(RENDERER.screen(message, language))


def check_screen(screen: Screen) -> None:
    formatted = HtmlReader(screen.text).read()
    assert utf16(formatted.text) <= (4096 if screen.attachment is None else 1024)
    assert formatted.text.strip(), "an empty message"
    if screen.attachment is not None:
        assert (screen.attachment.content is None) != (screen.attachment.sha256 is None)
    if screen.rows:
        assert screen.markup is not None
        read_markup(json.dumps(screen.markup))  # raises what Telegram would refuse


@given(message=messages(Menu))
@EXAMPLES
def test_a_menu_is_a_list_of_commands_telegram_takes(message: Message) -> None:
    for language in LANGUAGES:
        commands = RENDERER.screen(message, language).commands
        assert 1 <= len(commands) <= 100
        assert len({command for command, _ in commands}) == len(commands)
        assert all(1 <= len(command) <= 32 and 1 <= len(said) <= 256 for command, said in commands)


@pytest.mark.parametrize("name", sorted(mailed_kinds()))
@EXAMPLES
@given(data=st.data())
def test_whatever_it_holds_it_is_a_mail_that_reads_back(name: str, data: st.DataObject) -> None:
    message = data.draw(messages(every_kind()[name]))
    for language in LANGUAGES:
        letter = worded(message, MailWords(TEXTS, language, ZONE, NOW))
        mail = compose(letter, sender=SENDER, to="a@example.org", message_id="<1@example.org>", date=NOW, enclosures=[])
        back = message_from_bytes(mail.as_bytes(), policy=SMTP)
        assert not back.defects
        assert back["Message-ID"] == "<1@example.org>"
        tags = Tags()
        tags.feed(letter.html)
        assert tags.seen <= {"html", "body", "p", "br", "table", "tr", "td", "blockquote", "ul", "li"}


class Tags(HTMLParser):
    """Which elements are in the page? Those a person wrote are text."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.seen.add(tag)
