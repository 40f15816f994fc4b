"""Who belongs where: registration, invitations, leaving."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from mint import clock
from mint.actor import Actor
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from mint.tenancy import actions
from mint.tenancy.models import Invitation, Membership, Organisation


def members(organisation):
    with context.system("test"):
        return set(Membership.objects.filter(organisation=organisation).values_list("user__name", flat=True))


def invite(browser, email="outsider@example.test", roles=("editor",)):
    return browser.post(reverse("tenancy:members", args=["company"]), {"email": email, "roles": list(roles)})


def token():
    with context.system("test"):
        text = Mail.objects.filter(kind="invitation").latest("pk").text
    return re.search(r"/kutsu/([\w-]+)/", text).group(1)


def test_an_outsider_registers_a_company_by_its_business_id(log_in, world):
    form = {"business_id": "9900101 0", "name": "Uusi Oy", "municipality": world.place.pk}
    response = log_in("outsider").post(reverse("tenancy:register"), form)
    assert response.status_code == 302
    with context.system("test"):
        company = Organisation.objects.get(name="Uusi Oy")
    assert (company.business_id, company.is_verified) == ("9900101-0", False)
    assert members(company) == {"Outsider"}


@pytest.mark.parametrize(
    "number", ["9900107-1", "9900101-1", "2630644-5", "abc", "12345678901234567890123", "", "9900101-0\0"]
)
def test_a_wrong_business_id_is_told_in_words(number, log_in, world):
    form = {"business_id": number, "name": "Uusi Oy", "municipality": world.place.pk}
    response = log_in("outsider").post(reverse("tenancy:register"), form)
    assert response.status_code == 422
    with context.system("test"):
        assert not Organisation.objects.filter(name="Uusi Oy").exists()


def test_a_company_is_registered_once(log_in, world):
    form = {"business_id": "9900101-0", "name": "Uusi Oy", "municipality": world.place.pk}
    first = log_in("outsider").post(reverse("tenancy:register"), form)
    again = log_in("outsider").post(reverse("tenancy:register"), form)
    assert first["Location"] == again["Location"] == reverse("pages:workspace", args=["uusi-oy"])
    second = log_in("stranger").post(reverse("tenancy:register"), form)
    assert second["Location"] == f"{reverse('companies:join')}?tunnus=9900101-0"
    with context.system("test"):
        assert Organisation.objects.filter(business_id="9900101-0").count() == 1


@pytest.mark.attack(4)
@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("stranger", 404), ("coordinator", 404), ("viewer", 403), ("editor", 403), ("owner", 302)],
)
def test_only_owners_invite(who, status, log_in, world):
    assert invite(log_in(who)).status_code == (status if who != "viewer" else 403)
    with context.system("test"):
        assert Invitation.objects.count() == int(who == "owner")


@pytest.mark.attack(25)
def test_an_invitation_joins_its_addressee_once(log_in, world):
    invite(log_in("owner"))
    address = reverse("tenancy:accept", args=[token()])
    assert log_in("stranger").post(address).status_code == 409
    assert log_in("outsider").post(address).status_code == 302
    assert log_in("outsider").post(address).status_code == 409
    assert members(world.company) == {"Owner", "Editor", "Viewer", "Outsider"}


@pytest.mark.attack(25)
def test_an_invitation_expires_and_is_kept_as_a_hash(log_in, world):
    invite(log_in("owner"))
    secret = token()
    with context.system("test"):
        assert secret not in Invitation.objects.get().token_hash
    with clock.set_to(clock.now() + timedelta(days=15)):
        assert log_in("outsider").post(reverse("tenancy:accept", args=[secret])).status_code == 409
    assert "Outsider" not in members(world.company)


def test_an_invitation_gives_only_roles_of_the_kind(log_in, world):
    assert invite(log_in("owner"), roles=("coordinator",)).status_code == 422


def test_the_page_offers_an_end_to_everybody_but_the_last_owner(log_in, world):
    page = log_in("owner").get(reverse("tenancy:members", args=["company"]))
    own = page.context["last_owner"]
    ends = []
    for member in page.context["members"]:
        roles = log_in("owner").get(reverse("tenancy:roles", args=["company", member.pk])).content.decode()
        ends += [member.pk] if f"/jasenet/{member.pk}/poista/" in roles else []
    assert own not in ends
    assert sorted([own, *ends]) == sorted(member.pk for member in page.context["members"])


@pytest.mark.attack(4)
def test_the_last_owner_stays(log_in, world):
    with context.system("test"):
        own = Membership.objects.get(user=world.people["owner"])
    response = log_in("owner").post(reverse("tenancy:remove", args=["company", own.pk]))
    assert (response.status_code, "Owner" in members(world.company)) == (409, True)


@pytest.mark.attack(5)
def test_removal_takes_effect_on_the_next_request(log_in, world):
    editor = log_in("editor")
    with context.system("test"):
        membership = Membership.objects.get(user=world.people["editor"])
    desk = reverse("challenges:board", args=["company"])
    assert editor.get(desk).status_code == 200
    log_in("owner").post(reverse("tenancy:remove", args=["company", membership.pk]))
    assert editor.get(desk).status_code == 404


@pytest.mark.attack(4)
def test_an_editor_removes_nobody_else(log_in, world):
    with context.system("test"):
        viewer = Membership.objects.get(user=world.people["viewer"])
    response = log_in("editor").post(reverse("tenancy:remove", args=["company", viewer.pk]))
    assert (response.status_code, "Viewer" in members(world.company)) == (403, True)


def test_a_viewer_leaves_without_help(log_in, world):
    with context.system("test"):
        viewer = Membership.objects.get(user=world.people["viewer"])
    response = log_in("viewer").post(reverse("tenancy:remove", args=["company", viewer.pk]))
    assert (response.status_code, "Viewer" in members(world.company)) == (302, False)


def open_invitation(log_in):
    invite(log_in("owner"))
    with context.system("test"):
        return Invitation.objects.get()


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("stranger", 404), ("coordinator", 404), ("viewer", 403), ("editor", 403), ("owner", 302)],
)
def test_only_owners_take_an_invitation_back(who, status, log_in):
    invitation = open_invitation(log_in)
    response = log_in(who).post(reverse("tenancy:revoke", args=["company", invitation.pk]))
    with context.system("test"):
        invitation.refresh_from_db()
        told = Entry.objects.filter(verb="organisation.invitation_revoked").count()
    assert (response.status_code, invitation.is_open, told) == (status, who != "owner", int(who == "owner"))


@pytest.mark.attack(25)
def test_what_was_taken_back_joins_nobody_and_is_not_listed(log_in, world):
    invitation = open_invitation(log_in)
    page = reverse("tenancy:members", args=["company"])
    assert invitation.email in log_in("owner").get(page).content.decode()
    for _ in range(2):
        log_in("owner").post(reverse("tenancy:revoke", args=["company", invitation.pk]))
    assert log_in("outsider").post(reverse("tenancy:accept", args=[token()])).status_code == 409
    assert "Outsider" not in members(world.company)
    assert invitation.email not in log_in("owner").get(page).content.decode()


def test_the_invitation_says_whose_it_is_to_its_addressee_only(log_in, world):
    open_invitation(log_in)
    address = reverse("tenancy:accept", args=[token()])
    said = {
        who: "on kutsunut" in log_in(who).get(address).content.decode() for who in ("anonymous", "stranger", "outsider")
    }
    assert said == {"anonymous": False, "stranger": False, "outsider": True}
    assert "Hyväksy kutsu" not in log_in("stranger").get(address).content.decode()
    assert log_in("outsider").get(address)["Referrer-Policy"] == "same-origin"


def test_a_second_invitation_takes_the_place_of_the_first(log_in, world):
    invite(log_in("owner"))
    first = token()
    invite(log_in("owner"))
    assert log_in("outsider").post(reverse("tenancy:accept", args=[first])).status_code == 409
    assert log_in("outsider").post(reverse("tenancy:accept", args=[token()])).status_code == 302


def test_who_was_removed_does_not_come_back_by_an_older_invitation(log_in, world):
    with context.system("test"):
        person = world.people["viewer"]
        actions.send_invitation(
            world.company, email=person.email, roles=["owner"], language="fi", invited_by=person.pk,
            actor=Actor.system("test"),
        )  # fmt: skip
        member = Membership.objects.get(user=person, organisation=world.company)
    assert log_in("owner").post(reverse("tenancy:remove", args=["company", member.pk])).status_code == 302
    assert log_in("viewer").post(reverse("tenancy:accept", args=[token()])).status_code == 409
