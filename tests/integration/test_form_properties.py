"""Whatever two liaisons and a coordinator do, in any order: a form can be finished, left or taken up, and nothing typed is lost.

`FAULT_ROUNDS` makes the search longer (4 by default).
"""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from bot.render import Renderer
from config.texts import Texts
from db.database import open_database
from db.tables import Cycle, Dialogue, Evidence, Extension, Measure, Report, ReportPart, Request, Review, StoredFile
from db.units import Reading, Unit, Units
from domain.collection import Place, Step
from domain.people import Account
from domain.presses import Press
from domain.states import OWED, RequestState
from jobs import dialogues
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES
from jobs.collection.writing import FORM
from tests.conftest import Office, settings_in
from tests.integration.desk import SHANGHAI, office_time
from tests.integration.phone import COMMANDS, Phone

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # thousands of commits, and nothing that must survive
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "4"))
WORDS = (
    *("下一步", "上一步", "报送", "与上季相同", "暂无数据", "确定", "改一下", "完成", "达到序时进度", "无新进展"),
    *(
        "21",
        "33",
        "+3",
        "10月25日",
        "520万亩",
        "1.89亿",
        "460",
        "五百左右",
        "5200亿",
        "  ",
        "不申请了",
        "提交补充",
        "2",
    ),
)
# Where people stand when the search begins; each word is done in turn.
BEGINNINGS = (
    "",
    "open on_track",
    "open on_track say 1600 file",
    "open on_track say 1600 next help",
    "open on_track parts say",
    "open on_track parts say say back back",
    "open on_track say back parts",
    "open on_track last",
    "open on_track say 1600 shelf",
    "open on_track say 1600 next send",
    "open on_track say 1600 next send report_more say file",
    "open on_track say 1600 next send review_return say",
    "extend d3 say",
    "extend d3 say extend_refuse",
    "open on_track say extend d3",
)
COORDINATORS = ("review_return", "review_accept", "extend_refuse", "extend_grant", "help_seen")
ANSWERS = {
    Step.STATUS: "达到序时进度",
    Step.TEXT: "最后写的一段进展,够长的一句话。",
    Step.FIGURE: "暂无数据",
    Step.EVIDENCE: "完成",
    Step.PREVIEW: "报送",
}
BUTTONS = ("parts", "last", "shelf", "help", "edit", "use", "no_change", "same", "whole", "back", "on_track", "send")
# What throws away what was written, by a button or a word that says so.
DISCARDS = ("clear", "nohelp", "leave", "drop", "same")
LIAISON, ANYBODY, ANY = st.integers(0, 1), st.integers(0, 2), st.integers(0, 999)


@cache
def _beginning() -> tuple[Path, tuple[Account, ...]]:
    """A database made once: two tasks, a quarter accepted before, the next just opened."""
    folder = Path(tempfile.mkdtemp(prefix="xiaohao-form-", dir=MEMORY))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = VirtualClock(office_time(2024, 10, 8, 9))
    units = open_database(settings_in(folder), now=clock.now)
    office = Office(units)
    task = office.task("21", indicator="完成营造林")
    office.task("33")
    people = (office.liaison(), office.liaison(name="第二联络员"), office.coordinator())

    def more(unit: Unit) -> None:
        unit.session.add(Measure(task_id=task, number=2, text="封堵取水口"))

    units.call(more)
    asyncio.run(OPEN_CYCLES.run(units, clock))

    def last_quarter(unit: Unit) -> None:
        """As it was sent and accepted half a year before, measure by measure, with a file."""
        programme = unit.session.scalars(select(Cycle.programme_id)).first()
        cycle = Cycle(
            programme_id=programme,
            key="2024Q2",
            opens_on=date(2024, 7, 1),
            due_on=date(2024, 7, 12),
            working_days=10,
            created_at=unit.now,
        )
        unit.session.add(cycle)
        unit.session.flush()
        request = Request(
            cycle_id=cycle.id,
            task_id=task,
            department_id=1,
            state="accepted",
            due_on=cycle.due_on,
            created_at=unit.now,
        )
        unit.session.add(request)
        unit.session.flush()
        measure = unit.session.scalars(select(Measure.id).where(Measure.task_id == task)).first()
        report = Report(
            request_id=request.id,
            revision=1,
            state="accepted",
            status="on_track",
            text="1. 上季补水。",
            messages={"1.1": {"measure": measure, "text": "上季补水。"}},
            writer_id=1,
            created_at=unit.now,
            touched_at=unit.now,
            submitted_at=unit.now,
        )
        unit.session.add(report)
        unit.session.flush()
        unit.session.add(ReportPart(report_id=report.id, measure_id=measure, text="上季补水。"))
        stored = StoredFile(sha256="a" * 64, size=1, media_type="image/jpeg", created_at=unit.now)
        unit.session.add(stored)
        unit.session.flush()
        unit.session.add(Evidence(report_id=report.id, file_id=stored.id, name="上季.jpg"))

    units.call(last_quarter)
    units.close()
    return folder, people


