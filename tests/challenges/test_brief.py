"""The wizard: drafts are saved, never doubled, never lost, and bad input is told in words."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from challenges.models import Challenge, ChallengeAttachment
from challenges.states import State
from mint import clock
from mint.isolation import context
from tests.factories import ChallengeFactory
from tests.uploads import pdf

HTMX = {"HTTP_HX_REQUEST": "true"}
FIRST = {"title": "Kuka ostaa ruo’on?", "problem": "Ruoko jää rannalle.", "affected": "Viisi kuntaa"}

TERMS = {"ip_terms": "solver", "data_terms": "none"}


def second(**changes):
    deadline = (clock.today() + timedelta(days=30)).isoformat()
    return {"outcome": "Ruoko kiertoon", "needs": ["technology"], "deadline_on": deadline, **TERMS, **changes}


@pytest.fixture
def draft(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, state=State.DRAFT)


def all_challenges():
    with context.system("test"):
        return list(Challenge.objects.order_by("pk"))


def url(name, *args):
    return reverse(f"challenges:{name}", args=["company", *args])


def test_a_company_submits_a_challenge_in_three_steps(log_in, world, run_outbox):
    browser = log_in("owner")
    key = str(uuid4())
    assert browser.post(url("new"), {"key": key, **FIRST}).status_code == 302
    (challenge,) = all_challenges()
    response = browser.post(url("step", challenge.pk, 2), {"version": challenge.version, **second()})
    assert response["Location"] == url("check", challenge.pk)
    assert "Ruoko kiertoon" in browser.get(url("check", challenge.pk)).content.decode()
    assert browser.post(url("move", challenge.pk, "submitted")).status_code == 303
    (challenge,) = all_challenges()
    assert (challenge.state, challenge.project_id, challenge.needs) == ("in_review", world.project.pk, ["technology"])


@pytest.mark.attack(34)
def test_the_first_keystroke_makes_one_draft_however_often_it_is_sent(log_in):
    browser, key = log_in("owner"), str(uuid4())
    for title in ("K", "Ku", "Kuka"):
        response = browser.post(url("new"), {"key": key, "title": title}, **HTMX)
        assert (response.status_code, "versio" in response.content.decode()) == (200, True)
    browser.post(url("new"), {"key": key, **FIRST})
    browser.post(url("new"), {"key": key, **FIRST})
    assert [challenge.title for challenge in all_challenges()] == [FIRST["title"]]


def test_a_step_that_lacks_an_answer_says_so_and_keeps_the_text(log_in, draft):
    response = log_in("owner").post(url("step", draft.pk, 1), {"version": 1, **FIRST, "problem": ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert FIRST["title"] in page
    assert 'role="alert"' in page


def test_a_stale_form_does_not_write_over_anothers_text(log_in, draft):
    owner, editor = log_in("owner"), log_in("editor")
    owner.post(url("step", draft.pk, 1), {"version": 1, **FIRST, "title": "Omistajan otsikko"})
    response = editor.post(url("step", draft.pk, 1), {"version": 1, **FIRST, "title": "Vanhentunut"})
    assert response.status_code == 409
    assert [challenge.title for challenge in all_challenges()] == ["Omistajan otsikko"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deadline_on", "2020-01-01"),
        ("deadline_on", (clock.today() + timedelta(days=13)).isoformat()),
        ("deadline_on", "9999-12-31"),
        ("deadline_on", "2026-02-30"),
        ("needs", ["magic"]),
        ("outcome", "a\0b"),
        ("outcome", "x" * 1_000_000),
    ],
)
def test_bad_input_is_a_clear_error_and_changes_nothing(field, value, log_in, draft):
    response = log_in("owner").post(url("step", draft.pk, 2), {"version": 1, **second(**{field: value})})
    assert response.status_code == 422
    assert all_challenges()[0].version == 1


@pytest.mark.attack(17, 38)
def test_a_megabyte_of_title_is_refused_in_words(log_in):
    response = log_in("owner").post(url("new"), {"key": str(uuid4()), **FIRST, "title": "x" * 1_000_000})
    assert (response.status_code, all_challenges()) == (422, [])


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("stranger", 404), ("viewer", 403), ("coordinator", 404), ("editor", 200)]
)
def test_only_the_owners_writers_edit_a_draft(who, status, log_in, draft):
    assert log_in(who).get(url("step", draft.pk, 1)).status_code == status


@pytest.mark.attack(35)
def test_a_submitted_challenge_is_no_longer_edited(log_in, world):
    with context.system("test"):
        submitted = ChallengeFactory(organisation=world.company, state=State.IN_REVIEW)
    response = log_in("owner").post(url("step", submitted.pk, 1), {"version": 1, **FIRST})
    assert (response.status_code, all_challenges()[0].title) == (409, submitted.title)


def image():
    data = BytesIO()
    Image.new("RGB", (8, 8)).save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("kuva.png", image(), True),
        ("ohje.pdf", pdf(), True),
        ("kuva.svg", b"<svg><script>alert(1)</script></svg>", False),
        ("kuva.png", b"<svg><script>alert(1)</script></svg>", False),
        ("ohje.pdf", b"<html>", False),
        ("taulu.xlsx", b"PK\x03\x04 broken", False),
        ("suuri.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024 + 1), False),
    ],
)
def test_only_what_its_content_says_is_attached(name, content, kept, log_in, draft):
    upload = SimpleUploadedFile(name, content)
    response = log_in("owner").post(url("step", draft.pk, 2), {"version": 1, **second(), "upload": upload})
    with context.system("test"):
        assert ChallengeAttachment.objects.count() == int(kept)
    assert response.status_code == (302 if kept else 422)


def test_a_draft_is_deleted_only_when_asked_for(log_in, draft):
    browser, address = log_in("owner"), url("delete", draft.pk)
    asked = browser.get(address)
    assert (asked.status_code, draft.title in asked.content.decode(), len(all_challenges())) == (200, True, 1)
    assert [log_in(who).post(address).status_code for who in ("stranger", "viewer")] == [404, 403]
    assert len(all_challenges()) == 1
    assert browser.post(address).status_code == 302
    assert all_challenges() == []


def test_an_attachment_is_as_private_as_its_challenge(log_in, draft):
    log_in("owner").post(
        url("step", draft.pk, 2),
        {"version": 1, **second(), "upload": SimpleUploadedFile("../..\\ohje\u202e.pdf", pdf())},
    )
    with context.system("test"):
        attachment = ChallengeAttachment.objects.get()
    address = reverse("challenges:attachment", args=[draft.pk, attachment.pk])
    response = log_in("viewer").get(address)
    assert (response.status_code, response["X-Content-Type-Options"]) == (200, "nosniff")
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == pdf()
    assert attachment.name == "ohje.pdf"
    assert (log_in("stranger").get(address).status_code, log_in("anonymous").get(address).status_code) == (404, 404)


def test_the_browsers_back_finds_the_draft_that_the_form_has_made(log_in):
    browser = log_in("owner")
    address = browser.get(url("new"))["Location"]
    key = address.partition("key=")[2]
    browser.post(address, {"key": key, **FIRST})
    (challenge,) = all_challenges()
    assert browser.get(address)["Location"] == url("step", challenge.pk, 1)
    browser.post(address, {"key": key, **FIRST, "title": "Toinen otsikko"})
    assert [each.title for each in all_challenges()] == ["Toinen otsikko"]


def test_the_text_of_a_stale_step_stays_on_the_page(log_in, draft):
    log_in("owner").post(url("step", draft.pk, 1), {"version": 1, **FIRST})
    response = log_in("editor").post(url("step", draft.pk, 1), {"version": 1, **FIRST, "problem": "Pitkä uusi teksti."})
    assert (response.status_code, "Pitkä uusi teksti." in response.content.decode()) == (409, True)


def test_the_first_page_does_not_write_over_what_another_page_saved(log_in):
    browser, key = log_in("owner"), str(uuid4())
    browser.post(url("new"), {"key": key, "title": "Kuka"}, **HTMX)
    (draft,) = all_challenges()
    browser.post(url("step", draft.pk, 1), {"version": draft.version, **FIRST})
    stale = browser.post(url("new"), {"key": key, "version": draft.version, **FIRST, "title": "Vanha"})
    assert (stale.status_code, "Vanha" in stale.content.decode()) == (409, True)
    assert [challenge.title for challenge in all_challenges()] == [FIRST["title"]]
