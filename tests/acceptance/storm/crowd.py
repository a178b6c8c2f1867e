"""Two hundred people object to what is being published: what each does, step by step, and what must come of it.

Nobody waits for another: in each round the dice say who acts, and then everything that was said is handled. What a person
intended is kept beside what they did, and never asked of the program.
"""

from __future__ import annotations

import hashlib
import io
import random
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from cli.stage import Stage
from sandbox.people import Attachment, Person, Seen

CODE = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}")
NUMBER = re.compile(r"\b20\d\d-\d{4,}\b")
JPEG, PNG, OTHER = "image/jpeg", "image/png", "application/octet-stream"
ENDING = {JPEG: "jpg", PNG: "png", OTHER: "bin"}
Way = AsyncIterator[None]


@dataclass(frozen=True)
class Sent:
    """A file as its owner has it. `photo`: sent as one. `left_out`: no mail can carry it; the letter names it."""

    name: str
    content: bytes = field(repr=False)
    mime: str = JPEG
    photo: bool = False
    left_out: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def attachment(self) -> Attachment:
        return Attachment(self.name, self.content, self.mime, "photo" if self.photo else "document")

    def became(self, arrived: bytes, *, cleaned: bool) -> bool:
        """Byte for byte; or the same picture that tells nothing beside what it shows."""
        if not cleaned or self.mime == OTHER:
            return arrived == self.content
        mine, theirs = Image.open(io.BytesIO(self.content)), Image.open(io.BytesIO(arrived))
        same = mine.tobytes() == theirs.tobytes() and mine.size == theirs.size
        return same and not theirs.getexif() and not {"exif", "Author", "comment"} & theirs.info.keys()


@dataclass
class Matter:
    """What one letter, or the numbered parts of one, must bring to every address of the notice."""

    about: str  # lodged | addition | withdrawn
    text: str = ""
    files: list[Sent] = field(default_factory=list)


