"""The measurements that companies wrote down for their experiments: those of a file took nobody so long."""

from collections.abc import Iterable

from companies.effort.counting import Month, Times, counted, of_companies
from experiments.models import Measurement
from experiments.states import Source
from mint.actor import Actor


def measurements(actor: Actor, month: Month, company: int | None) -> Iterable[Times]:
    rows = Measurement.objects.visible_to(actor).filter(source=Source.ENTERED)
    rows = rows.filter(created_at__gte=month.since, created_at__lt=month.until)
    entered = of_companies(rows, "organisation", company)
    return counted("experiment.measurement", entered, "organisation_id", "metric__experiment__project_id")
