"""One challenge of several municipalities: the lead edits, each keeps notes of its own, and decides for itself."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from challenges.models import Challenge, ChallengeConfidential, CoOwner
from challenges.sharing.models import Note, Share
from challenges.states import CoState, State
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from mint.tenancy.models import Organisation
from tests.factories import ChallengeFactory, MembershipFactory, MunicipalityFactory, OrganisationFactory, UserFactory

REASON = "Sama tarve meillä."


@pytest.fixture
def challenge(world):
    with context.system("test"):
        return ChallengeFactory(
            organisation=world.municipality, project=world.project, state=State.DRAFT, title="Yhteinen tarve",
            confidential="SALAINEN-LUKU",
        )  # fmt: skip


@pytest.fixture
def shared(challenge, world):
    """The other municipality's row, in the state given."""

    def make(state=CoState.JOINED):
        with context.system("test"):
            return CoOwner.objects.create(
                challenge=challenge, lead=world.municipality, organisation=world.other_municipality,
                municipality=world.other_place, state=state,
            )  # fmt: skip

    return make


def url(name, challenge, tenant="municipality", *more):
    return reverse(f"sharing:{name}", args=[tenant, challenge.pk, *more])


def decide(client, row, verb, tenant="other-municipality", reason=REASON):
    address = reverse("sharing:decide", args=[tenant, row.challenge_id, row.pk, verb])
    return client.post(address, {"reason": reason})


def state_of(row):
    with context.system("test"):
        return CoOwner.objects.get(pk=row.pk).state


def open_it(challenge):
    with context.system("test"):
        made = ChallengeFactory.build(organisation=challenge.organisation, state=State.OPEN)
        Challenge.objects.filter(pk=challenge.pk).update(state=State.OPEN, published_at=made.published_at)


def test_the_lead_invites_and_the_other_municipality_joins(challenge, world, log_in, run_outbox):
    lead, other = log_in("coordinator"), log_in("other_coordinator")
    page = reverse("challenges:manage", args=["other-municipality", challenge.pk])
    assert other.get(page).status_code == 404
    typed = {"organisation": world.other_municipality.pk}
    assert lead.post(url("page", challenge), typed).status_code == 302
    assert lead.post(url("page", challenge), typed).status_code == 422  # asked once
    assert other.get(page).status_code == 200
    with context.system("test"):
        (row,) = CoOwner.objects.all()
    desk = other.get(reverse("pages:workspace", args=["other-municipality"])).content.decode()
    assert url("page", challenge, "other-municipality") in desk
    assert [decide(other, row, "liity").status_code for _ in range(2)] == [302, 409]
    assert state_of(row) == CoState.JOINED
    history = lead.get(reverse("challenges:manage", args=["municipality", challenge.pk])).content.decode()
    assert "liittyi haasteen omistajaksi" in history
    run_outbox()
    with context.system("test"):
        told = set(Mail.objects.filter(kind__startswith="challenge_sharing").values_list("kind", "to"))
        assert told == {
            ("challenge_sharing_invited", "other_coordinator@example.test"),
            ("challenge_sharing_joined", "coordinator@example.test"),
        }


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("clerk", "municipality", 403),
        ("other_coordinator", "other-municipality", 404),
        ("curator", "university", 404),
        ("owner", "company", 404),
        ("anonymous", "municipality", 302),
    ],
)
def test_only_the_leads_coordinator_invites(who, tenant, status, challenge, log_in):
    typed = {"organisation": Organisation.objects.get(slug="other-municipality").pk}
    assert log_in(who).post(url("page", challenge, tenant), typed).status_code == status
    with context.system("test"):
        assert CoOwner.objects.count() == 0


def test_a_companys_challenge_is_not_shared(world, log_in):
    with context.system("test"):
        row = ChallengeFactory(organisation=world.company, state=State.OPEN)
    for who, tenant in (("owner", "company"), ("coordinator", "municipality")):
        typed = {"organisation": world.other_municipality.pk}
        assert log_in(who).post(url("page", row, tenant), typed).status_code == 403
    with context.system("test"):
        assert CoOwner.objects.count() == 0


@pytest.mark.parametrize(("verb", "state"), [("liity", "joined"), ("hylkaa", "declined")])
def test_the_invited_coordinator_alone_answers(verb, state, shared, log_in):
    row = shared(CoState.INVITED)
    refused = {
        who: decide(log_in(who), row, verb, tenant).status_code
        for who, tenant in (("coordinator", "municipality"), ("clerk", "municipality"), ("curator", "university"))
    }
    assert refused == {"coordinator": 403, "clerk": 403, "curator": 404}
    assert state_of(row) == CoState.INVITED
    assert decide(log_in("other_coordinator"), row, verb).status_code == 302
    assert state_of(row) == state


def test_declining_and_leaving_need_a_reason(shared, log_in):
    row = shared()
    assert decide(log_in("other_coordinator"), row, "eroa", reason="").status_code == 409
    assert state_of(row) == CoState.JOINED


def test_an_invitation_is_taken_back_by_the_lead(shared, log_in, challenge):
    row = shared(CoState.INVITED)
    assert decide(log_in("other_coordinator"), row, "peru").status_code == 403
    assert decide(log_in("coordinator"), row, "peru", "municipality").status_code == 302
    assert state_of(row) == CoState.WITHDRAWN
    page = reverse("challenges:manage", args=["other-municipality", challenge.pk])
    assert log_in("other_coordinator").get(page).status_code == 404


