"""What a device sends is taken once and whole, or refused in words; the key opens one experiment and no more."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from jsonschema import Draft202012Validator

from experiments import results
from experiments.models import ExperimentParty, Measurement, Metric
from experiments.plan import snapshot
from experiments.sensing.models import Delivery, Key
from experiments.sensing.schema import SCHEMA
from experiments.states import Source, State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.tenancy.models import Membership
from tests.rows.experiments import add_metric, make_experiment
from tests.rows.sensing import TOKEN, make_key
from tests.sensing.conftest import at, values

ANSWER, PROBLEM = (Draft202012Validator(SCHEMA["$defs"][name]) for name in ("answer", "problem"))


def row(metric, value=12.5, **more):
    return {"metric": metric.pk, "at": at(), "value": value, **more}


def problem(response, status, kind):
    """The answer of a refusal is of its published form, and says what it is."""
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    said = response.json()
    PROBLEM.validate(said)
    assert (said["status"], said["type"]) == (status, f"urn:mint:problem:{kind}")
    assert said["detail"].endswith((".", "…"))
    return said


@pytest.mark.services
def test_a_delivery_is_saved_audited_and_answered(key, experiment, metric, send):
    response = send(experiment, [row(metric), row(metric, 13, at=at(hour=9), note="Sulaa")])
    assert (response.status_code, response.json()) == (201, {"received": 2, "new": 2, "known": 0})
    ANSWER.validate(response.json())
    assert values() == [(Decimal("12.5"), Source.SENSOR), (Decimal(13), Source.SENSOR)]
    with context.system("test"):
        entry = Entry.objects.get(verb="experiment.measurements_received")
        assert (entry.actor_id, entry.data) == (key.made_by_id, {"key": key.pk, "name": key.name, "rows": 2, "new": 2})
        assert Key.objects.get().last_used_at is not None


def test_a_day_will_do_where_one_value_a_day_is_measured(key, experiment, metric, send):
    day = clock.today() - timedelta(days=2)
    assert send(experiment, [{"metric": metric.pk, "on": str(day), "value": 3}]).status_code == 201
    with context.system("test"):
        assert list(Measurement.objects.values_list("measured_on", "measured_at")) == [(day, None)]


@pytest.mark.services
def test_the_same_delivery_again_is_answered_the_same_and_done_once(key, experiment, metric, send):
    rows = [row(metric)]
    first, second = (send(experiment, rows, Idempotency_Key="d-1") for _ in range(2))
    assert (first.status_code, second.status_code, first.json()) == (201, 200, second.json())
    assert len(values()) == 1
    other = send(experiment, [row(metric, at=at(hour=10))], Idempotency_Key="d-1")
    problem(other, 422, "idempotency-key")
    assert len(values()) == 1
    with context.system("test"):
        assert Delivery.objects.count() == 1


def test_a_moment_takes_one_value_and_another_is_refused_whole(key, experiment, metric, send):
    send(experiment, [row(metric)])
    again = send(experiment, [row(metric), row(metric, 7, at=at(hour=11))])
    assert (again.status_code, again.json()) == (201, {"received": 2, "new": 1, "known": 1})
    said = problem(send(experiment, [row(metric, 8, at=at(hour=12)), row(metric, 99)]), 422, "values")
    assert [error["pointer"] for error in said["errors"]] == ["/measurements/1"]
    assert [value for value, _ in values()] == [Decimal("12.5"), Decimal(7)]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"value": "12,5"}, "/measurements/0/value"),
        ({"value": True}, "/measurements/0/value"),
        ({"value": 1e13}, "/measurements/0/value"),
        ({"value": 0.1234567}, "/measurements/0/value"),
        ({"value": None}, "/measurements/0/value"),
        ({"metric": 999999}, "/measurements/0/metric"),
        ({"metric": "1"}, "/measurements/0/metric"),
        ({"at": "2026-11-24T14:30:00"}, "/measurements/0/at"),
        ({"at": "24.11.2026"}, "/measurements/0/at"),
        ({"at": 5}, "/measurements/0/at"),
        ({"at": "9999-12-31T23:59:59-12:00"}, "/measurements/0/at"),
        ({"on": "2026-11-24"}, "/measurements/0/on"),
        ({"group": "kaikki"}, "/measurements/0/group"),
        ({"group": ["own"]}, "/measurements/0/group"),
        ({"metric": {"id": 1}}, "/measurements/0/metric"),
        ({"subject": "x" * 41}, "/measurements/0/subject"),
        ({"note": "x" * 301}, "/measurements/0/note"),
        ({"note": "a\0b"}, "/measurements/0/note"),
        ({"out_of": 0}, "/measurements/0/out_of"),
        ({"muu": 1}, "/measurements/0"),
    ],
)
def test_a_fault_is_told_with_its_place_and_nothing_is_saved(change, pointer, *, key, experiment, metric, send):
    said = problem(send(experiment, [row(metric) | change, row(metric, at=at(hour=9))]), 422, "values")
    assert pointer in [error["pointer"] for error in said["errors"]]
    assert values() == []


@pytest.mark.parametrize(("days_ago", "hour"), [(-2, 8), (400, 8)], ids=["not come yet", "before the experiment began"])
def test_a_moment_outside_the_experiment_is_refused(days_ago, hour, *, key, experiment, metric, send):
    problem(send(experiment, [row(metric, at=at(days_ago, hour))]), 422, "values")
    assert values() == []


@pytest.mark.parametrize(
    "body",
    ["{", "[]", "null", '{"measurements": {}}', '{"measurements": []}', '{"measurements": [1]}', "[" * 100_000,
     '{"measurements": [{"metric": NaN}]}', '{"measurements": [], "more": 1}', b"\xff\xfe", "9" * 5000,
     '{"measurements": [{"value": 1e99999999999999999999}]}', '{"measurements": [{"value": 1e999999999}]}'],
)  # fmt: skip
def test_what_is_no_delivery_is_refused_in_words(body, key, experiment, metric, send):
    problem(send(experiment, [], body=body), 422, "values")
    assert values() == []


def test_too_much_at_once_and_another_type_are_refused(key, experiment, metric, send):
    problem(send(experiment, [row(metric, at=at())] * 501), 422, "values")
    problem(send(experiment, [], body=" " * (256 * 1024 + 1)), 413, "too-large")
    problem(send(experiment, [], body="a=1", content_type="application/x-www-form-urlencoded"), 415, "content-type")
    assert values() == []


@pytest.mark.services
@pytest.mark.parametrize("token", ["", "mint_" + "x" * 43, "mint_", "Ω" * 20, TOKEN[:-1], TOKEN.upper()])
def test_without_the_key_nothing_opens(token, key, experiment, metric, send):
    response = send(experiment, [row(metric)], token=token)
    problem(response, 401, "key")
    assert response["WWW-Authenticate"] == 'Bearer realm="mint"'
    assert values() == []


@pytest.mark.services
@pytest.mark.parametrize(
    ("columns", "status", "kind"),
    [
        ({"revoked_at": "2026-01-01T00:00Z"}, 401, "key"),
        ({"expires_at": "2026-01-02T00:00Z", "created_at": "2026-01-01T00:00Z"}, 401, "key"),
        ({"made_by": None}, 403, "not-allowed"),
    ],
)
def test_a_key_that_works_no_more_opens_nothing(columns, status, kind, *, key, experiment, metric, send):
    with context.system("test"):
        Key.objects.filter(pk=key.pk).update(**columns)
    problem(send(experiment, [row(metric)]), status, kind)
    assert values() == []


@pytest.mark.services
def test_the_key_does_what_its_maker_may_still_do(key, experiment, metric, send, world):
    with context.system("test"):
        Membership.objects.filter(user=key.made_by).update(roles=["viewer"])
    problem(send(experiment, [row(metric)]), 403, "not-allowed")
    with context.system("test"):
        Membership.objects.filter(user=key.made_by).update(roles=["editor"])
        type(key.made_by).objects.filter(pk=key.made_by_id).update(is_active=False)
    problem(send(experiment, [row(metric)]), 403, "not-allowed")
    assert values() == []


@pytest.mark.services
def test_a_partys_key_ends_with_its_part(world, experiment, metric, send):
    with context.system("test"):
        make_key(world, experiment, made_by=world.people["partner"], made_for=world.partner)
    assert send(experiment, [row(metric)]).status_code == 201
    with context.system("test"):
        ExperimentParty.objects.filter(experiment=experiment).delete()
    problem(send(experiment, [row(metric, at=at(hour=9))]), 403, "not-allowed")


@pytest.mark.services
def test_a_key_opens_its_own_experiment_and_metrics_only(key, experiment, metric, send, world):
    with context.system("test"):
        other = make_experiment(world, State.RUNNING)
        theirs, late = other.metrics.get(), add_metric(experiment, name="Sateet", is_primary=False)
    problem(send(other, [row(theirs)]), 404, "not-found")
    for each in (theirs, late):
        problem(send(experiment, [row(each)]), 422, "values")
    assert values() == []


@pytest.mark.parametrize("state", [State.APPROVED, State.DECIDED])
def test_nothing_is_taken_before_the_start_or_after_the_decision(state, world, send):
    with context.system("test"):
        experiment = make_experiment(world, state)
        make_key(world, experiment)
        metric = experiment.metrics.get()
    problem(send(experiment, [row(metric)]), 409, "not-now")
    assert values() == []


def test_a_share_needs_its_total(key, experiment, metric, send):
    with context.system("test"):
        Metric.objects.update(design="proportions")
    problem(send(experiment, [row(metric, 4)]), 422, "values")
    assert send(experiment, [row(metric, 4, out_of=5)]).status_code == 201


def test_another_method_is_not_offered(key, experiment, client):
    response = client.get(reverse("sensing_api:measurements", args=[experiment.pk]))
    problem(response, 405, "method")
    assert response["Allow"] == "POST"


def test_a_key_is_counted_and_too_many_deliveries_wait(key, experiment, metric, send, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "sensor": "2/m/key"}
    answers = [send(experiment, [row(metric, at=at(hour=hour))]) for hour in (7, 8, 9)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    problem(answers[-1], 429, "too-often")
    assert answers[-1]["Retry-After"] == "60"
    assert len(values()) == 2


def test_guessing_keys_is_slowed_down(experiment, metric, send, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "sensor_unknown": "3/m/ip"}
    answers = [send(experiment, [], token=f"mint_{number:043}") for number in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]


def test_the_limits_are_counted_where_every_process_sees_them():
    """The cache of the broker's server, under the name that is kept while it is away (mint.cache)."""
    assert (
        settings.CACHES["default"]["BACKEND"].startswith("mint.cache")
        or "locmem" in settings.CACHES["default"]["BACKEND"]
    )
    assert {"sensor", "sensor_unknown"} <= settings.ACCOUNT_RATE_LIMITS.keys()


