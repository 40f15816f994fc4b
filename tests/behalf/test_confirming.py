"""A text written for a company is nobody's challenge until the company confirms it by the mailed link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from challenges.behalf import keeping
from challenges.behalf.models import OnBehalf
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from mint.tenancy.models import Membership, Organisation
from tests.behalf.texts import challenges, link, nobody, rows, token, url, write
from tests.challenges.test_brief import FIRST
from tests.challenges.test_start import enter_code


def test_a_company_that_is_not_in_mint_reads_signs_up_by_code_and_confirms(aino, world, run_outbox):
    row = write(aino)
    assert (aino.post(url("send", row.pk)).status_code, challenges()) == (302, [])
    visitor, key = Client(), token()
    page = visitor.get(link("read", key))
    assert FIRST["problem"] in page.content.decode()
    entered = enter_code(visitor, visitor.post(link("code", key), {"send": "1"}))
    assert (entered["Location"], challenges()) == (link("read", key), [])
    assert 'name="business_id"' in visitor.get(link("read", key)).content.decode()
    for number in ("", "0112038-1", "a\x00b"):
        assert (visitor.post(link("confirm", key), {"business_id": number}).status_code, challenges()) == (422, [])
    confirmed = visitor.post(link("confirm", key), {"business_id": "01120389"})
    (challenge,) = challenges()
    with context.system("test"):
        company = Organisation.objects.get(name="Uusi Verstas")
        owners = Membership.objects.filter(organisation=company).values_list("user__email", "roles")
    assert (challenge.state, challenge.organisation_id, challenge.author.email) == (
        "in_review",
        company.pk,
        "eino@verstas.example",
    )
    assert company.business_id == "0112038-9"
    assert list(owners) == [("eino@verstas.example", ["owner"])]
    assert confirmed["Location"] == reverse("challenges:manage", args=[company.slug, challenge.pk])
    assert "Kirjoitti yrityksen puolesta: Coordinator" in visitor.get(confirmed["Location"]).content.decode()
    (row,) = rows()
    assert (row.state, row.data, row.contact_email, row.challenge_id) == ("confirmed", {}, "", challenge.pk)
    assert visitor.post(link("confirm", key))["Location"] == confirmed["Location"]
    assert len(challenges()) == 1
    run_outbox()
    with context.system("test"):
        assert Mail.objects.filter(kind="behalf_confirmed").exists()


def test_a_number_that_is_in_mint_already_is_joined_and_not_registered(aino, world, log_in):
    row = write(aino)
    aino.post(url("send", row.pk))
    with context.system("test"):
        Organisation.objects.filter(pk=world.company.pk).update(business_id="0112038-9")
    stranger = log_in("stranger")
    refused = stranger.post(link("confirm", token()), {"business_id": "0112038-9"})
    assert (refused.status_code, "?tunnus=0112038-9" in refused.content.decode(), challenges()) == (409, True, [])


def test_a_member_with_the_right_confirms_by_one_click(sent, log_in, world):
    _row, key = sent
    editor = log_in("editor")
    assert link("confirm", key) in editor.get(link("read", key)).content.decode()
    editor.post(link("confirm", key))
    assert [(each.organisation_id, each.state) for each in challenges()] == [(world.company.pk, "in_review")]


@pytest.mark.parametrize("who", ["viewer", "stranger", "coordinator", "other_coordinator", "curator", "outsider"])
def test_nobody_else_confirms_though_they_hold_the_link(who, sent, log_in):
    _row, key = sent
    assert log_in(who).post(link("confirm", key)).status_code == 403
    assert ([each.state for each in rows()], challenges()) == (["waiting"], [])


def test_reading_changes_nothing(sent):
    _row, key = sent
    before = rows()[0].version
    assert Client().get(link("read", key)).status_code == 200
    assert (rows()[0].version, rows()[0].state) == (before, "waiting")


@pytest.mark.parametrize("who", ["owner", "clerk", "other_coordinator", "curator", "manager", "anonymous"])
def test_until_it_is_confirmed_nobody_else_sees_it(who, sent, acting_as):
    with acting_as(who) as actor:
        assert not OnBehalf._base_manager.exists()
        assert not OnBehalf.objects.visible_to(actor).exists()


def test_what_is_declined_is_deleted_after_ten_minutes_and_the_coordinators_are_told(sent, run_outbox):
    row, key = sent
    visitor = nobody()
    assert visitor.post(link("decline", key), {"reason": ""}).status_code == 422
    assert visitor.post(link("decline", key), {"reason": "x" * 1_000_000}).status_code == 422
    assert visitor.post(link("decline", key), {"reason": "Emme tarvitse tätä."}).status_code == 302
    assert rows()[0].state == "declined"
    visitor.post(link("undo", key))
    assert rows()[0].state == "waiting"
    visitor.post(link("decline", key), {"reason": "Emme sittenkään."})
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        assert visitor.post(link("undo", key)).status_code == 409
        with context.system("test"):
            keeping.settle(row.pk)
            keeping.settle(row.pk)
        run_outbox()
    assert (rows(), visitor.get(link("read", key)).status_code) == ([], 404)
    with context.system("test"):
        told = Mail.objects.filter(kind="behalf_declined")
        assert [(mail.to, "Emme sittenkään." in mail.text) for mail in told] == [("coordinator@example.test", True)]
        kept = set(Entry.objects.filter(subject_type="behalf.onbehalf").values_list("verb", flat=True))
    assert {"behalf.drafted", "behalf.sent", "behalf.declined", "behalf.decline_undone"} == kept


def test_an_expired_link_leaves_nothing_of_the_contact(sent, aino):
    row, key = sent
    with clock.set_to(clock.now() + timedelta(days=15)):
        assert Client().get(link("read", key)).status_code == 404
        with context.system("test"):
            keeping.tidy()
            keeping.tidy()
    (row,) = rows()
    assert (row.state, row.contact_email, row.contact_name, row.token_hash) == ("draft", "", "", "")
    assert row.title == FIRST["title"]


@pytest.mark.parametrize("moved", [timedelta(days=13), timedelta(days=5)])
def test_where_the_call_has_become_too_short_the_company_gets_a_draft(sent, log_in, moved):
    row, key = sent
    with context.system("test"):
        deadline = OnBehalf.objects.get(pk=row.pk).data["deadline_on"]
    with clock.set_to(clock.now() + moved):
        answered = log_in("editor").post(link("confirm", key))
        soon = clock.today() + timedelta(days=14) > clock.today().fromisoformat(deadline)
    assert ([each.state for each in challenges()], "/tarkista/" in answered["Location"]) == (
        ["draft" if soon else "in_review"], soon,
    )  # fmt: skip
