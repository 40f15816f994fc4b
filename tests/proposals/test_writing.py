"""Writing, sending, changing and withdrawing a proposal: for an organisation, and as oneself."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from challenges.models import Challenge
from challenges.proposals.models import Criterion, Proposal
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from tests.uploads import pdf as pdf_bytes

HTMX = {"HTTP_HX_REQUEST": "true"}
IDEA = {"title": "Ruokopaali", "summary": "Paalaus jäältä.", "kind": "company", "team_name": "", "members": ""}


def pdf():
    return SimpleUploadedFile("liite.pdf", pdf_bytes(), "application/pdf")


def url(name, *args, org="company"):
    return reverse(f"proposals:{name}", args=[org, *args]) if org else reverse(f"proposals:own_{name}", args=args)


def everything():
    with context.system("test"):
        return list(Proposal.objects.order_by("pk"))


def answers(challenge, text="Vastaus"):
    with context.system("test"):
        return {f"answer_{criterion.pk}": f"{text} {criterion.name}" for criterion in Criterion.objects.of(challenge)}


def begin(browser, challenge, org="company", **values):
    form = browser.get(browser.get(url("new", challenge.pk, org=org))["Location"])
    data = {**IDEA, "key": str(form.context["key"]), **values}
    return browser.post(url("new", challenge.pk, org=org), data), data


def write(browser, challenge, org="company", **values):
    begun, _data = begin(browser, challenge, org, **values)
    proposal = everything()[-1]
    assert begun["Location"] == url("step", proposal.pk, 2, org=org)
    data = {**answers(challenge), "version": proposal.version}
    assert browser.post(begun["Location"], data)["Location"] == url("check", proposal.pk, org=org)
    return everything()[-1]


def sent(proposal):
    with context.system("test"):
        proposal.refresh_from_db()
        return proposal, list(proposal.answers.order_by("criterion__position").values_list("text", flat=True))


def test_a_company_writes_checks_and_sends_and_gets_a_receipt(make_call, log_in, world, run_outbox):
    challenge, browser = make_call(), log_in("editor")
    proposal = write(browser, challenge)
    assert (proposal.state, proposal.organisation_id, proposal.kind) == ("draft", world.company.pk, "company")
    page = browser.get(url("check", proposal.pk)).content.decode()
    assert "Vastaus Peruste 1" in page
    assert url("send", proposal.pk) in page
    answer = browser.post(url("send", proposal.pk))
    proposal, texts = sent(proposal)
    assert (proposal.state, proposal.submissions, proposal.working) == ("submitted", 1, {})
    assert texts == ["Vastaus Peruste 1", "Vastaus Peruste 2"]
    assert (proposal.contact_email, proposal.challenge_title) == ("editor@example.test", challenge.title)
    receipt = browser.get(answer["Location"]).content.decode()
    assert proposal.reference in receipt
    run_outbox()
    with context.system("test"):
        told = set(Notification.objects.filter(kind="proposal_submitted").values_list("user__email", flat=True))
        entry = Entry.objects.get(verb="proposal.submitted")
    assert told == {"owner@example.test", "editor@example.test"}
    assert (entry.organisation_id, entry.municipality_id, entry.project_id, entry.reader_ids) == (
        world.company.pk, None, None, [],
    )  # fmt: skip


@pytest.mark.attack(34)
def test_a_form_sent_twice_makes_one_proposal_and_one_submission(make_call, log_in, run_outbox):
    challenge, browser = make_call(), log_in("owner")
    _first, data = begin(browser, challenge)
    browser.post(url("new", challenge.pk), data)
    (proposal,) = everything()
    browser.post(url("step", proposal.pk, 2), {**answers(challenge), "version": proposal.version})
    places = [browser.post(url("send", proposal.pk))["Location"] for _ in range(2)]
    proposal, _texts = sent(proposal)
    with context.system("test"):
        made = (proposal.versions.count(), Entry.objects.filter(verb="proposal.submitted").count())
    assert (len(everything()), proposal.submissions, made, places[0]) == (1, 1, (1, 1), places[1])


def test_what_is_typed_is_saved_and_a_stale_page_writes_over_nothing(make_call, log_in):
    challenge, browser = make_call(), log_in("owner")
    begin(browser, challenge)
    (proposal,) = everything()
    saved = browser.post(url("step", proposal.pk, 1), {**IDEA, "title": "Toinen", "version": proposal.version}, **HTMX)
    assert (saved.status_code, "Tallennettu" in saved.content.decode()) == (200, True)
    stale = browser.post(url("step", proposal.pk, 1), {**IDEA, "title": "Vanha", "version": proposal.version})
    (proposal,) = everything()
    assert (stale.status_code, proposal.title, "Vanha" in stale.content.decode()) == (409, "Toinen", True)


def test_a_sent_proposal_stays_as_it_was_until_the_changes_are_sent(make_call, log_in):
    challenge, browser = make_call(), log_in("owner")
    proposal = write(browser, challenge)
    browser.post(url("send", proposal.pk))
    (proposal,) = everything()
    changed = {**answers(challenge, "Uusi"), "version": proposal.version}
    browser.post(url("step", proposal.pk, 2), changed)
    proposal, texts = sent(proposal)
    assert (texts[0], proposal.working["answers"] != {}) == ("Vastaus Peruste 1", True)
    browser.post(url("send", proposal.pk))
    proposal, texts = sent(proposal)
    assert (texts, proposal.state, proposal.submissions) == (["Uusi Peruste 1", "Uusi Peruste 2"], "submitted", 2)
    with context.system("test"):
        kept = [version.content["answers"] for version in proposal.versions.order_by("number")]
    assert [min(version.values()) for version in kept] == ["Vastaus Peruste 1", "Uusi Peruste 1"]


def test_changes_may_be_dropped(make_call, log_in):
    challenge, browser = make_call(), log_in("owner")
    proposal = write(browser, challenge)
    browser.post(url("send", proposal.pk))
    (proposal,) = everything()
    browser.post(url("step", proposal.pk, 1), {**IDEA, "title": "Muu", "version": proposal.version})
    browser.post(url("drop", proposal.pk))
    proposal, _texts = sent(proposal)
    assert (proposal.working, proposal.title) == ({}, "Ruokopaali")


def test_a_sent_proposal_is_withdrawn_and_that_is_undone(make_call, make_proposal, log_in):
    proposal, browser = make_proposal(make_call()), log_in("owner")
    browser.post(url("withdraw", proposal.pk))
    proposal, _ = sent(proposal)
    assert (proposal.state, proposal.withdrawn_at is not None) == ("withdrawn", True)
    browser.post(url("undo", proposal.pk))
    proposal, _ = sent(proposal)
    assert (proposal.state, proposal.withdrawn_at) == ("submitted", None)


@pytest.mark.attack(35)
@pytest.mark.parametrize("why", ["closed", "late"])
@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_after_the_deadline_nothing_is_written_sent_or_withdrawn(why, state, make_call, make_proposal, log_in):
    challenge = make_call()
    proposal = make_proposal(challenge, state, working={"title": "Muutettu", "summary": "x", "answers": {}})
    end(challenge, why)
    browser, before = log_in("owner"), snapshot(proposal)
    asked = [
        browser.get(url("step", proposal.pk, 1)),
        browser.post(url("step", proposal.pk, 1), {**IDEA, "version": proposal.version}),
        browser.post(url("step", proposal.pk, 2), {**answers(challenge), "upload": pdf()}),
        browser.post(url("send", proposal.pk)),
        browser.post(url("withdraw", proposal.pk)),
        browser.post(url("drop", proposal.pk)),
    ]
    assert [response.status_code for response in asked] == [409] * len(asked)
    assert snapshot(proposal) == before
    assert browser.get(url("show", proposal.pk)).status_code == 200


def end(challenge, why):
    past = clock.today() - timedelta(days=1)
    with context.system("test"):
        values = {"state": "closed"} if why == "closed" else {"deadline_on": past}
        Challenge.objects.filter(pk=challenge.pk).update(**values)


def snapshot(proposal):
    with context.system("test"):
        row = Proposal.objects.filter(pk=proposal.pk).values().get()
        return row, proposal.attachments.count(), Entry.objects.filter(verb__startswith="proposal.").count()


def test_a_draft_is_thrown_away_also_after_the_deadline_and_what_was_sent_is_not(make_call, make_proposal, log_in):
    challenge = make_call()
    draft, submitted = make_proposal(challenge, "draft"), make_proposal(challenge)
    end(challenge, "closed")
    browser = log_in("owner")
    assert browser.post(url("delete", draft.pk))["Location"] == url("listing")
    assert browser.post(url("delete", submitted.pk)).status_code == 409
    assert [each.pk for each in everything()] == [submitted.pk]


def test_what_lacks_an_answer_is_not_sent(make_call, log_in):
    challenge, browser = make_call(), log_in("owner")
    begin(browser, challenge)
    (proposal,) = everything()
    page = browser.get(url("check", proposal.pk)).content.decode()
    assert url("send", proposal.pk) not in page
    assert url("step", proposal.pk, 2) in page
    assert browser.post(url("send", proposal.pk)).status_code == 409
    assert everything()[0].state == "draft"


def test_a_team_names_itself_and_its_people(make_call, log_in):
    challenge, browser = make_call(), log_in("outsider")
    members = "Maija Meikä, maija@example.test\nMatti"
    nameless, _ = begin(browser, challenge, "", kind="team", members=members)
    wrong, _ = begin(browser, challenge, "", kind="team", team_name="T", members="Maija, ei osoite")
    assert (nameless.status_code, wrong.status_code, everything()) == (422, 422, [])
    proposal = write(browser, challenge, "", kind="team", team_name="Ruokotiimi", members=members)
    browser.post(url("send", proposal.pk, org=""))
    proposal, _ = sent(proposal)
    with context.system("test"):
        people = list(proposal.members.values_list("name", "email"))
    assert people == [("Maija Meikä", "maija@example.test"), ("Matti", "")]
    assert (proposal.organisation_id, proposal.proposer) == (None, "Ruokotiimi")


def test_a_person_without_an_organisation_proposes_and_finds_it_on_their_page(make_call, log_in):
    challenge, browser = make_call(), log_in("outsider")
    assert browser.get(reverse("proposals:start", args=[challenge.pk]))["Location"] == url("new", challenge.pk, org="")
    proposal = write(browser, challenge, "", kind="person")
    browser.post(url("send", proposal.pk, org=""))
    listed = browser.get(url("listing", org="")).content.decode()
    mine = browser.get(reverse("pages:mine")).content.decode()
    assert url("show", proposal.pk, org="") in listed
    assert url("show", proposal.pk, org="") in mine


@pytest.mark.parametrize(
    ("who", "org", "status"),
    [("coordinator", "municipality", 403), ("clerk", "municipality", 403), ("student", "university", 403),
     ("viewer", "company", 403), ("manager", "university", 403), ("teacher", "university", 302), ("curator", "university", 302),
     ("coordinator", "", 403), ("curator", "", 403), ("outsider", "", 302), ("student", "", 302)],
)  # fmt: skip
def test_who_may_begin(who, org, status, make_call, log_in):
    challenge = make_call()
    response = log_in(who).get(url("new", challenge.pk, org=org))
    assert (response.status_code, everything()) == (status, [])


def test_who_evaluates_the_case_takes_no_part(world, make_call, log_in):
    challenge = make_call()
    from tests.estate.challenges import grant

    world.people["evaluator"] = world.people["outsider"]
    with context.system("test"):
        grant(world, challenge)
    browser = log_in("outsider")
    assert browser.get(url("new", challenge.pk, org="")).status_code == 403
    assert (
        reverse("proposals:start", args=[challenge.pk])
        not in browser.get(challenge.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize(("field", "text"), [("title", "x" * 121), ("summary", "x" * 1_000_000), ("title", "a\0b")])
def test_what_is_too_long_or_no_text_is_refused(field, text, make_call, log_in):
    browser = log_in("owner")
    refused, _ = begin(browser, make_call(), **{field: text})
    assert (refused.status_code, everything()) == (422, [])


def fetched(browser, path):
    response = browser.get(path)
    for _chunk in response.streaming_content if response.streaming else ():
        pass  # a file is closed where it ends
    return response.status_code


def test_an_attachment_is_added_and_removed_until_the_deadline(make_call, log_in):
    challenge, browser = make_call(), log_in("owner")
    proposal = write(browser, challenge)
    browser.post(url("step", proposal.pk, 2), {**answers(challenge), "upload": pdf(), "version": proposal.version})
    with context.system("test"):
        kept = proposal.attachments.get()
    path = reverse("proposals:attachment", args=[proposal.pk, kept.pk])
    assert [fetched(log_in(who), path) for who in ("owner", "viewer", "coordinator", "stranger")] == [
        200,
        404,
        404,
        404,
    ]
    browser.post(url("detach", proposal.pk, kept.pk))
    with context.system("test"):
        assert not proposal.attachments.exists()


def test_a_challenge_without_criteria_asks_for_no_proposal(make_call, log_in):
    challenge = make_call()
    with context.system("test"):
        Criterion.objects.of(challenge).delete()
    assert log_in("owner").get(url("new", challenge.pk)).status_code == 409


def test_autosave_of_a_step_says_what_is_wrong_without_losing_the_rest(make_call, log_in):
    challenge, browser = make_call(), log_in("owner")
    begin(browser, challenge)
    (proposal,) = everything()
    wrong = browser.post(url("step", proposal.pk, 1), {**IDEA, "title": "x" * 200, "version": proposal.version}, **HTMX)
    (proposal,) = everything()
    assert (wrong.status_code, proposal.title) == (422, "Ruokopaali")
    assert json.loads(json.dumps(proposal.working))["title"] == "Ruokopaali"


def test_what_ones_own_page_saved_while_its_button_was_pressed_is_no_clash(make_call, log_in):
    challenge, browser = make_call(), log_in("owner")
    begin(browser, challenge)
    (proposal,) = everything()
    sent = {**IDEA, "version": proposal.version, "page": str(uuid4())}
    assert browser.post(url("step", proposal.pk, 1), sent | {"title": "Kesken"}, **HTMX).status_code == 200
    assert browser.post(url("step", proposal.pk, 1), sent | {"page": str(uuid4())}).status_code == 409
    assert browser.post(url("step", proposal.pk, 1), sent | {"title": "Valmis"}).status_code == 302
    assert [each.title for each in everything()] == ["Valmis"]
