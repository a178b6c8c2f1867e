"""Who there is: the list of departments, one department's people, one person, and the ends of roles."""

from __future__ import annotations

from bot.render.absence import days
from bot.render.people import turning
from bot.render.registry import Words, renders
from bot.render.report_parts import lines, paragraphs, period, rows
from bot.screen import MOST_LABEL, Button, Html, Screen, cut
from domain.messages.collection import Unbound, UnboundLine
from domain.messages.roster import (
    AskEmail,
    DepartmentPeople,
    Find,
    Left,
    NoLonger,
    PersonCard,
    RoleEnded,
    RoleLine,
    Roster,
    RosterLine,
)
from domain.people import RoleName

SHORT_NAME = 8  # UTF-16 units of a name on a button
MOST_ROLES = 12
PAGE = 8  # departments a card


@renders(Roster)
def roster(message: Roster, words: Words) -> Screen:
    text = paragraphs(
        words(
            "people-title",
            departments=message.departments,
            without=message.without,
            coordinators=message.coordinators,
            leaders=message.leaders,
        ),
        lines(*(_department(line, words) for line in message.lines)),
        words("people-what") if message.lines else words("people-none"),
    )
    listed = [
        (Button(cut(line.name or str(line.id), MOST_LABEL), words.button("page-on", "people_dept", line.id).press),)
        for line in message.lines
    ]
    others = [
        words.button("people-office", "people_dept"),
        words.button("people-find", "people_find"),
        words.button("people-invite", "invite_page"),
        *turning(message.page, message.pages, "people_page", "", words),
    ]
    return Screen(text, (*listed, *rows(others=others)))


def _department(line: RosterLine, words: Words) -> Html:
    if line.liaisons == 0:
        invited = words.date(line.invited_on) if line.invited_on is not None else "none"
        return words("people-line-none", name=cut(line.name, 40), invited=invited)
    reached = line.liaisons > line.unreachable
    return words(
        "people-line" if reached else "people-line-unreachable",
        name=cut(line.name, 40),
        liaisons=line.liaisons,
        unreachable=line.unreachable,
        away=line.away,
    )


@renders(DepartmentPeople)
def department_people(message: DepartmentPeople, words: Words) -> Screen:
    invited = words.date(message.invited_on) if message.invited_on is not None else "none"
    text = paragraphs(
        words("people-department", name=message.name) if message.id else words("people-of-office"),
        lines(*(_person_line(role, words) for role in message.roles[:MOST_ROLES]))
        or words("people-nobody", invited=invited),
        words("people-email", email=message.email or "none") if message.id else None,
    )
    people = list(dict.fromkeys((role.person, role.name) for role in message.roles))[:MOST_ROLES]
    buttons = [
        words.button("people-person", "person", person, message.id, name=cut(name, SHORT_NAME) or "none")
        for person, name in people
    ]
    if message.id:
        leader = (message.id, 0, RoleName.DEPARTMENT_LEADER.value)
        buttons += [
            words.button("people-add-liaison", "invite_for", message.id),
            words.button("people-add-leader", "invite_for", *leader),
            words.button("people-set-email", "dept_email", message.id, email=message.email or "none"),
        ]
    else:
        buttons += [
            words.button("people-add-coordinator", "invite_role", argument=RoleName.COORDINATOR),
            words.button("people-add-office-leader", "invite_role", argument=RoleName.LEADER),
        ]
    return Screen(text, rows(others=buttons, leaving=[words.button("people-back", "people_page")]))


def _person_line(role: RoleLine, words: Words) -> Html:
    return words(
        "people-person-line",
        name=role.name or "none",
        role=_role(role, words),
        state=_state(role, words),
    )


def _role(role: RoleLine, words: Words) -> Html:
    if role.for_name is not None:
        return words("people-role-deputy", name=role.for_name or "none")
    return words(f"role-{role.role}")


def _state(role: RoleLine, words: Words) -> Html | str:
    """What is out of the ordinary, after the role."""
    parts = []
    if not role.reachable:
        parts.append(words("people-unreachable"))
    if role.away_from is not None:
        parts.append(words("people-away", days=days(role.away_from, role.away_until, words)))
    return Html("".join(parts)) or "none"


