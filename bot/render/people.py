"""Invites, joining, the start screen."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.screen import Button, Screen
from domain.messages.everyday import Menu
from domain.messages.people import ChooseDepartment, ChooseLanguage, InviteLink, Joined, Welcome

PUBLIC = ("start", "help", "notices", "object", "receipt", "subscribe", "unsubscribe", "language", "privacy", "cancel")
COMMANDS = {
    "coordinator": ("board", "missing", "review", "task", "ledger", "round", "invite", "publicity", "objections"),
    "leader": ("board", "task"),
    "liaison": ("todo", "extend", "history"),
    "department_leader": (),
}


@renders(Welcome)
def welcome(message: Welcome, words: Words) -> Screen:
    facts = {"office": message.office or "none", "departments": "、".join(message.departments)}
    parts = [words(f"welcome-{role}", **facts) for role in message.roles] or [words("welcome-public", **facts)]
    return Screen("\n\n".join(parts))


@renders(ChooseDepartment)
def choose_department(message: ChooseDepartment, words: Words) -> Screen:
    rows: list[tuple[Button, ...]] = [
        (words.button("choose-department-bound", "invite_for", id_, name=name, liaisons=liaisons),)
        for id_, name, liaisons in message.departments
    ]
    turning = []
    if message.page > 0:
        turning.append(words.button("page-back", "invite_page", message.page - 1))
    if message.page < message.pages - 1:
        turning.append(words.button("page-on", "invite_page", message.page + 1))
    if turning:
        rows.append(tuple(turning))
    return Screen(words("choose-department", page=message.page + 1, pages=message.pages), tuple(rows))


@renders(InviteLink)
def invite_link(message: InviteLink, words: Words) -> Screen:
    text = words(
        "invite-link",
        department=message.department or "",
        expires=words.moment(message.expires_at),
        link=message.link,
    )
    return Screen(text, ((Button(words.plain("invite-copy"), copy=message.link),),))


@renders(Joined)
def joined(message: Joined, words: Words) -> Screen:
    return Screen(words(f"joined-{message.role}", department=message.department or "", name=message.name))


@renders(ChooseLanguage)
def choose_language(_message: ChooseLanguage, words: Words) -> Screen:
    rows = (
        (
            words.button("language-zh", "language", argument="zh-CN"),
            words.button("language-en", "language", argument="en"),
        ),
    )
    return Screen(words("choose-language"), rows)


@renders(Menu)
def menu(message: Menu, words: Words) -> Screen:
    commands = [command for role in message.roles for command in COMMANDS.get(role, ())]
    ordered = dict.fromkeys([*commands, *PUBLIC])
    return Screen("", commands=tuple((command, words.plain(f"menu-{command}")) for command in ordered))
