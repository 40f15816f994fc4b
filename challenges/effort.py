"""The steps that companies were asked to take for their challenges: the first when it was begun, the others when it was sent."""

from collections.abc import Iterator
from dataclasses import replace

from challenges.models import Challenge
from companies.effort.counting import Month, Times, counted, of_companies
from mint.actor import Actor


def steps(actor: Actor, month: Month, company: int | None) -> Iterator[Times]:
    rows = of_companies(Challenge.objects.visible_to(actor), "organisation", company)
    begun = rows.filter(created_at__gte=month.since, created_at__lt=month.until)
    yield from counted("challenge.problem", begun, "organisation_id", "project_id")
    sent = rows.filter(submitted_at__gte=month.since, submitted_at__lt=month.until)
    for row in counted("challenge.sought", sent, "organisation_id", "project_id"):
        yield from (row, replace(row, kind="challenge.check"))
