"""The whole life of one task through chat and clock, on both databases and in both languages; and what it leaves behind."""

from __future__ import annotations

import io
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, create_engine, select

from cli.life import OBJECTION, OBJECTOR, START, STRANGER, Life
from cli.stage import stage
from config.logs import configure_logging
from db.database import database_url
from db.tables import Base, Letter
from sandbox.server import Sandbox
from tests.schema import check_requests


@dataclass
class Lived:
    """A finished life and where its traces are."""

    folder: Path
    url: str
    language: str
    sandbox: Sandbox
    log: str
    code: str
    transcript: list[str] = field(default_factory=list)


async def live(folder: Path, language: str, database: str | None) -> AsyncIterator[Lived]:
    transcript: list[str] = []
    log = io.StringIO()
    environ = {"XIAOHAO_OFFICE__LANGUAGE": language}
    if database is not None:
        environ["XIAOHAO_DATABASE__URL"] = database
    async with stage(folder / "var", START, write=transcript.append, mail_folder=folder / "mails", **environ) as place:
        configure_logging(place.settings, stream=log, level="DEBUG", now=place.clock.now)
        life = Life(place, language, transcript.append)
        await life.live()
        code = life.receipt_code()
        await place.stop()
        yield Lived(folder, database_url(place.settings), language, place.sandbox, log.getvalue(), code, transcript)
    logging.getLogger().handlers.clear()


@pytest.fixture(params=["sqlite", "postgresql"])
async def lived(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Lived]:
    postgresql = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else None
    async for life in live(tmp_path, "zh-CN", postgresql):
        yield life


def rows(url: str) -> Iterator[tuple[str, str, object]]:
    """(table, column, value) of everything the database holds."""
    engine = create_engine(url)
    with engine.connect() as conn:
        for table in Base.metadata.sorted_tables:
            for row in conn.execute(select(table)).mappings():
                for column, value in row.items():
                    yield table.name, column, value
    engine.dispose()


@pytest.mark.timeout(180)
async def test_a_task_lives_its_whole_life_and_leaves_no_trace_of_an_anonymous_objector(lived: Lived) -> None:
    # every call of the bot is one that Telegram knows
    assert check_requests(lived.sandbox.requests) > 100

    # the objector is nowhere outside sealed fields
    objector = lived.sandbox.person(OBJECTOR)
    secrets = [str(OBJECTOR), str(STRANGER), objector.name, objector.account.username or "?", lived.code]
    secrets.append(lived.code.replace("-", ""))
    found = [
        f"{table}.{column}: {value!r}"[:200]
        for table, column, value in rows(lived.url)
        for secret in secrets
        if secret in str(value) or (isinstance(value, bytes) and secret.encode() in value)
    ]
    assert found == []
    for file in (path for path in lived.folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        assert [secret for secret in secrets if secret.encode() in content] == [], file
    letters = [letter.message.as_string() for letter in lived.sandbox.mailbox.letters]  # type: ignore[union-attr]
    office = [seen.text for id_ in (1001, 1002) for seen in lived.sandbox.person(id_).messages]
    assert lived.log.count("\n") > 50, "the log was written"
    for text in [*letters, *office, lived.log]:
        assert [secret for secret in secrets if secret in text] == []

    # the objection's words are in the letter and, for coordinators, in chat; in the database only sealed
    assert any(OBJECTION["zh-CN"][:12] in text for text in office)
    assert not any(OBJECTION["zh-CN"][:12] in str(value) for _, _, value in rows(lived.url))

    # one letter, one Message-ID, the one that is stored
    engine = create_engine(lived.url)
    with engine.connect() as conn:
        stored = set(conn.scalars(select(Letter.message_id)))
    engine.dispose()
    received = [letter.message["Message-ID"] for letter in lived.sandbox.mailbox.letters]  # type: ignore[union-attr]
    assert set(received) == stored
    assert len(received) == len(stored)


@pytest.mark.timeout(180)
async def test_the_whole_life_in_english(tmp_path: Path) -> None:
    async for lived in live(tmp_path, "en", None):
        told = "\n".join(lived.transcript)
        assert "Struck off" in told
        people = [lived.sandbox.person(id_) for id_ in (1001, 1002, OBJECTOR)]
        buttons = {label for person in people for seen in person.received for label in seen.labels}
        assert buttons
        assert [label for label in buttons if not label.isascii() and "示范省" not in label] == []


def test_what_is_sealed_is_named_so() -> None:
    """`keys rotate` and the search above go by the name."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            assert isinstance(column.type, LargeBinary) == column.name.endswith("_sealed"), (
                f"{table.name}.{column.name}"
            )
