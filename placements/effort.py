"""What companies were asked as hosts: to choose from applications, and to confirm agreements."""

from collections.abc import Iterable

from companies.effort.counting import Month, Times, counted, of_companies
from mint.actor import Actor
from placements.models import Application, Confirmation
from placements.states import Party


def applications(actor: Actor, month: Month, company: int | None) -> Iterable[Times]:
    rows = Application.objects.visible_to(actor).filter(submitted_at__gte=month.since, submitted_at__lt=month.until)
    sent = of_companies(rows, "organisation", company)
    return counted("placement.application", sent, "organisation_id", "placement__project_id")


def confirmations(actor: Actor, month: Month, company: int | None) -> Iterable[Times]:
    rows = Confirmation.objects.visible_to(actor).filter(party=Party.HOST)
    rows = rows.filter(created_at__gte=month.since, created_at__lt=month.until)
    confirmed = of_companies(rows, "organisation", company)
    return counted("placement.confirmation", confirmed, "organisation_id", "application__placement__project_id")
