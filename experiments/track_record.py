"""What matching counts of experiments in a partner's track record: those that were carried through to a decision."""

from collections.abc import Iterable, Mapping

from django.db.models import Count

from experiments.models import Experiment
from experiments.states import DECIDED
from mint.matching.states import State


def concluded(organisation_ids: Iterable[int] | None) -> Mapping[int, int]:
    """By the partner of the agreed match; a match that is marked as realised has been counted already."""
    rows = Experiment.objects.filter(state__in=DECIDED, match__isnull=False).exclude(match__state=State.REALISED)
    if organisation_ids is not None:
        rows = rows.filter(match__partner_id__in=organisation_ids)
    return dict(rows.order_by().values_list("match__partner_id").annotate(n=Count("match_id", distinct=True)))
