"""Home, text pages and desks, as people of the cast see them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.states import State
from experiments.states import State as ExperimentState
from mint import clock
from mint.isolation import context
from mint.pages import figures
from tests.factories import ChallengeFactory
from tests.rows.experiments import make_experiment


@pytest.fixture
def open_challenges(world):
    with context.system("test"):
        return [
            ChallengeFactory(
                organisation=world.company,
                municipality=world.place,
                state=State.OPEN,
                title=f"Reed into the loop {n}",
                deadline_on=clock.today() + timedelta(days=30),
                published_at=clock.now(),
            )
            for n in range(4)
        ]


def test_the_home_page_counts_open_challenges_on_the_map_and_shows_the_three_newest(client, world, open_challenges):
    html = client.get("/en/").content.decode()
    assert f'aria-label="{world.place.name}, 4 open challenges"' in html
    assert f'aria-label="{world.other_place.name}, 0 open challenges"' in html
    assert html.count("Reed into the loop") == 3


def test_drafts_are_not_on_the_home_page(client, world):
    with context.system("test"):
        ChallengeFactory(
            organisation=world.company, municipality=world.place, state=State.DRAFT, title="Half a thought"
        )
    assert "Half a thought" not in client.get("/fi/").content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("name", ["home", "about", "accessibility", "privacy"])
def test_every_public_page_is_there_in_each_language(client, world, language, name):
    path = reverse(f"pages:{name}").split("/", 2)[2]
    response = client.get(f"/{language}/{path}")
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert f'hreflang="{language}" aria-current="true"' in html


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_about_the_platform_leads_to_the_reviews_and_the_open_data(client, world, language):
    html = client.get(f"/{language}/tietoa/").content.decode()
    assert [f'href="/{language}/{path}/"' in html for path in ("katsaukset", "avoin-data")] == [True, True]


@pytest.mark.parametrize(
    ("who", "organisation", "heading"),
    [
        ("coordinator", "municipality", "Waiting for you"),
        ("curator", "university", "Waiting for you"),
        ("owner", "company", "What we need from you"),
    ],
)
def test_each_kind_of_organisation_has_its_own_desk(log_in, world, who, organisation, heading):
    response = log_in(who).get(f"/en/t/{getattr(world, organisation).slug}/")
    assert response.status_code == 200
    assert heading in response.content.decode()


@pytest.mark.parametrize(
    ("who", "shown"),
    [("manager", True), ("curator", False)],
)
def test_reports_are_in_the_rail_of_a_project_manager_only(log_in, world, who, shown):
    html = log_in(who).get(f"/en/t/{world.university.slug}/").content.decode()
    rail = f'href="{reverse("reports:list", args=[world.university.slug]).replace("/fi/", "/en/")}"'
    assert (rail in html) == shown


@pytest.mark.parametrize(("who", "status"), [("anonymous", 302), ("stranger", 404), ("clerk", 200)])
def test_a_desk_is_its_members_own(log_in, world, who, status):
    assert log_in(who).get(f"/fi/t/{world.municipality.slug}/").status_code == status


def test_my_workspace_leads_to_the_first_organisation_or_says_how_to_get_one(log_in, world):
    response = log_in("owner").get("/fi/omat/")
    assert (response.status_code, response["Location"]) == (302, f"/fi/t/{world.company.slug}/")
    assert reverse("tenancy:register").split("/", 2)[2] in log_in("outsider").get("/fi/omat/").content.decode()


def test_a_missing_page_says_so_in_the_language_of_its_address(client, world):
    response = client.get("/sv/utmaningen-som-inte-finns/")
    assert response.status_code == 404
    assert '<html lang="sv"' in response.content.decode()


def test_the_home_page_costs_six_statements_however_many_challenges_there_are(
    client, world, open_challenges, django_assert_max_num_queries
):
    client.get("/fi/")  # the figures are counted once in a while
    with django_assert_max_num_queries(6):
        assert client.get("/fi/").status_code == 200


@pytest.mark.parametrize(("weeks", "average"), [((), None), ((6, 8), 7)])
def test_the_home_page_says_how_long_an_experiment_takes_when_some_have_ended(weeks, average, world):
    with context.system("test"):
        for length in weeks:
            times = {"started_at": clock.now() - timedelta(weeks=length), "finished_at": clock.now()}
            make_experiment(world, ExperimentState.DECIDED, publication="open", **times, metric=False)
    values = [each["value"] for each in figures.so_far()]
    assert values[4:] == ([average] if average else [])
