"""Criteria are set before a call, proposals are checked after it, and interest stands back for them."""

from itertools import pairwise

import pytest
from django.urls import reverse

from challenges import workflow as challenge_workflow
from challenges.models import Challenge
from challenges.proposals import workflow
from challenges.proposals.models import Call, Criterion, Proposal
from challenges.proposals.suggested import SUGGESTED, suggested_in
from mint.audit.models import Entry
from mint.isolation import context
from mint.matching.models import Match
from mint.notifications.models import Notification
from mint.web import MoveError
from tests.buttons import filled
from tests.factories import ChallengeFactory, MembershipFactory
from tests.rows.matching import make_need

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def draft(world):
    with context.system("test"):
        return ChallengeFactory(
            organisation=world.municipality, municipality=world.place, project=world.project, state="draft"
        )


def page(challenge, org="municipality"):
    return reverse("proposals:criteria", args=[org, challenge.pk])


def criteria_of(challenge):
    with context.system("test"):
        return list(Criterion.objects.of(challenge).values_list("name", "weight"))


def typed(*rows, version="", **more):
    """(name, weight, order) of each row."""
    data = {"c-TOTAL_FORMS": len(rows), "c-INITIAL_FORMS": 0, "version": version, "feedback_days": 30}
    for number, (name, weight, order) in enumerate(rows):
        data |= {f"c-{number}-name": name, f"c-{number}-question": f"{name}?", f"c-{number}-weight": weight}
        data |= {f"c-{number}-ORDER": order, f"c-{number}-anchor_0": "ei", f"c-{number}-anchor_5": "on"}
    return data | more


def test_the_suggested_weights_make_a_hundred_and_every_point_is_worded_in_three_languages():
    assert sum(each.weight for each in SUGGESTED) == 100
    for language in ("fi", "sv", "en"):
        rows = suggested_in(language)
        assert [len(row["anchors"]) for row in rows] == [6] * 6
        assert all(len(text) <= 200 for row in rows for text in row["anchors"])


def test_the_owner_begins_from_the_suggested_set_and_publishes(draft, log_in):
    browser = log_in("coordinator")
    browser.post(reverse("proposals:suggest", args=["municipality", draft.pk]))
    assert [weight for _name, weight in criteria_of(draft)] == [30, 25, 15, 15, 10, 5]
    browser.post(reverse("challenges:move", args=["municipality", draft.pk, "published"]))
    with context.system("test"):
        assert Challenge.objects.get(pk=draft.pk).state == "open"
    public = browser.get(draft.get_absolute_url()).content.decode()
    assert "Vaikutus tarpeeseen" in public
    assert "30" in public


def test_criteria_are_written_ordered_weighed_and_taken_away(draft, log_in):
    browser = log_in("coordinator")
    browser.post(page(draft), typed(("Toinen", 40, 2), ("Eka", 60, 1), is_sealed="on"))
    assert criteria_of(draft) == [("Eka", 60), ("Toinen", 40)]
    with context.system("test"):
        first, second = Criterion.objects.of(draft)
        call = Call.objects.get(challenge=draft)
    assert (first.anchors, call.is_sealed, call.feedback_days) == (["ei", "", "", "", "", "on"], True, 30)
    changed = typed(("Eka", 70, 1), ("Toinen", 40, 2), ("Kolmas", 30, 3), version=call.version)
    changed |= {"c-INITIAL_FORMS": 2, "c-0-id": first.pk, "c-1-id": second.pk, "c-1-DELETE": "on"}
    browser.post(page(draft), changed)
    assert criteria_of(draft) == [("Eka", 70), ("Kolmas", 30)]
    with context.system("test"):
        assert Criterion.objects.of(draft)[0].pk == first.pk
        assert Entry.objects.filter(verb="challenge.criteria_set").count() == 2


