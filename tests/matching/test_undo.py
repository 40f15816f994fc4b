"""Taking back a move of a match: one's own, within ten minutes, while nothing has come of it; nobody has been told yet."""

from datetime import timedelta

import pytest
from django.urls import reverse

from experiments.models import Experiment
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.matching.models import Contact, Match, PrivateReason
from mint.matching.states import State
from mint.outbox.models import Job
from mint.tenancy.models import Membership
from tests.factories import ChallengeFactory
from tests.matching.test_lifecycle import ASK, CONTACT, page, post, stored
from tests.rows.matching import TENANT, make_match


def waiting():
    with context.system("test"):
        return Job.objects.filter(task="notifications.deliver").count()


def undone():
    with context.system("test"):
        return [(entry.from_state, entry.to_state) for entry in Entry.objects.filter(verb__contains="undone")]


MOVES = [
    ("owner", State.INTEREST, "accepted", CONTACT),
    ("partner", State.MUTUAL, "discussed", {}),
    ("owner", State.MUTUAL, "agreed", {"agreement": "experiment"}),
    ("coordinator", State.IN_DISCUSSION, "agreed", {"agreement": "placement"}),
    ("owner", State.AGREED, "realised", {}),
    ("owner", State.INTEREST, "declined", {"reason": "Emme ehdi."}),
    ("partner", State.IN_DISCUSSION, "declined", {}),
    ("partner", State.INTEREST, "withdrawn", {}),
    ("coordinator", State.SUGGESTED, "withdrawn", {}),
    ("partner", State.SUGGESTED, "interested", CONTACT),
]


@pytest.mark.parametrize(("who", "before", "move", "data"), MOVES)
def test_each_move_goes_back_to_where_it_came_from(  # noqa: PLR0917  # pytest passes them by name
    who, before, move, data, match_in, log_in
):
    match = match_in(before)
    assert post(log_in, who, "match_move", match.pk, move, **data).status_code == 303
    after = stored(match).state
    assert reverse("matching:match_undo", args=[TENANT[who], match.pk]) in page(log_in, who, match).content.decode()
    assert post(log_in, who, "match_undo", match.pk).status_code == 303
    back = stored(match)
    assert (back.state, waiting(), undone()) == (before, 0, [(after, before)])
    was_agreed = before == State.AGREED
    assert (bool(back.agreement), bool(back.agreed_at)) == (was_agreed, was_agreed)


@pytest.mark.parametrize("who", ["partner", "owner", "coordinator"])
def test_a_match_just_begun_ends_when_it_is_taken_back(who, need, offer, log_in):
    view, args = ("interest", [need.pk]) if who == "partner" else ("invite", [need.pk, offer.pk])
    post(log_in, who, view, *args, **ASK)
    with context.system("test"):
        match = Match.objects.get()
    assert post(log_in, who, "match_undo", match.pk).status_code == 303
    assert (stored(match).state, waiting()) == (State.WITHDRAWN, 0)


def test_a_suggestion_answered_and_taken_back_may_be_answered_by_either_side(match_in, log_in):
    match = match_in(State.SUGGESTED)
    post(log_in, "partner", "match_move", match.pk, "interested", **CONTACT)
    post(log_in, "partner", "match_undo", match.pk)
    assert (stored(match).state, stored(match).interest_from) == (State.SUGGESTED, "")
    assert post(log_in, "owner", "match_move", match.pk, "interested", **CONTACT).status_code == 303


def test_a_refusal_taken_back_leaves_no_reason_behind(match_in, log_in):
    match = match_in(State.INTEREST)
    post(log_in, "owner", "match_move", match.pk, "declined", reason="Emme ehdi.")
    post(log_in, "owner", "match_undo", match.pk)
    with context.system("test"):
        assert not PrivateReason.objects.exists()


