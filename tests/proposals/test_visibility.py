"""Who sees criteria, proposals and their number before and after the end of a call: by rule and by policy."""

import pytest
from django.core.files.base import ContentFile
from django.db import Error, connection, transaction

from challenges.models import Challenge
from challenges.proposals.counting import count_of
from challenges.proposals.models import Answer, Criterion, Proposal, ProposalAttachment, ProposalMember, ProposalVersion
from challenges.proposals.states import AFTER_CALL, SENT, State
from challenges.states import State as ChallengeState
from mint.isolation import context
from tests.world import EVERYBODY

WRITERS = {"owner", "editor"}
MEMBERS = {"owner", "editor", "viewer"}
CALLING = {"coordinator", "clerk", "curator"}  # the municipality owns the challenge
ANYWHERE = {"draft": "open", "withdrawn": "open"}


def seen(model, actor):
    by_policy = set(model.objects.values_list("pk", flat=True))
    assert by_policy == set(model.objects.visible_to(actor).values_list("pk", flat=True))
    return bool(by_policy)


def add_parts(proposal):
    with context.system("test"):
        ProposalMember.objects.create(proposal=proposal, name="Jäsen")
        ProposalVersion.objects.create(proposal=proposal, number=1, content={})
        ProposalAttachment.objects.create(
            proposal=proposal, file=ContentFile(b"%PDF-", "a"), name="a.pdf", content_type="x", size=5
        )


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("call", ["open", "closed", "selected", "withdrawn"])
def test_a_proposal_is_its_writers_alone_until_the_call_is_over(call, state, make_call, make_proposal, acting_as):
    challenge = make_call("open")
    add_parts(make_proposal(challenge, state))
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(state=call)
    for who in EVERYBODY:
        with acting_as(who) as actor:
            found = [seen(model, actor) for model in (Proposal, ProposalMember, ProposalAttachment)]
            answers, versions = seen(Answer, actor), seen(ProposalVersion, actor)
        over = call in AFTER_CALL and state in SENT
        expected = who in WRITERS or (over and who in MEMBERS | CALLING)
        assert (who, found, versions) == (who, [expected] * 3, who in WRITERS)
        assert (who, answers) == (who, expected and state != "draft")


def test_a_persons_own_proposal_is_theirs_wherever_they_work(make_call, make_proposal, acting_as):
    make_proposal(make_call(), "submitted", "outsider", organisation=None)
    who_sees = []
    for who in EVERYBODY:
        with acting_as(who) as actor:
            who_sees += [who] if seen(Proposal, actor) else []
    assert who_sees == ["outsider"]


def test_the_operators_emergency_access_opens_no_proposal_before_the_end(world, make_call, make_proposal, acting_as):
    from mint.tenancy import visiting

    challenge = make_call(is_sealed=True)
    make_proposal(challenge)
    with acting_as("operator") as actor:
        visiting.enter(world.company, reason="Tukipyyntö 1: ei aukea", user=world.people["operator"], actor=actor)
    with acting_as("operator") as actor:
        assert (world.company.pk in actor.organisation_ids, seen(Proposal, actor)) == (True, False)
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(state="closed")
    with acting_as("operator") as actor:
        assert seen(Proposal, actor)


@pytest.mark.parametrize("case", [("open", False, 1), ("open", True, None), ("closed", True, 1)])
def test_the_number_is_told_to_who_asked_and_of_a_sealed_call_after_it(case, make_call, make_proposal, acting_as):
    state, is_sealed, told = case
    challenge = make_call(state, is_sealed=is_sealed)
    make_proposal(challenge)
    make_proposal(challenge, "draft")
    for who in EVERYBODY:
        with acting_as(who):
            count = count_of(challenge)
        assert (who, count) == (who, told if who in CALLING | {"manager"} else None)


@pytest.mark.parametrize("state", ["draft", "in_review", "open", "withdrawn"])
def test_criteria_are_as_visible_as_their_challenge(state, make_call, acting_as):
    make_call(state)
    for who in EVERYBODY:
        with acting_as(who) as actor:
            assert (who, seen(Criterion, actor)) == (who, seen(Challenge, actor))