@dataclass
class Objector:
    """`matters` is what the office must get; empty for somebody who was never given a receipt."""

    place: Stage
    person: Person
    notice: int
    serial: int
    dice: random.Random
    name: str = ""  # as they give it: empty for an anonymous one
    contact: str = ""
    matters: list[Matter] = field(default_factory=list)
    files_so_far: int = 0
    cleaning: bool = False  # an anonymous one has place, device and author taken out of the files

    def __post_init__(self) -> None:
        self.cleaning = self.anonymous and self.dice.random() < 0.5

    @property
    def anonymous(self) -> bool:
        return not self.name

    @property
    def codes(self) -> list[str]:
        found = [CODE.search(seen.text) for seen in self.person.received]
        return [match[0] for match in found if match is not None]

    @property
    def number(self) -> str:
        """The register number, as it stands on the state card."""
        return next(match[0] for seen in self.person.received if (match := NUMBER.search(seen.text)) is not None)

    def words(self, what: str = "") -> str:
        """No two people say the same; some of it would like to be markup or a header."""
        hostile = self.dice.choice(
            ["", "<b>重点</b> & 其他", "Bcc: all@example.org\r\n\r\n", "=?utf-8?b?5L2g?=", "\u202e反写"]
        )
        return f"第{self.serial}位:三号排口附近水面仍有漂浮物{what}。{hostile}".strip()

    def picture(self, side: int = 64, *, photo: bool = False, left_out: bool = False) -> Sent:
        """A photo sent as a file says where it was taken, with what and by whom; one sent as a photo does not.

        Who sends it as it is has looked whether it says their name.
        """
        image = Image.frombytes("L", (side, side), self.dice.randbytes(side * side))
        author = self.person.name if self.cleaning else "相机"
        content, kept = io.BytesIO(), self.dice.choice((JPEG, PNG)) if side < 1000 and not photo else JPEG
        if kept == PNG:
            said = PngInfo()
            said.add_itxt("Author", author)
            image.save(content, "PNG", pnginfo=said)
        elif photo:
            image.save(content, "JPEG")
        else:
            exif = Image.Exif()
            exif[0x013B], exif[0x010F] = author.encode(), "PhoneMaker"
            exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 2.0, 30.0), 3: "E", 4: (114.0, 30.0, 0.0)})
            image.save(content, "JPEG", exif=exif, quality=100)
        return self._named(content.getvalue(), kept, photo=photo, left_out=left_out)

    def puzzle(self) -> Sent:
        """Of a kind that nobody can take anything out of."""
        return self._named(b"\x00\x01" + self.dice.randbytes(20_000), OTHER)

    def _named(self, content: bytes, mime: str, *, photo: bool = False, left_out: bool = False) -> Sent:
        self.files_so_far += 1
        whose = self.person.account.username if self.anonymous else f"{self.serial}号"  # nobody thinks of a file's name
        name = f"{whose}第{self.files_so_far}份材料.{ENDING[mime]}"
        return Sent(name, content, mime, photo=photo, left_out=left_out)

    # -- single steps -------------------------------------------------------------------------------------------------

    async def tap(self, verb: str, argument: str | None = None) -> None:
        seen, data = self.place.button(self.person, verb, argument)
        await self.person.tap(seen.id, data)

    async def give(self, file: Sent) -> None:
        one = file.attachment()
        await self.person.send_file(one.name, one.data, one.mime, one.kind)

    async def begin(self) -> Way:
        await self.person.start(f"o_{self.notice}")
        yield
        if self.anonymous:
            await self.tap("f", "anonymous")
            yield
        else:
            await self.tap("f", "named")
            yield
            await self.person.say(self.name)
            yield
            await self.person.say(self.contact)
            yield
        if self.place.has_button(self.person, "f", "all"):
            await self.tap("f", "all")
            yield

    async def decide(self, files: Sequence[Sent]) -> Way:
        """What becomes of what the files tell; those nobody can clean are sent all the same."""
        if not self.anonymous:
            return
        await self.tap("f", "clean" if self.cleaning else "as_is")
        yield
        if self.cleaning and any(file.mime == OTHER for file in files):
            await self.tap("f", "rest_send")
            yield

    async def confirm(self, matter: Matter) -> Way:
        if matter.files:
            async for _ in self.decide(matter.files):
                yield
        await self.tap("f", "check")
        yield
        await self.tap("f", "confirm")
        self.matters.append(matter)
        yield

    async def add(self, matter: Matter) -> Way:
        await self.tap("obj_add")
        yield
        if matter.text:
            await self.person.say(matter.text)
            yield
        for file in matter.files:
            await self.give(file)
            yield
        if matter.files:
            async for _ in self.decide(matter.files):
                yield
        await self.tap("f", "send")
        self.matters.append(matter)
        yield

    # -- the ways people go -------------------------------------------------------------------------------------------

    async def plainly(self) -> Way:
        async for _ in self.begin():
            yield
        text = self.words()
        await self.person.say(text)
        yield
        async for _ in self.confirm(Matter("lodged", text)):
            yield

    async def with_an_album(self) -> Way:
        """Three pictures at once, as files; then a photo, and something nobody knows."""
        async for _ in self.begin():
            yield
        text, pictures = self.words(",照片见附"), [self.picture() for _ in range(3)]
        await self.person.say(text)
        yield
        await self.person.send_album([picture.attachment() for picture in pictures])
        yield
        more = [self.picture(photo=True), self.puzzle()]
        for file in more:
            await self.give(file)
            yield
        async for _ in self.confirm(Matter("lodged", text, [*pictures, *more])):
            yield

    async def with_thirty_megabytes(self) -> Way:
        """Five messages of 6 MB, each of which fills a mail; one of 9 MB, which fits into none."""
        async for _ in self.begin():
            yield
        text = self.words(",材料较多")
        await self.person.say(text)
        self.cleaning = False
        files = [self.picture(2000) for _ in range(5)] + [self.picture(2400, left_out=True)]
        for file in files:
            await self.give(file)
            yield
        async for _ in self.confirm(Matter("lodged", text, files)):
            yield

    async def mending_what_they_said(self) -> Way:
        """Two messages; the first is changed before sending, both are changed after it, which changes nothing."""
        async for _ in self.begin():
            yield
        first = await self.person.say("先写个开头")
        second, more = await self.person.say(self.words(",第二条")), self.words(",第二条")
        yield
        text = self.words(",改过的第一条")
        await self.person.edit(first.id, text)
        await self.person.edit(second.id, more)
        yield
        async for _ in self.confirm(Matter("lodged", f"{text}\n{more}")):
            yield
        await self.person.edit(first.id, "提交以后才改的话")
        yield

    async def adding_more(self) -> Way:
        async for _ in self.plainly():
            yield
        async for _ in self.add(Matter("addition", self.words(",补充说明"), [self.picture()])):
            yield

    async def taking_it_back(self) -> Way:
        async for _ in self.plainly():
            yield
        await self.tap("obj_withdraw")
        yield
        await self.tap("obj_withdraw_sure")
        self.matters.append(Matter("withdrawn"))
        yield

    async def with_wrong_codes_first(self) -> Way:
        """Mistyped twice, then right: the state is told, and more is added from there."""
        async for _ in self.plainly():
            yield
        (code,) = self.codes
        for wrong in (code[::-1], "0000-0000-0000-0000-0000-0000-00"):
            await self.person.say(f"/receipt {wrong}")
            yield
        await self.person.say(f"/receipt {code.lower().replace('-', ' ')}")
        yield

    async def giving_up(self) -> Way:
        """Written, looked at, left: the office never hears of it."""
        async for _ in self.begin():
            yield
        await self.person.say(self.words(",后来不想提了"))
        yield
        await self.tap("f", "check")
        yield
        await self.tap("f", "leave")
        yield

    async def up_to_the_last_press(self) -> Way:
        """Everything but the confirmation, which comes when the clock has moved."""
        async for _ in self.begin():
            yield
        self.last_words = self.words(",最后一天")
        await self.person.say(self.last_words)
        yield
        await self.tap("f", "check")
        yield

    async def in_the_last_second(self) -> None:
        await self.tap("f", "confirm")
        self.matters.append(Matter("lodged", self.last_words))

    async def a_second_late(self) -> None:
        await self.tap("f", "confirm")

    last_words: str = ""


async def storm(place: Stage, ways: Sequence[Way], dice: random.Random) -> None:
    """All of them at once, each at their own speed, until everybody is through."""
    going = list(ways)
    while going:
        acting = [way for way in going if dice.random() < 0.7] or going[:1]
        for way in acting:
            try:
                await anext(way)
            except StopAsyncIteration:
                going.remove(way)
        await place.settle()


def seen_by(people: Sequence[Person], wanted: Callable[[Seen], bool]) -> list[str]:
    return [seen.text for person in people for seen in person.received if wanted(seen)]
