"""The ledger handed out: the card of /ledger, the workbook, the template."""

from __future__ import annotations

from bot.render.registry import Words, renders
from bot.screen import Attachment, Screen
from domain.messages.ledger_export import LedgerHome, LedgerSheet, LedgerTemplate
from jobs.ledger import export


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
