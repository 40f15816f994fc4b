"""Which organisation a draft goes to, once its writer has signed in."""

from collections.abc import Iterable

from mint.actor import Actor
from mint.links.models import WaitingDraft
from mint.places.models import Industry, Municipality
from mint.tenancy.actions import company_of, register_company
from mint.tenancy.context import Acting
from mint.tenancy.models import Organisation


def landing(waiting: WaitingDraft, own: Iterable[Acting], *, actor: Actor) -> Organisation | None:
    """The writer's company, made unverified where its business ID is new; None where it is not theirs."""
    company = waiting.data.get("company")
    if not company:
        return None
    found = company_of(company["business_id"])
    if found is not None:
        return found if found.pk in {item.id for item in own} else None
    place = Municipality.objects.get(pk=company["municipality"])
    industry = Industry.objects.filter(pk=company.get("industry")).first()
    about = {"name": company["name"], "business_id": company["business_id"]}
    return register_company(**about, municipality=place, industry=industry, actor=actor)
