"""kill -9 while a mailbox is read: between a mail that was fetched and its commit, nothing is lost and nothing filed twice."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, func, select, update

from config.settings import Settings
from db.database import database_url, open_database
from db.tables import Mail, Mailbox, MailFile, Outbox
from domain.messages.mailbox import MailCard
from jobs.clock import RealClock
from tests.conftest import Office, settings_in
from tests.objecting import publish
from tests.post_office import PASSWORD, USER, PostOffice, post_office

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))
MAILS = 20
READER = """
import asyncio
from config.settings import load_settings
from db.database import open_database
from jobs.clock import RealClock
from jobs.returns.routine import read_mailbox

async def main():
    units = open_database(load_settings(), now=RealClock().now)
    print("ready", flush=True)
    await read_mailbox(units, units.settings.mail.inboxes[0])
    units.close()

asyncio.run(main())
"""


def letter(number: int) -> bytes:
    return (
        f"From: villager{number}@example.net\r\nTo: receive@example.org\r\nSubject: letter {number}\r\n"
        f"Message-ID: <m{number}@example.net>\r\nDate: Mon, 26 May 2025 10:14:07 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nno water\r\n'
        f"--b\r\nContent-Type: application/octet-stream; name=f{number}.bin\r\n\r\n{number} {'x' * 5000}\r\n--b--\r\n"
    ).encode()


@pytest.mark.heavy
@pytest.mark.timeout(60 + 20 * ROUNDS)
async def test_a_reader_killed_at_any_moment_files_every_mail_once(tmp_path: Path) -> None:
    async with post_office() as post:
        inbox = f'{{"host": "{post.host}", "port": {post.port}, "username": "{USER}", "password": "{PASSWORD}", "tls": "none", "purpose": "contact"}}'
        environ = {"XIAOHAO_MAIL__INBOXES": f"[{inbox}]"}
        settings = settings_in(tmp_path, **environ)
        _seed(settings)
        await _read_and_kill(post, settings, environ)
    engine = create_engine(database_url(settings))
    with engine.connect() as conn:
        assert conn.scalar(select(func.count()).select_from(Mail)) == MAILS
        assert conn.scalar(select(func.count()).select_from(MailFile)) == MAILS
        told = conn.execute(
            select(Outbox.card, func.count())
            .where(Outbox.kind == MailCard.KIND, Outbox.op == "send")
            .group_by(Outbox.card)
        ).all()
        assert (len(told), {row[1] for row in told}) == (MAILS, {1}), "one card a mail"
    engine.dispose()


async def _read_and_kill(post: PostOffice, settings: Settings, environ: dict[str, str]) -> None:
    dice = random.Random(20241008)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("XIAOHAO_")}
    told = {
        "XIAOHAO_DATA_DIR": str(settings.data_dir),
        "XIAOHAO_OFFICE__EMAIL": "objections@example.org",
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
    }
    for number in range(MAILS):
        await post.put(letter(number))
    engine = create_engine(database_url(settings))
    for kill in [True] * min(ROUNDS, MAILS // 2) + [False]:
        with engine.begin() as conn:  # a minute later
            conn.execute(update(Mailbox).values(checked_at=None))
        reader = await asyncio.create_subprocess_exec(
            sys.executable, "-c", READER, env=inherited | told | environ, stdout=asyncio.subprocess.PIPE
        )
        assert reader.stdout is not None
        assert await reader.stdout.readline() == b"ready\n"
        if kill:
            after = _filed(engine) + dice.randint(1, MAILS // (ROUNDS + 1))
            while _filed(engine) < after:
                await asyncio.sleep(0.002)
            reader.kill()
        await reader.communicate()
    assert reader.returncode == 0
    engine.dispose()


def _filed(engine: Engine) -> int:
    with engine.connect() as conn:
        return conn.scalar(select(func.count()).select_from(Mail)) or 0


def _seed(settings: Settings) -> None:
    units = open_database(settings, now=RealClock().now)
    try:
        office = Office(units)
        office.coordinator()
        today = RealClock().now().date()
        publish(units, office.task(), starts=today.replace(day=1), ends=today.replace(year=today.year + 1))
    finally:
        units.close()
