"""What waits for those who steer: a question that reached nobody, or that nobody answered."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from experiments.follow_up.models import Asking, Round
from experiments.follow_up.states import Place, Step
from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting

MOST = 20


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """Of the coordinator's municipality and the curator's projects: silence is looked at, and asked about otherwise."""
    lost = Asking.objects.filter(round=OuterRef("pk"), place=Place.SECOND, bounced_at__isnull=False)
    rows = Round.objects.visible_to(actor).filter(_steered(actor), is_settled=False)
    waits = rows.filter(Q(step=Step.SILENT) | Q(Exists(lost), step=Step.SECOND)).select_related("experiment")
    return [_duty(row, organisation) for row in waits.order_by("stepped_at", "pk")[:MOST]]


def _steered(actor: Actor) -> Q:
    mine = Q(pk=None)
    if actor.acting_municipality_id and "coordinator" in actor.roles:
        mine |= Q(experiment__municipality_id=actor.acting_municipality_id)
    if "curator" in actor.roles and actor.curated_ids:
        mine |= Q(experiment__project_id__in=actor.curated_ids)
    return mine


def days(actor: Actor, organisation: Acting) -> list[Duty]:
    """When the next questions are mailed: for calendars of the same people."""
    rows = Round.objects.visible_to(actor).filter(_steered(actor), step=Step.WAITING, due_on__gte=clock.today())
    return [_day(row, organisation) for row in rows.select_related("experiment").order_by("due_on", "pk")[:MOST]]


def _day(row: Round, organisation: Acting) -> Duty:
    return Duty(
        title=_("MINT asks what became of an experiment"),
        detail=row.experiment.title,
        url=f"{reverse('follow_up:rounds', args=[organisation.slug, row.experiment_id])}#kk-{row.months}",
        action=_("Open it"),
        icon="mail",
        due_on=row.due_on,
    )


def _duty(row: Round, organisation: Acting) -> Duty:
    is_silent = row.step == Step.SILENT
    title = _("The follow-up was not answered: ask by telephone") if is_silent else _("The follow-up reached nobody")
    return Duty(
        title=title,
        detail=row.experiment.title,
        url=f"{reverse('follow_up:rounds', args=[organisation.slug, row.experiment_id])}#kk-{row.months}",
        action=_("Open it"),
        icon="phone",
        since=clock.day_of(row.stepped_at) if row.stepped_at else row.due_on,
    )
