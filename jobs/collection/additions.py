"""How is something added to a report that was sent (补充材料)? To the same revision, before it is reviewed.

What is added is collected first and sent with one tap. It stands in the report's text under the day it came, so that
the reviewer sees what was added and when; the report's `rev` grows, so that nobody accepts what they have not seen
(docs/adr/008). A report that came in time stays in time.
"""

from __future__ import annotations

from typing import Any

from db.queries import reports, reviews, rounds
from db.tables import Dialogue, Evidence, Report, Request
from db.units import Unit
from domain.answers import Answer, Chosen, Files, ReceivedFile
from domain.collection import LONGEST_TEXT
from domain.errors import Moved, Rejected
from domain.messages.answering import AskMore
from domain.messages.base import Note
from domain.people import Account
from domain.states import OWED, ReportState
from jobs import audit, dialogues, outbox, rights
from jobs import files as store
from jobs.collection import cards
from jobs.collection.received import captioned
from jobs.collection.writing import Writing, message_key

FORM = "report_more"
_SENDS, _LEAVES = ("提交补充", "send"), ("不补充了", "leave")
QUOTED = 300  # characters of what can't be added any more, given back so that it is not lost


def begin(unit: Unit, who: Account, report_id: int, rev: int) -> None:
    """补充材料: on the receipt's own card."""
    report = unit.session.get(Report, report_id)
    if report is None:
        raise Moved
    request = report.request
    rights.liaison_for(unit, who, request.department_id)
    if report.state != ReportState.SUBMITTED or report.rev != rev:
        raise _moved(who, request)
    dialogue = dialogues.open_form(unit, who, FORM, report.id, "more")
    dialogues.keep(unit, dialogue, {"texts": {}, "files": []})
    show(unit, who, None)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    draft = dialogues.draft(unit, dialogue)
    if isinstance(answer, Files):
        show(unit, who, _take_files(unit, dialogue, draft, answer), below=answer.message_id)
        return None
    given = answer.value if isinstance(answer, Chosen) else answer.text.strip()
    if given in _LEAVES:
        return _leave(unit, who, dialogue)
    if given in _SENDS:
        return _send(unit, who, dialogue, draft, occasion)
    if isinstance(answer, Chosen):
        raise Moved(then=lambda unit: show(unit, who, None))
    if not given:
        raise Rejected("report-not-text")
    draft["texts"][str(answer.message_id)] = given
    _keep(unit, dialogue, draft)
    show(unit, who, Note("more-edited" if answer.edited else "more-noted", {}))
    return None


def show(unit: Unit, who: Account, note: Note | None, *, below: int | None = None) -> None:
    """What is collected by now; the report as it stands, where it was reviewed or taken back meanwhile."""
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM or dialogue.subject is None:
        return
    report = unit.session.get_one(Report, dialogue.subject)
    request = report.request
    person = rights.person_of(unit, who)
    if person is None or request.department_id not in rights.departments_of(unit, person.id):
        dialogues.close(unit, dialogue)
        return
    draft = dialogues.draft(unit, dialogue)
    card = AskMore(
        number=request.task.number,
        key=request.cycle.key,
        due_on=request.due_on,
        dialogue=dialogue.id,
        rev=dialogue.rev,
        texts=tuple(draft["texts"].values()),
        files=tuple(file["name"] for file in draft["files"]),
        note=note,
    )
    to, shown_as = outbox.to_person(person.id), reports.request_card(request.id)
    if below is not None:
        outbox.show_below(unit, card, to=to, card=shown_as, sent=below)
    else:
        outbox.show(unit, card, to=to, card=shown_as, occasion=f"more {dialogue.id}.{dialogue.rev}")


def _take_files(unit: Unit, dialogue: Dialogue, draft: dict[str, Any], sent: Files) -> Note | None:
    caption = sent.caption.strip()
    for file in sent.files:
        store.remember(unit, file)
        name = captioned(file, caption) if caption and len(caption) < store.LONGEST_NAME // 3 else file.name
        kept = {"sha256": file.sha256, "size": file.size, "media_type": file.media_type, "name": name}
        if kept["sha256"] not in [other["sha256"] for other in draft["files"]]:
            draft["files"].append(kept | {"message": sent.message_id})
    if caption and len(caption) >= store.LONGEST_NAME // 3:
        draft["texts"][str(sent.message_id)] = caption
    _keep(unit, dialogue, draft)
    return Note("evidence-received", {"count": len(draft["files"])}) if sent.files else None


def _keep(unit: Unit, dialogue: Dialogue, draft: dict[str, Any]) -> None:
    dialogues.keep(unit, dialogue, draft)
    dialogues.move(dialogue)


