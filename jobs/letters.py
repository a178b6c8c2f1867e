"""How does an objection reach its contact addresses? As letters: written here once, each with ONE Message-ID.

An objection has one letter or several: numbered parts where its files don't fit into one mail, additions, the word that
it was withdrawn. Each letter has one outbox row per contact address; a row never expires. Until every address has
accepted a letter, a mark says it is on its way.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, bindparam, cast, delete, literal_column, select, update
from sqlalchemy.orm import aliased

from config.settings import Settings
from db.prepared import Prepared
from db.session import PreparedRow
from db.tables import Letter, Meta, Objection, Outbox, OutboxState
from db.units import Reading, Unit
from domain.enclosures import largest, split
from domain.messages.objections import FileCopy, FileLine, ObjectionLetter, TaskLine
from domain.parcels import LetterHead
from jobs import outbox

NO_DOMAIN = "xiaohao.invalid"  # a letter written before a sender is set: the name still belongs to nobody else
BODY = 8_192  # bytes: headers and the sentences around the text
_ON_ITS_WAY = "underway:"
_LIMIT = "mail.size"
_KIND = ObjectionLetter.KIND
_WAITING = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.HELD, OutboxState.DEAD)


@dataclass(frozen=True)
class Enclosed:
    """A file that goes with a letter, under the name readers see."""

    sha256: str
    name: str
    media_type: str
    size: int


def sender_of(settings: Settings) -> str | None:
    """The From address: `mail.sender`, else the office's own."""
    return settings.mail.sender or settings.office.email


def new_message_id(settings: Settings) -> str:
    """Made once and kept. It tells no hour: an objector's letter must not say when its objector was awake."""
    sender = sender_of(settings)
    domain = sender.rpartition("@")[2] if sender else NO_DOMAIN
    return f"<{uuid.uuid4().hex}@{domain}>"


def write(unit: Unit, objection: Objection) -> list[Letter]:
    """The letters of an objection that has just been lodged."""
    return _letters(unit, objection, "lodged", "lodged", _text(unit, objection), enclosed(objection))


def write_addition(unit: Unit, objection: Objection, number: int, text: str, files: Sequence[Enclosed]) -> list[Letter]:
    """What the objector added later, with its own files only."""
    return _letters(unit, objection, "addition", f"addition {number}", text, files, addition=number)


def write_reply(
    unit: Unit, objection: Objection, number: int, question: str, text: str, files: Sequence[Enclosed]
) -> list[Letter]:
    """The objector's answer to what the office asked, with what was asked."""
    return _letters(unit, objection, "reply", f"reply {number}", text, files, addition=number, question=question)


def write_withdrawn(unit: Unit, objection: Objection) -> list[Letter]:
    """The receiver looks into nothing that was taken back."""
    return _letters(unit, objection, "withdrawn", "withdrawn", "", ())


def enclosed(objection: Objection) -> list[Enclosed]:
    return [Enclosed(file.file.sha256, file.name, file.file.media_type, file.file.size) for file in objection.files]


def addresses_of(reading: Reading, objection: Objection) -> list[str]:
    """Every contact address of the notice; the office's own where the notice names none."""
    named = list(dict.fromkeys(objection.publicity.emails))
    return named or ([reading.settings.office.email] if reading.settings.office.email else [])


def _text(reading: Reading, objection: Objection) -> str:
    return reading.vault.open(objection.text_sealed) if objection.text_sealed is not None else ""


_ROW = PreparedRow(select(Letter).where(Letter.id == bindparam("id")))


