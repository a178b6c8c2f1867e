"""What was refused, in the operator's words? Turns pydantic's errors into faults that name the place and a right value."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings

from config.faults import Fault
from config.layers import Name, Place, every_setting, field_at, is_secret, tables_in, variable_of

_Worded = Callable[[Mapping[str, Any]], str]

_PROBLEMS: dict[str, _Worded] = {
    "int_parsing": lambda _: "is not a whole number",
    "int_type": lambda _: "is not a whole number",
    "int_from_float": lambda _: "is not a whole number",
    "bool_parsing": lambda _: "is neither true nor false",
    "bool_type": lambda _: "is neither true nor false",
    "string_type": lambda _: "is not text in quotes",
    "string_too_short": lambda _: "is empty",
    "tuple_type": lambda _: "is not a list",
    "model_type": lambda _: "is not a table",
    "model_attributes_type": lambda _: "is not a table",
    "path_type": lambda _: "is not a path in quotes",
    "missing": lambda _: "is missing",
    "literal_error": lambda facts: f"is not {facts['expected']}",
    "greater_than_equal": lambda facts: f"is below {facts['ge']}, the least allowed",
    "less_than_equal": lambda facts: f"is above {facts['le']}, the most allowed",
    "value_error": lambda facts: str(facts["error"]),
}


def faults_of(refused: ValidationError, settings_cls: type[BaseSettings], origins: Mapping[Name, str]) -> list[Fault]:
    faults: list[Fault] = []
    for details in refused.errors(include_url=False):
        place = details["loc"]
        if details["type"] == "extra_forbidden":
            faults += _unknown(place, settings_cls, origins)
        else:
            faults.append(_refused(place, details, settings_cls, origins))
    return faults


def origin_of(origins: Mapping[Name, str], place: Place) -> str:
    """Where it was read: its own place, a list or table above it that was given whole, or a value within it."""
    name = _name(place)
    for length in range(len(name), 0, -1):
        if name[:length] in origins:
            return origins[name[:length]]
    return next((origin for inner, origin in origins.items() if inner[: len(name)] == name), "")


def example_of(settings_cls: type[BaseSettings], place: Place) -> str:
    field = field_at(settings_cls, place)
    return str(field.examples[0]) if field is not None and field.examples else ""


def _refused(
    place: Place, details: ErrorDetails, settings_cls: type[BaseSettings], origins: Mapping[Name, str]
) -> Fault:
    worded = _PROBLEMS.get(details["type"])
    problem = worded(details.get("ctx", {})) if worded else details["msg"]
    given = details["input"]
    field = field_at(settings_cls, place)
    # A value is quoted only where it can't be a secret: neither itself nor a list or table around it.
    if field is not None and not is_secret(field) and isinstance(given, str | int | float):
        problem = f"{_quoted(given)} {problem}"
    return Fault(_dotted(place), origin_of(origins, place), problem, example_of(settings_cls, place))


def _unknown(place: Place, settings_cls: type[BaseSettings], origins: Mapping[Name, str]) -> list[Fault]:
    """One fault for each value that stands under a name nobody knows."""
    within: list[Place] = [name for name in origins if name[: len(place)] == place]
    faults = []
    for each in within or [place]:
        origin = origin_of(origins, each)
        near = _nearest(each, settings_cls)
        if near and origin.startswith("variable "):
            hint = f", did you mean {variable_of(_name(near))}?"
        else:
            hint = f", did you mean {_dotted(near)}?" if near else ""
        faults.append(Fault(_dotted(each), origin, f"is not a setting{hint}"))
    return faults


def _nearest(place: Place, settings_cls: type[BaseSettings]) -> Place | None:
    above, table = tables_in(settings_cls, place)
    known: list[Place] = [(*above, *name) for name, _ in every_setting(table)]
    by_name = {_dotted(name): name for name in known}
    close = difflib.get_close_matches(_dotted(place), by_name, n=1)
    return by_name[close[0]] if close else None


def _name(place: Place) -> Name:
    """The setting a place belongs to: what stands in a list was given with the list."""
    name: list[str] = []
    for part in place:
        if isinstance(part, int):
            break
        name.append(part)
    return tuple(name)


def _dotted(place: Place) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


def _quoted(given: str | float) -> str:
    text = repr(given) if isinstance(given, str) else str(given)
    return text if len(text) <= 60 else f"{text[:57]}..."
