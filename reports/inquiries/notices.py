"""Messages about the funder's questions: mails to the official, who has no account, and notices to the managers."""

from django.urls import reverse

from mint.mail import compose
from mint.notifications.notify import Recipients, in_language, notify
from mint.outbox.queue import send
from mint.tenancy.actions import absolute
from reports.inquiries.models import Link, Thread
from reports.models import Report


def invited(link: Link, token: str) -> None:
    """The link stands in this mail and nowhere else."""
    url = absolute(in_language(reverse("inquiries:read", args=[token]), link.language))
    context = _about(link.report) | {"name": link.name, "day": link.expires_at, "url": url}
    send(compose("inquiry_link", link.email, context, language=link.language))


def answered(thread: Thread) -> None:
    """Without the link, which only its own mail knows. An erased address gets nothing."""
    link = thread.link
    if link.email and link.is_live:
        context = _about(thread.report) | {"name": link.name, "title": thread.title, "day": link.expires_at}
        send(compose("inquiry_answered", link.email, context, language=link.language))


def asked(thread: Thread) -> None:
    context = _about(thread.report) | {"title": thread.title}
    to = Recipients(managers_of=[thread.report.project_id])
    notify("inquiry_asked", to, path=thread.get_absolute_url(), context=context)


def _about(report: Report) -> dict[str, object]:
    return {"project": report.project.code, "period": report.span}
