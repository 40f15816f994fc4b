"""The look-up on the pages where a company gives its number: it fills in, it keeps, and it blocks nothing."""

import re

import pytest
from allauth.core import ratelimit
from django.db import connection
from django.test import Client
from django.urls import reverse

from mint.business_register import asking, invented
from mint.isolation import context
from mint.places.models import Industry, Municipality
from mint.tenancy.models import Organisation
from tests.challenges.test_start import written

NUMBER = "9900220-8"
NAME = "Kuviteltu Puu ja Pinta Oy"


@pytest.fixture
def places(world):
    """Savitaipale and manufacturing, as the recorded company has them."""
    with context.system("test"):
        town = Municipality.objects.filter(pk=world.other_place.pk)
        town.update(code="739")
        made = Industry.objects.create(classification="TOL2025", code="C", name_fi="Teollisuus", name_sv="", name_en="")
        Industry.objects.create(classification="TOL2008", code="C", name_fi="Vanha", name_sv="", name_en="")
    return {"municipality": str(world.other_place.pk), "industry": str(made.pk)}


def look_up(browser, address="tenancy:register_look_up", args=(), **values):
    return browser.post(reverse(address, args=args), {"business_id": NUMBER, **values})


def shown(response):
    form = response.context["form"]
    return {name: form[name].value() for name in ("business_id", "name", "municipality", "industry")}


def text_of(response):
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.usefixtures("register")
def test_a_business_id_fills_in_the_form_and_says_whose_words_they_are(log_in, places):
    response = look_up(log_in("outsider"))
    assert response.status_code == 200
    assert shown(response) == {"business_id": NUMBER, "name": NAME, **places}
    assert "CC BY 4.0" in text_of(response)
    assert "Rakennuspuusepäntuotteiden valmistus" in text_of(response)


@pytest.mark.usefixtures("register")
def test_what_was_filled_in_is_registered(log_in, places):
    browser = log_in("outsider")
    sent = shown(look_up(browser))
    browser.post(reverse("tenancy:register"), sent)
    with context.system("test"):
        made = Organisation.objects.get(business_id=NUMBER)
    assert (made.name, str(made.municipality_id), str(made.industry_id)) == (NAME, *places.values())


@pytest.mark.usefixtures("register")
def test_what_was_typed_stays_typed(log_in, places, world):
    typed = {"name": "Oma nimi", "municipality": str(world.place.pk)}
    response = look_up(log_in("outsider"), **typed)
    assert shown(response) == {"business_id": NUMBER, **places, **typed}


def test_another_number_replaces_what_the_register_had_filled_in(log_in, places, register):
    browser = log_in("outsider")
    first = look_up(browser)
    hidden = first.context["form"].fields["business_id"].widget.answer.hidden
    register.says("none")
    again = look_up(browser, **{**shown(first), **hidden, "business_id": "9900201-3"})
    assert shown(again) == {"business_id": "9900201-3", "name": "", "municipality": "", "industry": ""}


def test_a_slip_of_the_finger_between_two_numbers_does_not_make_the_first_name_typed(log_in, places, register):
    browser = log_in("outsider")
    first = look_up(browser)
    hidden = first.context["form"].fields["business_id"].widget.answer.hidden
    slip = look_up(browser, **{**shown(first), **hidden, "business_id": "9900201-1"})
    assert (slip.status_code, shown(slip)["name"]) == (422, NAME)
    assert slip.context["form"].fields["business_id"].widget.answer.hidden == hidden


def test_silence_keeps_what_the_register_had_filled_in(log_in, places, register):
    browser = log_in("outsider")
    first = look_up(browser)
    hidden = first.context["form"].fields["business_id"].widget.answer.hidden
    register.status = 500
    again = look_up(browser, **shown(first), **hidden)
    assert shown(again) == shown(first)
    assert again.context["form"].fields["business_id"].widget.answer.hidden == hidden


def test_a_municipality_that_is_none_of_ours_is_left_open_and_said(log_in, register, world):
    response = look_up(log_in("outsider"))
    assert shown(response) == {"business_id": NUMBER, "name": NAME, "municipality": "", "industry": ""}
    assert response.context["form"].fields["business_id"].widget.answer.is_elsewhere is True


def test_a_company_that_has_ended_is_told(log_in, register, world):
    register.says("ended")
    response = look_up(log_in("outsider"), business_id="9900225-9")
    assert (response.status_code, shown(response)["name"]) == (200, "")
    assert "30.6.2021" in text_of(response)


