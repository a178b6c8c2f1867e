"""What does a notice say? `reader.read_notice(text, calendar)` reads one; `reading.as_json` gives the contract's form.

Nothing is loaded here: the grammar is hundreds of expressions, and the ledger needs `glyphs` and `labels` alone.
"""
