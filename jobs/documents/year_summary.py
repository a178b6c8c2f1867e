"""What does the yearly summary (年度总结) say? Due, reported, accepted, published and closed apart; punctuality; figures; acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from config.settings import Settings
from config.texts import Texts
from db.queries.year import FigureLine, Stood, YearPaper
from domain.answers import ReceivedFile
from domain.extensions import ExtensionState
from domain.figures import percent_of
from domain.states import ObjectionState
from domain.supervision import ActKind
from domain.wording import CHINESE, format_amount, full_date, quarter_label
from jobs.documents.board_picture import BLUE
from jobs.documents.charts import AMBER, GREEN, PALE, RED, Series, columns_png, shares_png, stacked_png
from jobs.files import Store, label

Say = Callable[..., str]
FIGURES = ("due", "reported", "accepted", "publicised", "closed")
MOST_BARS = 15  # departments in the chart; the table has them all


def stored_year_summary(paper: YearPaper, settings: Settings) -> ReceivedFile:
    """Compose it and keep it in the content store. Blocks: call it on a thread."""
    return Store(settings.data_dir).receive(year_summary_docx(paper, settings), year_summary_name(paper, settings))


def year_summary_name(paper: YearPaper, settings: Settings) -> str:
    facts = {"year": str(paper.year), "programme": paper.programme[:40]}
    return label(Texts.of(settings).say(settings.office.language, "year-file", **facts))


def year_summary_docx(paper: YearPaper, settings: Settings) -> bytes:
    """The summary as a Word file, in the office's language. Takes seconds: the charts."""
    return _Summary(paper, settings).whole()


