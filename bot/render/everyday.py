"""Single sentences, cards that went on elsewhere, trouble in the machine."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.render.report_parts import rows
from bot.screen import Screen
from domain.messages.everyday import CardMoved, Sentence
from domain.messages.trouble import (
    AnswerUndelivered,
    Miss,
    TurnParked,
    Unreachable,
)


@renders(Sentence)
def sentence(message: Sentence, words: Words) -> Screen:
    return Screen(words(message.key, **message.facts))


@renders(CardMoved)
def card_moved(_message: CardMoved, words: Words) -> Screen:
    return Screen(words("card-moved"))


@renders(TurnParked)
def turn_parked(_message: TurnParked, words: Words) -> Screen:
    return Screen(words("turn-parked"))


@renders(AnswerUndelivered)
def answer_undelivered(message: AnswerUndelivered, words: Words) -> Screen:
    return Screen(words("answer-undelivered", number=message.register_number))


@renders(Unreachable)
def unreachable(message: Unreachable, words: Words) -> Screen:
    if message.back:
        return Screen(words("unreachable-back", department=message.department))
    text = words(
        "unreachable-alone" if message.alone else "unreachable",
        department=message.department,
        email=message.email or "none",
    )
    buttons = [words.button("people-add-liaison", "invite_for", message.department_id)]
    if message.alone and not message.email:
        buttons.append(words.button("people-set-email", "dept_email", message.department_id, email="none"))
    return Screen(text, rows(others=buttons) if message.department_id else ())


@renders(Miss)
def miss(message: Miss, words: Words) -> Screen:
    return Screen(words("reconcile-miss", what=words(message.key), thing=message.thing))
