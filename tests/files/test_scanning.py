"""ClamAV: what it finds is refused, what it could not look at waits, and nothing is scanned where it is not configured."""

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ValidationError
from django.urls import reverse

from challenges.models import ChallengeAttachment
from challenges.states import State
from mint.celery import app
from mint.files import checks, scanning
from mint.files.waiting import scan
from mint.isolation import context
from tests.factories import ChallengeFactory
from tests.files.clamd import VIRUS, serving
from tests.uploads import pdf


@pytest.fixture
def path():
    with tempfile.TemporaryDirectory(prefix="clamd") as folder:  # short: a socket's path has a limit
        yield Path(folder) / "s"


@pytest.fixture
def down(settings, path):
    settings.CLAMAV_URL = f"unix://{path}"


def upload(content=b""):
    return SimpleUploadedFile("a.pdf", pdf() + content)


def test_without_a_scanner_nothing_is_asked(monkeypatch, settings):
    monkeypatch.setattr(scanning, "_connected", lambda: pytest.fail("asked"))
    assert (settings.CLAMAV_URL, checks.check(upload()).quarantine) == ("", "free")


def test_a_clean_file_passes_whole(settings, path):
    with serving(path) as settings.CLAMAV_URL:
        found = checks.check(upload())
    assert (found.quarantine, found.file.read()) == ("free", pdf())


def test_an_infected_file_is_refused_in_words(settings, path):
    with serving(path) as settings.CLAMAV_URL, pytest.raises(ValidationError) as refused:
        checks.check(upload(VIRUS))
    assert refused.value.code == "virus"


def test_a_scanner_that_is_down_lets_the_file_wait(down):
    assert checks.check(upload()).quarantine == "waiting"


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b"stream: ", b"HTTP/1.1 400"])
def test_a_scanner_that_says_something_else_lets_the_file_wait(answer, settings, path):
    with serving(path, answer) as settings.CLAMAV_URL:
        assert checks.check(upload()).quarantine == "waiting"


@pytest.fixture
def kept(world, down):
    """`kept()`: a file of an open challenge that waits for the scanner."""

    def make(content=b""):
        with context.system("test"):
            challenge = ChallengeFactory(organisation=world.company, project=world.project, state=State.OPEN)
            found = checks.check(upload(content))
            return ChallengeAttachment.objects.create(
                challenge=challenge, organisation=world.company, file=found.file, name=found.name,
                content_type=found.content_type, size=1, quarantine=found.quarantine,
            )  # fmt: skip

    return make


def state_of(attachment):
    with context.system("test"):
        attachment.refresh_from_db()
        return attachment.quarantine


@pytest.mark.parametrize("who", ["anonymous", "owner", "coordinator"])
def test_a_waiting_file_is_not_handed_over_and_its_page_says_why(who, kept, log_in):
    attachment, browser = kept(), log_in(who)
    address = reverse("challenges:attachment", args=[attachment.challenge_id, attachment.pk])
    page = browser.get(attachment.challenge.get_absolute_url())
    refused = browser.get(address)  # last: for a visitor it takes back what is not its own, the test's rows
    assert (refused.status_code, b"%PDF" in refused.content) == (409, False)
    assert (address in page.content.decode(), "a.pdf" in page.content.decode()) == (False, True)


def test_once_the_scanner_is_back_a_clean_file_is_handed_over(kept, settings, path, log_in):
    attachment = kept()
    with context.system("test"):
        assert scan() == 0
    with serving(path) as settings.CLAMAV_URL, context.system("test"):
        assert (scan(), scan()) == (1, 0)
    address = reverse("challenges:attachment", args=[attachment.challenge_id, attachment.pk])
    response = log_in("anonymous").get(address)
    assert (state_of(attachment), b"".join(response.streaming_content)) == ("free", pdf())


def test_once_the_scanner_is_back_a_harmful_file_is_deleted_and_its_row_says_so(kept, settings, path, log_in):
    attachment = kept(VIRUS)
    with serving(path) as settings.CLAMAV_URL, context.system("test"):
        assert scan() == 1
    address = reverse("challenges:attachment", args=[attachment.challenge_id, attachment.pk])
    assert (state_of(attachment), log_in("owner").get(address).status_code) == ("infected", 409)
    assert not attachment.file.storage.exists(attachment.file.name)


def test_a_waiting_file_is_looked_at_on_schedule():
    app.loader.import_default_modules()
    assert app.conf.beat_schedule["files.scan_waiting"]["task"] in app.tasks
