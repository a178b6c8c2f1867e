"""Invites, joining, the start screen."""

from __future__ import annotations

from bot.render.absence import days
from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, rows
from bot.screen import Button, Html, Screen
from domain.messages.everyday import Menu
from domain.messages.people import (
    AskDepartment,
    ChooseDepartment,
    ChooseLanguage,
    InviteLink,
    Joined,
    OpenInvite,
    OpenInvites,
    Standing,
    Welcome,
)
from domain.people import RoleName

PUBLIC = ("start", "help", "notices", "object", "receipt", "subscribe", "unsubscribe", "language", "privacy", "cancel")
COMMANDS = {
    "coordinator": (
        "board",
        "missing",
        "review",
        "task",
        "ledger",
        "plan",
        "round",
        "nudge",
        "documents",
        "publicity",
        "objections",
        "mailbox",
        "people",
        "invite",
        "parked",
        "health",
    ),
    "leader": ("board", "missing", "task"),
    "liaison": ("todo", "workbook", "extend", "history", "away", "handover"),
    "department_leader": ("board", "handover"),
}


@renders(Welcome)
def welcome(message: Welcome, words: Words) -> Screen:
    facts = {"office": message.office or "none", "departments": "、".join(message.departments)}
    parts = [words(f"welcome-{role}", **facts) for role in message.roles]
    parts += [_standing(one, words) for one in message.standing]
    return Screen("\n\n".join(parts or [words("welcome-public", **facts)]))


def _standing(one: Standing, words: Words) -> Html:
    when = days(one.first, one.last, words) if one.first is not None else "none"
    return words("welcome-deputy", department=one.department, days=when)


# -- inviting -----------------------------------------------------------------------------------------------------


@renders(ChooseDepartment)
def choose_department(message: ChooseDepartment, words: Words) -> Screen:
    role = "" if message.role == RoleName.LIAISON else message.role
    buttons: list[tuple[Button, ...]] = [
        (words.button("choose-department-bound", "invite_for", id_, 0, role, name=name, liaisons=people),)
        for id_, name, people in message.departments
    ]
    others = turning(message.page, message.pages, "invite_page", role, words)
    others.append(words.button("invite-type", "invite_type", argument=message.role))
    if message.role == RoleName.LIAISON:
        others += [
            words.button(f"invite-role-{other}", "invite_role", argument=other)
            for other in (RoleName.DEPARTMENT_LEADER, RoleName.COORDINATOR, RoleName.LEADER)
        ]
    else:
        others.append(words.button("invite-liaison", "invite_page"))
    if message.waiting:
        others.append(words.button("invite-waiting", "invite_list", count=message.waiting))
    text = words(
        "choose-department" if message.departments else "choose-department-none",
        role=words(f"role-{message.role}"),
        page=message.page + 1,
        pages=message.pages,
    )
    return Screen(text, (*buttons, *rows(others=others)))


@renders(AskDepartment)
def ask_department(message: AskDepartment, words: Words) -> Screen:
    at = (message.dialogue, message.rev)
    first: list[tuple[Button, ...]] = [
        (words.button("invite-found", "f", *at, str(id_), name=name),) for id_, name in message.found
    ]
    if message.unknown:
        first = [(words.button("invite-new", "f", *at, "new"),)]
    key = "invite-name-which" if message.found else "invite-name-unknown" if message.unknown else "invite-name-ask"
    text = paragraphs(
        words.note(message.note).strip() or None,
        words("invite-name-title", role=words(f"role-{message.role}")),
        words(key, name=message.unknown),
    )
    return Screen(text, (*first, (words.button("step-back", "f", *at, "leave"),)))


@renders(InviteLink)
def invite_link(message: InviteLink, words: Words) -> Screen:
    for_office = message.about == "role" and message.department is None
    text = words(
        f"invite-link-{message.about}" if not for_office else "invite-link-office",
        department=message.department or "",
        role=words(f"role-{message.role}"),
        name=message.name or "none",
        expires=words.moment(message.expires_at),
        link=message.link,
    )
    return Screen(text, ((Button(words.plain("invite-copy"), copy=message.link),),))


@renders(OpenInvites)
def open_invites(message: OpenInvites, words: Words) -> Screen:
    asked = next((invite for invite in message.invites if invite.id == message.asks), None)
    if asked is not None:
        yes = words.button("invite-void-yes", "invite_void", asked.id, message.page, "yes", style="danger")
        no = words.button("invite-void-no", "invite_void", asked.id, message.page, "no")
        return Screen(words("invite-void-asks", invite=_invite(asked, words)), ((yes,), (no,)))
    numbered = enumerate(message.invites, start=1)
    text = paragraphs(
        words("invite-list-title") if message.invites else words("invite-list-none"),
        lines(*(words("invite-list-line", n=n, invite=_invite(invite, words)) for n, invite in numbered)),
        words("invite-list-what") if message.invites else None,
    )
    buttons = [
        words.button("invite-void", "invite_void", invite.id, message.page, "ask", n=n)
        for n, invite in enumerate(message.invites, start=1)
    ]
    others = turning(message.page, message.pages, "invite_list", "", words)
    return Screen(text, rows(others=[*buttons, *others], leaving=[words.button("step-back", "invite_page")]))


def _invite(invite: OpenInvite, words: Words) -> Html:
    return words(
        f"invite-of-{invite.about}",
        role=words(f"role-{invite.role}"),
        department=invite.department or "none",
        made=words.date(invite.made_on),
        until=words.moment(invite.until),
    )


def turning(page: int, pages: int, verb: str, argument: str, words: Words) -> list[Button]:
    """[ 上一页 ] [ 下一页 ], where there are pages to turn."""
    found = []
    if page > 0:
        found.append(words.button("page-back", verb, page - 1, 0, argument))
    if page < pages - 1:
        found.append(words.button("page-on", verb, page + 1, 0, argument))
    return found


@renders(Joined)
def joined(message: Joined, words: Words) -> Screen:
    key = f"joined-{message.role}" if message.about == "role" else f"joined-as-{message.about}"
    return Screen(words(key, department=message.department or "", name=message.name or "none"))


# -- everybody ----------------------------------------------------------------------------------------------------


@renders(ChooseLanguage)
def choose_language(_message: ChooseLanguage, words: Words) -> Screen:
    buttons = (
        (
            words.button("language-zh", "language", argument="zh-CN"),
            words.button("language-en", "language", argument="en"),
        ),
    )
    return Screen(words("choose-language"), buttons)


@renders(Menu)
def menu(message: Menu, words: Words) -> Screen:
    commands = [command for role in message.roles for command in COMMANDS.get(role, ())]
    ordered = dict.fromkeys([*commands, *PUBLIC])
    return Screen("", commands=tuple((command, words.plain(f"menu-{command}")) for command in ordered))
