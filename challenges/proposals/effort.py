"""The proposals that companies sent to calls."""

from collections.abc import Iterable

from challenges.proposals.models import Proposal
from companies.effort.counting import Month, Times, counted, of_companies
from mint.actor import Actor


def proposals(actor: Actor, month: Month, company: int | None) -> Iterable[Times]:
    rows = Proposal.objects.visible_to(actor).filter(submitted_at__gte=month.since, submitted_at__lt=month.until)
    sent = of_companies(rows, "organisation", company)
    return counted("proposal.sent", sent, "organisation_id", "challenge_project_id")
