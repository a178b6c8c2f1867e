"""The ledger handed out: the card of /ledger, the workbook, the template; and why a file changes approved measures."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.screen import Attachment, Screen
from domain.messages.ledger_export import AskImportReason, LedgerHome, LedgerSheet, LedgerTemplate
from jobs.ledger import export

MOST_NUMBERS = 20  # named on the card; the preview above it lists them all


@renders(LedgerHome)
def home(message: LedgerHome, words: Words) -> Screen:
    ledger = words.button("ledger-download", "ledger_sheet")
    template = words.button("ledger-template", "ledger_template")
    rows = ((ledger, template),) if message.tasks else ((template,),)
    return Screen(words("ledger-home", tasks=message.tasks), rows)


@renders(LedgerSheet)
def sheet(message: LedgerSheet, words: Words) -> Screen:
    whole = export.Ledger(message.tasks, message.office, message.on)
    name = words.plain("ledger-sheet-file", day=message.on.isoformat())
    return Screen(
        words("ledger-sheet-here", count=len(message.tasks)),
        attachment=Attachment(name, lambda: export.written(whole, ".xlsx", words.texts, words.language)),
    )


@renders(LedgerTemplate)
def template(_message: LedgerTemplate, words: Words) -> Screen:
    return Screen(
        words("ledger-template-here"),
        attachment=Attachment(
            words.plain("ledger-template-file"), lambda: export.template(".xlsx", words.texts, words.language)
        ),
    )


@renders(AskImportReason)
def ask_reason(message: AskImportReason, words: Words) -> Screen:
    shown = "、".join(message.numbers[:MOST_NUMBERS])
    text = words("ledger-ask-reason", numbers=shown, count=len(message.numbers))
    back = words.button("ledger-reason-back", "f", message.dialogue, message.rev, "back")
    return Screen(words.note(message.note) + text, ((back,),))
