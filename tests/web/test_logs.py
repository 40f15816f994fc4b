"""What the logs do not hold."""

import pytest

from mint.logs import without_query


@pytest.mark.attack(43)
@pytest.mark.parametrize(
    ("event", "logged"),
    [
        ({"request": "GET /fi/haasteet/?q=salainen"}, {"request": "GET /fi/haasteet/"}),
        ({"request": "POST /fi/"}, {"request": "POST /fi/"}),
        ({"event": "started"}, {"event": "started"}),
    ],
)
def test_what_was_searched_for_is_not_logged(event, logged):
    assert without_query(None, "info", event) == logged