@pytest.mark.parametrize("how", ["none", "silent"])
def test_without_an_answer_one_types_by_hand(log_in, register, world, how):
    if how == "none":
        register.says("none")
    else:
        register.status = 503
    browser = log_in("outsider")
    response = look_up(browser, name="Tmi Kuviteltu")
    assert (response.status_code, shown(response)["name"]) == (200, "Tmi Kuviteltu")
    sent = {"business_id": NUMBER, "name": "Tmi Kuviteltu", "municipality": world.place.pk}
    assert browser.post(reverse("tenancy:register"), sent).status_code == 302
    with context.system("test"):
        assert Organisation.objects.get(business_id=NUMBER).name == "Tmi Kuviteltu"


@pytest.mark.parametrize("number", ["", "1", "9900220-1", "a\0b", "9" * 1_000_000, "<b>"])
def test_a_number_that_is_none_is_told_beside_its_field_only(log_in, register, world, number):
    response = look_up(log_in("outsider"), business_id=number, name="Jo kirjoitettu")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["business_id"])
    assert shown(response)["name"] == "Jo kirjoitettu"
    assert register.asked == []


def test_who_looks_up_too_often_types_by_hand(log_in, register, world, monkeypatch):
    monkeypatch.setattr(ratelimit, "consume", lambda *_args, **_options: False)
    response = look_up(log_in("outsider"))
    assert (response.status_code, register.asked) == (200, [])
    assert "käsin" in text_of(response)


@pytest.mark.usefixtures("register")
def test_the_limit_is_counted(log_in, world, settings):
    settings.ACCOUNT_RATE_LIMITS = {"business_register": "2/m/ip"}
    browser = log_in("outsider")
    states = [look_up(browser).context["form"].fields["business_id"].widget.answer.state for _each in range(3)]
    assert states == ["found", "found", "too_often"]


@pytest.mark.services
@pytest.mark.usefixtures("register")
@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_register_is_asked(log_in, world, monkeypatch):
    open_ones = []
    ask = asking._ask

    def watched(business_id):
        open_ones.append((connection.in_atomic_block, connection.connection.info.transaction_status.name))
        return ask(business_id)

    monkeypatch.setattr(asking, "_ask", watched)
    response = look_up(log_in("outsider"))
    visitor = Client()
    written(visitor)
    look_up(visitor, "challenges:start_look_up", email="a@example.test")
    assert (response.status_code, open_ones) == (200, [(False, "IDLE")] * 2)
    assert shown(response)["name"] == NAME


def test_a_visitor_at_the_end_of_the_wizard_keeps_who_they_are(register, places):
    browser = Client()
    written(browser)
    who = {"email": "uusi@example.test", "person": "Uusi"}
    response = look_up(browser, "challenges:start_look_up", **who)
    assert shown(response)["name"] == NAME
    assert [response.context["form"][name].value() for name in who] == list(who.values())
    assert f'action="{reverse("challenges:start_contact")}"' in response.content.decode()


def test_without_a_draft_a_visitor_is_led_to_its_beginning(register, world):
    assert look_up(Client(), "challenges:start_look_up")["Location"] == reverse("challenges:start")
    assert register.asked == []


@pytest.mark.parametrize("who", ["anonymous", "outsider"])
def test_registering_asks_to_sign_in_before_it_asks_the_register(log_in, register, world, who):
    look_up(log_in(who))
    assert len(register.asked) == (who != "anonymous")


def test_a_forged_form_asks_nothing(register, world):
    browser = Client(enforce_csrf_checks=True)
    written_by = Client()
    written(written_by)
    browser.cookies = written_by.cookies
    assert look_up(browser, "challenges:start_look_up").status_code == 403
    assert register.asked == []


def test_switched_off_there_is_no_button(log_in, world):
    html = log_in("outsider").get(reverse("tenancy:register")).content.decode()
    assert reverse("tenancy:register_look_up") not in html


@pytest.mark.usefixtures("register")
def test_switched_on_the_button_stands_beside_the_number(log_in, world):
    html = log_in("outsider").get(reverse("tenancy:register")).content.decode()
    assert f'formaction="{reverse("tenancy:register_look_up")}"' in html


def test_the_demonstration_says_that_its_companies_are_invented(log_in, world, settings):
    settings.DEMO = True
    response = look_up(log_in("outsider"), business_id=invented.EXAMPLE)
    assert shown(response)["name"] == invented.COMPANIES[invented.EXAMPLE].name
    assert "keksitty yritys" in text_of(response)
    assert "CC BY" not in text_of(response)