class Forms(RuleBasedStateMachine):
    """`kept` is what was typed and taken, `sources` which of it a message holds now; `may_go` is thrown away by intent."""

    @initialize(at=st.sampled_from(BEGINNINGS))
    def begin(self, at: str) -> None:
        start, accounts = _beginning()
        self.folder = Path(tempfile.mkdtemp(prefix="xiaohao-form-", dir=MEMORY))
        shutil.copytree(start, self.folder, dirs_exist_ok=True)
        self.clock = VirtualClock(office_time(2024, 10, 8, 9))
        self.settings = settings_in(self.folder)
        self.units: Units = open_database(self.settings, now=self.clock.now)
        renderer = Renderer(Texts.shipped(), SHANGHAI, self.clock.now, "demo_bot")
        self.phones = [Phone(who, renderer) for who in accounts]
        self.held = self.units.look(_everything)
        self.kept: set[str] = set()
        self.may_go: set[str] = set()
        self.sources: dict[int, str] = {}
        self.serial = 0
        self.acted = False  # since the last restart
        for word in at.split():
            self._do(word)

    def _do(self, word: str) -> None:
        """One word of a beginning: a button of the first liaison's form, a verb, or something typed."""
        who = 2 if word in COORDINATORS else 0
        if word == "say":
            self.type_a_sentence(0)
        elif word == "file":
            self.send_a_file(0, caption=False, big=False)
        elif word.isdecimal():
            self._act(0, lambda: self._type(0, word))
        elif word == "open":
            self.open_a_task(0, 1, takes_over=False)
        else:
            self._press_one(who, 0, lambda press: word in (press.verb, press.argument))

    # -- what people do -------------------------------------------------------------------------------------------

    @rule(who=LIAISON, request=st.sampled_from((1, 2)), takes_over=st.booleans())
    def open_a_task(self, who: int, request: int, takes_over: bool) -> None:
        self._act(who, lambda: self._press(who, Press("report_take" if takes_over else "report_open", request)))

    @rule(who=LIAISON, which=ANY)
    def press_in_the_form(self, who: int, which: int) -> None:
        self._press_one(self._writer(who), which, lambda press: press.verb == "f")

    @rule(who=LIAISON)
    def go_on(self, who: int) -> None:
        """The first button of the form is the next step."""
        self._press_one(self._writer(who), 0, lambda press: press.verb == "f")

    @rule(who=LIAISON, value=st.sampled_from(BUTTONS))
    def press_a_certain_button(self, who: int, value: str) -> None:
        self._press_one(self._writer(who), 0, lambda press: press.verb == "f" and press.argument.startswith(value))

    @rule(who=ANYBODY, which=ANY)
    def press(self, who: int, which: int) -> None:
        self._press_one(who, which, lambda press: press.verb not in ("f", "report_why"))

    @rule(which=ANY)
    def decide(self, which: int) -> None:
        """The coordinator accepts, returns, grants, refuses, has seen."""
        self._press_one(2, which, lambda _: True)

    @rule(who=ANYBODY, which=ANY)
    def press_an_old_button(self, who: int, which: int) -> None:
        seen = self.phones[who].seen
        if seen:
            self._act(who, lambda: self._press(who, seen[which % len(seen)]))

    @rule(who=LIAISON)
    def fill_in_and_send(self, who: int) -> None:
        """As far as typing alone gets it, from wherever the form stands."""
        who = self._writer(who)
        for word in ("达到序时进度", "写完了的一段进展,够长的一整句话。", "1.89亿", "5200", "确定", "完成", "报送"):
            place = self.units.look(_place, self.phones[who].who)
            if place is not None and not (word.startswith("写完") and place.step is not Step.TEXT):
                self._act(who, lambda word=word: self._type(who, word))  # type: ignore[misc]

    @rule(who=ANYBODY)
    def type_a_sentence(self, who: int) -> None:
        token = self._token()
        number = self._act(who, lambda: self._type(who, f"{token}写了一段很长的进展情况,够一整句话。"))
        if self.phones[who].refused is None:
            self.kept.add(token)
            self.sources[number] = token
        else:
            assert token not in self.held, f"refused ({self.phones[who].refused}) and kept all the same"

    @rule(who=LIAISON, times=st.integers(1, 3))
    def write_on(self, who: int, times: int) -> None:
        for _ in range(times):
            self.type_a_sentence(self._writer(who))

    @rule(who=LIAISON, word=st.sampled_from(WORDS))
    def type_a_word(self, who: int, word: str) -> None:
        who = self._writer(who)
        self._act(who, lambda: self._type(who, word))

    @precondition(lambda self: self.sources)
    @rule(which=ANY)
    def edit_a_sentence(self, which: int) -> None:
        number = sorted(self.sources)[which % len(self.sources)]
        who = next(at for at, phone in enumerate(self.phones) if number in phone.sent)
        token, old = self._token(), self.sources[number]
        self.may_go.add(old)
        self._act(who, lambda: self._type(who, f"{token}改过的一段很长的进展情况,够一句。", number))
        if token in self.held:
            self.kept.add(token)
            self.sources[number] = token

    @rule(who=LIAISON, caption=st.booleans(), big=st.booleans())
    def send_a_file(self, who: int, caption: bool, big: bool) -> None:
        who, token = self._writer(who), self._token()
        said = "现场照片,拍的是封堵之后的取水口。" if caption else ""
        self._act(who, lambda: self.phones[who].send(self.units, f"{token}.jpg", said, big=big))
        if not big and self.phones[who].refused is None:
            self.kept.add(token)

    @rule(who=LIAISON, command=st.sampled_from(sorted(COMMANDS)))
    def say_a_command(self, who: int, command: str) -> None:
        if command == "/cancel" and self.units.look(dialogues.form_of, self.phones[who].who) != FORM:
            self.may_go |= self.kept  # what was only collected is left with its form
        self._act(who, lambda: self.phones[who].say(self.units, command))

    @precondition(lambda self: self.acted)
    @rule()
    def restart(self) -> None:
        self.acted = False
        self.units.close()
        self.units = open_database(self.settings, now=self.clock.now)

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.clock.advance_to(self.clock.now() + timedelta(days=days))

    def _writer(self, who: int) -> int:
        """Whoever of the two has a form open; where neither has, one opens what is theirs to open."""
        for one in (who, 1 - who):
            if self.units.look(dialogues.form_of, self.phones[one].who) is not None:
                return one
        self._press_one(who, self.serial, lambda press: press.verb in ("report_open", "report_more"))
        return who

    # -- and what it does -----------------------------------------------------------------------------------------

    def _press_one(self, who: int, which: int, wanted: Callable[[Press], bool]) -> None:
        buttons = [press for press in self.phones[who].buttons(self.units) if wanted(press)]
        if buttons:
            self._act(who, lambda: self._press(who, buttons[which % len(buttons)]))

    def _press(self, who: int, press: Press) -> None:
        if press.argument.partition("-")[0] in DISCARDS:
            self.may_go |= self.kept
        self.phones[who].press(self.units, press)

    def _type(self, who: int, text: str, edits: int | None = None) -> int:
        if text == "不申请了":
            self.may_go |= self.kept
        return self.phones[who].type(self.units, text, edits_message=edits)

    def _act(self, who: int, act: Callable[[], Any]) -> Any:
        """Do it, and look what became of all that was typed before. What went must have been allowed to go."""
        before, self.acted = self.held, True
        done = act()
        self.held = self.units.look(_everything)
        if self.phones[who].refused == "more-too-late":  # given back in the refusal
            self.may_go |= self.kept
        gone = {token for token in self.kept if token not in self.held}
        # the matter that needs help is one text: typed again it is said anew, as its card says
        self.may_go |= {token for token in gone if f"⟦help⟧{token}" in before}
        assert gone <= self.may_go, f"lost: {gone - self.may_go}"
        self.kept -= gone
        self.may_go = set()
        return done

    def _token(self) -> str:
        self.serial += 1
        return f"〈{self.serial}〉"

    # -- what must hold -------------------------------------------------------------------------------------------

    @invariant()
    def one_liaison_writes_at_a_time_and_every_draft_has_one_text(self) -> None:
        if hasattr(self, "units"):
            self.units.look(_is_in_order)

    def teardown(self) -> None:
        if not hasattr(self, "units"):
            return
        try:
            for who in (0, 1):
                self._leave_all(who)
            for request in self.units.look(_owed):
                self._finish(request)
        finally:
            self.units.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _leave_all(self, who: int) -> None:
        """Every form can be left, whatever it is."""
        phone = self.phones[who]
        for _ in range(20):
            if self.units.look(dialogues.form_of, phone.who) is None:
                break
            self.say_a_command(who, "/cancel")
        assert self.units.look(dialogues.form_of, phone.who) is None, "a form that can't be left"

    def _finish(self, request: int) -> None:
        """Any draft can be taken up and sent."""
        phone = self.phones[0]
        self.units.call(lambda unit: _open(unit, phone.who, request))
        for _ in range(20):
            place = self.units.look(_place, phone.who)
            if place is None:
                break
            self._act(0, lambda place=place: self._type(0, ANSWERS[place.step]))  # type: ignore[misc]
        assert self.units.look(_state, request) == RequestState.SUBMITTED, f"stuck: {phone.refused}"


