"""What waits for whom at the gates: approvals that nobody has given yet, in their turn."""

from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from experiments.models import Experiment
from experiments.staging.catalogue import Guard
from experiments.staging.lines import Done, waits_for_others
from experiments.staging.models import SignOff, Stage, Visit
from experiments.staging.permissions import can_sign
from experiments.staging.placing import Standing, next_of
from experiments.staging.states import Kind
from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting

MOST = 200  # of the cases one has a part in: what waits among them is found in four queries


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """Approve at the gate ahead: the oldest first."""
    if not organisation.may_write:
        return []
    return [duty for visit in _standing(actor, organisation) for duty in _waiting(visit, actor, organisation)]


def _standing(actor: Actor, organisation: Acting) -> Any:
    """Where the cases stand that the organisation owns, takes part in, coordinates or curates."""
    mine = Q(organisation_id=organisation.id) | Q(parties__party=organisation.id)
    if actor.acting_municipality_id and "coordinator" in actor.roles:
        mine |= Q(municipality_id=actor.acting_municipality_id)
    if "curator" in actor.roles:
        mine |= Q(project_id__in=actor.curated_ids)
    cases = Experiment.objects.visible_to(actor).inside(actor).filter(mine)
    rows = Visit.objects.visible_to(actor).open().filter(experiment__in=cases.order_by().values("pk"))
    approvals = SignOff.objects.filter(kind=Kind.APPROVAL).order_by("id")
    return rows.select_related("stage").order_by("entered_at", "id").prefetch_related(
        Prefetch("experiment", Experiment.objects.with_people()),
        Prefetch("sign_offs", approvals),
        Prefetch("version__stages", Stage.objects.order_by("position")),
    )[:MOST]  # fmt: skip


def _waiting(visit: Visit, actor: Actor, organisation: Acting) -> list[Duty]:
    stages, experiment = list(visit.version.stages.all()), visit.experiment
    here = next(stage for stage in stages if stage.pk == visit.stage_id)
    ahead = next_of(experiment, Standing(visit.version, stages, here, visit))
    guards = ahead.asks if ahead else []
    done = Done(approvals={row.guard_key: row for row in visit.sign_offs.all()})
    return [
        _duty(visit, guard, organisation)
        for guard in guards
        if can_sign(actor, experiment, guard) and guard.key not in done.approvals
        if not waits_for_others(guard, done, guards)
    ]


def _duty(visit: Visit, guard: Guard, organisation: Acting) -> Duty:
    return Duty(
        title=_("Give an approval"),
        about=guard.text,
        detail=visit.experiment.title,
        url=reverse("staging:gate", args=[organisation.slug, visit.experiment_id]),
        action=_("Open the gate"),
        icon="clipboard-check",
        since=clock.day_of(visit.entered_at),
    )
