"""What people wrote is never a formula in a spreadsheet."""

import pytest

from mint.sheets import harmless


@pytest.mark.attack(11)
@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A", "\t=1", "\n=1", " =1", "\uff1d1+1", "\uff0b1", "\uff20A"])
def test_a_sign_that_begins_a_formula_is_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ruoko = kasvi", "1 + 1", "Ääni"])
def test_other_text_stays_as_it_is(text):
    assert harmless(text) == text
