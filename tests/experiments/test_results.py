"""The effect of a metric on its pages, the outcome by the frozen rule and the evidence grade."""

import re
import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from experiments import actions, measuring, results, workflow
from experiments.evidence import evidence_of
from experiments.models import EvidenceReview, Experiment, Metric
from experiments.plan import deviations, digest, snapshot
from experiments.states import Grade, State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError
from tests.experiments.conftest import now_in_database
from tests.rows.experiments import add_measurement
from tests.rows.matching import TENANT

BEFORE, DURING = (4.1, 3.9, 4.2, 4.0, 3.8, 4.0), (3.0, 2.6, 2.4, 2.1, 2.2, 1.9)
RULE = {"design": "before_after", "smallest_worthwhile": Decimal("0.5"), "spread": Decimal(1)}


@pytest.fixture
def measured(make):
    """`measured("running")`: a metric with a design, values before the first day and during the experiment."""

    def build(state=State.RUNNING, *, during=DURING, rule=RULE, **columns):
        experiment = make(state, **columns)
        with context.system("test"):
            metric = experiment.metrics.get()
            Metric.objects.filter(pk=metric.pk).update(**rule)
            plan = snapshot(experiment)
            experiment.plan, experiment.plan_hash = plan, digest(plan)
            experiment.submitted_at = clock.at(experiment.starts_on - timedelta(days=20))
            experiment.save()
            first = (clock.today() - experiment.starts_on).days
            for week, value in enumerate(BEFORE, start=1):
                add_measurement(metric, first + 7 * week, value)
            for week, value in enumerate(during):
                add_measurement(metric, first - 7 * week, value)
            results.refresh(experiment)
        return now_in_database(experiment)

    return build


def page(response):
    return unescape(response.content.decode())


def url(experiment, name, who="editor"):
    return reverse(f"experiments:{name}", args=[TENANT[who], experiment.pk])


def result_form(experiment, **more):
    said = {"result": "Laski.", "learnings": "Opittiin.", "outcome": "supported", "outcome_reason": ""}
    return {**said, "version": experiment.version, **more}


def test_the_public_page_says_the_effect_with_its_uncertainty(measured, log_in):
    experiment = measured(publication="open")
    with override("fi"):
        text = page(log_in("anonymous").get(experiment.get_absolute_url()))

    assert "Käynnit laskivat 1,6 kappaletta; todellinen muutos on todennäköisesti" in text
    assert "pienimmän merkityksellisen muutoksen (−0,5): hypoteesi saa tukea" in text
    assert 'role="img"' in text
    assert "<title id=" in text
    assert "<desc id=" in text
    assert "Vähän arvoja" in text
    assert "Hedgesin g" in text


def test_an_interrupted_series_tells_the_change_of_its_trend_beside_that_of_its_level(measured, log_in):
    experiment = measured(publication="open", rule={**RULE, "design": "its"})
    with override("en"):
        text = page(log_in("anonymous").get(experiment.get_absolute_url()))
    assert re.search(
        r"Change of trend \(\w+ from one value to the next\)</dt><dd>[−+][\d.,]+ \([−+][\d.,]+ to [−+]?[\d.,]+\)<", text
    )


def test_a_page_never_reckons_and_says_when_the_worker_is_behind(measured, log_in, run_outbox, world, acting_as):
    experiment = measured(publication="open")
    with acting_as("editor") as actor:
        metric = Metric.objects.get(experiment=experiment)
        measuring.record_measurement(metric, actor=actor, measured_on=clock.today(), value=Decimal(2))
    with override("fi"):
        assert "Vaikutusta lasketaan" in page(log_in("anonymous").get(experiment.get_absolute_url()))
        assert "experiments.reckon_effects" in run_outbox()
        assert "Käynnit laskivat" in page(log_in("anonymous").get(experiment.get_absolute_url()))


def test_the_web_process_does_not_import_scipy():
    code = (
        "import sys, django; django.setup(); import mint.celery, mint.urls;"
        "print([name for name in ('numpy', 'scipy', 'pandas', 'statsmodels') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("during", "outcome"),
    [
        (DURING, "supported"),
        ((4.0, 3.9, 4.1, 4.0, 3.9, 4.1), "not_supported"),
        ((4.0, 3.0, 4.1, 2.9, 4.2, 3), "inconclusive"),
    ],
)
def test_the_outcome_follows_from_the_frozen_rule(during, outcome, measured, log_in):
    experiment = measured(State.EVALUATING, during=during, outcome="")
    log_in("editor").post(url(experiment, "result"), result_form(experiment, outcome=outcome))
    experiment = now_in_database(experiment)

    assert (experiment.outcome, experiment.outcome_computed, experiment.outcome_reason) == (outcome, outcome, "")


