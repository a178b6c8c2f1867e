"""The ledger: files taken over after a preview, a task's card, the figures it is counted by."""
