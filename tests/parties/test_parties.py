"""Who takes part as what: said by the owner, read by whoever sees the experiment; organisations that join, and that part."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from experiments import workflow as moves
from experiments.errands.models import Errand
from experiments.errands.returning import give_back
from experiments.models import EvidenceReview, Experiment, ExperimentParty, PartyInvitation
from experiments.parties import actions, workflow
from experiments.parties.duties import duties
from experiments.parties.models import PartyRole
from experiments.permissions import can_grade
from experiments.states import Invited, Part, Publication, State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Job
from mint.tenancy.context import load
from mint.web import MoveError
from tests.factories import ChallengeFactory
from tests.rows.collaboration import make_errand, make_invitation, make_role
from tests.rows.experiments import make_experiment
from tests.rows.matching import TENANT

SAID = workflow.Said(Part.METHOD, "Ohjaa mittausta.")


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


ASKED = {"part": "measuring", "does": "Analysoi.", "message": "Mittaamme mökkien käyntejä."}


def told(kind):
    with context.system("test"):
        jobs = Job.objects.filter(task="notifications.deliver", arguments__kind=f"experiment_{kind}").order_by("id")
        return [job.arguments["to"]["organisations"] for job in jobs]


def states():
    with context.system("test"):
        return list(PartyInvitation.objects.order_by("id").values_list("state", flat=True))


def waiting(acting_as, who):
    with acting_as(who) as actor:
        return [duty.detail for duty in duties(actor, load(actor.user_id)[1][0])]


def invited(world, member, state=State.PLANNING, **columns):
    with context.system("test"):
        experiment = make_experiment(world, state)
        return experiment, make_invitation(experiment, member, **columns)


def answer_url(row, who, name="invitation"):
    return reverse(f"parties:{name}", args=[TENANT[who], row.pk])


def test_an_organisation_is_found_by_its_name_and_asked_first(experiment, log_in, world, acting_as):
    browser = log_in("editor")
    page = browser.get(url(experiment), {"q": "univ"}).content.decode()
    assert (world.university.name in page, world.other_municipality.name in page) == (True, False)
    sent = {"member": world.university.pk, **ASKED}
    assert browser.post(f"{url(experiment)}?q=univ", sent).status_code == 302
    assert browser.post(f"{url(experiment)}?q=univ", sent).status_code == 302  # a double click
    assert (parties(), states(), told("party_invited")) == ({"partner"}, ["invited"], [[world.university.pk]])
    assert waiting(acting_as, "curator") == [f"{experiment.title} · {world.company.name}"]
    assert [waiting(acting_as, who) for who in ("teacher", "editor", "stranger")] == [[], [], []]
    assert (
        "Invited, has not answered"
        in log_in("partner")
        .get(experiment.get_work_url("partner").replace("/fi/", "/en/"), headers={"Accept-Language": "en"})
        .content.decode()
    )


def test_nobody_is_found_by_one_letter_or_none(experiment, log_in):
    for words in ("", "u", "ei ole"):
        answer = log_in("editor").get(url(experiment), {"q": words})
        assert (answer.status_code, answer.context["invite"].found) == (200, [])


def test_who_was_asked_reads_the_message_and_of_the_plan_nothing(world, log_in):
    experiment, row = invited(world, world.other_company, message="Koputamme oveen.")
    page = log_in("stranger").get(answer_url(row, "stranger")).content.decode()
    assert ("Koputamme oveen." in page, experiment.hypothesis in page) == (True, False)
    assert log_in("stranger").get(experiment.get_work_url("other-company")).status_code == 404
    assert log_in("editor").get(answer_url(row, "editor")).status_code == 404


def test_accepting_makes_a_party_that_plans_and_measures(world, log_in):
    experiment, row = invited(world, world.other_company, does="Analysoi.")
    assert log_in("stranger").post(answer_url(row, "stranger", "accept")).status_code == 302
    assert (parties(), roles()) == ({"partner", "other-company"}, [("other-company", "method", "Analysoi.")])
    assert (states(), told("party_joined"), verbs()) == (["joined"], [[world.company.pk]], ["joined"])
    with context.system("test"):
        entry = Entry.objects.get(verb="experiment.party_joined")
    assert world.other_company.pk in entry.reader_ids
    plan = reverse("experiments:plan", args=[TENANT["stranger"], experiment.pk])
    assert log_in("stranger").get(plan).status_code == 200
    assert log_in("stranger").post(answer_url(row, "stranger", "accept")).status_code == 409


def test_declining_takes_a_reason_that_the_owner_reads_and_one_may_be_asked_again(world, log_in):
    experiment, row = invited(world, world.university)
    browser = log_in("curator")
    assert browser.post(answer_url(row, "curator", "decline"), {"reason": " "}).status_code == 422
    sent = {"reason": "Ei ole tekijöitä."}
    assert browser.post(answer_url(row, "curator", "decline"), sent).status_code == 302
    assert (parties(), states(), told("party_declined")) == ({"partner"}, ["declined"], [[world.company.pk]])
    owner = log_in("editor")
    assert "Ei ole tekijöitä." in owner.get(url(experiment)).content.decode()
    owner.post(f"{url(experiment)}?q=university", {"member": world.university.pk, **ASKED})
    assert states() == ["invited"]
    with context.system("test"):
        assert PartyInvitation.objects.get().message == ASKED["message"]


def test_an_invitation_is_taken_back(world, log_in, acting_as):
    experiment, row = invited(world, world.other_company)
    assert log_in("editor").post(url(experiment, "editor", "take_back", world.other_company.pk)).status_code == 302
    assert (states(), waiting(acting_as, "stranger")) == (["withdrawn"], [])
    assert log_in("stranger").post(answer_url(row, "stranger", "accept")).status_code == 409


@pytest.mark.parametrize("who", ["editor", "coordinator"])
def test_an_experiment_that_is_cancelled_asks_nobody(who, world, acting_as):
    experiment, _row = invited(world, world.other_company)
    with acting_as(who) as actor:
        moves.cancel(Experiment.objects.get(pk=experiment.pk), actor=actor, reason="Raha loppui.")
    assert states() == ["withdrawn"]


def test_an_organisation_is_asked_again_the_next_day_only(experiment, log_in, world, acting_as):
    sent, address = {"member": world.university.pk, **ASKED}, f"{url(experiment)}?q=univ"
    browser, back = log_in("editor"), url(experiment, "editor", "take_back", world.university.pk)
    assert [browser.post(address, sent).status_code, browser.post(back).status_code] == [302, 302]
    refused = browser.post(address, sent)
    assert (refused.status_code, states(), len(told("party_invited"))) == (409, ["withdrawn"], 1)
    assert ASKED["message"] in refused.content.decode()  # nothing that was written is lost
    with clock.set_to(clock.now() + workflow.DAY), acting_as("editor") as actor:
        workflow.invite(experiment, world.university, SAID, message="Tulkaa.", actor=actor)
    assert (states(), len(told("party_invited"))) == (["invited"], 2)


def test_an_organisation_invites_so_many_a_day_in_all_its_experiments(experiment, world, acting_as, monkeypatch):
    monkeypatch.setattr(workflow, "MOST_A_DAY", 2)
    with context.system("test"):
        others = [make_experiment(world, State.PLANNING) for _number in range(2)]
    with acting_as("editor") as actor:
        for each in others:
            workflow.invite(each, world.university, SAID, message="Tulkaa.", actor=actor)
        with pytest.raises(MoveError):
            workflow.invite(experiment, world.university, SAID, message="Tulkaa.", actor=actor)
        with clock.set_to(clock.now() + workflow.DAY):
            workflow.invite(experiment, world.university, SAID, message="Tulkaa.", actor=actor)
    assert (states(), len(told("party_invited"))) == (["invited"] * 3, 3)


def test_a_company_that_is_not_in_the_directory_is_not_found(experiment, log_in, world):
    sent = {"member": world.other_company.pk, **ASKED}
    answer = log_in("editor").post(f"{url(experiment)}?q=other", sent)
    assert (answer.status_code, states()) == (422, [])


def test_nobody_is_asked_who_takes_part_or_is_not_verified(experiment, acting_as, world):
    with context.system("test"):
        type(world.other_company).objects.filter(pk=world.other_company.pk).update(is_verified=False)
        world.other_company.refresh_from_db()
    with acting_as("editor") as actor:
        for member in (world.partner, world.company, world.other_company):
            with pytest.raises(MoveError):
                workflow.invite(experiment, member, SAID, message="Tulkaa.", actor=actor)
    assert states() == []


@pytest.mark.attack(2)
def test_the_database_lets_nobody_join_who_has_not_said_yes(world, acting_as):
    experiment, row = invited(world, world.other_company)
    party = {"organisation": world.company, "experiment": experiment}
    with acting_as("editor"):
        for member in (world.other_company, world.university):
            with pytest.raises(DatabaseError), transaction.atomic():
                ExperimentParty.objects.create(**party, party=member)
        with pytest.raises(DatabaseError), transaction.atomic():
            PartyInvitation.objects.filter(pk=row.pk).update(state=Invited.JOINED)
    with acting_as("stranger"):
        with pytest.raises(DatabaseError), transaction.atomic():
            ExperimentParty.objects.create(**party, party=world.other_company)
        with pytest.raises(DatabaseError), transaction.atomic():
            PartyInvitation.objects.filter(pk=row.pk).update(state=Invited.JOINED, part="funding")
    with acting_as("coordinator"), pytest.raises(DatabaseError), transaction.atomic():
        PartyInvitation.objects.filter(pk=row.pk).update(state=Invited.JOINED)
    with acting_as("other_curator"):
        assert not PartyInvitation.objects.exists()


def joined(world, member):
    experiment, row = invited(world, member, state=State.PLANNING)
    with context.system("test"):
        PartyInvitation.objects.filter(pk=row.pk).update(state=Invited.JOINED)
        ExperimentParty.objects.create(organisation=world.company, experiment=experiment, party=member)
        make_role(experiment, member)
    return experiment


WHY = {"reason": "Väki vaihtui."}


def test_the_owner_parts_from_one_which_is_told_and_sees_it_no_more(world, log_in):
    experiment = joined(world, world.other_company)
    assert log_in("stranger").get(experiment.get_work_url("other-company")).status_code == 200
    browser, address = log_in("editor"), url(experiment, "editor", "part", world.other_company.pk)
    assert (browser.get(address).status_code, browser.post(address).status_code) == (200, 422)
    assert (browser.post(address, WHY).status_code, parties(), roles()) == (302, {"partner"}, [])
    assert (verbs(), states(), told("party_removed")) == (["parted"], ["removed"], [[world.other_company.pk]])
    assert log_in("stranger").get(experiment.get_work_url("other-company")).status_code == 404


def test_an_organisation_leaves_by_itself_with_a_reason(world, log_in):
    experiment = joined(world, world.other_company)
    browser, address = log_in("stranger"), url(experiment, "stranger", "leave")
    assert address in browser.get(experiment.get_work_url("other-company")).content.decode()
    assert (browser.get(address).status_code, browser.post(address).status_code) == (200, 422)
    assert (browser.post(address, WHY).status_code, parties(), roles()) == (302, {"partner"}, [])
    assert (verbs(), states(), told("party_left")) == (["left"], ["left"], [[world.company.pk]])
    with context.system("test"):
        assert Entry.objects.get(verb="experiment.party_left").reason == WHY["reason"]
    assert browser.get(experiment.get_work_url("other-company")).status_code == 404


def test_whose_challenge_it_answers_is_told_why_it_stays(world, log_in):
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.partner, project=world.project, state="open")
        experiment = make_experiment(world, State.RUNNING, challenge=challenge)
    browser, address = log_in("partner"), url(experiment, "partner", "leave")
    page = browser.get(address, headers={"Accept-Language": "en"})
    assert [*page.context["binds"]] != []
    assert (browser.post(address, WHY).status_code, parties()) == (409, {"partner"})


def test_the_open_tasks_of_who_parts_go_back_to_the_owner(world, acting_as):
    experiment = joined(world, world.other_company)
    with context.system("test"):
        theirs = make_errand(experiment, world.people["stranger"])
        done = make_errand(experiment, world.people["stranger"], done_at=theirs.created_at)
        ours = make_errand(experiment, world.people["editor"])
    with acting_as("stranger") as actor:
        workflow.leave(Experiment.objects.with_people().get(pk=experiment.pk), actor=actor, reason="Väki vaihtui.")
    with context.system("test"):
        assert Job.objects.get(task="errands.give_back").arguments == {"experiment_id": experiment.pk}
        assert (give_back(experiment.pk), give_back(experiment.pk), give_back(0)) == (1, 0, 0)
        found = dict(Errand.objects.values_list("pk", "responsible__email"))
        assert Entry.objects.filter(verb="experiment.task_returned").count() == 1
    assert found == {theirs.pk: None, done.pk: "stranger@example.test", ours.pk: "editor@example.test"}
    assert told("tasks_returned") == [[world.company.pk]]


def test_whose_challenge_it_answers_stays(world, acting_as):
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.partner, project=world.project, state="open")
        experiment = make_experiment(world, State.RUNNING, challenge=challenge)
    with acting_as("editor") as actor:
        for member in (world.partner, world.company):
            with pytest.raises(MoveError):
                workflow.remove(experiment, member, actor=actor, reason="Väki vaihtui.")
    assert parties() == {"partner"}


@pytest.mark.parametrize("who", ["partner", "viewer", "coordinator", "curator"])
def test_others_than_the_owner_say_nothing(who, experiment, acting_as, world):
    with context.system("test"):
        row = make_role(experiment, world.partner)
    with acting_as(who) as actor:
        with pytest.raises(PermissionDenied):
            workflow.invite(experiment, world.university, SAID, message="Tulkaa.", actor=actor)
        assert PartyRole.objects.filter(pk=row.pk).update(does="Toisin") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            make_role(experiment, world.company)


@pytest.mark.parametrize("state", [State.CLOSED, State.CANCELLED])
def test_when_it_has_ended_the_parties_stay(state, world, acting_as):
    with context.system("test"):
        experiment = make_experiment(world, state)
    with acting_as("editor") as actor, pytest.raises(MoveError):
        workflow.remove(
            Experiment.objects.with_people().get(pk=experiment.pk), world.partner, actor=actor, reason="Väki vaihtui."
        )


def test_more_parties_cost_no_more_statements(experiment, log_in, world, django_assert_max_num_queries):
    browser = log_in("editor")
    with context.system("test"):
        for member in (world.university, world.municipality, world.other_company):
            ExperimentParty.objects.create(organisation=world.company, experiment=experiment, party=member)
            make_role(experiment, member)
    with django_assert_max_num_queries(26):
        browser.get(url(experiment))


def test_who_took_part_and_left_grades_no_evidence(world, acting_as):
    with context.system("test"):
        experiment = make_experiment(world, State.DECIDED)
        row = make_invitation(experiment, world.municipality, state=Invited.JOINED, joined_at=clock.now())
    with acting_as("coordinator") as actor:
        fresh = Experiment.objects.with_people().get(pk=experiment.pk)
        assert can_grade(actor, fresh) is False
        review = EvidenceReview(
            organisation=world.company, experiment=experiment, reviewing=world.municipality, computed=2, grade=1,
            reviewer=world.people["coordinator"], reason="Liian vähän",
        )  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            review.save()
    with context.system("test"):
        PartyInvitation.objects.filter(pk=row.pk).update(state=Invited.LEFT)
    with acting_as("editor"), pytest.raises(DatabaseError), transaction.atomic():
        PartyInvitation.objects.filter(pk=row.pk).update(state=Invited.INVITED, joined_at=None)
    with context.system("test"):
        PartyInvitation.objects.filter(pk=row.pk).delete()
    with acting_as("coordinator") as actor:
        assert can_grade(actor, fresh) is True


@pytest.mark.attack(2)
def test_whether_it_took_part_is_said_by_itself_alone_and_stays(world, acting_as):
    experiment, row = invited(world, world.other_company)
    asked = PartyInvitation.objects.filter(pk=row.pk)
    with acting_as("editor"):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            make_invitation(experiment, world.municipality, joined_at=clock.now())
        with pytest.raises(DatabaseError, match="by joining"), transaction.atomic():
            asked.update(state=Invited.WITHDRAWN, joined_at=clock.now())
        assert asked.delete()[0] == 0
    with acting_as("stranger") as actor:
        with pytest.raises(DatabaseError, match="by joining"), transaction.atomic():
            asked.update(state=Invited.DECLINED, joined_at=clock.now())
        workflow.accept(asked.get(), actor=actor)
    with context.system("test"):
        assert asked.get().joined_at is not None
