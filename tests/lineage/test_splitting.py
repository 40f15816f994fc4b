"""One that holds several needs goes back to its owner in parts, each with the whole text."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from challenges.lineage.models import Lineage
from challenges.models import Challenge
from challenges.states import State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from tests.factories import ChallengeFactory

REASON = "Kyyti ja ateria ovat kaksi eri tarvetta."
TYPED = {"title_1": "Kyydit lääkäriin", "title_2": "Lämmin ateria", "title_3": "", "reason": REASON}


@pytest.fixture
def whole(world):
    with context.system("test"):
        return ChallengeFactory(
            organisation=world.company, project=world.project, state=State.IN_REVIEW, title="Kyyti ja ateria",
            problem="Ne hoidetaan eri autoilla.", contact_name="Erkki", confidential="SALAINEN",
        )  # fmt: skip


def url(challenge, tenant="municipality"):
    return reverse("lineage:split", args=[tenant, challenge.pk])


def parts():
    with context.system("test"):
        return list(Challenge.objects.filter(came__kind="split").order_by("id"))


def state_of(challenge):
    with context.system("test"):
        return Challenge.objects.get(pk=challenge.pk).state


def test_the_parts_are_the_owners_to_complete(whole, world, log_in, run_outbox):
    client = log_in("coordinator")
    assert client.post(url(whole), TYPED).status_code == 302
    found = parts()
    assert [(part.title, part.state, part.problem, part.organisation_id, part.copied_from_id) for part in found] == [
        (title, State.RETURNED, whole.problem, world.company.pk, whole.pk)
        for title in ("Kyydit lääkäriin", "Lämmin ateria")
    ]
    assert {(part.contact_name, part.deadline_on, part.project_id) for part in found} == {
        ("Erkki", whole.deadline_on, world.project.pk)
    }
    assert state_of(whole) == State.WITHDRAWN
    owner = log_in("owner")
    page = owner.get(reverse("challenges:manage", args=["company", whole.pk])).content.decode()
    assert all(part.title in page for part in found)
    assert REASON in page
    part = owner.get(reverse("challenges:manage", args=["company", found[0].pk])).content.decode()
    assert whole.title in part
    assert owner.get(reverse("challenges:step", args=["company", found[0].pk, 1])).status_code == 200
    run_outbox()
    with context.system("test"):
        assert set(Mail.objects.filter(kind="challenge_split").values_list("to", flat=True)) == {
            "owner@example.test", "editor@example.test",
        }  # fmt: skip
        assert Entry.objects.filter(verb="challenge.split").count() == 1
        assert not any(hasattr(part, "kept_apart") for part in found)


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("curator", "university", 302),
        ("owner", "company", 403),
        ("manager", "university", 403),
        ("partner", "partner", 404),
    ],
)
def test_only_who_answers_it_splits_it(who, tenant, status, whole, log_in):
    assert log_in(who).post(url(whole, tenant), TYPED).status_code == status
    assert len(parts()) == 2 * (status == 302)


@pytest.mark.parametrize("typed", [{"title_2": ""}, {"reason": "x"}, {"title_1": "a" * 121}, {"title_2": "\x00"}])
def test_what_is_wrong_is_said_and_nothing_is_lost(typed, whole, log_in):
    response = log_in("coordinator").post(url(whole), {**TYPED, **typed})
    assert (response.status_code, parts(), state_of(whole)) == (422, [], State.IN_REVIEW)
    assert TYPED["title_1"] in response.content.decode() or "title_1" in typed


def test_a_second_click_splits_once_and_what_is_open_is_not_split(whole, world, log_in):
    client = log_in("coordinator")
    assert [client.post(url(whole), TYPED).status_code for _ in range(2)] == [302, 409]
    assert len(parts()) == 2
    with context.system("test"):
        opened = ChallengeFactory(organisation=world.company, project=world.project, state=State.OPEN)
    assert client.post(url(opened), TYPED).status_code == 409


@pytest.mark.parametrize("state", [State.OPEN, State.RETURNED])
def test_a_curator_inserts_no_row_of_an_owner_otherwise(state, whole, world, acting_as):
    with context.system("test"):
        source = ChallengeFactory(organisation=world.company, project=world.project, state=State.OPEN)
    with acting_as("coordinator"), pytest.raises(DatabaseError), transaction.atomic():
        ChallengeFactory(
            organisation=world.company, project=world.project, state=state,
            copied_from=whole if state == State.OPEN else source,
        )  # fmt: skip


def part_of(whole, **more):
    own = {"copied_from": whole, "project": whole.project, "contact_name": whole.contact_name}
    return ChallengeFactory(organisation=whole.organisation, state=State.RETURNED, **own | more)


def at_commit():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def row_of(whole, part):
    return Lineage.objects.create(kind="split", source=whole, target=part, reason=REASON)


@pytest.mark.parametrize("more", [{"author": "coordinator"}, {"published_at": clock.now()}])
def test_a_part_bears_no_name_and_no_day_but_its_wholes(more, whole, world, acting_as):
    more = {"author_id": world.people["coordinator"].pk} if "author" in more else more
    with acting_as("coordinator"), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        part_of(whole, **more)


@pytest.mark.parametrize(("has_row", "contact"), [(False, "Erkki"), (True, "Muu")])
def test_a_part_without_its_row_or_with_another_contact_does_not_outlive_the_transaction(
    has_row, contact, whole, acting_as
):
    def insert():
        part = part_of(whole, contact_name=contact)
        if has_row:
            row_of(whole, part)
        at_commit()

    with acting_as("coordinator"), pytest.raises(DatabaseError, match="a part is of"), transaction.atomic():
        insert()
    assert parts() == []


def test_the_database_makes_five_parts_at_most_and_only_of_what_is_a_part(whole, acting_as):
    with acting_as("coordinator"):
        for _part in range(5):
            row_of(whole, part_of(whole))
        at_commit()
        with pytest.raises(DatabaseError, match="not allowed"), transaction.atomic():
            row_of(whole, part_of(whole))
    with context.system("test"), pytest.raises(DatabaseError, match="not allowed"), transaction.atomic():
        row_of(whole, part_of(whole, copied_from=None))
    assert len(parts()) == 5


def test_an_owner_writes_copies_of_their_own_as_before(whole, acting_as):
    with acting_as("owner"):
        part_of(whole, contact_name="Muu")
        at_commit()
