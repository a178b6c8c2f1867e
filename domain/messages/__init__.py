"""One frozen dataclass of facts per kind of message, by the area of the office it belongs to."""

import importlib
import pkgutil

from domain.messages.base import KINDS, Message, Note, kind

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["KINDS", "Message", "Note", "kind"]
