"""Rounds are asked by themselves: once, in time, first of one and then of another, and silence stays silence."""

import pytest
from django.db import connection

from experiments.follow_up import calendar
from experiments.follow_up.models import Round
from mint.celery import app
from mint.isolation import context
from mint.outbox.models import Job
from tests.follow_up.conftest import askings, in_days, mails, steps, tend, verbs
from tests.rows.follow_up import make_contact


def told(kind):
    with context.system("test"):
        return [job.arguments["to"] for job in Job.objects.filter(arguments__kind=kind)]


def test_a_question_is_mailed_three_months_after_the_decision_and_once(followed, world):
    experiment = followed(months_ago=4)
    assert (tend(), tend()) == (1, 0)
    assert steps(experiment) == ["asked", "waiting", "waiting"]
    (mail,) = mails()
    assert (mail.to, mail.language) == (world.people["editor"].email, "fi")
    assert [f"?vastaus={value}" in mail.text for value in ("adopted", "scaled", "changed", "stopped")] == [True] * 4
    assert verbs(experiment) == ["follow_up_asked"]


def test_nothing_is_asked_before_its_day(followed):
    experiment = followed(months_ago=2)
    assert (tend(), steps(experiment), mails()) == (0, ["waiting"] * 3, [])


@pytest.mark.parametrize(
    "columns", [{"decision": "stop"}, {"decision": "new_round"}, {"state": "evaluating", "decision": ""}]
)
def test_what_does_not_go_on_is_not_asked_about(columns, followed):
    experiment = followed(**columns)
    assert (tend(), steps(experiment)) == (0, [])


def test_what_may_still_be_undone_has_no_rounds(followed):
    from mint import clock

    experiment = followed(state="decided", decided_at=clock.now())
    tend()
    assert steps(experiment) == []
    with in_days(1):
        tend()
    assert steps(experiment) == ["waiting"] * 3


def test_a_reminder_then_another_contact_then_silence(followed, world):
    experiment = followed()
    seen = []
    for day in (0, 13, 14, 28, 42, 56):
        with in_days(day):
            tend()
            seen.append(steps(experiment)[0])
    assert seen == ["asked", "asked", "reminded", "second", "silent", "silent"]
    first, reminder, second = mails()
    assert (first.to, reminder.to) == (world.people["editor"].email,) * 2
    assert second.to != first.to
    assert reminder.subject.startswith("Muistutus")
    assert [row.place for row in askings(experiment)] == [1, 1, 2]
    assert verbs(experiment) == ["follow_up_asked", "follow_up_asked", "follow_up_second_asked", "follow_up_silent"]
    assert [to["coordinators_of"] for to in told("experiment_follow_up_silent")] == [[experiment.municipality_id]]


def test_named_contacts_are_asked_in_their_own_language(followed):
    experiment = followed()
    with context.system("test"):
        make_contact(experiment, 1, email="eka@example.test", language="sv")
        make_contact(experiment, 2, email="toka@example.test")
    for day in (0, 28, 56):
        with in_days(day):
            tend()
    found = mails()
    assert [(mail.to, mail.language) for mail in found] == [
        ("eka@example.test", "sv"), ("eka@example.test", "sv"), ("toka@example.test", "fi"),
    ]  # fmt: skip
    assert "/sv/kokeilut/seuranta/" in found[0].text


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (7, ["missed", "asked", "waiting"]),
        (13, ["missed", "missed", "asked"]),
        (40, ["missed", "missed", "missed"]),
    ],
)
def test_after_an_outage_the_newest_is_asked_and_the_rest_were_missed(months, expected, followed):
    experiment = followed(months_ago=months)
    tend()
    tend()
    assert (steps(experiment), len(mails())) == (expected, expected.count("asked"))


def test_two_runs_at_the_same_moment_ask_once(followed, monkeypatch):
    """The second has read the row before the first took its step."""
    experiment = followed()
    with context.system("test"):
        calendar.lay_out()
        stale = calendar._rows()
        calendar._ask_due()
        monkeypatch.setattr(calendar, "_rows", lambda: stale)
        assert calendar._ask_due() == 0
    assert (steps(experiment)[0], len(mails())) == ("asked", 1)


def test_the_token_is_kept_nowhere_but_in_the_mail(followed):
    experiment = followed()
    tend()
    token = mails()[0].text.split("/seuranta/")[1].split("/")[0]
    with context.system("test"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM follow_up_asking a WHERE a::text LIKE %s", [f"%{token}%"])
        assert (len(token), cursor.fetchone()[0]) == (43, 0)
    assert len(askings(experiment)[0].token_hash) == 64


def test_the_beat_runs_it():
    app.loader.import_default_modules()
    assert app.conf.beat_schedule["follow_up.tend"]["task"] in app.tasks


def test_the_database_lets_nobody_but_the_system_lay_out_rounds(followed, acting_as):
    experiment = followed()
    from django.db import DatabaseError, transaction

    from tests.rows.follow_up import make_rounds

    with acting_as("owner"), pytest.raises(DatabaseError), transaction.atomic():
        make_rounds(experiment)
    with context.system("test"):
        assert Round.objects.count() == 0
