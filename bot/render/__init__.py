"""How is a message worded? One small function per kind: facts in, a screen out, in the reader's language."""

import importlib
import pkgutil

from bot.render.registry import Renderer, Words

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["Renderer", "Words"]
