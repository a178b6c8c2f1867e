"""Does no log line hold a secret or say who a person is, whoever writes it?"""

from __future__ import annotations

import base64
import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from config.logs import configure_logging
from config.redaction import Redactor
from config.settings import Settings, load_settings

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"
SHORT_TOKEN = "42:short"
RECEIPT = "K7M4-Q2XD-9F3T-0ZRB"
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
OTHER_KEY = base64.urlsafe_b64encode(bytes(range(100, 132))).decode()  # the same each time: it names the test


@pytest.fixture
def settings() -> Settings:
    return load_settings(
        environ={},
        telegram={"token": SHORT_TOKEN, "webhook": {"secret": "hook-secret"}},
        mail={"password": "mail-pass"},
        secrets={"keys": [KEY]},
        database={"url": "postgresql+psycopg://xiaohao:db-pass@db.example.org/xiaohao"},
    )


@pytest.fixture
def logged(settings: Settings) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    configure_logging(settings, level="DEBUG", stream=stream, now=lambda: datetime(2024, 10, 8, 1, tzinfo=UTC))
    yield stream
    structlog.reset_defaults()
    root.handlers = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    ("text", "gone", "said"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/sendMessage", TOKEN, "bot[token]/sendMessage"),
        (f"bot{SHORT_TOKEN}/getMe", SHORT_TOKEN, "bot[secret]/getMe"),
        ("webhook hook-secret refused", "hook-secret", "[secret]"),
        ("login mail-pass", "mail-pass", "[secret]"),
        (f"key {KEY} is old", KEY, "[secret]"),
        (f"other key {OTHER_KEY}.", OTHER_KEY, "[key]"),
        ("550 <liaison.water@example.org>: unknown", "liaison.water", "<[email]>"),
        ("请电话13800000000联系", "13800000000", "请电话[phone]联系"),
        ("+86 138-0000-0000", "0000", "[phone]"),
        ("拨打0311-87908511或010-55501234", "8511", "拨打[phone]或[phone]"),
        ("(010) 55501234", "5550", "[phone]"),
        ("+86 10-55501234", "5550", "[phone]"),
        ('FATAL: password "db-pass" refused', "db-pass", '"[secret]"'),
        (f"回执码{RECEIPT}查询", RECEIPT, "回执码[receipt]查询"),
        (f"code {RECEIPT.lower()}", RECEIPT.lower(), "[receipt]"),
        (f"/start i_{'aZ09-_' * 4}", "aZ09", "/start [invite]"),
        ("postgresql+psycopg://xiaohao:p4ss:w0rd@db.example.org/x", "p4ss", "xiaohao:[secret]@"),
        ("User(first_name='某某', id=7123456789, is_bot=False)", "某某", "id=[person]"),
        ('{"chat_id": 7123456789, "username": "someone"}', "7123456789", '"chat_id": [person]'),
        ("chat 7123456789 not found", "7123456789", "chat [person] not found"),
        ("Chat_id is 1", "nothing", "Chat_id is 1"),
    ],
)
def test_what_looks_like_a_secret_or_a_person_is_taken_out(settings: Settings, text: str, gone: str, said: str) -> None:
    found = Redactor.of(settings).text(text)
    assert gone not in found
    assert said in found


@pytest.mark.parametrize(
    "text",
    [
        "cycle 2024Q3 opened on 2024-10-08, due 2024-10-18 24:00",
        "2024-10-08T01:00:00.000000Z",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "objection 2025-0021, letter 3 of 4, 10485760 bytes",
        "recipient objection:1234567, row 99999",
        "port 587, 10000000 bytes in 250 12345678 us",
        "636万亩, 1.89亿立方米",
        "http://127.0.0.1:8080/healthz",
        "form-keep-this-open is four words",
    ],
)
def test_what_an_operator_needs_stays(text: str) -> None:
    assert Redactor().text(text) == text


def test_fields_named_for_a_person_or_a_secret_lose_their_value_at_any_depth() -> None:
    found = Redactor().fields(
        {
            "chat_id": 5,
            "update": {"message": {"from": {"first_name": "某", "id": 5}, "text": "我的电话"}, "update_id": 77},
            "people": [{"username": "x"}],
            "token": "anything",
            "recipient": "7123456789",
            "username": None,
            "row": 12,
            "late": False,
        }
    )
    shown = json.dumps(found, ensure_ascii=False)
    for gone in ("某", "我的电话", '"x"', "anything", "7123456789"):
        assert gone not in shown
    assert (found["chat_id"], found["row"], found["late"], found["username"]) == ("[person]", 12, False, None)
    assert found["update"]["update_id"] == 77
    assert Redactor().fields({"recipient": "objection:12"}) == {"recipient": "objection:12"}


def test_our_lines_are_json_with_the_time_of_the_clock(logged: io.StringIO) -> None:
    structlog.get_logger("jobs.collection").info("cycle opened", action="open_cycle", cycle="2024Q3", chat_id=5)
    assert json.loads(logged.getvalue()) == {
        "event": "cycle opened",
        "level": "info",
        "logger": "jobs.collection",
        "timestamp": "2024-10-08T01:00:00Z",
        "action": "open_cycle",
        "cycle": "2024Q3",
        "chat_id": "[person]",
    }


def test_the_libraries_lines_take_the_same_road(logged: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
    assert logged.getvalue() == "", "httpx is heard only from WARNING on"
    logging.getLogger("telegram.ext").warning("failed for %s", f"bot{TOKEN}", extra={"chat_id": 7123456789})
    line = json.loads(logged.getvalue())
    assert line["event"] == "failed for bot[token]"
    assert "7123456789" not in logged.getvalue()


def test_a_traceback_is_redacted_too(logged: io.StringIO) -> None:
    try:
        raise ValueError(f"{RECEIPT} of liaison@example.org at {SHORT_TOKEN}")  # noqa: TRY301 - the traceback is the point
    except ValueError:
        structlog.get_logger("x").exception("it failed", who=ValueError("liaison@example.org"))
        logging.getLogger("y").exception("and elsewhere")
    ours, theirs = logged.getvalue().splitlines()
    for line in (ours, theirs):
        assert "ValueError" in json.loads(line)["exception"]
        for gone in (RECEIPT, "liaison@", SHORT_TOKEN):
            assert gone not in line


def test_a_person_reads_it_on_the_console(settings: Settings, logged: io.StringIO) -> None:
    configure_logging(settings, form="console", level="WARNING", stream=logged)
    structlog.get_logger("x").info("too quiet")
    structlog.get_logger("x").warning("mail is down", reason=f"login {SHORT_TOKEN}", waiting=3)
    (line,) = logged.getvalue().splitlines()
    assert "mail is down" in line
    assert "waiting=3" in line
    assert SHORT_TOKEN not in line
    assert "\x1b" not in line, "no colours where it is no terminal"


@given(st.text(), st.text())
def test_a_token_is_found_in_any_surroundings(before: str, after: str) -> None:
    assert TOKEN not in Redactor().text(f"{before}{TOKEN}{after}")


SAMPLES = (TOKEN, RECEIPT, KEY, "a@b.cn", "13800000000", "chat_id=", "id=", "'", " ", "中", "-", "x", "42", "://u:p@h/")


@given(st.lists(st.sampled_from(SAMPLES), max_size=12).map("".join))
def test_what_is_redacted_stays_as_it_is_when_redacted_again(text: str) -> None:
    once = Redactor().text(text)
    assert Redactor().text(once) == once
