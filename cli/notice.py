"""`xiaohao notice`: what does this notice say? Reads a file, or standard input, into fields and warnings."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.context import current_settings, fail
from cli.notice_write import write
from config.holidays import HolidaysError, load_calendar
from config.settings import Settings
from config.texts import Texts
from domain.notice.reader import read_notice
from domain.notice.reading import Item, NoticeReading, as_json
from jobs.sources import MAX_BYTES, Unreadable, text_of

notice_app = typer.Typer(no_args_is_help=True, help="Read a notice, or write one from the ledger.")


@notice_app.command()
def read(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Text, .html or .docx; - is standard input.")],
    as_object: Annotated[bool, typer.Option("--json", help="Print the reading as one JSON object.")] = False,
) -> None:
    """Read a notice; what can be read two ways stays empty, with a warning."""
    settings = current_settings()
    try:
        calendar = load_calendar(settings.data_dir)
    except HolidaysError as error:
        fail(error)
    try:
        text = text_of(_content(file))
    except OSError as error:
        fail(f"{file} can't be read: {error.strerror or error}")
    except Unreadable as error:
        fail(f"{file} can't be read: {error}")
    reading = read_notice(text, calendar)
    if as_object:
        sys.stdout.write(json.dumps(as_json(reading), ensure_ascii=False, indent=2) + "\n")
    else:
        _show(reading, settings)


def _content(file: str) -> bytes:
    """One byte more than is allowed tells that a file is too big without reading the rest of it."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(file).open("rb") as source:
        return source.read(MAX_BYTES + 1)


@dataclass(frozen=True)
class _Sheet:
    """A reading as rows of a table, in the office's language."""

    reading: NoticeReading
    say: Callable[..., str]

    def rows(self) -> Iterator[tuple[str, str | None]]:
        yield self._row("programme", self.reading.programme)
        yield self._row("signed", _joined(self.reading.issuer, self.reading.issued_on))
        for item in self.reading.items:
            yield from self._item(item)
        yield from self._period()
        contact = self.reading.contact
        yield self._row("unit", contact.unit)
        yield self._row("person", contact.person)
        yield self._row("phones", _joined(*contact.phones))
        yield self._row("emails", _joined(*contact.emails))
        yield self._row("address", contact.postal_address)

    def _item(self, item: Item) -> Iterator[tuple[str, str | None]]:
        yield self._row("number", item.number)
        yield self._row("problem", item.problem)
        yield self._row("departments", _joined(*item.departments))
        yield self._row("target", item.target)
        yield self._row("measures", "\n".join(f"({count}){text}" for count, text in enumerate(item.measures, 1)))
        if item.completion_as_of:
            yield self.say("notice-reading-completion-as-of", day=item.completion_as_of.isoformat()), item.completion
        else:
            yield self._row("completion", item.completion)
        yield self._row("deadline", _joined(item.deadline_text, item.deadline))

    def _period(self) -> Iterator[tuple[str, str | None]]:
        period = self.reading.publicity
        days = [day.isoformat() if day else "?" for day in (period.start, period.end)]
        told = [self.say("notice-reading-days", start=days[0], end=days[1])] if period.start or period.end else []
        if period.calendar_days is not None:
            told.append(self.say("notice-reading-calendar-days", days=period.calendar_days))
        if period.working_days is not None:
            told.append(self.say("notice-reading-working-days", days=period.working_days))
        yield self._row("period", "\n".join(told))
        yield self._row("stated-length", period.stated_length)

    def _row(self, name: str, value: str | None) -> tuple[str, str | None]:
        return self.say(f"notice-reading-{name}"), value


def _joined(*values: object) -> str:
    return "\n".join(str(value) for value in values if value)


def _show(reading: NoticeReading, settings: Settings) -> None:
    table = Table(show_header=False, show_lines=True, title=Text(reading.title) if reading.title else None)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _Sheet(reading, partial(Texts.of(settings).say, settings.office.language)).rows():
        table.add_row(name, Text(value or "-"))
    console = Console()
    console.print(table)
    for warning in reading.warnings:
        console.print(Text(f"! {warning}", style="yellow"))


notice_app.command()(write)
