"""Is the house in order? What `make check` proves, offline, beyond lint, types and imports.

    python -m tests.check_house

Four questions: is every requirement met by a pinned and hashed line of the lock, is every sentence there in both
languages, does no file carry what must not leave this house, and does every link of our pages lead somewhere. Each fault is one line; any fault is exit code 1.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.markers import Marker, default_environment
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
ROOMS = ("config", "domain", "db", "jobs", "bot", "cli", "sandbox")
OURS = (*ROOMS, "tests", "bench", "docs", ".ci")

# What the lock must serve: every Python we claim, on a server and on a developer's desk.
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
)


@dataclass(frozen=True)
class Pin:
    """One line of the lock: a name at one version, for the machines its marker speaks of."""

    name: str
    version: str
    marker: Marker | None

    def serves(self, machine: dict[str, str]) -> bool:
        return self.marker is None or self.marker.evaluate(machine)


def machines() -> list[dict[str, str]]:
    """The environments a marker is asked about: each Python on each system, otherwise like this machine."""
    here = {key: str(value) for key, value in default_environment().items()}
    return [
        {**here, **system, "python_version": python, "python_full_version": f"{python}.0"}
        for python in PYTHONS
        for system in SYSTEMS
    ]


def requirements_of(project: dict[str, Any]) -> list[str]:
    """Everything pyproject.toml asks for: to run, for every extra, and to build."""
    extras = project["project"].get("optional-dependencies", {})
    return [
        *project["project"].get("dependencies", []),
        *(line for lines in extras.values() for line in lines),
        *project["build-system"]["requires"],
    ]


# --- the lock ---------------------------------------------------------------------------------------------------------

_ADDRESS = re.compile(r"://|^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)\b", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)")
_ANY_HASH = re.compile(r"--hash=\S*")


def read_lock(text: str) -> tuple[list[Pin], list[str]]:
    """The lock's pins, and a fault for each line that is no pin, carries no hash or names an address."""
    pins: list[Pin] = []
    faults: list[str] = []
    if address := _ADDRESS.search(text):
        line = text.count("\n", 0, address.start()) + 1
        faults.append(f"requirements.lock line {line}: names an address; the lock says what, never from where")
    for entry in _entries(text):
        what, hashes = _ANY_HASH.split(entry, maxsplit=1)[0].strip(), _ANY_HASH.findall(entry)
        try:
            requirement = Requirement(what)
        except InvalidRequirement:
            faults.append(f"requirements.lock: {what!r} is not a pinned requirement")
            continue
        pinned = [clause.version for clause in requirement.specifier if clause.operator == "=="]
        if len(pinned) != 1 or len(requirement.specifier) != 1 or "*" in pinned[0]:
            faults.append(f"requirements.lock: {what!r} is not pinned to one version")
            continue
        if not hashes or len(hashes) != len(_HASH.findall(entry)):
            faults.append(f"requirements.lock: {what!r} has no whole sha256 hash")
        pins.append(Pin(canonicalize_name(requirement.name), pinned[0], requirement.marker))
    return pins, faults


def _entries(text: str) -> Iterator[str]:
    """The lock's logical lines: a backslash carries on, comments and empty lines are skipped."""
    for line in text.replace("\\\n", " ").splitlines():
        if (entry := line.strip()) and not entry.startswith(("#", "-")):
            yield entry


def lock_faults(project: dict[str, Any], lock: str) -> list[str]:
    """Where the lock falls behind pyproject.toml: a requirement no line meets, on any machine we claim."""
    pins, faults = read_lock(lock)
    for text in requirements_of(project):
        requirement = Requirement(text)
        name = canonicalize_name(requirement.name)
        unserved: list[str] = []
        for machine in machines():
            if requirement.marker is not None and not requirement.marker.evaluate(machine):
                continue
            serving = [pin for pin in pins if pin.name == name and pin.serves(machine)]
            if len(serving) != 1 or not requirement.specifier.contains(serving[0].version, prereleases=True):
                found = ", ".join(pin.version for pin in serving) or "nothing"
                unserved.append(f"{found} on Python {machine['python_version']}, {machine['platform_system']}")
        if unserved:
            faults.append(f"requirements.lock: {text!r} is met by {unserved[0]}; run `make lock`")
    return faults


# --- the texts --------------------------------------------------------------------------------------------------------


def text_faults() -> list[str]:
    """Sentences that are missing, left over or unlike in one of the two languages."""
    from config.text_checks import check_texts  # noqa: PLC0415 - the other questions need none of our packages

    return check_texts()


# --- what must not leave this house -----------------------------------------------------------------------------------

# A bot's token and a private key are recognised by their shape; so is a path that only one person's machine has.
# Part of the alphabet, or a letter five times over, is nobody's token: tests may have those.
UNWANTED = {
    "a bot token": re.compile(rb"(?<![\w:-])\d{8,10}:AA(?![\w-]*?(?:abcdef|ABCDEF|([\w-])\1{4}))[\w-]{33}(?![\w-])"),
    "a private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]"),
    "a path of one machine": re.compile(rb"(?<![\w./-])/(?:home/[a-z]\w*|root|Users/\w+)/"),
    "a merge left half done": re.compile(rb"^(?:<{7}|>{7}) ", re.MULTILINE),
}
# Drawers for what nobody found a place for; a module is named for a noun the office would recognise.
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}


def our_files(root: Path) -> Iterator[Path]:
    """Every file of ours, without what tools leave behind."""
    for name in OURS:
        yield from sorted(p for p in (root / name).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    yield from sorted(p for p in root.iterdir() if p.is_file() and p.name != ".git")  # a worktree's .git is a file


def forbidden_faults(root: Path) -> list[str]:
    """Names and contents that no commit of ours may carry."""
    faults: list[str] = []
    for path in our_files(root):
        place = path.relative_to(root)
        content = path.read_bytes()
        for what, shape in UNWANTED.items():
            if found := shape.search(content):
                line = content.count(b"\n", 0, found.start()) + 1
                faults.append(f"{place} line {line}: {what}")
        if path.suffix == ".py" and DRAWERS & {path.stem, *place.parent.parts}:
            faults.append(f"{place}: a drawer for anything; name it for what it holds")
        if place.parts[0] == "tests" and path.name == "__init__.py":
            faults.append(f"{place}: no __init__.py below tests/, it would shadow the package of the same name")
    return faults


# --- the pages --------------------------------------------------------------------------------------------------------

_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def link_faults(root: Path) -> list[str]:
    """Links in our pages that lead to no file of ours."""
    pages = [path for path in our_files(root) if path.suffix == ".md"]
    return [
        f"{page.relative_to(root)}: links to {target}, which is not there"
        for page in pages
        for target in _LINK.findall(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]


def main(root: Path = ROOT) -> int:
    """Ask every question, print what was asked and every fault; 0 only if there is none."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    lock = (root / "requirements.lock").read_text("utf-8")
    asked = (
        (
            f"lock: {len(requirements_of(project))} requirements, {len(read_lock(lock)[0])} pins",
            lock_faults(project, lock),
        ),
        ("texts: complete in both languages", text_faults()),
        (f"files: {sum(1 for _ in our_files(root))} without what must not leave", forbidden_faults(root)),
        ("pages: every link leads somewhere", link_faults(root)),
    )
    for question, faults in asked:
        print(f"{'FAULT' if faults else 'ok':5} {question}")  # noqa: T201 - this is a command
        for fault in faults:
            print(f"      {fault}")  # noqa: T201 - this is a command
    return 1 if any(faults for _, faults in asked) else 0


if __name__ == "__main__":
    sys.exit(main())
