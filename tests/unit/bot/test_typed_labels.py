"""A press may be lost: is what a button of the form says, typed as it stands, the same as pressing it?"""

from __future__ import annotations

import pytest

from config.settings import load_settings
from config.texts import Texts
from domain.collection import Place, Step, typed_choice
from domain.states import ReportStatus

TEXTS = Texts.of(load_settings(environ={}))
BUTTONS = [
    *((Step.STATUS, f"status-{status}", str(status)) for status in ReportStatus),
    (Step.STATUS, "report-same", "same"),
    (Step.STATUS, "report-leave", "leave"),
    (Step.TEXT, "report-by-measure", "parts"),
    (Step.TEXT, "report-use-last", "last"),
    (Step.TEXT, "report-clear", "clear"),
    (Step.TEXT, "report-next", "next"),
    (Step.TEXT, "report-back", "back"),
    (Step.FIGURE, "figure-same", "same"),
    (Step.FIGURE, "figure-no-data", "none"),
    (Step.FIGURE, "figure-yes", "yes"),
    (Step.FIGURE, "figure-no", "no"),
    (Step.EVIDENCE, "evidence-none", "next"),
    (Step.EVIDENCE, "evidence-done", "next"),
    (Step.EVIDENCE, "evidence-again", "shelf"),
    (Step.PREVIEW, "report-edit-status", "edit-status"),
    (Step.PREVIEW, "report-edit-text", "edit-text"),
    (Step.PREVIEW, "report-edit-figures", "edit-figures"),
    (Step.PREVIEW, "report-edit-evidence", "edit-evidence"),
    (Step.PREVIEW, "help-open", "help"),
    (Step.PREVIEW, "report-send", "send"),
]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("step", "key", "choice"), BUTTONS)
def test_a_buttons_label_typed_is_the_button(step: Step, key: str, choice: str, language: str) -> None:
    assert typed_choice(Place(step), TEXTS.say(language, key)) == choice
