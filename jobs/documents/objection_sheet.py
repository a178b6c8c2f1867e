"""What does an objection's sheet (异议办理单) say? Its words and files, where it was sent and whether it arrived, the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from config.settings import Settings
from config.texts import Texts
from db.queries.objection_sheet import ObjectionSheet, SentLetter
from domain.answers import ReceivedFile
from domain.enclosures import spoken_size
from domain.wording import CHINESE, full_date
from jobs.documents.closing_record import verdict_of
from jobs.files import Store, label


def stored_objection_sheet(sheet: ObjectionSheet, made_on: date, settings: Settings) -> ReceivedFile:
    """Compose it and keep it in the content store. Blocks: call it on a thread."""
    content = objection_sheet_docx(sheet, made_on, settings)
    return Store(settings.data_dir).receive(content, objection_sheet_name(sheet, settings))


def objection_sheet_name(sheet: ObjectionSheet, settings: Settings) -> str:
    return label(Texts.of(settings).say(settings.office.language, "objection-sheet-file", number=sheet.entry.number))


def objection_sheet_docx(sheet: ObjectionSheet, made_on: date, settings: Settings) -> bytes:
    """The sheet as a Word file, in the office's language; without the objector's identity."""
    from jobs.documents.official import Paper  # noqa: PLC0415 - on this thread, when first used

    texts, language, zone = Texts.of(settings), settings.office.language, settings.office.zone
    entry = sheet.entry

    def say(key: str, **facts: str | int) -> str:
        return texts.say(language, key, **facts)

    def moment(at: datetime) -> str:
        local = at.astimezone(zone)
        return f"{full_date(local.date(), language)} {local:%H:%M}"

    numbers = iter("一二三四" if language == CHINESE else "1234")

    def section(key: str) -> None:
        paper.heading(say("objection-sheet-heading", at=next(numbers), what=say(key)))

    came = say(
        "objection-sheet-came",
        source=say(f"register-source-{entry.source}"),
        day=full_date(entry.received_on, language),
        posted=full_date(entry.posted_on, language) if entry.posted_on else "none",
        late=say(f"register-late-{entry.decision or 'yes'}") if entry.late or entry.decision else "none",
    )
    registered = say("objection-sheet-registered-at", at=moment(sheet.registered_at), by=sheet.registered_by or "none")
    paper = Paper(say("objection-sheet-title"), say("objection-sheet-number", number=entry.number))
    rows = [
        ("notice", entry.notice),
        ("tasks", "\n".join(f"{number}　{problem}" for number, problem in sheet.problems)),
        ("came-label", came),
        ("registered", registered),
        ("who", say("objection-sheet-anonymous" if entry.anonymous else "objection-sheet-named")),
        ("state", verdict_of(entry, say)),
    ]
    paper.table(
        [say("closing-record-item"), say("closing-record-content")],
        [(say(f"objection-sheet-{name}"), text) for name, text in rows if text],
        (30, 126),
        long=1,
    )
    section("objection-sheet-matter")
    paper.text(sheet.text or say("objection-sheet-no-text"))
    if sheet.files:
        paper.heading(say("objection-sheet-files"))
        paper.table(
            [say(f"objection-sheet-column-{name}") for name in ("name", "size", "hash")],
            [(kept.name, spoken_size(kept.size), kept.sha256) for kept in sheet.files],
            (50, 22, 84),
            long=2,
        )
    section("objection-sheet-letters")
    if sheet.letters:
        paper.table(
            [say(f"objection-sheet-column-{name}") for name in ("letter", "address", "state", "id")],
            [
                (
                    _letter(one, say),
                    one.address,
                    "\n".join([say(f"objection-sheet-letter-{one.state}"), *([moment(one.at)] if one.at else [])]),
                    one.message_id,
                )
                for one in sheet.letters
            ],
            (24, 46, 36, 50),
            long=3,
        )
    else:
        paper.text(say("objection-sheet-no-letters"))
    if sheet.said:
        section("objection-sheet-said")
        for said in sheet.said:
            text = said.text or say("objection-sheet-no-text")
            paper.text(
                say("objection-sheet-said-line", at=moment(said.at), what=say(f"exchange-{said.kind}"), text=text)
            )
    section("objection-sheet-answer")
    if sheet.answer and entry.answered_on:
        paper.text(
            say(
                "objection-sheet-answered",
                day=full_date(entry.answered_on, language),
                by=sheet.answered_by or "none",
                verdict=verdict_of(entry, say),
                way=say(f"register-source-{sheet.answered_way}") if sheet.answered_way else "none",
            )
        )
        paper.text(sheet.answer)
        if entry.settled is not None:
            paper.text(say("objection-sheet-settled" if entry.settled else "objection-sheet-unsettled"))
    else:
        paper.text(say(f"objection-sheet-not-answered-{'withdrawn' if entry.state == 'withdrawn' else 'open'}"))
    paper.note(say("objection-sheet-identity"))
    paper.signature(settings.office.name or "", full_date(made_on, language))
    return paper.saved()


def _letter(one: SentLetter, say: Callable[..., str]) -> str:
    about, _, serial = one.about.partition(" ")
    named = say(f"objection-sheet-about-{about}", serial=serial or "none")
    return named if one.parts == 1 else f"{named} {one.part}/{one.parts}"
