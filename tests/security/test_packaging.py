"""Does the built wheel work where only it is installed, and can no other distribution overwrite our packages?

Our packages have plain names (`config`, `jobs`, ...). A foreign wheel with a package of the same name would be written
over ours in silence, so it is looked for; and the wheel is tried away from this checkout, or a file that only the
checkout has would not be missed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.check_house import ROOMS, ROOT, our_files

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
RECORD = f"xiaohao-{VERSION}.dist-info"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a release would carry it, built offline by the locked backend."""
    out = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT])
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an empty environment that holds our wheel and sees its dependencies.

    The dependencies are this environment's, shown by a .pth file. Python does not follow a .pth file found there in
    turn, so an editable install of this checkout stays out of sight.
    """
    place = tmp_path_factory.mktemp("empty")
    venv.create(place, with_pip=False, symlinks=True)
    commands = place / "bin"
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--python",
        commands / "python",
    ]
    run([*pip, "install", "--quiet", "--no-index", "--no-deps", wheel])
    (site,) = (place / "lib").glob("python*/site-packages")
    theirs = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "dependencies.pth").write_text("".join(f"{folder}\n" for folder in sorted(theirs)), "utf-8")
    return commands


def run(command: list[str | Path], cwd: Path | None = None) -> str:
    """What a command printed; the test ends with its complaint when it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XIAOHAO"))}
    ran = subprocess.run(command, check=False, cwd=cwd, env=kept, capture_output=True, text=True, timeout=110)
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def test_the_wheel_in_an_empty_environment_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert run([installed / "xiaohao", "--version"], cwd=tmp_path).strip() == f"xiaohao {VERSION}"


def test_what_runs_there_is_the_wheel_and_not_this_checkout(installed: Path, tmp_path: Path) -> None:
    code = f"import importlib, json; print(json.dumps([importlib.import_module(n).__file__ for n in {ROOMS!r}]))"
    places = json.loads(run([installed / "python", "-c", code], cwd=tmp_path))
    assert [place for place in places if not Path(place).is_relative_to(installed.parent)] == []


def test_the_wheel_carries_every_file_of_every_room(wheel: Path) -> None:
    """Texts, templates, holidays and migrations are no Python; leaving one out shows only on the office's machine."""
    carried = set(zipfile.ZipFile(wheel).namelist())
    ours = {path.relative_to(ROOT).as_posix() for path in our_files(ROOT) if path.relative_to(ROOT).parts[0] in ROOMS}
    assert "config/holidays.toml" in ours
    assert ours - carried == set()


def test_the_wheel_carries_nothing_but_the_rooms_and_its_own_record(wheel: Path) -> None:
    top = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert top == {*ROOMS, RECORD}


def test_the_licence_travels_with_the_wheel(wheel: Path) -> None:
    licence = zipfile.ZipFile(wheel).read(f"{RECORD}/licenses/LICENSE")
    assert licence == (ROOT / "LICENSE").read_bytes()
    assert b"Apache License" in licence


def test_no_distribution_here_brings_a_package_of_our_name() -> None:
    """Here ours is an editable install, which names no packages: whatever is named is a stranger, or a second copy."""
    providers = packages_distributions()
    assert {
        room: set(providers[room]) - {"xiaohao"} for room in ROOMS if set(providers.get(room, ())) - {"xiaohao"}
    } == {}


PROVIDERS = f"""
import json
from importlib.metadata import packages_distributions
print(json.dumps({{name: sorted(set(by)) for name, by in packages_distributions().items() if name in {ROOMS!r}}}))
"""


def test_each_of_our_packages_comes_from_our_wheel_alone(installed: Path, tmp_path: Path) -> None:
    assert json.loads(run([installed / "python", "-c", PROVIDERS], cwd=tmp_path)) == {
        room: ["xiaohao"] for room in ROOMS
    }


def test_a_stranger_with_a_package_of_our_name_is_seen(installed: Path, tmp_path: Path) -> None:
    """The look the two tests above rely on: a foreign distribution that brings its own `config` shows up beside ours."""
    record = tmp_path / "stranger-1.0.dist-info"
    record.mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n", "utf-8")
    (record / "RECORD").write_text("config/__init__.py,,\n", "utf-8")
    seen = json.loads(run([installed / "python", "-c", PROVIDERS], cwd=tmp_path))  # -c puts this folder on the path
    assert seen["config"] == ["stranger", "xiaohao"]
