"""What an earlier release put into the outbox and had not sent is still worded by this one.

`tests/samples/facts-VERSION.json` holds one message of every kind as that release stored it. To write the next one:

    python -m tests.unit.bot.test_stored_facts VERSION
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from bot.render.registry import rendered_kinds
from db.crypto import Vault
from domain.messages import every_kind
from jobs import outbox
from jobs.mail.wording import MailWords, worded
from tests.any_message import samples
from tests.unit.bot.test_every_kind import LANGUAGES, NOW, RENDERER, TEXTS, ZONE, check_screen

SAMPLES = Path(__file__).parents[2] / "samples"
RELEASES = sorted(path.stem.removeprefix("facts-") for path in SAMPLES.glob("facts-*.json"))
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


class Sealed:
    """As much of a unit as sealing and opening facts asks for."""

    vault = Vault([KEY])


def stored(release: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((SAMPLES / f"facts-{release}.json").read_text(encoding="utf-8"))
    return found


def test_there_is_a_release_to_be_true_to() -> None:
    assert RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_every_kind_of_that_release_is_still_known(release: str) -> None:
    assert set(stored(release)) <= set(every_kind())


def test_the_newest_samples_hold_every_kind() -> None:
    assert set(stored(RELEASES[-1])) == set(every_kind()), (
        "a new kind: write it into the samples of the release to come"
    )


@pytest.mark.parametrize(("release", "kind"), [(release, kind) for release in RELEASES for kind in stored(release)])
def test_what_that_release_stored_is_opened_and_worded(release: str, kind: str) -> None:
    facts_sealed = Sealed.vault.seal_json(stored(release)[kind])
    message = outbox.opened(Sealed, kind, facts_sealed)  # type: ignore[arg-type]
    for language in LANGUAGES:
        if kind not in rendered_kinds():
            assert worded(message, MailWords(TEXTS, language, ZONE, NOW)).text
        elif kind != "everyday.menu":
            check_screen(RENDERER.screen(message, language))


@pytest.mark.parametrize("kind", sorted(every_kind()))
def test_facts_come_back_from_the_outbox_as_they_were_put(kind: str) -> None:
    """Decimals, dates, tuples of tuples: nothing is lost on the way through JSON."""
    message = samples()[kind]
    assert outbox.opened(Sealed, kind, outbox.sealed(Sealed, message)) == message  # type: ignore[arg-type]


def write(release: str) -> None:
    """The samples of a release that is being made."""
    found = {
        kind: {"v": message.VERSION, "f": TypeAdapter(type(message)).dump_python(message, mode="json")}
        for kind, message in samples().items()
    }
    path = SAMPLES / f"facts-{release}.json"
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1])
