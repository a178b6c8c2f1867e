"""`xiaohao invite`: how does the first coordinator get in? By a single-use deep link, printed on stdout's last line."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from cli.context import current_settings, database, fail, sentence_of
from db.units import Unit
from domain.errors import Rejected
from domain.people import RoleName
from jobs import people


class Invited(StrEnum):
    COORDINATOR = "coordinator"
    LEADER = "leader"
    LIAISON = "liaison"


def invite(
    role: Annotated[Invited, typer.Argument(help="Whom to invite.")],
    department: Annotated[str | None, typer.Option("--department", help="The department, as in the ledger.")] = None,
) -> None:
    """Print a single-use deep link. `leader --department` invites a department's leader."""
    settings = current_settings()
    name = RoleName(role.value)
    if name is RoleName.LEADER and department is not None:
        name = RoleName.DEPARTMENT_LEADER
    with database(settings) as units:
        try:
            link, bot_known = units.call(_invite, name, department)
        except Rejected as refusal:
            fail(sentence_of(refusal, settings))
    if not bot_known:
        print(
            "The bot's name is not known yet: it is read from Telegram when `xiaohao run` first starts. "
            "Until then send the bot this line itself:",
            file=sys.stderr,
        )
    print(link)


def _invite(unit: Unit, role: RoleName, department: str | None) -> tuple[str, bool]:
    token, _ = people.create_invite(unit, role, department=department)
    return people.deep_link(unit, f"i_{token}"), people.bot_name(unit) is not None
