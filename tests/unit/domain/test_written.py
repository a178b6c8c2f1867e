"""A coordinator types what a caller says into one message: the matter, the contact and the postmark are told apart."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.written import read

TODAY = date(2024, 10, 21)
MATTER = "北湖东侧仍有污水直排"


@pytest.mark.parametrize(
    ("text", "name", "contact"),
    [
        (MATTER, None, None),
        (f"来电群众 0311-55501234\n{MATTER}", "来电群众", "0311-55501234"),
        (f"{MATTER}\n来电群众,电话 0311 5550 1234", "来电群众", "0311 5550 1234"),
        (f"{MATTER}\n0311-55501234", "—", "0311-55501234"),
        (f"联系人:北湖村委会\n联系电话:０３１１—５５５０１２３４\n{MATTER}", "北湖村委会", "0311-55501234"),
        (f"姓名:北湖村委会\n{MATTER}", "北湖村委会", "—"),
        (f"{MATTER}\n邮箱:a@example.org", "—", "a@example.org"),
        (f"{MATTER}\n打过12345热线,没有人管", None, None),
        ("0311-55501234", None, None),  # a lone number is the matter: there is nothing else
    ],
)
def test_the_contact_is_told_from_the_matter(text: str, name: str | None, contact: str | None) -> None:
    found = read(text, TODAY, letter=False)
    if name is None:
        assert found.identity is None
        assert found.text == text
        return
    assert found.identity is not None
    assert found.identity["name"] == name
    assert found.identity["contact"] == contact
    assert found.text == MATTER


@pytest.mark.parametrize("line", ["10月17日", "邮戳:10月17日", "2024-10-17", "寄出日期 10.17"])
def test_a_first_line_that_is_a_day_is_a_letters_postmark(line: str) -> None:
    found = read(f"{line}\n{MATTER}", TODAY, letter=True)
    assert (found.posted_on, found.text) == (date(2024, 10, 17), MATTER)
    assert read(f"{line}\n{MATTER}", TODAY, letter=False).posted_on is None


@given(st.text(), st.booleans())
def test_no_text_fails_and_none_is_lost(text: str, letter: bool) -> None:
    found = read(text, TODAY, letter=letter)
    if found.identity is None and found.posted_on is None:
        assert found.text.split() == text.split()
