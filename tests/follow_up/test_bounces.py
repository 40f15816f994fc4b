"""A mail that comes back: the second contact is asked at once, and the coordinator hears of it."""

import io
from uuid import UUID

import pytest
from django.core.management import call_command

from mint import clock
from mint.isolation import context
from mint.outbox import bounces
from mint.outbox.models import Job, Mail
from tests.follow_up.conftest import askings, mails, steps, tend, verbs
from tests.rows.follow_up import make_contact

REPORT = """\
From: postmaster@mail.example
To: mint@kunta.example
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="rajat"

--rajat
Content-Type: text/plain

The mail could not be delivered.

--rajat
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; ulla@example.test
Action: {action}
Status: {status}

--rajat
Content-Type: {kind}

From: mint@kunta.example
Message-ID: <{key}@mint>
Subject: Kysymys

--rajat--
"""
KEY = "0d7c8e0a-7c0d-4b7e-9b51-1f1d0a5f7c11"


def report(key=KEY, action="failed", status="5.1.1", kind="text/rfc822-headers"):
    return REPORT.format(key=key, action=action, status=status, kind=kind).encode()


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_names_the_mail_and_its_status(kind):
    assert bounces.read(report(kind=kind)) == bounces.Bounce(UUID(KEY), "5.1.1")


@pytest.mark.parametrize(
    "text",
    [
        report(action="delayed", status="4.4.1"),
        report(action="delivered", status="2.0.0"),
        report(key="something-else"),
        b"Subject: Lomalla\n\nPalaan maanantaina.",
        b"",
        b"\xff\xfe\x00",
    ],
)
def test_anything_else_is_no_bounce(text):
    assert bounces.read(text) is None


def came_back(mail, monkeypatch):
    monkeypatch.setattr("sys.stdin", type("In", (), {"buffer": io.BytesIO(report(key=mail.key))})())
    call_command("bounce", stdout=io.StringIO())


def told():
    with context.system("test"):
        jobs = Job.objects.filter(arguments__kind="experiment_follow_up_bounced").order_by("id")
        return [job.arguments["context"]["last"] for job in jobs]


def test_the_second_contact_is_asked_at_once_and_the_coordinator_is_told(followed, monkeypatch):
    experiment = followed()
    with context.system("test"):
        make_contact(experiment, 1)
        make_contact(experiment, 2)
    tend()
    came_back(mails()[0], monkeypatch)
    tend()
    tend()
    assert (steps(experiment)[0], [mail.to for mail in mails()]) == (
        "second", ["ulla1@example.test", "ulla2@example.test"],
    )  # fmt: skip
    assert [(bool(row.bounced_at), row.email) for row in askings(experiment)] == [
        (True, ""), (False, "ulla2@example.test"),
    ]  # fmt: skip
    assert verbs(experiment) == ["follow_up_asked", "follow_up_bounced", "follow_up_second_asked"]
    assert told() == [""]
    came_back(mails()[1], monkeypatch)
    tend()
    assert (steps(experiment)[0], told()) == ("second", ["", "yes"])


def test_a_mail_that_the_server_refuses_for_good_is_a_bounce_too(followed):
    experiment = followed()
    tend()
    with context.system("test"):
        Mail.objects.filter(pk=mails()[0].pk).update(failed_at=clock.now(), error="550")
    tend()
    assert steps(experiment)[0] == "second"


def test_a_report_of_a_mail_nobody_knows_is_harmless(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", type("In", (), {"buffer": io.BytesIO(report())})())
    out = io.StringIO()
    call_command("bounce", stdout=out)
    assert "not known" in out.getvalue()
