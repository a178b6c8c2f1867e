"""What anyone may say: help, language, notices in one's own chat, what is kept of whom."""

from __future__ import annotations

from bot.handlers import on
from bot.turn import Turn
from jobs import people, subscriptions


async def on_help(turn: Turn) -> None:
    await turn.run(people.help_screen, turn.who, turn.occasion)


async def on_language(turn: Turn) -> None:
    await turn.run(people.ask_language, turn.who, turn.occasion)


async def on_language_chosen(turn: Turn) -> None:
    await turn.run(people.set_language, turn.who, turn.press.argument, turn.occasion)


async def on_privacy(turn: Turn) -> None:
    await turn.run(subscriptions.privacy, turn.who, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.command("help", on_help),
        on.command("language", on_language),
        on.press("language", on_language_chosen),
        on.command("privacy", on_privacy),
    ]
