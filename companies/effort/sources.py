"""What matches ask: an answer to the one who has told of an interest, or has invited."""

from collections.abc import Iterator

from companies.effort.counting import Month, Times, counted, of_companies
from mint.actor import Actor
from mint.matching.models import Match
from mint.matching.states import Side

ASKS = ((Side.PARTNER, "organisation"), (Side.OWNER, "partner"))  # who has asked, and which side answers


def answers(actor: Actor, month: Month, company: int | None) -> Iterator[Times]:
    rows = Match.objects.visible_to(actor).filter(asked_at__gte=month.since, asked_at__lt=month.until)
    for asker, side in ASKS:
        asked = of_companies(rows.filter(interest_from=asker), side, company)
        yield from counted("match.answer", asked, f"{side}_id", "project_id")
