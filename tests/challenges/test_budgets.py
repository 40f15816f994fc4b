"""What challenge pages may cost, in counts (quality.md, Speed); times are the bench's."""

import pytest
from django.db import connection
from django.urls import reverse

from challenges.states import State
from mint.isolation import context
from tests.bench.counting import Count
from tests.bench.result import LIMITS
from tests.bench.texts import SENTENCES, TITLES
from tests.factories import ChallengeFactory


@pytest.fixture
def many(world):
    def make(count):
        with context.system("test"):
            return [
                ChallengeFactory(
                    organisation=world.company,
                    project=world.project,
                    state=State.OPEN,
                    title=TITLES[number % len(TITLES)],
                    problem=" ".join(SENTENCES[:5]),
                )
                for number in range(count)
            ]

    return make


def address(page, challenge):
    return {
        "public_list": reverse("challenges:list"),
        "public_detail": challenge.get_absolute_url(),
        "signed_in_list": reverse("challenges:table", args=["municipality"]),
        "signed_in_search": reverse("challenges:table", args=["municipality"]) + "?q=haaste",
        "signed_in_find": reverse("search:workspace", args=["municipality"]) + "?q=saimaasta",
        "signed_in_detail": reverse("challenges:manage", args=["municipality", challenge.pk]),
    }[page]


def asked(browser, path):
    browser.get(path)
    counted = Count()
    with connection.execute_wrapper(counted):
        response = browser.get(path)
    assert response.status_code == 200
    return counted, response


OF_CHALLENGES = [page for page in LIMITS if page != "public_experiment"]  # that one: tests/experiments/test_course.py


@pytest.mark.parametrize("page", OF_CHALLENGES)
def test_a_page_stays_within_its_statements_and_bytes(page, many, log_in):
    challenge = many(30)[-1]
    counted, response = asked(
        log_in("coordinator" if page.startswith("signed_in") else "anonymous"), address(page, challenge)
    )
    assert len(counted.statements) <= LIMITS[page].sql
    assert counted.repeated == 0
    assert len(response.content) <= LIMITS[page].bytes


@pytest.mark.parametrize("page", ["public_list", "signed_in_list"])
def test_a_list_fetches_the_same_rows_from_few_and_from_many(page, many, log_in):
    browser = log_in("coordinator" if page.startswith("signed_in") else "anonymous")
    path = address(page, many(30)[0])
    few, _ = asked(browser, path)
    many(100)
    more, _ = asked(browser, path)
    assert (more.rows, len(more.statements)) == (few.rows, len(few.statements))
