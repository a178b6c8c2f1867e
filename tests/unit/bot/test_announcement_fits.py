"""However long the table and the words are, the announcement is one message that still says when, where and how to object."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render import Renderer
from bot.screen import MOST_TEXT, length
from config.texts import Texts
from domain.messages.amending import AmendmentNotice
from domain.messages.publicity import Amended, Contacts, Period, PublicityAnnouncement
from tests.conftest import SHANGHAI

RENDERER = Renderer(Texts.shipped(), SHANGHAI, lambda: datetime(2024, 10, 8, tzinfo=UTC), "xiaohao_bot")
PERIOD = Period(date(2024, 10, 9), date(2024, 10, 21), 13, 9)

tasks = st.integers(1, 300)
words = st.text("整改<&>“”😀a\n", min_size=0, max_size=60)
amended = st.lists(st.sampled_from(("correction", "extension", "withdrawal")), max_size=4)


def announcement(count: int, word: str, kinds: list[str], *, ended: bool) -> PublicityAnnouncement:
    numbers = "、".join(f"{number}-{number % 7}" for number in range(1, count + 1))
    return PublicityAnnouncement(
        publicity=7,
        title=f"关于{word * 4}整改任务（序号{numbers}）销号的公示",
        text=f"序号{numbers}{word * 80}现将整改情况予以公示。",
        issuer=f"示范省{word}督察整改办公室",
        period=PERIOD,
        contacts=Contacts(
            phones=tuple(f"0311-5550{number:04d}" for number in range(count)),
            emails=tuple(f"a{number}@example.org" for number in range(count)),
            unit=f"示范省{word * 2}",
            person=word,
            postal=word * 3,
        ),
        ended=ended,
        amended=tuple(Amended(kind, date(2024, 10, 11)) for kind in kinds),
    )


@settings(max_examples=60, deadline=None)
@given(count=tasks, word=words, kinds=amended, ended=st.booleans())
def test_it_is_one_message_that_says_when_and_where(count: int, word: str, kinds: list[str], ended: bool) -> None:
    screen = RENDERER.screen(announcement(count, word, kinds, ended=ended), "zh-CN")
    assert length(screen.text) <= MOST_TEXT
    assert "<b>" in screen.text, "cut by its parts, never as a whole"
    assert "公示期：2024年10月9日至2024年10月21日（13天，9个工作日）" in screen.text
    assert "电话：0311-55500000" in screen.text
    assert bool(screen.rows) == (not ended and "withdrawal" not in kinds)


@settings(max_examples=40, deadline=None)
@given(count=tasks, word=words)
def test_so_is_what_amends_it(count: int, word: str) -> None:
    first = announcement(count, word, [], ended=False)
    notice = AmendmentNotice(7, 3, "correction", first.title, first.text, first.issuer, first.contacts, open=True)
    screen = RENDERER.screen(notice, "zh-CN")
    assert length(screen.text) <= MOST_TEXT
    assert "<b>" in screen.text
    assert "电话：0311-55500000" in screen.text
    assert screen.rows
