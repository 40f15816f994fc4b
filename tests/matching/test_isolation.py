"""The database and the ORM say the same of offers, needs, matches, contacts and reasons, for everybody of the cast."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from mint import clock
from mint.isolation import context
from mint.matching.models import Contact, Match, Need, Offer, PrivateReason
from mint.matching.states import OfferState, State
from tests.rows.matching import agreed, make_match, make_need, make_offer
from tests.world import EVERYBODY


@pytest.fixture
def rows(world):
    """Offers on and paused, public and not; needs open and closed; a match in every state, of two owners."""
    with context.system("test"):
        for organisation in (world.partner, world.university, world.other_company):
            project = world.project if organisation == world.university else None
            make_offer(organisation, project=project)
            make_offer(organisation, project=project, is_public=True)
            make_offer(organisation, project=project, state=OfferState.PAUSED)
        for number, state in enumerate(State.values):
            more = agreed(state=state) if state in {State.AGREED, State.REALISED} else {"state": state}
            if state == State.SUGGESTED:
                more["interest_from"] = ""
            closed = clock.now() if number % 2 else None
            need = make_need(world, number, closed_at=closed)
            match = make_match(need, world.partner, **more)
            PrivateReason.objects.create(match=match, organisation=world.partner, text="Emme ehdi.")
            elsewhere = make_need(
                world, 100 + number, organisation=world.other_municipality, municipality=world.other_place,
                project=world.other_project, closed_at=closed,
            )  # fmt: skip
            make_match(elsewhere, world.university, **more)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("model", [Offer, Need, Match, Contact, PrivateReason])
def test_row_security_and_visible_to_agree(model, who, rows, acting_as):
    with acting_as(who) as actor:
        by_policy = set(model.objects.values_list("pk", flat=True))
        by_rule = set(model.objects.visible_to(actor).values_list("pk", flat=True))
    assert by_policy == by_rule


def test_the_table_of_who_sees_matches_holds(rows, acting_as):
    seen = {}
    for who in EVERYBODY:
        with acting_as(who):
            seen[who] = Match.objects.count()
    all_states, agreed_states = len(State.values), 2
    assert seen == {
        "anonymous": 0, "outsider": 0, "operator": 0, "stranger": 0, "student": 0, "clerk": 0,
        "owner": all_states, "editor": all_states, "viewer": all_states, "partner": all_states,
        "coordinator": all_states, "curator": 2 * all_states, "teacher": all_states,
        "other_coordinator": all_states, "other_curator": all_states,
        "manager": all_states + agreed_states, "other_manager": agreed_states,
    }  # fmt: skip


@pytest.mark.parametrize("who", ["viewer", "stranger", "student", "other_coordinator", "manager"])
def test_the_database_refuses_writes_of_those_who_only_read(who, match_in, acting_as):
    match = match_in(State.INTEREST)
    with acting_as(who):
        assert Match.objects.filter(pk=match.pk).update(state=State.WITHDRAWN) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Contact.objects.create(match=match, organisation_id=match.organisation_id, name="x", email="x@contact.test")


def test_a_contact_can_only_be_of_one_of_the_sides(world, match_in, acting_as):
    match = match_in(State.MUTUAL)
    with acting_as("stranger"), pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.create(match=match, organisation=world.other_company, name="x", email="x@contact.test")


def test_a_match_points_at_its_own_need_and_its_partners_offer(world, need, offer):
    with context.system("test"):
        for wrong in ({"organisation": world.other_company}, {"partner": world.other_company, "offer": offer}):
            fields = {"need": need, "organisation": need.organisation, "partner": world.partner, **wrong}
            with pytest.raises(IntegrityError), transaction.atomic():
                _create_now(fields)


def _create_now(fields):
    Match.objects.create(state=State.SUGGESTED, **fields)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_one_live_match_for_a_need_and_a_partner(world, need):
    with context.system("test"):
        make_match(need, world.partner, state=State.DECLINED)
        make_match(need, world.partner)
        with pytest.raises(IntegrityError), transaction.atomic():
            make_match(need, world.partner)


def _insert(need, **values):
    fields = {
        "need": need, "organisation": need.organisation, "municipality": need.municipality,
        "project": need.project, "state": State.INTEREST, "interest_from": "partner", **values,
    }  # fmt: skip
    with transaction.atomic():
        Match(**fields).save(force_insert=True)


@pytest.mark.parametrize(
    ("who", "values"),
    [
        ("partner", agreed()),
        ("partner", {"state": State.MUTUAL}),
        ("partner", {"interest_from": "owner"}),
        ("owner", {"interest_from": "partner"}),
        ("coordinator", {"interest_from": "owner"}),
        ("curator", agreed(interest_from="owner")),
        ("owner", {"interest_from": "owner", "municipality": None}),
    ],
)
def test_a_match_begins_with_ones_own_interest_only(who, values, world, need, acting_as):
    with acting_as(who), pytest.raises(DatabaseError, match="row-level security"):
        _insert(need, partner=world.partner, **values)


@pytest.mark.parametrize(
    ("who", "values"),
    [
        ("partner", {}),
        ("owner", {"interest_from": "owner"}),
        ("coordinator", {"state": State.SUGGESTED, "interest_from": ""}),
        ("curator", {"state": State.SUGGESTED, "interest_from": ""}),
    ],
)
def test_a_side_begins_and_who_helps_suggests(who, values, need, offer, acting_as):
    with acting_as(who):
        _insert(need, partner=offer.organisation, offer=offer, **values)
        assert Match.objects.count() == 1


@pytest.mark.parametrize(("who", "interest_from"), [("owner", "owner"), ("coordinator", ""), ("curator", "")])
def test_nobody_is_brought_in_who_has_offered_nothing(who, interest_from, need, offer, acting_as):
    state = State.INTEREST if interest_from else State.SUGGESTED
    with acting_as(who), pytest.raises(DatabaseError, match="row-level security"):
        _insert(need, partner=offer.organisation, state=state, interest_from=interest_from)


def _bring_in(need, partner, offer):
    _insert(need, partner=partner, offer=offer, interest_from="owner")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_offer_brings_in_its_own_organisation_only(world, need, offer, acting_as):
    with acting_as("owner"), pytest.raises(IntegrityError, match="match_of_partners_offer"), transaction.atomic():
        _bring_in(need, world.other_company, offer)


def test_what_was_agreed_is_not_the_partners_to_say(match_in, acting_as):
    match = match_in(State.MUTUAL)
    with acting_as("partner"):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Match.objects.filter(pk=match.pk).update(**agreed())
        assert Match.objects.filter(pk=match.pk).update(state=State.IN_DISCUSSION) == 1


def test_a_private_reason_is_of_a_side(world, match_in, acting_as):
    match = match_in(State.DECLINED)
    with acting_as("stranger"), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        PrivateReason.objects.create(match=match, organisation=world.other_company, text="x")
