"""What the holder of a link does: asks, and asks on. Opening a page never writes; its button does."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.isolation import context
from mint.web import MoveError
from mint.workflow import perform
from reports.inquiries import notices, reading
from reports.inquiries.models import Link, Message, Thread
from reports.inquiries.states import State
from reports.inquiries.workflow import ASK_ON, SYSTEM
from reports.models import Figure, Report

MOST_A_DAY = 20  # of one link


def ask(token: str, *, place: str, text: str, key: UUID) -> int:
    """A new question about `place`: a figure's code or a section's key. The thread's number; a double click asks once."""
    held = _usable(token)
    with context.system(SYSTEM), transaction.atomic():
        link = _locked(held)
        before = Message.objects.filter(form_key=key, thread__link=link).first()
        if before:
            return before.thread_id
        _seldom(link)
        report = Report.objects.select_related("project", "organisation").get(pk=link.report_id)
        _is_open(report)
        figure = Figure.objects.filter(report=report, code=place).first()
        with override(report.language):
            places = reading.places(report)
            title = f"{figure.code} {figure.name}" if figure else places.get(place, "")
        if not title:
            raise MoveError(_("Choose what the question is about."))
        thread = Thread.objects.create(
            organisation_id=link.organisation_id, report=report, link=link, figure=figure, place=place, title=title[:200],
            created_at=clock.now(),
        )  # fmt: skip
        _write(thread, text, key)
        record("inquiry.asked", thread, actor=Actor(), to_state=State.WAITING, data={"link": link.pk, "place": place})
        notices.asked(thread)
    return int(thread.pk)


def ask_on(token: str, thread_pk: int, *, text: str, key: UUID) -> None:
    """In a thread of this link that is not closed."""
    held = _usable(token)
    with context.system(SYSTEM), transaction.atomic():
        link = _locked(held)
        if Message.objects.filter(form_key=key, thread__link=link).exists():
            return
        _seldom(link)
        thread = Thread.objects.select_related("report__project", "report__organisation").get(pk=thread_pk, link=link)
        if thread.state == State.CLOSED:
            raise MoveError(_("The question has been closed. Ask a new one."))
        _is_open(thread.report)
        report = thread.report
        thread = perform(thread, ASK_ON, actor=Actor.system(SYSTEM), told={"link": link.pk})
        thread.report = report
        _write(thread, text, key)
        notices.asked(thread)


def _usable(token: str) -> Link:
    link = reading.link_of(token)
    if link is None:
        raise GoneError
    return link


def _locked(link: Link) -> Link:
    """One question at a time of a link, that has not been taken back meanwhile: a double click waits, and is counted."""
    fresh = Link.objects.select_for_update(no_key=True).get(pk=link.pk)
    if not fresh.is_live:
        raise GoneError
    reading.used(fresh)
    return fresh


class GoneError(MoveError):
    def __str__(self) -> str:
        return _("This link works no more: it has expired, or it was taken back.")


def _seldom(link: Link) -> None:
    since = clock.now() - timedelta(days=1)
    asked = Message.objects.filter(thread__link=link, from_funder=True, created_at__gt=since)
    if asked.count() >= MOST_A_DAY:
        raise MoveError(_("So much has been asked by this link today that no more is taken before tomorrow."))


def _is_open(report: Report) -> None:
    if not report.is_frozen:
        raise MoveError(_("The report has been opened again. Ask when it has been submitted anew."))


def _write(thread: Thread, text: str, key: UUID) -> None:
    Message.objects.create(
        organisation_id=thread.organisation_id, thread=thread, from_funder=True, text=text, form_key=key,
        created_at=clock.now(),
    )  # fmt: skip
