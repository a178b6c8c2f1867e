"""What is said? Sentences by key, in Chinese first and English, with the office's own over the shipped ones.

    texts = Texts.of(settings)
    texts.say("zh-CN", "moved-on")

Sentences are Fluent files in `config/texts/<language>/`; those in `data_dir/overrides/texts/<language>/` win. Everything
is read when a `Texts` is made, and of ours each sentence is parsed when it is first said; saying something is safe in
any thread. Facts are put in as they are: who
shows a sentence escapes them. Dates are worded by `domain/wording.py` and come in as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern
from fluent.runtime.types import FluentInt
from fluent.syntax import ast

from config.text_checks import Asked, check_texts
from config.text_files import (
    LANGUAGES,
    SHIPPED,
    Entry,
    Stamp,
    entries,
    overrides_folder,
    parsed_entry,
    stamps,
    unparsed,
)

if TYPE_CHECKING:
    from config.settings import Settings

__all__ = ["LANGUAGES", "BrokenTextError", "MissingTextError", "Texts", "check_texts"]

# Fluent gives up on a sentence when one fact is longer than 2500 characters. A measure or an objection may be, so
# long facts go in as a mark and take its place afterwards. 200, because facts also add up inside a nested sentence.
_LONG = 200
_MARK = re.compile("\ue000(\\d+)\ue001")

log = structlog.get_logger(__name__)


class MissingTextError(KeyError):
    """No language has a sentence of this key."""


class BrokenTextError(ValueError):
    """A sentence can't be said: it asks for a fact it wasn't given, or refers to nothing."""


@dataclass(frozen=True)
class _Sentences:
    """Those of one language by name, parsed or as they are written, and what Fluent has been given of them."""

    written: Mapping[str, Entry | str]
    fluent: FluentBundle

    def entry(self, name: str) -> Entry:
        """Raises BrokenTextError."""
        entry = self.written[name]
        try:
            return parsed_entry(entry) if isinstance(entry, str) else entry
        except ValueError as fault:
            raise BrokenTextError(str(fault)) from None

    def hand_over(self, entry: Entry) -> None:
        """To Fluent, with the sentences it refers to. What is there already stays, so that it may be done twice."""
        waiting, seen = [entry], set[str]()
        while waiting:
            asked = Asked()
            asked.visit(entry := waiting.pop())
            waiting += [self.entry(name) for name in asked.sentences - seen if name in self.written]
            seen |= asked.sentences
            self.fluent.add_resource(ast.Resource([entry]))


@dataclass(frozen=True)
class _Wording:
    """A sentence: a message's own, or one of its attributes."""

    sentences: _Sentences
    key: str
    attribute: str | None

    def say(self, facts: Mapping[str, object]) -> str:
        """Raises BrokenTextError."""
        if isinstance(self._made, tuple):
            return "".join(part if isinstance(part, str) else part.of(facts) for part in self._made)
        given, held = _for_fluent(facts)
        said, errors = self.sentences.fluent.format_pattern(self._made, given)
        if errors:
            raise BrokenTextError("; ".join(str(error) for error in errors))
        return _MARK.sub(lambda mark: held[int(mark[1])], str(said)) if held else str(said)

    @cached_property
    def _made(self) -> tuple[str | _Fact, ...] | Pattern:
        """Parts if it is only text and facts (`{ $name }`), which most are: Fluent's resolver takes ten times as long."""
        entry = self.sentences.entry(self.key)
        patterns = {None: entry.value} | {each.id.name: each.value for each in entry.attributes}
        pattern = patterns[self.attribute]
        assert pattern is not None, "a wording is made of a pattern that is there"
        if (parts := _parts(pattern)) is not None:
            return parts
        self.sentences.hand_over(entry)
        message = self.sentences.fluent.get_message(self.key)
        compiled = message.value if self.attribute is None else message.attributes[self.attribute]
        assert compiled is not None
        return compiled


@dataclass(frozen=True)
class _Fact:
    name: str

    def of(self, facts: Mapping[str, object]) -> str:
        if self.name not in facts:
            raise BrokenTextError(f"it asks for ${self.name}, which is not given")
        return _worded(self.name, facts[self.name])


