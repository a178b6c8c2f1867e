"""What does a person see of a message? Its words, buttons and files, as they stand at the moment of looking."""

from __future__ import annotations

from sandbox.chats import Json, Message
from sandbox.files import StoredFile
from sandbox.formatting import to_html
from sandbox.keyboards import buttons


class Seen:
    """A message as a person sees it: live, so an edit shows at the next look."""

    def __init__(self, message: Message) -> None:
        self._message = message

    def __repr__(self) -> str:
        return f"<{'bot' if self.by_bot else 'in'} {self.id} {self.kind}: {self.text!r} {self.labels}>"

    @property
    def id(self) -> int:
        return self._message.id

    @property
    def date(self) -> int:
        return self._message.date

    @property
    def by_bot(self) -> bool:
        return self._message.by_bot

    @property
    def kind(self) -> str:
        return self._message.kind

    @property
    def text(self) -> str:
        """The text, or the caption."""
        return self._message.text

    @property
    def entities(self) -> list[Json]:
        return self._message.entities

    @property
    def html(self) -> str:
        return to_html(self._message.text, self._message.entities)

    @property
    def buttons(self) -> list[list[Json]]:
        markup = self._message.markup or {}
        return markup.get("inline_keyboard") or markup.get("keyboard") or []

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in buttons(self._message.markup)]

    @property
    def markup(self) -> Json | None:
        return self._message.markup

    @property
    def file(self) -> StoredFile | None:
        return self._message.file

    @property
    def file_name(self) -> str | None:
        return self._message.file.name if self._message.file else None

    @property
    def media(self) -> bytes | None:
        return self._message.file.data if self._message.file else None

    @property
    def album(self) -> str | None:
        return self._message.album

    @property
    def edited(self) -> bool:
        return self._message.edit_date is not None

    @property
    def pinned(self) -> bool:
        return self._message.id in self._message.chat.pinned

    @property
    def silent(self) -> bool:
        return self._message.silent

    @property
    def protected(self) -> bool:
        return self._message.protected

    @property
    def reply_to(self) -> int | None:
        return self._message.reply_to.id if self._message.reply_to else None

    @property
    def touched(self) -> int:
        """Where in the course of things it was sent or last edited; compare with `position`."""
        return self._message.touched
