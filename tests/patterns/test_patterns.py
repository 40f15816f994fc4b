"""A plan becomes a template: its texts and metrics without anybody's numbers; it is edited, offered and taken out of use."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from experiments.models import Metric
from experiments.patterns import actions
from experiments.patterns.models import Pattern
from experiments.states import State
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import StaleError
from tests.experiments.conftest import now_in_database
from tests.rows.experiments import make_experiment
from tests.rows.matching import TENANT
from tests.rows.patterns import make_pattern

TEXTS = {"riskiest": "Asiakkaat tulevat.", "risks": "Kukaan ei tule.", "consent_text": "Suostumus kysytään."}


@pytest.fixture
def make(world):
    def build(state=State.PLANNING, **columns):
        with context.system("test"):
            return make_experiment(world, state, **columns)

    return build


def url(name, *args, who="editor"):
    return reverse(f"patterns:{name}", args=[TENANT[who], *args])


def kept():
    with context.system("test"):
        return list(Pattern.objects.order_by("pk"))


def said():
    with context.system("test"):
        return list(
            Entry.objects.filter(verb__startswith="plan_pattern.").order_by("pk").values_list("verb", flat=True)
        )


def test_a_plan_becomes_a_template_without_its_numbers_days_money_and_people(make, world, log_in):
    experiment = make(**TEXTS)
    with context.system("test"):
        Metric.objects.filter(experiment=experiment).update(smallest_worthwhile=Decimal("0.5"), frequency="weekly")
    browser, sent = log_in("editor"), {"name": "Anturit", "about": "Kun etäisyys on pitkä.", "key": uuid.uuid4()}
    assert browser.get(url("save", experiment.pk)).status_code == 200
    for _ in range(2):  # a double click
        assert browser.post(url("save", experiment.pk), sent).status_code == 302
    (pattern,) = kept()
    assert (pattern.name, pattern.organisation_id, pattern.project_id) == ("Anturit", world.company.pk, None)
    assert {name: pattern.texts[name] for name in TEXTS} == TEXTS
    assert (
        pattern.texts.keys() & {"roles", "budget", "funding", "starts_on", "ends_on", "ethics", "personal_data"}
        == set()
    )
    (metric,) = pattern.metrics
    assert (metric["name"], metric["smallest_worthwhile"], metric["frequency"]) == ("Käynnit", "0.5", "weekly")
    assert metric.keys() & {"baseline", "baseline_on", "baseline_source", "target"} == set()
    assert said() == ["plan_pattern.made"]


def test_a_curator_makes_a_projects_template_of_what_everybody_may_read(make, world, log_in):
    experiment, key = make(State.RUNNING, **TEXTS), uuid.uuid4()
    sent = {"name": "Hankkeen pohja", "project": world.project.pk, "key": key}
    assert log_in("curator").post(url("save", experiment.pk, who="curator"), sent).status_code == 302
    (pattern,) = kept()
    assert (pattern.project_id, pattern.organisation_id) == (world.project.pk, world.university.pk)
    assert pattern.texts.keys() & TEXTS.keys() == {"riskiest"}


@pytest.mark.parametrize(
    ("who", "state", "status"),
    [
        ("viewer", State.PLANNING, 403),
        ("coordinator", State.RUNNING, 403),
        ("curator", State.PLANNING, 403),
        ("stranger", State.PLANNING, 404),
        ("partner", State.PLANNING, 302),
    ],
)
def test_who_makes_a_template_of_a_plan(who, state, status, make, log_in):
    experiment = make(state)
    response = log_in(who).post(url("save", experiment.pk, who=who), {"name": "Pohja", "key": uuid.uuid4()})
    assert (response.status_code, len(kept())) == (status, int(status == 302))


@pytest.mark.attack(2)
def test_nobody_makes_a_template_of_a_project_that_they_do_not_curate(make, world, log_in, acting_as):
    experiment, key = make(), uuid.uuid4()
    sent = {"name": "Pohja", "project": world.project.pk, "key": key}
    assert log_in("editor").post(url("save", experiment.pk), sent).status_code == 302
    assert [pattern.project_id for pattern in kept()] == [None]  # the form has no such field
    with acting_as("editor") as actor, pytest.raises(PermissionDenied):
        actions.save_plan(experiment, actor=actor, name="Pohja", project=world.project, key=uuid.uuid4())
    with acting_as("editor"), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        make_pattern(world.company, project=world.project, made_by=world.people["editor"])


def typed(pattern, **changes):
    texts = {"hypothesis": "Jos …", "kind": "pilot", "rule_basis": "target", "rule_across": "any", "rule_guarded": ""}
    return {"name": "Uusi nimi", "about": "", "version": pattern.version, "metrics": [0], **texts, **changes}


def test_its_texts_are_edited_and_a_stale_form_overwrites_nothing(world, log_in):
    with context.system("test"):
        pattern = make_pattern(world.company)
    browser, address = log_in("editor"), url("edit", pattern.pk)
    assert browser.get(address).status_code == 200
    assert browser.post(address, typed(pattern)).status_code == 302
    assert browser.post(address, typed(pattern, name="Toinen")).status_code == 409
    (fresh,) = kept()
    assert (fresh.name, fresh.texts, len(fresh.metrics)) == (
        "Uusi nimi",
        {"kind": "pilot", "hypothesis": "Jos …", "rule_basis": "target", "rule_across": "any", "rule_guarded": False},
        1,
    )
    without = typed(fresh)
    del without["metrics"]
    assert browser.post(address, without).status_code == 302
    assert kept()[0].metrics == []


@pytest.mark.parametrize("changes", [{"name": ""}, {"kind": "game"}, {"rule_basis": "x"}, {"hypothesis": "x" * 2001}])
def test_what_is_no_template_is_refused(changes, world, log_in):
    with context.system("test"):
        pattern = make_pattern(world.company)
    assert log_in("editor").post(url("edit", pattern.pk), typed(pattern, **changes)).status_code == 422
    assert kept()[0].version == 1


def start_url(experiment, who="editor"):
    return reverse("experiments:start_from", args=[TENANT[who], experiment.pk])


def test_it_is_offered_to_its_people_and_a_projects_to_all_in_the_project(make, world, log_in):
    experiment = make(planned=False, metric=False)
    with context.system("test"):
        own = make_pattern(world.company, name="Oma pohja")
        make_pattern(world.partner, name="Kumppanin pohja")
        make_pattern(world.university, name="Hankkeen pohja", project=world.project)
        make_pattern(world.other_university, name="Toisen hankkeen pohja", project=world.other_project)
        make_pattern(world.company, name="Vanha pohja", is_retired=True)
    names = ("Oma pohja", "Kumppanin pohja", "Hankkeen pohja", "Toisen hankkeen pohja", "Vanha pohja")
    browser = log_in("editor")
    page = browser.get(start_url(experiment)).content.decode()
    assert [name for name in names if f"<h3>{name}</h3>" in page] == ["Oma pohja", "Hankkeen pohja"]
    assert browser.post(start_url(experiment), {"pohja": own.pk}).status_code == 302
    fresh = now_in_database(experiment)
    assert (fresh.hypothesis, fresh.kind) == ("Jos …, niin …, koska …", "service_trial")
    with context.system("test"):
        (metric,) = Metric.objects.filter(experiment=experiment)
    assert (metric.name, metric.smallest_worthwhile, metric.baseline) == ("jonotusaika", Decimal("2.5"), None)


@pytest.mark.attack(2)
@pytest.mark.parametrize("chosen", ["foreign", "retired", "x", "9" * 30])
def test_what_is_not_offered_is_not_found(chosen, make, world, log_in):
    experiment = make(planned=False, metric=False)
    with context.system("test"):
        foreign, retired = make_pattern(world.partner), make_pattern(world.company, is_retired=True)
    key = {"foreign": foreign.pk, "retired": retired.pk}.get(chosen, chosen)
    assert log_in("editor").post(start_url(experiment), {"pohja": key}).status_code == 404
    assert now_in_database(experiment).hypothesis == ""


def test_it_is_taken_out_of_use_and_into_use_again(world, log_in):
    with context.system("test"):
        pattern = make_pattern(world.company)
    browser = log_in("editor")
    for data, state in (({"pois": "1"}, True), ({"pois": "1"}, True), ({}, False)):
        assert browser.post(url("retire", pattern.pk), data).status_code == 302
        assert kept()[0].is_retired == state
    assert said() == ["plan_pattern.retired", "plan_pattern.restored"]
    assert "Palvelu uudella tavalla" in browser.get(url("list")).content.decode()


@pytest.mark.attack(2)
def test_the_domain_and_the_database_refuse_others(world, acting_as):
    with context.system("test"):
        pattern = make_pattern(world.company)
        shared = make_pattern(world.university, project=world.project)
    with acting_as("stranger") as actor:
        assert list(Pattern.objects.all()) == [shared]
        for row in (pattern, shared):
            with pytest.raises(PermissionDenied):
                actions.retire(row, on=True, actor=actor)
            assert Pattern.objects.filter(pk=row.pk).update(name="x") == 0
    with acting_as("editor") as actor, pytest.raises(StaleError):
        actions.edit(pattern, actor=actor, version=9, values={}, texts={}, kept=[])


def test_two_clicks_at_once_make_one_template(make, acting_as, monkeypatch):
    experiment, key, sent = make(), uuid.uuid4(), actions._sent
    with acting_as("editor") as actor:
        first = actions.save_plan(experiment, actor=actor, name="Ensin", key=key)
        looks = [lambda *_: None, sent]  # the other had not been saved yet when this one looked first

        def look(*asked):
            return looks.pop(0)(*asked)

        monkeypatch.setattr(actions, "_sent", look)
        assert actions.save_plan(experiment, actor=actor, name="Ensin", key=key) == first
    assert (len(kept()), said()) == (1, ["plan_pattern.made"])
