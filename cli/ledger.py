"""`xiaohao ledger`: how does a file become the ledger, and the ledger a file? Preview, question, then all or nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from cli.context import current_settings, database, fail, sentence_of
from cli.ledger_export import export, template
from config.settings import Settings
from config.texts import Texts
from domain import wording
from domain.errors import Rejected
from domain.ledger import Comparison, Remark, head, worded
from domain.ledger_places import IN_FACTS, place_words
from jobs.ledger import imports

MOST_ADDED = 20  # new tasks by name: they stand in the file; what is overwritten is listed whole

ledger_app = typer.Typer(no_args_is_help=True, help="The ledger of tasks: import and export.")


@ledger_app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="A ledger: .xlsx, .xls, .csv, .docx, .html; or a notice; - is standard input.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Apply without asking.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object; without --yes a preview.")] = False,
    programme: Annotated[str | None, typer.Option("--programme", help="The inspection the tasks belong to.")] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="Why approved measures change; else: this file.")
    ] = None,
) -> None:
    """Show what a file would change, then apply it whole. Any error: nothing is applied, exit 1."""
    settings = current_settings()
    say = _Saying(settings)
    try:
        sheet = imports.read_sheet(_content(file, as_json=as_json), file.name, settings)
    except Rejected as refusal:
        _refuse(sentence_of(refusal, settings), as_json=as_json)
    with database(settings) as units:
        seen = units.look(imports.preview, sheet, programme)
        if as_json:
            print(json.dumps(_counts(seen, say), ensure_ascii=False))
        else:
            say.preview(seen)
        if seen.errors:
            fail(say("ledger-shell-faulty"))
        if seen.changes_nothing:
            return None if as_json else print(say("ledger-shell-same"))
        if not yes and (as_json or not _agreed(say)):
            return None if as_json else print(say("ledger-shell-dropped"))
        try:
            units.call(imports.take_over, sheet, seen, programme, reason)
        except Rejected as refusal:
            fail(sentence_of(refusal, settings))
    return None if as_json else print(say("ledger-shell-applied"))


ledger_app.command("export")(export)
ledger_app.command("template")(template)


class _Saying:
    """The office's sentences, as a terminal shows them."""

    def __init__(self, settings: Settings) -> None:
        self._texts = Texts.of(settings)
        self._language = settings.office.language

    def __call__(self, key: str, /, **facts: str | int) -> str:
        return self._texts.say(self._language, key, **facts)

    def remark(self, one: Remark) -> str:
        facts = one.facts
        if IN_FACTS in facts:
            facts = facts | {IN_FACTS: self.place(str(facts[IN_FACTS]))}
        return self(one.key, **facts)

    def place(self, where: str) -> str:
        said = place_words(where)
        return where if said is None else self(said[0], **said[1])

    def preview(self, seen: Comparison) -> None:
        counts = {"added": len(seen.added), "changed": len(seen.changed), "unchanged": seen.unchanged}
        print(self("ledger-shell-preview", programme="、".join(seen.programmes) or seen.programme, **counts))
        for row in seen.added[:MOST_ADDED]:
            print(self("ledger-shell-added", number=row.number, problem=head(row.problem or "", 40)))
        if len(seen.added) > MOST_ADDED:
            print(self("ledger-and-more", count=len(seen.added) - MOST_ADDED))
        for changed in seen.changed:
            for change in changed.changes:
                old, new = worded(change, partial(wording.full_date, language=self._language))
                print(
                    self(
                        "ledger-shell-changed",
                        number=changed.row.number,
                        field=self(f"ledger-field-{change.field.value}"),
                        old=head(old or self("ledger-empty"), 60),
                        new=head(new or self("ledger-empty"), 60),
                    )
                )
        for one in seen.warnings:
            print(self("ledger-shell-warning", where=self.place(one.where), message=self.remark(one)))
        for one in seen.errors:
            print(self("ledger-shell-error", where=self.place(one.where), message=self.remark(one)), file=sys.stderr)


def _content(file: Path, *, as_json: bool) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        _refuse(f"{file} can't be read: {error.strerror or error}", as_json=as_json)


def _agreed(say: _Saying) -> bool:
    """No terminal to ask: the answer is no, and --yes says how."""
    try:
        return typer.confirm(say("ledger-shell-ask"))
    except typer.Abort:
        return False


def _counts(seen: Comparison, say: _Saying) -> dict[str, Any]:
    def remarks(them: Iterable[Remark]) -> list[dict[str, str]]:
        return [{"where": one.where, "message": say.remark(one)} for one in them]

    return {
        "added": len(seen.added),
        "changed": len(seen.changed),
        "unchanged": seen.unchanged,
        "errors": remarks(seen.errors),
        "warnings": remarks(seen.warnings),
    }


def _refuse(sentence: str, *, as_json: bool) -> NoReturn:
    """A file that can't be read at all: JSON readers get their object too."""
    if as_json:
        errors = [{"where": "line 1", "message": sentence}]
        print(
            json.dumps({"added": 0, "changed": 0, "unchanged": 0, "errors": errors, "warnings": []}, ensure_ascii=False)
        )
    fail(sentence)