def _letters(
    unit: Unit,
    objection: Objection,
    about: str,
    occasion: str,
    text: str,
    files: Sequence[Enclosed],
    *,
    addition: int = 0,
    question: str = "",
) -> list[Letter]:
    # The text stands twice in a letter (plain and HTML), each in base64: four bytes for three, twice, and some to spare.
    room = max(_most(unit) - BODY - 4 * len((text + question).encode()), 0)
    parts, too_big = split([file.size for file in files], room)
    left_out = tuple(FileLine(files[at].name, files[at].size, files[at].sha256) for at in too_big)
    for line in left_out:
        _show_left_out(unit, objection, line)
    name, contact = "", ""
    if objection.identity_sealed is not None:
        identity = unit.vault.open_json(objection.identity_sealed)
        name, contact = identity["name"], identity["contact"]
    addresses = addresses_of(unit, objection)
    written = []
    for number, positions in enumerate(parts, 1):
        enclosures = [files[at] for at in positions]
        message = ObjectionLetter(
            about=about,
            register_number=objection.register_number,
            title=objection.publicity.title or "",
            tasks=tuple(TaskLine(row.task_id, row.task.number, row.task.problem) for row in objection.tasks),
            anonymous=objection.anonymous,
            name=name if number == 1 else "",
            contact=contact if number == 1 else "",
            text=text if number == 1 else "",
            said_at=unit.now,
            files=tuple(FileLine(file.name, file.size, "") for file in enclosures),
            left_out=left_out if number == 1 else (),
            part=number,
            parts=len(parts),
            office=unit.settings.office.name,
            addition=addition,
            question=question if number == 1 else "",
        )
        id_ = unit.put_new(
            Letter,
            kind=message.KIND,
            thing=f"objection:{objection.id}",
            occasion=occasion,
            part=number,
            parts=len(parts),
            message_id=new_message_id(unit.settings),
            objection_id=objection.id,
            facts_sealed=outbox.sealed(unit, message),
            files=[
                {"sha256": file.sha256, "name": file.name, "media_type": file.media_type, "size": file.size}
                for file in enclosures
            ],
            created_at=unit.now,
        )
        letter: Letter = _ROW.one(unit, id=id_)
        outbox.put_letter(unit, letter, message, addresses)
        if addresses:
            unit.put_new(Meta, name=f"{_ON_ITS_WAY}{letter.id}")
        written.append(letter)
    return written


# -- too big for a mail --------------------------------------------------------------------------------------------


def _most(reading: Reading) -> int:
    """The largest mail in bytes: `mail.max_bytes`, or less where the mail server said that it takes less."""
    told = _TOLD.scalar(reading)
    return min(reading.settings.mail.max_bytes, int(told) if told else reading.settings.mail.max_bytes)


def note_limit(unit: Unit, limit: int) -> None:
    """What the mail server says it takes, in bytes; letters written from now on are split by it."""
    if _TOLD.scalar(unit) == str(limit):
        return
    if unit.conn.execute(unit.insert_new(Meta).values(name=_LIMIT, value=str(limit))).rowcount != 1:
        unit.conn.execute(update(Meta).where(Meta.name == _LIMIT).values(value=str(limit)))


_TOLD = Prepared(select(Meta.value).where(Meta.name == _LIMIT))


def head_of(reading: Reading, thing: str) -> LetterHead:
    """The head of the letter that a row is about (`letter:3`), as it is now. Raises `LookupError` where it is gone."""
    letter = _HEAD.first(reading, letter=int(thing.removeprefix("letter:")))
    if letter is None:
        raise LookupError(f"{thing} is not there")
    return LetterHead(
        id=letter.id,
        message_id=letter.message_id,
        part=letter.part,
        parts=letter.parts,
        files=tuple((file["sha256"], file["name"], file["media_type"]) for file in going(letter.files)),
        written_at=letter.created_at,
        left_out=tuple((file["name"], file["size"], file["sha256"]) for file in staying(letter.files)),
        first=letter.first,
    )


# Asked for each letter that leaves. With the Message-ID of the letter that began the matter, for its receivers' mail
# programs to keep them together; the objector was not sent that one: their answer says what it answers itself.
_first = aliased(Letter)
_HEAD = Prepared(
    select(
        Letter.id,
        Letter.message_id,
        Letter.part,
        Letter.parts,
        Letter.files,
        Letter.created_at,
        _first.message_id.label("first"),
    )
    .outerjoin(
        _first,
        (_first.objection_id == Letter.objection_id)
        & (_first.occasion == "lodged")
        & (_first.part == 1)
        & (Letter.kind == _KIND)
        & (_first.id != Letter.id),
    )
    .where(Letter.id == bindparam("letter"))
)


