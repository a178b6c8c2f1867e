"""A paper that was made for a coordinator."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.screen import Attachment, Screen
from domain.messages.papers import PaperFile


@renders(PaperFile)
def paper_file(message: PaperFile, words: Words) -> Screen:
    return Screen(words("paper-here", name=message.name), attachment=Attachment(message.name, sha256=message.sha256))