class _Summary:
    """The paper, from above."""

    def __init__(self, paper: YearPaper, settings: Settings) -> None:
        from jobs.documents.official import Paper  # noqa: PLC0415 - on this thread, when first used

        self.paper, self.settings = paper, settings
        self.language = settings.office.language
        self._texts = Texts.of(settings)
        self._numbers: Iterator[str] = iter("一二三四五六七八" if self.language == CHINESE else "12345678")
        self.sheet = Paper(self.say("year-title", year=str(paper.year)), paper.programme)

    def whole(self) -> bytes:
        self._tasks()
        self._reporting()
        self._figures()
        self._measures()
        self._extensions()
        self._objections()
        self._acts()
        self.sheet.note(self.say("year-method"))
        self.sheet.signature(self.settings.office.name or "", self.day(self.paper.made_on))
        return self.sheet.saved()

    def say(self, key: str, **facts: str | int) -> str:
        return self._texts.say(self.language, key, **facts)

    def day(self, when: date) -> str:
        return full_date(when, self.language)

    def _section(self, key: str) -> None:
        self.sheet.heading(self.say("objection-sheet-heading", at=next(self._numbers), what=self.say(key)))

    def _table(
        self, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[float, ...], *, long: int
    ) -> None:
        self.sheet.table([self.say(f"year-column-{name}") for name in columns], rows, widths, long=long)

    def _chart(self, png: bytes | None) -> None:
        if png is not None:
            self.sheet.picture(png)

    # -- the parts ------------------------------------------------------------------------------------------------

    def _tasks(self) -> None:
        paper = self.paper
        self._section("year-tasks")
        whole = {name: paper.count(name) for name in FIGURES}
        due = {name: paper.count(name, due_only=True) for name in FIGURES}
        facts = {f"due_{name}": value for name, value in due.items()}
        self.sheet.text(
            self.say(
                "year-counts", day=self.day(paper.as_of), year=str(paper.year), tasks=len(paper.tasks), **whole, **facts
            )
        )
        self._chart(
            columns_png(
                [self.say(f"year-figure-{name}") for name in FIGURES],
                [
                    Series(self.say("year-all"), tuple(whole[name] for name in FIGURES), BLUE),
                    Series(self.say("year-due-ones"), tuple(due[name] for name in FIGURES), PALE),
                ],
            )
        )
        moved = Counter(paper.moved)
        names = ("pass", "fail", "close", "upheld", "look_back")
        self.sheet.text(self.say("year-moved", year=str(paper.year), **{name: moved[name] for name in names}))
        behind = [task for task in paper.tasks if task.due and not task.closed]
        if behind:
            self.sheet.text(self.say("year-behind", count=len(behind)))
            rows = [(task.number, task.problem, self._deadline(task), self._reached(task)) for task in behind]
            self._table(("number", "problem", "deadline", "reached"), rows, (14, 68, 44, 30), long=1)

    def _deadline(self, task: Stood) -> str:
        return self.day(task.deadline) if task.deadline is not None else ""

    def _reached(self, task: Stood) -> str:
        there = [name for name in ("reported", "accepted", "publicised") if getattr(task, name)]
        return self.say("supervision-comma").join(self.say(f"year-figure-{name}") for name in there) or self.say(
            "year-none-reached"
        )

    def _reporting(self) -> None:
        paper = self.paper
        self._section("year-reporting")
        if not paper.rounds:
            self.sheet.text(self.say("year-no-rounds"))
            return
        sums = {
            name: sum(getattr(one, name) for one in paper.rounds)
            for name in ("owed", "on_time", "late", "missing", "ahead")
        }
        answered = sums["on_time"] + sums["late"]
        self.sheet.text(self.say("year-rounds", rounds=len(paper.rounds), answered=answered, **sums))
        colours = {"on_time": GREEN, "late": AMBER, "missing": RED, "ahead": PALE}
        self._chart(
            stacked_png(
                [quarter_label(one.key, self.language).removeprefix(f"{paper.year}年") for one in paper.rounds],
                [
                    Series(self.say(f"quarter-kept-{name}"), tuple(getattr(one, name) for one in paper.rounds), colour)
                    for name, colour in colours.items()
                    if sums[name]
                ],
            )
        )
        first = [one for _, one in paper.departments[:MOST_BARS]]
        self.sheet.text(self.say("year-departments", count=len(paper.departments), shown=len(first)))
        self._chart(
            shares_png(
                [one.department for one in first],
                [
                    Series(self.say("bulletin-column-done"), tuple(one.percent_done for one in first), BLUE),
                    Series(self.say("bulletin-column-punctual"), tuple(one.percent for one in first), GREEN),
                ],
            )
            if first
            else None
        )
        rows = []
        for place, one in paper.departments:
            shares = [f"{part}%" if part is not None else "—" for part in (one.percent_done, one.percent)]
            counts = (one.owed, one.answered, one.on_time, one.late, one.missing)
            rows.append((str(place or "—"), one.department, *map(str, counts), *shares))
        columns = ("place", "department", "owed", "answered", "on-time", "late", "missing", "done", "punctual")
        self.sheet.table(
            [self.say(f"bulletin-column-{name}") for name in columns],
            rows,
            (15, 46, 15, 15, 15, 15, 17, 18, 18),
            long=1,
        )

    def _figures(self) -> None:
        self._section("year-figures")
        if not self.paper.figures:
            self.sheet.text(self.say("year-no-figures"))
            return
        judged = [one for one in self.paper.figures if one.target is not None and one.actual is not None]
        reached = sum(one.actual >= one.target for one in judged if one.actual is not None and one.target is not None)
        self.sheet.text(
            self.say("year-figures-count", count=len(self.paper.figures), judged=len(judged), reached=reached)
        )
        self._table(
            ("number", "indicator", "department", "target", "actual", "share"),
            [self._figure(one) for one in self.paper.figures],
            (14, 32, 30, 32, 32, 16),
            long=1,
        )

    def _figure(self, one: FigureLine) -> tuple[str, ...]:
        def amount(value: Decimal | None) -> str:
            return format_amount(value, one.unit) if value is not None else "—"

        share = percent_of(one.actual, one.target)
        return (
            one.number,
            one.name,
            one.department or "—",
            amount(one.target),
            amount(one.actual),
            f"{share}%" if share is not None else "—",
        )

    def _measures(self) -> None:
        self._section("year-measures")
        lines = self.paper.measures
        self.sheet.text(self.say("year-measures-count", count=len(lines)) if lines else self.say("year-no-measures"))
        if lines:
            rows = [
                (
                    one.number,
                    self.say("year-measure", at=one.measure) if one.measure > 0 else self.say("year-measure-dropped"),
                    self.day(one.on),
                    one.reason,
                )
                for one in lines
            ]
            self._table(("number", "measure", "changed", "reason"), rows, (14, 26, 40, 76), long=3)

    def _extensions(self) -> None:
        self._section("year-extensions")
        lines = self.paper.extensions
        if not lines:
            self.sheet.text(self.say("year-no-extensions"))
            return
        states = Counter(one.state for one in lines)
        self.sheet.text(
            self.say(
                "year-extensions-count",
                count=len(lines),
                granted=states[ExtensionState.GRANTED],
                refused=states[ExtensionState.REFUSED],
            )
        )
        rows = [
            (
                one.number,
                one.department,
                quarter_label(one.key, self.language),
                self.day(one.until),
                self.say(f"year-extension-{one.state}"),
                one.reason,
            )
            for one in lines
        ]
        self._table(
            ("number", "department", "round", "until", "decided", "reason"), rows, (13, 32, 30, 32, 15, 34), long=5
        )

    def _objections(self) -> None:
        self._section("year-objections")
        found = self.paper.objections
        if not found:
            self.sheet.text(self.say("year-no-objections"))
            return
        sources = Counter(one.source for one in found)
        answered = [one for one in found if one.state == ObjectionState.ANSWERED]
        self.sheet.text(
            self.say(
                "year-objections-count",
                count=len(found),
                **{source: sources[source] for source in ("chat", "mail", "phone", "letter")},
                answered=len(answered),
                upheld=sum(one.upheld is True for one in answered),
                refused=sum(one.upheld is False for one in answered),
                withdrawn=sum(one.state == ObjectionState.WITHDRAWN for one in found),
                open=sum(one.is_open for one in found),
                late=sum(one.late for one in found),
                settled=sum(one.settled is True for one in found),
                unsettled=sum(one.settled is False for one in found),
            )
        )

    def _acts(self) -> None:
        self._section("year-acts")
        kinds = Counter(act.act_kind for act in self.paper.acts)
        counts = {kind.value: kinds[kind] for kind in ActKind}
        self.sheet.text(self.say("year-acts-count" if self.paper.acts else "year-no-acts", **counts))
        if self.paper.acts:
            rows = [
                (
                    self.say(f"act-name-{act.act_kind}", year=str(act.year), number=act.number),
                    act.department or (quarter_label(act.key, self.language) if act.key else "—"),
                    self.day(act.on),
                )
                for act in self.paper.acts
            ]
            self._table(("act", "about", "day"), rows, (54, 62, 40), long=1)
