"""Pages of a proposal stand in its organisation's workspace, or, of one person's own, under /omat/."""

from typing import Any

from django.urls import reverse

from challenges.proposals.models import Proposal
from mint.tenancy.context import Acting


def address(name: str, slug: str, *rest: Any) -> str:
    """Of the page of this name: in the workspace of `slug`, or among one's own where it is empty."""
    return reverse(f"proposals:{name}", args=[slug, *rest]) if slug else reverse(f"proposals:own_{name}", args=rest)


def slug_of(proposal: Proposal, organisations: tuple[Acting, ...]) -> str:
    """The workspace in which its writer writes it."""
    return next((item.slug for item in organisations if item.id == proposal.organisation_id), "")


PAGES = ("show", "check", "send", "withdraw", "undo", "drop", "delete")


def addresses(slug: str, proposal: Proposal | None) -> dict[str, str]:
    """Those that templates name, by page."""
    found = {"listing": address("listing", slug)}
    if proposal is not None and proposal.pk:
        found |= {name: address(name, slug, proposal.pk) for name in PAGES}
        found |= {f"step{number}": address("step", slug, proposal.pk, number) for number in (1, 2)}
    return found