def test_the_result_page_shows_the_effect_and_what_the_rule_says(measured, log_in):
    experiment = measured(State.EVALUATING, outcome="")
    with override("fi"):
        text = page(log_in("editor").get(url(experiment, "result")))

    assert "Käynnit laskivat 1,6 kappaletta" in text
    assert "Lukitun suunnitelman päätössäännön mukaan: Hypoteesi sai tukea." in text
    assert re.search(r'value="supported"[^>]* checked', text)


def test_another_outcome_takes_a_reason_and_shows(measured, log_in):
    experiment = measured(State.EVALUATING, outcome="", publication="open")
    client, other = log_in("editor"), {"outcome": "inconclusive"}
    refused = client.post(url(experiment, "result"), result_form(experiment, **other))
    assert refused.status_code == 422
    assert now_in_database(experiment).outcome == ""

    why = "Pakkasta ei ollut lainkaan, joten talvea ei tunneta."
    assert (
        client.post(url(experiment, "result"), result_form(experiment, **other, outcome_reason=why)).status_code == 302
    )
    experiment = now_in_database(experiment)
    assert (experiment.outcome, experiment.outcome_computed) == ("inconclusive", "supported")
    entry = Entry.objects.get(verb="experiment.outcome_overridden")
    assert (entry.reason, entry.data) == (why, {"computed": "supported", "outcome": "inconclusive"})
    assert why in page(client.get(url(experiment, "manage")))


def test_the_rule_is_the_frozen_one_whatever_the_plan_says_later(measured):
    experiment = measured()
    with context.system("test"):
        Metric.objects.filter(experiment=experiment).update(smallest_worthwhile=Decimal(3), direction="up")
        metric = Metric.objects.get(experiment=experiment)
        assert results.outcome_of(experiment, [metric]) == "supported"
        assert [deviation.planned for deviation in deviations(experiment)] == ["Arvon pitää laskea", "0,5"]


@pytest.mark.services
def test_the_database_keeps_a_reason_for_another_outcome(measured):
    experiment = measured(State.EVALUATING)
    with pytest.raises(IntegrityError), context.system("test"), transaction.atomic():
        Experiment.objects.filter(pk=experiment.pk).update(outcome_computed="inconclusive", outcome_reason="")


def test_a_decision_waits_for_a_result_of_todays_values(measured, acting_as):
    experiment = measured(State.EVALUATING)
    with context.system("test"):
        Experiment.objects.filter(pk=experiment.pk).update(outcome_computed="")
    with acting_as("editor") as actor, pytest.raises(MoveError, match="have changed"), override("en"):
        workflow.decide(Experiment.objects.get(pk=experiment.pk), actor=actor, reason="Toimii.", decision="stop")


def decided(experiment, acting_as):
    with acting_as("editor") as actor:
        fresh = Experiment.objects.get(pk=experiment.pk)
        said = {"result": "Laski.", "learnings": "Opittiin.", "outcome": "supported"}
        fresh = actions.write_result(fresh, actor=actor, version=fresh.version, values=said)
        workflow.decide(fresh, actor=actor, reason="Toimii.", decision="scale")
    return now_in_database(experiment)


def test_the_grade_is_computed_with_its_reasons(measured, acting_as):
    experiment = decided(measured(State.EVALUATING), acting_as)
    with context.system("test"):
        found = evidence_of(experiment, list(experiment.metrics.all()))

    assert (experiment.evidence, experiment.evidence_computed, found.grade) == (Grade.WEAK,) * 3
    assert [reason.points for reason in found.reasons] == [1, 0, 1, 1, 0]


def test_a_plan_frozen_after_the_first_measurement_is_moderate_at_best(measured):
    experiment = measured(State.EVALUATING)
    experiment.submitted_at = clock.now()
    with context.system("test"):
        found = evidence_of(experiment, list(experiment.metrics.all()))

    assert found.grade <= Grade.MODERATE
    assert not found.reasons[2].is_met


