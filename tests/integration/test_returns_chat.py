"""What a coordinator lives through when mail comes back: the whole program, its chat, its mail, and a mailbox by IMAP."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from cli.doctor import Level, examine
from cli.stage import Stage, stage
from config.logs import configure_logging
from db.database import database_url
from db.tables import Mail, WorkbookReturn
from domain.people import RoleName
from sandbox.people import Person
from tests import workbooks
from tests.conftest import Office
from tests.integration.desk import office_time
from tests.objecting import publish
from tests.post_office import PASSWORD, USER, PostOffice, post_office

CONTACT, WATER = "receive@example.org", "示范省水利厅"
WORDS = "三号排口夜里仍在排水"


@pytest.fixture
async def post() -> AsyncIterator[PostOffice]:
    async with post_office() as post:
        yield post


def inboxes(post: PostOffice, password: str = PASSWORD) -> str:
    entry = f'{{"host": "{post.host}", "port": {post.port}, "username": "{USER}", "password": "{password}", "tls": "none", "purpose": "contact"}}'
    return f"[{entry}]"


def written(subject: str, text: str, sender: str, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, CONTACT, subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


async def comes(place: Stage, post: PostOffice, mail: EmailMessage) -> None:
    """It lies in the mailbox; a minute later it has been read."""
    await post.put(mail.as_bytes(), place.clock.now())
    await place.run_to(place.clock.now() + timedelta(seconds=61))


async def objected(place: Stage, citizen: Person) -> str:
    """An anonymous objection, lodged in chat; the Message-ID of its letter."""
    await place.say(citizen, "/object")
    await place.tap(citizen, "obj_new")
    await place.tap(citizen, "f", "anonymous")
    await place.say(citizen, "河道没有补水,请核查。")
    await place.tap(citizen, "f", "check")
    await place.tap(citizen, "f", "confirm")
    assert place.sandbox.mailbox is not None
    return str(place.sandbox.mailbox.letters[-1].message_id)


async def test_a_coordinators_day_with_mail(tmp_path: Path, post: PostOffice) -> None:
    log = io.StringIO()
    told: list[str] = []
    more = {"XIAOHAO_MAIL__INBOXES": inboxes(post)}
    async with stage(tmp_path, office_time(2024, 10, 8, 8, 58), write=told.append, **more) as place:
        configure_logging(place.settings, stream=log, level="DEBUG", now=place.clock.now)
        coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
        liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
        office = Office(place.app.units)
        tasks = [
            await asyncio.to_thread(office.task, number, department=WATER, indicator="完成营造林")
            for number in ("21", "33")
        ]
        await place.run_to(office_time(2024, 10, 8, 9, 1))
        for task in tasks:
            await asyncio.to_thread(publish, place.app.units, task, emails=(CONTACT,))

        # the receiving office answers the letter
        citizen = place.sandbox.person(900, "市民")
        letter = await objected(place, citizen)
        await comes(
            place, post, written("Re: 异议", "经查,已恢复补水。\n\n> 河道没有补水", CONTACT, In_Reply_To=letter)
        )
        card = coordinator.last
        assert card is not None
        assert card.text.startswith("✉️ 对异议 2024-0001 的回信 · 来自 receive@example.org")
        await place.tap(coordinator, "mail_answer")
        await place.tap(coordinator, "f", "refused")
        assert "经查,已恢复补水。" in coordinator.received[-1].text
        await place.tap(coordinator, "f", "send")
        assert any("经查,已恢复补水。" in seen.text for seen in citizen.received)

        # a villager writes to the contact address: which notice is asked, then it stands in the register
        await comes(place, post, written("反映", WORDS, "村民 <villager@example.net>"))
        await place.tap(coordinator, "mail_new")
        await place.tap(coordinator, "mail_back")
        await place.tap(coordinator, "mail_new")
        assert await place.tap(coordinator, "mail_new", r"\d+") == "已登记为 2024-0002"
        assert any("villager@example.net" in seen.text for seen in coordinator.received) is False
        await place.tap(coordinator, "mail_from")
        assert "villager@example.net" in coordinator.received[-1].text

        # a number one digit off, in the list of what waits
        await comes(place, post, written("关于2024-0012", "已办结。", "other@example.net"))
        await place.say(coordinator, "/mailbox")
        await place.tap(coordinator, "mail_open")
        assert place.has_button(coordinator, "mail_assign", r"\d+")
        await place.tap(coordinator, "mail_number")
        await place.say(coordinator, "第一件")
        await place.say(coordinator, "2024-0002")
        await place.tap(coordinator, "mail_keep")
        await place.say(coordinator, "/mailbox")
        assert coordinator.received[-1].text == "✉️ 没有待处理的来信。"

        # a filled workbook comes back by mail
        await place.say(liaison, "/workbook")
        file = liaison.received[-1].file
        assert file is not None
        filled = workbooks.filled(bytes(file.data), {"填报!H7": "无新进展", "填报!H8": "无新进展"})
        mail = written("填报表", "见附件", "water@example.net")
        mail.add_attachment(filled, maintype="application", subtype="octet-stream", filename="填报表.xlsx")
        await comes(place, post, mail)
        assert "填报表" in coordinator.received[-1].text
        (tmp_path / "told.txt").write_text("\n".join(told), "utf-8")
        settings = place.settings

    engine = create_engine(database_url(settings))
    with engine.connect() as conn:
        assert conn.execute(select(Mail.kind, Mail.state).order_by(Mail.id)).all() == [
            ("reply", "filed"),
            ("new", "filed"),
            ("reply", "filed"),
            ("workbook", "filed"),
        ]
        assert conn.scalars(select(WorkbookReturn.state)).all() == ["open"]
    engine.dispose()
    logging.getLogger().handlers.clear()
    for secret in ("villager@example.net", "村民", WORDS, "other@example.net", CONTACT, USER, PASSWORD):
        lines = [line for line in log.getvalue().splitlines() if secret in line and "pymap" not in line]
        assert lines == [], secret


async def test_doctor_logs_into_each_mailbox(tmp_path: Path, post: PostOffice) -> None:
    more = {"XIAOHAO_MAIL__INBOXES": inboxes(post)}
    async with stage(tmp_path, office_time(2024, 10, 7, 20), **more) as place:
        checks = await asyncio.to_thread(examine, place.settings)
        (well,) = [check for check in checks if check.name == "mailbox contact"]
        assert (well.level, well.says) == (Level.OK, f"127.0.0.1:{post.port}")
    wrong = place.settings.model_copy(
        update={"mail": place.settings.mail.model_copy(update={"inboxes": _wrong(place.settings.mail.inboxes)})}
    )
    (ill,) = [check for check in await asyncio.to_thread(examine, wrong) if check.name == "mailbox contact"]
    assert (ill.level, ill.says) == (Level.FAIL, f"127.0.0.1:{post.port}: the login is refused")


def _wrong(boxes: tuple) -> tuple:  # type: ignore[type-arg]
    return tuple(box.model_copy(update={"username": "nobody@example.org"}) for box in boxes)
