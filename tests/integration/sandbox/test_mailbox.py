"""Does the mailbox keep every letter it took, and misbehave exactly as told?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import aiosmtplib
import pytest

from sandbox import Behaviour, Mailbox

ADDRESS = "office@example.invalid"


def letter(subject: str = "异议 2025-0021") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "bot@example.invalid", ADDRESS, subject
    message["Message-ID"] = "<one@example.invalid>"
    message.set_content("正文")
    message.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="材料1.jpg")
    return message


async def send(mailbox: Mailbox, message: EmailMessage | None = None, **how: Any) -> Any:
    settings = {"hostname": mailbox.host, "port": mailbox.port, "start_tls": False, "timeout": 2, **how}
    return await aiosmtplib.send(message or letter(), **settings)


@pytest.fixture
async def mailbox(tmp_path: Path) -> AsyncIterator[Mailbox]:
    async with Mailbox(folder=tmp_path / "mails", max_bytes=50_000) as mailbox:
        yield mailbox


async def test_a_letter_is_kept_whole_in_memory_and_as_a_file(mailbox: Mailbox, tmp_path: Path) -> None:
    await send(mailbox)
    (kept,) = await mailbox.wait_for(1)
    assert (kept.rcpt_tos, kept.message["Subject"], kept.message_id) == (
        [ADDRESS], "异议 2025-0021", "<one@example.invalid>"
    )  # fmt: skip
    assert (tmp_path / "mails" / "000001.eml").read_bytes() == kept.raw
    told = kept.json()
    assert told["text"].strip() == "正文"
    assert told["attachments"] == [{"name": "材料1.jpg", "mime": "image/jpeg", "size": 3}]


async def test_one_of_two_recipients_can_be_refused(mailbox: Mailbox) -> None:
    mailbox.behaviour = Behaviour(recipients={"nobody@example.invalid": "550 5.1.1 unknown"})
    refused, _ = await send(mailbox, recipients=[ADDRESS, "nobody@example.invalid"])
    assert refused["nobody@example.invalid"].code == 550
    assert mailbox.letters[0].rcpt_tos == [ADDRESS]


@pytest.mark.parametrize(
    ("behaviour", "error", "kept"),
    [
        (Behaviour(every_recipient="450 4.2.1 try later"), aiosmtplib.SMTPRecipientsRefused, 0),
        (Behaviour(sender="553 5.1.8 sender not allowed"), aiosmtplib.SMTPSenderRefused, 0),
        (Behaviour(data="554 5.7.1 spam"), aiosmtplib.SMTPDataError, 0),
        (Behaviour(hang=True), aiosmtplib.SMTPTimeoutError, 0),
        (Behaviour(cut_before=True), aiosmtplib.SMTPServerDisconnected, 0),
        (Behaviour(cut_after=True), aiosmtplib.SMTPServerDisconnected, 1),
    ],
    ids=["greylisted", "sender", "content", "hang", "cut-before", "cut-after"],
)
async def test_it_misbehaves_once_and_then_takes_the_letter(
    mailbox: Mailbox, behaviour: Behaviour, error: type[Exception], kept: int
) -> None:
    behaviour.times = 1
    mailbox.behaviour = behaviour
    with pytest.raises(error):
        await send(mailbox, timeout=0.3)
    assert len(mailbox.letters) == kept
    await send(mailbox)
    assert len(mailbox.letters) == kept + 1


async def test_too_large_a_letter_is_refused_by_the_size_it_announces(mailbox: Mailbox) -> None:
    message = letter()
    message.add_attachment(bytes(60_000), maintype="application", subtype="zip", filename="x.zip")
    with pytest.raises(aiosmtplib.SMTPResponseException) as refused:
        await send(mailbox, message)
    assert refused.value.code == 552


async def test_a_login_is_asked_for_and_can_be_refused() -> None:
    async with Mailbox(login=("bot", "right")) as mailbox:
        await send(mailbox, username="bot", password="right")
        for behaviour, password in ((Behaviour(), "wrong"), (Behaviour(login="535 5.7.8 no"), "right")):
            mailbox.behaviour = behaviour
            with pytest.raises(aiosmtplib.SMTPAuthenticationError) as refused:
                await send(mailbox, username="bot", password=password)
            assert refused.value.code == 535
        with pytest.raises(aiosmtplib.SMTPResponseException) as refused:
            await send(mailbox)
        assert refused.value.code == 530
        assert len(mailbox.letters) == 1


async def test_a_closed_mailbox_comes_back_on_its_port_with_what_it_had() -> None:
    mailbox = Mailbox()
    await mailbox.start()
    port = mailbox.port
    await send(mailbox)
    await mailbox.stop()
    with pytest.raises(aiosmtplib.SMTPConnectError):
        await send(mailbox)
    await mailbox.start()
    await send(mailbox)
    await mailbox.stop()
    assert (mailbox.port, len(mailbox.letters)) == (port, 2)
