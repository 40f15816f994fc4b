"""An operator founds a municipality; its first owner is invited and can work there."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from mint.tenancy.models import Invitation, Membership, Organisation
from tests.factories import MunicipalityFactory


@pytest.fixture
def place(world):
    with context.system("test"):
        return MunicipalityFactory()


def found(municipality, **other):
    options = {
        "place": municipality.code,
        "owner": "outsider@example.test",
        "operator": "operator@example.test",
        **other,
    }
    call_command("found", options.pop("kind", "municipality"), options.pop("name", "Uusikunta"), **options)


def test_the_first_owner_is_invited_and_coordinates(place, log_in):
    found(place, business_id="9900101-0")
    with context.system("test"):
        link = re.search(r"/kutsu/([\w-]+)/", Mail.objects.get(kind="invitation").text).group(1)
        assert Entry.objects.filter(verb="organisation.founded").count() == 1
    assert log_in("outsider").post(reverse("tenancy:accept", args=[link])).status_code == 302
    with context.system("test"):
        member = Membership.objects.get(organisation__name="Uusikunta")
        assert (member.user.name, set(member.roles)) == ("Outsider", {"owner", "coordinator"})
    assert log_in("outsider").get(reverse("curation:queue", args=["uusikunta"])).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"operator": "owner@example.test"},
        {"operator": "nobody@example.test"},
        {"owner": "ei osoite"},
        {"business_id": "9900107-1"},
        {"place": "xyz"},
        {"place": ""},
    ],
)
def test_what_is_wrong_is_told_and_founds_nothing(wrong, place):
    with pytest.raises(CommandError):
        found(place, **wrong)
    with context.system("test"):
        assert (Organisation.objects.filter(name="Uusikunta").count(), Invitation.objects.count()) == (0, 0)


def test_a_municipality_is_founded_once(place):
    found(place)
    with pytest.raises(CommandError):
        found(place)
    with context.system("test"):
        assert Organisation.objects.filter(name="Uusikunta").count() == 1
