"""What is accepted is said in full, and covers no more than it says."""

import pytest

from tests.scan.findings import Finding, acceptances, sorted_out, table

LINE = "bandit | B608 | mint/a.py:* | made of constants"


def test_what_is_accepted_is_that_rule_in_that_place():
    found = [Finding("bandit", "B608", place) for place in ("mint/a.py:3", "mint/b.py:3")]
    found += [Finding("bandit", "B609", "mint/a.py:3"), Finding("semgrep", "B608", "mint/a.py:3")]
    outcome = sorted_out("bandit", 1, found, acceptances(LINE))
    assert (outcome.accepted, len(outcome.left)) == (1, 3)
    assert "mint/b.py:3" in table([outcome])


@pytest.mark.parametrize("line", ["bandit | B608 | mint/a.py:*", "bandit | B608 | mint/a.py:* | "])
def test_nothing_is_accepted_without_a_reason(line):
    with pytest.raises(ValueError, match="reason"):
        acceptances(line)


def test_the_accepted_ones_can_be_read():
    assert len(acceptances()) > 10
