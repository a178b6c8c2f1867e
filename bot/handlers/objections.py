"""Objections: what the public says and presses, what coordinators do about it."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from domain.case_list import View
from domain.presses import row_number
from jobs.objections import (
    addition,
    case,
    case_list,
    form,
    groups,
    mine,
    notices,
    question,
    receipt,
    reply,
    settled,
    steps,
    traces,
)
from jobs.returns import answered

# -- the public ---------------------------------------------------------------------------------------------------


async def on_notices(turn: Turn) -> None:
    await turn.run(notices.list_notices, turn.who, turn.occasion)


async def on_object(turn: Turn) -> None:
    await turn.run(notices.choose, turn.who, turn.occasion)


async def on_link(turn: Turn) -> None:
    await turn.run(notices.begin, turn.who, row_number(turn.argument.removeprefix("o_")) or 0, turn.occasion)


async def on_new(turn: Turn) -> None:
    await turn.run(notices.begin, turn.who, turn.press.id, turn.occasion)


async def on_receipt(turn: Turn) -> None:
    if turn.argument:
        await turn.run(receipt.follow, turn.who, turn.argument, turn.occasion)
    else:
        await turn.run(receipt.ask, turn.who, turn.occasion)


async def on_add(turn: Turn) -> None:
    await turn.run(addition.begin, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_answer_question(turn: Turn) -> None:
    await turn.run(addition.begin_reply, turn.who, turn.press.id, turn.occasion)


async def on_withdraw(turn: Turn) -> None:
    await turn.run(receipt.ask_withdraw, turn.who, turn.press.id, turn.press.rev)


async def on_withdraw_sure(turn: Turn) -> None:
    await turn.run(receipt.withdraw, turn.who, turn.press.id, turn.press.rev)


async def on_state(turn: Turn) -> None:
    await turn.run(receipt.show_again, turn.who, turn.press.id)


async def on_mine(turn: Turn) -> None:
    await turn.run(mine.show, turn.who, turn.press.id, turn.press.rev)


async def on_export(turn: Turn) -> None:
    await turn.run(mine.export, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_erase(turn: Turn) -> None:
    await turn.run(mine.show, turn.who, turn.press.id, turn.press.rev, asking=True)


async def on_erase_sure(turn: Turn) -> None:
    await turn.run(mine.erase, turn.who, turn.press.id, turn.press.rev)


async def on_settled(turn: Turn) -> None:
    await turn.run(settled.say, turn.who, turn.press.id, turn.press.rev, turn.press.argument, turn.occasion)


# -- coordinators -------------------------------------------------------------------------------------------------


async def on_list(turn: Turn) -> None:
    await turn.run(case_list.show, turn.who, turn.occasion)


async def on_page(turn: Turn) -> None:
    view = View.read(turn.press.argument)
    await turn.run(case_list.show, turn.who, turn.occasion, view, turn.press.id)


async def on_list_notices(turn: Turn) -> None:
    await turn.run(case_list.choose_notice, turn.who, turn.occasion, View.read(turn.press.argument))


async def on_open(turn: Turn) -> None:
    await turn.run(case.open_case, turn.who, turn.press.id, turn.occasion)


async def on_seen(turn: Turn) -> None:
    await turn.run(case.seen, turn.who, turn.press.id, turn.press.rev)


async def on_take(turn: Turn) -> None:
    await turn.run(case.take, turn.who, turn.press.id, turn.press.rev)


async def on_ask(turn: Turn) -> None:
    await turn.run(question.begin, turn.who, turn.press.id, turn.press.rev, turn.occasion)


async def on_group(turn: Turn) -> None:
    await turn.run(groups.join, turn.who, turn.press.id, turn.press.rev)


async def on_group_not(turn: Turn) -> None:
    await turn.run(groups.not_the_same, turn.who, turn.press.id, turn.press.rev)


async def on_ungroup(turn: Turn) -> None:
    await turn.run(groups.leave, turn.who, turn.press.id, turn.press.rev)


async def on_files(turn: Turn) -> None:
    await turn.run(case.send_files, turn.who, turn.press.id, turn.occasion)


async def on_text(turn: Turn) -> None:
    await turn.run(case.send_text, turn.who, turn.press.id, turn.occasion)


async def on_contact(turn: Turn) -> None:
    await turn.run(case.send_contact, turn.who, turn.press.id, turn.occasion)


async def on_reply(turn: Turn) -> None:
    await turn.run(reply.begin, turn.who, turn.press.id, turn.press.rev, turn.occasion)


FORMS = {
    form.NAME: Form(steps.answer, form.show, prepare=traces.with_clean_copies),
    addition.NAME: Form(addition.answer, addition.show, prepare=traces.with_clean_copies),
    receipt.NAME: Form(receipt.answer, receipt.show),
    settled.NAME: Form(settled.answer, settled.show),
    question.NAME: Form(question.answer, question.show),
    reply.NAME: Form(answered.answer, reply.show),
}


def handlers() -> list[on.Handler]:
    return [
        on.deep_link("o", on_link),
        on.command("notices", on_notices),
        on.command(["object", "objection"], on_object),
        on.command("receipt", on_receipt),
        on.command("objections", on_list),
        on.press("obj_new", on_new),
        on.press("obj_add", on_add),
        on.press("obj_answer", on_answer_question),
        on.press("obj_withdraw", on_withdraw),
        on.press("obj_withdraw_sure", on_withdraw_sure),
        on.press("obj_state", on_state),
        on.press("obj_settled", on_settled),
        on.press("obj_mine", on_mine),
        on.press("obj_export", on_export),
        on.press("obj_erase", on_erase),
        on.press("obj_erase_sure", on_erase_sure),
        on.press("obj_page", on_page),
        on.press("obj_notices", on_list_notices),
        on.press("obj_open", on_open),
        on.press("obj_seen", on_seen),
        on.press("obj_take", on_take),
        on.press("obj_ask", on_ask),
        on.press("obj_group", on_group),
        on.press("obj_group_not", on_group_not),
        on.press("obj_ungroup", on_ungroup),
        on.press("obj_files", on_files),
        on.press("obj_text", on_text),
        on.press("obj_contact", on_contact),
        on.press("obj_reply", on_reply),
    ]
