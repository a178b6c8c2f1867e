"""Does ruff refuse every call that asks the time or starts work behind the house's back, and name the right door?"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.check_house import ROOT

CLOCK = "jobs/clock.py"
NURSERY = "cli/app.py"

BANNED = [
    ("from datetime import datetime, UTC\nnow = datetime.now(UTC)", CLOCK),
    ("import datetime\nnow = datetime.datetime.now(datetime.UTC)", CLOCK),
    ("from datetime import datetime\nnow = datetime.utcnow()", CLOCK),
    ("from datetime import datetime\nnow = datetime.today()", CLOCK),
    ("from datetime import date\ntoday = date.today()", CLOCK),
    ("import time\nnow = time.time()", CLOCK),
    ("from time import monotonic\nnow = monotonic()", CLOCK),
    ("import asyncio\nasync def rest() -> None:\n    await asyncio.sleep(1)", CLOCK),
    ("import asyncio\nasync def start() -> None:\n    asyncio.create_task(work())", NURSERY),
    ("import asyncio\nasync def start() -> None:\n    asyncio.ensure_future(work())", NURSERY),
]


def refusals(code: str, place: str) -> list[str]:
    """What ruff says of the banned calls in `code`, were it the file `place` of this house."""
    ruff = Path(sys.executable).with_name("ruff")
    ran = subprocess.run(
        [ruff, "check", "--no-cache", "--select", "TID251", "--output-format", "json", "--stdin-filename", place, "-"],
        input=code,
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ran.returncode in (0, 1), ran.stderr
    return [found["message"] for found in json.loads(ran.stdout) if found["code"] == "TID251"]


@pytest.mark.parametrize(("code", "door"), BANNED, ids=lambda value: str(value).splitlines()[-1].strip())
@pytest.mark.parametrize("room", ["domain", "config", "db", "jobs", "bot", "cli"])
def test_a_banned_call_is_refused_and_its_door_named(code: str, door: str, room: str) -> None:
    (message,) = refusals(code, f"{room}/planted.py")
    assert door in message


@pytest.mark.parametrize("place", ["sandbox/planted.py", "bench/planted.py", "tests/unit/planted.py"])
def test_those_outside_the_product_may_ask_the_time(place: str) -> None:
    assert refusals("import time\nnow = time.time()", place) == []
