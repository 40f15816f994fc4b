"""Who takes part as what: said by the owner, read by whoever sees the experiment; organisations that join, and that part."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from experiments.models import Experiment, ExperimentParty
from experiments.parties import actions
from experiments.parties.models import PartyRole
from experiments.parties.states import Part
from experiments.states import Publication, State
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Job
from mint.web import MoveError
from tests.factories import ChallengeFactory
from tests.rows.collaboration import make_role
from tests.rows.experiments import make_experiment
from tests.rows.matching import TENANT

SAID = actions.Said(Part.METHOD, "Ohjaa mittausta.")


@pytest.fixture
def experiment(world):
    with context.system("test"):
        return make_experiment(world, State.RUNNING, publication=Publication.SUMMARY)


def url(experiment, who="editor", name="list", *more):
    return reverse(f"parties:{name}", args=[TENANT[who], experiment.pk, *more])


def parties():
    with context.system("test"):
        return set(ExperimentParty.objects.values_list("party__slug", flat=True))


def roles():
    with context.system("test"):
        return list(PartyRole.objects.order_by("id").values_list("member__slug", "part", "does"))


def verbs():
    with context.system("test"):
        rows = Entry.objects.filter(verb__startswith="experiment.party").order_by("id")
        return [verb.partition("_")[2] for verb in rows.values_list("verb", flat=True)]


def test_the_owner_says_what_each_does_and_the_public_reads_it(experiment, log_in, world, client):
    browser = log_in("editor")
    sent = {"part": "method", "does": "Ohjaa mittausta."}
    assert browser.post(url(experiment, "editor", "say", world.partner.pk), sent).status_code == 302
    browser.post(url(experiment, "editor", "say", world.partner.pk), {**sent, "does": "Ohjaa ja mittaa."})
    browser.post(url(experiment, "editor", "say", world.company.pk), {"part": "solution"})
    assert roles() == [("partner", "method", "Ohjaa ja mittaa."), ("company", "solution", "")]
    page = client.get(experiment.get_absolute_url(), follow=True).content.decode()
    assert ("Ohjaa ja mittaa." in page, url(experiment) in page) == (True, False)
    assert verbs() == ["described"] * 3


@pytest.mark.parametrize("wrong", [{"part": ""}, {"part": "boss"}, {"does": "x" * 201}])
def test_half_a_part_is_refused(wrong, experiment, log_in, world):
    answer = log_in("editor").post(url(experiment, "editor", "say", world.partner.pk), {"part": "method", **wrong})
    assert (answer.status_code, roles()) == (422, [])


def test_of_who_does_not_take_part_nothing_is_said(experiment, log_in, world, acting_as):
    assert (
        log_in("editor").post(url(experiment, "editor", "say", world.university.pk), {"part": "method"}).status_code
        == 404
    )
    with acting_as("editor") as actor:
        with pytest.raises(MoveError):
            actions.say(experiment, world.university, SAID, actor=actor)
        with pytest.raises(DatabaseError), transaction.atomic():
            make_role(experiment, world.university)


def test_an_organisation_joins_is_told_and_may_measure(experiment, log_in, world):
    sent = {"member": world.university.pk, "part": "measuring", "does": "Analysoi."}
    assert log_in("editor").post(url(experiment), sent).status_code == 302
    assert (parties(), roles()) == ({"partner", "university"}, [("university", "measuring", "Analysoi.")])
    with context.system("test"):
        job = Job.objects.get(task="notifications.deliver", arguments__kind="experiment_party_joined")
        entry = Entry.objects.get(verb="experiment.party_joined")
    assert job.arguments["to"]["organisations"] == [world.university.pk]
    assert world.university.pk in entry.reader_ids
    plan = reverse("experiments:measure", args=[TENANT["teacher"], experiment.pk])
    assert log_in("teacher").get(plan).status_code == 200


def test_a_company_that_is_not_in_the_directory_is_not_offered(experiment, log_in, world):
    sent = {"member": world.other_company.pk, "part": "other"}
    assert (log_in("editor").post(url(experiment), sent).status_code, parties()) == (422, {"partner"})


def test_nobody_joins_twice_nor_unverified(experiment, acting_as, world):
    with context.system("test"):
        type(world.other_company).objects.filter(pk=world.other_company.pk).update(is_verified=False)
        world.other_company.refresh_from_db()
    with acting_as("editor") as actor:
        for member in (world.partner, world.company, world.other_company):
            with pytest.raises(MoveError):
                actions.join(experiment, member, SAID, actor=actor)
    assert parties() == {"partner"}


def test_one_parts_and_sees_it_no_more(world, log_in):
    with context.system("test"):
        experiment = make_experiment(world, State.PLANNING)
        make_role(experiment, world.partner)
    assert log_in("partner").get(experiment.get_work_url("partner")).status_code == 200
    answer = log_in("editor").post(url(experiment, "editor", "part", world.partner.pk))
    assert (answer.status_code, parties(), roles(), verbs()) == (302, set(), [], ["parted"])
    assert log_in("partner").get(experiment.get_work_url("partner")).status_code == 404


def test_whose_challenge_it_answers_stays(world, acting_as):
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.partner, project=world.project, state="open")
        experiment = make_experiment(world, State.RUNNING, challenge=challenge)
    with acting_as("editor") as actor:
        for member in (world.partner, world.company):
            with pytest.raises(MoveError):
                actions.part(experiment, member, actor=actor)
    assert parties() == {"partner"}


@pytest.mark.parametrize("who", ["partner", "viewer", "coordinator", "curator"])
def test_others_than_the_owner_say_nothing(who, experiment, acting_as, world):
    with context.system("test"):
        row = make_role(experiment, world.partner)
    with acting_as(who) as actor:
        with pytest.raises(PermissionDenied):
            actions.join(experiment, world.university, SAID, actor=actor)
        assert PartyRole.objects.filter(pk=row.pk).update(does="Toisin") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            make_role(experiment, world.company)


@pytest.mark.parametrize("state", [State.CLOSED, State.CANCELLED])
def test_when_it_has_ended_the_parties_stay(state, world, acting_as):
    with context.system("test"):
        experiment = make_experiment(world, state)
    with acting_as("editor") as actor, pytest.raises(MoveError):
        actions.part(Experiment.objects.with_people().get(pk=experiment.pk), world.partner, actor=actor)


def test_more_parties_cost_no_more_statements(experiment, log_in, world, django_assert_max_num_queries):
    browser = log_in("editor")
    with context.system("test"):
        for member in (world.university, world.municipality, world.other_company):
            ExperimentParty.objects.create(organisation=world.company, experiment=experiment, party=member)
            make_role(experiment, member)
    with django_assert_max_num_queries(26):
        browser.get(url(experiment))
