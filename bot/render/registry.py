"""Which function words which kind, and what is it given?

@renders(Welcome)
def welcome(message: Welcome, words: Words) -> Screen: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.screen import MOST_CAPTION, MOST_TEXT, Button, Html, Screen, as_html, fit
from config.texts import Texts
from domain import wording
from domain.messages.base import Message, Note
from domain.presses import Press

M = TypeVar("M", bound=Message)

_RENDERERS: dict[type[Message], Callable[[Any, Words], Screen]] = {}


def renders(cls: type[M]) -> Callable[[Callable[[M, Words], Screen]], Callable[[M, Words], Screen]]:
    def register(function: Callable[[M, Words], Screen]) -> Callable[[M, Words], Screen]:
        if cls in _RENDERERS:
            raise ValueError(f"{cls.KIND} is worded twice")
        _RENDERERS[cls] = function
        return function

    return register


@dataclass(frozen=True)
class Words:
    """The reader's language and day. Facts are escaped, but for `Html`."""

    texts: Texts
    language: str
    zone: ZoneInfo
    today: date
    bot_name: str

    def __call__(self, key: str, /, **facts: object) -> Html:
        plain = {name: value if isinstance(value, int) else as_html(value) for name, value in facts.items()}
        return Html(self.texts.say(self.language, key, **plain))

    def plain(self, key: str, /, **facts: object) -> str:
        """Without escaping: for buttons, toasts and file names."""
        return self.texts.say(self.language, key, **facts)

    def note(self, note: Note | None) -> Html:
        """The line on top of a card, with its own line break; nothing where there is none."""
        return Html(f"{self(note.key, **note.facts)}\n\n") if note is not None else Html("")

    def date(self, day: date) -> str:
        """With the weekday, and the year when it is not this year."""
        return wording.office_date(day, self.today, self.language)

    def round(self, key: str) -> dict[str, str]:
        """What a round is called on its own forms, and the one before: facts `this` and `last` of their texts."""
        this, last = wording.this_and_last(key, self.language)
        return {"this": this, "last": last}

    def moment(self, instant: datetime) -> str:
        local = instant.astimezone(self.zone)
        return f"{self.date(local.date())} {local:%H:%M}"

    def button(
        self,
        key: str,
        verb: str,
        number: int = 0,
        /,
        rev: int = 0,
        argument: str = "",
        *,
        style: str | None = None,
        **facts: object,
    ) -> Button:
        return Button(self.plain(key, **facts), press=Press(verb, number, rev, argument), style=style)

    def link(self, payload: str) -> str:
        return f"https://t.me/{self.bot_name}?start={payload}"


class Renderer:
    """Words every kind. Bound to the texts, the office's zone and the bot's name; the day is asked each time."""

    def __init__(self, texts: Texts, zone: ZoneInfo, now: Callable[[], datetime], bot_name: str) -> None:
        self._texts = texts
        self._zone = zone
        self._now = now
        self.bot_name = bot_name
        self._worded: dict[str, tuple[Message, Words, Screen]] = {}  # by language, what was worded last

    def words(self, language: str) -> Words:
        return Words(self._texts, language, self._zone, self._now().astimezone(self._zone).date(), self.bot_name)

    def screen(self, message: Message, language: str) -> Screen:
        """An announcement is one message to many: worded once for those who read the same language."""
        words = self.words(language)
        last = self._worded.get(language)
        if last is None or last[0] is not message or last[1] != words:
            last = self._worded[language] = message, words, self._screen(message, words)
        return last[2]

    def _screen(self, message: Message, words: Words) -> Screen:
        screen = _RENDERERS[type(message)](message, words)
        if screen.attachment is None and not screen.album:
            return screen if len(screen.text) < MOST_CAPTION else _fitted(screen, MOST_TEXT)
        return _fitted(screen, MOST_CAPTION)


def _fitted(screen: Screen, most: int) -> Screen:
    text = fit(screen.text, most)
    return screen if text == screen.text else replace(screen, text=text)


def rendered_kinds() -> set[str]:
    return {cls.KIND for cls in _RENDERERS}
