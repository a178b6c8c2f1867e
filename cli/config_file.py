"""Which settings file was asked for? `--config FILE`, kept for the command that follows: one process runs one command."""

from __future__ import annotations

from pathlib import Path

chosen: Path | None = None
