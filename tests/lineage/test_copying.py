"""A challenge begun from an earlier one: its text without days, contacts and secrets; and both pages say so."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from challenges.lineage.models import Lineage
from challenges.models import Challenge
from challenges.states import State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from tests.factories import ChallengeFactory


@pytest.fixture
def earlier(world):
    with context.system("test"):
        return ChallengeFactory(
            organisation=world.company, project=world.project, state=State.SOLVED, title="Rantojen niitto",
            problem="Ruoko kasvaa umpeen.", affected="Kolme kylää", measure="Niitetyt hehtaarit", contact_name="Erkki",
            contact_email="erkki@example.test", offered_money=Decimal(500), decision_on=clock.today() + timedelta(days=90),
            confidential="SALAISEN-LUKU", reward="Viitattu",
        )  # fmt: skip


def url(challenge, tenant="company", name="copy"):
    return reverse(f"lineage:{name}", args=[tenant, challenge.pk])


def copies():
    with context.system("test"):
        return list(Challenge.objects.filter(came__kind="copied").select_related("organisation").order_by("id"))


def test_one_begins_from_ones_own_once_for_each_form(earlier, log_in):
    client, key = log_in("editor"), str(uuid4())
    assert "Rantojen niitto" in client.get(url(earlier)).content.decode()
    first, second = (client.post(url(earlier), {"key": key}) for _ in range(2))
    (draft,) = copies()
    assert first["Location"] == second["Location"] == reverse("challenges:step", args=["company", draft.pk, 1])
    assert (draft.state, draft.title, draft.problem, draft.measure) == (
        State.DRAFT, earlier.title, earlier.problem, earlier.measure,
    )  # fmt: skip
    assert (draft.offered_money, draft.reward, draft.copied_from_id) == (Decimal(500), "Viitattu", earlier.pk)
    assert (draft.deadline_on, draft.decision_on, draft.contact_name, draft.contact_email) == (None, None, "", "")
    with context.system("test"):
        assert not draft.attachments.exists()
        assert not hasattr(draft, "kept_apart")
        assert Entry.objects.filter(verb="challenge.copied", subject_id=draft.pk).count() == 1


def test_of_anothers_public_one_comes_only_what_is_public_and_the_source_is_named(earlier, world, log_in):
    log_in("partner").post(url(earlier, "partner"), {"key": str(uuid4())})
    (draft,) = copies()
    assert (draft.organisation.slug, draft.problem, draft.offered_money, draft.reward) == (
        "partner", earlier.problem, None, "",
    )  # fmt: skip
    assert draft.copied_from_id is None
    page = log_in("partner").get(reverse("challenges:manage", args=["partner", draft.pk])).content.decode()
    assert "Rantojen niitto</a> (Company)" in " ".join(page.split())
    assert "SALAISEN" not in page


def test_while_it_is_a_draft_nobody_else_learns_of_it_and_later_both_pages_say_it(earlier, world, log_in, client):
    log_in("partner").post(url(earlier, "partner"), {"key": str(uuid4())})
    (draft,) = copies()
    with context.system("test"):
        Challenge.objects.filter(pk=draft.pk).update(title="Meidän rantamme")
    assert "Meidän rantamme" not in log_in("owner").get(earlier.get_absolute_url()).content.decode()
    with context.system("test"):
        made = ChallengeFactory.build(state=State.OPEN)
        Challenge.objects.filter(pk=draft.pk).update(
            state=State.OPEN, published_at=made.published_at, deadline_on=made.deadline_on,
            needs=["method"], ip_terms=made.ip_terms, data_terms=made.data_terms,
        )  # fmt: skip
    assert "Meidän rantamme" in client.get(earlier.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "case",
    [
        ("editor", "company", State.DRAFT, 302),
        ("viewer", "company", State.SOLVED, 403),
        ("partner", "partner", State.OPEN, 302),
        ("partner", "partner", State.DRAFT, 404),
        ("curator", "university", State.OPEN, 403),
        ("coordinator", "municipality", State.IN_REVIEW, 403),
        ("coordinator", "municipality", State.OPEN, 302),
        ("anonymous", "company", State.OPEN, 302),
    ],
)
def test_who_begins_from_what(case, world, log_in):
    who, tenant, state, status = case
    with context.system("test"):
        source = ChallengeFactory(organisation=world.company, project=world.project, state=state)
    response = log_in(who).post(url(source, tenant), {"key": str(uuid4())})
    assert response.status_code == status
    assert len(copies()) == (status == 302 and who != "anonymous")


def test_a_form_without_its_key_makes_nothing(earlier, log_in):
    assert log_in("editor").post(url(earlier), {"key": "\x00"}).status_code == 422
    assert copies() == []


def test_the_earlier_ones_are_listed_from_the_board_and_the_first_step(earlier, log_in):
    client = log_in("editor")
    choose = reverse("lineage:choose", args=["company"])
    for page in (reverse("challenges:board", args=["company"]), reverse("challenges:new", args=["company"])):
        assert choose in client.get(page, follow=True).content.decode()
    assert url(earlier) in client.get(choose).content.decode()
    assert log_in("curator").get(reverse("lineage:choose", args=["university"])).status_code == 403


def test_a_deleted_draft_takes_its_lineage_along(earlier, log_in):
    client = log_in("editor")
    client.post(url(earlier), {"key": str(uuid4())})
    (draft,) = copies()
    assert client.post(reverse("challenges:delete", args=["company", draft.pk])).status_code == 302
    with context.system("test"):
        assert not Lineage.objects.exists()


def test_the_database_holds_that_a_copy_is_a_draft_of_who_writes(earlier, world, acting_as):
    with context.system("test"):
        foreign = ChallengeFactory(organisation=world.partner, state=State.DRAFT)
        opened = ChallengeFactory(organisation=world.company, state=State.OPEN)
    for target in (foreign, opened):
        with acting_as("editor"), pytest.raises(DatabaseError), transaction.atomic():
            Lineage.objects.create(kind="copied", source=earlier, target=target)
