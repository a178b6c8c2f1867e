"""`xiaohao sandbox`: try everything on this machine, without an account: a Bot API server, a mailbox, a page to play every part."""

from __future__ import annotations

import asyncio
import shutil
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

import config
from cli.app import App, opened
from cli.context import fail
from cli.hand_clock import Days, HandClock
from cli.run import until_signalled
from config.logs import configure_logging
from config.settings import Settings, load_settings
from db.units import Unit
from domain.people import RoleName
from jobs import people
from sandbox.server import Sandbox

TOKEN = "1:sandbox-token-of-no-account"  # noqa: S105 - any token will do there
CHANNEL = -1001000000001
COORDINATOR = 1001
SAMPLE = Path(config.__file__).parent / "samples" / "notice.txt"
OUT = Path("var/sandbox")


def sandbox(
    port: Annotated[int, typer.Option(help="Where the Bot API server and the page listen.")] = 8088,
    smtp_port: Annotated[int, typer.Option("--smtp-port", help="Where the mailbox listens.")] = 8025,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
    server_only: Annotated[
        bool, typer.Option("--server-only", help="Only the two servers, for a program in another process.")
    ] = False,
    data_dir: Annotated[
        Path, typer.Option("--out", help="Where its database and files are left; var/sandbox is emptied first.")
    ] = OUT,
) -> None:
    """Play every part on this machine."""
    try:
        asyncio.run(_serve(port, smtp_port, server_only=server_only, open_page=not no_open, data_dir=data_dir))
    except OSError as error:
        fail(
            f"The sandbox can't listen on port {port} or {smtp_port}: {error.strerror or error}. Choose others with --port and --smtp-port."
        )


async def _serve(port: int, smtp_port: int, *, server_only: bool, open_page: bool, data_dir: Path) -> None:
    clock = HandClock()
    async with Sandbox(host="127.0.0.1", port=port, smtp_port=smtp_port, now=clock.now) as server:
        print(f"Bot API  {server.url}")
        print(f"Mailbox  {server.smtp_host}:{server.smtp_port} (no TLS, no login)")
        if server_only:
            print(
                f"Point a program at it: telegram.token (any of a token's form, such as {TOKEN}), telegram.api_url, "
                "mail.host, mail.port, mail.tls = none.",
                flush=True,
            )
            await until_signalled()
            return
        _make_room(data_dir)
        server.channel(CHANNEL, "公示频道", "gongshi")
        settings = sandbox_settings(server, data_dir)
        configure_logging(settings)
        async with opened(settings, clock) as app:
            days = Days(app, clock, lambda: len(server.world.updates), lambda: _heard(server))
            server.advance = days.forward
            invite = await app.units.run(_first_invite)
            await server.person(COORDINATOR, "经办人").say(invite)
            print(f"Page     {server.url}/")
            print(f"Notice   {SAMPLE} (send it as the coordinator 经办人, who has joined)", flush=True)
            if open_page:
                await asyncio.to_thread(webbrowser.open, server.url)
            await until_signalled(_play(app, days))


async def _play(app: App, days: Days) -> None:
    async with asyncio.TaskGroup() as nursery:
        nursery.create_task(app.run(scheduled=False), name="app")
        nursery.create_task(days.pass_by(), name="days")


def _make_room(data_dir: Path) -> None:
    """The people of an earlier play are gone with its server: a database that remembers them would answer nobody."""
    if data_dir == OUT:
        shutil.rmtree(data_dir, ignore_errors=True)
    elif (data_dir / "xiaohao.db").exists():
        fail(f"{data_dir} holds the database of an earlier play, whose people are gone: choose an empty folder.")


def _heard(server: Sandbox) -> int:
    """The number of the newest thing the bot let anybody see."""
    return next((entry.seq for entry in reversed(server.world.journal) if entry.act == "send"), 0)


def sandbox_settings(server: Sandbox, data_dir: Path, **more: str) -> Settings:
    """Settings for a program that talks to this sandbox and to nobody else."""
    return load_settings(
        environ={
            "XIAOHAO_DATA_DIR": str(data_dir),
            "XIAOHAO_TELEGRAM__TOKEN": TOKEN,
            "XIAOHAO_TELEGRAM__API_URL": server.url,
            "XIAOHAO_TELEGRAM__CHANNELS": f"[{CHANNEL}]",
            "XIAOHAO_MAIL__HOST": server.smtp_host,
            "XIAOHAO_MAIL__PORT": str(server.smtp_port),
            "XIAOHAO_MAIL__TLS": "none",
            "XIAOHAO_MAIL__SENDER": "xiaohao@example.org",
            "XIAOHAO_OFFICE__NAME": "示范省督察整改办公室",
            "XIAOHAO_OFFICE__EMAIL": "objections@example.org",
            "XIAOHAO_OFFICE__PHONES": '["010-55501234", "010-55505678"]',
        }
        | more
    )


def _first_invite(unit: Unit) -> str:
    token, _ = people.create_invite(unit, RoleName.COORDINATOR)
    return f"/start i_{token}"
