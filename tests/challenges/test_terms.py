"""Terms are fixed when a challenge opens; its confidential part is read by who accepts the terms, while they stand."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from challenges import workflow
from challenges.models import Challenge, ChallengeConfidential, ConfidentialAcceptance
from challenges.states import State
from challenges.terms import digest
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from mint.tenancy.models import Organisation
from mint.web import MoveError
from tests.factories import ChallengeFactory

SECRET, TERMS = "SALAINEN-LUKU", "Käyttäkää tätä vain vastauksenne valmisteluun."


@pytest.fixture
def challenge(world):
    with context.system("test"):
        return ChallengeFactory(
            organisation=world.company, project=world.project, state=State.OPEN, confidential=SECRET,
            confidential_terms=TERMS,
        )  # fmt: skip


def read_url(challenge, tenant="partner"):
    return reverse("challenges:confidential", args=[tenant, challenge.pk])


def accept(client, challenge, tenant="partner", terms=TERMS):
    return client.post(read_url(challenge, tenant), {"terms": digest(terms)})


def keep(client, challenge, tenant="company", **changes):
    with context.system("test"):
        version = Challenge.objects.get(pk=challenge.pk).version
    values = {"text": SECRET, "terms": TERMS, "version": version, **changes}
    return client.post(reverse("challenges:confidential_keep", args=[tenant, challenge.pk]), values)


def accepted():
    with context.system("test"):
        return list(ConfidentialAcceptance.objects.order_by("pk"))


def entries(verb):
    with context.system("test"):
        return Entry.objects.filter(verb=verb).count()


def test_a_challenge_does_not_open_without_terms(world, acting_as):
    with context.system("test"):
        draft = ChallengeFactory(organisation=world.company, state=State.IN_REVIEW, ip_terms="")
    with acting_as("coordinator") as actor, pytest.raises(MoveError, match="oikeudet"):
        workflow.publish(draft, actor=actor)
    with context.system("test"), pytest.raises(DatabaseError, match="challenge_public_has_terms"), transaction.atomic():
        ChallengeFactory(organisation=world.company, state=State.OPEN, data_terms="")


@pytest.mark.parametrize("column", ["ip_terms", "data_terms"])
def test_the_database_keeps_the_terms_of_an_open_challenge(column, challenge):
    with context.system("test"), pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
        Challenge.objects.filter(pk=challenge.pk).update(**{column: "open"})
    with context.system("test"):
        assert getattr(Challenge.objects.get(pk=challenge.pk), column) != "open"


def test_the_public_page_says_the_terms_in_plain_words(challenge, log_in):
    page = log_in("anonymous").get(challenge.get_absolute_url()).content.decode()
    assert "Ratkaisun oikeudet jäävät sen tekijälle" in page
    assert "Opiskelijan ei koskaan tarvitse luopua oikeuksistaan arvosanan vuoksi." in page
    assert (SECRET in page, "luottamuksellinen" in page) == (False, True)


def test_a_partner_reads_the_confidential_part_after_accepting_its_terms(challenge, log_in, run_outbox):
    browser = log_in("partner")
    assert TERMS in (before := browser.get(read_url(challenge)).content.decode())
    assert SECRET not in before
    assert [accept(browser, challenge).status_code for _ in range(2)] == [302, 302]
    assert SECRET in browser.get(read_url(challenge)).content.decode()
    assert SECRET in browser.get(challenge.get_absolute_url()).content.decode()
    assert (len(accepted()), entries("confidential.accepted")) == (1, 1)
    run_outbox()
    with context.system("test"):
        told = Mail.objects.filter(kind="challenge_terms_accepted").values_list("to", flat=True)
        assert set(told) == {"owner@example.test", "editor@example.test"}


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("partner", "partner", 302),
        ("teacher", "university", 302),
        ("stranger", "other-company", 302),
        ("student", "university", 403),
        ("clerk", "municipality", 403),
        ("other_coordinator", "other-municipality", 403),
        ("viewer", "company", 403),
        ("curator", "university", 403),
        ("outsider", "company", 404),
        ("anonymous", "company", 302),
    ],
)
def test_who_writes_in_a_company_or_a_university_accepts(who, tenant, status, challenge, log_in):
    assert accept(log_in(who), challenge, tenant).status_code == status
    assert len(accepted()) == (status == 302 and who != "anonymous")


@pytest.mark.attack(6)
def test_one_who_accepted_opens_it_to_nobody_else(challenge, log_in, acting_as):
    accept(log_in("partner"), challenge)
    seen = {}
    for who in ("partner", "stranger", "manager", "teacher", "other_curator", "owner", "coordinator", "curator"):
        with acting_as(who) as actor:
            by_rule = ChallengeConfidential.objects.visible_to(actor).count()
            seen[who] = (by_rule, ChallengeConfidential.objects.count())
    assert {who for who, counts in seen.items() if counts == (1, 1)} == {"partner", "owner", "coordinator", "curator"}
    assert set(seen.values()) == {(1, 1), (0, 0)}


def test_an_unverified_company_accepts_nothing(challenge, log_in, acting_as, world):
    with context.system("test"):
        Organisation.objects.filter(pk=world.partner.pk).update(is_verified=False)
    assert accept(log_in("partner"), challenge).status_code == 403
    refused = pytest.raises(DatabaseError, match="row-level security")
    with acting_as("partner") as actor, refused, transaction.atomic():
        ConfidentialAcceptance.objects.create(
            organisation_id=challenge.organisation_id, municipality_id=challenge.municipality_id, challenge=challenge,
            partner=world.partner, user_id=actor.user_id, terms_hash=digest(TERMS),
        )  # fmt: skip
    assert accepted() == []


def test_other_terms_than_those_on_the_screen_are_not_accepted(challenge, log_in):
    assert accept(log_in("partner"), challenge, terms="Aivan muut ehdot.").status_code == 409
    assert accepted() == []


def test_a_change_of_the_terms_asks_again(challenge, log_in):
    browser = log_in("partner")
    accept(browser, challenge)
    assert keep(log_in("owner"), challenge, terms="Uudet ehdot.").status_code == 302
    page = browser.get(read_url(challenge)).content.decode()
    assert (SECRET in page, "Uudet ehdot." in page) == (False, True)
    assert accept(browser, challenge, terms="Uudet ehdot.").status_code == 302
    assert SECRET in browser.get(read_url(challenge)).content.decode()
    assert [row.terms_hash for row in accepted()] == [digest(TERMS), digest("Uudet ehdot.")]


def test_the_owner_ends_an_access_and_it_is_not_accepted_back(challenge, log_in):
    browser, owner = log_in("partner"), log_in("owner")
    accept(browser, challenge)
    row = accepted()[0]
    page = reverse("challenges:confidential_keep", args=["company", challenge.pk])
    assert "Partner" in owner.get(page).content.decode()
    address = [reverse("challenges:confidential_decide", args=["company", challenge.pk, row.pk, verb])
               for verb in ("lopeta", "salli")]  # fmt: skip
    assert [log_in(who).post(address[0]).status_code for who in ("viewer", "stranger")] == [403, 404]
    assert [owner.post(address[0]).status_code for _ in range(2)] == [302, 302]
    assert SECRET not in browser.get(read_url(challenge)).content.decode()
    assert accept(browser, challenge).status_code == 409
    assert entries("confidential.ended") == 1
    assert owner.post(address[1]).status_code == 302
    assert SECRET in browser.get(read_url(challenge)).content.decode()


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("editor", "company", 302),
        ("coordinator", "municipality", 302),
        ("viewer", "company", 403),
        ("curator", "university", 403),
        ("partner", "partner", 403),
        ("anonymous", "company", 302),
    ],
)
def test_who_changes_the_confidential_part(who, tenant, status, challenge, log_in):
    assert keep(log_in(who), challenge, tenant, text="UUSI").status_code == status
    with context.system("test"):
        text = ChallengeConfidential.objects.get(challenge=challenge).text
    assert text == ("UUSI" if status == 302 and who != "anonymous" else SECRET)


def test_a_stale_form_overwrites_nothing(challenge, log_in):
    response = keep(log_in("owner"), challenge, text="UUSI", version=challenge.version + 7)
    assert (response.status_code, "UUSI" in response.content.decode()) == (409, True)
    with context.system("test"):
        assert ChallengeConfidential.objects.get(challenge=challenge).text == SECRET


@pytest.mark.parametrize("text", ["\0", "a" * 1_000_000])
def test_words_that_cannot_be_kept_are_told_in_words(text, challenge, log_in):
    assert keep(log_in("owner"), challenge, text=text).status_code == 422
