"""Break-glass: an operator enters with a reason, for an hour, sees and changes nothing, and the members see it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from mint.tenancy.models import EmergencyAccess
from tests.factories import ChallengeFactory

REASON = "Kirjautuminen ei onnistu, pyyntö 123."


def enter(browser, organisation, reason=REASON):
    return browser.post(reverse("tenancy:emergency"), {"organisation": organisation.pk, "reason": reason})


def accesses():
    with context.system("test"):
        return list(EmergencyAccess.objects.order_by("pk"))


def desk(organisation="company"):
    return reverse("pages:workspace", args=[organisation])


@pytest.fixture
def draft(world):
    with context.system("test"):
        return ChallengeFactory(
            organisation=world.company, project=world.project, state="draft", title="Salainen hanke"
        )


def test_without_it_an_operator_is_a_stranger(log_in, world, draft):
    assert log_in("operator").get(desk()).status_code == 404


def test_an_operator_enters_sees_and_changes_nothing(log_in, world, draft):
    operator = log_in("operator")
    assert enter(operator, world.company)["Location"] == desk()
    board = operator.get(reverse("challenges:board", args=["company"]))
    assert (board.status_code, "Salainen hanke" in board.content.decode()) == (200, True)
    move = reverse("challenges:move", args=["company", draft.pk, "submitted"])
    assert operator.post(move).status_code == 403
    assert operator.get(reverse("challenges:new", args=["company"])).status_code == 403
    assert operator.get(desk("partner")).status_code == 404


def test_the_members_see_who_looks_and_why_and_the_owners_get_a_mail(log_in, world, run_outbox):
    enter(log_in("operator"), world.company)
    for who in ("owner", "viewer"):
        assert REASON in log_in(who).get(reverse("challenges:board", args=["company"])).content.decode()
    assert REASON not in log_in("partner").get(desk("partner")).content.decode()
    run_outbox()
    with context.system("test"):
        mails = list(Mail.objects.filter(kind="emergency_entered").values_list("to", flat=True))
        told = Mail.objects.get(kind="emergency_entered").text
    assert (mails, REASON in told) == (["owner@example.test"], True)


def test_entering_and_leaving_are_in_the_organisations_trail(log_in, world):
    operator = log_in("operator")
    enter(operator, world.company)
    operator.post(reverse("tenancy:leave"))
    operator.post(reverse("tenancy:leave"))
    with context.system("test"):
        rows = Entry.objects.filter(organisation_id=world.company.pk).order_by("pk")
        assert list(rows.values_list("verb", "reason")) == [("emergency.entered", REASON), ("emergency.left", "")]
    assert operator.get(desk()).status_code == 404


def test_after_an_hour_it_opens_nothing(log_in, world):
    operator = log_in("operator")
    enter(operator, world.company)
    with context.system("test"):
        long_ago = clock.now() - timedelta(hours=2)
        EmergencyAccess.objects.update(created_at=long_ago, expires_at=long_ago + timedelta(minutes=60))
    assert operator.get(desk()).status_code == 404
    assert enter(operator, world.partner).status_code == 302
    first, second = accesses()
    assert (first.ended_at, second.ended_at) == (first.expires_at, None)


def test_one_organisation_at_a_time(log_in, world):
    operator = log_in("operator")
    enter(operator, world.company)
    enter(operator, world.partner)
    assert (operator.get(desk()).status_code, operator.get(desk("partner")).status_code) == (404, 200)


@pytest.mark.parametrize("reason", ["", "auta", "          ", "x" * 501, "a\0bcdefghijk"])
def test_without_a_reason_nobody_enters(reason, log_in, world):
    assert enter(log_in("operator"), world.company, reason).status_code == 422
    assert accesses() == []


@pytest.mark.parametrize("who", ["outsider", "owner", "coordinator", "manager"])
def test_nobody_else_enters(who, log_in, world):
    assert enter(log_in(who), world.partner).status_code == 403
    assert accesses() == []


def row(world, who, **fields):
    now = clock.now()
    values = {"created_at": now, "expires_at": now + timedelta(minutes=30), "reason": REASON, **fields}
    return EmergencyAccess(organisation=world.company, operator=world.people[who], **values)


@pytest.mark.parametrize(
    ("who", "of", "fields"),
    [
        ("owner", "owner", {}),
        ("operator", "outsider", {}),
        ("operator", "operator", {"expires_at": clock.now() + timedelta(hours=3)}),
        (
            "operator",
            "operator",
            {"created_at": clock.now() + timedelta(days=1), "expires_at": clock.now() + timedelta(days=1, minutes=9)},
        ),
        ("operator", "operator", {"reason": "ei"}),
    ],
)
def test_the_database_refuses_what_is_no_emergency(who, of, fields, acting_as, world):
    with acting_as(who), pytest.raises(DatabaseError), transaction.atomic():
        row(world, of, **fields).save()


def test_who_is_no_operator_any_more_sees_nothing(log_in, world):
    operator = log_in("operator")
    enter(operator, world.company)
    with context.system("test"):
        world.people["operator"].is_staff = False
        world.people["operator"].save()
    assert operator.get(desk()).status_code == 404
