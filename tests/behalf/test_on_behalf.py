"""A coordinator writes for a company; it is nobody's challenge until the company confirms it by the mailed link."""

import re
from contextlib import nullcontext
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from challenges.behalf import keeping
from challenges.behalf.models import OnBehalf
from challenges.models import Challenge
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.links.actions import holding
from mint.outbox.models import Mail
from mint.privacy.erasing import erase
from mint.sealing import hashed
from mint.tenancy.models import Membership, Organisation
from tests.challenges.test_brief import FIRST, second
from tests.challenges.test_start import enter_code
from tests.factories import ChallengeFactory, UserFactory

WHOSE = {
    "company_name": "Uusi Verstas",
    "contact_name": "Eino Verstas",
    "contact_email": "eino@verstas.example",
    "language": "fi",
}


def url(name, *args):
    return reverse(f"behalf:{name}", args=["municipality", *args])


def link(name, token):
    return reverse(f"behalf:{name}", args=[token])


def rows():
    with context.system("test"):
        return list(OnBehalf.objects.order_by("pk"))


def challenges():
    with context.system("test"):
        return list(Challenge.objects.all())


def version(row):
    with context.system("test"):
        return OnBehalf.objects.get(pk=row.pk).version


def write(browser, **whose):
    browser.post(url("new"), {**WHOSE, **whose})
    row = rows()[-1]
    browser.post(url("step", row.pk, 1), {**FIRST, "version": version(row)})
    browser.post(url("step", row.pk, 2), {**second(), "version": version(row)})
    return row


def token():
    with context.system("test"):
        mail = Mail.objects.filter(kind="behalf_asked").latest("pk")
    return re.search(r"vahvista/([\w-]+)/", mail.text).group(1)


def nobody():
    """A visitor: the test's one transaction still knows who asked before, each request's own would not."""
    context.forget()
    return Client()


@pytest.fixture
def aino(log_in):
    return log_in("coordinator")


@pytest.fixture
def sent(aino, world):
    """(row, token) of a text for the company of the cast, sent to its contact."""
    row = write(aino, company=world.company.pk)
    assert aino.post(url("send", row.pk)).status_code == 302
    return row, token()


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


def test_a_link_is_sent_again_after_ten_minutes_and_the_first_works_no_more(sent, aino):
    row, key = sent
    assert aino.post(url("send", row.pk)).status_code == 409
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        assert aino.post(url("send", row.pk)).status_code == 302
    assert [Client().get(link("read", each)).status_code for each in (key, token())] == [404, 200]


def test_little_mail_is_sent_to_one_address(aino, world):
    answers = []
    for _number in range(5):
        row = write(aino)
        answers.append(aino.post(url("send", row.pk)).status_code)
    assert answers == [302, 302, 302, 409, 409]


def test_taking_the_link_back_opens_no_way_to_mail_at_once(sent, aino):
    row, _key = sent
    aino.post(url("take_back", row.pk))
    assert aino.post(url("send", row.pk)).status_code == 409
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        assert aino.post(url("send", row.pk)).status_code == 302


def test_what_others_mailed_to_the_address_counts_also_when_their_texts_are_gone(aino, log_in):
    with context.system("test"):
        for number in range(3):
            Mail.objects.create(kind="behalf_asked", to="Eino@Verstas.example", language="fi", subject=str(number))
    row = write(aino)
    assert aino.post(url("send", row.pk)).status_code == 409
    with clock.set_to(clock.now() + timedelta(days=1, minutes=1)):
        assert log_in("coordinator").post(url("send", row.pk)).status_code == 302


@pytest.mark.parametrize("is_sent", [True, False])
def test_the_contact_of_a_draft_is_deleted_after_two_weeks(is_sent, aino):
    row = write(aino)
    if is_sent:
        aino.post(url("send", row.pk))
        aino.post(url("take_back", row.pk))
    kept = []
    for days in (13, 15):
        with clock.set_to(clock.now() + timedelta(days=days)), context.system("test"):
            keeping.tidy()
            keeping.tidy()
        kept.append((rows()[0].contact_name, rows()[0].contact_email))
    assert kept == [("Eino Verstas", "eino@verstas.example"), ("", "")]
    assert "poisti yhteyshenkilön nimen" in aino.get(url("page", row.pk)).content.decode()


def test_a_contact_given_anew_is_kept_anew(aino, log_in):
    row = write(aino)
    with clock.set_to(clock.now() + timedelta(days=15)):
        typed = {**WHOSE, "contact_name": "Eeva Verstas", "version": version(row)}
        log_in("coordinator").post(url("whose", row.pk), typed)
        with context.system("test"):
            keeping.tidy()
    assert rows()[0].contact_name == "Eeva Verstas"


def test_whom_the_link_goes_to_is_in_the_trail_without_the_address(aino):
    row = write(aino)
    for _time in range(2):
        aino.post(url("whose", row.pk), {**WHOSE, "contact_email": "toinen@verstas.example", "version": version(row)})
    with context.system("test"):
        found = list(Entry.objects.filter(verb="behalf.named").values_list("data", flat=True))
    assert found == [{"changed": ["contact_email"]}]


def test_what_was_sent_is_changed_when_the_link_is_taken_back(sent, aino):
    row, key = sent
    typed = {**FIRST, "title": "Toinen", "version": version(row)}
    assert (aino.post(url("step", row.pk, 1), typed).status_code, rows()[0].title) == (409, FIRST["title"])
    aino.post(url("take_back", row.pk))
    aino.post(url("step", row.pk, 1), {**typed, "version": version(row)})
    assert (rows()[0].title, Client().get(link("read", key)).status_code) == ("Toinen", 404)


