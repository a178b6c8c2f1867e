"""Does the house check see each fault? A good pyproject, lock and folder are spoiled one way at a time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.check_house import ROOT, forbidden_faults, link_faults, lock_faults, main, read_lock

HASH = "--hash=sha256:" + "a" * 64
PROJECT = {
    "build-system": {"requires": ["hatchling>=1.27"]},
    "project": {
        "dependencies": ["python-telegram-bot>=22.8,<23", "regex>=2025.7"],
        "optional-dependencies": {"dev": ["colorama>=0.4 ; sys_platform == 'win32'"]},
    },
}
LINES = {
    "hatchling": f"hatchling==1.27.0 \\\n    {HASH} \\\n    {HASH}",
    "telegram": f"python-telegram-bot==22.8 \\\n    {HASH}",
    "regex": f"regex==2025.7.1 ; python_full_version < '3.12' \\\n    {HASH}",
    "regex, newer": f"regex==2025.9 ; python_full_version >= '3.12' \\\n    {HASH}",
    "colorama": f"colorama==0.4.6 ; os_name == 'nt' \\\n    {HASH}",
}


def lock(**changed: str) -> str:
    return "\n".join({**LINES, **changed}.values()) + "\n"


def test_a_lock_in_step_has_no_fault() -> None:
    assert lock_faults(PROJECT, lock()) == []


def test_a_name_is_found_however_it_is_spelled() -> None:
    assert lock_faults(PROJECT, lock(telegram=f"Python_Telegram.Bot==22.8 \\\n    {HASH}")) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"hatchling": ""}, "'hatchling>=1.27' is met by nothing on Python 3.11"),  # asked for by the build alone
        ({"telegram": ""}, "'python-telegram-bot>=22.8,<23' is met by nothing"),
        ({"telegram": f"python-telegram-bot==23.0 {HASH}"}, "is met by 23.0"),
        ({"colorama": ""}, "is met by nothing on Python 3.11, Windows"),  # an extra's, and for one system only
        ({"colorama": f"colorama==0.4.6 ; os_name == 'posix' {HASH}"}, "is met by nothing on Python 3.11, Windows"),
        ({"regex, newer": ""}, "'regex>=2025.7' is met by nothing on Python 3.12"),  # the marker leaves a gap
        ({"regex, newer": f"regex==2024.1 ; python_version >= '3.12' {HASH}"}, "is met by 2024.1 on Python 3.12"),
        ({"regex, newer": f"regex==2025.9 {HASH}"}, "is met by 2025.7.1, 2025.9 on Python 3.11"),  # pip would refuse
    ],
)
def test_a_requirement_that_no_line_meets_is_told(changed: dict[str, str], told: str) -> None:
    (fault,) = lock_faults(PROJECT, lock(**changed))
    assert told in fault


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("regex==2025.9", "has no whole sha256 hash"),
        ("regex==2025.9 --hash=sha256:abc", "has no whole sha256 hash"),
        (f"regex==2025.9 {HASH} --hash=md5:{'a' * 32}", "has no whole sha256 hash"),
        (f"regex>=2025.9 {HASH}", "is not pinned"),
        (f"regex==2025.* {HASH}", "is not pinned"),
        (f"regex {HASH}", "is not pinned"),
        (f"./regex.whl {HASH}", "is not a pinned requirement"),
        ("--index-url packages.example.org", "line 1: names an address"),
        ("-i packages.example.org", "line 1: names an address"),
        ("--find-links wheels", "line 1: names an address"),
    ],
)
def test_a_line_that_is_no_hashed_pin_is_told(line: str, told: str) -> None:
    (fault,) = read_lock(line + "\n")[1]
    assert told in fault


def test_a_direct_address_is_told_with_its_line() -> None:
    faults = read_lock(f"{LINES['telegram']}\nregex @ https://example.org/regex.whl {HASH}\n")[1]
    assert faults[0] == "requirements.lock line 3: names an address; the lock says what, never from where"


# Written in pieces, or this file would be a fault itself.
TOKEN = "1234567890" + ":" + "AA" + "Hq7" * 11
KEY = "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIE"
PATH_OF_ONE = "/home" + "/clerk/xiaohao"


@pytest.mark.parametrize(
    ("place", "content", "told"),
    [
        ("docs/install.md", f"one\ntwo {TOKEN}\n", "docs/install.md line 2: a bot token"),
        ("cli/run.py", f'TOKEN = "{TOKEN}"', "cli/run.py line 1: a bot token"),
        ("config/key.pem", KEY, "config/key.pem line 1: a private key"),
        ("README.md", f"cd {PATH_OF_ONE}", "README.md line 1: a path of one machine"),
        ("bot/turn.py", "\n" + "<" * 7 + " ours\n", "bot/turn.py line 2: a merge left half done"),
        ("jobs/utils.py", "", "jobs/utils.py: a drawer for anything; name it for what it holds"),
        ("jobs/helpers/dates.py", "", "jobs/helpers/dates.py: a drawer for anything; name it for what it holds"),
        (
            "tests/unit/config/__init__.py",
            "",
            "tests/unit/config/__init__.py: no __init__.py below tests/, it would shadow the package of the same name",
        ),
    ],
)
def test_what_must_not_leave_the_house_is_told(tmp_path: Path, place: str, content: str, told: str) -> None:
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text(content, "utf-8")
    assert forbidden_faults(tmp_path) == [told]


@pytest.mark.parametrize(
    "content",
    [
        "see https://example.org/home/page",
        "1234567890:TEST",
        "1234567890:AA" + "x" * 33,
        "1234567890:AA-abcdefghijklmnopqrstuvwxyz_01234",
        "/var/lib/xiaohao",
        "a private key is kept in data_dir",
    ],
)
def test_what_only_looks_like_it_is_left_alone(tmp_path: Path, content: str) -> None:
    (tmp_path / "README.md").write_text(content, "utf-8")
    assert forbidden_faults(tmp_path) == []


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text(
        "[a](docs/here.md#top) [b](docs/gone.md) [c](https://example.org/gone.md) [d](#e)"
    )
    (tmp_path / "docs/here.md").write_text("[up](../README.md) [down](here/gone.md)")
    assert link_faults(tmp_path) == [
        "docs/here.md: links to here/gone.md, which is not there",
        "README.md: links to docs/gone.md, which is not there",
    ]


def test_any_fault_fails_the_command_and_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    (tmp_path / "requirements.lock").write_text("", "utf-8")
    assert main(tmp_path) == 1
    assert "requirements.lock: 'aiohttp>=3.13' is met by nothing" in capsys.readouterr().out


def test_this_house_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