def test_the_schema_is_served_and_says_what_is_taken(key, experiment, metric, send, client):
    served = json.loads(client.get(reverse("sensing_api:schema")).content)
    Draft202012Validator.check_schema(served)
    validator = Draft202012Validator(served)
    taken = [
        row(metric),
        {"metric": metric.pk, "on": str(clock.today() - timedelta(days=3)), "value": 1, "subject": "a"},
    ]
    wrong = [
        row(metric, "1"),
        row(metric, 1, on="2026-11-24"),
        row(metric, 1, muu=2),
        row(metric, 1, out_of=0),
        {"value": 1},
    ]
    assert validator.is_valid({"measurements": taken})
    assert send(experiment, taken).status_code == 201
    for each in wrong:
        assert not validator.is_valid({"measurements": [each]})
        assert send(experiment, [each]).status_code == 422


def test_what_a_sensor_changed_is_reckoned_by_and_by(key, experiment, metric, send):
    with context.system("test"):
        Metric.objects.update(design="before_after", smallest_worthwhile=1)
        experiment.plan = snapshot(experiment)
        experiment.save()
    days = [*range(70, 64, -1), *range(20, 14, -1)]
    assert send(experiment, [row(metric, 4 + n % 3, at=at(n)) for n in days]).status_code == 201
    with context.system("test"):
        found = Metric.objects.get(pk=metric.pk)
        assert results.is_awaited(found, experiment)
        assert results.refresh_stale() == 1
        results.refresh_one(experiment.pk)
        assert results.refresh_stale() == 0


def test_the_api_is_described_for_tools(key, experiment, metric, send, client):
    described = json.loads(client.get(reverse("sensing_api:openapi")).content)
    ((address, methods),) = described["paths"].items()
    assert address.replace("{id}", str(experiment.pk)) == reverse("sensing_api:measurements", args=[experiment.pk])
    parts = described["components"]["schemas"]
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)))
    assert named == parts.keys()
    delivery = Draft202012Validator({"$ref": "#/components/schemas/delivery", **described})
    rows = [row(metric)]
    assert (delivery.is_valid({"measurements": rows}), delivery.is_valid({"measurements": []})) == (True, False)
    answers = {
        201: send(experiment, rows),
        401: send(experiment, rows, token="mint_unknown"),
        415: send(experiment, rows, content_type="text/plain"),
        422: send(experiment, []),
    }
    assert {code: answer.status_code for code, answer in answers.items()} == {code: code for code in answers}
    for code, answer in answers.items():
        (form,) = methods["post"]["responses"][str(code)]["content"].values()
        assert Draft202012Validator({**form["schema"], **described}).is_valid(answer.json())
