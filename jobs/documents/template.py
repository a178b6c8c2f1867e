"""How does a Word file that holds markers become the notice? Filled in from facts, with the code that leads to the bot."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import segno
from docx.opc.exceptions import OpcError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

from jobs.documents.archives import standing_still

# What a Word file that somebody edited may raise: no archive, a part missing, broken XML, a marker that says nothing.
UNUSABLE = (
    *(OSError, zipfile.BadZipFile, OpcError, XMLSyntaxError, TemplateError),
    *(LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError),
)
QR_SIDE = Mm(24)  # scanned from paper at arm's length, and still on the page of the signature


def filled(template: Path, facts: dict[str, Any], link: str) -> bytes:
    """Raises one of `UNUSABLE` for a template that can't be used."""
    document = DocxTemplate(template)
    image = ""
    if link:
        code = io.BytesIO()
        segno.make(link, error="m").save(code, kind="png", scale=10, border=2)
        code.seek(0)
        image = InlineImage(document, code, width=QR_SIDE)
    document.render(facts | {"qr": image}, SandboxedEnvironment(), autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return standing_still(made.getvalue())
