"""What does a PDF tell? It is asked and cleaned by a program of its own (pdf_cleaner.py): a bomb may end that one alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from jobs.cleaning.cannot import CannotClean

_CLEANER = Path(__file__).with_name("pdf_cleaner.py")
_PATIENCE = 30  # s: 20 MB of scans take two


def document(content: bytes) -> bytes:
    """Waits for another program: call it on a thread."""
    try:
        cleaner = subprocess.run(  # noqa: S603 - nothing of the file's is on the command line
            [sys.executable, "-I", str(_CLEANER)],
            input=content,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotClean(f"a PDF that takes too long: {type(error).__name__}") from None
    if cleaner.returncode != 0 or not cleaner.stdout.startswith(b"%PDF-"):
        raise CannotClean(f"a PDF that can't be cleaned ({cleaner.returncode})")
    return cleaner.stdout
