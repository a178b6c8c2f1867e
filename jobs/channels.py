"""Where are notices published? The channels and groups of the settings, and those a coordinator added by one link.

The link makes the bot an administrator of a channel or group; Telegram then says who did it, and only a coordinator's is
taken. One that takes the bot away again is no longer published in, and the office hears so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.tables import Meta
from db.units import Reading, Unit
from domain.errors import Forbidden
from domain.messages.everyday import Sentence
from domain.people import Account
from jobs import audit, outbox, rights

ADDED = "channels"  # the row of `meta`: [[id, title], ...]


@dataclass(frozen=True)
class Joined:
    """A channel or group in which the bot's place has changed.

    `may_post`: an administrator who may post and edit in a channel, write and pin in a group. `stays`: one that is known
    is published in all the same: whoever may no longer pin in a group still writes there.
    """

    id: int
    title: str
    username: str | None
    may_post: bool
    group: bool = False
    stays: bool = False

    @property
    def thing(self) -> str:
        return f"channel:{self.id}"


def of(reading: Reading) -> list[str]:
    """Ids or @names, those of the settings first."""
    wanted = [str(channel) for channel in reading.settings.telegram.channels]
    return list(dict.fromkeys([*wanted, *(str(id_) for id_, _ in _added(reading))]))


def titled(reading: Reading) -> list[tuple[str, str]]:
    """(id or @name, what people call it), as `of`: the title where it was told, else the id or @name itself."""
    titles = {str(id_): title for id_, title in _added(reading)}
    return [(name, titles.get(name) or name) for name in of(reading)]


def changed(unit: Unit, who: Account, channel: Joined, occasion: str) -> None:
    """The bot was made an administrator of a channel, or is one no longer."""
    known = dict(_added(unit))
    if channel.may_post:
        _take(unit, who, channel, known, occasion)
    elif not channel.stays and (channel.id in known or _is_set(unit, channel)):
        _keep(unit, {id_: title for id_, title in known.items() if id_ != channel.id})
        audit.note(unit, audit.OUTSIDER, "channel.lost", channel.thing)
        for to in outbox.coordinators(unit):
            lost = Sentence("group-lost" if channel.group else "channel-lost", {"title": channel.title})
            outbox.put(unit, lost, to=to, thing=channel.thing, occasion=occasion)


def _take(unit: Unit, who: Account, channel: Joined, known: dict[int, str], occasion: str) -> None:
    if channel.id in known or _is_set(unit, channel):
        return
    try:
        person = rights.coordinator(unit, who)
    except Forbidden:  # anybody can make the bot an administrator of a channel of theirs
        audit.note(unit, audit.OUTSIDER, "channel.refused", channel.thing)
        return
    _keep(unit, known | {channel.id: channel.title})
    audit.note(unit, audit.person(person.id), "channel.add", channel.thing)
    added = Sentence("group-added" if channel.group else "channel-added", {"title": channel.title})
    for to in outbox.coordinators(unit):
        outbox.put(unit, added, to=to, thing=channel.thing, occasion=occasion)


def migrated(unit: Unit, old: str, new: str) -> None:
    """A group became a supergroup: it is the same place under another id."""
    known = _added(unit)
    if any(str(id_) == old for id_, _ in known):
        _keep(unit, {int(new) if str(id_) == old else id_: title for id_, title in known})


def _is_set(reading: Reading, channel: Joined) -> bool:
    names = {str(channel.id), f"@{channel.username}".lower()}
    return any(str(one).lower() in names for one in reading.settings.telegram.channels)


def _added(reading: Reading) -> list[tuple[int, str]]:
    meta = reading.session.get(Meta, ADDED)
    return [(int(id_), str(title)) for id_, title in json.loads(meta.value or "[]")] if meta is not None else []


def _keep(unit: Unit, channels: dict[int, str]) -> None:
    meta = unit.session.get(Meta, ADDED)
    if meta is None:
        meta = Meta(name=ADDED)
        unit.session.add(meta)
    meta.value = json.dumps([[id_, title] for id_, title in channels.items()], ensure_ascii=False)
    unit.session.flush()
