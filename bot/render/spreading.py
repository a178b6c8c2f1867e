"""How far an announcement to many is, in one card that is edited."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, rows
from bot.screen import Button, Screen
from domain.messages.publicity import Spreading


@renders(Spreading)
def spreading(message: Spreading, words: Words) -> Screen:
    minutes = -(-message.seconds_left // 60)
    left = message.total - message.sent - message.failed
    text = paragraphs(
        words("spreading-title", title=message.title),
        lines(
            words(f"spreading-{message.state}", sent=message.sent, total=message.total, minutes=minutes, left=left),
            words("spreading-failed", count=message.failed) if message.failed else None,
        ),
        words("spreading-asks", left=left) if message.asking else None,
    )
    return Screen(text, _buttons(message, words), silent=True)


def _buttons(message: Spreading, words: Words) -> tuple[tuple[Button, ...], ...]:
    if message.state not in ("sending", "paused"):
        return ()
    if message.asking:
        end = words.button("spreading-end-yes", "spread", message.announcement, argument="end", style="danger")
        keep = words.button("spreading-end-no", "spread", message.announcement, argument="keep")
        return rows([end], leaving=[keep])
    act = "on" if message.state == "paused" else "pause"
    return rows(
        [words.button(f"spreading-{act}", "spread", message.announcement, argument=act)],
        leaving=[words.button("spreading-end", "spread", message.announcement, argument="ask")],
    )
