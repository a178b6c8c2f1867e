"""What can a person do to a form? Type, press a button, send files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReceivedFile:
    """A file that is in the content store. `name` is the sender's label for it, never a path.

    `clean_sha256`: a copy of it without place, device and author, of `clean_size` bytes; "" where there can be none.
    `cleaned`: this is such a copy.
    """

    sha256: str
    size: int
    media_type: str
    name: str
    photo: bool = False
    clean_sha256: str = ""
    clean_size: int = 0
    cleaned: bool = False


MOST_MEGABYTES = 20  # of a file, as Telegram counts them: above that `getFile` hands nothing over
MOST_BYTES = MOST_MEGABYTES * 2**20


@dataclass(frozen=True)
class TooBig:
    """A file Telegram would not hand over: above `MOST_BYTES`. `size` as Telegram states it."""

    name: str
    size: int


@dataclass(frozen=True)
class Typed:
    """A text message. `edited`: it replaces what the same message said before."""

    text: str
    message_id: int
    reply_to: int | None = None
    edited: bool = False


@dataclass(frozen=True)
class Chosen:
    """A button of the form, drawn when the dialogue stood at `rev`."""

    value: str
    dialogue: int
    rev: int


@dataclass(frozen=True)
class Files:
    """One message with files (an album comes as several). `caption` counts as typed text where text is awaited."""

    files: tuple[ReceivedFile, ...]
    too_big: tuple[TooBig, ...] = ()
    caption: str = ""
    message_id: int = 0
    album: str | None = None


Answer = Typed | Chosen | Files
