"""Which keys seal what the database keeps? Those of the settings, or a file made on first run."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet

from config.faults import Fault, SettingsError
from config.settings import Settings


def keys_file(data_dir: Path) -> Path:
    return data_dir / "secrets.keys"


def load_keys(settings: Settings) -> list[str]:
    """Fernet keys, newest first. Two programs that start at once on a new folder get the same ones."""
    if settings.secrets.keys:
        return [key.get_secret_value() for key in settings.secrets.keys]
    file = keys_file(settings.data_dir)
    if not file.exists():
        write_keys(file, [Fernet.generate_key().decode()])
    return _read(file)


def keys_now(settings: Settings) -> list[str] | None:
    """The file's keys as they are at this moment; None where the settings hold them or the file can't be read."""
    file = keys_file(settings.data_dir)
    if settings.secrets.keys or not file.exists():
        return None
    try:
        return _read(file)
    except SettingsError:
        return None


def write_keys(file: Path, keys: list[str], *, replace: bool = False) -> None:
    """Whole or not at all, on disk before it returns, readable by its owner only. An existing file wins unless `replace`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".secrets-")  # mode 0600 from the start
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write("".join(f"{key}\n" for key in keys))
            out.flush()
            os.fsync(out.fileno())
        if replace:
            Path(draft).replace(file)
        else:
            # A link, unlike a rename, fails if the file is there: the first of two programs wins, and the other
            # reads a file that is whole. Opened with O_EXCL and then written, it could be read while still empty.
            try:
                os.link(draft, file)
            except FileExistsError:
                return
        _settle(file.parent)
    finally:
        Path(draft).unlink(missing_ok=True)


def _read(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError) as fault:
        raise _fault(file, f"can't be read: {fault}") from fault
    for key in lines:
        try:
            Fernet(key)
        except ValueError:
            raise _fault(file, "holds a line that is not a Fernet key; restore it from where you keep it") from None
    if not lines:
        raise _fault(file, "is empty; restore it from where you keep it")
    return lines


def _settle(folder: Path) -> None:
    """The name itself must survive a power cut, not only the contents."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fault(file: Path, problem: str) -> SettingsError:
    return SettingsError([Fault("secrets.keys", str(file), problem)])
