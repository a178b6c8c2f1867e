"""`xiaohao sandbox --server-only` and `xiaohao run`, each a process of its own: settings alone join them.

Nothing of either is held in the test's hands: people are played over `/ctl/`, and what came of it is read there.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from tests.ctl import Ctl, has_button
from tests.program import free_port, invite_by_command

SETTINGS = """
data_dir = "{data_dir}"

[telegram]
token = "1:any-token-will-do-there"
api_url = "http://127.0.0.1:{port}"

[mail]
host = "127.0.0.1"
port = {smtp_port}
tls = "none"
sender = "xiaohao@example.org"

[office]
email = "objections@example.org"

[http]
port = {http_port}
"""
NOTICE = """关于第二轮省级生态环境保护督察整改任务(序号7)销号的公示
整改任务:河岸垃圾清理不到位。
责任单位:示范省水利厅
整改目标:河岸无垃圾。
整改措施:每周清理。
完成情况:已清理。
"""


def environ(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XIAOHAO_")}
    return {**kept, "PYTHONUNBUFFERED": "1", **more}


@contextlib.asynccontextmanager
async def process(*arguments: str, env: Mapping[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """`xiaohao ...`, ended by SIGTERM and well."""
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "cli.main",
        *arguments,
        env=env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield running
        running.send_signal(signal.SIGTERM)
        said, _ = await asyncio.wait_for(running.communicate(), 25)
        assert running.returncode == 0, said.decode()[-2000:]
    finally:
        if running.returncode is None:
            running.kill()
            await running.communicate()


async def test_a_coordinator_joins_and_imports_a_file_and_the_server_saw_it(tmp_path: Path) -> None:
    port, smtp_port = free_port(), free_port()
    config = tmp_path / "xiaohao.toml"
    config.write_text(SETTINGS.format(data_dir=tmp_path / "var", port=port, smtp_port=smtp_port, http_port=free_port()))
    env = environ(XIAOHAO_CONFIG=str(config))
    servers = ("sandbox", "--server-only", "--port", str(port), "--smtp-port", str(smtp_port))
    async with (
        process(*servers, env=environ()) as sandbox,
        Ctl(f"http://127.0.0.1:{port}") as ctl,
    ):
        assert sandbox.stdout is not None
        async with asyncio.timeout(30):
            while b"Point a program at it" not in await sandbox.stdout.readline():
                assert sandbox.returncode is None
        async with process("run", env=env):
            async with asyncio.timeout(30):
                while not (await ctl.get("stats"))["methods"].get("deleteWebhook"):
                    await asyncio.sleep(0.05)
            link = await invite_by_command(env, "coordinator")
            assert link.startswith("https://t.me/"), "the bot's name is known from getMe"
            coordinator = ctl.person(1001, "经办人")
            await coordinator.say(f"/start {link.partition('start=')[2]}")
            await coordinator.wait_for("/board")
            await coordinator.send_file("notice.txt", NOTICE.encode(), "text/plain")
            await coordinator.wait_for("导入预览")
            await coordinator.press("ledger_apply", "", "已导入")
            await coordinator.say("/task 7")
            card = await coordinator.wait_for(has_button("task_indicator", ""))
            assert "河岸垃圾清理不到位" in card.text
            log = await ctl.get("log", chat="1001")
            assert {"t", "chat", "kind", "message_id", "text", "markup"} <= set(log[0])
            spent = await invite_by_command(env, "liaison", "--department", "示范省水利厅")
            assert spent != link
