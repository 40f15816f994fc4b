"""A calendar without names tells none: of all that waits for everybody, the sentence names no person, place or undertaking."""

import pytest
from django.db import transaction

from challenges.models import Challenge
from experiments.models import Experiment
from mint.accounts.models import User
from mint.isolation import context
from mint.notifications.duties import days_for, duties_for
from mint.tenancy.context import acting, load
from mint.tenancy.models import Membership
from municipalities.models import AttractionFactor
from placements.models import Placement

pytestmark = pytest.mark.usefixtures("built_region")


@pytest.fixture(autouse=True)
def _taken_back(django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def names():
    with context.system("test"):
        titled = [model.objects.values_list("title", flat=True) for model in (Challenge, Experiment, Placement)]
        named = [model.objects.values_list("name", flat=True) for model in (User, AttractionFactor)]
        return {name for found in (*titled, *named) for name in found if len(name) > 3}


def waiting(person):
    """Everything that waits for this person or is to come, in each of their organisations."""
    with context.acting(person):
        actor, organisations = load(person)
        for own in organisations:
            here = acting(actor, own)
            yield from (*duties_for(here, own), *days_for(here, own))


def some_of_each_part():
    """Two members of each kind of organisation in each part that members have there."""
    parts = {}
    with context.system("test"):
        for member in Membership.objects.select_related("organisation").order_by("user_id"):
            parts.setdefault((member.organisation.kind, *member.roles), set()).add(member.user_id)
    return sorted({person for people in parts.values() for person in sorted(people)[:2]})


def test_no_sentence_of_what_waits_names_anybody_or_anything():
    found = {duty.title for person in some_of_each_part() for duty in waiting(person)}
    hidden = names()
    assert {title for title in found if any(name in title for name in hidden)} == set()
    assert len(found) > 15  # of many kinds
