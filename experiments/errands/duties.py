"""One's own tasks in the work queue, and those of the organisation's experiments that nobody has."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from experiments.errands.models import Errand
from experiments.models import Experiment
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting

MOST = 50


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """In the workspace from which one takes part: the one that is due first, first."""
    if not organisation.may_write:
        return []
    ownerless = (Q(responsible=None) | Q(responsible__is_active=False)) & Q(organisation_id=organisation.id)
    mine = Errand.objects.visible_to(actor).undone().filter(Q(responsible=actor.user_id) | ownerless)
    rows = mine.filter(experiment__in=_cases(actor, organisation)).select_related("experiment", "responsible")
    return [_duty(errand, organisation) for errand in rows.order_by("due_on", "id")[:MOST]]


def _cases(actor: Actor, organisation: Acting) -> Any:
    """What the organisation owns, takes part in, coordinates or curates."""
    mine = Q(organisation_id=organisation.id) | Q(parties__party=organisation.id)
    if actor.acting_municipality_id and "coordinator" in actor.roles:
        mine |= Q(municipality_id=actor.acting_municipality_id)
    if "curator" in actor.roles:
        mine |= Q(project_id__in=actor.curated_ids)
    return Experiment.objects.visible_to(actor).filter(mine).order_by().values("pk")


def _duty(errand: Errand, organisation: Acting) -> Duty:
    is_had = errand.responsible is not None and errand.responsible.is_active
    title = _("Do a task") if is_had else _("A task has nobody to do it")
    return Duty(
        title=title,
        detail=f"{errand.text} · {errand.experiment.title}",
        url=f"{reverse('errands:list', args=[organisation.slug, errand.experiment_id])}#t-{errand.pk}",
        action=_("Open it"),
        icon="clipboard-check",
        due_on=errand.due_on,
    )
