"""What does a mail say? One small function per kind: facts in, a subject and blocks out, the same for text and HTML.

Blocks, not markup: what a person wrote is escaped in one place, and the two alternatives can't say different things.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from config.texts import Texts
from domain import wording
from domain.enclosures import spoken_size
from domain.messages.base import Message
from domain.messages.objections import FileLine, ObjectionLetter

M = TypeVar("M", bound=Message)


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Lines:
    """Label and value, a line each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Quote:
    """What a person wrote, as they wrote it."""

    text: str


@dataclass(frozen=True)
class Items:
    heading: str
    items: tuple[str, ...]


Block = Paragraph | Lines | Quote | Items


@dataclass(frozen=True)
class Worded:
    subject: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(_plain(block) for block in self.blocks) + "\n"

    @property
    def html(self) -> str:
        return "<html><body>\n" + "\n".join(_html(block) for block in self.blocks) + "\n</body></html>\n"


def _plain(block: Block) -> str:
    match block:
        case Paragraph(text):
            return text
        case Lines(pairs):
            return "\n".join(f"{label} {value}".replace("\n", "\n  ") for label, value in pairs)
        case Quote(text):
            return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
        case Items(heading, items):
            return "\n".join([heading, *(f"- {item}" for item in items)])


def _html(block: Block) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{_lines(text)}</p>"
        case Lines(pairs):
            rows = (f"<tr><td>{escape(label)}</td><td>{_lines(value)}</td></tr>" for label, value in pairs)
            return f"<table>{''.join(rows)}</table>"
        case Quote(text):
            return f"<blockquote>{_lines(text)}</blockquote>"
        case Items(heading, items):
            return f"<p>{escape(heading)}</p><ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _lines(text: str) -> str:
    return "<br>\n".join(escape(line) for line in text.splitlines())


@dataclass(frozen=True)
class MailWords:
    """The language of letters, the office's zone and today's date there."""

    texts: Texts
    language: str
    zone: ZoneInfo
    now: datetime

    def __call__(self, key: str, /, **facts: object) -> str:
        return self.texts.say(self.language, key, **facts)

    def day(self, day: date) -> str:
        """With its weekday, as in chat."""
        return wording.office_date(day, self.now.astimezone(self.zone).date(), self.language)

    def moment(self, instant: datetime) -> str:
        local = instant.astimezone(self.zone)
        return f"{wording.full_date(local.date(), self.language)} {local:%H:%M}"


_WORDED: dict[type[Message], Callable[[Any, MailWords], Worded]] = {}


def mails(cls: type[M]) -> Callable[[Callable[[M, MailWords], Worded]], Callable[[M, MailWords], Worded]]:
    """`@mails(ObjectionLetter)` above the function that words this kind as a mail."""

    def register(function: Callable[[M, MailWords], Worded]) -> Callable[[M, MailWords], Worded]:
        if cls in _WORDED:
            raise ValueError(f"{cls.KIND} is worded twice as a mail")
        _WORDED[cls] = function
        return function

    return register


def worded(message: Message, words: MailWords) -> Worded:
    return _WORDED[type(message)](message, words)


def mailed_kinds() -> set[str]:
    return {cls.KIND for cls in _WORDED}


@mails(ObjectionLetter)
def objection_letter(letter: ObjectionLetter, words: MailWords) -> Worded:
    numbers = "、".join(task.number for task in letter.tasks)
    subject = words(
        f"letter-subject-{letter.about}",
        register=letter.register_number,
        numbers=numbers,
        part=letter.part,
        parts=letter.parts,
    )
    blocks: list[Block] = [Paragraph(words(f"letter-opening-{letter.about}", title=letter.title, part=letter.part))]
    facts = [
        (words("letter-register"), letter.register_number),
        (words("letter-task"), "\n".join(f"{task.number} {task.problem}" for task in letter.tasks)),
        (words("letter-moment"), words.moment(letter.said_at)),
    ]
    if letter.part == 1 and letter.about != "withdrawn":
        facts.append((words("letter-who"), words("letter-who-anonymous") if letter.anonymous else letter.name))
        if letter.contact:
            facts.append((words("letter-contact"), letter.contact))
    blocks.append(Lines(tuple(facts)))
    if letter.question:
        blocks += [Paragraph(words("letter-question")), Quote(letter.question)]
    if letter.text:
        blocks += [Paragraph(words("letter-text")), Quote(letter.text)]
    if letter.files:
        names = tuple(f"{file.name} ({spoken_size(file.size)})" for file in letter.files)
        blocks.append(Items(words("letter-files"), names))
    if letter.left_out:
        blocks.append(Items(words("letter-left-out"), tuple(_left_out(file, words) for file in letter.left_out)))
    if letter.parts > 1:
        blocks.append(Paragraph(words("letter-parts", part=letter.part, parts=letter.parts)))
    if letter.about != "withdrawn":
        blocks.append(Paragraph(words("letter-answering")))
    blocks.append(Paragraph(words("letter-closing", office=letter.office or "none")))
    return Worded(subject, tuple(blocks))


def _left_out(file: FileLine, words: MailWords) -> str:
    return words("letter-file-left-out", name=file.name, size=spoken_size(file.size), sha256=file.sha256)
