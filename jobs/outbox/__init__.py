"""What must leave, and what has become moot? Messages are put here in the unit of the fact that causes them.

A message is put once for its kind, thing, occasion and recipient: saying it again in a replay puts nothing. A *card*
is the one message that shows a thing to a person: `show` edits it, or sends it where a phone should ring.

Recipients are `person:<id>`, `dialogue:<id>` (an account without a role), `objection:<id>` (the way back to an
objector, opened by the sender alone), `channel:<id or @name>`, `mail:<address>`, `contact:<objection id>` (the mail
address an objector left, opened by the sender alone).

recipients  who a message is for
facts       what a row says, sealed
putting     into the queue, once
cards       the newest state of a thing, edited or sent anew
settling    what arrived, and what is moot
"""

from jobs.outbox.cards import LIVE, edit_shown, is_shown, ring_once, show, show_below
from jobs.outbox.facts import Known, opened, sealed
from jobs.outbox.putting import NUDGES, Put, put, put_letter, replies_of, say
from jobs.outbox.recipients import coordinators, leaders, liaisons, office, speaking, to_account, to_person
from jobs.outbox.settling import FINAL, WITHDRAWN, sent, settle, withdraw

__all__ = [
    "FINAL",
    "LIVE",
    "NUDGES",
    "WITHDRAWN",
    "Known",
    "Put",
    "coordinators",
    "edit_shown",
    "is_shown",
    "leaders",
    "liaisons",
    "office",
    "opened",
    "put",
    "put_letter",
    "replies_of",
    "ring_once",
    "say",
    "sealed",
    "sent",
    "settle",
    "show",
    "show_below",
    "speaking",
    "to_account",
    "to_person",
    "withdraw",
]
