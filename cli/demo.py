"""`make demo`: the life of one task, from import to strike-off, played on this machine in virtual time.

Nothing is faked but the people and the clock: the bot talks to a Bot API server over HTTP, its letters travel by SMTP
into a mailbox, its database is a file. The transcript and everything it made stay in `var/demo/`. Exits 0 only if
every step held.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path

from cli.life import NUMBER, OFFICE_TIME, START, Life
from cli.notice_write import paper_of_task
from cli.stage import DidNotHold, stage
from config.logs import configure_logging
from jobs import documents
from jobs.clock import RealClock

OUT = Path("var/demo")
LANGUAGES = {"zh": "zh-CN", "zh-CN": "zh-CN", "en": "en"}


async def play(out: Path, language: str) -> None:
    """Live it, and leave transcript, letters, notice and database in `out`. Raises `DidNotHold`."""
    with (out / "transcript.txt").open("w", encoding="utf-8") as transcript:

        def write(line: str) -> None:
            print(line)
            print(line, file=transcript, flush=True)

        async with stage(
            out, START, write=write, mail_folder=out / "mails", XIAOHAO_OFFICE__LANGUAGE=language
        ) as place:
            configure_logging(place.settings, stream=sys.stderr, level="ERROR", now=place.clock.now)
            life = Life(place, language, write)
            await life.live()
            moment = place.clock.now().astimezone(OFFICE_TIME)
            letters = len(life.mails())
            paper = await place.app.units.read(paper_of_task, NUMBER, None)
            notice = await asyncio.to_thread(documents.notice_docx, paper, place.settings)
            await asyncio.to_thread((out / "notice.docx").write_bytes, notice)
        write(f"\n{moment:%Y-%m-%d %H:%M}  邮件 {letters} 封,每一步都成立。 / Letters: {letters}. Every step held.")


def main() -> int:
    language = LANGUAGES.get(os.environ.get("DEMO_LANGUAGE", "zh"))
    if language is None:
        print("DEMO_LANGUAGE is zh or en", file=sys.stderr)
        return 2
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "mails").mkdir(parents=True)
    clock = RealClock()
    started = clock.monotonic()
    try:
        asyncio.run(play(OUT, language))
    except DidNotHold as error:
        print(f"The demo stopped: {error}", file=sys.stderr)
        return 1
    print(f"{clock.monotonic() - started:.0f} s. Left in {OUT}: transcript.txt, mails/, notice.docx, xiaohao.db")
    return 0


if __name__ == "__main__":
    sys.exit(main())