REVIEW = {"grade": 1, "reason": "Vertailuryhmää ei ollut."}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302), ("stranger", 404), ("viewer", 403), ("editor", 403), ("owner", 403), ("partner", 403),
        ("manager", 403), ("coordinator", 302), ("curator", 302),
    ],
)  # fmt: skip
def test_only_somebody_from_outside_reviews_the_grade(who, status, measured, acting_as, log_in):
    experiment = decided(measured(State.EVALUATING), acting_as)
    address = url(experiment, "evidence", who="editor" if who == "anonymous" else who)
    assert log_in(who).post(address, REVIEW).status_code == status
    has = who in {"coordinator", "curator"}
    with context.system("test"):
        assert EvidenceReview.objects.count() == has
    assert now_in_database(experiment).evidence == (Grade.VERY_WEAK if has else Grade.WEAK)
    assert Entry.objects.filter(verb="experiment.evidence_reviewed").count() == has


def test_the_review_shows_on_the_public_page_and_the_list(measured, acting_as, log_in):
    experiment = decided(measured(State.EVALUATING, publication="open"), acting_as)
    log_in("curator").post(url(experiment, "evidence", "curator"), REVIEW)
    with override("fi"):
        text = page(log_in("anonymous").get(experiment.get_absolute_url()))
        assert "Hyvin heikko näyttö." in text
        assert "Laskettu: Heikko näyttö. Arvioijan antama arvosana on voimassa." in text
        assert REVIEW["reason"] in text
        assert "Hyvin heikko näyttö" in page(log_in("anonymous").get(reverse("experiments:list")))


@pytest.mark.parametrize(
    "data", [{"grade": 4, "reason": "Olisi parempi."}, {"grade": 2, "reason": "Niin"}, {"grade": ""}]
)
def test_a_grade_is_not_raised_nor_given_without_a_reason(data, measured, acting_as, log_in):
    experiment = decided(measured(State.EVALUATING), acting_as)

    assert log_in("curator").post(url(experiment, "evidence", "curator"), data).status_code == 422
    with context.system("test"):
        assert not EvidenceReview.objects.exists()


def test_nothing_is_graded_before_the_decision(measured, acting_as):
    experiment = measured(State.EVALUATING)
    with acting_as("curator") as actor, pytest.raises(MoveError):
        actions.review_evidence(
            Experiment.objects.get(pk=experiment.pk), actor=actor, grade=1, reason="Liian aikaista."
        )
    with acting_as("editor") as actor, pytest.raises(PermissionDenied):
        actions.review_evidence(
            Experiment.objects.get(pk=experiment.pk), actor=actor, grade=1, reason="Oma kokeilu on."
        )


@pytest.mark.services
@pytest.mark.parametrize("who", ["owner", "editor", "partner", "stranger", "manager", "other_curator"])
def test_the_database_lets_no_party_grade(who, measured, acting_as, world):
    experiment = decided(measured(State.EVALUATING), acting_as)
    with pytest.raises(DatabaseError), acting_as(who) as actor, transaction.atomic():
        EvidenceReview.objects.create(
            organisation=world.company, experiment_id=experiment.pk, reviewer_id=actor.user_id,
            reviewing_id=actor.organisation_id, computed=2, grade=1, reason="Itse arvioitu.",
        )  # fmt: skip


@pytest.mark.services
@pytest.mark.parametrize(
    "columns", [{"grade": 3}, {"reason": ""}, {"grade": 0}, {"reviewing": "company"}, {"computed": 9}]
)
def test_the_database_refuses_a_raised_an_own_and_an_unreasoned_grade(columns, measured, acting_as, world):
    experiment = decided(measured(State.EVALUATING), acting_as)
    values = {"computed": 2, "grade": 1, "reason": "Näin on.", "reviewing": "municipality", **columns}
    values["reviewing"] = getattr(world, values["reviewing"])
    with pytest.raises(IntegrityError), context.system("test"), transaction.atomic():
        EvidenceReview.objects.create(organisation=world.company, experiment_id=experiment.pk, **values)


def test_undoing_the_decision_takes_the_grade_back(measured, acting_as):
    experiment = decided(measured(State.EVALUATING), acting_as)
    with acting_as("editor") as actor:
        workflow.undo(Experiment.objects.get(pk=experiment.pk), workflow.UNDECIDE, actor=actor)

    assert now_in_database(experiment).evidence is None
