"""What happened last in a workspace: the newest entries of the audit trail that its reader may read, each with its noun."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from challenges import timeline as of_challenges
from challenges.models import Challenge
from experiments import history as of_experiments
from experiments.models import Experiment
from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.models import Entry
from mint.matching import timeline as of_matches
from mint.matching.models import Match
from mint.tenancy.context import Acting
from mint.tenancy.models import Organisation
from municipalities.models import AttractionFactor

SHOWN, READ = 6, 24
NEWS_FOR = timedelta(days=90)
NOUNS: tuple[tuple[Any, str, str], ...] = (  # the model, what it is called by, its page in the workspace
    (Challenge, "title", "challenges:manage"),
    (Experiment, "title", "experiments:manage"),
    (Match, "need__title", "matching:match"),
    (AttractionFactor, "name", "municipalities:factors"),
)
LABELS = {model._meta.label_lower: (model, name, page) for model, name, page in NOUNS}
SAID_OF_FACTORS = {
    "factor.created": _l("began a draft of the attraction factor"),
    "factor.changed": _l("changed the attraction factor"),
    "factor.checked": _l("checked the facts of the attraction factor"),
    "factor.published": _l("published the attraction factor"),
    "factor.archived": _l("archived the attraction factor"),
}


@dataclass(frozen=True)
class Found:
    """A subject that the reader may see."""

    title: str
    url: str


def events(actor: Actor, organisation: Acting) -> list[dict[str, Any]]:
    """For components/timeline.html, the newest first. Two statements however much has happened."""
    if not organisation.may_see_inside:
        return []
    entries = list(_entries(actor, organisation))
    found = _subjects(entries, actor, organisation) if entries else {}
    told = [(entry, found.get((entry.subject_type, entry.subject_id))) for entry in entries]
    return [_event(entry, subject) for entry, subject in told if subject][:SHOWN]


def _entries(actor: Actor, organisation: Acting) -> QuerySet[Entry]:
    here = Q(organisation_id=organisation.id) | Q(reader_ids__contains=[organisation.id])
    if organisation.municipality_id and organisation.kind == "municipality":
        here |= Q(municipality_id=organisation.municipality_id)
    people, owners = (
        User.objects.filter(pk=OuterRef("actor_id")),
        Organisation.objects.filter(pk=OuterRef("acting_for_id")),
    )
    rows = Entry.objects.visible_to(actor).filter(
        here, subject_type__in=list(LABELS), created_at__gte=clock.now() - NEWS_FOR
    )
    return rows.annotate(who=Subquery(people.values("name")), side=Subquery(owners.values("name"))).order_by(
        "-created_at", "-id"
    )[:READ]


def _subjects(entries: Iterable[Any], actor: Actor, organisation: Acting) -> dict[tuple[str, int], Found]:
    """What the entries are about, as far as the reader sees it; one statement."""
    parts = [
        model.objects.visible_to(actor)
        .filter(pk__in={entry.subject_id for entry in entries if entry.subject_type == label})
        .order_by()
        .values_list(Value(label), F("pk"), F(name))
        for label, (model, name, _page) in LABELS.items()
    ]
    found = parts[0].union(*parts[1:], all=True)
    return {(label, pk): Found(title, _address(label, pk, organisation)) for label, pk, title in found}


def _address(label: str, pk: int, organisation: Acting) -> str:
    page = LABELS[label][2]
    return reverse(page, args=[organisation.slug] if page == "municipalities:factors" else [organisation.slug, pk])


def _event(entry: Any, subject: Found) -> dict[str, Any]:
    icon, tone, text = _said(entry)
    is_match = (
        entry.subject_type == Match._meta.label_lower
    )  # told by side: a match's people are each side's own matter
    return {
        "icon": icon,
        "tone": tone,
        "who": (entry.side if is_match else entry.who) or _("MINT"),
        "text": f"{text.rstrip('.')}:",
        "at": entry.created_at,
        "url": subject.url,
        "link": subject.title or _("Untitled draft"),
    }


def _said(entry: Any) -> tuple[str, str, str]:
    """(icon, tone, what was done)."""
    noun = entry.verb.partition(".")[0]
    if noun == "match":
        return of_matches.verbs().get(entry.verb, ("history", "", _("undid the move")))
    said = {"challenge": of_challenges.SAID, "experiment": of_experiments.SAID}.get(noun, SAID_OF_FACTORS)
    icons = {"challenge": "lightbulb", "experiment": "flask-conical"}
    text = str(said.get(entry.verb, _("undid the move")))
    return icons.get(noun, "map-pin"), "run" if noun == "experiment" else "", text
