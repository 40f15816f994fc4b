"""What is said about a section while it is written: among the project's manager, its curators and who writes it."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mint.discussion import stream
from mint.discussion.subjects import Rows, Subject
from mint.tenancy.context import Request
from reports.sections.models import Section


def _joined(organisation_ids: Sequence[int], pk: Any) -> Rows:
    return Section.objects.filter(writer_id__in=organisation_ids, pk=pk)


def _page(section: Section, slug: str) -> str:
    return reverse("sections:detail", args=[slug, section.pk]) if slug else section.get_absolute_url()


def _is_closed(section: Section) -> bool:
    return not Section.objects.still_open().filter(pk=section.pk).exists()


DISCUSSED = Subject(
    model=Section,
    word="raportin-osat",
    title=_("Sections of reports"),
    page=_page,
    joined=_joined,
    is_closed=_is_closed,
)


def panel(request: Request, section: Section) -> dict[str, Any]:
    return stream.block(request, section)