def _leave(unit: Unit, who: Account, dialogue: Dialogue) -> Note:
    """不补充了: the receipt is back; what was collected goes with it, as the button says."""
    report = unit.session.get_one(Report, dialogue.subject)
    dialogues.close(unit, dialogue)
    _show_receipt(unit, who, report.request)
    return Note("more-left", {})


def _send(unit: Unit, who: Account, dialogue: Dialogue, draft: dict[str, Any], occasion: str) -> Note:
    report = unit.session.get_one(Report, dialogue.subject, with_for_update=True)
    request = report.request
    person = rights.liaison_for(unit, who, request.department_id)
    if not draft["texts"] and not draft["files"]:
        raise Rejected("more-nothing")
    if report.state == ReportState.DRAFT or (report.state == ReportState.RETURNED and request.state in OWED):
        return _to_draft(unit, who, dialogue, draft, request)
    if report.state != ReportState.SUBMITTED:
        quoted = " ".join(draft["texts"].values())[:QUOTED]
        raise _moved(who, request, key="more-too-late", quoted=quoted or "none")
    day = f"{unit.today.month}月{unit.today.day}日"
    texts = {message_key(person.id, int(message)): f"【{day}补充】{text}" for message, text in draft["texts"].items()}
    text = "\n".join(part for part in (report.text, *texts.values()) if part)
    if len(text) > LONGEST_TEXT:
        raise Rejected("report-text-too-long", most=LONGEST_TEXT, given=len(text))
    report.messages, report.text = dict(report.messages) | texts, text or None
    report.rev += 1
    report.touched_at = unit.now
    _put_files(unit, report, draft["files"])
    unit.session.flush()
    detail = {"report": report.id, "texts": len(texts), "files": len(draft["files"])}
    audit.note(unit, audit.person(person.id), "report.add", f"request:{request.id}", detail)
    dialogues.close(unit, dialogue)
    _show_receipt(unit, who, request, occasion)
    receipt = reports.receipt(unit, request)
    if receipt is not None:
        outbox.edit_shown(unit, receipt, card=reports.request_card(request.id))
    outbox.edit_shown(unit, reviews.in_review(unit, report), card=reviews.review_card(report.id))
    return Note("more-sent", {"number": request.task.number})


def _to_draft(unit: Unit, who: Account, dialogue: Dialogue, draft: dict[str, Any], request: Request) -> Note:
    """It came back meanwhile, or was taken back: what was collected is added to the draft, where it belongs now."""
    person = rights.liaison_for(unit, who, request.department_id)
    held = reports.draft_of(unit, request.id)
    assert held is not None
    writing = Writing(unit, person, request, held, dialogue)
    texts = {writing.key(int(message)): text for message, text in draft["texts"].items()}
    writing.set_text(dict(held.messages) | texts)
    _put_files(unit, held, draft["files"])
    dialogues.close(unit, dialogue)
    for card, message in rounds.cards(unit, request):
        outbox.edit_shown(unit, message, card=card)
    to = outbox.to_person(person.id)
    card = reports.request_card(request.id)
    outbox.show(unit, cards.saved(unit, request, held), to=to, card=card, occasion=f"more {held.rev}")
    return Note("more-to-draft", {"number": request.task.number})


def _put_files(unit: Unit, report: Report, files: list[dict[str, Any]]) -> None:
    for file in files:
        received = ReceivedFile(file["sha256"], file["size"], file["media_type"], file["name"])
        unit.conn.execute(
            unit.insert_new(Evidence).values(
                report_id=report.id,
                file_id=store.remember(unit, received),
                name=file["name"],
                message_id=file["message"],
            )
        )
    unit.session.expire(report, ["evidence"])


def _moved(who: Account, request: Request, *, key: str = "report-reviewed-already", **facts: str | int) -> Moved:
    """The report is not what it was; it is shown as it stands, and the form is over."""
    request_id, number = request.id, request.task.number

    def as_it_is(unit: Unit) -> None:
        dialogue = dialogues.current(unit, who)
        if dialogue.form == FORM:
            dialogues.close(unit, dialogue)
        _show_receipt(unit, who, unit.session.get_one(Request, request_id))

    return Moved(key, then=as_it_is, number=number, **facts)


def _show_receipt(unit: Unit, who: Account, request: Request, occasion: str = "as it is") -> None:
    receipt = reports.receipt(unit, request)
    if receipt is not None:
        to = outbox.to_account(unit, who)
        outbox.show(unit, receipt, to=to, card=reports.request_card(request.id), occasion=occasion)
