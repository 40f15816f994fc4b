"""How long things are kept, what a hold keeps, what people agreed to, and the words for all of it."""

import csv
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from companies.models import CompanyProfile
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.outbox.models import Job, Mail
from mint.privacy import consenting, erasing, holding, register, retention
from mint.privacy.fields import tables
from mint.privacy.models import Consent, Erasure, Hold
from mint.privacy.words import OWNER, PLATFORM, PURPOSES, RETENTIONS
from mint.tenancy.models import Invitation
from mint.tenancy.roles import Kind

REASON = "Tuomioistuimen pyyntö 1.2.2027 asti."


def test_every_purpose_and_every_time_has_words_and_none_is_left_over():
    assert {table.purpose for table in tables().values()} == PURPOSES.keys()
    assert {table.retention for table in tables().values()} == RETENTIONS.keys()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_notice_tells_each_purpose_in_the_readers_language(language, log_in, db):
    with translation.override(language):
        page = log_in("anonymous").get(reverse("pages:privacy")).content.decode()
        for each in register.activities():
            assert str(each.purpose.title) in page


def test_together_the_registers_tell_of_every_personal_field():
    listed = {
        name for controller in (PLATFORM, OWNER) for each in register.activities(controller) for name in each.fields
    }
    assert listed == {f"{table.key}.{name}" for table in tables().values() for name in table.fields_of("personal")}


def test_what_each_kind_of_organisation_does_is_said():
    assert register.DOES.keys() == set(Kind.values)
    assert set().union(*register.DOES.values()) == {key for key, own in PURPOSES.items() if own.controller == OWNER}


def test_an_owner_takes_the_register_along(log_in, world):
    text = log_in("owner").get(reverse("privacy:register_csv", args=["company"])).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert len(rows) == 1 + len(register.activities(OWNER, "company"))
    assert "tenancy_membership.title" in text


# --- by age ------------------------------------------------------------------------------------------------------


def _age(world):
    """One row of each of these rules that is too old, and one that is not."""
    for days in (400, 1):
        then = clock.now() - timedelta(days=days)
        Mail.objects.create(kind="x", to="owner@example.test", language="fi", subject="x", text="x", done_at=then)
        Job.objects.create(task="x", arguments={}, done_at=then)
        note = Notification.objects.create(user=world.people["owner"], source=uuid4(), kind="x", text="x")
        Notification.objects.filter(pk=note.pk).update(created_at=then)
        Invitation.objects.create(
            organisation=world.company, email="a@example.test", roles=["viewer"], token_hash=f"{days:064}",
            invited_by=world.people["owner"], expires_at=then,
        )  # fmt: skip


KEYS = ("mails", "tasks", "notifications", "invitations")


def test_what_is_too_old_goes_and_a_second_run_finds_nothing(world):
    with context.system("test"):
        _age(world)
        expected = dict.fromkeys(KEYS, 1)
        assert {rule.key: count for rule, count in retention.preview() if rule.key in KEYS} == expected
        done = retention.follow()
        assert {key: done[key] for key in KEYS} == expected
        assert {rule.key: count for rule, count in retention.preview() if rule.key in KEYS} == dict.fromkeys(KEYS, 0)
        assert set(retention.follow().values()) == {0}


def test_the_command_counts_and_deletes(world):
    with context.system("test"):
        _age(world)
    counted, done = StringIO(), StringIO()
    call_command("retention", "--preview", stdout=counted)
    call_command("retention", stdout=done)
    assert "       1  E-mail messages that have left, after ninety days\n" in counted.getvalue()
    assert "       1  mails\n" in done.getvalue()


def test_a_hold_keeps_what_is_the_persons_and_the_organisations(world):
    with context.system("test"):
        _age(world)
        for target in ({"user": world.people["owner"]}, {"organisation": world.company}):
            Hold.objects.create(**target, reason=REASON, placed_by=world.people["operator"])
        done = retention.follow()
        assert (done["notifications"], done["invitations"], done["mails"]) == (0, 0, 0)
        Hold.objects.update(lifted_at=clock.now())
        done = retention.follow()
        assert (done["notifications"], done["invitations"], done["mails"]) == (1, 1, 1)


def test_a_rule_that_fails_does_not_keep_the_others(world, monkeypatch):
    def broken():
        raise DatabaseError("no")

    broken_rule = retention.Rule("broken", "x", broken)
    monkeypatch.setattr(retention, "RULES", [broken_rule, *retention.RULES])
    with context.system("test"):
        _age(world)
        done = retention.follow()
    assert ("broken" in done, done["mails"]) == (False, 1)


