"""The demo data is made by the actions, complete, and only once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from challenges.models import Challenge
from mint.accounts.models import User
from mint.isolation import context
from mint.projects.models import Project


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    call_command("seed_demo", stdout=StringIO())


def test_demo_data_is_written_once_and_shows_every_part(demo):
    again = StringIO()
    call_command("seed_demo", stdout=again)
    assert "already" in again.getvalue()
    with context.system("test"):
        real = Project.objects.get(code="A75317")
        states = set(Challenge.objects.values_list("state", flat=True))
        assert User.objects.exclude(email__endswith=".example").count() == 0
        assert {"draft", "in_review", "returned", "open"} <= states
        assert real.partners.count() == 7


def test_there_is_no_demo_data_where_demo_mode_is_off(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("seed_demo", stdout=StringIO())
