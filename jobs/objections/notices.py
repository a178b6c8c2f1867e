"""What is being published now, and how does an objection to it begin? By command, by button, by deep link or QR code."""

from __future__ import annotations

from db.queries import publicity as periods
from db.tables import Dialogue, Publicity
from db.units import Reading, Unit
from domain.errors import Rejected
from domain.messages.objections import NoNotices, NoticeLine, Notices
from domain.objections import Step
from domain.people import Account
from domain.states import PublicityState
from jobs import dialogues, outbox
from jobs.objections import form, limits


def list_notices(unit: Unit, who: Account, occasion: str) -> None:
    """/notices: every running period."""
    running = periods.running(unit)
    message = Notices(tuple(_line(publicity) for publicity in running)) if running else _none(unit)
    outbox.say(unit, message, to=form.objector(unit, who), thing="notices", occasion=occasion)


def choose(unit: Unit, who: Account, occasion: str) -> None:
    """/object: where one period runs it is that one, where several run the person chooses."""
    running = periods.running(unit)
    if len(running) == 1:
        begin(unit, who, running[0].id, occasion)
    else:
        list_notices(unit, who, occasion)


def begin(unit: Unit, who: Account, publicity_id: int, occasion: str) -> None:
    """Object to this notice. A link pressed again in mid-form answers with where one is; nothing is lost."""
    publicity = unit.session.get(Publicity, publicity_id)
    if publicity is None or publicity.state == PublicityState.DRAFT:
        raise Rejected("objection-notice-unknown")
    if not periods.is_running(unit, publicity):
        outbox.say(unit, form.closed(publicity), to=form.objector(unit, who), thing="notices", occasion=occasion)
        return
    dialogue = dialogues.current(unit, who)
    if (dialogue.form, dialogue.subject) != (form.NAME, publicity_id) and not _resume(unit, who, publicity_id):
        limits.check_start(unit, who, publicity)
        limits.count(unit, who, "start")
        dialogue = dialogues.open_form(unit, who, form.NAME, publicity_id, Step.WHO)
        dialogues.keep(unit, dialogue, {})
    form.show(unit, who, None, ring=occasion)


def _resume(unit: Unit, who: Account, publicity_id: int) -> bool:
    """The same objection, pushed aside by another form: taken up where it was left."""
    dialogue: Dialogue = dialogues.current(unit, who)
    for aside in dialogue.parked:
        if (aside["form"], aside["subject"]) == (form.NAME, publicity_id):
            dialogue.parked = [other for other in dialogue.parked if other is not aside]
            dialogue = dialogues.open_form(unit, who, form.NAME, publicity_id, aside["step"], **aside["fields"])
            dialogue.draft_sealed = aside["draft"].encode() if aside["draft"] is not None else None
            return True
    return False


def _none(reading: Reading) -> NoNotices:
    office = reading.settings.office
    return NoNotices(phones=tuple(office.phones), email=office.email)


def _line(publicity: Publicity) -> NoticeLine:
    assert publicity.starts_on is not None
    assert publicity.ends_on is not None
    return NoticeLine(
        publicity.id, publicity.title or "", periods.numbers(publicity), publicity.starts_on, publicity.ends_on
    )
