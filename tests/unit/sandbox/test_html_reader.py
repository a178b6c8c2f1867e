"""Is HTML refused and read as Telegram does it, byte for byte?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.formatting import Formatted, to_html, trimmed, utf16, with_found
from sandbox.html_reader import read_html
from sandbox.refusals import Refused

REFUSED = [
    ("序号<b>21", 'Can\'t find end tag corresponding to start tag "b"', "nothing closes it"),
    ("序号<b", "Unclosed start tag at byte offset 6", "a Chinese character is three bytes"),
    ("😀<b ", "Unclosed start tag at byte offset 4", "ends within the tag"),
    ("面积 < 5", 'Unsupported start tag "" at byte offset 7', "an unescaped less-than"),
    ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0', "Telegram knows no headings"),
    ("a<br/>b", 'Unsupported start tag "br/" at byte offset 1', "nor line breaks"),
    ("x</b>", "Unexpected end tag at byte offset 1", "nothing is open"),
    ("<i>x</b>", 'Unmatched end tag at byte offset 4, expected "</i>", found "</b>"', "crossed"),
    ("<i>x</i", "Unclosed end tag at byte offset 4", "ends within the end tag"),
    ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0', "no name"),
    ("<a href=", 'Unclosed start tag "a" at byte offset 0', "no value"),
    ('<a href="http://x>y</a>', "Unclosed start tag at byte offset 0", "the quote is never closed"),
    ("<a href=http://x>y</a>", "Unexpected end of name token at byte offset 8", "an unquoted address"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0', "span is for spoilers"),
    (
        "&#xD83D;",
        "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
        "half a character",
    ),
]


@pytest.mark.parametrize(("source", "words"), [row[:2] for row in REFUSED], ids=[row[2] for row in REFUSED])
def test_what_telegram_refuses_is_refused_in_its_words(source: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, **more, "offset": offset, "length": length}


READ = [
    ("<b>序号</b>21", "序号21", [entity("bold", 0, 2)]),
    ("😀<B>x</B>", "😀x", [entity("bold", 2, 1)]),
    ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
    ("<blockquote expandable>全文</blockquote>", "全文", [entity("expandable_blockquote", 0, 2)]),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", [entity("blockquote", 0, 2)]),
    ("<a href='http://a.example/?x=1&amp;y=2'>l</a>", "l", [entity("text_link", 0, 1, url="http://a.example/?x=1&y=2")]),
    ('<pre><code class="language-python">x</code></pre>', "x", [entity("pre", 0, 1, language="python")]),
    ("<tg-spoiler>x</tg-spoiler><ins>y</ins><del>z</del>", "xyz",
     [entity("spoiler", 0, 1), entity("underline", 1, 1), entity("strikethrough", 2, 1)]),
    ('<tg-time unix="1647531900" format="wDT">x</tg-time>', "x",
     [entity("date_time", 0, 1, unix_time=1647531900, date_time_format="wDT")]),
    ("&lt;b&gt; &amp;amp; &nbsp; &#9999; &quot;", '<b> &amp; &nbsp; ✏ "', []),
    ("<b></b>x", "x", []),
    ("<i>x</>", "x", [entity("italic", 0, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "entities"), READ)
def test_markup_becomes_entities(source: str, text: str, entities: list[dict[str, object]]) -> None:
    assert read_html(source) == Formatted(text, entities)


def test_a_hundred_entities_are_kept_and_the_rest_dropped() -> None:
    assert len(read_html("<b>x</b> " * 120).entities) == 100


def test_an_older_server_refuses_the_tag_it_does_not_know() -> None:
    with pytest.raises(Refused, match='Unsupported start tag "tg-time" at byte offset 0'):
        read_html('<tg-time unix="1">x</tg-time>', frozenset({"tg-time"}))


def test_white_space_at_the_ends_goes_and_entities_move() -> None:
    assert trimmed(read_html("\n  <b> x</b>  ")) == Formatted("x", [entity("bold", 0, 1)])


def test_addresses_and_commands_are_found_outside_code() -> None:
    found = with_found(read_html("<code>/start</code> /todo a@b.example https://x.example/y @somebody"))
    assert [one["type"] for one in found.entities] == ["code", "bot_command", "email", "url", "mention"]


@given(st.text(alphabet="ab<>&;/\"' 序😀b=#x1", max_size=40))
def test_whatever_comes_is_read_or_refused_and_reading_again_changes_nothing(source: str) -> None:
    try:
        read = read_html(source)
    except Refused:
        return
    again = read_html(to_html(read.text, read.entities))
    assert again == read
    assert all(0 <= one["offset"] < one["offset"] + one["length"] <= utf16(read.text) for one in read.entities)
