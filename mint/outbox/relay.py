"""The relay: due rows go to the queue; rows that were sent but never ended are sent again. Runs as mint_system."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q

from mint import clock
from mint.outbox.models import Job, Mail

BATCH = 100
ATTEMPTS = 8
# Longer than the longest task, so that a running task is not sent twice.
LEASE = timedelta(seconds=settings.OUTBOX_RESEND_SECONDS)
BACKOFF = timedelta(seconds=30)

Publish = Callable[[Job], Any]


@transaction.atomic
def relay_jobs(publish: Publish, limit: int = BATCH) -> int:
    """Publish due jobs; one whose publishing raises stays due, with its siblings not yet published. Returns how many."""
    now = clock.now()
    due = Job.objects.filter(
        Q(sent_at=None) | Q(sent_at__lt=now - LEASE),
        done_at=None,
        failed_at=None,
        not_before__lte=now,
    )
    jobs = list(due.order_by("id").select_for_update(skip_locked=True)[:limit])
    for job in jobs:
        if job.attempts >= ATTEMPTS:
            Job.objects.filter(pk=job.pk).update(failed_at=now, error=job.error or "gave up")
            continue
        publish(job)
        Job.objects.filter(pk=job.pk).update(sent_at=now, attempts=F("attempts") + 1)
    return len(jobs)


def relay_mails(limit: int = BATCH) -> int:
    """Deliver due mails, each in its own transaction. Returns how many were tried."""
    due = Mail.objects.filter(done_at=None, failed_at=None, not_before__lte=clock.now()).order_by("id")
    keys = list(due.values_list("pk", flat=True)[:limit])
    for pk in keys:
        deliver(pk)
    return len(keys)


@transaction.atomic
def deliver(pk: int) -> None:
    """Deliver one mail if nobody else is; a failure is noted and tried again later, a few times."""
    due = Mail.objects.filter(pk=pk, done_at=None, failed_at=None, not_before__lte=clock.now())
    mail = due.select_for_update(skip_locked=True).first()
    if mail is None:
        return
    mail.attempts += 1
    try:
        _smtp(mail)
        mail.done_at = clock.now()
        if not settings.DEMO:  # links and codes are kept no longer than they are needed
            mail.text = mail.html = ""
    except (OSError, ValueError) as error:  # smtplib's are OSErrors; an address that cannot be written is a ValueError
        mail.error = str(error)[:500]
        mail.not_before = clock.now() + BACKOFF * 2**mail.attempts
        mail.failed_at = clock.now() if mail.attempts >= ATTEMPTS else None
    mail.save()


def _smtp(mail: Mail) -> None:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.to],
        headers={"Message-ID": f"<{mail.key}@mint>"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()


def done(key: str) -> None:
    Job.objects.filter(key=key, done_at=None).update(done_at=clock.now(), error="")


def retry(key: str, error: str) -> None:
    """The task raised: try again later, with a growing pause."""
    job = Job.objects.filter(key=key).first()
    if job is not None:
        pause = BACKOFF * 2**job.attempts
        Job.objects.filter(pk=job.pk).update(sent_at=None, not_before=clock.now() + pause, error=error[:2000])
