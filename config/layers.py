"""Where does a setting come from? The TOML file, the environment over it, secret files over both.

Each layer is a source of pydantic-settings, which merges them; each remembers for every value where it was read, so
that a fault and `xiaohao doctor` can name the place.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeGuard, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from config.faults import Fault

PREFIX = "XIAOHAO_"
LEVEL = "__"
CONFIG_VARIABLE = "XIAOHAO_CONFIG"
SECRETS_VARIABLE = "XIAOHAO_SECRETS_DIR"
MOUNTED_SECRETS = Path("/run/secrets")  # where container engines put them; files there may be another program's

Name = tuple[str, ...]
Place = tuple[str | int, ...]  # a name, and within a list its index


class Layer(PydanticBaseSettingsSource):
    """`values` as they were written, `origins` where each was, `faults` what could not even be read."""

    def __init__(self, settings_cls: type[BaseSettings]) -> None:
        super().__init__(settings_cls)
        self.values: dict[str, Any] = {}
        self.origins: dict[Name, str] = {}
        self.faults: list[Fault] = []

    def __call__(self) -> dict[str, Any]:
        return self.values

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002 - its signature
        return self.values.get(field_name), field_name, False

    def put(self, name: Name, value: Any, origin: str) -> None:
        table = self.values
        for part in name[:-1]:
            inner = table.setdefault(part, {})
            if not isinstance(inner, dict):
                inner = table[part] = {}
            table = inner
        table[name[-1]] = value
        self.origins[name] = origin

    def put_text(self, name: Name, text: str, origin: str) -> None:
        """A variable or a secret file: text, and JSON where the setting is a list or a table."""
        field = field_at(self.settings_cls, name)
        if field is None or not _is_structured(field.annotation):
            self.put(name, text, origin)
            return
        try:
            value = json.loads(text)
        except ValueError:
            self.faults.append(Fault(".".join(name), origin, "is not JSON", str((field.examples or [""])[0])))
            return
        if isinstance(value, dict):
            for inner, leaf in _leaves(value):
                self.put(name + inner, leaf, origin)
        else:
            self.put(name, value, origin)


def file_layer(settings_cls: type[BaseSettings], file: Path | None) -> Layer:
    layer = Layer(settings_cls)
    if file is None:
        return layer
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "is not UTF-8"
        layer.faults.append(Fault("the settings file", str(file), f"can't be read: {reason}", "config/example.toml"))
        return layer
    except tomllib.TOMLDecodeError as fault:
        layer.faults.append(Fault("the settings file", str(file), f"is not TOML: {fault}", 'name = "text"'))
        return layer
    for name, value in _leaves(tables):
        layer.put(name, value, f"{file}, {'.'.join(name)}")
    return layer


def environment_layer(settings_cls: type[BaseSettings], environ: Mapping[str, str]) -> Layer:
    """An empty variable is as if it were not set: compose files pass them so."""
    layer = Layer(settings_cls)
    for variable, text in sorted(environ.items()):  # sorted: a table comes before the levels within it
        if variable.startswith(PREFIX) and variable not in {CONFIG_VARIABLE, SECRETS_VARIABLE} and text:
            layer.put_text(_name_of(variable), text, f"variable {variable}")
    return layer


def secrets_layer(settings_cls: type[BaseSettings], environ: Mapping[str, str]) -> Layer:
    """Files named for their setting: `telegram.token`, `telegram__token` or `XIAOHAO_TELEGRAM__TOKEN`."""
    layer = Layer(settings_cls)
    given = environ.get(SECRETS_VARIABLE)
    folder = Path(given) if given else MOUNTED_SECRETS
    if not folder.is_dir():
        if given:
            layer.faults.append(Fault(SECRETS_VARIABLE, f"variable {SECRETS_VARIABLE}", f"{folder} is not a folder"))
        return layer
    for file in sorted(folder.iterdir()):
        if file.name.startswith(".") or not file.is_file():
            continue
        name = _name_of(file.name.replace(".", LEVEL))
        if not given and field_at(settings_cls, name) is None:
            continue
        try:
            text = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            layer.faults.append(Fault(".".join(name), f"secret file {file}", "can't be read as text"))
            continue
        layer.put_text(name, text, f"secret file {file}")
    return layer


def overrides_layer(settings_cls: type[BaseSettings], overrides: Mapping[str, Any]) -> Layer:
    """Given by the caller: nested tables, or dotted or double-underscored names."""
    layer = Layer(settings_cls)
    for key, value in overrides.items():
        name = tuple(key.replace(LEVEL, ".").split("."))
        if isinstance(value, dict):
            for inner, leaf in _leaves(value):
                layer.put(name + inner, leaf, "given by the caller")
        else:
            layer.put(name, value, "given by the caller")
    return layer


def field_at(settings_cls: type[BaseModel], place: Place) -> FieldInfo | None:
    """None if there is no such setting. The index of a list is passed over: what it holds is of one kind."""
    if not place:
        return None
    above, table = tables_in(settings_cls, place)
    rest = place[len(above) :]
    found = table.model_fields.get(str(rest[0])) if rest else None
    return found if all(isinstance(part, int) for part in rest[1:]) else None


def tables_in(settings_cls: type[BaseModel], place: Place) -> tuple[Place, type[BaseModel]]:
    """The innermost table that `place` lies in, and how much of `place` leads there."""
    table, depth = settings_cls, 0
    for end, part in enumerate(place[:-1], 1):
        field = table.model_fields.get(str(part)) if isinstance(part, str) else None
        inner = field.annotation if field is not None else None
        if isinstance(part, int):
            continue
        if get_origin(inner) is tuple and is_table(get_args(inner)[0]) and end + 1 < len(place):
            table, depth = get_args(inner)[0], end + 1
        elif is_table(inner):
            table, depth = inner, end
        else:
            break
    return place[:depth], table


def every_setting(model: type[BaseModel], above: Name = ()) -> Iterator[tuple[Name, FieldInfo]]:
    """Every setting that is not itself a table, in the order of the schema."""
    for part, field in model.model_fields.items():
        if is_table(field.annotation):
            yield from every_setting(field.annotation, (*above, part))
        else:
            yield (*above, part), field


def is_table(annotation: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def is_secret(field: FieldInfo) -> bool:
    """Also true of a list that holds secrets: it is never shown."""
    extra = field.json_schema_extra
    return _holds_secret(field.annotation) or (isinstance(extra, dict) and bool(extra.get("secret")))


def variable_of(name: Name) -> str:
    return PREFIX + LEVEL.join(name).upper()


def _name_of(variable: str) -> Name:
    return tuple(variable.upper().removeprefix(PREFIX).lower().split(LEVEL))


def _is_structured(annotation: Any) -> bool:
    return is_table(annotation) or get_origin(annotation) is tuple


def _holds_secret(annotation: Any) -> bool:
    if annotation is SecretStr:
        return True
    if is_table(annotation):
        return any(is_secret(field) for field in annotation.model_fields.values())
    return any(_holds_secret(part) for part in get_args(annotation))


def _leaves(tables: Mapping[str, Any], above: Name = ()) -> Iterator[tuple[Name, Any]]:
    for part, value in tables.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, (*above, part))
        else:
            yield (*above, part), value