@renders(PersonCard)
def person_card(message: PersonCard, words: Words) -> Screen:
    at = (message.person, message.back)
    ending = next((role for role in message.roles if role.id == message.about), None)
    if message.asks == "end" and ending is not None:
        yes = words.button("people-end-yes", "role_end", ending.id, message.back, "yes", style="danger")
        no = words.button("people-end-no", "person", *at)
        asks = words(
            "people-end-asks",
            name=message.name or "none",
            role=_role(ending, words),
            department=ending.department or "none",
        )
        return Screen(asks, ((yes,), (no,)))
    if message.asks == "rebind":
        link = words.button("people-rebind-link", "person_rebind", *at, "link")
        stop = words.button("people-rebind-stop", "person_rebind", *at, "stop", style="danger")
        no = words.button("people-end-no", "person", *at)
        return Screen(words("people-rebind-asks", name=message.name or "none"), ((link,), (stop,), (no,)))
    text = paragraphs(
        words.note(message.note).strip() or None,
        words("people-card", name=message.name or "none"),
        lines(*(_role_lines(role, words) for role in message.roles[:MOST_ROLES])) or words("people-card-stopped"),
        None if message.reachable else words("people-card-unreachable"),
    )
    ends = [
        words.button(
            "people-end", "role_end", role.id, message.back, "ask", role=cut(_role(role, words), SHORT_NAME + 2)
        )
        for role in message.roles[:MOST_ROLES]
    ]
    buttons = [words.button("people-rebind", "person_rebind", *at, "ask"), *ends]
    return Screen(text, rows(others=buttons, leaving=[words.button("people-back", "people_dept", message.back)]))


def _role_lines(role: RoleLine, words: Words) -> Html:
    return words(
        "people-card-line",
        role=_role(role, words),
        department=role.department or "none",
        since=words.date(role.since),
        state=_state(role, words),
    )


@renders(Find)
def find(message: Find, words: Words) -> Screen:
    at = (message.dialogue, message.rev)
    found = bool(message.people or message.departments)
    key = "people-find-ask" if not message.asked else "people-find-found" if found else "people-find-nothing"
    text = paragraphs(
        words.note(message.note).strip() or None, words("people-find-title"), words(key, asked=message.asked)
    )
    people = [
        (
            words.button(
                "people-found",
                "person",
                person,
                0,
                name=cut(name, SHORT_NAME) or "none",
                department=cut(where, 20) or "none",
            ),
        )
        for person, name, where in message.people
    ]
    departments = [
        (Button(cut(name or str(id_), MOST_LABEL), words.button("page-on", "people_dept", id_).press),)
        for id_, name in message.departments
    ]
    return Screen(text, (*people, *departments, (words.button("people-back", "f", *at, "leave"),)))


@renders(Unbound)
def unbound(message: Unbound, words: Words) -> Screen:
    facts = {"period": period(message.key, words), "due": words.date(message.due_on)}
    if not message.lines:
        return Screen(words("unbound-none", **facts))
    pages = -(-len(message.lines) // PAGE)
    page = min(message.page, pages - 1)
    shown = message.lines[page * PAGE : (page + 1) * PAGE]
    text = paragraphs(
        lines(
            words("unbound-title", count=len(message.lines), **facts),
            words("prompt-provisional") if message.provisional else None,
        ),
        lines(*(_unbound_line(line, words) for line in shown)),
        words("unbound-what"),
    )
    if len(message.lines) == 1:
        [line] = message.lines
        email = words.button("people-set-email", "dept_email", line.department_id, email=line.email or "none")
        return Screen(text, rows([words.button("people-add-liaison", "invite_for", line.department_id)], [email]))
    listed = [
        (
            Button(
                cut(line.department or str(line.department_id), MOST_LABEL),
                words.button("page-on", "people_dept", line.department_id).press,
            ),
        )
        for line in shown
    ]
    turn = [
        words.button(key, "unbound_page", message.cycle, to)
        for key, to, there in (("page-back", page - 1, page > 0), ("page-on", page + 1, page < pages - 1))
        if there
    ]
    return Screen(text, (*listed, *rows(others=turn)))


def _unbound_line(line: UnboundLine, words: Words) -> Html:
    return words(
        "unbound-line",
        department=cut(line.department, 40),
        count=line.count,
        why=line.why,
        email=line.email or "none",
        invited=words.date(line.invited_on) if line.invited_on is not None else "none",
    )


@renders(RoleEnded)
def role_ended(message: RoleEnded, words: Words) -> Screen:
    return Screen(
        words(
            f"role-ended-{message.why}",
            role=words(f"role-{message.role}"),
            department=message.department or "none",
            name=message.name or "none",
        )
    )


@renders(Left)
def left(message: Left, words: Words) -> Screen:
    text = words(
        "people-left", department=message.department, name=message.name or "none", last="yes" if message.last else "no"
    )
    invite = [words.button("people-add-liaison", "invite_for", message.department_id)]
    return Screen(text, rows(invite) if message.last else ())


@renders(NoLonger)
def no_longer(_message: NoLonger, words: Words) -> Screen:
    return Screen(words("people-no-longer"))


@renders(AskEmail)
def ask_email(message: AskEmail, words: Words) -> Screen:
    text = paragraphs(
        words.note(message.note).strip() or None,
        words("department-email-title", department=message.department),
        words("department-email-ask", email=message.email or "none"),
    )
    leave = words.button("department-email-leave", "f", message.dialogue, message.rev, "leave")
    return Screen(text, rows(leaving=[leave]))
