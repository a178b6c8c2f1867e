"""Which parts make up one task, and which are about the notice itself? Sorts the parts into tasks, contacts and the rest."""

import re
from dataclasses import dataclass, field, replace

from domain.chinese_numbers import NUMERALS
from domain.notice.glyphs import plain, squeezed
from domain.notice.headline import is_title
from domain.notice.labels import ITEM_FIELDS, ITEM_TEXTS, Field
from domain.notice.numbers import numbers_in
from domain.notice.parts import ATTACHED, ORDINAL, Kind, Part
from domain.notice.units import is_unit


@dataclass
class Section:
    """The text under one label."""

    field: Field
    label: str
    note: str
    lines: list[str]

    @property
    def text(self) -> str:
        return "\n".join(line for line in self.lines if line.strip()).strip()


@dataclass
class Gathered:
    items: list[list[Section]] = field(default_factory=list)
    about: list[Section] = field(default_factory=list)
    """Sections about the notice: period, contacts, issuer."""
    loose: list[str] = field(default_factory=list)
    """Running text under no label: the beginning, how to object."""
    strangers: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    """Running text between two labels of tasks that belongs to neither."""
    more_titles: list[str] = field(default_factory=list)
    """Titles of further notices on the same page, each with tasks under it."""
    in_rows: bool = False
    """Whether the tasks came from a table with one row a task."""

    def about_the(self, wanted: Field) -> list[str]:
        return [section.text for section in self.about if section.field is wanted and section.text]


_NUMBER_AND_PROBLEM = re.compile(
    rf"(?P<number>第?(?:\d{{1,4}}|[{NUMERALS}]{{1,5}})(?:-\d{{1,3}})?(?:项|号)?) {{0,3}}[: ] {{0,3}}(?P<problem>[^\d\s].{{5,}})",
    re.DOTALL,
)
_SENTENCE = 12  # characters: shorter is a crumb of the page
_MANY_LINES = ITEM_TEXTS | {Field.ASIDE, Field.UNKNOWN}
_LIST_FIELDS = frozenset({Field.DEPARTMENTS, Field.PHONE, Field.EMAIL})
_ENDS_A_FOOTER = ITEM_FIELDS | {Field.PERIOD, Field.TITLE}
_OF_THE_FIRST_LINES = frozenset({Field.NUMBER, Field.PROBLEM, Field.PROGRAMME, Field.DEPARTMENTS})


