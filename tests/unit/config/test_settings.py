"""Are settings read from where they should be, and are mistakes told so that they can be mended?"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import time
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from config.layers import every_setting, is_secret
from config.settings import Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "config" / "example.toml"
TOKEN = "123456:" + "A" * 35


def written(folder: Path, text: str) -> Path:
    file = folder / "xiaohao.toml"
    file.write_text(text, encoding="utf-8")
    return file


def faults(config: Path | None = None, environ: dict[str, str] | None = None, **overrides: object) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        load_settings(config, environ or {}, **overrides)
    return [str(fault) for fault in refused.value.faults]


def test_without_any_setting_the_defaults_are_those_of_the_contract() -> None:
    settings = load_settings(environ={})
    assert settings.telegram.token is None
    assert settings.telegram.api_url == "https://api.telegram.org"
    assert (settings.telegram.mode, settings.telegram.messages_per_second) == ("polling", 30)
    assert (settings.mail.port, settings.mail.tls, settings.mail.max_bytes) == (587, "starttls", 10_000_000)
    assert settings.office.working_hours == (time(9), time(17, 30))
    assert (settings.office.timezone, settings.office.language) == ("Asia/Shanghai", "zh-CN")
    assert (settings.collection.opens_at, settings.collection.remind_at) == (time(9), time(9, 30))
    assert (settings.collection.due_working_days, settings.collection.ladder) == (10, (-3, -1, 0, 1, 2, 3))
    assert settings.programme.closing == ("acceptance", "publicity")
    assert (settings.objections.retention_days, settings.objections.seen_hours) == (180, 8)
    assert (settings.data_dir, settings.http.host, settings.http.port) == (Path("var"), "127.0.0.1", 8080)


def test_environment_wins_over_the_file_secret_files_over_both_and_the_caller_over_all(tmp_path: Path) -> None:
    config = written(tmp_path, '[mail]\nhost = "file"\nusername = "file"\npassword = "file"\nsender_name = "file"\n')
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "mail.password").write_text("secret\n", encoding="utf-8")
    (secrets / "mail__sender_name").write_text("secret\n", encoding="utf-8")
    settings = load_settings(
        config,
        {
            "XIAOHAO_SECRETS_DIR": str(secrets),
            "XIAOHAO_MAIL__USERNAME": "variable",
            "XIAOHAO_MAIL__PASSWORD": "variable",
            "XIAOHAO_MAIL__SENDER_NAME": "variable",
        },
        mail__sender_name="caller",
    )
    mail = settings.mail
    assert mail.password is not None
    found = (mail.host, mail.username, mail.password.get_secret_value(), mail.sender_name)
    assert found == ("file", "variable", "secret", "caller")
    sources = {line.name: line.source for line in settings.describe()}
    assert sources["mail.host"] == f"{config}, mail.host"
    assert sources["mail.username"] == "variable XIAOHAO_MAIL__USERNAME"
    assert sources["mail.password"] == f"secret file {secrets / 'mail.password'}"
    assert sources["mail.sender_name"] == "given by the caller"
    assert sources["mail.port"] == "default"


def test_lists_and_tables_in_the_environment_are_json(tmp_path: Path) -> None:
    config = written(tmp_path, "[objections.limits]\nfiles = 3\ncharacters = 500\n")
    settings = load_settings(
        config,
        {
            "XIAOHAO_TELEGRAM__CHANNELS": '[-1001234567890, "@name"]',
            "XIAOHAO_COLLECTION__LADDER": "[-1, 0]",
            "XIAOHAO_OBJECTIONS__LIMITS": '{"files": 9}',
            "XIAOHAO_MAIL__INBOXES": '[{"host": "i", "username": "u", "password": "p", "purpose": "returns"}]',
        },
    )
    assert settings.telegram.channels == (-1001234567890, "@name")
    assert settings.collection.ladder == (-1, 0)
    assert (settings.objections.limits.files, settings.objections.limits.characters) == (9, 500)
    assert (settings.mail.inboxes[0].port, settings.mail.inboxes[0].purpose) == (993, "returns")


def test_the_file_can_be_named_by_a_variable(tmp_path: Path) -> None:
    config = written(tmp_path, 'data_dir = "~/office"\n')
    assert load_settings(environ={"XIAOHAO_CONFIG": str(config)}).data_dir == Path.home() / "office"


def test_an_empty_variable_is_as_if_it_were_not_set() -> None:
    assert load_settings(environ={"XIAOHAO_TELEGRAM__TOKEN": "", "XIAOHAO_CONFIG": ""}).telegram.token is None


def test_every_fault_is_told_at_once_with_its_place_and_a_right_value(tmp_path: Path) -> None:
    config = written(
        tmp_path,
        """
        [telegram]
        mode = "poll"
        messages_per_second = 300
        [office]
        timezone = "Mars/Olympus"
        working_hours = "17:30-09:00"
        [[mail.inboxes]]
        host = "imap.example.org"
        port = "imaps"
        username = "u"
        password = "p"
        purpose = "returns"
        """,
    )
    environ = {
        "XIAOHAO_HTTP__PORT": "99999",
        "XIAOHAO_TELEGRAM__CHANNELS": '["name"]',
        "XIAOHAO_COLLECTION__LADDER": "-1, 0",
        "XIAOHAO_COLLECTION__OPENS_AT": "nine",
    }
    assert sorted(faults(config, environ)) == sorted(
        [
            f"telegram.mode ({config}, telegram.mode): 'poll' is not 'polling' or 'webhook'; for example: polling",
            (
                f"telegram.messages_per_second ({config}, telegram.messages_per_second): 300 is above 30, which Telegram "
                "allows only with telegram.paid_broadcast = true; for example: 30"
            ),
            (
                f"office.timezone ({config}, office.timezone): 'Mars/Olympus' is not a time zone this machine knows "
                "(tzdata); for example: Asia/Shanghai"
            ),
            (
                f"office.working_hours ({config}, office.working_hours): '17:30-09:00' ends before it starts; "
                "for example: 09:00-17:30"
            ),
            f"mail.inboxes[0].port ({config}, mail.inboxes): 'imaps' is not a whole number; for example: 993",
            "http.port (variable XIAOHAO_HTTP__PORT): '99999' is above 65535, the most allowed; for example: 8080",
            (
                "telegram.channels[0] (variable XIAOHAO_TELEGRAM__CHANNELS): 'name' is neither a numeric id nor \"@name\"; "
                'for example: [-1001234567890, "@name"]'
            ),
            "collection.ladder (variable XIAOHAO_COLLECTION__LADDER): is not JSON; for example: [-3, -1, 0, 1, 2, 3]",
            (
                "collection.opens_at (variable XIAOHAO_COLLECTION__OPENS_AT): 'nine' is not a time of day written HH:MM; "
                "for example: 09:00"
            ),
        ]
    )


def test_a_name_nobody_knows_is_refused_with_the_nearest_that_exists(tmp_path: Path) -> None:
    config = written(tmp_path, '[telegrm]\ntoken = "1:a"\n[office]\nlanguag = "en"\n')
    told = faults(config, {"XIAOHAO_TELEGRAM__TOKN": TOKEN, "XIAOHAO_NONSENSE_ALTOGETHER": "1"})
    assert f"telegrm.token ({config}, telegrm.token): is not a setting, did you mean telegram.token?" in told
    assert f"office.languag ({config}, office.languag): is not a setting, did you mean office.language?" in told
    assert (
        "telegram.tokn (variable XIAOHAO_TELEGRAM__TOKN): is not a setting, did you mean XIAOHAO_TELEGRAM__TOKEN?"
    ) in told
    assert "nonsense_altogether (variable XIAOHAO_NONSENSE_ALTOGETHER): is not a setting" in told


def test_an_unknown_secret_file_is_refused_but_dotfiles_are_the_mounts_own(tmp_path: Path) -> None:
    (tmp_path / "..data").mkdir()
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    (tmp_path / "telegram.tokn").write_text("x", encoding="utf-8")
    told = faults(environ={"XIAOHAO_SECRETS_DIR": str(tmp_path)})
    assert told == [
        f"telegram.tokn (secret file {tmp_path / 'telegram.tokn'}): is not a setting, did you mean telegram.token?"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [("telegram = [", "is not TOML"), (None, "can't be read")],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str | None, told: str) -> None:
    config = written(tmp_path, text) if text else tmp_path / "missing.toml"
    (fault,) = faults(config)
    assert str(config) in fault
    assert told in fault


def test_a_folder_of_secrets_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults(environ={"XIAOHAO_SECRETS_DIR": str(tmp_path / "none")})
    assert "is not a folder" in fault


@pytest.mark.parametrize(
    "environ",
    [
        {"XIAOHAO_TELEGRAM__TOKEN": "has spaces: geheim"},
        {"XIAOHAO_SECRETS__KEYS": '["geheim"]'},
        {"XIAOHAO_SECRETS__KEYS": "geheim"},
        {"XIAOHAO_MAIL__INBOXES": '[{"password": "geheim", "host": "h"}]'},
        {"XIAOHAO_DATABASE__URL": "mysql://u:geheim@h/d"},
        {"XIAOHAO_TELEGRAM__WEBHOOK__SECRET": "geheim!"},
    ],
)
def test_a_fault_never_quotes_a_secret(environ: dict[str, str]) -> None:
    told = faults(environ=environ)
    assert told
    assert "geheim" not in " ".join(told)


def test_webhook_mode_needs_an_address_and_a_secret_and_makes_none_up() -> None:
    (fault,) = faults(telegram__mode="webhook", telegram__webhook__url="https://bot.example.org/t")
    assert fault.startswith("telegram.webhook")
    assert "missing: secret" in fault
    settings = load_settings(
        environ={"XIAOHAO_TELEGRAM__WEBHOOK__SECRET": "a_B-9" * 51 + "x"},
        telegram={"mode": "webhook", "webhook": {"url": "https://bot.example.org/t/"}},
    )
    assert settings.telegram.webhook.url == "https://bot.example.org/t"
    assert "characters" in faults(telegram__webhook__secret="x" * 257)[0]


def test_more_than_thirty_a_second_is_paid_for() -> None:
    settings = load_settings(environ={}, telegram={"messages_per_second": 1000, "paid_broadcast": True})
    assert settings.telegram.messages_per_second == 1000
    assert "above 1000" in faults(telegram={"messages_per_second": 1001, "paid_broadcast": True})[0]


def test_publicity_may_stand_twice_in_closing_and_acceptance_once() -> None:
    twice = ("publicity", "acceptance", "publicity")
    assert load_settings(environ={}, programme={"closing": twice}).programme.closing == twice
    assert "once" in faults(programme__closing=["acceptance", "acceptance"])[0]
    assert "something" in faults(programme__closing=[])[0]


def test_what_a_command_needs_is_asked_for_by_name() -> None:
    empty = load_settings(environ={})
    with pytest.raises(SettingsError, match=r"telegram\.token \(not set\): is needed"):
        empty.require_telegram()
    assert load_settings(environ={}, telegram__token=TOKEN).require_telegram() == TOKEN


def test_settings_cannot_be_changed_and_show_no_secret() -> None:
    settings = load_settings(
        environ={},
        telegram__token=TOKEN,
        database__url="postgresql+psycopg://u:geheim@h/d",
        mail={"password": "geheim"},
        secrets={"keys": [Fernet.generate_key().decode()]},
    )
    with pytest.raises(ValidationError):
        settings.telegram.mode = "webhook"
    shown = repr(settings) + repr(settings.describe())
    assert TOKEN not in shown
    assert "geheim" not in shown
    assert {line.name: line.value for line in settings.describe()}["telegram.token"] == "set"


def test_nothing_is_read_at_import_or_behind_the_callers_back() -> None:
    code = "import config.settings as s; assert s.Settings().telegram.token is None; s.load_settings(environ={})"
    environ = {"XIAOHAO_TELEGRAM__TOKEN": "a b", "XIAOHAO_CONFIG": "/nowhere", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], env=environ, check=True, cwd=ROOT)


def _uncommented(text: str) -> str:
    """The example with every commented setting switched on: comments that are sentences stay comments."""
    lines = []
    for line in text.splitlines():
        bare = line.removeprefix("# ")
        try:
            tomllib.loads(bare)
        except tomllib.TOMLDecodeError:
            lines.append(line)
        else:
            lines.append(bare)
    return "\n".join(lines)


def test_the_example_file_is_loaded_and_changes_no_default() -> None:
    example, default = load_settings(EXAMPLE, {}), load_settings(environ={})
    assert example.model_dump() == default.model_dump()
    assert example.describe() == default.describe()


def test_the_example_file_shows_every_setting_and_no_other() -> None:
    tables = tomllib.loads(_uncommented(EXAMPLE.read_text(encoding="utf-8")))

    def names(table: dict[str, object], above: str = "") -> set[str]:
        found = set()
        for key, value in table.items():
            found |= names(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}"}
        return found

    assert names(tables) == {".".join(name) for name, _ in every_setting(Settings)}
    inbox = Settings.model_fields["mail"].annotation.model_fields["inboxes"].annotation.__args__[0]  # type: ignore[union-attr]
    assert set(tables["mail"]["inboxes"][0]) == {".".join(name) for name, _ in every_setting(inbox)}


def test_where_the_example_file_shows_a_default_it_is_the_default() -> None:
    """A setting without a default is shown with a sample; all others with what holds if the line stays commented."""
    tables = tomllib.loads(_uncommented(EXAMPLE.read_text(encoding="utf-8")))
    tables["telegram"]["webhook"]["secret"] = "x"
    tables["secrets"]["keys"] = []
    shown = {line.name: line.value for line in load_settings(environ={}, **tables).describe()}
    for line in load_settings(environ={}).describe():
        if line.value != "none":
            assert shown[line.name] == line.value, line.name


def test_every_setting_says_what_it_means_and_gives_an_example() -> None:
    for name, field in every_setting(Settings):
        assert field.description, name
        assert field.examples, name


def test_the_manual_and_the_example_speak_of_the_same_secrets() -> None:
    secrets = {".".join(name) for name, field in every_setting(Settings) if is_secret(field)}
    assert secrets == {
        "telegram.token",
        "telegram.webhook.secret",
        "mail.password",
        "mail.inboxes",
        "database.url",
        "secrets.keys",
    }
