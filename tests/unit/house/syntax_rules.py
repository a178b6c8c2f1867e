"""Which rules of the house can only be seen in the syntax tree? Each is a function from a file to its faults.

What they cannot see: a statement built elsewhere and run with `{"state": ...}` as parameters, and a nursery that is not
called one. Reading does the rest.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NURSERIES = {"group", "nursery", "tg"}  # what an asyncio.TaskGroup is called here

# Handlers that may stop any error at all, by file. Each loop stands between one bad row and everyone behind it.
BROAD_HANDLERS = {
    "bot/dispatch.py": 2,  # a poison update is retried, then parked, and its sender told; a toast that cannot be worded
    "jobs/delivery/desk.py": 1,  # a row that cannot be sent
    "jobs/delivery/loop.py": 1,  # an outcome that cannot be written down
    "jobs/delivery/claim.py": 1,  # a row that cannot be read: held with its reason
    "jobs/schedule.py": 2,  # a routine's bug, or its question's, leaves the other routines running
    "jobs/returns/routine.py": 2,  # a mail that no parser reads, or that can't be filed: a person is told, the next is read
    "db/writer.py": 5,  # not a loop: the writer's thread hands whatever a unit raised to the one who waits for it
    "cli/doctor.py": 1,  # whatever a database driver raises is what the operator asked for
    "cli/app.py": 1,  # closing on the way out what may never have opened
    "cli/run.py": 1,  # the last door: a bug that ends the program is logged, and told in one sentence
}
_BROAD = {"Exception", "BaseException"}
_UPDATE_TASK = re.compile(r"\bupdate\s+\"?task\"?\s+set\b[^;]*\bstate\b", re.IGNORECASE)


@dataclass(frozen=True)
class Module:
    """A file of ours, read and parsed; `place` is its path from the root, with slashes."""

    place: str
    tree: ast.Module

    @classmethod
    def of(cls, root: Path, path: Path) -> Module:
        return cls(path.relative_to(root).as_posix(), ast.parse(path.read_text("utf-8")))

    def fault(self, node: ast.AST, sentence: str) -> str:
        return f"{self.place}:{getattr(node, 'lineno', 0)}: {sentence}"


def stray_work(module: Module) -> Iterator[str]:
    """Work started outside a task group: it would outlive its caller and die unheard."""
    for node in ast.walk(module.tree):
        match node:
            case ast.Attribute(attr="create_task", value=ast.Name(id=name)) if name in NURSERIES:
                continue
            case ast.Attribute(attr="create_task"):
                yield module.fault(node, "create_task on something else than a task group")


def task_moves(module: Module) -> Iterator[str]:
    """A task's lifecycle state set anywhere but in the one function that moves it."""
    if module.place == "jobs/transition.py":
        return
    for node in ast.walk(module.tree):
        sets = any(_is_state_of_task(target) for target in _targets(node))
        if sets or (isinstance(node, ast.Call) and (_sets_by_name(node) or _updates_state(node))) or _is_sql(node):
            yield module.fault(node, "sets a task's state; only jobs/transition.py moves a task")


def broad_handlers(module: Module) -> list[str]:
    """Handlers that stop any error at all and do not raise it again, beyond those the file is allowed."""
    found = [node for node in ast.walk(module.tree) if _stops_anything(node)]
    if len(found) <= BROAD_HANDLERS.get(module.place, 0):
        return []
    return [module.fault(node, "stops every error; only the loops may, name what you expect") for node in found]


def _targets(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Assign(targets=targets):
            return [leaf for target in targets for leaf in _leaves(target)]
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target) | ast.For(target=target):
            return _leaves(target)
    return []


def _leaves(target: ast.expr) -> list[ast.expr]:
    if isinstance(target, (ast.Tuple, ast.List)):
        return [leaf for element in target.elts for leaf in _leaves(element)]
    return [target]


def _is_state_of_task(target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute) and target.attr == "state" and _last_name(target.value) == "task"


def _sets_by_name(call: ast.Call) -> bool:
    """`setattr(task, "state", ...)`."""
    match call:
        case ast.Call(func=ast.Name(id="setattr"), args=[thing, ast.Constant(value="state"), *_]):
            return _last_name(thing) == "task"
    return False


def _is_sql(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(_UPDATE_TASK.search(node.value))


def _updates_state(call: ast.Call) -> bool:
    """`update(Task). ... .values(state=...)`, also with a dict."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "values"):
        return False
    keys = {keyword.arg for keyword in call.keywords}
    for argument in call.args:
        if isinstance(argument, ast.Dict):
            keys |= {
                str(key.value) if isinstance(key, ast.Constant) else _last_name(key) for key in argument.keys if key
            }
    return "state" in keys and _starts_as_update_of_task(call.func.value)


def _starts_as_update_of_task(node: ast.expr) -> bool:
    while isinstance(node, (ast.Call, ast.Attribute)):
        if isinstance(node, ast.Call) and _last_name(node.func) == "update":
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            subject = node.args[0] if node.args else owner
            return subject is not None and any(
                isinstance(part, ast.expr) and _last_name(part) == "Task" for part in ast.walk(subject)
            )
        node = node.func if isinstance(node, ast.Call) else node.value
    return False


def _stops_anything(node: ast.AST) -> bool:
    if isinstance(node, ast.ExceptHandler):
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        broad = any(kind is None or _last_name(kind) in _BROAD for kind in kinds)
        last = node.body[-1]
        return broad and not (isinstance(last, ast.Raise) and last.exc is None)
    if isinstance(node, ast.Call) and _last_name(node.func) == "suppress":
        return any(_last_name(argument) in _BROAD for argument in node.args)
    return False


def _last_name(node: ast.expr | None) -> str | None:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None
