"""How does an objection reach its contact addresses? As letters: written here once, each with ONE Message-ID.

An objection has one letter or several: numbered parts where its files don't fit into one mail, additions, the word that
it was withdrawn. Each letter has one outbox row per contact address; a row never expires. Until every address has
accepted a letter, a mark says it is on its way.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select

from config.settings import Settings
from db.tables import Letter, Meta, Objection, Outbox, OutboxState
from db.units import Reading, Unit
from domain.enclosures import split
from domain.messages.objections import FileLine, ObjectionLetter, TaskLine
from jobs import outbox

NO_DOMAIN = "xiaohao.invalid"  # a letter written before a sender is set: the name still belongs to nobody else
BODY = 8_192  # bytes: headers and the sentences around the text
_ON_ITS_WAY = "underway:"
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
    room = max(unit.settings.mail.max_bytes - BODY - 4 * len((text + question).encode()), 0)
    parts, too_big = split([file.size for file in files], room)
    left_out = tuple(FileLine(files[at].name, files[at].size, files[at].sha256) for at in too_big)
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
        letter = Letter(
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
        unit.session.add(letter)
        unit.session.flush()
        outbox.put_letter(unit, letter, message, addresses)
        if addresses:
            unit.conn.execute(insert(Meta).values(name=f"{_ON_ITS_WAY}{letter.id}"))
        written.append(letter)
    return written


# -- on its way, arrived ------------------------------------------------------------------------------------------


def delivery_of(reading: Reading, objection_id: int) -> str:
    """`none` (no address to write to), `underway` or `delivered`: every mail server has taken every letter."""
    ids = reading.conn.scalars(select(Letter.id).where(Letter.objection_id == objection_id)).all()
    if not ids:
        return "none"
    marks = [f"{_ON_ITS_WAY}{id_}" for id_ in ids]
    waiting = reading.conn.scalar(select(func.count()).where(Meta.name.in_(marks)))
    if waiting:
        return "underway"
    sent = select(Outbox.id).where(
        Outbox.kind == _KIND,
        Outbox.thing.in_([f"letter:{id_}" for id_ in ids]),
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
    if letter.objection_id is not None:
        unit.conn.execute(unit.insert_new(Meta).values(name=f"{_ON_ITS_WAY}{letter.id}"))
