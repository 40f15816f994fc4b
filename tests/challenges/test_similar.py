"""“Is this already here?”: while one writes, on the check page, and only of what one may see."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from challenges.states import State
from mint.isolation import context
from mint.search import reading
from tests.bench.counting import Count
from tests.factories import ChallengeFactory

TYPED = {
    "title": "Järviruo'on niitto ja käyttö rannoilla",
    "problem": "Rannoilta niitetään järviruokoa, eikä kukaan osta sitä.",
}
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def rows(world):
    """One open and near, one near but a stranger's draft, and others about other things."""
    with context.system("test"):
        reed = ChallengeFactory(
            organisation=world.company, project=world.project, state=State.OPEN,
            title="Kuka ostaa rannoilta niitetyn järviruo'on?", problem="Järviruokoa niitetään rannoilta joka kesä.",
        )  # fmt: skip
        secret = ChallengeFactory(
            organisation=world.other_company, state=State.DRAFT,
            title="Järviruokoa rannoilta", problem="Rannoilta niitetään järviruokoa.",
        )  # fmt: skip
        for title in ("Kyydit kotihoidon asiakkaille", "Koulun tilat illalla käyttöön", "Kesätyöt yhdessä"):
            ChallengeFactory(organisation=world.company, state=State.OPEN, title=title, problem="Aivan muuta.")
        while reading.read_unread():
            pass
    return {"reed": reed, "secret": secret}


def shown(response):
    return [each.title for each in response.context["similar"]]


def ask(client, who, **typed):
    urls = {"anonymous": reverse("challenges:start_similar")}
    tenants = {"partner": "partner", "stranger": "other-company", "coordinator": "municipality", "owner": "company"}
    address = urls.get(who) or reverse("challenges:similar", args=[tenants[who]])
    return client.post(address, {**TYPED, **typed}, **HTMX)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("anonymous", ["reed"]), ("partner", ["reed"]), ("coordinator", ["reed"]), ("owner", ["reed"]),
        ("stranger", ["secret", "reed"]),
    ],
)  # fmt: skip
def test_each_sees_what_is_near_of_what_they_may_see(who, seen, rows, log_in):
    response = ask(log_in(who), who)
    assert set(shown(response)) == {rows[name].title for name in seen}
    assert rows["reed"].get_absolute_url() in response.content.decode()
    assert response.content.decode().count("Parikkala") == 0 or who == "stranger"


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "", "problem": ""},
        {"title": "Bussi", "problem": ""},
        {"title": "Miten voisimme saada käyttöön uuden keinon?", "problem": ""},
        {"title": "Kvanttilaskenta pankeissa", "problem": "Salausavaimet vanhenevat nopeasti."},
    ],
)
def test_it_is_quiet_where_nothing_is_near(typed, rows, log_in):
    assert ask(log_in("partner"), "partner", **typed).content.strip() == b""


@pytest.mark.parametrize("strange", ["\x00", "a" * 1_000_000, "' | :* & !('", "ö" * 200_000])
def test_strange_text_is_no_accident(strange, rows, log_in):
    assert ask(log_in("partner"), "partner", title=strange, problem=strange).status_code in {200, 204}


def test_ones_own_draft_is_not_like_itself(rows, log_in):
    other = rows["secret"]
    response = ask(log_in("stranger"), "stranger", but=str(other.form_key))
    assert shown(response) == [rows["reed"].title]


def test_five_at_most_in_three_statements(rows, world, log_in):
    with context.system("test"):
        for _ in range(8):
            ChallengeFactory(organisation=world.company, state=State.OPEN, **TYPED)
    client = log_in("partner")
    ask(client, "partner")
    cache.clear()
    with connection.execute_wrapper(counted := Count()):
        response = ask(client, "partner")
    assert len(shown(response)) == 5
    told = ("search_alike", "search_form", "challenges_challenge")
    mine = [sql for sql, _given in counted.statements if any(word in sql for word in told)]
    assert len(mine) == 3


def test_asking_too_often_is_answered_with_nothing(rows, log_in, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "similar": "1/m/ip"}
    client = log_in("partner")
    assert [ask(client, "partner").status_code for _ in range(2)] == [200, 204]


def test_without_scripts_it_stands_on_the_step_and_on_the_check(rows, world, log_in):
    with context.system("test"):
        draft = ChallengeFactory(organisation=world.partner, state=State.DRAFT, **TYPED)
    client = log_in("partner")
    for page in (
        reverse("challenges:step", args=["partner", draft.pk, 1]),
        reverse("challenges:check", args=["partner", draft.pk]),
    ):
        assert shown(client.get(page)) == [rows["reed"].title]
    assert "similar" not in client.get(reverse("challenges:step", args=["partner", draft.pk, 2])).context


def test_a_visitor_sees_it_on_the_check_too(rows, client):
    from tests.challenges.test_brief import second

    client.get(reverse("challenges:start_step", args=[1]))
    client.post(reverse("challenges:start_step", args=[1]), {**TYPED, "affected": "Kolme kuntaa"})
    client.post(reverse("challenges:start_step", args=[2]), second())
    assert shown(client.get(reverse("challenges:start_check"))) == [rows["reed"].title]
    assert shown(client.get(reverse("challenges:start_step", args=[1]))) == [rows["reed"].title]


@pytest.mark.parametrize(("who", "joins"), [("other_coordinator", True), ("partner", False)])
def test_what_is_open_can_be_followed_and_a_municipality_may_propose_to_join(who, joins, rows, world, log_in):
    with context.system("test"):
        ChallengeFactory(
            organisation=world.municipality, state=State.OPEN, title="Niitetty järviruoko kunnan rannoilta", problem="Järviruokoa niitetään."
        )  # fmt: skip
    tenant = {"other_coordinator": "other-municipality", "partner": "partner"}[who]
    response = log_in(who).post(reverse("challenges:similar", args=[tenant]), TYPED, **HTMX)
    of_municipality = next(each for each in response.context["similar"] if each.owner == "Municipality")
    assert (of_municipality.follow_url.endswith("#yhdessa" if joins else "#keskustelu"), of_municipality.may_join) == (
        True,
        joins,
    )


@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("stranger", 404), ("anonymous", 302)])
def test_who_may_not_write_is_not_answered(who, status, rows, log_in):
    assert log_in(who).post(reverse("challenges:similar", args=["company"]), TYPED).status_code == status
