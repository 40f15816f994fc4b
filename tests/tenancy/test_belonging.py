"""Other roles, an owner's word twice a year that somebody still belongs, and what becomes of who is not confirmed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from mint.tenancy import certifying
from mint.tenancy.models import Membership
from tests.factories import UserFactory
from tests.signing_in import sign_in


def membership(who):
    with context.system("test"):
        return Membership.objects.get(user__email=f"{who}@example.test")


def give(browser, who, *roles, organisation="company"):
    return browser.post(
        reverse("tenancy:roles", args=[organisation, membership(who).pk]),
        {"roles": roles, "csrfmiddlewaretoken": "as a form sends it"},
    )


def entries(verb):
    with context.system("test"):
        return list(Entry.objects.filter(verb=verb).order_by("pk"))


def mails(kind):
    with context.system("test"):
        return sorted(Mail.objects.filter(kind=kind).values_list("to", flat=True))


def later(**time):
    """As if the memberships of everybody were so much older."""
    with context.system("test"):
        for row in Membership.objects.all():
            row.confirmed_at -= timedelta(**time)
            row.asked_at = row.asked_at and row.asked_at - timedelta(**time)
            row.save()


def certify():
    with context.system("tenancy.certify"):
        certifying.certify()


@pytest.mark.parametrize(
    ("who", "status", "roles"),
    [
        ("anonymous", 302, ["viewer"]),
        ("stranger", 404, ["viewer"]),
        ("coordinator", 404, ["viewer"]),
        ("viewer", 403, ["viewer"]),
        ("editor", 403, ["viewer"]),
        ("owner", 302, ["owner", "editor"]),
    ],
)
def test_only_an_owner_changes_roles(who, status, roles, log_in, world):
    response = give(log_in(who), "viewer", "editor", "owner")
    assert (response.status_code, membership("viewer").roles) == (status, roles)
    assert [entry.data["after"] for entry in entries("organisation.roles_changed")] == [roles] * (
        status == 302 and who == "owner"
    )


@pytest.mark.attack(5)
def test_a_role_holds_from_the_next_request_on(log_in, world):
    editor, page = log_in("editor"), reverse("companies:profile", args=["company"])
    assert editor.get(page).status_code == 200
    assert give(log_in("owner"), "editor", "viewer").status_code == 302
    assert editor.get(page).status_code == 403


@pytest.mark.attack(4)
@pytest.mark.parametrize(
    ("roles", "status"), [([], 422), (["coordinator"], 422), (["owner\0"], 422), (["viewer"], 409)]
)
def test_the_last_owner_stays_one_and_no_role_of_another_kind_is_given(roles, status, log_in, world):
    assert give(log_in("owner"), "owner", *roles).status_code == status
    assert membership("owner").roles == ["owner"]


def test_the_same_roles_again_change_nothing(log_in, world):
    assert give(log_in("owner"), "viewer", "viewer").status_code == 302
    assert entries("organisation.roles_changed") == []


def test_the_database_lets_an_owner_change_roles_and_not_whose_they_are(acting_as, world):
    row = membership("viewer")
    with acting_as("owner"):
        for change in ({"user": world.people["outsider"]}, {"organisation": world.partner}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Membership.objects.filter(pk=row.pk).update(**change)
    with acting_as("editor"):
        assert Membership.objects.filter(pk=row.pk).update(roles=["owner"]) == 0


def test_the_owners_are_asked_twice_a_year_and_once(log_in, world):
    later(days=181)
    certify()
    assert mails("members_to_confirm") == []
    later(days=2)
    certify()
    certify()
    asked = mails("members_to_confirm")
    assert "owner@example.test" in asked
    assert len(set(asked)) == len(asked)
    assert {member.is_asked for member in map(membership, ("owner", "editor", "viewer"))} == {True}


def test_where_one_person_is_alone_nobody_is_asked(world):
    later(days=400)
    certify()
    assert "stranger@example.test" not in mails("members_to_confirm")
    assert not membership("stranger").is_asked


def test_who_was_confirmed_lately_is_not_asked_about(world):
    later(days=400)
    with context.system("test"):
        Membership.objects.filter(pk=membership("viewer").pk).update(confirmed_at=clock.now() - timedelta(days=80))
    certify()
    assert [membership(who).is_asked for who in ("editor", "viewer")] == [True, False]


def test_who_is_not_confirmed_in_time_waits_outside_until_an_owner_confirms(log_in, world):
    later(days=183)
    certify()
    owner, editor = log_in("owner"), log_in("editor")
    page, confirm = reverse("challenges:board", args=["company"]), reverse("tenancy:confirm", args=["company"])
    chosen = [membership(who).pk for who in ("owner", "viewer")]
    assert owner.post(confirm, {"members": chosen}).status_code == 302
    later(days=31)
    assert editor.get(page).status_code == 200
    certify()
    certify()
    assert (editor.get(page).status_code, log_in("viewer").get(page).status_code) == (404, 200)
    assert mails("membership_paused").count("editor@example.test") == 1
    assert "Tauolla" in owner.get(reverse("tenancy:members", args=["company"])).content.decode()
    assert owner.post(confirm, {"members": [membership("editor").pk]}).status_code == 302
    assert editor.get(page).status_code == 200


def test_where_nobody_confirms_the_owner_can_still_do_it(log_in, world):
    later(days=183)
    certify()
    later(days=31)
    certify()
    assert [membership(who).paused_at is None for who in ("owner", "editor", "viewer")] == [True, False, False]
    confirm = reverse("tenancy:confirm", args=["company"])
    assert log_in("owner").post(confirm, {"everybody": "on"}).status_code == 302
    assert [membership(who).paused_at for who in ("owner", "editor", "viewer")] == [None] * 3


def test_an_owner_who_is_not_confirmed_by_another_waits_too(log_in, world):
    give(log_in("owner"), "editor", "owner")
    later(days=183)
    certify()
    confirm = reverse("tenancy:confirm", args=["company"])
    log_in("editor").post(confirm, {"members": [membership("editor").pk]})
    later(days=31)
    certify()
    assert (membership("owner").paused_at is None, membership("editor").paused_at) == (False, None)


def test_to_confirm_nobody_is_an_error_in_words(log_in, world):
    response = log_in("owner").post(
        reverse("tenancy:confirm", args=["company"]), {"members": [membership("stranger").pk]}
    )
    assert response.status_code == 422
    assert entries("organisation.members_confirmed") == []


def paused(who):
    with context.system("test"):
        row = membership(who)
        row.asked_at, row.paused_at = clock.now(), clock.now()
        row.confirmed_at = clock.now() - timedelta(days=300)
        row.save()


def test_a_paused_membership_opens_nothing_in_the_database_either(acting_as, world):
    paused("viewer")
    with acting_as("viewer"), connection.cursor() as cursor:
        cursor.execute("SELECT mint.my_orgs(), mint.my_writable_orgs(), mint.me(mint.my_user()) -> 'organisations'")
        assert cursor.fetchone() == ([], [], "[]")


def test_a_paused_person_hears_that_an_owner_may_confirm_them(log_in, world):
    paused("editor")
    response = log_in("editor").post(
        reverse("companies:join"), {"business_id": world.company.business_id, "message": ""}
    )
    assert response.status_code in {302, 409, 422}
    with context.system("test"):
        assert not world.company.join_requests.exists()


def test_the_newest_functions_do_not_forget_who_is_paused(db):
    """The operations are run again by later migrations: the first, simple views must not come back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_viewdef('mint.membership'::regclass), pg_get_viewdef('mint.visit'::regclass)")
        of_membership, of_visit = cursor.fetchone()
    assert ("paused_at" in of_membership, "expires_at" in of_membership, "expires_at" in of_visit) == (True, True, True)


def test_an_invitation_opened_before_signing_up_waits_until_one_is_in(client, world):
    address = reverse("tenancy:accept", args=["a-token"])
    assert client.get(address).status_code == 200
    assert "a-token" not in str(dict(client.session.items()))
    with context.system("test"):
        sign_in(client, UserFactory())
    answers = [client.get(reverse("pages:mine")) for _twice in range(2)]
    assert [answer.headers.get("Location") for answer in answers] == [address, None]
