"""What does each kind of update start? By audience: a handler reads, calls one job, and is done.

Every module here offers `handlers()`; one with forms also offers `FORMS`. They are asked in the order of their names
(but one that says `FIRST` before the others), what an open form awaits last: it takes whatever is typed.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from bot.handlers import forms, on
from bot.handlers.forms import Form


def _areas() -> list[ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    areas = [importlib.import_module(f"{__name__}.{name}") for name in names if name not in ("forms", "on")]
    return sorted(areas, key=lambda area: not getattr(area, "FIRST", False))


def all_handlers() -> list[on.Handler]:
    return [handler for area in _areas() for handler in area.handlers()] + forms.handlers()


def all_forms() -> dict[str, Form]:
    found: dict[str, Form] = {}
    for area in _areas():
        for name, form in getattr(area, "FORMS", {}).items():
            if name in found:
                raise ValueError(f"two forms are called {name}")
            found[name] = form
    return found
