"""Who writes on behalf of a company, and who answers for the company."""

from challenges.behalf.models import OnBehalf
from mint.actor import Actor
from mint.tenancy.context import Acting
from mint.tenancy.roles import Kind


def can_begin(actor: Actor, kind: str) -> bool:
    """A municipality's coordinator, for the companies of the municipality."""
    return kind == Kind.MUNICIPALITY and actor.coordinates(actor.acting_municipality_id)


def can_write(actor: Actor, row: OnBehalf) -> bool:
    return actor.coordinates(row.municipality_id) and row.organisation_id == actor.organisation_id


def can_answer(actor: Actor, row: OnBehalf) -> bool:
    """Who holds the link (else the row is not found), unless it is of the side that wrote."""
    return row.municipality_id not in actor.municipality_ids and actor.user_id != row.author_id


def can_confirm(actor: Actor, row: OnBehalf) -> bool:
    """Also signed in, and with the right to submit for the company."""
    return can_answer(actor, row) and row.company_id in (None, actor.organisation_id) and "editor" in actor.roles


def own_of(row: OnBehalf, organisations: tuple[Acting, ...]) -> Acting | None:
    """The reader's company, where the text is of one that is in MINT and they may submit for it."""
    return next((item for item in organisations if item.id == row.company_id and item.has_role("editor")), None)
