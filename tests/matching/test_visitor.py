"""A message of interest written before signing in fills the form of the company afterwards."""

import pytest
from django.test import Client
from django.urls import reverse

from mint.business_register import invented
from mint.isolation import context
from mint.links.models import WaitingDraft
from mint.matching.models import Match
from mint.tenancy.models import Organisation
from tests.challenges.test_start import NEW, enter_code

MESSAGE = "Meillä on paalain, jota voi kokeilla."


def told(browser, world, need, **changes):
    who = {"email": "uusi@example.test", "person": "Uusi", "business_id": NEW, "name": "Uusi Oy"}
    values = {**who, "message": MESSAGE, "municipality": world.place.pk, **changes}
    return browser.post(reverse("matching:interested", args=[need.pk]), values)


def waiting():
    with context.system("test"):
        return list(WaitingDraft.objects.order_by("pk"))


def test_a_visitors_message_becomes_the_interest_of_the_new_company(world, need):
    browser = Client()
    entered = enter_code(browser, told(browser, world, need))
    assert entered["Location"] == reverse("matching:interested", args=[need.pk])
    form = browser.get(entered["Location"])["Location"]
    assert MESSAGE in browser.get(form).content.decode()
    sent = {"message": MESSAGE, "name": "Uusi", "email": "uusi@example.test"}
    browser.post(form, sent)
    browser.post(form, sent)
    with context.system("test"):
        (match,) = Match.objects.select_related("partner")
    assert (match.message, match.partner.business_id) == (MESSAGE, NEW)
    assert [set(row.data) for row in waiting()] == [{"form_key"}]


def test_anothers_company_is_not_entered_and_the_message_fills_ones_own_form(world, need):
    with context.system("test"):
        Organisation.objects.filter(pk=world.other_company.pk).update(business_id=NEW)
    browser = Client()
    enter_code(browser, told(browser, world, need, email="partner@example.test"))
    form = browser.get(reverse("matching:interested", args=[need.pk]))["Location"]
    assert form == reverse("matching:interest", args=["partner", need.pk])
    page = browser.get(form).content.decode()
    assert (MESSAGE in page, f"{reverse('companies:join')}?tunnus={NEW}" in page) == (True, True)


def test_one_without_an_organisation_is_led_to_ask_the_company_named(world, need):
    with context.system("test"):
        Organisation.objects.filter(pk=world.other_company.pk).update(business_id=NEW)
    browser = Client()
    enter_code(browser, told(browser, world, need))
    asking = browser.get(reverse("matching:interested", args=[need.pk]))["Location"]
    assert asking == f"{reverse('companies:join')}?tunnus={NEW}"
    assert "Viestinne säilyy" in browser.get(asking).content.decode()


@pytest.mark.parametrize("message", ["", "a\0b", "x" * 1_000_000])
def test_a_bad_message_is_told_in_words_and_nothing_is_kept(message, world, need):
    response = told(Client(), world, need, message=message)
    assert (response.status_code, waiting()) == (422, [])


def test_a_look_up_keeps_the_message_and_goes_on_from_its_own_page(world, need, settings):
    settings.DEMO = True  # the invented companies
    typed = {"business_id": invented.EXAMPLE, "message": MESSAGE, "email": "uusi@example.test"}
    response = Client().post(reverse("matching:look_up", args=[need.pk]), typed)
    form, html = response.context["form"], response.content.decode()
    assert (response.status_code, form["message"].value()) == (200, MESSAGE)
    assert form["name"].value() == invented.COMPANIES[invented.EXAMPLE].name
    assert f'action="{reverse("matching:interested", args=[need.pk])}"' in html
    assert waiting() == []
