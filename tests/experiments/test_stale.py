"""A stale form shows both versions, loses nothing and overwrites nothing; its errors lead to their fields."""

from decimal import Decimal

import pytest
from django.urls import reverse

from experiments.models import Measurement
from experiments.states import State
from mint.isolation import context
from tests.clashes import rows_of
from tests.experiments.conftest import metric_of, now_in_database
from tests.experiments.test_plan import plan_of, url
from tests.rows.experiments import add_measurement


def test_a_stale_plan_shows_both_versions_and_is_saved_on_the_second_submit(make, log_in):
    experiment = make(State.PLANNING)
    theirs = plan_of(experiment, title="Kumppanin", **{"mittari-0-target": "1"})
    log_in("partner").post(url("plan", experiment.pk, who="partner"), theirs)
    browser, mine = log_in("editor"), plan_of(experiment, title="Minun", **{"mittari-TOTAL_FORMS": 1})
    response = browser.post(url("plan", experiment.pk), mine)
    assert (response.status_code, now_in_database(experiment).title) == (409, "Kumppanin")
    found = rows_of(response)
    assert found[0][1:] == ("Kumppanin", "Minun")
    assert [row[1:] for row in found if row[0].startswith("Käynnit")] == [("1", "2")]
    assert [row[2] for row in found if row[0].startswith("Vahingot")] == ["–"]
    assert 'value="Minun"' in response.content.decode()
    again = {**mine, "version": response.context["form"]["version"].value()}
    assert browser.post(url("plan", experiment.pk), again).status_code == 302
    assert now_in_database(experiment).title == "Minun"


def test_a_stale_result_shows_both_versions(make, log_in):
    experiment = make(State.EVALUATING)
    posted = {"result": "Kumppanin.", "learnings": "Opittiin.", "outcome": "supported", "version": 1}
    log_in("partner").post(url("result", experiment.pk, who="partner"), posted)
    response = log_in("editor").post(url("result", experiment.pk), {**posted, "result": "Minun."})
    assert (response.status_code, now_in_database(experiment).result) == (409, "Kumppanin.")
    assert [row[1:] for row in rows_of(response)] == [("Kumppanin.", "Minun.")]


def test_a_stale_correction_shows_both_values(make, log_in):
    experiment = make(State.RUNNING)
    with context.system("test"):
        row = add_measurement(metric_of(experiment), 2, 3)
    address = url("correct", experiment.pk, row.pk)
    log_in("partner").post(url("correct", experiment.pk, row.pk, who="partner"), {"value": "4"})
    response = log_in("editor").post(address, {"value": "5"})
    assert (response.status_code, [row[1:] for row in rows_of(response)]) == (409, [("4", "5")])
    with context.system("test"):
        newest = Measurement.objects.get(is_current=True)
        assert (newest.value, Measurement.objects.count()) == (Decimal(4), 2)
    assert url("correct", experiment.pk, newest.pk) in response.content.decode()


def test_the_reason_of_a_stale_move_stays_on_the_page(make, log_in):
    experiment = make(State.IN_REVIEW)
    address = url("move", experiment.pk, "returned", who="coordinator")
    response = log_in("coordinator").post(address, {"version": 7, "reason": "Täydennä mittari."})
    assert (response.status_code, now_in_database(experiment).state) == (409, State.IN_REVIEW)
    assert "Täydennä mittari." in response.content.decode()


def test_a_stale_choice_of_publicity_is_refused(make, log_in):
    experiment = make(State.RUNNING)
    posted = {"publication": "none", "version": 7}
    assert log_in("owner").post(url("publication", experiment.pk), posted).status_code == 409
    assert now_in_database(experiment).publication == experiment.publication


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"mittari-0-baseline": "neljä"}, "#id_mittari-0-baseline"),
        ({"mittari-0-baseline_on": ""}, "#id_mittari-0-baseline_on"),
        ({"mittari-1-unit": ""}, "#id_mittari-1-unit"),
        ({"title": ""}, "#id_title"),
    ],
    ids=str,
)
def test_every_error_of_the_plan_is_in_the_summary_with_a_link_to_its_field(changes, anchor, make, log_in):
    experiment = make(State.PLANNING)
    page = log_in("editor").post(url("plan", experiment.pk), plan_of(experiment, **changes)).content.decode()
    assert page.count('class="error-summary"') == 1
    assert f'<a href="{anchor}">' in page
    assert f'id="{anchor[1:]}"' in page


@pytest.mark.parametrize(("who", "page", "shown"), [("anonymous", "", False), ("stranger", "", False), ("partner", "manage", True)])  # fmt: skip
def test_the_name_of_who_answers_is_for_the_parties(who, page, shown, make, log_in):
    experiment = make(State.FOLLOW_UP, responsible="Teija Vastaava")
    address = url(page, experiment.pk, who=who) if page else experiment.get_absolute_url()
    assert ("Teija Vastaava" in log_in(who).get(address).content.decode()) == shown


@pytest.mark.parametrize(("state", "leads"), [(State.RUNNING, ""), (State.PLANNING, "/tili/login/")])
def test_the_short_address_leads_everybody_to_a_public_page_and_hides_the_others(state, leads, make, log_in):
    experiment = make(state)
    for noun, row in (("experiments", experiment), ("challenges", experiment.challenge)):
        response = log_in("anonymous").get(reverse(f"{noun}:go", args=[row.pk]))
        expected = leads if noun == "experiments" and leads else row.get_absolute_url()
        assert (response.status_code, expected in response["Location"]) == (302, True)
