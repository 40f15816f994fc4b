"""The funder's questions as the report's dossier keeps them: the sides are named, people are not."""

from typing import Any

from mint.actor import Actor
from reports.inquiries.models import Message, Thread
from reports.models import Report


def of_report(report: Report, actor: Actor) -> list[dict[str, Any]]:
    """Plain values, ready for JSON: each question in the order it was asked, with its messages and their evidence."""
    found = Message.objects.visible_to(actor).filter(thread__report=report).order_by("id")
    messages: dict[int, list[dict[str, Any]]] = {}
    for each in found:
        messages.setdefault(each.thread_id, []).append(_message(each))
    threads = Thread.objects.visible_to(actor).filter(report=report).order_by("id")
    return [
        {
            "number": each.pk,
            "about": each.place,
            "title": each.title,
            "state": each.state,
            "closed_at": each.closed_at.isoformat() if each.closed_at else "",
            "messages": messages.get(each.pk, []),
        }
        for each in threads
    ]


def _message(message: Message) -> dict[str, Any]:
    return {
        "at": message.created_at.isoformat(),
        "from": "funder" if message.from_funder else "project",
        "text": message.text,
        "evidence": message.evidence,
    }
