"""Where does a message go? The address behind each recipient, opened here, for the sender alone."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import bindparam, select

from db.crypto import CannotOpen
from db.prepared import Prepared
from db.tables import Dialogue, Objection, Person
from db.units import Unit

Address = tuple[str | Exception | None, str]
"""The address behind a recipient (None: erased; or why it does not open), and the language it reads."""


def addresses_of(unit: Unit, recipients: set[str]) -> dict[str, Address]:
    """One question for all people, one for all dialogues."""
    office = unit.settings.office.language
    ids: dict[str, list[int]] = {}
    found: dict[str, Address] = {}
    for recipient in recipients:
        what, _, which = recipient.partition(":")
        if what in ("channel", "mail"):
            found[recipient] = which, office
        elif what in _SEALED and which.isdecimal():
            ids.setdefault(what, []).append(int(which))
    for what, wanted in ids.items():
        one = len(wanted) == 1
        for row in (
            _SEALED_ONE[what].all(unit, id=wanted[0]) if one else unit.conn.execute(_SEALED[what], {"ids": wanted})
        ):
            opened = _open(unit, row.sealed)
            if what == "contact" and isinstance(opened, str):
                opened = json.loads(opened)["contact"]
            found[f"{what}:{row.id}"] = opened, row.language or office
    for recipient in recipients - found.keys():
        found[recipient] = LookupError(f"nobody is called {recipient.partition(':')[0]}:…"), office
    return found


def opened(addresses: Mapping[str, Address], recipient: str) -> tuple[str | None, str]:
    address, language = addresses[recipient]
    if isinstance(address, Exception):
        raise address
    return address, language


_BEHIND = {
    what: select(table.id, table.language, sealed.label("sealed"))
    for what, table, sealed in (
        ("person", Person, Person.account_sealed),
        ("dialogue", Dialogue, Dialogue.account_sealed),
        ("objection", Objection, Objection.return_sealed),
        ("contact", Objection, Objection.identity_sealed),
    )
}
_SEALED = {
    what: query.where(query.selected_columns.id.in_(bindparam("ids", expanding=True)))
    for what, query in _BEHIND.items()
}
_SEALED_ONE = {
    what: Prepared(query.where(query.selected_columns.id == bindparam("id"))) for what, query in _BEHIND.items()
}


def _open(unit: Unit, sealed: bytes | None) -> str | CannotOpen | None:
    if sealed is None:
        return None
    try:
        return unit.vault.open(sealed)
    except CannotOpen as error:  # told with its row: it blocks nobody else's
        return error
