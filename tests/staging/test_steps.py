"""From stage to stage: by the template, one at a time, with a reason where its gate is open, and back within ten minutes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from experiments import actions, workflow
from experiments.staging import workflow as staged
from experiments.staging.models import Stage, Version, Visit
from experiments.staging.placing import standing_of
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Job
from mint.web import MoveError
from mint.workflow import undoable
from tests.rows.matching import TENANT
from tests.rows.staging import built_in, guard
from tests.staging.conftest import fresh, here, stage_of, verbs

FIELD = guard("field", "guardrail", key="raja")
REQUIRED = guard("field", "guardrail", "required", key="raja")


def step(experiment, template, key, actor, origin="", **more):
    now, to = stage_of(template, origin or here(experiment)[0]), stage_of(template, key)
    return staged.move_stage(experiment, origin=now.pk, to=to.pk, actor=actor, **more)


def test_a_new_experiment_begins_by_the_template_of_its_project(world, template, acting_as):
    from tests.factories import ChallengeFactory

    template()
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.company, project=world.project, state="open")
    with acting_as("editor") as actor:
        made = actions.create(challenge, actor=actor, title="Uusi")
        version = standing_of(made).version
    assert (here(made), version.template.organisation_id) == (("idea", 1), world.university.pk)


def test_without_a_template_of_its_own_it_goes_by_the_built_in_one(world, acting_as):
    from tests.factories import ChallengeFactory

    with context.system("test"):
        built_in()
        challenge = ChallengeFactory(organisation=world.company, project=None, state="open")
    with acting_as("editor") as actor:
        made = actions.create(challenge, actor=actor, title="Uusi")
        assert standing_of(made).version.template.is_built_in


def test_the_lifecycles_move_leads_to_the_first_stage_of_its_state(template, standing, acting_as):
    experiment = standing("approved", template())
    with acting_as("editor") as actor:
        workflow.start(experiment, actor=actor)
    assert (here(experiment), fresh(experiment).state) == (("running", 1), "running")
    with context.system("test"):
        entry = Entry.objects.filter(verb="experiment.started").latest("id")
    assert (entry.data["from"], entry.data["stage"], entry.data["number"]) == ("approved", "running", 1)


def test_a_step_within_a_state_leaves_the_state_and_is_told_after_ten_minutes(template, standing, acting_as):
    kept = template()
    experiment = standing("running", kept)
    with acting_as("editor") as actor:
        made = step(experiment, kept, "half", actor)
    assert (here(experiment), made.state, verbs(experiment)) == (("half", 1), "running", ["experiment.stage_moved"])
    with context.system("test"):
        job = Job.objects.filter(task="notifications.deliver").latest("id")
    assert (job.undo_key, job.not_before > job.created_at) == (made.entry_key, True)


def test_it_is_undone_within_ten_minutes_by_who_made_it(template, standing, acting_as):
    kept = template()
    experiment = standing("running", kept)
    with acting_as("editor") as actor:
        made = step(experiment, kept, "half", actor)
        staged.undo(made, undoable(made, staged.MOVES, actor), actor=actor)
    with acting_as("owner") as actor:
        assert undoable(fresh(experiment), staged.MOVES, actor) is None
    assert (here(experiment), verbs(experiment)) == (
        ("running", 1),
        ["experiment.stage_moved", "experiment.stage_move_undone"],
    )
    with context.system("test"):
        assert Visit.objects.filter(experiment=experiment).count() == 1


@pytest.mark.parametrize("who", ["viewer", "stranger", "manager", "teacher"])
def test_nobody_else_moves_it(who, template, standing, acting_as):
    kept = template()
    experiment = standing("running", kept)
    with acting_as(who) as actor, pytest.raises(PermissionDenied), transaction.atomic():
        step(experiment, kept, "half", actor)
    assert (here(experiment), verbs(experiment)) == (("running", 1), [])


def test_the_stage_says_who_moves_to_it(world, template, standing, acting_as):
    kept = template(published=False)
    with context.system("test"):
        Stage.objects.filter(version__template=kept, key="half").update(moved_by="curator")
        Version.objects.filter(template=kept).update(published_at="2026-11-01T00:00Z")
    experiment = standing("running", kept)
    with acting_as("editor") as actor, pytest.raises(PermissionDenied), transaction.atomic():
        step(experiment, kept, "half", actor)
    with acting_as("curator") as actor:
        step(experiment, kept, "half", actor)
    assert here(experiment) == ("half", 1)


def test_one_moves_on_despite_an_open_gate_with_a_reason_that_is_kept_and_shown(template, standing, acting_as, log_in):
    kept = template(half=[FIELD])
    experiment = standing("running", kept)
    with acting_as("editor") as actor:
        with pytest.raises(MoveError, match="Kysytty"), transaction.atomic():
            step(experiment, kept, "half", actor)
        assert here(experiment) == ("running", 1)
        step(experiment, kept, "half", actor, anyway="Raja sovitaan ensi viikolla.")
    with context.system("test"):
        visit, entry = Visit.objects.get(experiment=experiment, left_at=None), Entry.objects.latest("id")
    assert (visit.despite, visit.skipped) == ("Raja sovitaan ensi viikolla.", ["Kysytty"])
    assert (entry.reason, entry.data["skipped"]) == ("Raja sovitaan ensi viikolla.", ["Kysytty"])
    page = log_in("coordinator").get(reverse("experiments:manage", args=[TENANT["coordinator"], experiment.pk]))
    assert "Raja sovitaan ensi viikolla." in page.content.decode()


def test_what_is_required_no_reason_passes_over(template, standing, acting_as):
    kept = template(half=[REQUIRED])
    experiment = standing("running", kept)
    with acting_as("editor") as actor, pytest.raises(MoveError, match="Kysytty"), transaction.atomic():
        step(experiment, kept, "half", actor, anyway="Ei ehditä.")
    assert (here(experiment), verbs(experiment)) == (("running", 1), [])


def test_the_lifecycles_own_gate_no_reason_passes_over(template, standing, acting_as):
    experiment = standing("in_review", template(approved=[FIELD]), plan_hash="0")
    with acting_as("editor") as actor, pytest.raises(PermissionDenied), transaction.atomic():
        workflow.approve(experiment, actor=actor, anyway="Hyväksyn itse.")
    with acting_as("coordinator") as actor:
        workflow.approve(experiment, actor=actor, anyway="Raja sovitaan myöhemmin.")
    assert here(experiment) == ("approved", 1)


def test_a_state_is_not_left_past_its_stages_without_a_reason(template, standing, acting_as):
    from tests.experiments.conftest import metric_of
    from tests.rows.experiments import add_measurement

    experiment = standing("running", template())
    with context.system("test"):
        add_measurement(metric_of(experiment), 2, 2)
    with acting_as("editor") as actor:
        with pytest.raises(MoveError, match="Puoliväli"), transaction.atomic():
            workflow.finish(experiment, actor=actor)
        workflow.finish(experiment, actor=actor, anyway="Puoliväliä ei tarvittu.")
    assert here(experiment) == ("evaluating", 1)


def test_back_one_goes_with_a_reason(template, standing, acting_as):
    kept = template()
    experiment = standing("running", kept, "half")
    with acting_as("editor") as actor:
        with pytest.raises(MoveError), transaction.atomic():
            step(experiment, kept, "running", actor)
        step(experiment, kept, "running", actor, reason="Jatketaan vielä.")
    assert here(experiment) == ("running", 1)


def test_no_step_leads_past_a_stage_or_into_another_state(template, standing, acting_as):
    kept = template()
    experiment = standing("running", kept)
    with acting_as("editor") as actor:
        for key in ("evaluating", "approved", "running"):
            with pytest.raises(MoveError), transaction.atomic():
                step(experiment, kept, key, actor)
    assert (here(experiment), verbs(experiment)) == (("running", 1), [])


def test_who_comes_second_moves_nothing(template, standing, acting_as):
    kept = template()
    experiment = standing("running", kept, "half")
    with acting_as("editor") as actor, pytest.raises(MoveError), transaction.atomic():
        step(experiment, kept, "half", actor, origin="running")
    assert verbs(experiment) == []


@pytest.mark.parametrize(("pauses", "word"), [(True, "paused"), (False, "cancelled")])
def test_a_pause_keeps_the_stage_and_an_end_leaves_it(pauses, word, template, standing, acting_as):
    from datetime import timedelta

    from mint import clock

    experiment = standing("running" if pauses else "planning", template())
    with acting_as("coordinator") as actor:
        if pauses:
            made = workflow.pause(
                experiment, actor=actor, reason="Pakkanen.", review_on=clock.today() + timedelta(days=3)
            )
        else:
            made = workflow.cancel(experiment, actor=actor, reason="Rahaa ei ole.")
        assert (made.state, here(experiment)) == (word, ("running", 1) if pauses else None)
        workflow.undo(made, undoable(made, workflow.MOVES, actor), actor=actor)
    assert here(experiment) == ("running" if pauses else "planning", 1)


def test_what_is_returned_goes_to_the_stage_where_it_was_written(template, standing, acting_as):
    experiment = standing("planning", template())
    with acting_as("editor") as actor:
        workflow.submit(experiment, actor=actor)
    with acting_as("coordinator") as actor:
        workflow.return_(experiment, actor=actor, reason="Täydentäkää.")
    assert here(experiment) == ("planning", 1)


def put(experiment, stage):
    Visit.objects.filter(experiment=experiment).update(stage=stage)
    connection.check_constraints()


def test_the_database_keeps_experiments_at_stages_of_their_state(template, standing):
    kept = template()
    experiment = standing("running", kept)
    wrong = stage_of(kept, "evaluating")
    with context.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        put(experiment, wrong)


def half(version):
    return Stage.objects.filter(version=version, key="half")


CHANGES = {
    "change": lambda version: half(version).update(days=1),
    "remove": lambda version: half(version).delete(),
    "add": lambda version: half(version)[0].same_but(version, key="uusi", position=99).save(),
    "note": lambda version: Version.objects.filter(pk=version.pk).update(note="Muutettu"),
    "delete": lambda version: version.delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_published_version_changes_no_more(change, template):
    with context.system("test"):
        version = template().versions.get()
    with context.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        CHANGES[change](version)


@pytest.mark.parametrize("lacking", [True, False])
def test_no_template_leaves_a_state_out_or_turns_their_order(lacking, template):
    kept = template(published=False)
    with context.system("test"):
        stages = Stage.objects.filter(version__template=kept)
        if lacking:
            stages.filter(key="follow-up").delete()
        else:
            stages.filter(key="approved").update(position=99)
    with context.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(template=kept).update(published_at="2026-11-01T00:00Z")
