"""“Try this in our municipality”: what is copied and what is not, by whom, with its lineage."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from challenges.states import State as ChallengeState
from experiments.models import Experiment, Metric
from experiments.replication.models import Material, MetricReplication, Replication
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Job
from tests.factories import ChallengeFactory
from tests.rows.matching import TENANT
from tests.rows.replication import keep_effect, make_material, make_replica, make_source
from tests.rows.staging import make_document


@pytest.fixture
def source(world):
    with context.system("test"):
        row = make_source(world, roles="Salainen työnjako", consent_text="Suostumus")
        keep_effect(row, -2, 0.5)
        make_document(row)
        return row


@pytest.fixture
def challenge(world):
    """Of the other municipality: its coordinator is a stranger to the source."""
    with context.system("test"):
        return ChallengeFactory(
            organisation=world.other_municipality, municipality=world.other_municipality.municipality,
            state=ChallengeState.OPEN,
        )  # fmt: skip


def values(challenge, **more):
    return {
        "challenge": challenge.pk, "title": "Anturit meillä", "differs": "Mökit ovat järven toisella puolella.",
        "people_there": "20", "people_here": "35", "distance_there": "12,5", "distance_here": "40",
        "provider_there": "Huolto", "provider_here": "Toinen huolto", **more,
    }  # fmt: skip


def again(source, who):
    return reverse("replication:again", args=[TENANT[who], source.pk])


def made():
    with context.system("test"):
        return Experiment.objects.order_by("-pk").first()


def test_the_plan_and_the_metrics_come_along_with_their_lineage(source, challenge, log_in, world):
    response = log_in("other_coordinator").post(again(source, "other_coordinator"), values(challenge))
    copy = made()
    assert response["Location"] == reverse("experiments:manage", args=[TENANT["other_coordinator"], copy.pk])
    assert (copy.organisation_id, copy.state, copy.title) == (world.other_municipality.pk, "idea", "Anturit meillä")
    assert (copy.hypothesis, copy.population) == (source.hypothesis, source.population)
    with context.system("test"):
        first, own = Metric.objects.get(experiment=source), Metric.objects.get(experiment=copy)
        lineage, tie = Replication.objects.get(experiment=copy), MetricReplication.objects.get(metric=own)
    parts = ("name", "unit", "direction", "design", "smallest_worthwhile", "is_primary")
    assert [getattr(own, part) for part in parts] == [getattr(first, part) for part in parts]
    assert (own.baseline, own.target, own.effect) == (None, None, None)
    assert (lineage.source_id, lineage.root_id, tie.source_id, tie.root_id) == (
        source.pk,
        source.pk,
        first.pk,
        first.pk,
    )
    assert (lineage.people_here, str(lineage.distance_there), lineage.provider_here) == (35, "12.5", "Toinen huolto")


def test_it_is_kept_in_the_trail_and_its_owner_is_told(source, challenge, log_in):
    log_in("other_coordinator").post(again(source, "other_coordinator"), values(challenge))
    with context.system("test"):
        entry = Entry.objects.get(verb="experiment.replicated")
        told = Job.objects.get(arguments__kind="experiment_replicated").arguments["to"]["organisations"]
    assert (entry.subject_id, entry.data["source"], told) == (made().pk, source.pk, [source.organisation_id])


def test_a_stranger_takes_no_confidential_part_and_no_paper(source, challenge, log_in):
    log_in("other_coordinator").post(again(source, "other_coordinator"), values(challenge))
    copy = made()
    with context.system("test"):
        assert (copy.roles, copy.budget, copy.consent_text, Material.objects.count()) == ("", None, "", 0)


def test_who_is_inside_takes_them_too(source, log_in, world):
    with context.system("test"):
        own = ChallengeFactory(organisation=world.company, project=world.project, state=ChallengeState.OPEN)
    log_in("editor").post(again(source, "editor"), values(own))
    copy = made()
    with context.system("test"):
        names = list(Material.objects.filter(experiment=copy).values_list("name", flat=True))
    assert (copy.roles, copy.consent_text, names) == ("Salainen työnjako", "Suostumus", ["lupa.pdf"])


def test_a_double_click_makes_one(source, challenge, log_in):
    client, key = log_in("other_coordinator"), "0d7c8e0a-7c0d-4b7e-9b51-1f1d0a5f7c11"
    for _click in range(2):
        assert client.post(again(source, "other_coordinator"), values(challenge, key=key)).status_code == 302
    with context.system("test"):
        assert (Replication.objects.count(), Experiment.objects.count()) == (1, 2)


def test_a_copy_of_a_copy_belongs_to_the_first_ones_family(source, challenge, log_in, world):
    with context.system("test"):
        second = make_replica(world, source, "decided")
    log_in("other_coordinator").post(again(second, "other_coordinator"), values(challenge))
    with context.system("test"):
        lineage = Replication.objects.get(experiment=made())
        tie = MetricReplication.objects.get(metric__experiment=made())
        assert (lineage.source_id, lineage.root_id) == (second.pk, source.pk)
        assert tie.root_id == source.metrics.get().pk


@pytest.mark.parametrize("state", ["running", "evaluating"])
def test_what_is_not_decided_is_not_tried_again(state, challenge, log_in, world):
    with context.system("test"):
        source = make_source(world, state)
    response = log_in("other_coordinator").post(again(source, "other_coordinator"), values(challenge))
    with context.system("test"):
        assert (response.status_code, Replication.objects.count()) == (403, 0)


def test_of_anothers_challenge_nothing_is_begun(source, log_in, world):
    with context.system("test"):
        theirs = ChallengeFactory(organisation=world.company, project=world.project, state=ChallengeState.OPEN)
    response = log_in("other_coordinator").post(again(source, "other_coordinator"), values(theirs))
    with context.system("test"):
        assert (response.status_code, Replication.objects.count()) == (422, 0)


def test_what_differs_must_be_said(source, challenge, log_in):
    response = log_in("other_coordinator").post(again(source, "other_coordinator"), values(challenge, differs=" "))
    with context.system("test"):
        assert (response.status_code, Replication.objects.count()) == (422, 0)


def test_the_database_lets_nobody_tie_anothers_experiment(source, acting_as, world):
    with context.system("test"):
        other = make_source(world)
    with acting_as("other_coordinator"), pytest.raises(DatabaseError), transaction.atomic():
        Replication.objects.create(
            organisation_id=other.organisation_id, experiment=other, source=source, root=source, differs="x"
        )


def test_what_differs_is_corrected_by_those_who_plan(source, log_in, world, acting_as):
    from experiments.replication import actions

    with context.system("test"):
        copy = make_replica(world, source)
    address = reverse("replication:context", args=[TENANT["editor"], copy.pk])
    assert log_in("editor").post(address, {"differs": "Nyt tiedetään.", "people_here": "41"}).status_code == 302
    with context.system("test"):
        row = Replication.objects.select_related("experiment").get(experiment=copy)
    assert (row.differs, row.people_here) == ("Nyt tiedetään.", 41)
    with acting_as("viewer") as actor, pytest.raises(PermissionDenied):
        actions.tell_context(row, actions.Context("x"), actor=actor)


def test_materials_are_for_those_inside(source, log_in, world):
    with context.system("test"):
        copy = make_replica(world, source, "running")
        paper = make_material(copy)
    for who, status in (("editor", 200), ("coordinator", 200), ("stranger", 404)):
        response = log_in(who).get(reverse("replication:material", args=[TENANT[who], copy.pk, paper.pk]))
        assert response.status_code == status
        if status == 200:
            assert b"".join(response.streaming_content).startswith(b"%PDF-")