def test_a_stale_page_of_criteria_writes_over_nothing(draft, log_in):
    browser = log_in("coordinator")
    browser.post(page(draft), typed(("Eka", 100, 1)))
    stale = browser.post(page(draft), typed(("Muu", 100, 1), version=1))
    assert (stale.status_code, criteria_of(draft), "Muu" in stale.content.decode()) == (409, [("Eka", 100)], True)


@pytest.mark.parametrize("row", [("", 50, 1), ("Nimi", 0, 1), ("Nimi", 101, 1), ("Nimi", "", 1), ("x" * 81, 50, 1)])
def test_a_criterion_without_name_or_weight_is_refused(row, draft, log_in):
    refused = log_in("coordinator").post(page(draft), typed(row))
    assert (refused.status_code, criteria_of(draft)) == (422, [])


def test_the_sum_is_said_as_one_types_and_nothing_is_saved(draft, log_in):
    typed_so_far = {"c-0-weight": "60", "c-1-weight": "30", "c-2-weight": "5", "c-2-DELETE": "on", "c-3-weight": "ab"}
    said = log_in("coordinator").get(page(draft), typed_so_far, **HTMX).content.decode()
    assert ("90 / 100" in said, criteria_of(draft)) == (True, [])


def test_criteria_that_do_not_make_a_hundred_are_not_published(draft, log_in):
    browser = log_in("coordinator")
    browser.post(page(draft), typed(("Eka", 60, 1)))
    refused = browser.post(reverse("challenges:move", args=["municipality", draft.pk, "published"]))
    with context.system("test"):
        assert (refused.status_code, Challenge.objects.get(pk=draft.pk).state) == (409, "draft")


def test_the_rules_of_the_game_stand_once_the_challenge_is_public(make_call, log_in):
    challenge = make_call()
    before = criteria_of(challenge)
    refused = log_in("coordinator").post(page(challenge), typed(("Muu", 100, 1)))
    assert (refused.status_code, criteria_of(challenge)) == (409, before)


def received(challenge, org="municipality"):
    return reverse("proposals:received", args=[org, challenge.pk])


def test_before_the_end_of_an_open_call_its_page_tells_the_number_and_of_a_sealed_one_nothing(
    make_call, make_proposal, log_in
):
    browser = log_in("coordinator")
    for is_sealed in (False, True):
        challenge = make_call(is_sealed=is_sealed)
        make_proposal(challenge, title="Salainen")
        shown = browser.get(received(challenge))
        assert (shown.context["count"], "Salainen" in shown.content.decode()) == (None if is_sealed else 1, False)


def test_after_the_end_the_proposals_are_read_and_checked(make_call, make_proposal, log_in, run_outbox):
    proposal = make_proposal(make_call("closed"))
    browser, place = log_in("coordinator"), ["municipality", proposal.challenge_id, proposal.pk]
    assert "Ruokopaali" in browser.get(received(proposal.challenge)).content.decode()
    read = browser.get(reverse("proposals:read", args=place)).content.decode()
    assert "owner@example.test" in read
    assert len(filled(read)) == 1
    assert browser.post(reverse("proposals:move", args=[*place, "rejected"])).status_code == 409
    browser.post(reverse("proposals:move", args=[*place, "rejected"]), {"reason": "Ei koske haastetta."})
    with context.system("test"):
        row = Proposal.objects.get(pk=proposal.pk)
        entry = Entry.objects.get(verb="proposal.rejected")
    assert (row.state, row.answer, entry.reader_ids) == (
        "rejected",
        "Ei koske haastetta.",
        [row.challenge_organisation_id],
    )
    assert run_outbox() == []
    browser.post(reverse("proposals:uncheck", args=place))
    with context.system("test"):
        row = Proposal.objects.get(pk=proposal.pk)
    assert (row.state, row.answer, row.checked_at) == ("submitted", "", None)
    browser.post(reverse("proposals:move", args=[*place, "shortlisted"]))
    with context.system("test"):
        assert Proposal.objects.get(pk=proposal.pk).state == "shortlisted"
        assert not Notification.objects.exists()


