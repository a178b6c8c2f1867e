"""Who belongs to the office's work? Coming in by an invite, who there is, being away, handing over, leaving."""

from jobs.people.absences import ABSENCES
from jobs.people.invites import create_invite
from jobs.people.joining import join
from jobs.people.links import bot_name, deep_link, remember_bot_name
from jobs.people.start import LANGUAGES, ask_language, help_screen, set_language, start

__all__ = [
    "ABSENCES",
    "LANGUAGES",
    "ask_language",
    "bot_name",
    "create_invite",
    "deep_link",
    "help_screen",
    "join",
    "remember_bot_name",
    "set_language",
    "start",
]