def going(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A letter's files that go with it."""
    return [file for file in files if not file.get("left_out")]


def staying(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that stayed behind since it was written."""
    return [file for file in files if file.get("left_out")]


def leave_behind(unit: Unit, head: LetterHead, over: int) -> bool:
    """The letter's largest files stay behind until it is `over` bytes lighter. False where it has none.

    Noted with the letter, so that it is the same mail however often it is tried, to every address. What another
    address's row has changed meanwhile stands.
    """
    letter = unit.session.get_one(Letter, head.id, with_for_update=True)
    now = going(letter.files)
    if not head.files or letter.objection_id is None:
        return False
    if [file["sha256"] for file in now] != [sha256 for sha256, _, _ in head.files]:
        return True
    behind = largest([file["size"] for file in now], over)
    letter.files = [
        file | {"left_out": True} if any(file is now[at] for at in behind) else file for file in letter.files
    ]
    objection = unit.session.get_one(Objection, letter.objection_id)
    for at in behind:
        _show_left_out(unit, objection, FileLine(now[at]["name"], now[at]["size"], now[at]["sha256"]))
    return True


def _show_left_out(unit: Unit, objection: Objection, file: FileLine) -> None:
    """The coordinators have it in chat: the letter names it, and the mail did not bring it."""
    for to in outbox.coordinators(unit):
        message = FileCopy(objection.register_number, file.name, file.sha256, left_out=True)
        outbox.put(unit, message, to=to, thing=f"case:{objection.id}", occasion=f"left out {file.sha256}")


# -- on its way, arrived ------------------------------------------------------------------------------------------


_UNDERWAY = Prepared(  # an objection's letters, with the mark of each that is on its way
    select(Letter.id, Meta.name.label("mark"))
    .outerjoin(Meta, Meta.name == literal_column(f"'{_ON_ITS_WAY}'", String) + cast(Letter.id, String))
    .where(Letter.objection_id == bindparam("objection"))
)


def delivery_of(reading: Reading, objection_id: int) -> str:
    """`none` (no address to write to), `underway` or `delivered`: every mail server has taken every letter."""
    letters = _UNDERWAY.all(reading, objection=objection_id)
    if not letters:
        return "none"
    if any(letter.mark is not None for letter in letters):
        return "underway"
    sent = select(Outbox.id).where(
        Outbox.kind == _KIND,
        Outbox.thing.in_([f"letter:{letter.id}" for letter in letters]),
        Outbox.state == OutboxState.SENT,
    )
    return "delivered" if reading.conn.scalar(sent.limit(1)) is not None else "none"


def arrived(reading: Reading) -> list[int]:
    """Letters that were on their way and have left for good: no row of theirs waits or is parked."""
    marks = reading.conn.scalars(select(Meta.name).where(Meta.name.startswith(_ON_ITS_WAY, autoescape=True)))
    underway = sorted(int(name.removeprefix(_ON_ITS_WAY)) for name in marks)
    if not underway:
        return []
    waiting = set(
        reading.conn.scalars(
            select(Outbox.thing).where(
                Outbox.kind == _KIND,
                Outbox.thing.in_([f"letter:{id_}" for id_ in underway]),
                Outbox.state.in_(_WAITING),
            )
        )
    )
    return [id_ for id_ in underway if f"letter:{id_}" not in waiting]


def note_arrived(unit: Unit, letter_ids: Sequence[int]) -> list[int]:
    """Take the marks off; the objections these letters are of, in id order."""
    unit.conn.execute(delete(Meta).where(Meta.name.in_([f"{_ON_ITS_WAY}{id_}" for id_ in letter_ids])))
    objections = unit.conn.scalars(select(Letter.objection_id).where(Letter.id.in_(letter_ids)).distinct())
    return sorted(id_ for id_ in objections if id_ is not None)


def returned(unit: Unit, letter: Letter) -> None:
    """A letter that had arrived has come back: it is on its way again, until it is sent anew or given up."""
    if letter.kind == _KIND:
        unit.conn.execute(unit.insert_new(Meta).values(name=f"{_ON_ITS_WAY}{letter.id}"))
