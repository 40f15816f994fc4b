"""Another municipality asks to own an open challenge, too; the lead answers, and may think again for ten minutes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from challenges import guarding
from challenges.models import CoOwner
from challenges.sharing import workflow
from challenges.sharing.models import Share
from challenges.states import CoState, State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from tests.factories import ChallengeFactory

WHY = "Meilläkin on sama tarve, ja voimme antaa kokeilupaikan."
REASON = "Kokeilu alkaa jo."
LEAD, OTHER = "municipality", "other-municipality"


@pytest.fixture
def challenge(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.municipality, project=world.project, state=State.OPEN, title="Tarve")


@pytest.fixture
def asked(challenge, world):
    """The other municipality's row, in the state given."""

    def make(state=CoState.ASKED, **more):
        with context.system("test"):
            return CoOwner.objects.create(
                challenge=challenge, lead=world.municipality, organisation=world.other_municipality,
                municipality=world.other_place, state=state, **more,
            )  # fmt: skip

    return make


def ask(client, challenge, tenant=OTHER, message=WHY):
    return client.post(reverse("sharing:ask", args=[tenant, challenge.pk]), {"message": message})


def decide(client, row, verb, tenant=LEAD, reason=REASON):
    return client.post(reverse("sharing:decide", args=[tenant, row.challenge_id, row.pk, verb]), {"reason": reason})


def states():
    with context.system("test"):
        return list(CoOwner.objects.order_by("pk").values_list("state", flat=True))


def told():
    with context.system("test"):
        return set(Mail.objects.filter(kind__startswith="challenge_sharing").values_list("kind", "to"))


def later(minutes):
    return clock.set_to(clock.now() + timedelta(minutes=minutes))


def test_the_other_municipality_asks_from_the_public_page_and_the_lead_accepts(challenge, log_in, run_outbox):
    lead, other = log_in("coordinator"), log_in("other_coordinator")
    page = reverse("sharing:ask", args=[OTHER, challenge.pk])
    assert page in other.get(challenge.get_absolute_url()).content.decode()
    assert page not in lead.get(challenge.get_absolute_url()).content.decode()
    assert [ask(other, challenge).status_code for _ in range(2)] == [302, 302]
    assert states() == ["asked"]
    assert page not in other.get(challenge.get_absolute_url()).content.decode()
    run_outbox()
    assert told() == {("challenge_sharing_asked", "coordinator@example.test")}
    shared = reverse("sharing:page", args=[LEAD, challenge.pk])
    assert shared in lead.get(reverse("pages:workspace", args=[LEAD])).content.decode()  # what waits
    assert WHY in lead.get(shared).content.decode()
    with context.system("test"):
        row = CoOwner.objects.get()
    assert [decide(lead, row, "hyvaksy").status_code for _ in range(2)] == [302, 409]
    assert states() == ["joined"]
    run_outbox()
    assert len(told()) == 1  # not before it can no longer be undone
    with later(11):
        run_outbox()
    assert told() >= {("challenge_sharing_accepted", "other_coordinator@example.test")}
    history = lead.get(reverse("challenges:manage", args=[LEAD, challenge.pk])).content.decode()
    assert ("pyysi päästä haasteen omistajaksi" in history, "hyväksyi kunnan" in history) == (True, True)


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("coordinator", LEAD, 403),
        ("clerk", LEAD, 403),
        ("curator", "university", 403),
        ("owner", "company", 403),
        ("anonymous", OTHER, 302),
    ],
)
def test_only_another_municipalitys_coordinator_asks(who, tenant, status, challenge, log_in):
    assert ask(log_in(who), challenge, tenant).status_code == status
    assert states() == []


def test_a_companys_challenge_and_one_that_is_over_or_not_open_yet_are_not_asked_for(world, log_in):
    with context.system("test"):
        company = ChallengeFactory(organisation=world.company, state=State.OPEN)
        draft = ChallengeFactory(organisation=world.municipality, state=State.DRAFT)
        over = ChallengeFactory(organisation=world.municipality, state=State.SOLVED, answer="Näin.")
    other = log_in("other_coordinator")
    assert [ask(other, row).status_code for row in (company, draft, over)] == [403, 404, 409]
    assert ask(other, over, message="").status_code == 422
    assert states() == []


@pytest.mark.parametrize(("verb", "who", "tenant"), [
    ("hyvaksy", "other_coordinator", OTHER), ("torju", "other_coordinator", OTHER), ("hyvaksy", "clerk", LEAD),
    ("peru-pyynto", "coordinator", LEAD),
])  # fmt: skip
def test_each_side_makes_its_own_moves(verb, who, tenant, asked, log_in):
    row = asked()
    assert decide(log_in(who), row, verb, tenant).status_code == 403
    assert states() == ["asked"]


