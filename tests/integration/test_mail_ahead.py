"""Letters that were claimed are composed before their turn: each is the same letter, and one that can't be is its own fault."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.texts import Texts
from domain.messages.objections import ObjectionLetter, TaskLine
from domain.parcels import LetterHead, Parcel, Refused
from jobs.files import Store
from jobs.mail import MailChannel
from sandbox.mailbox import Mailbox
from tests.conftest import settings_in

WRITTEN = datetime(2026, 1, 5, 2, tzinfo=UTC)


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    async with Mailbox() as mailbox:
        yield mailbox


@pytest.fixture
async def channel(tmp_path: Path, mailbox: Mailbox) -> AsyncIterator[MailChannel]:
    settings = settings_in(
        tmp_path,
        XIAOHAO_MAIL__HOST=mailbox.host,
        XIAOHAO_MAIL__PORT=str(mailbox.port),
        XIAOHAO_MAIL__TLS="none",
        XIAOHAO_MAIL__SENDER="bot@example.org",
    )
    channel = MailChannel(settings, Texts.shipped(), Store(settings.data_dir), timeout=1.0)
    yield channel
    await channel.aclose()


def letter(row: int, text: str, to: str = "contact@example.org") -> Parcel:
    message = ObjectionLetter(
        about="lodged",
        register_number=f"2026-{row:04}",
        title="公示",
        tasks=(TaskLine(1, "21", "河道生态补水不足"),),
        anonymous=True,
        name="",
        contact="",
        text=text,
        said_at=WRITTEN,
        files=(),
        left_out=(),
        part=1,
        parts=1,
        office="督察整改办公室",
    )
    head = LetterHead(row, f"<{row}@example.org>", 1, 1, (), WRITTEN)
    return Parcel(row, "mail", f"mail:{to}", "send", message, "zh-CN", to, letter=head)


async def test_it_is_the_letter_that_would_have_been_composed_in_its_turn(
    channel: MailChannel, mailbox: Mailbox
) -> None:
    parcels = [letter(row, f"第{row}条没有完成") for row in (1, 2, 3)]
    channel.prepare(parcels)
    for parcel in parcels:
        await channel.deliver(parcel)
    for parcel in parcels:  # not made ready
        await channel.deliver(parcel)
    contents = [one.raw for one in mailbox.letters]
    assert contents[:3] == contents[3:]
    assert len(set(contents)) == 3


async def test_one_that_can_not_be_written_to_is_refused_alone(channel: MailChannel, mailbox: Mailbox) -> None:
    bad = letter(1, "没有完成", to="nobody")
    good = letter(2, "没有完成")
    channel.prepare([bad, good])
    with pytest.raises(Refused):
        await channel.deliver(bad)
    await channel.deliver(good)
    assert len(mailbox.letters) == 1


async def test_a_row_that_was_dropped_and_claimed_anew_says_what_it_says_now(
    channel: MailChannel, mailbox: Mailbox
) -> None:
    before = letter(1, "没有完成")
    channel.prepare([before])
    assert isinstance(before.message, ObjectionLetter)
    now = replace(before, message=replace(before.message, register_number="2026-0007"))
    await channel.deliver(now)
    assert "2026-0007" in str(mailbox.letters[0].message["Subject"])
    channel.prepare([now])
    await channel.deliver(now)
    assert mailbox.letters[1].raw == mailbox.letters[0].raw
