"""What are an objector's files called, and which of them go with which mail?"""

from __future__ import annotations

from collections.abc import Sequence

from domain.answers import ReceivedFile

MEGABYTE = 1_000_000

_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/heif": ".heic",
    "image/tiff": ".tif",
    "image/x-ms-bmp": ".bmp",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "application/zip": ".zip",
    "application/vnd.rar": ".rar",
    "application/x-7z-compressed": ".7z",
    "application/x-gzip": ".gz",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/3gpp": ".3gp",
    "video/webm": ".webm",
    "video/avi": ".avi",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/amr": ".amr",
    "audio/aac": ".aac",
    "audio/wave": ".wav",
    "audio/ogg": ".ogg",
    "text/plain": ".txt",
}


EXECUTABLE = "application/x-executable"  # what `jobs.files` calls a program, whatever its name says
_RUNS = (
    *(".exe", ".com", ".scr", ".pif", ".msi", ".dll", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf"),
    *(".hta", ".lnk", ".reg", ".jar", ".apk", ".sh", ".app", ".cpl", ".msc"),
)


def runs(file: ReceivedFile) -> bool:
    """Would opening it start something? By its content, and by the ending that a desk's computer would believe."""
    return file.media_type == EXECUTABLE or file.name.lower().endswith(_RUNS)


def file_names(files: Sequence[ReceivedFile], *, anonymous: bool, before: int = 0) -> list[str]:
    """What the files are called in letters and to the office: an anonymous objector's names tell nothing.

    `before`: files the objection has already. The ending follows the content that was found, not what was claimed.
    """
    names = []
    for serial, file in enumerate(files, before + 1):
        if anonymous or file.photo or not file.name:
            names.append(f"材料{serial}{_ENDINGS.get(file.media_type, '.bin')}")
        else:
            names.append(file.name)
    return names


def spoken_size(size: int) -> str:
    """`23 MB`, `2.4 MB`, `340 KB`: as people name the size of a file; nothing is 0."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f}".removesuffix(".0") + " MB"
    return f"{max(round(size / 1000), 1)} KB"


ATTACHMENT_HEADERS = 600  # bytes: a part's own headers, an encoded Chinese name included


def in_a_mail(size: int) -> int:
    """Bytes a file of `size` takes in a mail: base64 in lines of 76 characters (57 bytes), each with its line end."""
    return -(-size // 57) * 78 + ATTACHMENT_HEADERS


def largest(sizes: Sequence[int], over: int) -> set[int]:
    """Positions of the largest files, enough of them to make a mail lighter by `over` bytes; all where that is too few."""
    chosen: set[int] = set()
    for position in sorted(range(len(sizes)), key=lambda at: (-sizes[at], at)):
        if over <= 0:
            break
        chosen.add(position)
        over -= in_a_mail(sizes[position]) - ATTACHMENT_HEADERS
    return chosen


def split(sizes: Sequence[int], room: int) -> tuple[list[list[int]], list[int]]:
    """Which files go with which letter, as positions in `sizes`, and which are too big for any.

    The order is kept: a reader finds 材料1 before 材料2. There is always a first letter, if only for the text.
    """
    letters: list[list[int]] = [[]]
    too_big: list[int] = []
    left = room
    for position, size in enumerate(sizes):
        needs = in_a_mail(size)
        if needs > room:
            too_big.append(position)
            continue
        if needs > left:
            letters.append([])
            left = room
        letters[-1].append(position)
        left -= needs
    return letters, too_big