def test_a_request_is_declined_with_a_reason_and_may_be_made_again_after_two_weeks(
    asked, challenge, log_in, run_outbox
):
    row, lead, other = asked(), log_in("coordinator"), log_in("other_coordinator")
    assert decide(lead, row, "torju", reason="").status_code == 409
    assert decide(lead, row, "torju").status_code == 302
    with later(11):
        run_outbox()
    assert told() == {("challenge_sharing_refused", "other_coordinator@example.test")}
    with context.system("test"):
        assert REASON in Mail.objects.get(kind="challenge_sharing_refused").text
    assert ask(other, challenge).status_code == 302  # to the page that says why not yet
    page = other.get(reverse("sharing:page", args=[OTHER, challenge.pk])).content.decode()
    assert (REASON in page, reverse("sharing:ask", args=[OTHER, challenge.pk]) in page) == (True, False)
    assert states() == ["refused"]
    with context.system("test"):
        CoOwner.objects.update(answered_at=clock.now() - timedelta(days=15))
    assert ask(other, challenge).status_code == 302
    assert states() == ["asked"]


def test_the_asker_takes_the_request_back(asked, challenge, log_in):
    row, other = asked(), log_in("other_coordinator")
    assert decide(other, row, "peru-pyynto", OTHER).status_code == 302
    assert states() == ["withdrawn"]
    assert ask(other, challenge).status_code == 302
    assert states() == ["asked"]


@pytest.mark.parametrize(("verb", "state"), [("hyvaksy", "joined"), ("torju", "refused")])
def test_an_answer_is_undone_for_ten_minutes_and_nobody_has_been_told(verb, state, asked, log_in, run_outbox):
    row, lead = asked(), log_in("coordinator")
    decide(lead, row, verb)
    assert states() == [state]
    assert decide(log_in("other_coordinator"), row, "kumoa", OTHER).status_code == 409
    assert decide(lead, row, "kumoa").status_code == 302
    assert states() == ["asked"]
    with later(11):
        run_outbox()
    assert told() == set()
    decide(lead, row, verb)
    with later(11):
        assert decide(lead, row, "kumoa").status_code == 409
    assert states() == [state]
    with context.system("test"):
        assert Entry.objects.filter(verb__startswith="coowner.", verb__endswith="_undone").count() == 1


def test_what_the_new_owner_has_put_in_is_not_undone(asked, world, log_in):
    row, lead = asked(), log_in("coordinator")
    decide(lead, row, "hyvaksy")
    with context.system("test"):
        Share.objects.create(organisation=world.other_municipality, challenge=row.challenge, budget=100)
    assert decide(lead, row, "kumoa").status_code == 409
    assert states() == ["joined"]


def test_the_database_knows_the_moves_of_the_table():
    table = {
        (source, move.target, move.allowed.__name__)
        for move in workflow.MOVES
        for source in move.sources
        if move is not workflow.UNACCEPT  # within minutes only, which the trigger says apart
    }
    known = {(*pair, "can_lead") for pair in guarding.BY_LEAD} | {
        (*pair, "can_answer") for pair in guarding.BY_CO_OWNER
    }
    assert table == known


@pytest.mark.attack(6)
@pytest.mark.parametrize(("who", "before", "after"), [
    ("coordinator", "invited", "joined"), ("coordinator", "invited", "asked"), ("coordinator", "joined", "asked"),
    ("other_coordinator", "asked", "joined"), ("other_coordinator", "withdrawn", "joined"),
    ("other_coordinator", "left", "joined"), ("other_coordinator", "refused", "joined"),
])  # fmt: skip
def test_the_database_lets_neither_side_move_for_the_other(who, before, after, asked, acting_as):
    row = asked(CoState(before), answered_at=clock.now() - timedelta(days=1))
    with acting_as(who), pytest.raises(DatabaseError), transaction.atomic():
        CoOwner.objects.filter(pk=row.pk).update(state=after)
    assert states() == [before]


@pytest.mark.attack(6)
def test_a_joined_owner_does_not_take_its_row_to_another_challenge_of_the_lead(asked, world, acting_as):
    row = asked(CoState.JOINED)
    with context.system("test"):
        draft = ChallengeFactory(organisation=world.municipality, state=State.DRAFT)
    with acting_as("other_coordinator"), pytest.raises(DatabaseError), transaction.atomic():
        CoOwner.objects.filter(pk=row.pk).update(challenge=draft)


@pytest.mark.attack(6)
def test_the_database_lets_nobody_ask_for_what_is_not_open_to_asking(world, acting_as):
    with context.system("test"):
        rows = [
            ChallengeFactory(organisation=world.municipality, state=State.DRAFT),
            ChallengeFactory(organisation=world.municipality, state=State.SOLVED, answer="Näin."),
            ChallengeFactory(organisation=world.company, state=State.OPEN),
        ]
    for row in rows:
        with acting_as("other_coordinator"), pytest.raises(DatabaseError), transaction.atomic():
            CoOwner.objects.create(
                challenge=row, lead_id=row.organisation_id, organisation=world.other_municipality,
                municipality=world.other_place, state=CoState.ASKED,
            )  # fmt: skip
