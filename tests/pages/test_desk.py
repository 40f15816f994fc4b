"""What a desk tells besides what waits: counts in the rail, what happened last, days ahead, targets of attraction."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from challenges import workflow
from challenges.states import State
from mint import clock
from mint.isolation import context
from mint.pages import coming, recent, waiting
from mint.tenancy.context import load
from municipalities.models import AttractionFactor
from tests.challenges.test_budgets import asked
from tests.factories import ChallengeFactory


@pytest.fixture
def factor(world):
    def make(**fields):
        day = clock.today()
        values = {
            "state": "published",
            "category": "work",
            "name": "Etätyöpiste",
            "indicator": "käyttäjiä",
            "unit": "kuukaudessa",
            "source": "Kunta",
            "baseline": 0,
            "target": 40,
            "value": 33,
            "value_on": day,
            "checked_on": day,
            "next_check_on": day + timedelta(days=200),
            "published_at": clock.now(),
        }
        with context.system("test"):
            own = world.municipality
            return AttractionFactor.objects.create(
                organisation=own, municipality=own.municipality, **{**values, **fields}
            )

    return make


@pytest.fixture
def sent(world):
    def make(count=1):
        with context.system("test"):
            return [
                ChallengeFactory(organisation=world.company, project=world.project, state=State.IN_REVIEW)
                for _ in range(count)
            ]

    return make


@pytest.mark.parametrize(
    "case",
    [("coordinator", "municipality", 2), ("curator", "university", 2), ("clerk", "municipality", 0)],
)
def test_the_rail_counts_what_waits_for_those_who_answer(case, sent, world, acting_as, log_in):
    who, tenant, queue = case
    sent(2)
    with acting_as(who) as actor:
        _actor, (organisation, *_rest) = load(world.people[who].pk)
        assert waiting.waiting_for(actor, organisation).get("queue", 0) == queue
    html = log_in(who).get(f"/en/t/{tenant}/").content.decode()
    assert ('<span class="count">2<span class="vh"> waiting</span>' in html) == (queue == 2)


def test_the_rail_is_right_at_once_when_something_has_been_answered(sent, log_in):
    (challenge,) = sent()
    browser = log_in("coordinator")
    assert '<span class="count">1' in browser.get("/en/t/municipality/jono/").content.decode()
    browser.post(reverse("challenges:move", args=["municipality", challenge.pk, "published"]))
    assert '<span class="count">1' not in browser.get("/en/t/municipality/jono/").content.decode()


def test_a_desk_tells_what_happened_last_and_who_did_it(sent, world, acting_as, log_in):
    (challenge,) = sent()
    with acting_as("coordinator") as actor:
        workflow.publish(challenge, actor=actor)
    html = log_in("clerk").get("/en/t/municipality/").content.decode()
    assert "published the challenge" not in html  # the entry is the company's and the coordinator's to read
    html = log_in("coordinator").get("/en/t/municipality/").content.decode()
    assert f"<b>{world.people['coordinator'].name}</b> published the challenge:" in html
    assert html.count(f">{challenge.title}</a>") == 3  # on the board, in what happened last, and in what is coming up


def test_what_its_reader_does_not_see_is_not_told(world, acting_as):
    from challenges import actions

    with acting_as("editor") as actor:
        actions.create_draft(organisation=world.company, key="0" * 32, actor=actor, data={"title": "Salainen"})
        organisation = load(world.people["editor"].pk)[1][0]
        assert [each["link"] for each in recent.events(actor, organisation)] == ["Salainen"]
    with acting_as("coordinator") as actor:
        organisation = load(world.people["coordinator"].pk)[1][0]
        assert recent.events(actor, organisation) == []


def test_days_ahead_come_nearest_first(world, factor, acting_as):
    day = clock.today()
    factor(next_check_on=day + timedelta(days=5))
    with context.system("test"):
        for days in (9, 3):
            ChallengeFactory(organisation=world.company, state=State.OPEN, deadline_on=day + timedelta(days=days))
    with acting_as("coordinator") as actor:
        organisation = load(world.people["coordinator"].pk)[1][0]
        assert [(each.on - day).days for each in coming.days(actor, organisation)] == [3, 5, 9]


@pytest.mark.parametrize(
    ("baseline", "value", "target", "reached"),
    [(0, 33, 40, 82), (150, 760, 900, 81), (10, 4, 2, 75), (5, 9, 5, 100), (5, 1, 9, 0)],
)
def test_a_meter_goes_from_the_baseline_to_the_target_which_may_be_lower(baseline, value, target, reached):
    factor = AttractionFactor(baseline=Decimal(baseline), value=Decimal(value), target=Decimal(target))
    assert factor.reached == reached


def test_a_municipalitys_desk_draws_its_targets_and_counts_what_is_out_of_date(factor, log_in):
    factor()
    factor(
        name="Vanha", checked_on=clock.today() - timedelta(days=500), next_check_on=clock.today() - timedelta(days=135)
    )
    html = log_in("clerk").get("/en/t/municipality/").content.decode()
    assert ("Etätyöpiste" in html, "Vanha" in html, "1 is out of date" in html) == (True, False, True)


@pytest.mark.parametrize("path", ["coordinator/municipality", "curator/university", "owner/company"])
def test_a_desk_costs_the_same_however_much_there_is(path, sent, factor, log_in, acting_as):
    who, tenant = path.split("/")

    def some(count):
        for challenge in sent(count):
            with acting_as("coordinator") as actor:
                workflow.publish(challenge, actor=actor)
        sent(count)
        factor()

    some(1)
    browser = log_in(who)
    few, _page = asked(browser, f"/fi/t/{tenant}/")
    some(6)
    many, _page = asked(browser, f"/fi/t/{tenant}/")
    assert len(many.statements) == len(few.statements)
    assert len(many.statements) <= 39  # one or two for each app that has something to tell there


@pytest.mark.parametrize("page", ["", "/fi/ilmoitukset/"])
def test_a_student_is_not_spoken_to_in_the_plural(page, log_in):
    html = log_in("student").get(page or "/fi/t/university/").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert re.findall(r"\b(?:teitä|teille|teidän|saatte|\w+stanne)\b", main, re.IGNORECASE) == []
