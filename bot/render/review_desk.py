"""What a coordinator works with beside the report: the queue, several at once, comparisons, evidence."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render import compared
from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, period, rows, status
from bot.screen import MOST_CAPTION, MOST_TEXT, Attachment, Html, Screen, as_html, cut, length
from domain.differences import Piece
from domain.messages.review import (
    AcceptAll,
    Comparison,
    EvidenceAlbum,
    EvidenceFile,
    MoreEvidence,
    ReviewQueue,
    Waiting,
)

LONGEST_NAME = 60  # letters of a file's name; some systems take no more than twice that


# -- the queue ----------------------------------------------------------------------------------------------------


@renders(ReviewQueue)
def review_queue(message: ReviewQueue, words: Words) -> Screen:
    if not message.total:
        return Screen(words.note(message.note) + words("review-none"))
    text = paragraphs(
        words.note(message.note).strip() or None,
        words("review-queue-title", count=message.total, page=message.page + 1, pages=message.pages),
        lines(*(_line(line, words) for line in message.lines)),
        words("review-queue-what", clean=message.clean),
    )
    others = [
        words.button("review-open", "review_open", line.report, which=cut(line.number, 10)) for line in message.lines
    ]
    turning = []
    if message.page > 0:
        turning.append(words.button("page-back", "review_queue", message.page - 1))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "review_queue", message.page + 1))
    together = []
    if message.clean > 1:
        together = [words.button("review-all", "review_all", count=message.clean)]
    first = [words.button("review-begin", "review_next")]
    return Screen(text, (*rows(first, together), *rows(others=others), *rows(others=turning)))


def _line(line: Waiting, words: Words) -> Html:
    warnings = words.plain("review-comma").join(words.plain(f"review-warning-{warning}") for warning in line.warnings)
    return words(
        "review-queue-line",
        number=line.number,
        department=line.department,
        period=period(line.key, words),
        status=status(line.status, words),
        warnings=warnings or "none",
    )


@renders(AcceptAll)
def accept_all(message: AcceptAll, words: Words) -> Screen:
    """The lists in folds, so that what is asked stays in sight."""

    def listed(found: tuple[Waiting, ...], key: str) -> Html | None:
        body = Html("\n".join(_line(line, words) for line in found))
        return words(key, count=len(found), lines=body) if found else None

    text = paragraphs(
        words.note(message.note).strip() or None,
        words("review-all-ask", count=len(message.taken)),
        listed(message.taken, "review-all-taken"),
        listed(message.kept, "review-all-kept"),
        words("review-all-left", count=message.left) if message.left else None,
    )
    if length(text) > MOST_TEXT:
        numbers = words.plain("review-comma").join(line.number for line in message.taken)
        text = paragraphs(words("review-all-ask", count=len(message.taken)), as_html(cut(numbers, 2000)))
    ids = (message.dialogue, message.rev)
    yes = words.button("review-all-yes", "f", *ids, "yes", style="success", count=len(message.taken))
    return Screen(text, rows([yes], leaving=[words.button("review-all-no", "f", *ids, "no")]))


# -- two texts ----------------------------------------------------------------------------------------------------


@renders(Comparison)
def comparison(message: Comparison, words: Words) -> Screen:
    """On the screen where it fits, else as a Word file: a phone opens it as well."""
    pieces = compared.changes(message.other_text, message.text)
    title, legend = _title(message, words), words("review-comparison-legend", own="yes" if message.own else "no")
    shown = compared.shortened(pieces, words)
    same = len(pieces) == 1 and not compared.marks(pieces)
    text = paragraphs(
        title,
        words("review-comparison-same") if same else legend,
        words("review-comparison-text", text=compared.marked(shown)),
    )
    if compared.marks(pieces) <= compared.MOST_MARKS and length(text) <= MOST_TEXT:
        return Screen(text)
    facts = {"number": message.number, "other": message.other_number, "department": message.department}
    name = cut(
        words.plain(
            "review-comparison-name", own="yes" if message.own else "no", before=_before(message, words), **facts
        ),
        LONGEST_NAME,
    )
    heading = words.plain("review-comparison-heading", number=message.number, department=message.department)
    explained = words.plain("review-comparison-paper", own="yes" if message.own else "no")
    document = Attachment(f"{name}.docx", lambda: _on_paper(heading, explained, pieces))
    caption = paragraphs(title, words("review-comparison-file"))
    return Screen(caption if length(caption) <= MOST_CAPTION else title, attachment=document)


def _on_paper(heading: str, explained: str, pieces: Sequence[Piece]) -> bytes:
    from jobs.documents.comparison import comparison_docx  # noqa: PLC0415 - on this thread, when first used

    return comparison_docx(heading, explained, pieces)


def _title(message: Comparison, words: Words) -> Html:
    return lines(
        words(
            "review-comparison-title",
            number=message.number,
            department=message.department,
            period=period(message.key, words),
        ),
        words(
            "review-comparison-own" if message.own else "review-comparison-other",
            number=message.other_number,
            department=message.other_department,
            period=period(message.other_key, words),
        ),
        words("review-changed", percent=message.changed, based="no", before=_before(message, words))
        if message.changed is not None
        else None,
        words("review-comparison-alike", percent=message.alike) if message.alike is not None else None,
    )


def _before(message: Comparison, words: Words) -> str:
    return words.round(message.key)["last"]


# -- evidence -----------------------------------------------------------------------------------------------------


@renders(EvidenceFile)
def evidence_file(message: EvidenceFile, words: Words) -> Screen:
    text = words(
        "review-evidence-file",
        number=message.number,
        department=message.department,
        period=period(message.key, words),
        at=message.at,
        of=message.of,
    )
    return Screen(text, attachment=Attachment(message.name, sha256=message.sha256))


@renders(EvidenceAlbum)
def evidence_album(message: EvidenceAlbum, words: Words) -> Screen:
    text = words(
        "review-evidence-album",
        number=message.number,
        department=message.department,
        period=period(message.key, words),
        at=message.at,
        to=message.at + len(message.files) - 1,
        of=message.of,
    )
    return Screen(text, album=tuple(Attachment(file.name, sha256=file.sha256) for file in message.files))


@renders(MoreEvidence)
def more_evidence(message: MoreEvidence, words: Words) -> Screen:
    text = words("review-evidence-more", number=message.number, shown=message.shown, left=message.left)
    on = words.button("review-evidence-on", "review_files", message.report, message.page)
    return Screen(text, rows([on]))