@pytest.mark.parametrize("on", ["user", "organisation"])
def test_who_is_held_is_not_erased_until_the_hold_is_lifted(on, world, tmp_path, settings):
    settings.ERASURE_LEDGER = tmp_path / "erasures.jsonl"
    person = world.people["viewer"]
    with context.system("test"):
        long_ago = clock.now() - timedelta(days=30)
        Erasure.objects.create(user=person, created_at=long_ago, due_at=long_ago + timedelta(days=14))
        target = {"user": person, "organisation": world.company}[on]
        hold = Hold.objects.create(**{on: target}, reason=REASON, placed_by=world.people["operator"])
        erasing.erase_due()
        person.refresh_from_db()
        assert (person.is_active, holding.is_held(person.pk)) == (True, True)
        Hold.objects.filter(pk=hold.pk).update(lifted_at=clock.now())
        erasing.erase_due()
        person.refresh_from_db()
        assert person.is_active is False


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"organisation": "company"}, 302),
        ({"email": "VIEWER@example.test"}, 302),
        ({"email": "nobody@example.test"}, 422),
        ({"organisation": "company", "email": "viewer@example.test"}, 422),
        ({}, 422),
        ({"organisation": "company", "reason": "ei"}, 422),
    ],
)
def test_an_operator_places_a_hold_and_lifts_it(form, status, log_in, world):
    sent = {"reason": REASON, **form}
    if "organisation" in form:
        sent["organisation"] = world.organisations[form["organisation"]].pk
    operator = log_in("operator")
    assert operator.post(reverse("privacy:kept"), sent).status_code == status
    with context.system("test"):
        holds = list(Hold.objects.all())
    assert len(holds) == (status == 302)
    for hold in holds:
        assert [operator.post(reverse("privacy:lift", args=[hold.pk])).status_code for _ in range(2)] == [302, 302]
    with context.system("test"):
        told = Entry.objects.filter(verb__startswith="hold.")
        assert (told.filter(verb="hold.lifted").count(), told.count()) == (len(holds), 2 * len(holds))
        assert set(told.values_list("organisation_id", flat=True)) <= {None}  # whom it is placed on is not told


@pytest.mark.parametrize("who", ["owner", "manager", "outsider"])
def test_holds_are_the_operators(who, log_in, world, acting_as):
    assert (
        log_in(who).post(reverse("privacy:kept"), {"email": "viewer@example.test", "reason": REASON}).status_code == 403
    )
    with context.system("test"):
        hold = Hold.objects.create(organisation=world.company, reason=REASON, placed_by=world.people["operator"])
    with acting_as(who):
        assert Hold.objects.count() == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Hold.objects.create(organisation=world.company, reason=REASON, placed_by=world.people[who])
    with acting_as("operator"):
        assert list(Hold.objects.all()) == [hold]


# --- consent -----------------------------------------------------------------------------------------------------


def test_who_signs_up_has_the_notices_version_written_down_once(world, run_outbox):
    person = world.people["outsider"]
    with context.system("test"):
        consenting.signed_up(user=person)
        (job,) = Job.objects.filter(task="privacy.note_notice")
    run_outbox()
    with context.system("test"):
        consenting.note_notice(**job.arguments)
        assert list(Consent.objects.values_list("user", "kind", "is_given")) == [(person.pk, "notice", True)]


def test_to_list_a_company_and_to_take_it_out_are_two_lines(log_in, world):
    owner = log_in("owner")
    page = reverse("companies:profile", args=["company"])
    for version, listed in ((0, "on"), (1, ""), (2, "")):
        form = {
            "version": version,
            "description": "Me teemme",
            "language": "fi",
            "company_form": "oy",
            "is_listed": listed,
        }
        assert owner.post(page, form).status_code == 302
    with context.system("test"):
        assert CompanyProfile.objects.get(organisation=world.company).is_listed is False
        assert list(Consent.objects.order_by("pk").values_list("kind", "is_given")) == [
            ("listing", True),
            ("listing", False),
        ]
    assert log_in("owner").get(reverse("privacy:consents")).context["rows"].count() == 2


def test_a_yes_stands_and_is_ones_own(acting_as, world):
    with context.system("test"):
        line = Consent.objects.create(user=world.people["owner"], kind="notice", is_given=True)
    with acting_as("owner"):
        for change in (lambda rows: rows.update(is_given=False), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change(Consent.objects.filter(pk=line.pk))
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.create(user=world.people["viewer"], kind="notice", is_given=True)
    with acting_as("viewer"):
        assert Consent.objects.count() == 0
