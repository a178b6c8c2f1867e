"""`python -m bench NAME [--json] [--api-url URL] [--recipients N]`, or `all`."""

from __future__ import annotations

import argparse
import asyncio
import sys

from bench import transport, units

BENCHMARKS = {"transport": transport.run, "units": units.run}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=[*BENCHMARKS, "all"])
    parser.add_argument("--json", action="store_true", help="one JSON object on one line")
    parser.add_argument("--api-url", help="run against another Bot API server")
    asked = parser.parse_args()
    for name in BENCHMARKS if asked.name == "all" else [asked.name]:
        run = BENCHMARKS[name]
        result = asyncio.run(run(asked.api_url) if name == "transport" else run())
        print(result.as_json() if asked.json else result.as_text(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
