"""Messages about sections."""

from django.urls import reverse

from mint.notifications.notify import Recipients, notify
from reports.documents.document import shown_date
from reports.sections.models import Section


def given(section: Section, *, by: int | None) -> None:
    """To the person it was given to, or to those who write in the organisation."""
    writer = section.writer
    if writer is None:
        return
    to = Recipients(users=[section.person_id]) if section.person_id else Recipients(organisations=[writer.pk])
    words = {"project": section.project.code, "due": shown_date(section.due_on) if section.due_on else ""}
    notify("section_given", to, path=reverse("sections:detail", args=[writer.slug, section.pk]), context=words, but=by)
