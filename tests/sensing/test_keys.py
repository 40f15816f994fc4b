"""Keys are made by those who measure, shown once, kept as a hash, and revoked."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from experiments.sensing import actions, keeping, reading
from experiments.sensing.models import Delivery, Key
from experiments.states import State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError
from tests.rows.experiments import make_experiment
from tests.rows.matching import TENANT
from tests.sensing.conftest import at, values
from tests.world import EVERYBODY


def url(experiment, who="editor", name="keys", *more):
    return reverse(f"sensing:{name}", args=[TENANT[who], experiment.pk, *more])


def made(browser, experiment, metric, **more):
    data = {"name": "Pinta-anturi", "metrics": [metric.pk], "days": "92", **more}
    with translation.override("en"):
        return browser.post(url(experiment), data)


def test_a_key_is_shown_once_and_works(experiment, metric, log_in, send):
    browser = log_in("editor")
    page = unescape(made(browser, experiment, metric).content.decode())
    token = re.search(r"mint_[\w-]{43}", page)
    assert token is not None
    assert f"Authorization: Bearer {token[0]}" in page
    with context.system("test"):
        key = Key.objects.get()
        assert token[0] not in str(Key.objects.values().get())
        assert Entry.objects.get(verb="experiment.key_made").data == {
            "key": key.pk,
            "name": key.name,
            "metrics": [metric.pk],
        }
    later = browser.get(url(experiment)).content.decode()
    assert (token[0] in later, f"mint_…{token[0][-4:]}" in later) == (False, True)
    assert send(experiment, [{"metric": metric.pk, "at": at(), "value": 1}], token=token[0]).status_code == 201


def test_a_revoked_key_opens_nothing(key, experiment, metric, log_in, send):
    browser = log_in("partner")
    address = url(experiment, "partner", "revoke", key.pk)
    assert [browser.post(address).status_code for _ in range(2)] == [302, 302]
    assert send(experiment, [{"metric": metric.pk, "at": at(), "value": 1}]).status_code == 401
    assert values() == []
    with context.system("test"):
        assert Entry.objects.filter(verb="experiment.key_revoked").count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("viewer", 403), ("coordinator", 403), ("manager", 403), ("stranger", 404), ("editor", 200), ("partner", 200)],
)
def test_only_the_parties_writers_make_keys(who, status, experiment, metric, log_in):
    response = log_in(who).post(url(experiment, who), {"name": "A", "metrics": [metric.pk], "days": "30"})
    assert response.status_code in ({200, 422} if status == 200 else {status})
    with context.system("test"):
        assert Key.objects.count() == (status == 200)


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"metrics": []}, {"metrics": ["9999"]}, {"days": "5000"}, {"days": "x"}]
)
def test_a_bad_key_is_not_made(change, experiment, metric, log_in):
    response = made(log_in("editor"), experiment, metric, **change)
    assert (response.status_code, 'role="alert"' in response.content.decode()) == (422, True)
    with context.system("test"):
        assert not Key.objects.exists()


@pytest.mark.parametrize("state", [State.PLANNING, State.DECIDED])
def test_no_key_before_the_approval_or_after_the_decision(state, world, acting_as):
    with context.system("test"):
        experiment = make_experiment(world, state)
    with acting_as("editor") as actor, pytest.raises(MoveError):
        actions.make_key(experiment, actor=actor, name="A", metrics=list(experiment.metrics.all()), days=30)


def test_a_key_is_of_the_experiments_own_metrics(experiment, world, acting_as):
    with context.system("test"):
        other = make_experiment(world, State.RUNNING).metrics.get()
    with acting_as("editor") as actor, pytest.raises(MoveError):
        actions.make_key(experiment, actor=actor, name="A", metrics=[other], days=30)
    with acting_as("stranger") as actor, pytest.raises(PermissionDenied):
        actions.make_key(experiment, actor=actor, name="A", metrics=[other], days=30)


@pytest.mark.services
def test_the_rule_and_the_database_show_the_same(key, experiment, acting_as):
    with context.system("test"):
        Delivery.objects.create(organisation=key.organisation, key=key, idempotency_key="a", body_hash="b", answer={})
    for who in EVERYBODY:
        with acting_as(who) as actor:
            for model in (Key, Delivery):
                by_rule = set(model.objects.visible_to(actor).values_list("pk", flat=True))
                by_database = set(model.objects.values_list("pk", flat=True))
                assert (who, model.__name__, by_rule) == (who, model.__name__, by_database)


@pytest.mark.services
@pytest.mark.parametrize("who", ["viewer", "stranger", "coordinator", "student"])
def test_the_database_lets_nobody_else_make_or_change_a_key(who, key, acting_as):
    with acting_as(who):
        assert Key.objects.filter(pk=key.pk).update(revoked_at=None, name="Kaapattu") == 0
    values = {name: getattr(key, name) for name in ("organisation_id", "experiment_id", "made_for_id", "expires_at")}
    with acting_as(who) as actor:
        copy = Key(**values, made_by_id=actor.user_id, name="A", metric_ids=[1], token_hash="x", ending="y")
        with pytest.raises(DatabaseError), transaction.atomic():
            copy.save(force_insert=True)


def test_an_answer_is_kept_for_a_week(key):
    with context.system("test"):
        for days in (6, 8):
            made_at = clock.now() - timedelta(days=days)
            values = {"idempotency_key": str(days), "body_hash": "b", "answer": {}, "created_at": made_at}
            Delivery.objects.create(organisation=key.organisation, key=key, **values)
        assert [row.idempotency_key for row in keeping.RULE.due()] == ["8"]


def test_the_moment_of_the_example_is_one_that_is_taken(experiment, metric, log_in, send):
    browser = log_in("editor")
    for language in ("fi", "sv", "en"):  # each writes its clock otherwise
        with translation.override(language):
            page = unescape(browser.get(url(experiment)).content.decode())
        found = re.search(r'"at": "([^"]+)"', page)
        assert found is not None
        assert reading.MOMENT.fullmatch(found[1]), found[1]
