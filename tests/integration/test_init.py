"""`xiaohao init`: ten questions, token and mail tried by using them, a settings file for nobody else, the first invite."""

from __future__ import annotations

import asyncio
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from config.settings import load_settings
from sandbox import Sandbox

TOKEN = "123456:sandbox-token"
LOGIN = ("office@example.org", "a-code")


@pytest.fixture(scope="module")
def outside() -> Iterator[Sandbox]:
    """Telegram and the mail server, in a thread of their own: a command has its own loop."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    sandbox = Sandbox(token=TOKEN, mail_login=LOGIN)
    asyncio.run_coroutine_threadsafe(sandbox.start(), loop).result(20)
    yield sandbox
    asyncio.run_coroutine_threadsafe(sandbox.stop(), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)
    loop.close()


@pytest.fixture
def options(outside: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    return ["--api-url", f"http://127.0.0.1:{outside.port}", "--mail-tls", "none"]


def port(outside: Sandbox) -> str:
    assert outside.mailbox is not None
    return str(outside.mailbox.port)


def test_with_options_nothing_is_asked(outside: Sandbox, options: list[str], tmp_path: Path) -> None:
    given = ["init", *options, "--no-input", "--token", TOKEN, "--office", "示范省督察整改办公室"]
    given += ["--email", "office@example.org", "--phones", "010-55501234、010-55501235", "--channel", "@shifan"]
    given += ["--mail-host", "127.0.0.1", "--mail-port", port(outside)]
    given += ["--mail-username", LOGIN[0], "--mail-password", LOGIN[1], "--data-dir", str(tmp_path / "data")]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 0, done.output
    assert done.stdout.strip().splitlines()[-1].startswith("https://t.me/")
    file = tmp_path / "xiaohao.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    settings = load_settings(file, environ={})
    assert settings.telegram.token is not None
    assert settings.telegram.token.get_secret_value() == TOKEN
    assert settings.telegram.channels == ("@shifan",)
    assert settings.office.phones == ("010-55501234", "010-55501235")
    assert (settings.mail.sender, settings.mail.sender_name) == ("office@example.org", "示范省督察整改办公室")
    assert TOKEN not in done.output
    again = CliRunner().invoke(app, given)
    assert again.exit_code == 1
    assert "--force" in again.output
    assert CliRunner().invoke(app, [*given, "--force"]).exit_code == 0


def test_a_wrong_token_and_a_refused_login_are_asked_for_again(
    outside: Sandbox, options: list[str], tmp_path: Path
) -> None:
    answers = ["1:wrong", TOKEN, "示范办", "office at example", "office@example.org", "", ""]
    answers += ["127.0.0.1", port(outside), LOGIN[0], "wrong"]
    answers += ["127.0.0.1", port(outside), *LOGIN]
    answers += [str(tmp_path / "data")]
    done = CliRunner().invoke(app, ["init", "mine.toml", *options], input="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert "does not know this token" in done.output
    assert "refuses the login" in done.output
    assert "office.email" in done.output
    settings = load_settings(tmp_path / "mine.toml", environ={})
    assert settings.mail.password is not None
    assert settings.mail.password.get_secret_value() == LOGIN[1]
    assert settings.office.email == "office@example.org"


def test_what_is_refused_without_questions_writes_nothing(options: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["init", *options, "--no-input", "--token", "1:wrong"])
    assert done.exit_code == 1
    assert not (tmp_path / "xiaohao.toml").exists()
    unheard = ["--no-input", "--mail-host", "127.0.0.1", "--mail-port", "1", "--data-dir", str(tmp_path / "data")]
    assert CliRunner().invoke(app, ["init", *options, *unheard]).exit_code == 1
    assert not (tmp_path / "xiaohao.toml").exists()


def test_token_and_mail_may_be_left_for_later(options: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["init", *options, "--no-input", "--data-dir", str(tmp_path / "data")])
    assert done.exit_code == 0, done.output
    assert done.stdout.strip().splitlines()[-1].startswith("/start i_")
