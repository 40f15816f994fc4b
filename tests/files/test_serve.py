"""A private file is downloaded, never run, never kept by a cache, and only for who may see what it belongs to."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from challenges.models import ChallengeAttachment
from challenges.states import State
from mint.isolation import context
from tests.factories import ChallengeFactory

SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.fixture
def attach(world):
    """`attach("draft")`: a file whose content would run if the browser ran it."""

    def make(state):
        with context.system("test"):
            challenge = ChallengeFactory(organisation=world.company, project=world.project, state=state)
            return ChallengeAttachment.objects.create(
                challenge=challenge,
                organisation=world.company,
                file=ContentFile(SCRIPT, name="kuva.svg"),
                name="Järven äärellä.svg",
                content_type="image/svg+xml",
                size=len(SCRIPT),
            )

    return make


def address(attachment):
    return reverse("challenges:attachment", args=[attachment.challenge_id, attachment.pk])


@pytest.mark.attack(12)
def test_a_file_is_handed_over_as_a_download_that_nobody_runs_or_keeps(attach, log_in):
    response = log_in("owner").get(address(attach(State.DRAFT)))
    assert b"".join(response.streaming_content) == SCRIPT
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''J%C3%A4rven%20%C3%A4%C3%A4rell%C3%A4.svg"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'; ")


@pytest.mark.attack(8)
@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
@pytest.mark.parametrize("who", ["anonymous", "outsider", "stranger", "partner", "other_coordinator", "student"])
def test_who_does_not_see_the_challenge_finds_no_file(who, state, attach, log_in):
    assert log_in(who).get(address(attach(state))).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("viewer", 200), ("coordinator", 200), ("curator", 200), ("manager", 403)])
def test_who_knows_of_a_challenge_in_review_reads_its_file_or_is_refused(who, status, attach, log_in):
    response = log_in(who).get(address(attach(State.IN_REVIEW)))
    response.close()
    assert response.status_code == status


def test_a_file_of_another_challenge_is_not_found_under_this_one(attach, log_in):
    mine, other = attach(State.OPEN), attach(State.OPEN)
    path = reverse("challenges:attachment", args=[mine.challenge_id, other.pk])
    assert log_in("owner").get(path).status_code == 404


def test_a_file_whose_bytes_are_gone_is_not_found(attach, log_in):
    attachment = attach(State.DRAFT)
    attachment.file.storage.delete(attachment.file.name)
    assert log_in("owner").get(address(attachment)).status_code == 404