class _Gatherer:
    def __init__(self) -> None:
        self.result = Gathered()
        self.open: Section | None = None
        self.task = _Task()
        self.gathered: set[tuple[tuple[str, str], ...]] = set()
        self.in_footer = False
        self.title: str | None = None
        """The title of a further notice, until its first task comes."""
        self.left: list[str] = []
        self.in_record = False
        """Whether the parts are one row of a table: all of them are one task's, two numbers too (序号 beside 受理编号)."""
        self.interrupted: Section | None = None
        """A list that a label in its middle interrupted: 1.……。责任单位:……。 and on the next line 2.……"""

    def take(self, part: Part, *, ends_section: bool) -> None:
        self.in_record = self.in_record and part.in_cell
        if ends_section:
            self.open, self.interrupted, self.in_footer = None, None, False
        elif part.kind is Kind.NEW_ITEM:
            self._close_item()
            self.open, self.result.in_rows, self.in_record = None, True, True
        elif part.kind is Kind.FOOTER:
            self.open, self.in_footer = None, True
        elif part.kind is Kind.OFFICE:
            self.open, self.interrupted, self.in_footer = None, None, False
            self.result.loose.append(part.text)
        elif part.kind is Kind.TEXT:
            self._text(part.text)
        elif not self.in_footer or part.field in _ENDS_A_FOOTER:
            self.in_footer = False
            self._labelled(part)

    def done(self) -> Gathered:
        self._close_item()
        return self.result

    def _text(self, text: str) -> None:
        if self.in_footer:
            return
        begun = bool(self.task.sections or self.result.items)
        if begun and is_title(text):
            self._close_item()
            self.open, self.interrupted, self.title = None, None, text
            return
        if self.open is None and self.interrupted and ORDINAL.match(plain(text)):
            self.open = self.interrupted
        if self.open is None:
            self.result.loose.append(text)
            self.left += [text] if begun and len(text) >= _SENTENCE else []
            return
        self.open.lines.append(text)
        shape = plain(text)
        if self.open.field in _LIST_FIELDS and shape.rstrip().endswith(("、", ",")):
            return
        if self.open.field is Field.DEPARTMENTS and is_unit(shape):
            return  # one unit a line
        if self.open.field not in _MANY_LINES:
            self.open = None

    def _labelled(self, part: Part) -> None:
        if part.field is Field.NUMBER and (both := _NUMBER_AND_PROBLEM.fullmatch(plain(part.text))):
            self._labelled(replace(part, text=part.text[: both.end("number")]))
            part = replace(part, field=Field.PROBLEM, text=part.text[both.start("problem") :])
        section = Section(part.field, part.label, part.note, [part.text] if part.text else [])
        before = self.open
        if part.field in (Field.PAGE, Field.PAGE_DATE):
            return
        if part.field in ITEM_FIELDS:
            section = self._into_item(section)
            self._give_back(section, before)
        elif part.field is Field.UNKNOWN:
            self.result.strangers.append(part.label)
        else:
            self.result.about.append(section)
        # One line names an attachment; what it holds follows under labels of its own.
        goes_on = (
            (part.field in _MANY_LINES and part.label not in ATTACHED) or not part.text or self._list_goes_on(part)
        )
        self.open = section if goes_on and not part.in_cell else None
        in_the_middle = part.field in (Field.DEPARTMENTS, Field.DEADLINE)
        if not in_the_middle or (before and before.field in ITEM_TEXTS):
            self.interrupted = before if in_the_middle else None

    def _list_goes_on(self, part: Part) -> bool:
        return part.field in _LIST_FIELDS and plain(part.text).rstrip().endswith(("、", ","))

    def _give_back(self, section: Section, before: Section | None) -> None:
        """责任单位:甲。2.…… inside the measures: what stands after the unit's full stop is the measures' text again."""
        if section.field not in (Field.DEPARTMENTS, Field.DEADLINE) or not before or before.field not in ITEM_TEXTS:
            return
        head, stop, rest = section.text.partition("。")
        if stop and rest.strip():
            section.lines = [head]
            before.lines.append(rest.strip())

    def _into_item(self, section: Section) -> Section:
        last = self.task.last.get(section.field)
        if last and not last.text:
            last.lines, last.note = section.lines, section.note or last.note
            return last
        if self.task.sections and not self.in_record and self.task.ends_before(section):
            self._close_item()
        self.result.left_over += self.left
        self.left = []
        if self.title:
            self.result.more_titles.append(self.title)
            self.task.add(Section(Field.NUMBER, "", "", numbers_in(plain(self.title))[:1]))
            self.title = None
        self.task.add(section)
        return section

    def _close_item(self) -> None:
        sections = [section for section in self.task.sections if section.text]
        key = tuple(sorted((section.field.name, squeezed(section.text)) for section in sections))
        if sections and key not in self.gathered:  # a page that holds its text twice holds each task twice
            self.gathered.add(key)
            self.result.items.append(sections)
        self.task = _Task()


class _Task:
    """The sections of the task being gathered."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.last: dict[Field, Section] = {}
        self.labels: set[str] = set()

    def add(self, section: Section) -> None:
        self.sections.append(section)
        self.last[section.field] = section
        self.labels.add(section.label)

    def ends_before(self, section: Section) -> bool:
        """Whether a section under this label belongs to the next task."""
        if section.field is Field.NUMBER:
            return Field.NUMBER in self.last or bool(self.last.keys() & (ITEM_TEXTS - {Field.PROBLEM}))
        if section.field not in self.last:
            return False
        if section.field is Field.PROBLEM:
            return not self.last.keys() <= _OF_THE_FIRST_LINES or section.label in self.labels
        first = self.sections[0]
        return section.field in ITEM_TEXTS and (section.field, section.label) == (first.field, first.label)


def gather(parts: list[Part], ends: frozenset[int], title_lines: frozenset[str]) -> Gathered:
    """`ends` are the parts of the signature: they end a section, as the title's lines do."""
    gatherer = _Gatherer()
    for index, part in enumerate(parts):
        of_title = part.kind in (Kind.TEXT, Kind.OFFICE) and part.text in title_lines
        gatherer.take(part, ends_section=index in ends or of_title)
    return gatherer.done()
