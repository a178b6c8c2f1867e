"""`xiaohao doctor`: is all well, and what is to be done where it is not? One line a check; exit 1 if any fails."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import packages_distributions
from typing import Annotated

import typer
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from cli import doctor_notices
from cli.checks import Check, Level
from cli.context import current_settings, driver_says
from cli.try_out import Unusable, asked, log_in
from config.holidays import HolidaysError, load_calendar, overrides_file
from config.schema import Inbox, Mail, Telegram
from config.settings import Settings, SettingsError
from config.text_checks import check_overrides
from config.text_files import overrides_folder
from db.crypto import CannotOpen
from db.database import open_database
from db.files_mark import NotShared
from db.queries.health import Health, health, routines
from db.revisions import current_revision, head_revision
from db.units import Reading
from jobs.audit_chain import broken_seal
from jobs.clock import RealClock
from jobs.documents import fonts
from jobs.reconcile import misses
from jobs.returns.imap import OpenMailbox, Unreadable

OURS = ("config", "domain", "db", "jobs", "bot", "cli", "sandbox")


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array, for scripts.")] = False,
) -> None:
    """Check settings, token, mail, database, working days, clock, fonts and queues."""
    settings = current_settings()
    checks = examine(settings)
    if as_json:
        print(json.dumps([asdict(check) for check in checks], ensure_ascii=False))
    else:
        _show(checks)
    raise typer.Exit(1 if any(check.level is Level.FAIL for check in checks) else 0)


def examine(settings: Settings) -> list[Check]:
    """Every check, in the order an operator would mend things."""
    steps: list[Callable[[Settings], list[Check]]] = [
        lambda _: [Check("settings", Level.OK, "read and valid")],
        _packages,
        _database,
        _token,
        _mail,
        _mailboxes,
        _working_days,
        _clock,
        _fonts,
        _texts,
    ]
    return [check for step in steps for check in step(settings)]


def _packages(_settings: Settings) -> list[Check]:
    """A foreign wheel with a top-level `config` would overwrite ours in silence."""
    owners = packages_distributions()
    strangers = sorted({owner for name in OURS for owner in owners.get(name, []) if owner != "xiaohao"})
    if strangers:
        todo = f"install xiaohao into an environment of its own, without {', '.join(strangers)}"
        return [Check("packages", Level.FAIL, "another distribution uses our package names", todo)]
    return [Check("packages", Level.OK, "nobody else uses our package names")]


def _database(settings: Settings) -> list[Check]:
    try:
        units = open_database(settings, now=RealClock().now)
    except (CannotOpen, SettingsError) as error:
        return [Check("database", Level.FAIL, str(error), "put back the keys this database was sealed with")]
    except NotShared as error:
        return [Check("files", Level.FAIL, str(error), "share one folder, or set data_dir to where it is mounted")]
    except DBAPIError as error:
        todo = "see that its server runs, that its disk has room and that database.url names it"
        return [Check("database", Level.FAIL, f"it can't be used: {driver_says(error)}", todo)]
    except OSError as error:
        why = f"the data folder {settings.data_dir} can't be used: {error.strerror or error}"
        return [Check("database", Level.FAIL, why, "see that data_dir is there, and may be written to")]
    except Exception as error:  # noqa: BLE001 - whatever a driver raises is the answer here
        why = f"{type(error).__name__}: {str(error).splitlines()[0]}"
        return [Check("database", Level.FAIL, why, "check database.url, or the rights on data_dir")]
    try:
        revision = units.look(lambda reading: current_revision(reading.conn))
        level = Level.OK if revision == head_revision() else Level.FAIL
        kind = "PostgreSQL" if settings.database.url else "SQLite"
        found = [Check("database", level, f"{kind}, at revision {revision}")]
        if not units.sqlite:
            found.append(Check("files", Level.OK, f"{settings.data_dir / 'files'} is the folder of this database"))
        broken = units.look(broken_seal)
        found.append(
            Check("audit", Level.OK, "the chain is whole")
            if broken is None
            else Check("audit", Level.FAIL, f"the chain is broken at seal {broken}", "compare with the last back-up")
        )
        lacking = [f"{key} {thing}" for key, thing in units.look(misses) if key != "reconcile-audit-chain"]
        found.append(
            Check("proof", Level.OK, "every objection has its letters, every request its prompt")
            if not lacking
            else Check(
                "proof", Level.FAIL, f"{len(lacking)} missing: {', '.join(lacking[:3])}", "tell the coordinators"
            )
        )
        places, unproven = units.look(doctor_notices.in_use)
        return [
            *found,
            *_queues(units.look(health)),
            *_routines(units.look(_failures)),
            *doctor_notices.unproven(unproven),
            *doctor_notices.rights(settings, places),
        ]
    finally:
        units.close()


def _queues(now: Health) -> list[Check]:
    waiting = sum(now.waiting.values())
    checks = [
        Check("queue", Level.OK, f"{waiting} messages due, {now.inbox_open} updates open")
        if now.oldest_seconds < 900
        else Check(
            "queue",
            Level.WARN,
            f"{waiting} messages due, the oldest for {now.oldest_seconds / 60:.0f} minutes",
            "is `xiaohao run` running? Is a channel down (below)?",
        )
    ]
    parked = now.outbox_parked + now.inbox_parked
    if parked:
        checks.append(Check("parked", Level.WARN, f"{parked} wait for a person", "xiaohao parked list"))
    checks += [
        Check("channel", Level.WARN, f"{name} has been down for {seconds / 60:.0f} minutes", "see its check below")
        for name, seconds in now.down.items()
    ]
    return checks


def _failures(reading: Reading) -> list[tuple[str, str]]:
    return [(run.name, run.error) for run in routines(reading) if run.failed]


def _routines(failures: list[tuple[str, str]]) -> list[Check]:
    return [
        Check("routine", Level.WARN, f"{name} failed: {error}", "send this line to whoever maintains xiaohao")
        for name, error in failures
    ]


def _token(settings: Settings) -> list[Check]:
    if settings.telegram.token is None:
        todo = "ask @BotFather for one; until then nothing runs in chat"
        return [Check("token", Level.WARN, "telegram.token is not set", todo)]
    return asyncio.run(_ask_telegram(settings.telegram, settings.telegram.token.get_secret_value()))


async def _ask_telegram(telegram: Telegram, token: str) -> list[Check]:
    try:
        async with asked(telegram, token) as bot:
            hook = await bot.get_webhook_info()
            allowed = ", ".join(hook.allowed_updates or ()) or "not set yet"
            says = f"allowed_updates: {allowed}; waiting at Telegram: {hook.pending_update_count}"
            return [Check("token", Level.OK, f"@{bot.username}"), Check("updates", Level.OK, says)]
    except Unusable as error:
        return [Check("token", Level.FAIL, error.says, error.todo)]


def _mail(settings: Settings) -> list[Check]:
    if not settings.mail.host:
        todo = "without it objections wait in the queue and reach no address"
        return [Check("mail", Level.WARN, "mail.host is not set", todo)]
    checks = [_ask_mail(settings.mail)]
    if not any(inbox.purpose == "returns" for inbox in settings.mail.inboxes):
        todo = "bounces and replies by mail stay unseen by the bot"
        checks.append(Check("returns", Level.WARN, "no returns mailbox in mail.inboxes", todo))
    return checks


def _mailboxes(settings: Settings) -> list[Check]:
    return [_ask_mailbox(inbox) for inbox in settings.mail.inboxes]


def _ask_mail(mail: Mail) -> Check:
    try:
        return Check("mail", Level.OK, asyncio.run(log_in(mail)))
    except Unusable as error:
        return Check("mail", Level.FAIL, error.says, error.todo)


def _ask_mailbox(inbox: Inbox) -> Check:
    """Logs in and opens INBOX as the routine does; nothing is read."""
    where = f"{inbox.host}:{inbox.port}"
    try:
        OpenMailbox.open(inbox).close()
    except Unreadable as error:
        todo = "check its host, port, tls, username and password in mail.inboxes (many providers want a code of their own for IMAP)"
        return Check(f"mailbox {inbox.purpose}", Level.FAIL, f"{where}: {error}", todo)
    return Check(f"mailbox {inbox.purpose}", Level.OK, where)


def _working_days(settings: Settings) -> list[Check]:
    try:
        calendar = load_calendar(settings.data_dir)
    except HolidaysError as error:
        return [Check("working days", Level.FAIL, str(error), "mend the file, or the rights on data_dir")]
    year = RealClock().now().astimezone(settings.office.zone).year
    missing = [each for each in (year, year + 1) if not calendar.is_published(each)]
    todo = (
        f"update xiaohao, or write the published days of {missing[0]} into {overrides_file(settings.data_dir)}"
        " with complete = true (docs/settings.md); running dates are then counted again, and people told"
        if missing
        else ""
    )
    if year in missing:
        says = f"the holidays of {year} are not known: Monday to Friday are counted, every date is provisional"
        return [Check("working days", Level.FAIL, says, todo)]
    if missing:
        says = f"{year} is known; {year + 1} is not published yet, its dates are provisional"
        return [Check("working days", Level.WARN, says, todo)]
    return [Check("working days", Level.OK, f"{year} and {year + 1} are known")]


def _clock(settings: Settings) -> list[Check]:
    now = RealClock().now().astimezone(settings.office.zone)
    return [Check("clock", Level.OK, f"{now:%Y-%m-%d %H:%M} in {settings.office.timezone}; compare with your watch")]


def _fonts(_settings: Settings) -> list[Check]:
    """Asked of what draws the pictures: a font that it can't find helps nobody."""
    family = fonts.chinese()
    if family is not None:
        return [Check("fonts", Level.OK, f"Chinese is drawn with {family}")]
    todo = "apt install fonts-noto-cjk; until then the board comes in words only, and printing may show boxes"
    return [Check("fonts", Level.WARN, "no Chinese font on this machine", todo)]


def _texts(settings: Settings) -> list[Check]:
    """Sentences the office wrote for itself: one that can't be said is passed over for the shipped one."""
    todo = f"mend it in {overrides_folder(settings.data_dir)}; until then the shipped sentence is said"
    return [Check("texts", Level.WARN, fault, todo) for fault in check_overrides(settings.data_dir)]


def _show(checks: list[Check]) -> None:
    console = Console(highlight=False)
    signs = {Level.OK: "[green]ok  [/]", Level.WARN: "[yellow]warn[/]", Level.FAIL: "[red]fail[/]"}
    for check in checks:
        console.print(f"{signs[check.level]} {check.name}: {check.says}", markup=True, soft_wrap=True)
        if check.todo:
            console.print(f"       {check.todo}", soft_wrap=True)
    failed = sum(check.level is Level.FAIL for check in checks)
    warned = sum(check.level is Level.WARN for check in checks)
    if failed:
        console.print(f"{failed} to mend, {warned} to look at.")
    elif warned:
        console.print(f"It works; {warned} to look at.")
    else:
        console.print("All is well.")
