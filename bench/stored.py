"""An office of many years, made by the database itself: so many requests stored, each with what it left behind.

Half of the tasks stand in programmes that are closed, half are struck off in one that runs; their reports are accepted,
their messages sent, objections answered and forgotten. Beside them one round runs, with nothing due yet; `make_due` lets
a hundred of its requests come due.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, func, insert, literal, select, text, update

from db.tables import (
    IS_OWED,
    Announcement,
    Audit,
    Base,
    Cycle,
    Department,
    Dialogue,
    Evidence,
    Inbox,
    InboxState,
    Lane,
    Letter,
    Objection,
    Outbox,
    OutboxState,
    Person,
    Programme,
    Publicity,
    PublicityTask,
    Report,
    Request,
    Review,
    Role,
    RoutineRun,
    StoredFile,
    Subscription,
    Task,
    TaskUnit,
)
from db.units import Unit, Units
from domain.messages.collection import Prompt
from domain.messages.publicity import PublicityAnnouncement
from jobs import audit_chain, privacy, schedule
from jobs.clock import VirtualClock

NOW = datetime(2025, 4, 3, 2, 0, tzinfo=UTC)  # 10:00 in the office, the third working day of the round of 2025Q1
LONG_AGO = datetime(2020, 1, 2, 2, 0, tzinfo=UTC)
OPENED, DUE = date(2025, 4, 1), date(2025, 4, 15)
NEAR = date(2025, 4, 9)  # its first rung, three working days before (a holiday among them), is today
DEPARTMENTS, ROUNDS, RUNNING, CLOSED = 50, 25, 1_000, 4  # liaisons; rounds of the past; open requests; old programmes
CHUNK = 50_000

Many = Callable[..., None]


async def _note_the_rule(units: Units) -> None:
    """Erasure's first run writes down how long identities are kept."""
    await privacy.ERASE_IDENTITY.run(units, VirtualClock(NOW))


def fill(units: Units, requests: int, running: int = RUNNING) -> None:
    """`requests` of the past, a multiple of `ROUNDS`, beside the `running` ones; in units of `CHUNK` rows."""
    tasks, many = requests // ROUNDS, _many(units)
    _people(many)
    _ledger(many, tasks, running)
    _collected(many, tasks, requests, running)
    _published(many, tasks, requests)
    _machinery(many, requests)
    units.call(_caught_up)
    asyncio.run(_note_the_rule(units))
    while units.call(audit_chain.seal):
        pass


def make_due(unit: Unit, many: int) -> None:
    """So many open requests have their first rung today."""
    unit.conn.execute(
        update(Request)
        .where(
            Request.id.in_(select(Request.id).where(IS_OWED, Request.due_on == DUE).order_by(Request.id).limit(many))
        )
        .values(due_on=NEAR)
    )


def subscribe(units: Units, people: int) -> None:
    """So many accounts that want every announcement."""
    _subscribers(_many(units), people)
    units.call(_caught_up)


def announce(units: Units) -> int:
    """A period that has just been announced, whose rows are still to be made: the announcement's id."""

    def job(unit: Unit) -> int:
        publicity = Publicity(
            state="running", issuer="bench", starts_on=OPENED, ends_on=DUE, announced_at=unit.now, created_at=unit.now
        )
        unit.session.add(publicity)
        unit.session.flush()
        row = Announcement(publicity_id=publicity.id, occasion="announce", facts_sealed=b"", created_at=unit.now)
        unit.session.add(row)
        unit.session.flush()
        return row.id

    return units.call(job)


def _many(units: Units) -> Many:
    def many(table: type[Base], count: int, /, **columns: Any) -> None:  # a notice has a column `table`
        for start in range(0, count, CHUNK):
            units.call(_insert, table, start, min(start + CHUNK, count), columns)

    return many


def _insert(unit: Unit, table: type[Base], start: int, end: int, columns: dict[str, Any]) -> None:
    if unit.conn.dialect.name == "postgresql":
        i: ColumnElement[int] = func.generate_series(start, end - 1).column_valued("i")
    else:
        first = select(literal(start).label("i")).cte("n", recursive=True)
        n = first.union_all(select(first.c.i + 1).where(first.c.i < end - 1))
        i = n.c.i
    types = table.__table__.c
    values = [
        value(i).label(name) if callable(value) else literal(value, types[name].type).label(name)
        for name, value in columns.items()
    ]
    unit.conn.execute(insert(table).from_select(list(columns), select(*values)))


def _text(before: str, number: ColumnElement[int]) -> ColumnElement[str]:
    return literal(before) + cast(number, String)


