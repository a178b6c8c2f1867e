"""Can notices be published, and will objections arrive? The places notices go to, and the addresses that were never proven."""

from __future__ import annotations

import asyncio

from bot import places
from cli.checks import Check, Level
from cli.try_out import Unusable, asked
from config.settings import Settings
from db.queries.addresses import unproven_in_use
from db.units import Reading
from domain.places import Place
from jobs import channels

TODO = {
    "unasked": "check the network and telegram.api_url",
    "gone": "make the bot an administrator of it, or take it out of telegram.channels",
    "post": "let its administrators give the bot the right to post messages",
    "edit": "let its administrators give the bot the right to edit messages: an announcement is edited when it ends",
    "pin": "let its administrators give the bot the right to pin; without it the announcement stands there unpinned",
}
SAYS = {
    "unasked": "Telegram did not answer about it",
    "gone": "the bot is not in it, or it is not there",
    "post": "the bot may not post",
    "edit": "the bot may not edit what it posted",
    "pin": "the bot may not pin",
}


def in_use(reading: Reading) -> tuple[list[str], tuple[str, ...]]:
    """Where notices go, and which addresses of scheduled and running ones no code ever came back from."""
    return channels.of(reading), unproven_in_use(reading)


def unproven(addresses: tuple[str, ...]) -> list[Check]:
    if not addresses:
        return []
    says = f"never proven: {', '.join(addresses)}"
    return [Check("addresses", Level.WARN, says, "a coordinator presses the button on the notice's card: /publicity")]


def rights(settings: Settings, wanted: list[str]) -> list[Check]:
    """One line a place that is not well, one for all that are."""
    if settings.telegram.token is None:
        return []
    if not wanted:
        todo = "set telegram.channels, or let a coordinator add one in chat: /publicity"
        return [Check("channels", Level.WARN, "no channel or group is set: notices reach subscribers only", todo)]
    found = asyncio.run(_look(settings, settings.telegram.token.get_secret_value(), wanted))
    well = [place for place in found if not place.lacks]
    checks = [Check("channels", Level.OK, ", ".join(place.title for place in well))] if well else []
    return checks + [_lacking(place) for place in found if place.lacks]


def _lacking(place: Place) -> Check:
    return Check("channels", Level.WARN, f"{place.title}: {SAYS[place.lacks]}", TODO[place.lacks])


async def _look(settings: Settings, token: str, wanted: list[str]) -> tuple[Place, ...]:
    try:
        async with asked(settings.telegram, token) as bot:
            return await places.look(bot, wanted)
    except Unusable:  # the token's own check says why
        return ()
