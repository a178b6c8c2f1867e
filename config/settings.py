"""How is this office set up? Reads the settings once, whole, when asked; nothing is read at import.

    settings = load_settings(Path("xiaohao.toml"))

A fault is a sentence that names the setting, the place it was read from, what is wrong, and a right value; all faults
come together in one `SettingsError`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

from pydantic import Field, PrivateAttr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.faults import Fault, SettingsError
from config.layers import (
    CONFIG_VARIABLE,
    Name,
    environment_layer,
    every_setting,
    file_layer,
    is_secret,
    overrides_layer,
    secrets_layer,
)
from config.refusals import example_of, faults_of
from config.schema import (
    Audit,
    Collection,
    Database,
    Http,
    Mail,
    Objections,
    Office,
    People,
    Programme,
    Publicity,
    Secrets,
    Telegram,
)
from domain.workdays import WorkingHours

__all__ = ["Described", "Fault", "Settings", "SettingsError", "load_settings"]

DEFAULT = "default"


@dataclass(frozen=True)
class Described:
    """One line of `doctor`: secrets are only ever `set` or `none`."""

    name: str
    value: str
    source: str


class Settings(BaseSettings):
    model_config = SettingsConfigDict(frozen=True, extra="forbid", validate_default=True, hide_input_in_errors=True)

    telegram: Telegram = Field(default=Telegram(), description="the bot", examples=["{}"])
    mail: Mail = Field(default=Mail(), description="letters", examples=["{}"])
    office: Office = Field(default=Office(), description="who supervises", examples=["{}"])
    collection: Collection = Field(default=Collection(), description="the rounds", examples=["{}"])
    people: People = Field(default=People(), description="invites", examples=["{}"])
    programme: Programme = Field(default=Programme(), description="defaults of a new programme", examples=["{}"])
    publicity: Publicity = Field(default=Publicity(), description="publicity periods", examples=["{}"])
    objections: Objections = Field(default=Objections(), description="objections", examples=["{}"])
    audit: Audit = Field(default=Audit(), description="the record of who did what", examples=["{}"])
    database: Database = Field(default=Database(), description="where it is kept", examples=["{}"])
    data_dir: Path = Field(
        default=Path("var"), description="database, files, keys, overrides", examples=["/var/lib/xiaohao"]
    )
    secrets: Secrets = Field(default=Secrets(), description="keys", examples=["{}"])
    http: Http = Field(default=Http(), description="health, metrics and the webhook", examples=["{}"])

    @field_validator("data_dir")
    @classmethod
    def _at_home(cls, folder: Path) -> Path:
        return folder.expanduser()

    _origins: dict[Name, str] = PrivateAttr(default_factory=dict)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - its signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """`Settings(...)` takes what it is given and reads nothing by itself; `load_settings` brings the layers."""
        return (init_settings,)

    def describe(self) -> list[Described]:
        lines = []
        for name, field in every_setting(type(self)):
            value: Any = self
            for part in name:
                value = getattr(value, part)
            shown = ("set" if value else "none") if is_secret(field) else _shown(value)
            lines.append(Described(".".join(name), shown, self._origins.get(name, DEFAULT)))
        return lines

    def require_telegram(self) -> str:
        """The bot's token, for a command that can't do without."""
        token = self.telegram.token
        if token is None:
            raise SettingsError(
                [self._missing("telegram.token", "is needed to talk to Telegram; @BotFather gives one")]
            )
        return token.get_secret_value()

    def _missing(self, setting: str, problem: str) -> Fault:
        return Fault(setting, "not set", problem, example_of(type(self), tuple(setting.split("."))))


def load_settings(config: Path | None = None, environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """`overrides` win over everything: tables, or names such as `telegram__token`. Raises SettingsError."""
    environ = os.environ if environ is None else environ
    if config is None and environ.get(CONFIG_VARIABLE):
        config = Path(environ[CONFIG_VARIABLE])
    layers = (  # highest first, as pydantic-settings wants them
        overrides_layer(Settings, overrides),
        secrets_layer(Settings, environ),
        environment_layer(Settings, environ),
        file_layer(Settings, config),
    )
    faults = [fault for layer in layers for fault in layer.faults]
    origins: dict[Name, str] = {}
    for layer in reversed(layers):
        origins.update(layer.origins)
    try:
        # An argument of BaseSettings that its synthesized signature keeps from type checkers.
        settings = Settings(_build_sources=(layers, {}))  # type: ignore[call-arg]
    except ValidationError as refused:
        raise SettingsError(faults + faults_of(refused, Settings, origins)) from None
    if faults:
        raise SettingsError(faults)
    settings._origins.update(origins)  # noqa: SLF001 - its own class, just made
    return settings


def _shown(value: Any) -> str:
    """As it would be written in the settings file, without the quotes."""
    match value:
        case None | "" | ():
            return "none"
        case bool():
            return str(value).lower()
        case WorkingHours():
            return f"{value.start:%H:%M}-{value.end:%H:%M}"
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return ", ".join(_shown(item) for item in value)
        case _:
            return str(value)