def _open(unit: Unit, who: Account, request: int) -> None:
    from jobs.collection import form  # noqa: PLC0415

    form.open_request(unit, who, request, f"finish {request}", takes_over=True)


def _place(reading: Reading, who: Account) -> Place | None:
    dialogue = reading.session.scalar(select(Dialogue).where(Dialogue.mark == who.mark))
    if dialogue is None or dialogue.form != FORM:
        return None
    return Place.read(dialogue.step or "status")


def _state(reading: Reading, request: int) -> str:
    return reading.session.get_one(Request, request).state


def _owed(reading: Reading) -> list[int]:
    return list(reading.conn.scalars(select(Request.id).where(Request.state.in_(OWED)).order_by(Request.id)))


def _everything(reading: Reading) -> str:
    """All that anybody wrote, wherever it is kept."""
    found: list[str | None] = []
    for report in reading.session.scalars(select(Report)):
        found += [report.text, f"⟦help⟧{report.help_wanted}"]
    for column in (Extension.reason, Extension.opinion, Review.comment, Evidence.name):
        found += reading.conn.scalars(select(column))
    for dialogue in reading.session.scalars(select(Dialogue)):
        sealed = [dialogue.draft_sealed, *(aside["draft"] and aside["draft"].encode() for aside in dialogue.parked)]
        found += [str(reading.vault.open_json(draft)) for draft in sealed if draft]
    return "\n".join(text for text in found if text)


def _is_in_order(reading: Reading) -> None:
    writing = [row for row in reading.session.scalars(select(Dialogue)) if row.form == FORM]
    subjects = [row.subject for row in writing]
    assert len(subjects) == len(set(subjects)), "two forms of one request are open"
    for request in reading.session.scalars(select(Request)):
        drafts = [report for report in request.reports if report.state == "draft"]
        assert len(drafts) <= 1
        if request.state == RequestState.SUBMITTED:
            assert [report.state for report in request.reports][-1] == "submitted"


Forms.TestCase.settings = settings(
    max_examples=3 * ROUNDS,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
Forms.TestCase.pytestmark = [pytest.mark.heavy, pytest.mark.timeout(60 + 30 * ROUNDS)]
test_any_sequence_leaves_a_form_that_can_be_finished_and_loses_nothing = Forms.TestCase