def refused(sql, *values):
    """By the database alone: an error, or no row changed."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.rowcount == 0
    except Error:
        return True


@pytest.mark.attack(35)
@pytest.mark.parametrize("call", ["closed", "evaluating", "withdrawn"])
def test_the_database_lets_nobody_change_what_was_sent_once_the_call_is_over(call, make_call, make_proposal, acting_as):
    challenge = make_call()
    proposal, draft = make_proposal(challenge), make_proposal(challenge, "draft")
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(state=call)
    sent = "state = 'submitted', title = 'x', summary = 'x', submissions = 1, submitted_at = now()"
    for who in ("owner", "coordinator", "curator", "stranger", "manager"):
        with acting_as(who):
            assert refused("UPDATE proposals_proposal SET title = 'x' WHERE id = %s", proposal.pk)
            assert refused("UPDATE proposals_answer SET text = 'x' WHERE proposal_id = %s", proposal.pk)
            assert refused("DELETE FROM proposals_answer WHERE proposal_id = %s", proposal.pk)
            assert refused("DELETE FROM proposals_proposal WHERE id = %s", proposal.pk)
            assert refused("UPDATE proposals_proposal SET state = 'withdrawn' WHERE id = %s", proposal.pk) or (
                who in {"coordinator", "curator"}
                and call != "withdrawn"  # the workflow's to refuse: no move leads there
            )
            assert refused(f"UPDATE proposals_proposal SET {sent} WHERE id = %s", draft.pk)  # noqa: S608 - our own words


@pytest.mark.attack(35)
def test_the_database_knows_the_finnish_day_on_which_the_deadline_ends(make_call, make_proposal, acting_as):
    challenge = make_call()
    proposal = make_proposal(challenge)
    title = "UPDATE proposals_proposal SET title = 'x' WHERE id = %s"
    today = "(now() AT TIME ZONE 'Europe/Helsinki')::date"
    for days, late in ((0, False), (-1, True)):
        with context.system("test"), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE challenges_challenge SET deadline_on = {today} + %s WHERE id = %s",  # noqa: S608 - our own words
                [days, challenge.pk],
            )
        with acting_as("owner"):
            assert refused(title, proposal.pk) == late


def test_the_database_lets_nobody_decide_on_their_own(world, make_call, make_proposal, acting_as):
    from tests.factories import MembershipFactory

    proposal = make_proposal(make_call("closed"))
    with context.system("test"):
        MembershipFactory(user=world.people["coordinator"], organisation=world.company, roles=["viewer"])
    check = "UPDATE proposals_proposal SET state = 'shortlisted', checked_at = now() WHERE id = %s"
    with acting_as("coordinator"):
        assert refused(check, proposal.pk)
    with acting_as("curator"):
        assert not refused(check, proposal.pk)


def test_a_proposal_is_begun_by_its_author_for_their_own_and_to_others(world, make_call, make_proposal, acting_as):
    call, over = make_call(), make_call("closed")
    columns = (
        "created_at, version, state, challenge_id, challenge_organisation_id, challenge_municipality_id, "
        "challenge_project_id, challenge_title, organisation_id, author_id, kind, team_name, title, summary, language, "
        "contact_name, contact_email, working, submissions, answer, form_key, is_demo"
    )
    insert = (
        f"INSERT INTO proposals_proposal ({columns}) VALUES (now(), 1, %s, %s, %s, %s, %s, '', %s, %s, %s, '', 'x', "  # noqa: S608 - our own words
        "'x', 'fi', '', '', '{}', 0, '', gen_random_uuid(), false)"
    )

    def values(state="draft", challenge=call, owner=world.company.pk, author="owner", project=world.project.pk):
        place = (challenge.organisation_id, challenge.municipality_id, project)
        return (state, challenge.pk, *place, owner, world.people[author].pk, "company" if owner else "person")

    with acting_as("owner"):
        assert not refused(insert, *values())
        assert not refused(insert, *values(owner=None))
        for strange in (
            values("submitted"), values(challenge=over), values(owner=world.partner.pk), values(author="partner"),
            values(project=world.other_project.pk),
        ):  # fmt: skip
            assert refused(insert, *strange)
    with acting_as("viewer"):
        assert refused(insert, *values(author="viewer"))


@pytest.mark.parametrize("state", [*ChallengeState.values])
def test_the_database_settles_criteria_with_the_publication(state, make_call, acting_as):
    challenge = make_call("draft")
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(
            state=state, published_at=challenge.created_at, submitted_at=challenge.created_at
        )
    may = {"coordinator"} if state in {"draft", "returned", "in_review"} else set()
    may |= {"curator"} if state == "in_review" else set()
    for who in ("coordinator", "curator", "clerk", "stranger", "owner"):
        with acting_as(who):
            changed = not refused("UPDATE proposals_criterion SET name = 'x' WHERE challenge_id = %s", challenge.pk)
        assert (who, changed) == (who, who in may)


def run_at_once(*statements):
    """In one transaction, whose deferred constraints are asked at its end."""
    with context.system("test"), transaction.atomic(), connection.cursor() as cursor:
        for statement, value in statements:
            cursor.execute(statement, [value])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_weights_of_what_is_published_make_up_a_hundred(make_call):
    challenge = make_call("in_review")
    publish = "UPDATE challenges_challenge SET state = 'open', published_at = now() WHERE id = %s", challenge.pk
    light = "UPDATE proposals_criterion SET weight = 39 WHERE challenge_id = %s AND weight = 40", challenge.pk
    with pytest.raises(Error, match="make up a hundred"):
        run_at_once(light, publish)
    run_at_once(publish)


def test_an_answer_answers_a_criterion_of_its_proposals_challenge(make_call, make_proposal):
    call, other = make_call(), make_call()
    proposal = make_proposal(call, "draft")
    with context.system("test"):
        strange, own = (Criterion.objects.of(each).first().pk for each in (other, call))
    columns = "created_at, challenge_id, proposal_id, criterion_id, text"
    insert = f"INSERT INTO proposals_answer ({columns}) VALUES (now(), {call.pk}, {proposal.pk}, %s, 'x')"  # noqa: S608 - our own
    with pytest.raises(Error):
        run_at_once((insert, strange))
    run_at_once((insert, own))
