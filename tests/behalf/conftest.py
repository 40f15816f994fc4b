"""The coordinator who writes, and a text that waits for its company."""

import pytest

from tests.behalf.texts import token, url, write


@pytest.fixture
def aino(log_in):
    return log_in("coordinator")


@pytest.fixture
def sent(aino, world):
    """(row, token) of a text for the company of the cast, sent to its contact."""
    row = write(aino, company=world.company.pk)
    assert aino.post(url("send", row.pk)).status_code == 302
    return row, token()
