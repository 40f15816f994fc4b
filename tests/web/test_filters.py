"""The chips of a list: each leads to the list without its own filter, from the beginning."""

from urllib.parse import parse_qs

import pytest

from mint.filters import chip


@pytest.mark.parametrize(
    ("query", "name", "value", "left"),
    [
        ("kunta=lemi&teema=lemi&jalkeen=x", "kunta", "lemi", {"teema": ["lemi"]}),
        ("kunta=lemi&kunta=imatra&ennen=x", "kunta", "lemi", {"kunta": ["imatra"]}),
        ("q=+lemi+&kunta=lemi", "q", "lemi", {"kunta": ["lemi"]}),
    ],
)
def test_a_chip_takes_away_its_own_filter_only(query, name, value, left, rf):
    found = chip(rf.get(f"/?{query}"), name, value, "Lemi")
    assert (found["text"], parse_qs(found["url"][1:])) == ("Lemi", left)
