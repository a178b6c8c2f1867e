"""Which files has Telegram been given? Keeps them in memory, hands out identifiers, and looks at pictures as Telegram does."""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass
from typing import Any

from sandbox.refusals import WRONG_FILE, bad_request

MAX_DOWNLOAD = 20 << 20
MAX_UPLOAD = 50 << 20
MAX_PHOTO = 10 << 20
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"RIFF")
_ENDINGS = {"image/jpeg": ".jpg", "application/pdf": ".pdf", "image/png": ".png"}


@dataclass(frozen=True)
class StoredFile:
    """`size` can be larger than what is kept: a person sends "23 MB" without anyone holding them."""

    file_id: str
    unique_id: str
    path: str
    kind: str  # document | photo
    name: str
    mime: str
    data: bytes
    size: int
    width: int = 0
    height: int = 0

    def base(self) -> dict[str, Any]:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}

    def document(self) -> dict[str, Any]:
        return {**self.base(), "file_name": self.name, "mime_type": self.mime}

    def photo(self) -> list[dict[str, Any]]:
        """Two sizes, the larger last, as bots are used to; both name the same picture."""
        small = {**self.base(), "file_id": f"{self.file_id}s", "file_unique_id": f"{self.unique_id}s"}
        scale = max(self.width, self.height, 1) / 90
        small |= {"width": max(1, int(self.width / scale)), "height": max(1, int(self.height / scale))}
        return [small, {**self.base(), "width": self.width, "height": self.height}]


class Files:
    """Everything uploaded by anybody."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, name: str, mime: str, data: bytes, *, kind: str = "document", size: int | None = None) -> StoredFile:
        width, height = dimensions(data) if kind == "photo" else (0, 0)
        number = len(self._by_path)
        ending = _ENDINGS.get(mime, "." + name.rpartition(".")[2][:8] if "." in name else "")
        prefix = "AgACAgI" if kind == "photo" else "BQACAgI"
        file = StoredFile(
            file_id=f"{prefix}AAx{secrets.token_urlsafe(36)}",
            unique_id=f"AgAD{secrets.token_urlsafe(8)}",
            path=f"{kind}s/file_{number}{ending}",
            kind=kind,
            name=name,
            mime=mime,
            data=data,
            size=len(data) if size is None else size,
            width=width,
            height=height,
        )
        self._by_id[file.file_id] = self._by_id[f"{file.file_id}s"] = file
        self._by_path[file.path] = file
        return file

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def known(self, file_id: str) -> StoredFile:
        """A file a bot names when sending: it must be one of ours, and the sandbox fetches no URLs."""
        if file_id.lower().startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request(WRONG_FILE)
        return file


def check_photo(data: bytes) -> None:
    """Refuses what Telegram can't turn into a photo."""
    if len(data) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    if not data.startswith(_IMAGES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = dimensions(data)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def dimensions(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, read from PNG and JPEG; 800 x 600 where they can't be read."""
    if data.startswith(b"\x89PNG") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return max(1, width), max(1, height)
    at = 2
    while data.startswith(b"\xff\xd8") and at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return max(1, width), max(1, height)
        at += 2 + length
    return 800, 600