class Texts:
    """`language_dirs`: for each language its folders, the shipped one first; what comes later wins."""

    def __init__(self, language_dirs: Mapping[str, Sequence[Path]]) -> None:
        self.languages = tuple(language_dirs)
        self._wordings: dict[str, dict[str, tuple[_Wording, ...]]] = {}
        for language, (shipped, *overrides) in language_dirs.items():
            known = _wordings(language, stamps([shipped]), ())
            if own := stamps(overrides):
                over = _wordings(language, stamps([shipped]), own)
                known = {key: over[key] + known.get(key, ()) for key in over}
            self._wordings[language] = known

    @classmethod
    def of(cls, settings: Settings) -> Texts:
        return cls.shipped(settings.data_dir)

    @classmethod
    def shipped(cls, data_dir: Path | None = None) -> Texts:
        overrides = [] if data_dir is None else [overrides_folder(data_dir)]
        return cls({language: [folder / language for folder in (SHIPPED, *overrides)] for language in LANGUAGES})

    def say(self, language: str, key: str, /, **facts: object) -> str:
        """`key` or `key.attribute`. A key one language lacks is said in the other, and logged."""
        first, *shipped = self._find(language, key)
        try:
            return first.say(facts)
        except BrokenTextError as fault:
            if not shipped:
                raise BrokenTextError(f"{key} ({language}): {fault}") from None
            log.warning("the office's text can't be said, ours is", key=key, language=language, reason=str(fault))
            return shipped[0].say(facts)

    def keys(self, language: str) -> frozenset[str]:
        return frozenset(self._wordings[language])

    def _find(self, language: str, key: str) -> tuple[_Wording, ...]:
        found = self._wordings.get(language, {}).get(key)
        if found:
            return found
        for other in self.languages:
            if key in self._wordings[other]:
                log.warning("text missing, said in another language", key=key, language=language, said_in=other)
                return self._wordings[other][key]
        raise MissingTextError(key)


@lru_cache(maxsize=16)
def _wordings(language: str, shipped: tuple[Stamp, ...], own: tuple[Stamp, ...]) -> dict[str, tuple[_Wording, ...]]:
    written: dict[str, Entry | str] = {}
    for stamp in shipped:
        written |= unparsed(stamp)
    for stamp in own:
        written |= entries(stamp)
    sentences = _Sentences(written, FluentBundle([language], use_isolating=False))
    wordings: dict[str, tuple[_Wording, ...]] = {}
    for name, entry in written.items():
        if name.startswith("-"):
            continue
        if isinstance(entry, str) or entry.value is not None:
            wordings[name] = (_Wording(sentences, name, None),)
        for attribute in [] if isinstance(entry, str) else entry.attributes:
            wordings[f"{name}.{attribute.id.name}"] = (_Wording(sentences, name, attribute.id.name),)
    return wordings


def _parts(pattern: ast.Pattern) -> tuple[str | _Fact, ...] | None:
    parts: list[str | _Fact] = []
    for element in pattern.elements:
        inner = element.expression if isinstance(element, ast.Placeable) else element
        if isinstance(inner, ast.TextElement):
            parts.append(inner.value)
        elif isinstance(inner, ast.StringLiteral):
            parts.append(inner.parse()["value"])
        elif isinstance(inner, ast.VariableReference):
            parts.append(_Fact(inner.id.name))
        else:
            return None
    return tuple(parts)


def _worded(name: str, fact: object) -> str:
    if isinstance(fact, int):
        return str(int(fact))
    if isinstance(fact, str):
        return str(fact)
    if isinstance(fact, Decimal):
        return f"{fact:f}"
    raise TypeError(f"the fact {name} is a {type(fact).__name__}: word it first")


def _for_fluent(facts: Mapping[str, object]) -> tuple[dict[str, Any], list[str]]:
    given: dict[str, Any] = {}
    held: list[str] = []
    for name, fact in facts.items():
        text = _worded(name, fact)
        if isinstance(fact, int):
            given[name] = FluentInt(fact, useGrouping=False)  # 2024 and 10000, never 10,000; it chooses plurals
        elif len(text) > _LONG or "\ue000" in text:
            held.append(text)
            given[name] = f"\ue000{len(held) - 1}\ue001"
        else:
            given[name] = text
    return given, held