def test_contacts_are_hidden_again(match_in, log_in):
    match = match_in(State.INTEREST)
    post(log_in, "owner", "match_move", match.pk, "accepted", **CONTACT)
    with context.system("test"):
        assert Contact.objects.filter(match=match).count() == 2
    assert "kumppani@contact.test" in page(log_in, "owner", match).content.decode()
    post(log_in, "owner", "match_undo", match.pk)
    assert "kumppani@contact.test" not in page(log_in, "owner", match).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302), ("outsider", 404), ("stranger", 404), ("other_coordinator", 404), ("other_curator", 404),
        ("student", 404), ("manager", 404), ("clerk", 404), ("viewer", 409), ("partner", 409), ("editor", 409),
        ("coordinator", 409), ("curator", 409), ("owner", 303),
    ],
)  # fmt: skip
def test_only_the_mover_takes_it_back(who, status, match_in, log_in):
    match = match_in(State.INTEREST)
    post(log_in, "owner", "match_move", match.pk, "accepted", **CONTACT)
    told = waiting()
    assert post(log_in, who, "match_undo", match.pk).status_code == status
    expected = (State.INTEREST, 0) if status == 303 else (State.MUTUAL, told)
    assert (stored(match).state, waiting()) == expected


def test_after_ten_minutes_it_stays(match_in, log_in):
    match = match_in(State.INTEREST)
    post(log_in, "owner", "match_move", match.pk, "accepted", **CONTACT)
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        assert post(log_in, "owner", "match_undo", match.pk).status_code == 409
    assert stored(match).state == State.MUTUAL


def test_a_double_click_undoes_once(match_in, log_in):
    match = match_in(State.INTEREST)
    post(log_in, "owner", "match_move", match.pk, "accepted", **CONTACT)
    answers = [post(log_in, "owner", "match_undo", match.pk).status_code for _ in range(2)]
    assert (answers, stored(match).state, len(undone())) == ([303, 409], State.INTEREST, 1)


def test_an_agreement_holds_once_an_experiment_has_been_begun(world, match_in, log_in):
    match = match_in(State.MUTUAL)
    post(log_in, "owner", "match_move", match.pk, "agreed", agreement="experiment")
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.company, project=world.project, state="open")
        Experiment.objects.create(
            organisation=world.company, municipality=world.place, challenge=challenge, match=match, title="Anturit"
        )
    assert post(log_in, "owner", "match_undo", match.pk).status_code == 409
    assert (stored(match).state, stored(match).agreement) == (State.AGREED, "experiment")


def test_a_refusal_stays_when_the_sides_have_met_anew(world, need, match_in, log_in):
    match = match_in(State.INTEREST)
    post(log_in, "owner", "match_move", match.pk, "declined", reason="Emme ehdi.")
    with context.system("test"):
        make_match(need, world.partner)
    assert post(log_in, "owner", "match_undo", match.pk).status_code == 409
    with context.system("test"):
        assert (stored(match).state, PrivateReason.objects.count()) == (State.DECLINED, 1)


@pytest.mark.parametrize(("state", "move"), [(State.INTEREST, "withdrawn"), (State.INTEREST, "declined")])
def test_a_match_does_not_wait_again_for_a_need_that_has_closed(state, move, match_in, need, log_in):
    who = "partner" if move == "withdrawn" else "owner"
    match = match_in(state)
    assert post(log_in, who, "match_move", match.pk, move).status_code == 303
    with context.system("test"):
        type(need).objects.update(closed_at=clock.now())
    assert post(log_in, who, "match_undo", match.pk).status_code == 409
    assert stored(match).state == move


def test_a_move_made_for_one_organisation_is_not_taken_back_for_another(match_in, world, log_in):
    match = match_in(State.INTEREST)
    with context.system("test"):
        Membership.objects.create(user=world.people["owner"], organisation=world.partner, roles=["editor"])
    assert post(log_in, "owner", "match_move", match.pk, "declined", reason="Salainen syy").status_code == 303
    undo = reverse("matching:match_undo", args=["partner", match.pk])
    assert log_in("owner").post(undo).status_code == 409
    assert stored(match).state == State.DECLINED
