"""A coordinator's reports: the queue, look, compare, accept, return with a comment, the next, several at once."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs import review

FORMS = {
    review.FORM: Form(review.answer, review.show, leaving="keep"),
    review.ALL: Form(review.answer_all, review.show_all, leaving="no"),
}


async def on_review(turn: Turn) -> None:
    await turn.run(review.show_queue, turn.who, turn.occasion)


async def on_queue(turn: Turn) -> None:
    press = turn.press  # rev 1: from another card, so it comes as a new message
    await turn.run(review.show_queue, turn.who, turn.occasion, press.id, ring=press.rev == 1)


async def on_open(turn: Turn) -> None:
    await turn.run(review.open_one, turn.who, turn.press.id, turn.occasion)


async def on_next(turn: Turn) -> None:
    await turn.run(review.show_oldest, turn.who, turn.occasion, turn.press.id)


async def on_accept(turn: Turn) -> None:
    await turn.run(review.accept, turn.who, turn.press.id, turn.press.rev)


async def on_accept_all(turn: Turn) -> None:
    await turn.run(review.accept_all, turn.who, turn.occasion)


async def on_return(turn: Turn) -> None:
    await turn.run(review.ask_comment, turn.who, turn.press.id, turn.press.rev)


async def on_files(turn: Turn) -> None:
    press = turn.press
    await turn.run(review.send_evidence, turn.who, press.id, turn.occasion, press.rev)  # rev carries the page


async def on_text(turn: Turn) -> None:
    await turn.run(review.send_text, turn.who, turn.press.id, turn.occasion)


async def on_compare(turn: Turn) -> None:
    press = turn.press
    await turn.run(review.compare, turn.who, press.id, turn.number, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.command("review", on_review),
        on.press("review_queue", on_queue),
        on.press("review_open", on_open),
        on.press("review_next", on_next),
        on.press("review_accept", on_accept),
        on.press("review_all", on_accept_all),
        on.press("review_return", on_return),
        on.press("review_files", on_files),
        on.press("review_text", on_text),
        on.press("review_compare", on_compare),
    ]