def test_a_co_owner_reads_as_the_owner_and_does_not_edit(shared, challenge, log_in):
    shared()
    browser = log_in("other_coordinator")
    page = browser.get(reverse("challenges:manage", args=["other-municipality", challenge.pk]))
    assert (page.status_code, "SALAINEN-LUKU" in page.content.decode()) == (200, True)
    step = reverse("challenges:step", args=["other-municipality", challenge.pk, 1])
    assert browser.post(step, {"title": "Vaihdettu", "version": 1}).status_code == 403
    with context.system("test"):
        assert Challenge.objects.get(pk=challenge.pk).title == "Yhteinen tarve"


@pytest.mark.attack(6)
@pytest.mark.parametrize(("state", "draft", "secret"), [("invited", 1, 0), ("joined", 1, 1), ("left", 0, 0)])
def test_what_a_co_owner_reads_hangs_on_where_it_stands(state, draft, secret, shared, acting_as):
    shared(CoState(state))
    with acting_as("other_coordinator") as actor:
        seen = [
            (Challenge.objects.visible_to(actor).count(), Challenge.objects.count()),
            (ChallengeConfidential.objects.visible_to(actor).count(), ChallengeConfidential.objects.count()),
        ]
    assert seen == [(draft, draft), (secret, secret)]


def test_notes_are_ones_own_and_shares_the_owners(shared, challenge, log_in, acting_as):
    shared()
    with context.system("test"):
        open_it(challenge)
    for who, tenant in (("coordinator", "municipality"), ("other_coordinator", "other-municipality")):
        browser = log_in(who)
        assert browser.post(url("notes", challenge, tenant), {"text": f"MUISTIO-{who}"}).status_code == 302
        typed = {"budget": "1500,50", "decision": "join", "reason": f"SYY-{who}"}
        assert browser.post(url("share", challenge, tenant), typed).status_code == 302
    page = log_in("coordinator").get(url("page", challenge)).content.decode()
    words = ("MUISTIO-coordinator", "MUISTIO-other_coordinator", "SYY-coordinator", "SYY-other_coordinator")
    assert [word in page for word in words] == [True, False, True, True]
    counts = {}
    for who in ("coordinator", "other_coordinator", "clerk", "curator", "owner", "anonymous"):
        with acting_as(who) as actor:
            by_rule = (Note.objects.visible_to(actor).count(), Share.objects.visible_to(actor).count())
            assert by_rule == (Note.objects.count(), Share.objects.count())
            counts[who] = by_rule
    assert counts == {
        "coordinator": (1, 2), "other_coordinator": (1, 2), "clerk": (1, 2), "curator": (0, 0), "owner": (0, 0),
        "anonymous": (0, 0),
    }  # fmt: skip


@pytest.mark.parametrize(
    "typed", [{"budget": "-1"}, {"budget": "paljon"}, {"decision": "join"}, {"decision": "ehkä", "reason": "x"},
              {"decision": "join", "reason": "\0"}, {"decision": "join", "reason": "a" * 1_000_000}]
)  # fmt: skip
def test_bad_input_is_told_in_words_and_kept_out(typed, shared, challenge, log_in):
    shared()
    response = log_in("other_coordinator").post(url("share", challenge, "other-municipality"), typed)
    with context.system("test"):
        assert (response.status_code, Share.objects.count()) == (422, 0)


def test_a_stale_form_overwrites_nothing(shared, challenge, log_in):
    shared()
    browser, address = log_in("other_coordinator"), url("notes", challenge, "other-municipality")
    assert [browser.post(address, {"text": text}).status_code for text in ("ensin", "sitten")] == [302, 409]
    with context.system("test"):
        assert [note.text for note in Note.objects.all()] == ["ensin"]


def test_leaving_after_a_decision_keeps_what_was_decided(shared, challenge, world, log_in):
    row = shared()
    open_it(challenge)
    browser = log_in("other_coordinator")
    typed = {"budget": "200", "decision": "later", "reason": REASON}
    browser.post(url("share", challenge, "other-municipality"), typed)
    assert decide(browser, row, "eroa").status_code == 302
    page = log_in("coordinator").get(url("page", challenge)).content.decode()
    assert (REASON in page, "200" in page) == (True, True)
    assert browser.post(url("share", challenge, "other-municipality"), {**typed, "budget": "9"}).status_code == 403
    with context.system("test"):
        assert Share.objects.get().budget == Decimal(200)
        assert Entry.objects.filter(verb="coowner.left", reason=REASON).count() == 1


def test_the_public_pages_name_all_owners(shared, challenge, world, log_in):
    shared()
    open_it(challenge)
    page = log_in("anonymous").get(challenge.get_absolute_url()).content.decode()
    assert ("Yhdessä:" in page, world.other_place.name in page) == (True, True)
    place = log_in("anonymous").get(reverse("municipalities:detail", args=[world.other_place.slug])).content.decode()
    assert "Yhteinen tarve" in place


def test_a_third_municipality_sees_nothing_of_it(shared, challenge, log_in, world):
    shared()
    with context.system("test"):
        place = MunicipalityFactory()
        tenant = OrganisationFactory(kind="municipality", municipality=place, slug="kolmas")
        world.people["third"] = UserFactory()
        MembershipFactory(user=world.people["third"], organisation=tenant, roles=["coordinator"])
    browser = log_in("third")
    assert browser.get(url("page", challenge, "kolmas")).status_code == 404
    open_it(challenge)
    assert browser.get(url("page", challenge, "kolmas")).status_code == 403


@pytest.mark.attack(6)
def test_the_database_lets_nobody_join_uninvited(challenge, world, acting_as):
    refused = pytest.raises(DatabaseError, match="row-level security")
    with acting_as("other_coordinator"), refused, transaction.atomic():
        CoOwner.objects.create(
            challenge=challenge, lead=world.municipality, organisation=world.other_municipality,
            municipality=world.other_place, state=CoState.JOINED,
        )  # fmt: skip
