"""Nothing leaves before commit, nothing is lost, and the pages do not wait for the broker."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.core import mail
from django.db import connection, transaction

from mint import clock
from mint.audit.record import record
from mint.isolation import context
from mint.outbox import relay
from mint.outbox.models import Job, Mail
from mint.outbox.queue import cancel, enqueue, send
from mint.outbox.running import run
from mint.workflow import UNDO_WINDOW

pytestmark = pytest.mark.services


def jobs():
    with context.system("test"):
        return list(Job.objects.order_by("pk"))


class RollbackError(Exception):
    pass


@transaction.atomic
def _enqueue_and_fail():
    enqueue("jobs.sweep")
    raise RollbackError


def _not_published(job):
    pytest.fail(f"{job} was published")


def test_a_rolled_back_transaction_sends_nothing(db):
    with pytest.raises(RollbackError):
        _enqueue_and_fail()
    assert jobs() == []


def test_a_job_is_published_once_and_again_only_after_its_lease(db):
    enqueue("jobs.sweep")
    sent = []
    with context.system("test"):
        relay.relay_jobs(sent.append)
        relay.relay_jobs(sent.append)
        assert len(sent) == 1
        with clock.set_to(clock.now() + relay.LEASE + timedelta(seconds=1)):
            relay.relay_jobs(sent.append)
    assert len(sent) == 2


def test_a_stopped_broker_leaves_the_job_due(db):
    enqueue("jobs.sweep")

    def refuse(job):
        raise ConnectionError("refused")

    with context.system("test"):
        with pytest.raises(ConnectionError):
            relay.relay_jobs(refuse)
        sent = []
        relay.relay_jobs(sent.append)
    assert [job.task for job in sent] == ["jobs.sweep"]


def test_a_job_that_ran_is_done_and_one_that_raised_is_tried_again_later(db):
    enqueue("good")
    enqueue("bad")
    good, bad = jobs()
    run(lambda: None, task="good", key=str(good.key))
    run(lambda: 1 / 0, task="bad", key=str(bad.key))
    good, bad = jobs()
    assert good.done_at is not None
    assert (bad.done_at, bad.sent_at) == (None, None)
    assert "ZeroDivisionError" in bad.error
    assert bad.not_before > clock.now()


def test_a_poison_job_stops_after_its_attempts(db):
    enqueue("bad")
    with context.system("test"):
        Job.objects.update(attempts=relay.ATTEMPTS)
        relay.relay_jobs(_not_published)
    assert jobs()[0].failed_at is not None


def test_a_job_is_not_sent_before_its_time(db):
    enqueue("later", not_before=clock.now() + timedelta(minutes=10))
    with context.system("test"):
        relay.relay_jobs(_not_published)


def test_a_mail_is_delivered_once(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send(Mail(kind="test", to="a@example.test", language="fi", subject="Hei", text="Teksti", html="<p>Teksti</p>"))
    with context.system("test"):
        relay.relay_mails()
        relay.relay_mails()
        assert Mail.objects.get().done_at is not None
    assert [message.subject for message in mail.outbox] == ["Hei"]


def test_what_an_undo_cancelled_never_leaves(world, acting_as, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later, sent = clock.now() + UNDO_WINDOW, []
    with acting_as("owner") as actor:
        keys = [record("challenge.published", world.company, actor=actor) for _ in range(2)]
        for key in keys:
            enqueue("later", not_before=later, undo_key=key)
            send(
                Mail(kind="test", to="a@example.test", language="fi", subject=str(key), undo_key=key, not_before=later)
            )
    with acting_as("stranger"):
        cancel(keys[1])  # somebody else's
    with acting_as("owner"):
        cancel(keys[0])
    with clock.set_to(later), context.system("test"):
        relay.relay_jobs(lambda job: sent.append(job.undo_key))
        relay.relay_mails()
    assert (sent, [message.subject for message in mail.outbox]) == ([keys[1]], [str(keys[1])])


@pytest.mark.django_db(transaction=True)
def test_two_relays_at_once_send_each_row_once(settings, monkeypatch):
    """While one has a row in its hands, the other passes it by and does not wait."""
    for _ in range(2):
        enqueue("jobs.sweep")
        send(Mail(kind="test", to="a@example.test", language="fi", subject="Hei", text="Teksti"))
    in_hand, let_go, sent = Event(), Event(), []

    def slowly(row):
        in_hand.set()
        assert let_go.wait(60)
        sent.append(row.pk)

    def other(relay_rows):
        assert in_hand.wait(60)
        try:
            with context.system("test"):
                relay_rows()
        finally:
            connection.close()
            in_hand.clear()
            let_go.set()

    monkeypatch.setattr(relay, "_smtp", slowly)
    with ThreadPoolExecutor(1) as pool:
        for first, second in (
            (lambda: relay.relay_jobs(slowly), lambda: relay.relay_jobs(_not_published)),
            (relay.relay_mails, lambda: relay.deliver(Mail.objects.order_by("pk")[0].pk)),
        ):
            let_go.clear()
            passing = pool.submit(other, second)
            with context.system("test"):
                first()
            passing.result(10)
    with context.system("test"):
        expected = [*Job.objects.values_list("pk", flat=True), *Mail.objects.values_list("pk", flat=True)]
    assert sorted(sent) == sorted(expected)


def test_a_mail_that_another_relay_has_tried_meanwhile_waits_for_its_time(db, monkeypatch):
    monkeypatch.setattr(relay, "_smtp", _not_published)
    send(Mail(kind="test", to="a@example.test", language="fi", subject="Hei", not_before=clock.now() + relay.BACKOFF))
    with context.system("test"):
        relay.deliver(Mail.objects.get().pk)
        assert Mail.objects.get().attempts == 0


def test_a_mail_server_that_fails_is_tried_again_with_growing_pauses(db, monkeypatch):
    def fail(mail):
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr(relay, "_smtp", fail)
    send(Mail(kind="test", to="a@example.test", language="fi", subject="Hei", text="Teksti"))
    with context.system("test"):
        relay.relay_mails()
        waiting = Mail.objects.get()
    assert (waiting.done_at, waiting.failed_at, waiting.attempts) == (None, None, 1)
    assert waiting.not_before > clock.now()


def test_nobody_reads_the_outbox_but_the_system(world, acting_as):
    with acting_as("owner"):
        enqueue("jobs.sweep")
        assert (Job.objects.count(), Mail.objects.count()) == (0, 0)
    assert len(jobs()) == 1


def test_readiness_counts_what_waits(db, client):
    enqueue("jobs.sweep")
    with context.system("test"):
        Job.objects.update(not_before=clock.now() - timedelta(hours=1))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "outbox" in " ".join(response.json()["problems"])


def test_the_process_is_alive_without_anything(client):
    assert client.get("/healthz").content == b"ok"


@pytest.mark.attack(43)
def test_metrics_need_their_token(client, db, settings):
    settings.METRICS_TOKEN = "secret"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer secret").status_code == 200
