"""The year's plan: what it changes, the questions on the way, the table, that it is in force."""

from __future__ import annotations

from decimal import Decimal

from bot.render.registry import Words, renders
from bot.screen import Attachment, Button, Html, Screen, cut, length
from domain import wording
from domain.ledger import Remark, head
from domain.messages.plan import AskPlanFile, AskPlanReason, PlanCard, PlanInForce, PlanSheet, WhichProgramme
from domain.plan import CARRIED, Fate, MeasureFate, MeasureLine, TargetLine
from jobs.plan import table

CARD = 3_600  # UTF-16 units: room is left for what stands around the lists
MOST_LINES = 40
MOST_TEXT = (160, 60, 24)  # characters of a measure: as many as the card has room for
SHOWN = (Fate.NEW, Fate.CHANGED, Fate.DROPPED, Fate.CARRIED, Fate.KEPT)


@renders(WhichProgramme)
def which(message: WhichProgramme, words: Words) -> Screen:
    rows = tuple(
        (words.button("plan-choose", "plan_open", one.programme, message.year, programme=head(one.name, 20)),)
        for one in message.choices
    )
    names = [words("plan-choice", programme=one.name) for one in message.choices]
    return Screen("\n".join([words("plan-which", year=str(message.year)), *names]), rows)


@renders(PlanCard)
def card(message: PlanCard, words: Words) -> Screen:
    text = next((said for most in MOST_TEXT if length(said := _text(message, words, most)) <= CARD), None)
    return Screen(words.note(message.note) + (text or _text(message, words, 0)), _buttons(message, words))


def _text(message: PlanCard, words: Words, most: int) -> Html:
    """`most` characters of a measure; 0 leaves the lists out: their counts stay, the table has all of it."""
    parts = [
        words("plan-title", programme=message.programme, year=str(message.year)),
        words("plan-scope", tasks=message.tasks, figures=message.figures),
    ]
    if message.state != "open":
        parts += [
            words("plan-source", source=_source(message, words), by=message.by or "none"),
            *_counts(message, words),
        ]
        if most:
            parts += _folded(list(_target_lines(message, words)), words)
            parts += _folded([_measure(line, words, most) for line in message.measures], words)
    parts += _remarks("plan-errors", message.errors, words, shown=bool(most))
    parts += _remarks("plan-warnings", message.warnings, words, shown=bool(most))
    return Html("\n".join(parts) + f"\n\n{_next(message, words)}")


def _source(message: PlanCard, words: Words) -> str:
    return words.plain("plan-source-carried") if message.source == CARRIED else message.source


def _counts(message: PlanCard, words: Words) -> list[Html]:
    targets = {fate: sum(line.fate is fate for line in message.targets) for fate in Fate}
    measures = {fate: sum(line.fate is fate for line in message.measures) for fate in MeasureFate}
    return [
        words("plan-target-counts", **{fate.value: targets[fate] for fate in Fate}),
        words("plan-measure-counts", **{fate.value: measures[fate] for fate in MeasureFate}),
    ]


def _target_lines(message: PlanCard, words: Words) -> list[Html]:
    """What differs first; what stays as it is is counted above."""
    order = {fate: place for place, fate in enumerate(SHOWN)}
    lines = sorted(message.targets, key=lambda line: order[line.fate])
    return [_target(line, words) for line in lines if line.fate is not Fate.KEPT]


def _target(line: TargetLine, words: Words) -> Html:
    def amount(value: Decimal | None, none: str = "plan-none") -> str:
        return wording.format_amount(value, line.unit) if value is not None else words.plain(none)

    return words(
        f"plan-target-{line.fate.value}",
        number=line.number,
        name=line.name,
        last=amount(line.last),
        reached=amount(line.reached, "plan-not-reported"),
        target=amount(line.target),
    )


def _measure(line: MeasureLine, words: Words, most: int) -> Html:
    before, after = _apart(line.before, line.after, most)
    return words(
        f"plan-measure-{line.fate.value}",
        number=line.number,
        place=line.place,
        before=before,
        after=after,
        reason=line.reason or "none",
    )


