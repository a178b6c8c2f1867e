"""The list of objections: a line each with its light, and the ways to look at it."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, rows
from bot.screen import Button, Html, Screen, cut
from domain.case_list import View, Which
from domain.lights import Light
from domain.messages.objections import ChooseNotice, ListLine, ObjectionList
from domain.objection_states import Stage


@renders(ObjectionList)
def objection_list(message: ObjectionList, words: Words) -> Screen:
    view = View(Which(message.which), message.notice)
    text = paragraphs(
        lines(
            words("cases-head", which=words(f"cases-which-{view.which}"), total=message.total),
            words("cases-of-notice", title=message.title) if message.title else None,
        ),
        lines(*(_line(line, words) for line in message.lines)) or words(f"cases-none-{view.which}"),
        words("cases-next") if message.lines else None,
    )
    opening = [words.button("cases-open", "obj_open", line.id, register=line.register_number) for line in message.lines]
    turning = []
    if message.page > 0:
        turning.append(_page("page-back", message.page - 1, view, words))
    if message.page < message.pages - 1:
        turning.append(_page("page-on", message.page + 1, view, words))
    others = [
        _page(f"cases-which-{which}", 0, View(which, view.notice), words) for which in Which if which != view.which
    ]
    if message.notice:
        others.append(_page("cases-all-notices", 0, View(view.which), words))
    elif message.notices > 1:
        others.append(words.button("cases-by-notice", "obj_notices", 0, 0, view.argument))
    beside = [words.button("entry-new", "entry_new"), words.button("paper-register", "doc_register")]
    paired = [*rows(others=opening), *rows(others=turning), *rows(others=others), *rows(others=beside)]
    return Screen(text, tuple(paired))


def _page(key: str, page: int, view: View, words: Words) -> Button:
    return words.button(key, "obj_page", page, 0, view.argument)


def _line(line: ListLine, words: Words) -> Html:
    stage = Stage(line.stage)
    return words(
        "cases-line",
        number=line.register_number,
        tasks=line.numbers,
        state=words(_light(line, stage), stage=words(f"cases-stage-{stage.value.replace('_', '-')}")),
        days=line.days,
        due=words.date(line.due_on) if line.due_on is not None else "none",
    )


def _light(line: ListLine, stage: Stage) -> str:
    """Unread comes before all else; then the day, then how far it is."""
    if line.light == Light.RED:
        return "cases-light-red"
    if not line.seen and stage in (Stage.RECEIVED, Stage.ROUTED, Stage.UNDER_REVIEW):
        return "cases-light-unseen"
    return f"cases-light-{line.light}"


@renders(ChooseNotice)
def choose_notice(message: ChooseNotice, words: Words) -> Screen:
    listed = [
        words("cases-notice-line", at=at, title=cut(one.title, 60), open=one.open, total=one.total)
        for at, one in enumerate(message.notices, 1)
    ]
    buttons = [
        words.button("cases-notice", "obj_page", 0, 0, View(Which(message.which), one.id).argument, at=at)
        for at, one in enumerate(message.notices, 1)
    ]
    back = words.button("cases-all-notices", "obj_page", 0, 0, View(Which(message.which)).argument)
    text = paragraphs(words("cases-choose-notice"), lines(*listed))
    return Screen(text, rows(others=buttons, leaving=[back]))