def test_nobody_checks_what_is_their_own(world, make_call, make_proposal, log_in):
    proposal = make_proposal(make_call("closed"))
    with context.system("test"):
        MembershipFactory(user=world.people["coordinator"], organisation=world.company, roles=["editor"])
    place = ["municipality", proposal.challenge_id, proposal.pk]
    refused = log_in("coordinator").post(reverse("proposals:move", args=[*place, "shortlisted"]))
    with context.system("test"):
        assert (refused.status_code, Proposal.objects.get(pk=proposal.pk).state) == (403, "submitted")


def test_a_call_with_proposals_is_not_opened_again_once_they_could_be_read(make_call, make_proposal, acting_as):
    challenge = make_call()
    make_proposal(challenge)
    with acting_as("coordinator") as actor:
        closed = challenge_workflow.close(challenge, actor=actor, reason="Aika riittää.")
        with pytest.raises(MoveError):
            challenge_workflow.undo(closed, challenge_workflow.UNCLOSE, actor=actor)


def test_an_open_call_is_not_passed_by_an_experiment(make_call, acting_as):
    with acting_as("coordinator") as actor, pytest.raises(MoveError):
        challenge_workflow.begin_experiment(make_call(), actor=actor, reason="Sovittiin jo.")


def test_who_proposed_hears_when_the_challenge_gets_more_time_or_is_withdrawn(
    world, make_call, make_proposal, acting_as, run_outbox
):
    from datetime import timedelta

    from challenges import amending
    from mint import clock

    challenge = make_call()
    make_proposal(challenge, "draft")
    make_proposal(challenge, "submitted", "outsider", organisation=None)
    with acting_as("coordinator") as actor:
        amending.extend(challenge, deadline_on=challenge.deadline_on + timedelta(days=7), actor=actor)
    run_outbox()
    assert told("challenge_extended") == {"owner@example.test", "editor@example.test", "outsider@example.test"}
    with acting_as("coordinator") as actor, clock.set_to(clock.now() - timedelta(minutes=11)):
        challenge_workflow.withdraw(challenge, actor=actor, reason="Rahoitus peruuntui.")
    run_outbox()
    assert told("challenge_withdrawn") >= {"owner@example.test", "editor@example.test", "outsider@example.test"}


def told(kind):
    with context.system("test"):
        return set(Notification.objects.filter(kind=kind).values_list("user__email", flat=True))


def test_the_challenge_asks_for_a_proposal_in_place_of_an_interest(world, make_call, log_in):
    challenge = make_call()
    with context.system("test"):
        need = make_need(world)
        need.subject_type, need.subject_id = "challenges.challenge", challenge.pk
        need.organisation, need.path = world.municipality, challenge.get_absolute_url()
        need.save()
    for who in ("anonymous", "partner", "outsider"):
        shown = log_in(who).get(challenge.get_absolute_url()).content.decode()
        assert reverse("proposals:start", args=[challenge.pk]) in shown
        assert reverse("matching:interested", args=[need.pk]) not in shown
        assert reverse("matching:interest", args=["partner", need.pk]) not in shown
        assert len(filled(shown)) <= 2  # the panel's, and the same on a phone
    asked = log_in("partner").post(reverse("matching:interest", args=["partner", need.pk]), {"message": "Hei"})
    with context.system("test"):
        assert (asked["Location"], Match.objects.exists()) == (challenge.get_absolute_url(), False)


def test_the_pages_ask_the_database_as_often_for_many_proposals_as_for_one(
    make_call, make_proposal, log_in, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    over, call = make_call("closed"), make_call()
    counts = []
    for more in (1, 9):
        for _ in range(more):
            make_proposal(over, "submitted")
            make_proposal(call, "draft")
        for who, path in (("coordinator", received(over)), ("owner", reverse("proposals:listing", args=["company"]))):
            browser = log_in(who)
            browser.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(path).status_code == 200
            counts.append(len(asked))
    assert all(few == many for few, many in zip(counts[:2], counts[2:], strict=True)), list(pairwise(counts))
    assert workflow.CHECKS
