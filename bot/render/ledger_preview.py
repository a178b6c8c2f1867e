"""What a file would do to the ledger: the card that asks, and everything it has no room for as a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.render.registry import Words, renders
from bot.screen import Attachment, Button, Html, Screen, cut, length
from domain.ledger import Remark, head, worded
from domain.ledger_places import IN_FACTS, place_words
from domain.messages.ledger import AddedTask, ChangedTask, LedgerDetails, LedgerPreview

ROOM = 3_200  # UTF-16 units for the lists: the rest of a message is for what stands around them
FEW = 3  # lines that need no fold
VALUE = 120  # characters of an old or new value: enough to see what has changed
FACT = 60  # UTF-16 units of what stood in a cell


@renders(LedgerPreview)
def preview(message: LedgerPreview, words: Words) -> Screen:
    programme = "ledger-preview-new-programme" if message.new_programme else "ledger-preview-programme"
    top = [
        words("ledger-preview", file=cut(message.file, FACT)),
        words(programme, programme=cut(message.programme, 2 * FACT)),
        words(
            "ledger-preview-counts",
            added=len(message.added),
            changed=len(message.changed),
            unchanged=message.unchanged,
        ),
    ]
    lists = _Lists(words, ROOM)
    sections = list(_sections(message, _Said(words, on_card=True)))
    for count, (title, lines) in enumerate(sections):
        lists.add(title, lines, len(sections) - count)
    text = words.note(message.note) + "\n".join([*top, *lists.parts, Html(f"\n{_outcome(message, words)}")])
    return Screen(text, _buttons(message, words, is_whole=not lists.left_out))


def _sections(message: LedgerPreview | LedgerDetails, said: _Said) -> Iterator[tuple[str | None, list[str]]]:
    """The lists with their titles, what must be mended first on top."""
    if message.errors:
        yield said("ledger-preview-errors", count=len(message.errors)), [said.remark(one) for one in message.errors]
    if message.warnings and not (isinstance(message, LedgerPreview) and message.state in ("applied", "dropped")):
        title = said("ledger-preview-warnings", count=len(message.warnings))
        yield title, [said.remark(one) for one in message.warnings]
    if message.changed:
        yield None, [line for task in message.changed for line in said.changed(task)]
    if message.added:
        yield None, [said.added(task) for task in message.added]


@dataclass
class _Lists:
    """Lists on a card with little room: each has its share of what is left, and what it does not use goes to the next."""

    words: Words
    room: int
    parts: list[str] = field(default_factory=list)
    left_out: int = 0

    def add(self, title: str | None, lines: list[str], sharing: int) -> None:
        share = self.room // sharing
        shown: list[str] = []
        for line in lines:
            if length(line) + 1 > share:
                break
            share -= length(line) + 1
            self.room -= length(line) + 1
            shown.append(line)
        if len(shown) < len(lines):
            self.left_out += len(lines) - len(shown)
            shown.append(self.words("ledger-and-more", count=len(lines) - len(shown)))
        body = Html("\n".join(shown))
        self.parts += [title] if title else []
        self.parts.append(self.words("ledger-folded", lines=body) if len(shown) > FEW else body)


def _buttons(message: LedgerPreview, words: Words, *, is_whole: bool) -> tuple[tuple[Button, ...], ...]:
    whole = words.button("ledger-whole", "ledger_whole", message.proposal, message.rev)
    below = () if is_whole else (whole,)
    if message.state != "open":
        return (below,) if below else ()
    take = words.button("ledger-take", "ledger_apply", message.proposal, message.rev, style="primary")
    leave = words.button("ledger-leave", "ledger_drop", message.proposal, message.rev)
    return (take,), (*below, leave)


def _outcome(message: LedgerPreview, words: Words) -> Html:
    """The last line: what to do, or what has been done."""
    if message.state == "applied":
        return words("ledger-preview-applied", unbound=message.unbound)
    return words(f"ledger-preview-{message.state}")


@renders(LedgerDetails)
def details(message: LedgerDetails, words: Words) -> Screen:
    """The same lists with nothing left out, as a text."""
    said = _Said(words, on_card=False)
    lists = ["\n".join([*([title] if title else []), *lines]) for title, lines in _sections(message, said)]
    counts = said(
        "ledger-preview-counts",
        added=len(message.added),
        changed=len(message.changed),
        unchanged=message.unchanged,
    )
    body = "\n\n".join([f"{message.file}\n{message.programme}\n{counts}", *lists])
    content = f"{_bare(body)}\n".encode("utf-8-sig")  # with the mark Windows' editor needs
    name = words.plain("ledger-whole-file", file=cut(message.file, 40))
    return Screen(
        words("ledger-whole-here", file=cut(message.file, FACT)), attachment=Attachment(name, lambda: content)
    )


def _bare(text: str) -> str:
    """Without the marks that only a card needs."""
    return text.replace("<b>", "").replace("</b>", "")


# -- its lines ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Said:
    """The lines on a card (excerpts, escaped), or in a document (whole, plain)."""

    words: Words
    on_card: bool

    @property
    def _say(self) -> Callable[..., str]:
        return self.words if self.on_card else self.words.plain

    def __call__(self, key: str, **facts: Any) -> str:
        return self._say(key, **facts)

    def remark(self, one: Remark) -> str:
        """`台账!B7:没有“2月30日”这一天。`"""
        facts: dict[str, Any] = {
            name: cut(fact, FACT) if isinstance(fact, str) else fact for name, fact in one.facts.items()
        }
        if IN_FACTS in facts:
            facts[IN_FACTS] = self._place(str(one.facts[IN_FACTS]))
        return self("ledger-at", where=self._place(one.where), message=self(one.key, **facts))

    def _place(self, where: str) -> str:
        said = place_words(where)
        return cut(where, FACT) if said is None else self(said[0], **said[1])

    def added(self, task: AddedTask) -> str:
        problem = head(task.problem) if self.on_card else task.problem
        line = self("ledger-preview-added", number=cut(task.number, FACT), problem=problem)
        return self("ledger-preview-of", line=line, programme=cut(task.programme, 30)) if task.programme else line

    def changed(self, task: ChangedTask) -> Iterator[str]:
        line = self("ledger-preview-changed", number=cut(task.number, FACT))
        yield self("ledger-preview-of", line=line, programme=cut(task.programme, 30)) if task.programme else line
        for change in task.changes:
            what = self(f"ledger-field-{change.field.value}")
            old, new = (value or "" for value in worded(change, self.words.date))
            if self.on_card:
                old, new = _apart(old, new)
            yield self("ledger-preview-change", field=what, old=old or self("ledger-empty"), new=new)


def _apart(old: str, new: str) -> tuple[str, str]:
    """Long values as excerpts that begin shortly before they part: else both would show the same first words."""
    old, new = " ".join(old.split()), " ".join(new.split())
    if len(old) <= VALUE and len(new) <= VALUE:
        return old, new
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    begin = max(0, same - 10)
    return _excerpt(old, begin), _excerpt(new, begin)


def _excerpt(text: str, begin: int) -> str:
    mark = "…" if begin and text else ""
    return mark + cut(text[begin:], VALUE)
