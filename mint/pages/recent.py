"""What happened last in a workspace: the newest entries of the audit trail that its reader may read, each with its noun."""

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
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
from mint.pages import subjects
from mint.pages.subjects import Found
from mint.tenancy.context import Acting
from mint.tenancy.models import Organisation
from municipalities.models import AttractionFactor

SHOWN, READ = 6, 24
NEWS_FOR = timedelta(days=90)
NEWS = tuple(noun for noun in subjects.NOUNS if noun.model in {Challenge, Experiment, Match, AttractionFactor})
SAID_OF_FACTORS = {
    "factor.created": _l("began a draft of the attraction factor"),
    "factor.changed": _l("changed the attraction factor"),
    "factor.checked": _l("checked the facts of the attraction factor"),
    "factor.published": _l("published the attraction factor"),
    "factor.archived": _l("archived the attraction factor"),
}


def events(actor: Actor, organisation: Acting) -> list[dict[str, Any]]:
    """For components/timeline.html, the newest first. Two statements however much has happened."""
    if not organisation.may_see_inside:
        return []
    entries = list(_entries(actor, organisation))
    found = subjects.found(entries, actor, organisation)
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
        here, subject_type__in=[noun.key for noun in NEWS], created_at__gte=clock.now() - NEWS_FOR
    )
    return rows.annotate(who=Subquery(people.values("name")), side=Subquery(owners.values("name"))).order_by(
        "-created_at", "-id"
    )[:READ]


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
