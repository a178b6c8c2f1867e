"""What has arrived, and what stands where? The mailbox is read as its owner would, the rest as somebody who looks for a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import LargeBinary, create_engine, select

from db.tables import Base
from sandbox.mailbox import Letter
from tests.acceptance.storm.crowd import ENDING, NUMBER, Matter, Objector, Sent

ABOUT = {"补充材料": "addition", "已撤回": "withdrawn"}


@dataclass
class Part:
    """One Message-ID, with every address that has it and how often."""

    message: EmailMessage
    reached: Counter[str] = field(default_factory=Counter)

    @property
    def quoted(self) -> list[str]:
        """What the objector wrote, line by line."""
        return [line.removeprefix("> ").rstrip() for line in self.body.splitlines() if line.startswith(">")]

    @property
    def body(self) -> str:
        body = self.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    @property
    def files(self) -> list[tuple[str, bytes]]:
        return [
            (one.get_filename() or "", bytes(one.get_payload(decode=True)))  # type: ignore[arg-type]
            for one in self.message.iter_attachments()
        ]


Arrived = list[tuple[EmailMessage, list[str]]]  # with the addresses that got it


def opened(letters: Iterable[Letter]) -> Arrived:
    return [(letter.message, letter.rcpt_tos) for letter in letters]


def parts_by_number(arrived: Arrived) -> dict[tuple[str, str], dict[str, Part]]:
    """(register number, about) -> Message-ID -> part, in the order in which they first came."""
    found: dict[tuple[str, str], dict[str, Part]] = {}
    for message, addresses in arrived:
        subject = str(message["Subject"])
        number = NUMBER.search(subject)
        assert number is not None, f"a letter without a register number: {subject}"
        about = next((about for words, about in ABOUT.items() if words in subject), "lodged")
        part = found.setdefault((number[0], about), {}).setdefault(message["Message-ID"], Part(message))
        part.reached.update(addresses)
    return found


def faults_of(objector: Objector, matter: Matter, parts: dict[str, Part], addresses: set[str]) -> list[str]:
    """What is not as it must be with the letters of one matter; nothing is well."""
    who = f"{objector.number} {matter.about}"
    if not parts:
        return [f"{who}: no letter came"]
    faults = [
        f"{who}: {message_id} reached {sorted(part.reached)}"
        for message_id, part in parts.items()
        if set(part.reached) != addresses
    ]
    ordered = sorted(parts.values(), key=_serial)
    quoted = [line for part in ordered for line in part.quoted]
    if matter.about != "withdrawn" and quoted != [line.rstrip() for line in matter.text.splitlines()]:
        faults.append(f"{who}: says {quoted}")
    arrived = [file for part in ordered for file in part.files]
    before = 0 if matter.about == "lodged" else len(objector.matters[0].files)
    enclosed = [(at, file) for at, file in enumerate(matter.files, before + 1) if not file.left_out]
    if [name for name, _ in arrived] != [_name(objector, file, at) for at, file in enclosed]:
        faults.append(f"{who}: encloses {[(name, len(content)) for name, content in arrived]}")
    faults += [
        f"{who}: {name} is not what was sent"
        for (name, content), (_, file) in zip(arrived, enclosed, strict=False)
        if not file.became(content, cleaned=objector.cleaning)
    ]
    unnamed = [file.name for file in matter.files if file.left_out and file.sha256 not in ordered[0].body]
    return [*faults, *(f"{who}: does not name {name}, which no mail can carry" for name in unnamed)]


def _serial(part: Part) -> int:
    """`(2/5)` in the subject."""
    _, _, serial = str(part.message["Subject"]).rpartition("(")
    return int(serial.partition("/")[0]) if "/" in serial else 1


def _name(objector: Objector, file: Sent, at: int) -> str:
    return f"材料{at}.{ENDING[file.mime]}" if objector.anonymous or file.photo else file.name


# -- looking for somebody -----------------------------------------------------------------------------------------


def clear_of(url: str) -> Iterator[tuple[str, str]]:
    """("table.column", value) of all that is stored and not sealed."""
    engine = create_engine(url)
    with engine.connect() as conn:
        for table in Base.metadata.sorted_tables:
            clear = [column for column in table.columns if not isinstance(column.type, LargeBinary)]
            for row in conn.execute(select(*clear)):
                for column, value in zip(clear, row, strict=True):
                    yield f"{table.name}.{column.name}", str(value)
    engine.dispose()


def told_by_database(url: str, needles: Iterable[str]) -> list[str]:
    wanted = tuple(needles)
    return [f"{where}: {value[:80]}" for where, value in clear_of(url) if any(needle in value for needle in wanted)]


def told_by_files(folder: Path, needles: Iterable[str]) -> list[str]:
    """Files below a folder that hold one of these, byte for byte: database and journal, log, evidence, mails."""
    wanted = [needle.encode() for needle in needles]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [
        str(path) for path in files if any(needle in content for content in [path.read_bytes()] for needle in wanted)
    ]


def told_by_letters(arrived: Arrived, needles: Iterable[str]) -> list[str]:
    """Headers, texts and file names as a reader sees them."""
    wanted = tuple(needles)
    found = []
    for message, _ in arrived:
        for part in message.walk():
            shown = "\n".join(f"{name}: {value}" for name, value in part.items()) + (part.get_filename() or "")
            if part.get_content_maintype() == "text" and not part.is_attachment():
                shown += str(part.get_content())
            if any(needle in shown for needle in wanted):
                found.append(f"{message['Subject']}: {part.get_content_type()}")
    return found
