"""`xiaohao init`: how does an office begin? Ten questions, each answer tried by using it, one settings file, one invite.

Whatever is given as an option or variable is not asked. A token or a login that is refused gets a sentence and is asked
for again; nothing is written before everything holds.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.context import database, fail
from cli.try_out import Unusable, asked, log_in
from config.schema import Telegram
from config.settings import Settings, SettingsError, load_settings
from db.units import Unit
from domain.people import RoleName
from jobs import people

QUESTIONS = {
    "token": "1/10 机器人令牌 / bot token (@BotFather)",
    "name": "2/10 办公室名称 / office name",
    "email": "3/10 办公室邮箱 / office e-mail",
    "phones": "4/10 办公室电话,逗号隔开 / phones, by commas",
    "channel": "5/10 公示频道,例如 @name / channel for notices",
    "host": "6/10 发信服务器 / mail server (SMTP host)",
    "port": "7/10 端口 / port (465, 587)",
    "username": "8/10 邮箱登录名 / mail login",
    "password": "9/10 邮箱密码或授权码 / mail password",
    "data_dir": "10/10 数据目录 / data folder",
}
MAIL = ("host", "port", "username", "password")
DEFAULTS = {"port": "587", "data_dir": "var"}
SECRET = ("token", "password")
IMPLICIT = 465  # the port on which TLS begins at once

Answers = dict[str, str]


def init(
    file: Annotated[Path, typer.Argument(help="The settings file to write.")] = Path("xiaohao.toml"),
    token: Annotated[
        str | None, typer.Option("--token", envvar="XIAOHAO_TELEGRAM__TOKEN", help="The bot's token.")
    ] = None,
    name: Annotated[str | None, typer.Option("--office", help="The office's name.")] = None,
    email: Annotated[str | None, typer.Option("--email", help="The office's e-mail address.")] = None,
    phones: Annotated[str | None, typer.Option("--phones", help="The office's phones, by commas.")] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", help="Where notices are announced: @name or an id.")
    ] = None,
    host: Annotated[str | None, typer.Option("--mail-host", help="The mail server; empty: none yet.")] = None,
    port: Annotated[str | None, typer.Option("--mail-port", help="Its port.")] = None,
    username: Annotated[str | None, typer.Option("--mail-username", help="Its login, if it asks for one.")] = None,
    password: Annotated[
        str | None, typer.Option("--mail-password", envvar="XIAOHAO_MAIL__PASSWORD", help="Its password.")
    ] = None,
    tls: Annotated[
        str | None, typer.Option("--mail-tls", help="starttls, implicit or none; by the port unless given.")
    ] = None,
    data_dir: Annotated[str | None, typer.Option("--data-dir", help="Database, files and keys.")] = None,
    api_url: Annotated[
        str | None, typer.Option("--api-url", help="Another Bot API server than the official one.")
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing; what is not given stays empty.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a settings file that is there.")] = False,
) -> None:
    """Ask ten questions, try token and mail by using them, write the settings file, print the first invite."""
    if file.exists() and not force:
        fail(f"{file} is there already; name another file, or replace it with --force")
    given = {
        "token": token,
        "name": name,
        "email": email,
        "phones": phones,
        "channel": channel,
        "host": host,
        "port": port,
        "username": username,
        "password": password,
        "data_dir": data_dir,
    }
    asking = _Asking({key: value for key, value in given.items() if value is not None}, no_input=no_input)
    fixed = {"tls": tls, "api_url": api_url}
    asking.until_it_holds(("token",), lambda answers: _try_token(answers, fixed))
    for key in ("name", "email", "phones", "channel"):
        asking.until_it_holds((key,), lambda answers: _read(answers, fixed))
    asking.until_it_holds(MAIL, lambda answers: _try_mail(answers, fixed))
    asking.until_it_holds(("data_dir",), lambda answers: _read(answers, fixed))
    _write(file, _toml(_tables(asking.answers, fixed)))
    try:
        settings = load_settings(file)
    except SettingsError as error:  # a variable of this shell stands over the file
        fail("\n".join(str(fault) for fault in error.faults))
    link = _first_invite(settings, asking.bot)
    print(f"{file} is written, readable by you alone. Start with: xiaohao --config {file} run", file=sys.stderr)
    print(f"See how it stands with: xiaohao --config {file} doctor", file=sys.stderr)
    print("The first coordinator opens this link, once:", file=sys.stderr)
    print(link)


class Refused(Exception):
    """An answer that does not hold. The message is what its person reads."""


class _Asking:
    """The answers so far. `bot`: the bot's name, once its token was tried."""

    def __init__(self, given: Answers, *, no_input: bool) -> None:
        self.answers: Answers = {}
        self.bot = ""
        self._given = given
        self._no_input = no_input

    def until_it_holds(self, keys: tuple[str, ...], tried: Callable[[Answers], str]) -> None:
        """Ask for these, then try them together; what is refused is said in a sentence and asked for again."""
        while True:
            for key in keys:
                self.answers[key] = self._answer(key)
            try:
                said = tried(self.answers)
            except Refused as refused:
                print(refused, file=sys.stderr)
                if self._no_input:
                    fail("nothing was written")
                for key in keys:
                    self._given.pop(key, None)
                continue
            if keys == ("token",):
                self.bot = said
            if said:
                print(f"ok: {'@' if keys == ('token',) else ''}{said}", file=sys.stderr)
            return

    def _answer(self, key: str) -> str:
        if key in self._given:
            return self._given[key].strip()
        default = DEFAULTS.get(key, "")
        if self._no_input or (key in MAIL[1:] and not self.answers.get("host")):
            return default
        answer = typer.prompt(
            QUESTIONS[key], default=default, show_default=bool(default), hide_input=key in SECRET, err=True
        )
        return str(answer).strip()


