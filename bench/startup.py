"""How long from the start of the process to the first getUpdates, and how much memory does it hold then?

The program as an office starts it, installed (its bytecode written) and its database there and migrated; beside it a bare
python-telegram-bot that polls.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from bench.other_side import TOKEN, OtherSide, free_port, other_side
from bench.result import Result

ROUNDS = 3
LAST_BEFORE = "deleteWebhook"  # what both call right before the first getUpdates, which is counted when it is answered
BARE = """
from telegram.ext import ApplicationBuilder, MessageHandler, filters

async def echo(update, context):
    await update.message.reply_text(update.message.text)

application = ApplicationBuilder().token({token!r}).base_url({url!r}).build()
application.add_handler(MessageHandler(filters.TEXT, echo))
application.run_polling()
"""


async def run(api_url: str | None = None) -> Result:
    with tempfile.TemporaryDirectory(prefix="xiaohao-bench-") as folder:
        async with other_side(api_url, limited=False) as side:
            ours = {
                "XIAOHAO_DATA_DIR": folder,
                "XIAOHAO_TELEGRAM__TOKEN": TOKEN,
                "XIAOHAO_TELEGRAM__API_URL": side.url,
                "XIAOHAO_HTTP__PORT": str(free_port()),
            }
            bare = BARE.format(token=TOKEN, url=f"{side.url}/bot")
            await _started(side, ["-m", "cli.main", "run"], ours)  # makes and migrates the database
            figures = await _middle(side, ["-m", "cli.main", "run"], ours)
            peer = await _middle(side, ["-c", bare], {})
    return Result(
        "startup",
        figures=figures,
        peer={f"bare_{name}": value for name, value in peer.items()},
        ratio={name: value / peer[name] for name, value in figures.items()},
    )


async def _middle(side: OtherSide, arguments: list[str], environ: dict[str, str]) -> dict[str, float]:
    rounds = [await _started(side, arguments, environ) for _ in range(ROUNDS)]
    return {
        name: sorted(values)[ROUNDS // 2]
        for name, values in zip(("seconds", "cpu_seconds", "rss_mb"), zip(*rounds, strict=True), strict=True)
    }


async def _started(side: OtherSide, arguments: list[str], environ: dict[str, str]) -> tuple[float, float, float]:
    """Seconds to the first getUpdates, those of them on a processor, and the resident memory a moment later, in MB."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XIAOHAO_", "PYTHONDONTWRITE"))}
    before = await side.called(LAST_BEFORE)
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env=kept | environ,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        while await side.called(LAST_BEFORE) == before:
            if process.returncode is not None:
                raise RuntimeError("it ended instead of polling")
            await asyncio.sleep(0.02)
        seconds, on_cpu = time.perf_counter() - began, _cpu_seconds(process.pid)
        await asyncio.sleep(0.5)
        return seconds, on_cpu, _resident_mb(process.pid)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _cpu_seconds(pid: int) -> float:
    """Of the program and the system for it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the system does not tell how much memory a process holds")
