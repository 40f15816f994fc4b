"""Pages of municipalities: for everybody and for their own people."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from mint import clock
from mint.isolation import context
from municipalities.duties import to_check
from municipalities.models import AttractionFactor, MunicipalityProfile
from municipalities.workflow import complete
from tests.clashes import rows_of
from tests.factories import ChallengeFactory

OWN = "/t/municipality/vetovoima/"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_public_pages_answer_in_every_language(language, make_factor, log_in):
    make_factor("published")
    browser = log_in("anonymous")
    assert browser.get(f"/{language}/kunnat/").status_code == 200
    assert browser.get(f"/{language}/kunnat/luumaki/").status_code == 200
    assert browser.get(f"/{language}/kunnat/lemi/").status_code == 404


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_work_pages_answer_in_every_language(language, make_factor, log_in):
    factor = make_factor("published")
    browser = log_in("coordinator")
    for path in ("", "uusi/", "esittely/", f"{factor.pk}/"):
        assert browser.get(f"/{language}{OWN}{path}").status_code == 200


def test_each_card_says_where_the_figure_is_from_and_what_is_stale(make_factor, log_in):
    long_ago = clock.today() - timedelta(days=400)
    make_factor("published", checked_on=long_ago, next_check_on=clock.today())
    page = log_in("anonymous").get("/en/kunnat/luumaki/").content.decode()
    assert "Kunnan varauskirja" in page
    assert "Out of date: last checked" in page


def test_drafts_stay_inside(make_factor, log_in):
    make_factor(name="Salainen")
    assert "Salainen" not in log_in("stranger").get("/fi/kunnat/luumaki/").content.decode()


def test_a_company_has_no_factors(make_factor, log_in):
    assert log_in("owner").get("/fi/t/company/vetovoima/").status_code == 404


def _form(**values):
    return {"once": uuid4(), "category": "nature", "name": "Lintutorni", "licence": "cc_by", "language": "fi"} | values


def test_the_same_form_sent_twice_makes_one_factor(world, log_in):
    browser, data = log_in("coordinator"), _form(baseline="2,5", target="1 000")
    answers = [browser.post(f"/fi{OWN}uusi/", data) for _ in range(2)]
    with context.system("test"):
        factor = AttractionFactor.objects.get()
    assert [answer.status_code for answer in answers] == [303, 303]
    assert (float(factor.baseline), float(factor.target), factor.project) == (2.5, 1000, world.project)


@pytest.mark.parametrize(
    "bad",
    [
        {"name": "a" * 1_000_000},
        {"name": "a\0b"},
        {"name": ""},
        {"category": "magic"},
        {"value": "10"},
        {"value": "10", "value_on": "2999-01-01"},
        {"baseline": "NaN"},
        {"baseline": "1e400"},
        {"next_check_on": "2020-01-01"},
        {"source_url": "javascript:alert(1)"},
    ],
)
def test_bad_input_gets_a_clear_answer(bad, world, log_in):
    response = log_in("coordinator").post(f"/fi{OWN}uusi/", _form(**bad))
    assert response.status_code == 422
    with context.system("test"):
        assert not AttractionFactor.objects.exists()


def test_the_introduction_is_written_once_and_shown(world, log_in):
    browser = log_in("coordinator")
    for lead in ("Raja ja rata", "Raja, rata ja tie"):
        version = browser.get(f"/fi{OWN}esittely/").context["form"]["version"].value()
        sent = {"lead": lead, "language": "fi", "version": version}
        assert browser.post(f"/fi{OWN}esittely/", sent).status_code == 302
    with context.system("test"):
        assert MunicipalityProfile.objects.get().municipality == world.place
    assert "Raja, rata ja tie" in log_in("anonymous").get("/fi/kunnat/luumaki/").content.decode()
    assert log_in("clerk").post(f"/fi{OWN}esittely/", {"lead": "Ei", "language": "fi"}).status_code == 403


@pytest.mark.parametrize("is_first", [True, False])
def test_a_stale_introduction_shows_both_versions_and_is_saved_on_the_second_submit(is_first, world, log_in):
    mine = {"lead": "Minun", "language": "sv", "version": 0}
    if not is_first:
        with context.system("test"):
            MunicipalityProfile.objects.create(organisation=world.municipality, municipality=world.place)
        mine["version"] = 1
    browser, address = log_in("coordinator"), f"/fi{OWN}esittely/"
    assert browser.post(address, {**mine, "lead": "Kollegan", "language": "fi"}).status_code == 302
    response = browser.post(address, mine)
    assert response.status_code == 409
    assert [row[1:] for row in rows_of(response)] == [("Kollegan", "Minun"), ("Suomi", "Svenska")]
    assert profile_now().lead == "Kollegan"
    again = {**mine, "version": response.context["form"]["version"].value()}
    assert browser.post(address, again).status_code == 302
    assert (profile_now().lead, profile_now().language) == ("Minun", "sv")


def profile_now():
    with context.system("test"):
        return MunicipalityProfile.objects.get()


def test_the_form_shows_the_language_of_the_text_not_that_of_the_reader(world, log_in):
    with context.system("test"):
        MunicipalityProfile.objects.create(organisation=world.municipality, municipality=world.place, language="sv")
    response = log_in("coordinator").get(f"/fi{OWN}esittely/")
    assert response.context["form"]["language"].value() == "sv"
    assert 'for="id_version"' not in response.content.decode()


def test_a_stale_factor_shows_both_versions_and_its_check_is_refused(make_factor, log_in):
    factor, browser = make_factor("published"), log_in("coordinator")
    address = f"/fi{OWN}{factor.pk}/"
    mine = {**browser.get(address).context["form"].initial, "once": factor.once, "version": 1}
    mine = {name: "" if value is None else value for name, value in mine.items()}
    assert browser.post(address, {**mine, "target": "1 200"}).status_code == 303
    response = browser.post(address, {**mine, "target": "900"})
    assert (response.status_code, [row[1:] for row in rows_of(response)]) == (409, [("1200", "900")])
    assert browser.post(f"{address}tarkistettu/", {"version": 1, "value": "5"}).status_code == 409
    with context.system("test"):
        factor.refresh_from_db()
    assert (factor.target, factor.version) == (1200, 2)


def test_a_check_that_is_due_waits_as_a_duty(make_factor, acting_as, world):
    make_factor("published", checked_on=clock.today() - timedelta(days=9), next_check_on=clock.today())
    with acting_as("coordinator") as actor:
        duties = to_check(actor, world.municipality)
    with acting_as("clerk") as actor:
        none = to_check(actor, world.municipality)
    assert (len(duties), none) == (1, [])


@pytest.mark.parametrize(("who", "path"), [("anonymous", "/fi/kunnat/luumaki/"), ("coordinator", f"/fi{OWN}")])
def test_one_factor_costs_as_many_queries_as_25(who, path, make_factor, log_in):
    browser = log_in(who)
    make_factor("published")
    browser.get(path)
    with CaptureQueriesContext(connection) as few:
        browser.get(path)
    for _ in range(24):
        make_factor("published")
    with CaptureQueriesContext(connection) as many:
        browser.get(path)
    assert len(many) == len(few)


def test_what_publishing_needs_is_not_called_optional(log_in):
    with translation.override("en"):
        page = log_in("coordinator").get(reverse("municipalities:new", args=["municipality"])).content.decode()
    needed = re.findall(r'for="id_(\w+)">[^<]*<span class="opt">\(needed for publishing\)', page)
    assert needed == ["description", "indicator", "unit", "baseline", "target", "source"]
    factor = AttractionFactor(**dict.fromkeys(("description", "indicator", "unit", "source"), ""))
    assert str(complete(factor)).count(",") == len(needed) - 1


def old(make_factor, **values):
    day = clock.today()
    dates = {"checked_on": day - timedelta(days=400), "next_check_on": day - timedelta(days=35)}
    return make_factor("published", **dates, **values)


def test_what_is_out_of_date_says_so_with_its_day_and_is_not_compared(world, make_factor, client):
    make_factor("published", name="Tuore")
    factor = old(make_factor, name="Vanha")
    html = client.get(f"/en/kunnat/{world.place.slug}/").content.decode()
    day = f"{factor.checked_on:%-d %b %Y}"
    assert f"Out of date: last checked {factor.checked_on:%a} {day}" in html
    assert "1 attraction factor that is out of date is left out." in html
    compared = html[html.index('id="compare"') :]
    assert '<td class="n">1<span class="vh"> 1 out of date is left out</span></td>' in unlabelled(compared)
    assert "Vanha" not in client.get("/fi/").content.decode()
    assert "Tuore" in client.get("/fi/").content.decode()


def test_the_page_counts_open_challenges_and_compares_them(world, client):
    with context.system("test"):
        for state in ("open", "open", "in_review"):
            ChallengeFactory(organisation=world.company, state=state)
    html = client.get(f"/en/kunnat/{world.place.slug}/").content.decode()
    assert "2 open challenges" in html
    row = html[html.index('<tr aria-current="true">') :].partition("</tr>")[0]
    assert '<td class="n">2</td><td class="n">0</td><td class="n">0' in unlabelled(row)


def unlabelled(html):
    """Without the headings that each cell repeats for a phone."""
    return re.sub(r' data-l="[^"]*"', "", html)
