"""What search knows of reports: their project and time. Only who manages a project opens them, and so finds them."""

from typing import Any

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mint.actor import Actor
from mint.search.documents import Words
from mint.search.sources import Row, Source, joined
from reports.models import Report
from reports.states import PILLS, State

WORDS = Words(
    title="(SELECT concat_ws(' ', p.code, p.short_name, to_char(r.starts_on, 'FMMM/YYYY'), '–', "
    "to_char(r.ends_on, 'FMMM/YYYY')) FROM public.projects_project p WHERE p.id = r.project_id)",
    body="(SELECT concat_ws(E'\\n', p.name_fi, p.name_sv, p.name_en, 'raportti rapport report', "
    "extract(year FROM r.starts_on), extract(year FROM r.ends_on)) FROM public.projects_project p "
    "WHERE p.id = r.project_id)",
    at="coalesce(r.submitted_at, r.built_at, r.created_at)",
    municipality="NULL",
)


def columns(_actor: Actor) -> dict[str, Any]:
    return {
        "title": joined("project__code", "project__short_name", "starts_on", "ends_on"),
        "body": "project__name_fi",
        "state": "state",
        "owner": "organisation__name",
        "owner_slug": "organisation__slug",
        "at": Coalesce("submitted_at", "built_at", "created_at"),
    }


def url(row: Row, _acting: str) -> str:
    return reverse("reports:detail", args=[row.owner_slug, row.pk])


SOURCE = Source(
    model=Report,
    key="raportti",
    label=_("Reports"),
    one=_("Report"),
    icon="file-chart-column",
    names=("raportit", "rapport", "rapporter", "report", "reports"),
    columns=columns,
    url=url,
    state=lambda state: str(State(state).label),
    pills={state.value: pill for state, (pill, _icon) in PILLS.items()},
    is_for=lambda actor: bool(actor.managed_ids),
)