# -- trying -------------------------------------------------------------------------------------------------------


def _try_token(answers: Answers, fixed: dict[str, str | None]) -> str:
    """The bot's name; empty where the token is left for later."""
    settings = _settings(answers, fixed)
    if settings.telegram.token is None:
        return ""
    try:
        return asyncio.run(_bots_name(settings.telegram, settings.telegram.token.get_secret_value()))
    except Unusable as error:
        raise Refused(str(error)) from None


async def _bots_name(telegram: Telegram, token: str) -> str:
    async with asked(telegram, token) as bot:
        return bot.username


def _try_mail(answers: Answers, fixed: dict[str, str | None]) -> str:
    """What the mail server said; empty where mail is left for later."""
    settings = _settings(answers, fixed)
    if not settings.mail.host:
        return ""
    try:
        return asyncio.run(log_in(settings.mail))
    except Unusable as error:
        raise Refused(str(error)) from None


def _read(answers: Answers, fixed: dict[str, str | None]) -> str:
    """Nothing to use: it is read as the program will read it."""
    _settings(answers, fixed)
    return ""


def _settings(answers: Answers, fixed: dict[str, str | None]) -> Settings:
    """As the file will say it, without the shell's variables. Raises `Refused` with the faults."""
    try:
        return load_settings(None, environ={}, **_tables(answers, fixed))
    except SettingsError as error:
        raise Refused("\n".join(str(fault) for fault in error.faults)) from None


# -- writing ------------------------------------------------------------------------------------------------------


def _tables(answers: Answers, fixed: dict[str, str | None]) -> dict[str, Any]:
    """The settings by table; what is empty is left out."""

    def said(key: str) -> str:
        return answers.get(key, "")

    channel: str | int = int(said("channel")) if said("channel").lstrip("-").isdecimal() else said("channel")
    mail: dict[str, Any] = {}
    if said("host"):
        port = said("port") or DEFAULTS["port"]
        mail = {
            "host": said("host"),
            "port": int(port) if port.isdecimal() else port,
            "username": said("username"),
            "password": said("password"),
            "tls": fixed["tls"] or ("implicit" if port == str(IMPLICIT) else "starttls"),
            "sender": said("username") if "@" in said("username") else said("email"),
            "sender_name": said("name"),
        }
    tables: dict[str, Any] = {
        "data_dir": said("data_dir"),
        "telegram": {"token": said("token"), "api_url": fixed["api_url"], "channels": [channel] if channel else []},
        "mail": mail,
        "office": {
            "name": said("name"),
            "email": said("email"),
            "phones": [
                part.strip()
                for part in said("phones").replace("、", ",").replace("\uff0c", ",").split(",")
                if part.strip()
            ],
        },
    }
    return {
        name: {key: value for key, value in table.items() if value} if isinstance(table, dict) else table
        for name, table in tables.items()
        if table
    }


def _toml(tables: dict[str, Any]) -> str:
    lines = ["# Written by `xiaohao init`. Every setting there is: config/example.toml, docs/settings.md.", ""]
    lines += [f"{name} = {_value(value)}" for name, value in tables.items() if not isinstance(value, dict)]
    for name, table in tables.items():
        if isinstance(table, dict) and table:
            lines += ["", f"[{name}]", *(f"{key} = {_value(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    """JSON's strings and lists are TOML's too, but for DEL, which no answer holds."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "")


def _write(file: Path, text: str) -> None:
    """Whole or not at all, and from its first byte for nobody else to read: it holds the token and a password."""
    fresh = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
            written.write(text)
        fresh.replace(file)
    except OSError as error:
        fail(f"{file} can't be written: {error.strerror or error}")


def _first_invite(settings: Settings, bot: str) -> str:
    def job(unit: Unit) -> str:
        if bot:
            people.remember_bot_name(unit, bot)
        token, _ = people.create_invite(unit, RoleName.COORDINATOR)
        return people.deep_link(unit, f"i_{token}")

    with database(settings) as units:
        return units.call(job)