def test_a_text_without_its_answers_is_not_sent(aino, world):
    aino.post(url("new"), {**WHOSE, "company": world.company.pk})
    (row,) = rows()
    assert (aino.post(url("send", row.pk)).status_code, rows()[0].state) == (409, "draft")


def test_a_company_of_another_municipality_is_not_written_for(aino, world):
    with context.system("test"):
        Organisation.objects.filter(pk=world.other_company.pk).update(business_id="0112038-9")
    refused = [
        aino.post(url("new"), {**WHOSE, "company": world.other_company.pk}),
        aino.post(url("new"), {**WHOSE, "business_id": "0112038-9"}),
        aino.post(url("new"), {**WHOSE, "company_name": ""}),
        aino.post(url("new"), {**WHOSE, "contact_name": "a\x00b"}),
    ]
    assert ([each.status_code for each in refused], rows()) == ([422] * 4, [])


def test_a_double_click_begins_one(aino):
    typed = {**WHOSE, "key": "8b0b6c1e-6f0b-4a9f-8d8e-0b9b6a0c1d2e"}
    first, again = (aino.post(url("new"), typed)["Location"] for _ in range(2))
    assert (first == again, len(rows())) == (True, 1)


def test_a_second_form_does_not_write_over_the_first(aino, world):
    row = write(aino)
    answer = aino.post(url("step", row.pk, 1), {**FIRST, "title": "Vanhasta", "version": 1})
    assert (answer.status_code, rows()[0].title, "Vanhasta" in answer.content.decode()) == (409, FIRST["title"], True)


LATER = timedelta(days=400)
CHANGES = [
    {"data": {"title": "Muu"}}, {"state": "confirmed"}, {"company_name": "Muu"}, {"contact_email": "muu@muu.example"},
    {"contact_name": "Muu"}, {"language": "sv"}, {"form_key": uuid4()}, {"expires_at": clock.now() + LATER},
    {"state": "draft", "token_hash": "", "contact_email": "muu@muu.example"},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_repeats_it(change, sent, acting_as):
    with acting_as("coordinator"), pytest.raises(DatabaseError), transaction.atomic():
        OnBehalf.objects.filter(pk=sent[0].pk).update(**change)


def answered(row, key, **change):
    """How many rows the database lets the holder of the link change; None: it refuses."""
    try:
        with transaction.atomic(), holding(hashed("behalf", key)):
            return OnBehalf.objects.filter(pk=row.pk).update(**change)
    except DatabaseError:
        return None


DECLINED = {"state": "declined", "answer": "Ei näin."}


@pytest.mark.parametrize(("who", "changed"), [("anonymous", 1), ("viewer", 1), ("coordinator", None)])
def test_the_database_lets_the_holder_decline_but_not_the_side_that_wrote(who, changed, sent, acting_as):
    with acting_as(who):
        assert answered(*sent, **DECLINED, answered_at=clock.now()) == changed


def test_the_database_lets_nobody_answer_by_a_link_that_has_expired(sent, acting_as):
    row, key = sent
    with context.system("test"):
        OnBehalf.objects.filter(pk=row.pk).update(
            token_hash=hashed("behalf", "another"), expires_at=clock.now() - timedelta(minutes=1)
        )
    with acting_as("viewer"):
        assert answered(row, "another", **DECLINED, answered_at=clock.now()) is None
        assert answered(row, key, **DECLINED, answered_at=clock.now()) == 0


@pytest.mark.parametrize(("state", "days", "refused"), [
    ("waiting", 1, False), ("waiting", -1, True), ("declined", 1, True), ("draft", None, True),
])  # fmt: skip
def test_only_what_waits_under_a_link_that_works_is_confirmed(state, days, refused, world):
    end = clock.now() + timedelta(days=days) if days else None
    more = {"token_hash": "x" * 64, "sent_at": clock.now(), "expires_at": end} if end else {}
    if state == "declined":
        more |= {"answer": "Ei näin.", "answered_at": clock.now()}
    with context.system("test"):
        row = OnBehalf.objects.create(
            organisation=world.municipality, municipality=world.place, author=world.people["coordinator"],
            company=world.company, company_name="Yritys", contact_email="x@example.test", state=state, **more,
        )  # fmt: skip
        change = {
            "state": "confirmed", "challenge": ChallengeFactory(organisation=world.company, state="draft"), "contact_email": "",
            "answered_by": world.people["editor"], "answered_at": clock.now(),
        }  # fmt: skip
        with pytest.raises(DatabaseError) if refused else nullcontext(), transaction.atomic():
            OnBehalf.objects.filter(pk=row.pk).update(**change)
        assert OnBehalf.objects.get(pk=row.pk).state == (state if refused else "confirmed")


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


def test_when_the_contact_is_erased_what_waits_for_them_goes(sent, tmp_path, settings):
    settings.ERASURE_LEDGER = tmp_path / "ledger"
    with context.system("test"):
        erase(UserFactory(email="eino@verstas.example"))
    assert rows() == []


def test_what_nobody_goes_on_with_is_deleted_after_half_a_year(aino):
    write(aino)
    with clock.set_to(clock.now() + timedelta(days=179)), context.system("test"):
        assert keeping.RULE.follow() == 0
    with clock.set_to(clock.now() + timedelta(days=181)), context.system("test"):
        assert keeping.RULE.follow() == 1
    assert rows() == []


def test_what_ones_own_page_saved_while_its_button_was_pressed_is_no_clash(aino):
    row = write(aino)
    address, known = url("step", row.pk, 1), version(row)
    sent = {**FIRST, "version": known, "page": str(uuid4())}
    assert aino.post(address, sent | {"title": "Kesken"}, HTTP_HX_REQUEST="true").status_code == 200
    assert aino.post(address, sent | {"page": str(uuid4())}).status_code == 409
    assert (aino.post(address, sent).status_code, version(row)) == (302, known + 2)
