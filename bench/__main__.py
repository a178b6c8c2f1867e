"""`python -m bench NAME [--json] [--api-url URL] [--recipients N] [--rows N]`, or `all`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from bench import broadcast, fanout, objections, paid, size, startup, tick, transport, units, updates
from bench.result import Result
from cli.loop import live_on

BENCHMARKS: dict[str, Callable[[argparse.Namespace], Coroutine[Any, Any, Result]]] = {
    "broadcast": lambda asked: broadcast.run(asked.api_url, asked.recipients),
    "fanout": lambda asked: fanout.run(asked.rows),
    "objections": lambda asked: objections.run(asked.api_url),
    "paid": lambda asked: paid.run(asked.api_url),
    "size": lambda _asked: size.run(),
    "startup": lambda asked: startup.run(asked.api_url),
    "tick": lambda asked: tick.run(asked.rows),
    "transport": lambda asked: transport.run(asked.api_url),
    "units": lambda _asked: units.run(),
    "updates": lambda asked: updates.run(asked.api_url),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=[*BENCHMARKS, "all"])
    parser.add_argument("--json", action="store_true", help="one JSON object on one line")
    parser.add_argument("--api-url", help="run against another Bot API server")
    parser.add_argument("--recipients", type=int, default=600, help="of the broadcast")
    parser.add_argument("--rows", type=int, help="of `fanout` (subscribers) and `tick` (requests): only so many")
    asked = parser.parse_args()
    for name in BENCHMARKS if asked.name == "all" else [asked.name]:
        result = live_on(BENCHMARKS[name](asked))
        print(result.as_json() if asked.json else result.as_text(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
