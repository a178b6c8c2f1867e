"""A press may be lost: is what a button of the form says, typed as it stands, the same as pressing it?"""

from __future__ import annotations

import pytest

from config.settings import load_settings
from config.texts import Texts
from domain import wording
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
    for period in ("2024Q3", "2024M09", "2024W36", "2024S01"):
        this, last = wording.this_and_last(period, language)
        assert typed_choice(Place(step), TEXTS.say(language, key, this=this, last=last)) == choice


def test_a_monthly_form_speaks_of_its_months_and_a_special_round_of_neither() -> None:
    zh, en = "zh-CN", "en"
    assert TEXTS.say(zh, "report-same", last=wording.this_and_last("2024M09", zh)[1]) == "与上月相同"
    assert TEXTS.say(en, "report-same", last=wording.this_and_last("2024M09", en)[1]) == "As last month"
    assert wording.this_and_last("2024Q3", zh) == ("本季", "上季")
    assert wording.this_and_last("2024S01", zh) == ("本次", "上次")
