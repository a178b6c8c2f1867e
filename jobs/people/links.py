"""What is the bot called, and how does a link to it look?"""

from __future__ import annotations

from sqlalchemy import select

from db.tables import Meta
from db.units import Reading, Unit


def deep_link(reading: Reading, payload: str) -> str:
    """`https://t.me/<bot>?start=<payload>`, or `/start <payload>` while the bot's name is not known yet."""
    name = bot_name(reading)
    return f"https://t.me/{name}?start={payload}" if name else f"/start {payload}"


def bot_name(reading: Reading) -> str | None:
    return reading.conn.scalar(select(Meta.value).where(Meta.name == "bot_name"))


def remember_bot_name(unit: Unit, name: str) -> None:
    meta = unit.session.get(Meta, "bot_name") or Meta(name="bot_name")
    meta.value = name
    unit.session.add(meta)
