"""Which messages matches send: to the side concerned, at that side's own address of the match."""

from mint.actor import Actor
from mint.matching.models import Match
from mint.matching.states import Side
from mint.notifications.notify import Recipients, notify
from mint.tenancy.models import Organisation
from mint.tenancy.roles import Kind


def interest(match: Match, actor: Actor) -> None:
    """Somebody is interested: to the side that is to answer."""
    asked = match.partner if match.interest_from == Side.OWNER else match.organisation
    asking = match.organisation if match.interest_from == Side.OWNER else match.partner
    _tell("match_interest", match, asked, actor, asking=asking.name, message=match.message)


def suggested(match: Match, actor: Actor) -> None:
    """Brought together by hand: to both."""
    for side, other in ((match.organisation, match.partner), (match.partner, match.organisation)):
        _tell("match_suggested", match, side, actor, other=other.name, message=match.message)


def mutual(match: Match, actor: Actor) -> None:
    for side, other in ((match.organisation, match.partner), (match.partner, match.organisation)):
        _tell("match_mutual", match, side, actor, other=other.name)


def agreed(match: Match, actor: Actor) -> None:
    """To both sides, and to the municipality's coordinators."""
    for side, other in ((match.organisation, match.partner), (match.partner, match.organisation)):
        _tell("match_agreed", match, side, actor, other=other.name, agreement=match.agreement)
    here = Organisation.objects.filter(kind=Kind.MUNICIPALITY, municipality_id=match.municipality_id or 0)
    municipality = here.first()
    if municipality is None or municipality.pk in {match.organisation_id, match.partner_id}:
        return
    both = f"{match.organisation.name} – {match.partner.name}"
    _tell("match_agreed", match, municipality, actor, other=both, agreement=match.agreement)


def declined(match: Match, actor: Actor) -> None:
    """To the other side, without the reason."""
    own = actor.organisation_id == match.organisation_id
    side, other = (match.partner, match.organisation) if own else (match.organisation, match.partner)
    _tell("match_declined", match, side, actor, other=other.name)


def _tell(kind: str, match: Match, to: Organisation, actor: Actor, **context: str) -> None:
    notify(
        kind,
        Recipients(organisations=[to.pk]),
        path=match.url_for(to),
        context={"title": match.need.title, "organisation": to.name, **context},
        but=actor.user_id,
        undo_key=match.entry_key,
    )
