"""Do the rules that only the syntax tree shows hold in every room, and does each rule see its fault?"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

import pytest

from tests.check_house import ROOMS, ROOT
from tests.unit.house.syntax_rules import BROAD_HANDLERS, Module, broad_handlers, stray_work, task_moves

Rule = Callable[[Module], Iterable[str]]
RULES: tuple[Rule, ...] = (stray_work, task_moves, broad_handlers)


def modules() -> Iterator[Module]:
    """The product's files; the sandbox is a world of its own with no tasks to move."""
    rooms = [room for room in ROOMS if room != "sandbox"]
    return (Module.of(ROOT, path) for room in rooms for path in sorted((ROOT / room).rglob("*.py")))


def test_every_room_keeps_every_rule() -> None:
    """All rules over a file while its tree is there: reading the trees is what takes the time."""
    assert [fault for module in modules() for rule in RULES for fault in rule(module)] == []


def faults(rule: Rule, code: str, place: str = "jobs/planted.py") -> list[str]:
    return list(rule(Module(place, ast.parse(code))))


@pytest.mark.parametrize(
    "code",
    [
        "asyncio.get_running_loop().create_task(work())",
        "loop.create_task(work())",
        "self.loop.create_task(work())",
        "application.create_task(work())",  # python-telegram-bot's own: a task nobody waits for at the end
        "start = loop.create_task",
    ],
)
def test_work_started_outside_a_task_group_is_seen(code: str) -> None:
    assert faults(stray_work, code) == ["jobs/planted.py:1: create_task on something else than a task group"]


@pytest.mark.parametrize("name", ["group", "nursery", "tg"])
def test_work_started_in_a_task_group_is_fine(name: str) -> None:
    assert faults(stray_work, f"{name}.create_task(work())") == []


@pytest.mark.parametrize(
    "code",
    [
        "task.state = TaskState.CLOSED",
        "request.task.state = 'closed'",
        "task.state: str = 'closed'",
        "was, task.state = task.state, 'closed'",
        "setattr(task, 'state', 'closed')",
        "update(Task).where(Task.id == 1).values(state='closed')",
        "sa.update(Task).values({'state': 'closed'})",
        "sa.update(tables.Task.__table__).values({Task.state: 'closed'})",
        "Task.__table__.update().where(Task.id == 1).values(state='closed')",
        "text('UPDATE task SET closed_on = :day, state = :state')",
    ],
)
def test_a_task_moved_outside_the_one_function_is_seen(code: str) -> None:
    assert len(faults(task_moves, code)) == 1
    assert faults(task_moves, code, place="jobs/transition.py") == []


@pytest.mark.parametrize(
    "code",
    [
        "request.state = 'submitted'",
        "task.deadline = day",
        "was = task.state",
        "update(Task).values(deadline=day)",
        "update(Outbox).where(Outbox.task_id == Task.id).values(state=1)",
        "select(Task).where(Task.state == 'closed')",
        "Task(number='21', state='in_progress')",  # a task is born in its first state
    ],
)
def test_other_states_and_a_task_s_other_fields_may_be_written(code: str) -> None:
    assert faults(task_moves, code) == []


@pytest.mark.parametrize(
    "code",
    [
        "try:\n    send()\nexcept Exception:\n    log()",
        "try:\n    send()\nexcept:\n    pass",
        "try:\n    send()\nexcept (OSError, BaseException) as error:\n    log(error)",
        "try:\n    send()\nexcept Exception as error:\n    raise Rejected('lost') from error",
        "with contextlib.suppress(Exception):\n    send()",
    ],
)
def test_a_handler_that_stops_every_error_is_seen_outside_the_loops(code: str) -> None:
    assert len(faults(broad_handlers, code)) == 1
    assert faults(broad_handlers, code, place="jobs/schedule.py") == []


def test_a_loop_has_no_more_broad_handlers_than_it_was_given() -> None:
    place = "jobs/schedule.py"
    one = "try:\n    send()\nexcept Exception:\n    log()\n"
    more = BROAD_HANDLERS[place] + 1
    assert len(faults(broad_handlers, one * more, place=place)) == more


@pytest.mark.parametrize(
    "code",
    [
        "try:\n    send()\nexcept OSError:\n    log()",
        "try:\n    send()\nexcept BaseException:\n    undo()\n    raise",
    ],
)
def test_a_named_error_and_one_raised_again_are_fine(code: str) -> None:
    assert faults(broad_handlers, code) == []


def test_the_list_of_loops_names_files_that_stop_errors() -> None:
    """An entry whose file lost its broad handler would let a new one in unseen."""
    trees = {place: Module.of(ROOT, ROOT / place).tree for place in BROAD_HANDLERS}
    found = {place: len(broad_handlers(Module("elsewhere.py", tree))) for place, tree in trees.items()}
    assert found == BROAD_HANDLERS
