"""A coordinator's reports: look, accept, return with a comment, the next."""

from __future__ import annotations

from bot.handlers import on
from bot.handlers.forms import Form
from bot.turn import Turn
from jobs import review

FORMS = {review.FORM: Form(review.answer, review.show, leaving="keep")}


async def on_review(turn: Turn) -> None:
    await turn.run(review.show_oldest, turn.who, turn.occasion)


async def on_next(turn: Turn) -> None:
    await turn.run(review.show_oldest, turn.who, turn.occasion, turn.press.id)


async def on_accept(turn: Turn) -> None:
    await turn.run(review.accept, turn.who, turn.press.id, turn.press.rev)


async def on_return(turn: Turn) -> None:
    await turn.run(review.ask_comment, turn.who, turn.press.id, turn.press.rev)


async def on_files(turn: Turn) -> None:
    await turn.run(review.send_evidence, turn.who, turn.press.id, turn.occasion)


async def on_text(turn: Turn) -> None:
    await turn.run(review.send_text, turn.who, turn.press.id, turn.occasion)


def handlers() -> list[on.Handler]:
    return [
        on.command("review", on_review),
        on.press("review_next", on_next),
        on.press("review_accept", on_accept),
        on.press("review_return", on_return),
        on.press("review_files", on_files),
        on.press("review_text", on_text),
    ]
