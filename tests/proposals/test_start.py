"""A proposal written before signing in becomes its writer's when the code is entered: a company's, or one's own."""

import pytest
from django.test import Client
from django.urls import reverse

from challenges.proposals.models import Proposal
from mint.accounts.models import User
from mint.isolation import context
from mint.links.models import WaitingDraft
from mint.tenancy.models import Organisation
from tests.challenges.test_start import NEW, enter_code
from tests.proposals.test_writing import IDEA, answers


def url(name, challenge, *args):
    return reverse(f"proposals:{name}", args=[challenge.pk, *args])


def written(browser, challenge, **values):
    browser.get(url("start_step", challenge, 1))
    first = browser.post(url("start_step", challenge, 1), {**IDEA, **values})
    assert first["Location"] == url("start_step", challenge, 2)
    second = browser.post(url("start_step", challenge, 2), answers(challenge))
    assert second["Location"] == url("start_check", challenge)


def contacted(browser, challenge, email="uusi@example.test", **values):
    return browser.post(url("start_contact", challenge), {"email": email, "person": "Uusi", **values})


def everything():
    with context.system("test"):
        return list(Proposal.objects.order_by("pk"))


def test_a_single_person_writes_enters_the_code_and_sends_it_as_their_own(make_call):
    challenge, browser = make_call(), Client()
    written(browser, challenge, kind="person")
    assert "Vastaus Peruste 1" in browser.get(url("start_check", challenge)).content.decode()
    entered = enter_code(browser, contacted(browser, challenge))
    assert entered["Location"] == url("claim", challenge)
    landed = browser.get(entered["Location"])
    (proposal,) = everything()
    assert landed["Location"] == reverse("proposals:own_check", args=[proposal.pk])
    browser.post(reverse("proposals:own_send", args=[proposal.pk]))
    (proposal,) = everything()
    with context.system("test"):
        waiting = [set(row.data) for row in WaitingDraft.objects.all()]
        person = User.objects.get(email="uusi@example.test")
    assert (proposal.state, proposal.organisation_id, proposal.author_id) == ("submitted", None, person.pk)
    assert (waiting, proposal.contact_name) == ([{"form_key"}], "Uusi")
    assert browser.get(url("claim", challenge))["Location"] == landed["Location"]
    assert len(everything()) == 1


def test_a_company_that_is_new_is_registered_and_owns_the_proposal(world, make_call):
    challenge, browser = make_call(), Client()
    written(browser, challenge)
    company = {"business_id": NEW, "name": "Uusi Oy", "municipality": world.place.pk}
    browser.get(enter_code(browser, contacted(browser, challenge, **company))["Location"])
    (proposal,) = everything()
    with context.system("test"):
        made = Organisation.objects.get(business_id=NEW)
    assert (proposal.organisation_id, proposal.kind, proposal.state) == (made.pk, "company", "draft")


def test_somebody_elses_company_is_not_entered(world, make_call):
    challenge, browser = make_call(), Client()
    with context.system("test"):
        Organisation.objects.filter(pk=world.other_company.pk).update(business_id=NEW)
    written(browser, challenge)
    company = {"business_id": NEW, "name": "Uusi Oy", "municipality": world.place.pk}
    asked = browser.get(enter_code(browser, contacted(browser, challenge, **company))["Location"])
    assert (asked.status_code, everything()) == (200, [])
    with context.system("test"):
        assert WaitingDraft.objects.get().claimed_at is None


def test_another_browser_finds_nothing_and_the_draft_may_be_deleted(make_call):
    challenge, browser, other = make_call(), Client(), Client()
    written(browser, challenge)
    assert other.get(url("start_check", challenge))["Location"] == url("start", challenge)
    browser.post(url("start_forget", challenge))
    with context.system("test"):
        assert not WaitingDraft.objects.exists()


def test_drafts_to_two_challenges_wait_side_by_side(make_call):
    first, second, browser = make_call(), make_call(), Client()
    written(browser, first)
    written(browser, second)
    with context.system("test"):
        assert WaitingDraft.objects.count() == 2


@pytest.mark.parametrize("state", ["closed", "withdrawn"])
def test_a_call_that_is_over_takes_nothing_from_visitors(state, make_call):
    challenge = make_call(state)
    answered = Client().post(url("start_step", challenge, 1), IDEA)
    with context.system("test"):
        assert (answered.status_code, WaitingDraft.objects.exists()) == (404 if state == "withdrawn" else 409, False)