def _apart(old: str, new: str, most: int) -> tuple[str, str]:
    """Excerpts that begin shortly before the texts part: else both would show the same first words."""
    old, new = " ".join(old.split()), " ".join(new.split())
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    begin = max(0, same - 10) if old and new and max(len(old), len(new)) > most else 0
    mark = "…" if begin else ""
    return mark + cut(old[begin:], most), mark + cut(new[begin:], most)


def _remarks(key: str, remarks: tuple[Remark, ...], words: Words, *, shown: bool) -> list[Html]:
    if not remarks:
        return []
    lines = [words("plan-remark", where=one.where, message=words(one.key, **one.facts)) for one in remarks]
    return [words(key, count=len(remarks)), *(_folded(lines, words) if shown else [])]


def _folded(lines: list[Html], words: Words) -> list[Html]:
    if not lines:
        return []
    shown = lines[:MOST_LINES]
    if len(lines) > len(shown):
        shown.append(words("plan-and-more", count=len(lines) - len(shown)))
    body = Html("\n".join(shown))
    return [words("plan-folded", lines=body) if len(shown) > 3 else body]


def _next(message: PlanCard, words: Words) -> Html:
    """The last line: what to do now, or what has been done and by whom."""
    if message.state == "in_force" and message.at is not None:
        return words("plan-next-in-force", by=message.by or "none", at=words.moment(message.at))
    if message.state == "draft" and message.errors:
        return words("plan-next-faulty")
    if message.state == "draft":
        return words("plan-next-draft", unreasoned=message.unreasoned)
    return words("plan-next-again" if message.again else "plan-next-open", last=str(message.year - 1))


def _buttons(message: PlanCard, words: Words) -> tuple[tuple[Button, ...], ...]:
    def button(key: str, verb: str, style: str | None = None) -> Button:
        return words.button(key, verb, message.plan, message.rev, style=style)

    sheet, file = button("plan-download", "plan_sheet"), button("plan-import", "plan_file")
    if message.state == "in_force":
        return ((sheet,), (button("plan-adjust", "plan_adjust"),))
    if message.state == "open" and message.again:
        return ((sheet,), (file,))
    if message.state == "open":
        return ((button("plan-carry", "plan_carry", "primary"),), (sheet, file))
    confirm = () if message.errors else ((button("plan-confirm", "plan_confirm", "primary"),),)
    return (*confirm, (sheet, file), (button("plan-give-up", "plan_drop"),))


@renders(AskPlanFile)
def ask_file(message: AskPlanFile, words: Words) -> Screen:
    text = words("plan-ask-file", programme=message.programme, year=str(message.year))
    back = words.button("plan-back", "f", message.dialogue, message.rev, "back")
    return Screen(words.note(message.note) + text, ((back,),))


@renders(AskPlanReason)
def ask_reason(message: AskPlanReason, words: Words) -> Screen:
    def said(most: int) -> Html:
        lines = _folded([_measure(line, words, most) for line in message.measures], words) if most else []
        ask = words("plan-ask-reason", count=len(message.measures))
        return Html(
            "\n".join([words("plan-title", programme=message.programme, year=str(message.year)), *lines, "", ask])
        )

    text = next((one for most in MOST_TEXT if length(one := said(most)) <= CARD), said(0))
    back = words.button("plan-back", "f", message.dialogue, message.rev, "back")
    return Screen(words.note(message.note) + text, ((back,),))


@renders(PlanSheet)
def sheet(message: PlanSheet, words: Words) -> Screen:
    key = "plan-sheet-here-in-force" if message.in_force else "plan-sheet-here"
    name = words.plain("plan-sheet-file", year=str(message.year))
    return Screen(
        words(key, year=str(message.year)),
        attachment=Attachment(name, lambda: table.written(message, words.texts, words.language)),
    )


@renders(PlanInForce)
def in_force(message: PlanInForce, words: Words) -> Screen:
    return Screen(
        words(
            "plan-told-in-force",
            programme=message.programme,
            year=str(message.year),
            by=message.by or "none",
            targets=message.targets,
            measures=message.measures,
        )
    )
