"""How do the periods stand? The coordinators' list and cards, and taking one back before it is announced."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from db.queries import publicity as periods
from db.tables import Publicity, PublicityTask, Task
from db.units import Reading, Unit
from domain.closing import Step
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.publicity import ListedPublicity, PublicityList, TaskRef
from domain.people import Account
from domain.states import PublicityState, TaskState
from jobs import audit, outbox, rights
from jobs.publicity.facts import card_of

PAGE = 8  # entries a card
PENDING = (PublicityState.DRAFT, PublicityState.SCHEDULED, PublicityState.RUNNING)


def show_list(unit: Unit, who: Account, occasion: str, page: int = 0) -> None:
    """/publicity: what is under way, what could be published now, and everything that is over, the newest first."""
    coordinator = rights.coordinator(unit, who)
    ahead: list[ListedPublicity | TaskRef] = [*_pending(unit), *ready(unit)]
    pages = max(1, -(-(len(ahead) + _count_over(unit)) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = ahead[page * PAGE : (page + 1) * PAGE]
    shown += _over(unit, max(page * PAGE - len(ahead), 0), PAGE - len(shown))
    card = PublicityList(
        periods=tuple(entry for entry in shown if isinstance(entry, ListedPublicity)),
        ready=tuple(entry for entry in shown if isinstance(entry, TaskRef)),
        page=page,
        pages=pages,
    )
    outbox.show(
        unit,
        card,
        to=outbox.to_person(coordinator.id),
        card="publicities",
        occasion=occasion,
        ring=not occasion.startswith("press"),
    )


def _pending(reading: Reading) -> list[ListedPublicity]:
    pending = select(Publicity).where(Publicity.state.in_(PENDING)).order_by(Publicity.id)
    return [_listed(period) for period in reading.session.scalars(pending)]


# What was announced; a notice that was taken back before that was never one.
_IS_OVER = (Publicity.state == PublicityState.ENDED) | (
    (Publicity.state == PublicityState.WITHDRAWN) & Publicity.announced_at.is_not(None)
)


def _count_over(reading: Reading) -> int:
    return reading.conn.scalar(select(func.count(Publicity.id)).where(_IS_OVER)) or 0


def _over(reading: Reading, offset: int, limit: int) -> list[ListedPublicity]:
    newest = select(Publicity).where(_IS_OVER).order_by(Publicity.ends_on.desc(), Publicity.id.desc())
    return [_listed(period) for period in reading.session.scalars(newest.offset(offset).limit(limit))]


def _listed(period: Publicity) -> ListedPublicity:
    numbers = periods.numbers(period)
    return ListedPublicity(period.id, period.rev, period.state, numbers, period.starts_on, period.ends_on)


def ready(reading: Reading) -> list[TaskRef]:
    """Tasks whose programme asks for publicity next and that are in none.

    Accepted ones, and where the programme publishes first those whose completion is written down: a whole ledger would
    be no list of what is ready.
    """
    engaged = (
        select(PublicityTask.task_id)
        .join(Publicity, Publicity.id == PublicityTask.publicity_id)
        .where(Publicity.state.in_(PENDING))
    )
    tasks: Sequence[Task] = reading.session.scalars(
        select(Task)
        .where(
            (Task.state == TaskState.ACCEPTED) | ((Task.state == TaskState.IN_PROGRESS) & Task.completion.is_not(None)),
            Task.id.not_in(engaged),
        )
        .order_by(Task.id)
    ).all()
    return [
        TaskRef(task.id, task.rev, task.number) for task in tasks if periods.step_of(reading, task) == Step.PUBLICITY
    ]


def look_up(unit: Unit, who: Account, publicity_id: int, occasion: str) -> None:
    """A coordinator wants to see how a period stands."""
    coordinator = rights.coordinator(unit, who)
    publicity = known(unit, publicity_id)
    show_card(unit, publicity, outbox.to_person(coordinator.id), occasion, ring=True)


def show_card(
    unit: Unit, publicity: Publicity, to: str, occasion: str, *, ring: bool = False, asking_cancel: bool = False
) -> None:
    card = card_of(unit, publicity, asking_cancel=asking_cancel)
    outbox.show(unit, card, to=to, card=f"publicity:{publicity.id}", occasion=occasion, ring=ring)


def show_all(unit: Unit, publicity: Publicity, occasion: str) -> None:
    """Bring every coordinator's card up to date."""
    for to in outbox.coordinators(unit):
        show_card(unit, publicity, to, occasion)


# -- taking back --------------------------------------------------------------------------------------------------


def cancel_asked(unit: Unit, who: Account, publicity_id: int, rev: int, asking: bool, occasion: str) -> None:
    """[取消公示] asks once more; [不取消] goes back."""
    coordinator = rights.coordinator(unit, who)
    publicity = _scheduled(unit, publicity_id, rev, outbox.to_person(coordinator.id))
    show_card(unit, publicity, outbox.to_person(coordinator.id), occasion, asking_cancel=asking)


def cancel(unit: Unit, who: Account, publicity_id: int, rev: int, occasion: str) -> Note:
    """Taken back before it was announced: nothing has been published, nothing will be."""
    coordinator = rights.coordinator(unit, who)
    publicity = _scheduled(unit, publicity_id, rev, outbox.to_person(coordinator.id))
    publicity.state = PublicityState.WITHDRAWN
    publicity.rev += 1
    audit.note(unit, audit.person(coordinator.id), "publicity.cancel", f"publicity:{publicity.id}")
    unit.session.flush()
    show_all(unit, publicity, occasion)
    return Note("publicity-cancelled", {})


def reopen(unit: Unit, who: Account, publicity_id: int, rev: int) -> Publicity:
    """[修改] before it was announced: a draft again, which must be confirmed again. The form is the caller's."""
    coordinator = rights.coordinator(unit, who)
    publicity = _scheduled(unit, publicity_id, rev, outbox.to_person(coordinator.id))
    publicity.state, publicity.confirmed_at = PublicityState.DRAFT, None
    publicity.rev += 1
    audit.note(unit, audit.person(coordinator.id), "publicity.reopen", f"publicity:{publicity.id}")
    unit.session.flush()
    return publicity


def _scheduled(unit: Unit, publicity_id: int, rev: int, to: str) -> Publicity:
    publicity = known(unit, publicity_id)
    if publicity.state != PublicityState.SCHEDULED or publicity.rev != rev:

        def current(unit: Unit) -> None:
            show_card(unit, known(unit, publicity_id), to, "moved")

        raise Moved(then=current)
    return publicity


def known(unit: Unit, publicity_id: int) -> Publicity:
    """The notice's row, locked. Raises `Moved` for a draft, or none."""
    publicity = unit.session.get(Publicity, publicity_id, with_for_update=True)
    if publicity is None or publicity.starts_on is None or publicity.state == PublicityState.DRAFT:
        raise Moved
    return publicity