def _people(many: Many) -> None:
    """A liaison each, and one coordinator."""
    many(Department, DEPARTMENTS, id=lambda i: i + 1, name=lambda i: _text("department ", i))
    many(
        Person,
        DEPARTMENTS + 1,
        id=lambda i: i + 1,
        mark=lambda i: _text("person ", i),
        account_sealed=b"",
        language="zh-CN",
        reachable=True,
        created_at=LONG_AGO,
    )
    many(Role, DEPARTMENTS, person_id=lambda i: i + 1, role="liaison", department_id=lambda i: i + 1, since=LONG_AGO)
    many(Role, 1, person_id=DEPARTMENTS + 1, role="coordinator", since=LONG_AGO)


def _ledger(many: Many, tasks: int, running: int) -> None:
    many(
        Programme,
        CLOSED,
        id=lambda i: i + 1,
        name=lambda i: _text("programme ", i),
        closing=["acceptance"],
        rhythm="quarterly",
        created_at=LONG_AGO,
        closed_at=LONG_AGO,
    )
    many(Programme, 1, id=CLOSED + 1, name="running", closing=["acceptance"], rhythm="quarterly", created_at=LONG_AGO)
    many(
        Task,
        tasks + running,
        id=lambda i: i + 1,
        programme_id=lambda i: case((i < tasks // 2, i % CLOSED + 1), else_=CLOSED + 1),
        number=lambda i: _text("", i),
        problem="河道生态补水不足,部分河段常年断流",
        state=lambda i: case((i < tasks, "closed"), else_="in_progress"),
        rev=1,
        created_at=LONG_AGO,
    )
    many(
        TaskUnit,
        tasks + running,
        task_id=lambda i: i + 1,
        department_id=lambda i: i % DEPARTMENTS + 1,
        role="responsible",
    )


def _collected(many: Many, tasks: int, requests: int, running: int) -> None:
    many(
        Cycle,
        ROUNDS * (CLOSED + 1),
        id=lambda i: i + 1,
        programme_id=lambda i: i // ROUNDS + 1,
        key=lambda i: _text("", 2018 + i % ROUNDS // 4) + _text("Q", i % 4 + 1),
        opens_on=date(2018, 1, 2),
        due_on=date(2018, 1, 15),
        working_days=10,
        provisional=False,
        created_at=LONG_AGO,
    )
    newest = ROUNDS * (CLOSED + 1) + 1
    many(
        Cycle,
        1,
        id=newest,
        programme_id=CLOSED + 1,
        key="2025Q1",
        opens_on=OPENED,
        due_on=DUE,
        working_days=10,
        provisional=False,
        created_at=NOW,
    )

    def of_round(i: ColumnElement[int]) -> ColumnElement[int]:
        """The task of a request is `i % tasks`; its programme as above."""
        task = i % tasks
        programme = case((task < tasks // 2, task % CLOSED), else_=CLOSED)
        return programme * ROUNDS + i // tasks + 1

    many(
        Request,
        requests,
        id=lambda i: i + 1,
        cycle_id=of_round,
        task_id=lambda i: i % tasks + 1,
        department_id=lambda i: i % tasks % DEPARTMENTS + 1,
        state="accepted",
        due_on=date(2018, 1, 15),
        created_at=LONG_AGO,
    )
    many(
        Request,
        running,
        id=lambda i: i + requests + 1,
        cycle_id=newest,
        task_id=lambda i: i + tasks + 1,
        department_id=lambda i: (i + tasks) % DEPARTMENTS + 1,
        state="open",
        due_on=DUE,
        created_at=NOW,
    )
    many(
        Report,
        requests,
        id=lambda i: i + 1,
        request_id=lambda i: i + 1,
        revision=1,
        rev=1,
        state="accepted",
        status="on_track",
        text=lambda i: _text("已完成生态补水约 0.2 亿立方米,主要断面水质达标。", i),
        messages={},
        writer_id=lambda i: i % DEPARTMENTS + 1,
        late=False,
        created_at=LONG_AGO,
        touched_at=LONG_AGO,
        submitted_at=LONG_AGO,
    )
    many(Review, requests, report_id=lambda i: i + 1, reviewer_id=DEPARTMENTS + 1, decision="accepted", at=LONG_AGO)
    files = requests // 5
    many(
        StoredFile,
        files,
        id=lambda i: i + 1,
        sha256=lambda i: _text("sha ", i),
        size=1,
        media_type="image/jpeg",
        created_at=LONG_AGO,
    )
    many(Evidence, files, report_id=lambda i: i + 1, file_id=lambda i: i + 1, name="photo.jpg")
    _sent(
        many,
        requests,
        kind=Prompt.KIND,
        thing=lambda i: _text("cycle:", i // DEPARTMENTS + newest + 1) + _text(":department:", i % DEPARTMENTS + 1),
        occasion="opened",
        recipient=lambda i: _text("person:", i % DEPARTMENTS + 1),
        card=lambda i: _text("prompt:", i),
    )
    _sent(
        many,
        DEPARTMENTS,
        kind=Prompt.KIND,
        thing=lambda i: _text(f"cycle:{newest}:department:", i + 1),
        occasion="opened",
        recipient=lambda i: _text("person:", i + 1),
        card=lambda i: _text(f"prompt:{newest}:", i + 1),
    )


def _sent(many: Many, count: int, lane: Lane = Lane.PROMPT, **columns: Any) -> None:
    every = {
        "channel": "telegram",
        "op": "send",
        "lane": lane,
        "state": OutboxState.SENT,
        "not_before": LONG_AGO,
        "attempts": 0,
        "remote_id": "1",
        "epoch": 0,
        "withdraw_asked": False,
        "created_at": LONG_AGO,
        "settled_at": LONG_AGO,
    }
    many(Outbox, count, **(every | columns))


def _published(many: Many, tasks: int, requests: int) -> None:
    """A period for every two tasks, all over; objections answered and forgotten, their letters sent."""
    periods, objections = max(tasks // 2, 1), requests // 20
    many(
        Publicity,
        periods,
        id=lambda i: i + 1,
        state="ended",
        starts_on=date(2020, 1, 2),
        ends_on=date(2020, 1, 9),
        issuer="office",
        receiver={},
        phones=[],
        emails=["contact@example.org"],
        table=[],
        rev=1,
        announced_at=LONG_AGO,
        ended_at=LONG_AGO,
        created_at=LONG_AGO,
    )
    many(PublicityTask, tasks, publicity_id=lambda i: i % periods + 1, task_id=lambda i: i + 1)
    for occasion in ("announce", "last_day", "result"):
        many(
            Announcement,
            periods,
            publicity_id=lambda i: i + 1,
            occasion=occasion,
            state="done",
            position=0,
            total=0,
            sent=0,
            failed=0,
            paused=False,
            facts_sealed=b"" if occasion == "announce" else None,
            created_at=LONG_AGO,
        )
    many(
        Objection,
        objections,
        id=lambda i: i + 1,
        publicity_id=lambda i: i % periods + 1,
        register_number=lambda i: _text("YY2020-", i),
        receipt_mark=lambda i: _text("receipt ", i),
        source="chat",
        anonymous=True,
        state="answered",
        language="zh-CN",
        late=False,
        answered_at=LONG_AGO,
        erased_at=LONG_AGO,
        rev=1,
        created_at=LONG_AGO,
    )
    many(
        Letter,
        objections,
        id=lambda i: i + 1,
        kind="objection.letter",
        thing=lambda i: _text("objection:", i + 1),
        occasion="lodged",
        part=1,
        parts=1,
        message_id=lambda i: _text("message ", i),
        objection_id=lambda i: i + 1,
        facts_sealed=b"",
        files=[],
        created_at=LONG_AGO,
    )
    _sent(
        many,
        objections,
        kind="objection.letter",
        thing=lambda i: _text("letter:", i + 1),
        occasion="lodged",
        recipient="mail:contact@example.org",
    )


def _machinery(many: Many, requests: int) -> None:
    """Accounts that spoke once, what they subscribed to, updates that are done, the audit with its seals."""
    people = requests // 10
    _subscribers(many, people)
    _sent(
        many,
        people,
        Lane.ANNOUNCEMENT,
        kind=PublicityAnnouncement.KIND,
        thing="publicity:1",
        occasion="announce",
        recipient=lambda i: _text("dialogue:", i + 1),
        settled_at=NOW,
    )
    many(
        Inbox,
        people,
        update_id=lambda i: i + 1,
        sender=lambda i: _text("dialogue ", i),
        state=InboxState.DONE,
        attempts=0,
        received_at=LONG_AGO,
        done_at=NOW,
    )
    many(
        Audit,
        requests,
        id=lambda i: i + 1,
        at=LONG_AGO,
        who="clock",
        action="report.accept",
        thing=lambda i: _text("report:", i + 1),
        detail={},
    )
    for routine in schedule.ROUTINES:  # those that run once a day have run today
        many(RoutineRun, 1, name=routine.name, last_success=NOW)


def _subscribers(many: Many, people: int) -> None:
    many(
        Dialogue,
        people,
        id=lambda i: i + 1,
        mark=lambda i: _text("dialogue ", i),
        account_sealed=b"",
        rev=1,
        fields={},
        parked=[],
        touched_at=LONG_AGO,
    )
    many(Subscription, people, dialogue_id=lambda i: i + 1, scope="all", since=LONG_AGO)


def _caught_up(unit: Unit) -> None:
    """The database knows what it holds, and PostgreSQL counts on from the ids that were given."""
    if unit.conn.dialect.name == "postgresql":
        for table in Base.metadata.sorted_tables:
            if "id" in table.c and unit.conn.scalar(select(func.count()).select_from(table).limit(1)):
                sequence = func.pg_get_serial_sequence(table.name, "id")
                unit.conn.execute(select(func.setval(sequence, select(func.max(table.c.id)).scalar_subquery())))
    unit.conn.execute(text("ANALYZE"))
