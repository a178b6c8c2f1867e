"""Are the texts complete in both languages, and do both say the same? Asked by `make check` and by `doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from config.text_files import LANGUAGES, SHIPPED, overrides_folder, resources

_FUNCTIONS = {"NUMBER"}


@dataclass
class Asked(Visitor):
    """What a sentence asks for: facts, other sentences (terms with their dash), functions."""

    facts: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - named by the syntax tree
        self.facts.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.sentences.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.sentences.add(f"-{node.id.name}")

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        self.functions.add(node.id.name)
        self.generic_visit(node)


@dataclass
class _Language:
    name: str
    sentences: dict[str, Asked] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def facts(self, key: str, seen: frozenset[str] = frozenset()) -> set[str]:
        """Its own and those of the sentences it is made of."""
        asked = self.sentences[key]
        within = (self.facts(inner, seen | {key}) for inner in asked.sentences if inner in self.sentences)
        return asked.facts if key in seen else asked.facts.union(*within)


def check_texts(shipped: Path = SHIPPED) -> list[str]:
    """Faults, a sentence each; none if all is well."""
    first, second = (_read(shipped / language, language) for language in LANGUAGES)
    faults = first.faults + second.faults
    for here, there in ((first, second), (second, first)):
        missing = [key for key in here.sentences if key not in there.sentences and not key.startswith("-")]
        faults += [f"{there.name}: {key} is missing; {here.name} has it" for key in missing]
    for key in first.sentences.keys() & second.sentences.keys():
        only = sorted(first.facts(key) ^ second.facts(key))
        if only and not key.startswith("-"):
            faults.append(f"{key}: only one language uses {', '.join(f'${name}' for name in only)}")
    return sorted(faults)


def check_overrides(data_dir: Path, shipped: Path = SHIPPED) -> list[str]:
    """What an office wrote that can't take effect."""
    faults = []
    for language in LANGUAGES:
        ours, own = (_read(folder / language, language) for folder in (shipped, overrides_folder(data_dir)))
        terms = ours.sentences.keys() | own.sentences.keys()
        faults += [fault for fault in own.faults if not any(f"refers to {name}," in fault for name in terms)]
        for key in own.sentences:
            if key.startswith("-"):
                continue
            if key not in ours.sentences:
                faults.append(f"{language}: {key} is not a text of this release")
                continue
            unknown = sorted(own.facts(key) - ours.facts(key))
            faults += [f"{language}: {key} uses ${name}, which the program doesn't give" for name in unknown]
    return sorted(faults)


def _read(folder: Path, name: str) -> _Language:
    language = _Language(name)
    for file, resource in resources(folder):
        where = f"{name}/{file.name}"
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                language.faults.append(f"{where}: {entry.annotations[0].message} at: {_first_line(entry)}")
            elif isinstance(entry, ast.Message | ast.Term):
                for key, pattern in _patterns(entry):
                    if key in language.sentences:
                        language.faults.append(f"{where}: {key} stands twice")
                    asked = language.sentences[key] = Asked()
                    asked.visit(pattern)
    for key, asked in language.sentences.items():
        unknown = sorted(asked.sentences - language.sentences.keys())
        language.faults += [f"{name}: {key} refers to {other}, which is not there" for other in unknown]
        language.faults += [f"{name}: {key} calls {call}" for call in sorted(asked.functions - _FUNCTIONS)]
    return language


def _patterns(entry: ast.Message | ast.Term) -> Iterator[tuple[str, ast.Pattern]]:
    key = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
    if entry.value is not None:
        yield key, entry.value
    for attribute in entry.attributes:
        yield f"{key}.{attribute.id.name}", attribute.value


def _first_line(junk: ast.Junk) -> str:
    return (junk.content or "").strip().split("\n", 1)[0][:60]
