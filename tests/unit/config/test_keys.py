"""Are the keys made once, whole and for their owner only?"""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config.keys import keys_file, load_keys, write_keys
from config.settings import SettingsError, load_settings

ROOT = Path(__file__).parents[3]


def test_keys_of_the_settings_are_used_as_given_and_no_file_is_made(tmp_path: Path) -> None:
    keys = [Fernet.generate_key().decode() for _ in range(2)]
    assert load_keys(load_settings(environ={}, data_dir=tmp_path, secrets={"keys": keys})) == keys
    assert list(tmp_path.iterdir()) == []


def test_a_first_run_makes_a_key_that_only_its_owner_can_read_and_later_runs_find_it(tmp_path: Path) -> None:
    settings = load_settings(environ={}, data_dir=tmp_path / "new" / "folder")
    keys = load_keys(settings)
    Fernet(keys[0])
    assert load_keys(settings) == keys
    file = keys_file(settings.data_dir)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(settings.data_dir.iterdir()) == [file], "no draft is left behind"


def test_programs_that_start_at_once_agree_on_the_keys(tmp_path: Path) -> None:
    code = """if True:
        import sys
        from config.keys import load_keys
        from config.settings import load_settings
        print(load_keys(load_settings(environ={}, data_dir=sys.argv[1])))
    """
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = {program.communicate()[0] for program in started}
    assert len(said) == 1
    assert said == {f"{load_keys(load_settings(environ={}, data_dir=tmp_path))}\n"}


def test_a_newer_key_is_put_in_front_only_where_replacing_is_meant(tmp_path: Path) -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    settings = load_settings(environ={}, data_dir=tmp_path)
    write_keys(keys_file(tmp_path), [old])
    write_keys(keys_file(tmp_path), [new])
    assert load_keys(settings) == [old]
    write_keys(keys_file(tmp_path), [new, old], replace=True)
    assert load_keys(settings) == [new, old]


@pytest.mark.parametrize(("contents", "told"), [("", "is empty"), ("geheim\n", "not a Fernet key")])
def test_a_damaged_file_is_never_replaced_in_silence(tmp_path: Path, contents: str, told: str) -> None:
    keys_file(tmp_path).write_text(contents, encoding="utf-8")
    with pytest.raises(SettingsError, match=told) as refused:
        load_keys(load_settings(environ={}, data_dir=tmp_path))
    assert "geheim" not in str(refused.value)
    assert keys_file(tmp_path).read_text(encoding="utf-8") == contents
